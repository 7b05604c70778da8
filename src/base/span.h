#pragma once
/// A range of bytes in a statement's text.
#include <cstdint>

namespace blueshift {

/// Half-open range of byte offsets, from 0. An empty span at 0 means "no position".
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const Span&) const = default;
};

}  // namespace blueshift
