#pragma once
/// Operators of VARBYTE, and bit shifts of integers.  Doc: dg/r_VARBYTE_type
#include <cstdint>

#include "functions/native/values.h"

namespace blueshift::functions {

/// Bitwise; the operands must have the same length. Throw invalid_parameter_value (22023).
ByteString bytes_and(Bytes left, Bytes right);
ByteString bytes_or(Bytes left, Bytes right);
ByteString bytes_xor(Bytes left, Bytes right);
ByteString bytes_not(Bytes bytes);

/// Bit `index` from the right. Throws invalid_parameter_value (22023).  Doc: dg/r_GETBIT
std::int32_t get_bit(Bytes bytes, std::int32_t index);

/// The bytes of an integer, most significant first, and back.
/// Back throws invalid_binary_representation (22P03) when there are more bytes than the integer has.
ByteString int2_to_bytes(std::int16_t value);
ByteString int4_to_bytes(std::int32_t value);
ByteString int8_to_bytes(std::int64_t value);
std::int16_t bytes_to_int2(Bytes bytes);
std::int32_t bytes_to_int4(Bytes bytes);
std::int64_t bytes_to_int8(Bytes bytes);

/// As the processor shifts: the count is taken modulo the width of the type, but at least 32.
std::int16_t int2_shift_left(std::int16_t value, std::int32_t count);
std::int32_t int4_shift_left(std::int32_t value, std::int32_t count);
std::int64_t int8_shift_left(std::int64_t value, std::int32_t count);
std::int16_t int2_shift_right(std::int16_t value, std::int32_t count);
std::int32_t int4_shift_right(std::int32_t value, std::int32_t count);
std::int64_t int8_shift_right(std::int64_t value, std::int32_t count);

}  // namespace blueshift::functions
