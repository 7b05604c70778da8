#include "copy/text_check.h"

#include <fmt/format.h>

#include <cstdint>

namespace blueshift::copy {

namespace {

/// The kinds of bad sequences.
constexpr int kIncomplete = 2;
constexpr int kBadLeadingByte = 3;
constexpr int kBadTrailingByte = 4;
constexpr int kSurrogate = 5;
constexpr int kBeyondLast = 8;

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;
constexpr std::uint32_t kFirstSurrogate = 0xD800;
constexpr std::uint32_t kLastSurrogate = 0xDFFF;

bool is_trailing(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Bytes of the sequence that starts with `lead`; 0 when none does.
std::size_t sequence_size(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF8) return 4;
    return 0;
}

struct Sequence {
    std::size_t size = 1;
    std::uint32_t code_point = 0;
    int kind = 0;  ///< 0: good
};

Sequence read_sequence(std::string_view rest) {
    const auto lead = static_cast<unsigned char>(rest[0]);
    const std::size_t size = sequence_size(lead);
    if (size == 0) return {1, 0, kBadLeadingByte};
    if (size == 1) return {1, lead, 0};
    std::uint32_t code_point = lead & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if (i == rest.size()) return {i, 0, kIncomplete};
        if (!is_trailing(rest[i])) return {i, 0, kBadTrailingByte};
        code_point = code_point << 6 | (static_cast<unsigned char>(rest[i]) & 0x3Fu);
    }
    if (code_point > kLastCodePoint) return {size, code_point, kBeyondLast};
    if (code_point >= kFirstSurrogate && code_point <= kLastSurrogate) return {size, code_point, kSurrogate};
    constexpr std::uint32_t kShortest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code_point < kShortest[size]) return {size, code_point, kBadLeadingByte};
    return {size, code_point, 0};
}

bool is_noncharacter(std::uint32_t code_point) {
    return (code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFE) == 0xFFFE;
}

}  // namespace

std::optional<BadSequence> find_bad_sequence(std::string_view text, std::size_t begin) {
    while (begin < text.size()) {
        const Sequence sequence = read_sequence(text.substr(begin));
        if (sequence.kind != 0) return BadSequence{begin, sequence.size, sequence.kind};
        begin += sequence.size;
    }
    return std::nullopt;
}

std::string replace_bad_sequences(std::string_view text, char replacement) {
    std::string out;
    while (!text.empty()) {
        const Sequence sequence = read_sequence(text);
        if (sequence.kind != 0 || is_noncharacter(sequence.code_point)) {
            out.append(sequence.size, replacement);
        } else {
            out += text.substr(0, sequence.size);
        }
        text.remove_prefix(sequence.size);
    }
    return out;
}

std::string bad_sequence_reason(std::string_view text, const BadSequence& bad) {
    return fmt::format("String contains invalid or unsupported UTF-8 codepoints. Bad UTF-8 hex sequence: {} (error {})",
                       hex_bytes(text.substr(bad.offset, bad.size)), bad.kind);
}

std::string hex_bytes(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("{}{:02x}", out.empty() ? "" : " ", static_cast<unsigned char>(c));
    return out;
}

}  // namespace blueshift::copy
