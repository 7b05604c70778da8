#include "functions/native/bytes.h"

#include "base/error.h"

namespace blueshift::functions {

namespace {

template <class Operation>
ByteString combined(Bytes left, Bytes right, Operation operation) {
    if (left.view.size() != right.view.size()) {
        throw Error(Code::invalid_parameter_value, "cannot combine binary values of different lengths");
    }
    std::string out(left.view);
    for (std::size_t index = 0; index < out.size(); ++index) {
        out[index] = static_cast<char>(operation(left.view[index], right.view[index]));
    }
    return {out};
}

template <class T>
ByteString big_endian(T value) {
    std::string out(sizeof(T), '\0');
    for (std::size_t index = sizeof(T); index-- > 0; value = static_cast<T>(value >> 8)) {
        out[index] = static_cast<char>(value & 0xFF);
    }
    return {out};
}

template <class T>
T from_big_endian(Bytes bytes, const char* type_name) {
    if (bytes.view.size() > sizeof(T)) {
        throw Error(Code::invalid_binary_representation, "binary value of {} bytes does not fit {}",
                    bytes.view.size(), type_name);
    }
    std::uint64_t value = 0;
    for (const char byte : bytes.view) value = (value << 8) | static_cast<unsigned char>(byte);
    return static_cast<T>(value);
}

}  // namespace

ByteString bytes_and(Bytes left, Bytes right) {
    return combined(left, right, [](char a, char b) { return a & b; });
}

ByteString bytes_or(Bytes left, Bytes right) {
    return combined(left, right, [](char a, char b) { return a | b; });
}

ByteString bytes_xor(Bytes left, Bytes right) {
    return combined(left, right, [](char a, char b) { return a ^ b; });
}

ByteString bytes_not(Bytes bytes) {
    std::string out(bytes.view);
    for (char& byte : out) byte = static_cast<char>(~byte);
    return {out};
}

std::int32_t get_bit(Bytes bytes, std::int32_t index) {
    const auto size = static_cast<std::int64_t>(bytes.view.size());
    if (index < 0 || index >= size * 8) {
        throw Error(Code::invalid_parameter_value, "index {} out of valid range, 0..{}", index, size * 8 - 1);
    }
    const char byte = bytes.view[static_cast<std::size_t>(size - 1 - index / 8)];
    return (static_cast<unsigned char>(byte) >> (index % 8)) & 1;
}

ByteString int2_to_bytes(std::int16_t value) { return big_endian(value); }
ByteString int4_to_bytes(std::int32_t value) { return big_endian(value); }
ByteString int8_to_bytes(std::int64_t value) { return big_endian(value); }

std::int16_t bytes_to_int2(Bytes bytes) { return from_big_endian<std::int16_t>(bytes, "smallint"); }
std::int32_t bytes_to_int4(Bytes bytes) { return from_big_endian<std::int32_t>(bytes, "integer"); }
std::int64_t bytes_to_int8(Bytes bytes) { return from_big_endian<std::int64_t>(bytes, "bigint"); }

std::int16_t int2_shift_left(std::int16_t value, std::int32_t count) {
    return static_cast<std::int16_t>(int4_shift_left(value, count));
}

std::int32_t int4_shift_left(std::int32_t value, std::int32_t count) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value) << (count & 31));
}

std::int64_t int8_shift_left(std::int64_t value, std::int32_t count) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << (count & 63));
}

std::int16_t int2_shift_right(std::int16_t value, std::int32_t count) {
    return static_cast<std::int16_t>(value >> (count & 31));
}

std::int32_t int4_shift_right(std::int32_t value, std::int32_t count) { return value >> (count & 31); }
std::int64_t int8_shift_right(std::int64_t value, std::int32_t count) { return value >> (count & 63); }

}  // namespace blueshift::functions
