#pragma once
/// HyperLogLog functions of single values.  Doc: dg/hyperloglog-functions
#include <cstdint>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// The hash by which sketches count values.
std::uint64_t sketch_hash(std::string_view text);
/// Doc: dg/r_HLL_CARDINALITY
std::int64_t sketch_cardinality(Bytes sketch);
/// Doc: dg/r_HLL_COMBINE_SKETCHES
ByteString sketch_combine(Bytes left, Bytes right);
ByteString text_to_sketch(std::string_view text);
std::string sketch_to_text(Bytes sketch);

}  // namespace blueshift::functions
