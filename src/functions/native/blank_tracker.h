#pragma once
/// Which columns got values that end with a blank. Comparisons ignore such blanks, which costs time that columns without any
/// need not pay; so the first one stored is noted here, by a function running inside the engine, and taken by the statement's session.
#include <cstdint>

namespace blueshift::functions {

/// Notes one value for `slot`, a number that the statement chose for the column. Thread-safe.
void note_trailing_blank(std::int64_t slot);

/// True when something was noted for `slot` since the last call, which it forgets. Thread-safe.
bool take_trailing_blank(std::int64_t slot);

}  // namespace blueshift::functions
