#include "types/hll_sketch.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace blueshift {
namespace {

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

HllSketch sketch_of(std::uint64_t first, std::uint64_t count) {
    HllSketch sketch;
    for (std::uint64_t i = first; i < first + count; ++i)
        sketch.add(mixed(i + 1));
    return sketch;
}

TEST(HllSketch, EmptyText) {
    // Doc: dg/r_HLL_CREATE_SKETCH
    EXPECT_EQ(HllSketch().to_text(),
              R"({"version":1,"logm":15,"sparse":{"indices":[],"values":[]}})");
    EXPECT_EQ(HllSketch().cardinality(), 0);
}

TEST(HllSketch, SmallCountsAreExact) {
    EXPECT_EQ(sketch_of(0, 1).cardinality(), 1);
    EXPECT_EQ(sketch_of(0, 1000).cardinality(), 1000);
}

TEST(HllSketch, LargeCountsAreNear) {
    EXPECT_NEAR(static_cast<double>(sketch_of(0, 20'000).cardinality()), 20'000, 400);
    EXPECT_NEAR(static_cast<double>(sketch_of(0, 500'000).cardinality()), 500'000, 10'000);
}

TEST(HllSketch, BytesAndTextComeBack) {
    for (const std::uint64_t count : {0, 3, 20'000}) {
        const HllSketch sketch = sketch_of(0, count);
        EXPECT_EQ(HllSketch::from_bytes(sketch.to_bytes()).to_bytes(), sketch.to_bytes());
        EXPECT_EQ(HllSketch::from_text(sketch.to_text()).to_bytes(), sketch.to_bytes());
    }
    EXPECT_EQ(sketch_of(0, 20'000).to_bytes().size(), 24'580U);
}

TEST(HllSketch, Merge) {
    HllSketch sketch = sketch_of(0, 3000);
    sketch.merge(sketch_of(2000, 3000));
    EXPECT_EQ(sketch.cardinality(), 5000);
    // However the values were spread, the registers are the same.
    HllSketch dense = sketch_of(0, 10'000);
    dense.merge(sketch_of(10'000, 100));
    EXPECT_EQ(dense.to_bytes(), sketch_of(0, 10'100).to_bytes());
}

TEST(HllSketch, RefusesOtherTexts) {
    for (const char* text :
         {"", "x", "{}", "AAAA", R"({"logm":15,"sparse":{"indices":[1],"values":[]}})",
          R"({"logm":14,"sparse":{"indices":[],"values":[]}})"}) {
        EXPECT_THROW(HllSketch::from_text(text), Error) << text;
    }
}

}  // namespace
}  // namespace blueshift
