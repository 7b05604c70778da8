// Copies, equality and walks over bound trees.
#include "analyze/expr_fixture.h"

namespace blueshift::analyze {
namespace {

/// One expression of every kind, each different from the others.
constexpr const char* kExpressions[] = {
    "1", "1.0", "'a'", "NULL", "$1::int", "i4", "i8", "i4 + 1", "i4 + 2", "i4 * 2", "vc::int", "vc::bigint",
    "TRY_CAST(vc AS int)", "i4 = 1", "i4 <> 1", "flag AND i4 = 1", "flag OR i4 = 1", "NOT flag", "flag IS TRUE",
    "flag IS NOT TRUE", "CASE WHEN flag THEN 1 ELSE 2 END", "CASE WHEN flag THEN 1 END", "i4 IN (1, 2)",
    "i4 NOT IN (1, 2)", "EXISTS (SELECT 1)", "i4 IN (SELECT 1)", "i4 > ALL (SELECT 1)", "sum(i4)", "sum(DISTINCT i4)",
    "sum(i8)", "count(*)", "listagg(vc) WITHIN GROUP (ORDER BY i4)", "listagg(vc) WITHIN GROUP (ORDER BY i4 DESC)",
    "sum(i4) OVER (PARTITION BY vc)", "rank() OVER (ORDER BY i4)",
    "sum(i4) OVER (ORDER BY i4 ROWS UNBOUNDED PRECEDING)", "sum(i4) OVER (ORDER BY i4 ROWS 2 PRECEDING)",
    "(i4, vc)", "(doc).a", "(doc).a[1]", "(doc).a[2]", "grouping(vc)",
};

class BoundExprTest : public ExprTest {};

TEST_F(BoundExprTest, EqualMeansTheSameStructure) {
    std::vector<BoundExprPtr> first;
    std::vector<BoundExprPtr> second;
    for (const char* text : kExpressions) {
        first.push_back(bind(text));
        second.push_back(bind(text));
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t j = 0; j < second.size(); ++j) {
            EXPECT_EQ(equal(*first[i], *second[j]), i == j) << kExpressions[i] << "  " << kExpressions[j];
        }
    }
}

TEST_F(BoundExprTest, ClonesAreEqual) {
    for (const char* text : kExpressions) {
        const BoundExprPtr original = bind(text);
        const BoundExprPtr copy = clone(*original);
        EXPECT_TRUE(equal(*original, *copy)) << text;
        EXPECT_EQ(original->type, copy->type) << text;
        EXPECT_EQ(original->span, copy->span) << text;
    }
}

TEST_F(BoundExprTest, WalksOverDirectChildren) {
    const auto children = [this](const char* text) {
        int count = 0;
        for_each_child(*bind(text), [&](const BoundExpr&) { ++count; });
        return count;
    };
    EXPECT_EQ(children("i4"), 0);
    EXPECT_EQ(children("i4 + i8"), 2);
    EXPECT_EQ(children("CASE WHEN flag THEN 1 ELSE 2 END"), 3);
    EXPECT_EQ(children("i4 IN (1, 2)"), 3);
    EXPECT_EQ(children("i4 IN (SELECT 1)"), 1);
    EXPECT_EQ(children("sum(i4) OVER (PARTITION BY vc, flag ORDER BY i8 ROWS 2 PRECEDING)"), 5);
    EXPECT_EQ(children("(doc).a[1]"), 2);
}

}  // namespace
}  // namespace blueshift::analyze
