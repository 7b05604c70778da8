// Queries: aliases, grouping, set operations, ordering, subqueries, windows.
#include "emit/emit_fixture.h"

namespace blueshift::emit {
namespace {

using QueryEmission = EmitTest;

TEST_F(QueryEmission, NamesFromItemsByNumberAndColumnsByTheirOwn) {
    EXPECT_EQ(emit("SELECT b, a FROM t WHERE a = 1"),
              "SELECT r1.c2, r1.c1 FROM data.t100 AS r1 WHERE (r1.c1 = 1)");
    EXPECT_EQ(emit("SELECT x.n FROM (SELECT a + 1 AS n FROM t) x"),
              "SELECT r2.k0 FROM (SELECT (r1.c1 + 1) FROM data.t100 AS r1) AS r2(k0)");
    EXPECT_EQ(emit("SELECT relname FROM pg_thing"), "SELECT r1.\"relname\" FROM sys_pg_thing(77) AS r1");
}

TEST_F(QueryEmission, NestsJoinsOnTheRight) {
    EXPECT_EQ(emit("SELECT 1 FROM t x LEFT JOIN (t y JOIN t z ON y.a = z.a) ON x.a = y.a"),
              "SELECT 1 FROM data.t100 AS r1 LEFT JOIN (data.t100 AS r2 JOIN data.t100 AS r3 ON (r2.c1 = r3.c1))"
              " ON (r1.c1 = r2.c1)");
}

// Ascending order puts NULL last, descending order first.  Doc: dg/r_ORDER_BY_clause
TEST_F(QueryEmission, SpellsOutDirections) {
    EXPECT_EQ(emit("SELECT a FROM t ORDER BY a, c DESC, d NULLS FIRST LIMIT 3 OFFSET 1"),
              "SELECT r1.c1 FROM data.t100 AS r1 ORDER BY 1 ASC NULLS LAST, r1.c3 DESC NULLS FIRST,"
              " r1.c4 ASC NULLS FIRST LIMIT 3 OFFSET 1");
}

// A bare number would be an ordinal for the engine, where ours is a constant.
TEST_F(QueryEmission, KeepsConstantsFromBecomingOrdinals) {
    EXPECT_EQ(emit("SELECT 5, count(*) FROM t GROUP BY 1"),
              "SELECT 5, count(*) FROM data.t100 AS r1 GROUP BY CAST(5 AS INTEGER)");
}

TEST_F(QueryEmission, EmitsGroupingSets) {
    EXPECT_EQ(emit("SELECT a, grouping(a), count(*) FROM t GROUP BY ROLLUP (a, d)"),
              "SELECT r1.c1, GROUPING(r1.c1), count(*) FROM data.t100 AS r1"
              " GROUP BY GROUPING SETS ((r1.c1, r1.c4), (r1.c1), ())");
}

TEST_F(QueryEmission, NumbersCommonTableExpressions) {
    EXPECT_EQ(emit("WITH q AS (SELECT a FROM t) SELECT a FROM q"),
              "WITH cte1(k0) AS (SELECT r1.c1 FROM data.t100 AS r1) SELECT r2.k0 FROM cte1 AS r2");
    EXPECT_EQ(emit("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n"),
              "WITH RECURSIVE cte1(k0) AS ((SELECT 1) UNION ALL (SELECT (r1.k0 + 1) FROM cte1 AS r1"
              " WHERE (r1.k0 < 5))) SELECT r2.k0 FROM cte1 AS r2");
}

TEST_F(QueryEmission, EmitsSubqueriesAsTheyAre) {
    EXPECT_EQ(emit("SELECT a FROM t WHERE a IN (SELECT v FROM num) AND NOT EXISTS (SELECT 1 FROM num WHERE v = t.a)"),
              "SELECT r1.c1 FROM data.t100 AS r1 WHERE ((r1.c1 IN (SELECT r2.c2 FROM data.t103 AS r2)) AND"
              " (NOT (EXISTS (SELECT 1 FROM data.t103 AS r3 WHERE (r3.c2 = r1.c1)))))");
    EXPECT_EQ(emit("SELECT a FROM t WHERE a >= ALL (SELECT v FROM num)"),
              "SELECT r1.c1 FROM data.t100 AS r1 WHERE ((r1.c1 >= ALL (SELECT r2.c2 FROM data.t103 AS r2)))");
}

// NOT IN is true only when every row is known to differ.
TEST_F(QueryEmission, ComparesRowsColumnByColumn) {
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE (a, c) NOT IN (SELECT v, 1.5 FROM num)"),
              "SELECT 1 FROM data.t100 AS r1 WHERE (NOT EXISTS (SELECT 1 FROM"
              " (SELECT r2.c2, 1.50 FROM data.t103 AS r2) AS s(k0,k1)"
              " WHERE ((r1.c1 = s.k0) AND (r1.c3 = s.k1)) IS NOT FALSE))");
    EXPECT_EQ(emit("SELECT 1 FROM t WHERE (a, d) < (2, DATE '2020-01-01')"),
              "SELECT 1 FROM data.t100 AS r1 WHERE ((r1.c1 < 2) OR ((r1.c1 = 2) AND (r1.c4 < DATE '2020-01-01')))");
}

TEST_F(QueryEmission, PutsOverInsideTheCast) {
    EXPECT_EQ(emit("SELECT sum(a) OVER (PARTITION BY d ORDER BY a ROWS UNBOUNDED PRECEDING) FROM t"),
              "SELECT CAST(sum(r1.c1) OVER (PARTITION BY r1.c4 ORDER BY r1.c1 ASC NULLS LAST"
              " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) FROM data.t100 AS r1");
    EXPECT_EQ(emit("SELECT lag(a, 2) IGNORE NULLS OVER (ORDER BY d DESC) FROM t"),
              "SELECT lag(r1.c1, CAST(2 AS BIGINT) IGNORE NULLS) OVER (ORDER BY r1.c4 DESC NULLS FIRST)"
              " FROM data.t100 AS r1");
}

TEST_F(QueryEmission, UnnestsArraysAndObjects) {
    EXPECT_EQ(emit("SELECT k FROM t, UNPIVOT t.s AS v AT k"),
              "SELECT r2.k1 FROM data.t100 AS r1, (SELECT CAST(unnest(json_extract(r1.c5, '$.*')) AS VARCHAR),"
              " unnest(json_keys(r1.c5))) AS r2(k0,k1)");
}

}  // namespace
}  // namespace blueshift::emit
