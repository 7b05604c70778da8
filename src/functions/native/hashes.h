#pragma once
/// Hash functions.  Doc: dg/hash-functions
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// CRC-32C (Castagnoli) as eight hexadecimal digits.  Doc: dg/crc32-function
std::string crc32(std::string_view text);
/// Of a text the same sum as a number, which the vendor leaves open; of a decimal its digits.  Doc: dg/r_CHECKSUM
std::int32_t checksum(std::string_view text);
std::int32_t checksum_decimal(Decimal value);
/// Doc: dg/r_FARMFINGERPRINT64
std::int64_t farm_fingerprint_text(std::string_view text);
std::int64_t farm_fingerprint_bytes(Bytes bytes);
/// Forty hexadecimal digits.  Doc: dg/SHA1
std::string sha1(std::string_view text);
/// Hexadecimal digits of SHA-2 with 0 (256), 224, 256, 384 or 512 bits; empty for other sizes.  Doc: dg/SHA2
std::string sha2(std::string_view text, std::int32_t bits);

/// 64-bit FNV-1a of a value's bytes in its type's width, least significant first, going on from `seed`.  Doc: dg/r_FNV_HASH
std::int64_t fnv_hash_int2(std::int16_t value, std::int64_t seed);
std::int64_t fnv_hash_int4(std::int32_t value, std::int64_t seed);
std::int64_t fnv_hash_int8(std::int64_t value, std::int64_t seed);
std::int64_t fnv_hash_text(std::string_view text, std::int64_t seed);
std::int64_t fnv_hash_bytes(Bytes bytes, std::int64_t seed);
/// The seed of FNV_HASH with one argument: the offset basis of FNV-1a.
inline constexpr std::int64_t kFnvOffsetBasis = static_cast<std::int64_t>(0xcbf29ce484222325);

/// MurmurHash3 x86 32-bit; integers and dates are hashed as 64-bit, as Iceberg does.  Doc: dg/MURMUR3_32_HASH
std::int32_t murmur3_int8(std::int64_t value, std::int32_t seed);
std::int32_t murmur3_text(std::string_view text, std::int32_t seed);
std::int32_t murmur3_bytes(Bytes bytes, std::int32_t seed);

}  // namespace blueshift::functions
