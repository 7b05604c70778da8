// Function choice, CASE and its relatives, aggregates, windows.  Doc: dg/c_SQL_functions
#include "analyze/expr_fixture.h"

namespace blueshift::analyze {
namespace {

using FunctionTest = ExprTest;

TEST_F(FunctionTest, ChoosesByTypes) {
    EXPECT_EQ(type_of("abs(i2)"), "smallint");
    EXPECT_EQ(type_of("sqrt(dec)"), "double precision");
    EXPECT_EQ(type_of("substring(12345, 1, 2)").substr(0, 17), "character varying");
    EXPECT_EQ(type_of("substring(vc, i8)").substr(0, 17), "character varying");
    EXPECT_EQ(type_of("pg_catalog.abs(i4)"), "integer");
    EXPECT_EQ(error_of("nosuch(i4, vc)"), "42883 function nosuch(integer, character varying) does not exist @1");
    EXPECT_EQ(error_of("other.abs(i4)"), "42883 function other.abs(integer) does not exist @1");
    EXPECT_EQ(error_of("abs(day)"), "42883 function abs(date) does not exist @1");
    EXPECT_EQ(error_of("nosuch('a')"), "42883 function nosuch(\"unknown\") does not exist @1");
    EXPECT_EQ(hint_of("nosuch(1)"),
              "No function matches the given name and argument types. You may need to add explicit type casts.");
}

TEST_F(FunctionTest, TypeNamesCast) {
    EXPECT_EQ(type_of("date(ts)"), "date");
    EXPECT_EQ(type_of("int4(vc)"), "integer");
    EXPECT_EQ(error_of("int4(day)"), "42883 function int4(date) does not exist @1");
}

TEST_F(FunctionTest, DateParts) {
    EXPECT_EQ(type_of("dateadd(month, 1, day)"), "timestamp without time zone");
    EXPECT_EQ(type_of("dateadd('mon', 1, '2020-01-31')"), "timestamp without time zone");
    EXPECT_EQ(type_of("dateadd(hour, 1, tod)"), "time without time zone");
    EXPECT_EQ(type_of("datediff(qtr, day, ts)"), "bigint");
    EXPECT_EQ(type_of("date_trunc('week', tz)"), "timestamp with time zone");
    EXPECT_EQ(type_of("date_part(dow, day)"), "double precision");
    EXPECT_EQ(type_of("EXTRACT(year FROM day)"), "integer");
    const BoundExprPtr call = bind("dateadd(mins, 5, ts)");
    ASSERT_EQ(call->kind, BoundKind::call);
    EXPECT_EQ(as<BoundConstant>(*as<BoundCall>(*call).arguments[0]).value.as_string(), "minute");
    EXPECT_EQ(error_of("dateadd(fortnight, 1, day)"), "22023 timestamp units \"fortnight\" not recognized @9");
    EXPECT_EQ(error_of("date_trunc('fortnight', ts)").substr(0, 5), "22023");
}

TEST_F(FunctionTest, CaseUnifiesItsResults) {
    EXPECT_EQ(type_of("CASE WHEN flag THEN 1 ELSE 2.5 END"), "numeric(11,1)");
    EXPECT_EQ(type_of("CASE i4 WHEN 1 THEN 'a' WHEN 2 THEN 'abc' END"), "character varying(3)");
    EXPECT_EQ(type_of("CASE WHEN flag THEN vc ELSE 'a text longer than ten' END"), "character varying(22)");
    EXPECT_EQ(type_of("CASE WHEN flag THEN NULL ELSE vc END"), "character varying(10)");
    EXPECT_EQ(type_of("CASE WHEN flag THEN day ELSE ts END"), "timestamp without time zone");
    EXPECT_EQ(error_of("CASE WHEN flag THEN 1 ELSE day END"),
              "42804 CASE types date and integer cannot be matched @1");
    EXPECT_EQ(error_of("CASE WHEN 1 + i4 THEN 1 END"),
              "42804 argument of CASE/WHEN must be type boolean, not type integer @11");
}

TEST_F(FunctionTest, CoalesceAndItsRelatives) {
    EXPECT_EQ(type_of("coalesce(i2, i8, NULL)"), "bigint");
    EXPECT_EQ(type_of("nvl(vc, 'none at all')"), "character varying(11)");
    EXPECT_EQ(error_of("coalesce(i4, day)"), "42804 COALESCE types integer and date cannot be matched @1");
    EXPECT_EQ(type_of("greatest(dec, 1.125)"), "numeric(9,3)");
    EXPECT_EQ(type_of("nullif(i2, 1.5)"), "smallint");
    EXPECT_EQ(type_of("nullif(vc, '')"), "character varying(10)");
    bind("nullif($1, 5)");
    EXPECT_EQ(parameter_types_.at(0), Type{TypeId::integer});
}

TEST_F(FunctionTest, Nvl2TakesTheTypeOfTheSecondArgument) {
    EXPECT_EQ(type_of("nvl2(day, i2, i8)"), "bigint");
    EXPECT_EQ(type_of("nvl2(day, vc, i4)"), "character varying(10)");
    EXPECT_EQ(type_of("nvl2(day, NULL, i4)"), "integer");
    EXPECT_EQ(type_of("nvl2(day, day, ts)"), "timestamp without time zone");
}

TEST_F(FunctionTest, DecodeMatchesNulls) {
    const BoundExprPtr bound = bind("decode(i4, 1, 'one', NULL, 'none', 'many')");
    ASSERT_EQ(bound->kind, BoundKind::case_);
    const auto& node = as<BoundCase>(*bound);
    ASSERT_EQ(node.whens.size(), 2U);
    EXPECT_EQ(as<BoundComparison>(*node.whens[1].condition).op, ComparisonOp::not_distinct);
    EXPECT_NE(node.otherwise, nullptr);
    EXPECT_EQ(as<BoundCase>(*bind("decode(i4, 1, 'one')")).otherwise, nullptr);
    EXPECT_EQ(error_of("decode(i4, 1)"), "42883 function decode(integer, integer) does not exist @1");
}

TEST_F(FunctionTest, AggregatesHaveRedshiftsTypes) {
    EXPECT_EQ(type_of("sum(i2)"), "bigint");
    EXPECT_EQ(type_of("sum(dec)"), "numeric(38,2)");
    EXPECT_EQ(type_of("avg(i4)"), "bigint");
    EXPECT_EQ(type_of("avg(dec)"), "numeric(38,2)");
    EXPECT_EQ(type_of("avg(f4)"), "double precision");
    EXPECT_EQ(type_of("count(*)"), "bigint");
    EXPECT_EQ(type_of("max(ch)"), "character(5)");
    EXPECT_EQ(type_of("median(f8)"), "double precision");
    EXPECT_EQ(type_of("stddev(i4)"), "double precision");
    EXPECT_EQ(type_of("APPROXIMATE COUNT(DISTINCT vc)"), "bigint");
    EXPECT_EQ(error_of("max(flag)"), "42883 function max(boolean) does not exist @1");
    EXPECT_EQ(error_of("sum(vc)"), "42883 function sum(character varying) does not exist @1");
}

TEST_F(FunctionTest, WithinGroup) {
    EXPECT_EQ(type_of("percentile_cont(0.5) WITHIN GROUP (ORDER BY f8)"), "double precision");
    const BoundExprPtr list = bind("listagg(DISTINCT vc, ',') WITHIN GROUP (ORDER BY i4 DESC)");
    const auto& aggregate = as<BoundAggregate>(*list);
    EXPECT_TRUE(aggregate.distinct);
    EXPECT_EQ(aggregate.arguments.size(), 2U);
    ASSERT_EQ(aggregate.within_group.size(), 1U);
    EXPECT_TRUE(aggregate.within_group[0].descending);
    EXPECT_TRUE(aggregate.within_group[0].nulls_first);
    const BoundExprPtr percentile = bind("percentile_cont(0.5) WITHIN GROUP (ORDER BY i4)");
    EXPECT_EQ(as<BoundAggregate>(*percentile).arguments.size(), 1U);
    EXPECT_EQ(as<BoundAggregate>(*percentile).within_group.size(), 1U);
}

TEST_F(FunctionTest, AggregatesStandWhereTheyMay) {
    EXPECT_EQ(error_of("sum(avg(i4))"), "42803 aggregate function calls may not be nested @5");
    EXPECT_EQ(error_of("lower(DISTINCT vc)"),
              "42809 DISTINCT specified, but lower is not an aggregate function @1");
    place_ = {.clause = "WHERE"};
    EXPECT_EQ(error_of("count(*) > 1"), "42803 aggregates not allowed in WHERE clause @1");
    EXPECT_EQ(error_of("rank() OVER ()"), "42P20 window functions not allowed in WHERE clause @1");
    place_ = {.clause = "JOIN/ON"};
    EXPECT_EQ(error_of("sum(i4) = 1"), "42803 aggregates not allowed in JOIN conditions @1");
    place_ = {.clause = "DEFAULT", .subqueries_allowed = false};
    EXPECT_EQ(error_of("(SELECT 1)"), "0A000 cannot use subquery in DEFAULT @1");
}

TEST_F(FunctionTest, Windows) {
    EXPECT_EQ(type_of("rank() OVER (ORDER BY i4)"), "integer");
    EXPECT_EQ(type_of("row_number() OVER ()"), "bigint");
    EXPECT_EQ(type_of("sum(sum(i4)) OVER (PARTITION BY vc)"), "bigint");
    EXPECT_EQ(type_of("lag(dec, 2) OVER (ORDER BY day)"), "numeric(8,2)");
    const BoundExprPtr bound =
        bind("sum(i4) OVER (PARTITION BY vc ORDER BY day DESC ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)");
    const auto& window = as<BoundWindow>(*bound);
    EXPECT_EQ(window.partition_by.size(), 1U);
    EXPECT_TRUE(window.order_by.at(0).nulls_first);
    EXPECT_EQ(window.start.kind, BoundFrameBound::preceding);
    EXPECT_EQ(window.start.offset->type.id, TypeId::bigint);
    EXPECT_EQ(window.end.kind, BoundFrameBound::current_row);
    EXPECT_TRUE(as<BoundWindow>(*bind("first_value(vc IGNORE NULLS) OVER ()")).ignore_nulls);
}

TEST_F(FunctionTest, WindowsThatAreRefused) {
    EXPECT_EQ(error_of("sum(i4) OVER (ORDER BY day)"),
              "42P20 Aggregate window functions with an ORDER BY clause require a frame clause @1");
    EXPECT_EQ(error_of("rank()"), "42P20 window function rank requires an OVER clause @1");
    EXPECT_EQ(error_of("sum(rank() OVER ())"),
              "42803 aggregate function calls may not contain window function calls @5");
    EXPECT_EQ(error_of("sum(rank() OVER ()) OVER ()"), "42P20 window function calls may not be nested @5");
    EXPECT_EQ(error_of("lower(vc) OVER ()"),
              "42809 OVER specified, but lower is not a window function nor an aggregate function @1");
    EXPECT_EQ(error_of("sum(i4) OVER (ORDER BY day ROWS BETWEEN i4 PRECEDING AND CURRENT ROW)").substr(0, 5),
              "42P20");
    EXPECT_EQ(error_of("sum(i4) OVER (ORDER BY day ROWS BETWEEN CURRENT ROW AND 1 PRECEDING)").substr(0, 5),
              "42P20");
}

TEST_F(FunctionTest, Grouping) {
    EXPECT_EQ(bind("grouping(vc, i4)")->kind, BoundKind::grouping);
    EXPECT_EQ(error_of("grouping()"), "42883 function grouping() does not exist @1");
}

TEST_F(FunctionTest, SessionValues) {
    EXPECT_EQ(type_of("current_date"), "date");
    EXPECT_EQ(type_of("getdate()"), "timestamp without time zone");
    EXPECT_EQ(type_of("sysdate - INTERVAL '1 day'"), "timestamp without time zone");
}

}  // namespace
}  // namespace blueshift::analyze
