// Comparisons: the type in which both sides meet.  Doc: dg/c_Supported_data_types, dg/r_comparison_condition
#include "analyze/expr_fixture.h"

namespace blueshift::analyze {
namespace {

class ComparisonTest : public ExprTest {
protected:
    /// Type in which the two sides of a comparison are compared.
    std::string compared_as(const std::string& text) {
        const BoundExprPtr bound = bind(text);
        if (bound->kind != BoundKind::comparison) return "not a comparison";
        const auto& comparison = as<BoundComparison>(*bound);
        EXPECT_EQ(comparison.left->type.id, comparison.right->type.id) << text;
        return format_type({comparison.left->type.id});
    }
    const BoundExpr& left(const BoundExpr& comparison) { return *as<BoundComparison>(comparison).left; }
};

TEST_F(ComparisonTest, NumbersMeetInTheWiderType) {
    EXPECT_EQ(compared_as("i2 = i8"), "bigint");
    EXPECT_EQ(compared_as("i4 < 1.5"), "numeric");
    EXPECT_EQ(compared_as("dec >= f8"), "double precision");
    EXPECT_EQ(compared_as("f4 = 1.5"), "double precision");
    EXPECT_EQ(compared_as("flag = 1"), "boolean");
    EXPECT_EQ(compared_as("id = 5"), "bigint");
}

TEST_F(ComparisonTest, ColumnsComparedWithConstantsStayWhatTheyAre) {
    for (const char* text : {"i2 = 5", "day >= DATE '1998-12-01' - INTERVAL '90 days'", "dec = 5", "dec = 5.25", "dec < '7.5'", "i8 = 5", "ts > '2020-01-01'", "vc = 'x'"}) {
        const BoundExprPtr bound = bind(text);
        EXPECT_EQ(left(*bound).kind, BoundKind::column) << text;
        EXPECT_EQ(as<BoundComparison>(*bound).right->kind, BoundKind::constant) << text;
    }
}

TEST_F(ComparisonTest, ConstantsThatDoNotFitWidenTheColumn) {
    EXPECT_EQ(compared_as("i2 = 40000"), "integer");
    EXPECT_EQ(compared_as("day > TIMESTAMP '2020-01-01 00:00:01'"), "timestamp without time zone");
}

TEST_F(ComparisonTest, DecimalsKeepAllDigits) {
    const BoundExprPtr bound = bind("dec = 1.005");
    EXPECT_EQ(format_type(left(*bound).type), "numeric(9,3)");
}

TEST_F(ComparisonTest, StringsMeetNumbersAsTheGuideSays) {
    EXPECT_EQ(compared_as("vc = 5"), "character varying");
    EXPECT_EQ(compared_as("i4 > vc"), "character varying");
    EXPECT_EQ(compared_as("i4 > '9'"), "integer");
    EXPECT_EQ(compared_as("dec = vc"), "numeric");
    EXPECT_EQ(compared_as("day = vc"), "character varying");
    EXPECT_EQ(compared_as("ch = vc"), "character varying");
    EXPECT_EQ(compared_as("ch = ch"), "character");
    EXPECT_EQ(compared_as("nm = 'pg_class'"), "character varying");
}

TEST_F(ComparisonTest, DatesAndIntervals) {
    EXPECT_EQ(compared_as("day < ts"), "timestamp without time zone");
    EXPECT_EQ(compared_as("day = tz"), "timestamp with time zone");
    EXPECT_EQ(compared_as("tod = todz"), "time with time zone");
    EXPECT_EQ(compared_as("ym < ds"), "interval");
    EXPECT_EQ(compared_as("iv = INTERVAL '1 day'"), "interval");
    EXPECT_EQ(error_of("day = i4"), "42883 operator does not exist: date = integer @5");
    EXPECT_EQ(error_of("day = tod"), "42883 operator does not exist: date = time without time zone @5");
    EXPECT_EQ(error_of("flag = vc"), "42883 operator does not exist: boolean = character varying @6");
}

TEST_F(ComparisonTest, SuperComparesDynamically) {
    EXPECT_EQ(compared_as("doc = 'x'"), "super");
    EXPECT_EQ(compared_as("5 < doc"), "super");
    const BoundExprPtr bound = bind("doc = 'a\"b'");
    EXPECT_EQ(as<BoundConstant>(*as<BoundComparison>(*bound).right).value.as_string(), R"("a\"b")");
}

TEST_F(ComparisonTest, IsDistinctFromAndTests) {
    EXPECT_EQ(as<BoundComparison>(*bind("i4 IS DISTINCT FROM 1")).op, ComparisonOp::distinct);
    EXPECT_EQ(as<BoundComparison>(*bind("i4 IS NOT DISTINCT FROM 1")).op, ComparisonOp::not_distinct);
    EXPECT_EQ(as<BoundIsTest>(*bind("day IS NOT NULL")).negated, true);
    EXPECT_EQ(as<BoundIsTest>(*bind("flag IS UNKNOWN")).test, BoundTest::unknown);
    EXPECT_EQ(error_of("i4 IS TRUE"), "42804 argument of IS TRUE must be type boolean, not type integer @1");
}

TEST_F(ComparisonTest, Between) {
    const BoundExprPtr bound = bind("i4 BETWEEN 1 AND 2.5");
    ASSERT_EQ(bound->kind, BoundKind::logical);
    const auto& both = as<BoundLogical>(*bound);
    EXPECT_EQ(both.op, BoundLogicalOp::and_);
    EXPECT_EQ(as<BoundComparison>(*both.arguments[0]).op, ComparisonOp::greater_equal);
    EXPECT_EQ(left(*both.arguments[0]).type.id, TypeId::integer);
    EXPECT_EQ(left(*both.arguments[1]).type.id, TypeId::decimal);
    EXPECT_EQ(as<BoundLogical>(*bind("i4 NOT BETWEEN 1 AND 2")).op, BoundLogicalOp::not_);
    EXPECT_EQ(as<BoundLogical>(*bind("i4 BETWEEN SYMMETRIC 2 AND 1")).op, BoundLogicalOp::or_);
}

TEST_F(ComparisonTest, InLists) {
    const BoundExprPtr bound = bind("dec NOT IN (1, 2.125, '3')");
    ASSERT_EQ(bound->kind, BoundKind::in_list);
    const auto& in = as<BoundInList>(*bound);
    EXPECT_TRUE(in.negated);
    EXPECT_EQ(format_type(in.operand->type), "numeric(9,3)");
    for (const BoundExprPtr& item : in.list) EXPECT_EQ(item->type, in.operand->type);
    EXPECT_EQ(as<BoundInList>(*bind("vc IN (1, 'a')")).list[0]->type.id, TypeId::varchar);
    EXPECT_EQ(format_type(as<BoundInList>(*bind("i4 IN (1, 2.5)")).operand->type), "numeric(11,1)");
    EXPECT_EQ(as<BoundInList>(*bind("i2 IN (1, 2)")).operand->kind, BoundKind::column);
    EXPECT_EQ(as<BoundInList>(*bind("i2 IN (1, 40000)")).operand->type.id, TypeId::integer);
    EXPECT_EQ(error_of("day IN (1)"), "42883 operator does not exist: date = integer @1");
}

TEST_F(ComparisonTest, Rows) {
    EXPECT_EQ(as<BoundLogical>(*bind("(i4, vc) = (1, 'a')")).op, BoundLogicalOp::and_);
    EXPECT_EQ(as<BoundLogical>(*bind("(i4, vc) <> (1, 'a')")).op, BoundLogicalOp::or_);
    // a < 1 OR (a = 1 AND b < 'a')
    const BoundExprPtr less = bind("(i4, vc) < (1, 'a')");
    ASSERT_EQ(as<BoundLogical>(*less).op, BoundLogicalOp::or_);
    EXPECT_EQ(as<BoundLogical>(*as<BoundLogical>(*less).arguments[1]).op, BoundLogicalOp::and_);
    EXPECT_EQ(as<BoundLogical>(*bind("(i4, vc) IN ((1, 'a'), (2, 'b'))")).op, BoundLogicalOp::or_);
    EXPECT_EQ(error_of("(i4, vc) = (1, 'a', 2)"), "42601 unequal number of entries in row expressions @10");
}

TEST_F(ComparisonTest, ArraysOfCatalogQueries) {
    EXPECT_EQ(bind("nm = ANY(names)")->kind, BoundKind::call);
    EXPECT_EQ(as<BoundLogical>(*bind("nm <> ALL(names)")).op, BoundLogicalOp::not_);
    EXPECT_EQ(as<BoundLogical>(*bind("i4 = ANY('{1,2}')")).op, BoundLogicalOp::or_);
    EXPECT_EQ(as<BoundLogical>(*bind("i4 <> ALL(ARRAY[1, 2])")).op, BoundLogicalOp::and_);
    EXPECT_EQ(constant_of("i4 = ANY('{}')"), "boolean: f");
    EXPECT_EQ(type_of("keys[0]"), "smallint");
    EXPECT_EQ(type_of("names[1]"), "name");
    EXPECT_EQ(error_of("i4 = ANY(5)").substr(0, 62),
              "42809 op ANY/ALL (array) requires array on right side @10");
}

TEST_F(ComparisonTest, Subqueries) {
    EXPECT_EQ(type_of("EXISTS (SELECT 1)"), "boolean");
    EXPECT_EQ(type_of("(SELECT 1)"), "integer");
    EXPECT_EQ(as<BoundSubquery>(*bind("i4 IN (SELECT 1)")).subquery, SubqueryKind::in);
    EXPECT_TRUE(converted_to_.empty());
    // The query's INTEGER column meets a BIGINT.
    const BoundExprPtr all = bind("i8 > ALL (SELECT 1)");
    EXPECT_EQ(as<BoundSubquery>(*all).op, ComparisonOp::greater);
    EXPECT_EQ(converted_to_, std::vector<Type>{{TypeId::bigint}});
    EXPECT_EQ(as<BoundSubquery>(*bind("i2 = ANY (SELECT 1)")).operands[0]->type.id, TypeId::integer);
    EXPECT_EQ(error_of("(i4, vc) IN (SELECT 1)"), "42601 subquery has too few columns @1");
    EXPECT_EQ(error_of("day IN (SELECT 1)"), "42883 operator does not exist: date = integer @1");
    subquery_types_ = {{TypeId::integer}, {TypeId::varchar}};
    EXPECT_EQ(error_of("(SELECT 1, 2)"), "42601 subquery must return only one column @1");
    EXPECT_EQ(as<BoundSubquery>(*bind("(i4, vc) IN (SELECT 1, 'a')")).operands.size(), 2U);
}

TEST_F(ComparisonTest, SuperPaths) {
    const BoundExprPtr path = bind("(doc).a[0].b");
    ASSERT_EQ(path->kind, BoundKind::super_path);
    const auto& steps = as<BoundSuperPath>(*path).steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].attribute, "a");
    EXPECT_EQ(steps[1].index->type.id, TypeId::bigint);
    EXPECT_EQ(error_of("(i4).a"), "42804 cannot navigate into type integer @1");
}

}  // namespace
}  // namespace blueshift::analyze
