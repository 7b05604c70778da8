// Arithmetic, casts, dates, session values: where the engine's own operators would give something else.
#include "base/error.h"
#include "emit/emit_fixture.h"

namespace blueshift::emit {
namespace {

using ExpressionEmission = EmitTest;

// Doc: dg/r_numeric_computations201
TEST_F(ExpressionEmission, DividesIntegersAsIntegers) {
    EXPECT_EQ(item("a / 2"), "(r1.c1 // 2)");
    EXPECT_EQ(item("a / a"), "bs_div(r1.c1, r1.c1)");
    EXPECT_EQ(item("a / 0"), "bs_div(r1.c1, 0)");
    EXPECT_EQ(item("a % 10"), "(r1.c1 % 10)");
    EXPECT_EQ(item("mod(a, a)"), "bs_mod(r1.c1, r1.c1)");
}

TEST_F(ExpressionEmission, KeepsDecimalsInNarrowIntegers) {
    EXPECT_EQ(item("c * (1 - c)"), "(r1.c3 * (CAST(1 AS DECIMAL(1,0)) - r1.c3))");
    EXPECT_EQ(item("c / 3.0"), "bs_decdiv_4(r1.c3, 3.0)");
    EXPECT_EQ(item("c * c"), "(r1.c3 * r1.c3)");
    EXPECT_EQ(item("c * c::decimal(18,6)"), "(CAST(r1.c3 AS DECIMAL(38,2)) * CAST(r1.c3 AS DECIMAL(18, 6)))");
}

TEST_F(ExpressionEmission, SumsToRedshiftsTypes) {
    EXPECT_EQ(item("sum(a)"), "CAST(sum(r1.c1) AS BIGINT)");
    EXPECT_EQ(item("avg(a)"), "CAST(sum(r1.c1) // count(r1.c1) AS BIGINT)");
    EXPECT_EQ(item("sum(c)"), "sum(r1.c3)");
    EXPECT_EQ(item("avg(DISTINCT c)"), "bs_decavg_2(sum(DISTINCT r1.c3), count(DISTINCT r1.c3))");
    EXPECT_EQ(item("listagg(b, ',') WITHIN GROUP (ORDER BY a DESC)"),
              "string_agg(nullif(r1.c2, ''), ',' ORDER BY r1.c1 DESC NULLS FIRST)");
    EXPECT_EQ(item("percentile_cont(0.25) WITHIN GROUP (ORDER BY a::float DESC)"),
              "quantile_cont(CAST(r1.c1 AS DOUBLE), 1 - 0.25e0)");
}

TEST_F(ExpressionEmission, CastsOnlyWhereSomethingChanges) {
    EXPECT_EQ(item("a::bigint"), "CAST(r1.c1 AS BIGINT)");
    EXPECT_EQ(item("b::varchar(30)"), "r1.c2");
    EXPECT_EQ(item("b::varchar(3)"), "bs_truncate_varchar(r1.c2, 3)");
    EXPECT_EQ(item("c::decimal(12,2)"), "r1.c3");
    EXPECT_EQ(item("c::decimal(38,2)"), "CAST(r1.c3 AS DECIMAL(38, 2))");
    EXPECT_EQ(item("b::integer"), "bs_text_to_int4(r1.c2)");
    EXPECT_EQ(item("TRY_CAST(b AS integer)"), "TRY(bs_text_to_int4(r1.c2))");
}

// Doc: dg/r_DATEADD_function, dg/r_DATEDIFF_function, dg/r_EXTRACT_function
TEST_F(ExpressionEmission, ChoosesByDatePart) {
    EXPECT_EQ(item("dateadd(month, 2, d)"), "(r1.c4 + to_months(CAST(CAST(2 AS BIGINT) AS INTEGER)))");
    EXPECT_EQ(item("datediff(week, d, d)"),
              "(date_diff('day', date_trunc('week', r1.c4), date_trunc('week', r1.c4)) // 7)");
    EXPECT_EQ(item("extract(year FROM d)"), "CAST(year(r1.c4) AS INTEGER)");
    EXPECT_EQ(item("date_part(second, d)"), "(microsecond(r1.c4) / 1e6)");
    EXPECT_EQ(item("date_trunc('decade', d)"), "date_trunc('decade', r1.c4)");
    EXPECT_THROW(item("datediff(epoch, d, d)"), Error);
}

TEST_F(ExpressionEmission, UsesTheSessionsZone) {
    EXPECT_EQ(item("date_trunc('day', d::timestamptz)"),
              "make_timestamptz(epoch_us(date_trunc('day', make_timestamp(epoch_us("
              "bs_timestamp_to_timestamptz(CAST(r1.c4 AS TIMESTAMP), 'UTC'))))))");
    EXPECT_TRUE(uses_session_values_);
    item("date_trunc('day', d)");
    EXPECT_FALSE(uses_session_values_);
}

TEST_F(ExpressionEmission, PutsSessionValuesIn) {
    EXPECT_EQ(item("current_user"), "'current_user'");
    EXPECT_TRUE(uses_session_values_);
    EXPECT_EQ(item("pg_get_userbyid(a)"), "bs_sys_pg_get_userbyid(77, r1.c1)");
}

TEST_F(ExpressionEmission, NavigatesJsonTexts) {
    EXPECT_EQ(item("t.s.x[0].y"), "CAST(json_extract(r1.c5, '$.\"x\"[0].\"y\"') AS VARCHAR)");
    EXPECT_EQ(item("t.s IS NULL"), "((r1.c5 IS NULL OR r1.c5 = 'null') = TRUE)");
    EXPECT_EQ(item("json_extract_path_text(b, 'k', b)"),
              "json_extract_string(r1.c2, ('$.\"k\".\"' || replace(r1.c2, '\"', '\\\"') || '\"'))");
    EXPECT_EQ(item("t.s.x = t.s.y"),
              "(bs_super_compare(CAST(json_extract(r1.c5, '$.\"x\"') AS VARCHAR),"
              " CAST(json_extract(r1.c5, '$.\"y\"') AS VARCHAR)) = 0)");
}

TEST_F(ExpressionEmission, CountsSubstringsFromOne) {
    EXPECT_EQ(item("substring(b, 2, 3)"), "substring(r1.c2, 2, 3)");
    EXPECT_EQ(item("substring(b, 0, 3)"), "bs_substring(r1.c2, 0, 3)");
    EXPECT_EQ(item("substring(b, a)"), "bs_substring(r1.c2, r1.c1)");
}

}  // namespace
}  // namespace blueshift::emit
