// Names of unaliased select items.  Doc: dg/r_SELECT_list
#include <gtest/gtest.h>

#include "analyze/expr_binder.h"
#include "sql/parser/parser.h"

namespace blueshift::analyze {
namespace {

std::string name_of(const char* text) { return output_name(*sql::parse_expression(text, {})); }

TEST(OutputName, Columns) {
    EXPECT_EQ(name_of("t.a"), "a");
    EXPECT_EQ(name_of("a::int"), "a");
    EXPECT_EQ(name_of("a::int::text"), "a");
    EXPECT_EQ(name_of("a + 1"), "?column?");
    EXPECT_EQ(name_of("a || 'x'"), "?column?");
    EXPECT_EQ(name_of("a = 1"), "?column?");
}

TEST(OutputName, CastsOfLiteralsAreNamedByTheirType) {
    EXPECT_EQ(name_of("1"), "?column?");
    EXPECT_EQ(name_of("'5'::int"), "int4");
    EXPECT_EQ(name_of("CAST('a' AS varchar(10))"), "varchar");
    EXPECT_EQ(name_of("DATE '2020-01-01'"), "date");
    EXPECT_EQ(name_of("'2020-01-01'::date::timestamp"), "timestamp");
    EXPECT_EQ(name_of("1::decimal(5,2)"), "numeric");
}

TEST(OutputName, Functions) {
    EXPECT_EQ(name_of("LOWER(a)"), "lower");
    EXPECT_EQ(name_of("pg_catalog.lower(a)"), "lower");
    EXPECT_EQ(name_of("dateadd(day, 1, d)"), "date_add");
    EXPECT_EQ(name_of("datediff(day, d, e)"), "date_diff");
    EXPECT_EQ(name_of("date_part(year, d)"), "pgdate_part");
    EXPECT_EQ(name_of("EXTRACT(year FROM d)"), "date_part");
    EXPECT_EQ(name_of("TRIM(a)"), "btrim");
    EXPECT_EQ(name_of("SUBSTRING(a FROM 1 FOR 2)"), "substring");
    EXPECT_EQ(name_of("NVL(a, b)"), "coalesce");
    EXPECT_EQ(name_of("decode(a, 1, 2)"), "case");
    EXPECT_EQ(name_of("CASE WHEN a THEN 1 END"), "case");
    EXPECT_EQ(name_of("NULLIF(a, b)"), "a");
    EXPECT_EQ(name_of("count(*)"), "count");
    EXPECT_EQ(name_of("current_date"), "date");
    EXPECT_EQ(name_of("sysdate"), "timestamp");
    EXPECT_EQ(name_of("getdate()"), "getdate");
    EXPECT_EQ(name_of("rank() OVER ()"), "rank");
}

}  // namespace
}  // namespace blueshift::analyze
