#pragma once
/// UTF-8 of loaded fields: what is wrong with it, and what ACCEPTINVCHARS makes of it.  Doc: dg/multi-byte-character-load-errors
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::copy {

/// A sequence that is not UTF-8, with the number that the error text gives its kind.
struct BadSequence {
    std::size_t offset = 0;
    std::size_t size = 0;
    int kind = 0;
};

/// The first one at or after `begin`; nothing when there is none.
std::optional<BadSequence> find_bad_sequence(std::string_view text, std::size_t begin = 0);

/// Every byte of each bad sequence becomes `replacement`, as do those of characters that stand for none.
std::string replace_bad_sequences(std::string_view text, char replacement);

/// What the error texts say of a bad sequence in `text`.
std::string bad_sequence_reason(std::string_view text, const BadSequence& bad);

/// The bytes in hexadecimal, as error texts show them.
std::string hex_bytes(std::string_view bytes);

}  // namespace blueshift::copy
