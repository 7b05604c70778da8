#pragma once
/// Hashes, random bytes and their text forms. Byte strings are std::string; nothing here blocks or
/// throws unless it says so.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::crypto {

inline constexpr std::size_t kSha256Bytes = 32;

/// 32 bytes each.
std::string sha256(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);
/// PBKDF2 with HMAC-SHA-256: what RFC 5802 calls Hi(). Takes milliseconds at the usual iteration
/// counts.
std::string pbkdf2_sha256(std::string_view password, std::string_view salt, int iterations);

/// MD5 as 32 lower-case hex digits.
std::string md5_hex(std::string_view data);

/// From the system's cryptographic generator. Throws internal_error (XX000) when it fails.
std::string random_bytes(std::size_t count);

/// Compares in a time that depends on the sizes only.
bool equal_constant_time(std::string_view left, std::string_view right);

std::string hex_encode(std::string_view bytes);
/// Nothing when `text` is not pairs of hex digits.
std::optional<std::string> hex_decode(std::string_view text);
std::string base64_encode(std::string_view bytes);
/// Nothing when `text` is not canonical base64 with its padding.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace blueshift::crypto
