#include "session/freshness.h"

#include <gtest/gtest.h>

namespace blueshift::session {
namespace {

TEST(FreshnessTest, AViewIsStaleUntilItIsComputedAndAfterWrites) {
    Freshness freshness;
    EXPECT_FALSE(freshness.is_fresh(10));
    freshness.computed(10, freshness.counts({1, 2}));
    EXPECT_TRUE(freshness.is_fresh(10));
    freshness.wrote({3});
    EXPECT_TRUE(freshness.is_fresh(10));
    freshness.wrote({2});
    EXPECT_FALSE(freshness.is_fresh(10));
    freshness.computed(10, freshness.counts({1, 2}));
    EXPECT_TRUE(freshness.is_fresh(10));
}

TEST(FreshnessTest, AWriteWhileRowsAreReadLeavesTheViewStale) {
    Freshness freshness;
    const WriteCounts before = freshness.counts({1});
    freshness.wrote({1});
    freshness.computed(10, before);
    EXPECT_FALSE(freshness.is_fresh(10));
}

}  // namespace
}  // namespace blueshift::session
