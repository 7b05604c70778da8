#pragma once
/// Which columns got values that end with a blank. Comparisons ignore such blanks, which costs time that columns without any
/// need not pay; so the first one stored is noted here, by a function running inside the engine, and taken by the statement's session.
#include <cstdint>

namespace blueshift::functions {

/// The slot of a table's column.
constexpr std::int64_t column_slot(std::uint32_t table_oid, std::int16_t column_number) {
    return static_cast<std::int64_t>(std::uint64_t{table_oid} << 16 | static_cast<std::uint16_t>(column_number));
}

/// Notes one value for `slot`, see column_slot(). Thread-safe.
void note_trailing_blank(std::int64_t slot);

/// True when something was noted for `slot` since the last call, which it forgets. Thread-safe.
bool take_trailing_blank(std::int64_t slot);

}  // namespace blueshift::functions
