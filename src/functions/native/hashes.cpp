#include "functions/native/hashes.h"

#include <farmhash.h>
#include <openssl/evp.h>

#include <array>
#include <bit>
#include <cstring>

#include "base/crypto.h"
#include "base/error.h"

namespace blueshift::functions {

namespace {

/// Table of CRC-32C for one byte, polynomial 0x1EDC6F41 reflected.
constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0x82F63B78U : 0U);
        table[byte] = value;
    }
    return table;
}();

std::string digest_hex(const EVP_MD* algorithm, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out;
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), out.data(), &size, algorithm, nullptr) != 1) {
        throw Error(Code::internal_error, "could not compute a hash");
    }
    return crypto::hex_encode({reinterpret_cast<const char*>(out.data()), size});
}

std::uint64_t fnv_step(std::uint64_t hash, unsigned char byte) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    return (hash ^ byte) * kPrime;
}

template <class T>
std::int64_t fnv_integer(T value, std::int64_t seed) {
    auto hash = static_cast<std::uint64_t>(seed);
    auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t index = 0; index < sizeof(T); ++index, bits >>= 8) {
        hash = fnv_step(hash, static_cast<unsigned char>(bits & 0xFF));
    }
    return static_cast<std::int64_t>(hash);
}

std::uint32_t crc(std::string_view text) {
    std::uint32_t value = 0xFFFFFFFF;
    for (const char c : text) value = kCrcTable[(value ^ static_cast<unsigned char>(c)) & 0xFF] ^ (value >> 8);
    return value ^ 0xFFFFFFFF;
}

std::uint32_t murmur_mix(std::uint32_t block) {
    return std::rotl(block * 0xcc9e2d51U, 15) * 0x1b873593U;
}

}  // namespace

std::string crc32(std::string_view text) { return fmt::format("{:08x}", crc(text)); }

std::int32_t checksum(std::string_view text) { return static_cast<std::int32_t>(crc(text)); }

std::int32_t checksum_decimal(Decimal value) { return static_cast<std::int32_t>(value.unscaled); }

std::int64_t farm_fingerprint_text(std::string_view text) {
    return static_cast<std::int64_t>(util::Fingerprint64(text.data(), text.size()));
}

std::int64_t farm_fingerprint_bytes(Bytes bytes) { return farm_fingerprint_text(bytes.view); }

std::string sha1(std::string_view text) { return digest_hex(EVP_sha1(), text); }

std::string sha2(std::string_view text, std::int32_t bits) {
    switch (bits) {
        case 224: return digest_hex(EVP_sha224(), text);
        case 0:
        case 256: return digest_hex(EVP_sha256(), text);
        case 384: return digest_hex(EVP_sha384(), text);
        case 512: return digest_hex(EVP_sha512(), text);
        default: return {};
    }
}

std::int64_t fnv_hash_int2(std::int16_t value, std::int64_t seed) { return fnv_integer(value, seed); }
std::int64_t fnv_hash_int4(std::int32_t value, std::int64_t seed) { return fnv_integer(value, seed); }
std::int64_t fnv_hash_int8(std::int64_t value, std::int64_t seed) { return fnv_integer(value, seed); }

std::int64_t fnv_hash_text(std::string_view text, std::int64_t seed) {
    auto hash = static_cast<std::uint64_t>(seed);
    for (const char c : text) hash = fnv_step(hash, static_cast<unsigned char>(c));
    return static_cast<std::int64_t>(hash);
}

std::int64_t fnv_hash_bytes(Bytes bytes, std::int64_t seed) { return fnv_hash_text(bytes.view, seed); }

std::int32_t murmur3_text(std::string_view text, std::int32_t seed) {
    auto hash = static_cast<std::uint32_t>(seed);
    const std::size_t whole = text.size() / 4 * 4;
    for (std::size_t offset = 0; offset < whole; offset += 4) {
        std::uint32_t block;
        std::memcpy(&block, text.data() + offset, sizeof(block));
        hash = std::rotl(hash ^ murmur_mix(block), 13) * 5 + 0xe6546b64U;
    }
    std::uint32_t tail = 0;
    for (std::size_t offset = text.size(); offset-- > whole;) {
        tail = (tail << 8) | static_cast<unsigned char>(text[offset]);
    }
    if (text.size() > whole) hash ^= murmur_mix(tail);
    hash ^= static_cast<std::uint32_t>(text.size());
    hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
    return static_cast<std::int32_t>(hash ^ (hash >> 16));
}

std::int32_t murmur3_int8(std::int64_t value, std::int32_t seed) {
    return murmur3_text({reinterpret_cast<const char*>(&value), sizeof(value)}, seed);
}

std::int32_t murmur3_bytes(Bytes bytes, std::int32_t seed) { return murmur3_text(bytes.view, seed); }

}  // namespace blueshift::functions
