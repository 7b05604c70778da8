#pragma once
/// Big-endian numbers, as the wire protocol has them.
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace blueshift::result {

template <class Unsigned>
constexpr Unsigned swap_bytes(Unsigned value) {
    static_assert(std::is_unsigned_v<Unsigned> && std::endian::native == std::endian::little);
    if constexpr (sizeof(Unsigned) == 1) {
        return value;
    } else if constexpr (sizeof(Unsigned) == 2) {
        return __builtin_bswap16(value);
    } else if constexpr (sizeof(Unsigned) == 4) {
        return __builtin_bswap32(value);
    } else {
        return __builtin_bswap64(value);
    }
}

/// Writes the low bytes of `value` at `target`, most significant first.
template <class Integer>
void store_big_endian(char* target, Integer value) {
    const auto swapped = swap_bytes(static_cast<std::make_unsigned_t<Integer>>(value));
    std::memcpy(target, &swapped, sizeof(swapped));
}

/// Appends `value` in its own size, most significant byte first.
template <class Integer>
void append_big_endian(std::string& out, Integer value) {
    char bytes[sizeof(Integer)];
    store_big_endian(bytes, value);
    out.append(bytes, sizeof(bytes));
}

/// Reads an Integer from its first bytes in `bytes`, which are long enough.
template <class Integer>
Integer load_big_endian(std::string_view bytes) {
    std::make_unsigned_t<Integer> value;
    std::memcpy(&value, bytes.data(), sizeof(value));
    return static_cast<Integer>(swap_bytes(value));
}

}  // namespace blueshift::result
