#include "functions/native/radix.h"

#include <charconv>
#include <optional>

#include "base/crypto.h"
#include "base/error.h"
#include "types/text_scan.h"
#include "types/utf8.h"

namespace blueshift::functions {

namespace {

enum class Format { hex, binary, utf8, base64 };

Format format_from_name(std::string_view name) {
    std::string lower;
    for (const char c : name) lower += to_lower(c);
    if (lower == "hex") return Format::hex;
    if (lower == "binary") return Format::binary;
    if (lower == "utf8" || lower == "utf-8") return Format::utf8;
    if (lower == "base64") return Format::base64;
    throw Error(Code::invalid_parameter_value, "invalid format \"{}\": must be hex, binary, utf8 or base64", name);
}

std::string bits_of(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 8);
    for (const char c : bytes) {
        for (int bit = 7; bit >= 0; --bit) out += ((static_cast<unsigned char>(c) >> bit) & 1) != 0 ? '1' : '0';
    }
    return out;
}

std::optional<std::string> bytes_of_bits(std::string_view bits) {
    if (bits.size() % 8 != 0) return std::nullopt;
    std::string out;
    for (std::size_t begin = 0; begin < bits.size(); begin += 8) {
        unsigned value = 0;
        for (const char bit : bits.substr(begin, 8)) {
            if (bit != '0' && bit != '1') return std::nullopt;
            value = value * 2 + static_cast<unsigned>(bit - '0');
        }
        out += static_cast<char>(value);
    }
    return out;
}

std::string hex_digits(std::uint64_t value) {
    char buffer[16];
    const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value, 16).ptr;
    return {buffer, end};
}

ByteString decoded(const std::optional<std::string>& bytes, const char* form) {
    if (!bytes) throw Error(Code::invalid_text_representation, "invalid {} data", form);
    return {*bytes};
}

}  // namespace

std::int64_t strtol_text(std::string_view text, std::int32_t base) {
    if (base < 2 || base > 36) {
        throw Error(Code::invalid_parameter_value, "base must be between 2 and 36");
    }
    std::string_view digits = trim_blanks(text);
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    if (base == 16 && (digits.starts_with("0x") || digits.starts_with("0X"))) digits.remove_prefix(2);
    if (digits.empty() && trim_blanks(text).empty()) return 0;
    std::uint64_t magnitude = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
    const std::uint64_t magnitude_max = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
    if (status == std::errc::result_out_of_range || (status == std::errc() && magnitude > magnitude_max)) {
        throw Error(Code::numeric_value_out_of_range, "value \"{}\" is out of range for type bigint", text);
    }
    if (status != std::errc() || end != digits.data() + digits.size()) {
        throw Error(Code::invalid_text_representation, "invalid input syntax for base {}: \"{}\"", base, text);
    }
    return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::string int4_to_hex(std::int32_t value) { return hex_digits(static_cast<std::uint32_t>(value)); }
std::string int8_to_hex(std::int64_t value) { return hex_digits(static_cast<std::uint64_t>(value)); }
std::string bytes_to_hex(Bytes bytes) { return crypto::hex_encode(bytes.view); }
ByteString hex_to_bytes(std::string_view text) { return decoded(crypto::hex_decode(text), "hexadecimal"); }

ByteString text_to_bytes(std::string_view text, std::string_view format) {
    switch (format_from_name(format)) {
        // An odd number of digits gets a 0 in front.
        case Format::hex: return hex_to_bytes(text.size() % 2 == 0 ? std::string(text) : "0" + std::string(text));
        case Format::binary: return decoded(bytes_of_bits(text), "binary");
        case Format::base64: return decoded(crypto::base64_decode(text), "base64");
        case Format::utf8: break;
    }
    return {std::string(text)};
}

std::string bytes_to_text(Bytes bytes, std::string_view format) {
    switch (format_from_name(format)) {
        case Format::hex: return crypto::hex_encode(bytes.view);
        case Format::binary: return bits_of(bytes.view);
        case Format::base64: return crypto::base64_encode(bytes.view);
        case Format::utf8: break;
    }
    check_utf8(bytes.view);
    return std::string(bytes.view);
}

}  // namespace blueshift::functions
