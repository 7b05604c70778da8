#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {
namespace {

class SetOperationTest : public AnalyzeTest {};

TEST_F(SetOperationTest, TypesAreUnified) {
    EXPECT_EQ(columns("SELECT a FROM t UNION SELECT k FROM u"), "a bigint");
    EXPECT_EQ(columns("SELECT k AS n FROM u EXCEPT SELECT a FROM t"), "n bigint");
    EXPECT_EQ(columns("SELECT c FROM t UNION ALL SELECT a FROM u").substr(0, 9), "c numeric");
    EXPECT_EQ(error("SELECT d FROM t UNION SELECT a FROM t").substr(0, 5), "42804");
    EXPECT_EQ(error("SELECT a, b FROM t UNION SELECT a FROM t"),
              "42601 each UNION query must have the same number of columns");
    EXPECT_EQ(error("SELECT a FROM t MINUS SELECT a, b FROM t"),
              "42601 each EXCEPT query must have the same number of columns");
    EXPECT_EQ(error("SELECT a FROM t INTERSECT ALL SELECT a FROM t"),
              "0A000 INTERSECT ALL is not supported");
}

TEST_F(SetOperationTest, UntypedLiteralsTakeTheOtherSide) {
    EXPECT_EQ(columns("SELECT d FROM t UNION SELECT '2020-01-01'"), "d date");
    EXPECT_EQ(columns("SELECT NULL AS n UNION ALL SELECT NULL UNION ALL SELECT 5"), "n integer");
    EXPECT_EQ(bind_query("SELECT NULL UNION SELECT NULL")->fields[0].type.id, TypeId::varchar);
    EXPECT_EQ(error("SELECT d FROM t UNION SELECT 'x'").substr(0, 2), "22");
}

TEST_F(SetOperationTest, SidesHaveTheTypesOfTheResult) {
    const BoundQueryPtr query = bind_query(
        "SELECT k FROM u UNION ALL SELECT a FROM t UNION ALL (SELECT DISTINCT a FROM t ORDER BY a "
        "LIMIT 3)");
    const std::function<void(const BoundQuery&)> check = [&](const BoundQuery& side) {
        EXPECT_EQ(side.fields[0].type.id, TypeId::bigint);
        if (side.body->kind == BoundBodyKind::select) {
            EXPECT_EQ(select_of(side).outputs[0]->type.id, TypeId::bigint);
            return;
        }
        check(*as<BoundSetOperation>(*side.body).left);
        check(*as<BoundSetOperation>(*side.body).right);
    };
    check(*query);
    // Sorting and DISTINCT happen on the side's own type, so a query goes around that side.
    const BoundQuery& last = *as<BoundSetOperation>(*query->body).right;
    EXPECT_EQ(select_of(last).from[0]->kind, FromKind::query);
}

TEST_F(SetOperationTest, OrderByTakesOutputsOnly) {
    const BoundQueryPtr query =
        bind_query("SELECT a AS x, b FROM t UNION SELECT a, b FROM u ORDER BY x, 2 DESC");
    ASSERT_EQ(query->order_by.size(), 2u);
    EXPECT_EQ(query->order_by[0].output, 0);
    EXPECT_EQ(query->order_by[1].output, 1);
    EXPECT_TRUE(query->order_by[1].order.nulls_first);
    EXPECT_EQ(error("SELECT a FROM t UNION SELECT a FROM u ORDER BY a + 1").substr(0, 5), "0A000");
    EXPECT_EQ(error("SELECT a FROM t UNION SELECT a FROM u ORDER BY k").substr(0, 5), "0A000");
}

TEST_F(SetOperationTest, Values) {
    EXPECT_EQ(columns("SELECT * FROM (VALUES (1, 'x'), (2.5, NULL))").substr(0, 15),
              "column1 numeric");
    EXPECT_EQ(error("SELECT 1 FROM (VALUES (1), (1, 2)) q"),
              "42601 VALUES lists must all be the same length");
    const BoundQueryPtr query = bind_query("SELECT * FROM (VALUES (3), (1) ORDER BY 1 LIMIT 1) q");
    EXPECT_EQ(as<BoundSubqueryFrom>(*select_of(*query).from[0]).query->order_by[0].output, 0);
}

TEST_F(SetOperationTest, LongChains) {
    std::string text = "SELECT 1 AS n";
    for (int i = 0; i < 1000; ++i)
        text += " UNION ALL SELECT 1";
    EXPECT_EQ(columns(text), "n integer");
}

class CteTest : public AnalyzeTest {};

TEST_F(CteTest, NamesHideTables) {
    EXPECT_EQ(columns("WITH t AS (SELECT k FROM u) SELECT * FROM t"), "k bigint");
    EXPECT_EQ(columns("WITH t AS (SELECT a FROM t) SELECT * FROM t"), "a integer");
    EXPECT_EQ(columns("WITH x(p, q) AS (SELECT a, b FROM t) SELECT q FROM x"),
              "q character varying(20)");
    EXPECT_EQ(
        columns("WITH x AS (SELECT 1 AS n), y AS (SELECT n + 1 AS m FROM x) SELECT * FROM y, x"),
        "m integer, n integer");
    EXPECT_EQ(columns("WITH x AS (SELECT 1 AS n) SELECT * FROM (SELECT n FROM x) q"), "n integer");
    EXPECT_EQ(columns("WITH t AS (SELECT 1 AS n) SELECT * FROM public.t").substr(0, 9),
              "a integer");
    EXPECT_EQ(error("WITH x AS (SELECT 1), x AS (SELECT 2) SELECT 1"),
              "42712 WITH query name \"x\" specified more than once");
    EXPECT_EQ(error("WITH x(p, q) AS (SELECT 1) SELECT 1"),
              "42P10 WITH query \"x\" has 1 columns available but 2 columns specified");
    EXPECT_EQ(error("SELECT * FROM (WITH x AS (SELECT 1 AS n) SELECT n FROM x) q, x"),
              "42P01 relation \"x\" does not exist");
}

TEST_F(CteTest, Recursion) {
    const BoundQueryPtr query = bind_query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM "
        "n");
    ASSERT_EQ(query->ctes.size(), 1u);
    EXPECT_TRUE(query->ctes[0].recursive);
    EXPECT_EQ(query->ctes[0].query->fields[0].name, "i");
    const auto& reference = as<BoundCteRef>(*select_of(*query).from[0]);
    EXPECT_EQ(reference.cte, query->ctes[0].id);
    EXPECT_FALSE(bind_query("WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT 2) SELECT i FROM x")
                     ->ctes[0]
                     .recursive);
    EXPECT_EQ(error("WITH RECURSIVE n(i) AS (SELECT i FROM n) SELECT 1").substr(0, 5), "42P19");
    EXPECT_EQ(
        error("WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT 1").substr(0, 5),
        "42P19");
    EXPECT_EQ(error("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + k FROM n, u) SELECT 1"),
              "42804 recursive query \"n\" column 1 has type integer in non-recursive term but "
              "type bigint "
              "overall");
}

}  // namespace
}  // namespace blueshift::analyze
