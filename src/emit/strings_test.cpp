// Strings compare without trailing blanks, which only columns that may have some pay for.  Doc: dg/r_Character_types
#include "emit/emit_fixture.h"

namespace blueshift::emit {
namespace {

using StringEmission = EmitTest;

TEST_F(StringEmission, TrimsOnlyWhatMayEndWithBlanks) {
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE b = 'x  '"), "SELECT 1 FROM data.t100 AS r1 WHERE (r1.c2 = 'x')");
    EXPECT_EQ(emit("SELECT 1 FROM padded WHERE v = 'x'"),
              "SELECT 1 FROM data.t101 AS r1 WHERE (rtrim(r1.c1, ' ') = 'x')");
    EXPECT_EQ(emit("SELECT 1 FROM padded WHERE n IN ('x ', 'y')"),
              "SELECT 1 FROM data.t101 AS r1 WHERE (r1.c2 IN ('x', 'y'))");
}

TEST_F(StringEmission, FollowsBlanksThroughFunctions) {
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE upper(b) = 'X'"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (upper(r1.c2) = 'X')");
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE left(b, 2) = 'X'"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (rtrim(left(r1.c2, 2), ' ') = 'X')");
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE b::char(3) = 'X'"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (rtrim(bs_truncate_varchar(rtrim(r1.c2, ' '), 3), ' ') = 'X')");
}

TEST_F(StringEmission, FollowsBlanksThroughQueries) {
    EXPECT_EQ(emit("SELECT 1 FROM (SELECT v || 'x' AS w, v FROM padded) q WHERE w = 'a' AND v = 'b'"),
              "SELECT 1 FROM (SELECT (r1.c1 || 'x'), r1.c1 FROM data.t101 AS r1) AS r2(k0,k1)"
              " WHERE ((rtrim(r2.k0, ' ') = 'a') AND (rtrim(r2.k1, ' ') = 'b'))");
    EXPECT_EQ(emit("SELECT 1 FROM (SELECT n FROM padded) q WHERE n = 'a'"),
              "SELECT 1 FROM (SELECT r1.c2 FROM data.t101 AS r1) AS r2(k0) WHERE (r2.k0 = 'a')");
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE b IN (SELECT v FROM padded)"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (r1.c2 IN (SELECT rtrim(k0, ' ') FROM"
              " (SELECT r2.c1 FROM data.t101 AS r2) AS s(k0)))");
}

// A group is shown as one of its values, not as the trimmed one.
TEST_F(StringEmission, GroupsByTheKeyAndShowsAValue) {
    EXPECT_EQ(emit("SELECT v, len(v), max(v) FROM padded GROUP BY v ORDER BY v"),
              "SELECT any_value(r1.c1), CAST(length(any_value(r1.c1)) AS INTEGER), max(r1.c1) FROM data.t101 AS r1"
              " GROUP BY rtrim(r1.c1, ' ') ORDER BY rtrim(r1.c1, ' ') ASC NULLS LAST");
    EXPECT_EQ(emit("SELECT v FROM padded GROUP BY ROLLUP (v)"),
              "SELECT rtrim(r1.c1, ' ') FROM data.t101 AS r1 GROUP BY GROUPING SETS ((rtrim(r1.c1, ' ')), ())");
}

TEST_F(StringEmission, MakesRowsDistinctByTheirKeys) {
    EXPECT_EQ(emit("SELECT DISTINCT v, n FROM padded"),
              "SELECT DISTINCT ON (rtrim(r1.c1, ' '), r1.c2) r1.c1, r1.c2 FROM data.t101 AS r1");
    EXPECT_EQ(emit("SELECT DISTINCT n FROM padded"), "SELECT DISTINCT r1.c2 FROM data.t101 AS r1");
    EXPECT_EQ(emit("SELECT count(DISTINCT v) FROM padded"),
              "SELECT count(DISTINCT rtrim(r1.c1, ' ')) FROM data.t101 AS r1");
    EXPECT_EQ(emit("SELECT v FROM padded UNION SELECT b FROM t ORDER BY 1"),
              "SELECT * FROM (SELECT DISTINCT ON (rtrim(k0, ' ')) * FROM ((SELECT r1.c1 FROM data.t101 AS r1)"
              " UNION ALL (SELECT r2.c2 FROM data.t100 AS r2)) AS s(k0)) AS s(k0)"
              " ORDER BY rtrim(k0, ' ') ASC NULLS LAST");
}

// Doc: dg/r_CREATE_TABLE_NEW (COLLATE CASE_INSENSITIVE)
TEST_F(StringEmission, FoldsCaseOfInsensitiveColumns) {
    EXPECT_EQ(emit("SELECT 1 FROM folded WHERE w = 'Ab'"),
              "SELECT 1 FROM data.t102 AS r1 WHERE (lower(r1.c1) = lower('Ab'))");
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE collate(b, 'case_insensitive') = 'Ab'"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (lower(r1.c2) = lower('Ab'))");
    EXPECT_EQ(emit("SELECT 1 FROM folded WHERE w LIKE 'a%'"),
              "SELECT 1 FROM data.t102 AS r1 WHERE (r1.c1 ILIKE 'a%')");
}

TEST_F(StringEmission, SearchesWithoutEscapeWhereItCan) {
    EXPECT_EQ(item("b LIKE 'a%'"), "(r1.c2 LIKE 'a%')");
    EXPECT_EQ(item("b LIKE 'a\\\\_%'"), "(r1.c2 LIKE 'a\\_%' ESCAPE '\\')");
    EXPECT_EQ(item("b LIKE 'a^_%' ESCAPE '^'"), "(r1.c2 LIKE 'a^_%' ESCAPE '^')");
    EXPECT_EQ(item("b LIKE b"), "(r1.c2 LIKE r1.c2 ESCAPE '\\')");
}

}  // namespace
}  // namespace blueshift::emit
