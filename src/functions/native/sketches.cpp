#include "functions/native/sketches.h"

#include "functions/native/hashes.h"
#include "types/hll_sketch.h"

namespace blueshift::functions {

std::uint64_t sketch_hash(std::string_view text) {
    constexpr std::int64_t kOffsetBasis = -3750763034362895579;
    auto hash = static_cast<std::uint64_t>(fnv_hash_text(text, kOffsetBasis));
    // The high bits of an FNV hash of a short text are alike; this is the finisher of SplitMix64.
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebU;
    return hash ^ (hash >> 31);
}

std::int64_t sketch_cardinality(Bytes sketch) { return HllSketch::from_bytes(sketch.view).cardinality(); }

ByteString sketch_combine(Bytes left, Bytes right) {
    HllSketch sketch = HllSketch::from_bytes(left.view);
    sketch.merge(HllSketch::from_bytes(right.view));
    return {sketch.to_bytes()};
}

ByteString text_to_sketch(std::string_view text) { return {HllSketch::from_text(text).to_bytes()}; }

std::string sketch_to_text(Bytes sketch) { return HllSketch::from_bytes(sketch.view).to_text(); }

}  // namespace blueshift::functions
