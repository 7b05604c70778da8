#pragma once
/// Parameter values of Bind messages.
#include <string_view>

#include "result/encode.h"
#include "types/value.h"

namespace blueshift::result {

/// Reads a parameter that is not NULL. Text must be UTF-8 and is read as a quoted literal of `type`
/// would be. Throws invalid_binary_representation (22P03), character_not_in_repertoire (22021) and
/// all of value_from_text.
Value decode_parameter(Type type, Format format, std::string_view bytes,
                       const TextSettings& settings);

}  // namespace blueshift::result
