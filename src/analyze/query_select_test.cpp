#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {
namespace {

class SelectTest : public AnalyzeTest {};

TEST_F(SelectTest, OutputNamesAndTypes) {
    EXPECT_EQ(columns("SELECT 1 AS x, a FROM t"), "x integer, a integer");
    EXPECT_EQ(columns("SELECT 'abc'").substr(0, 8), "?column?");
    EXPECT_EQ(bind_query("SELECT 'abc', NULL")->fields[0].type.id, TypeId::varchar);
    EXPECT_EQ(bind_query("SELECT 'abc', NULL")->fields[1].type.id, TypeId::varchar);
}

TEST_F(SelectTest, Exclude) {
    EXPECT_EQ(columns("SELECT * EXCLUDE (b, k) FROM u"), "a integer");
    EXPECT_EQ(columns("SELECT u.* EXCLUDE b, 1 AS one FROM u"), "a integer, k bigint, one integer");
    EXPECT_EQ(columns("SELECT 1 AS one, * EXCLUDE a FROM other.t, u").substr(0, 22),
              "one integer, x integer");
    EXPECT_EQ(error("SELECT * EXCLUDE zz FROM u"), "42703 column \"zz\" does not exist");
    EXPECT_EQ(error("SELECT * EXCLUDE x FROM other.t"),
              "42601 SELECT list must have at least one column");
}

TEST_F(SelectTest, LateralAliases) {
    EXPECT_EQ(columns("SELECT a + 1 AS n, n * 2 AS m FROM t"), "n integer, m integer");
    EXPECT_EQ(error("SELECT n + 1, a AS n FROM t"), "42703 column \"n\" does not exist in t");
    EXPECT_EQ(error("SELECT a + 1 AS n FROM t WHERE n > 2"), "");
    EXPECT_EQ(error("SELECT a + 1 AS n, count(*) FROM t GROUP BY n ORDER BY n + 1"), "");
    EXPECT_EQ(error("SELECT a + 1 AS n FROM t GROUP BY 1 HAVING n > 1"),
              "42703 column \"n\" does not exist in t");
    EXPECT_EQ(error("SELECT a AS x, d AS x, x FROM t"),
              "42702 column reference \"x\" is ambiguous");
    EXPECT_EQ(error("SELECT sum(a) AS x FROM t WHERE x > 1").substr(0, 5), "42803");
    EXPECT_EQ(error("SELECT sum(a) AS x, sum(x) FROM t"),
              "42803 aggregate function calls may not be nested");
}

TEST_F(SelectTest, ColumnsOfFromWinOverAliases) {
    // `b` is the column, of type varchar, not the alias.
    EXPECT_EQ(columns("SELECT a AS b, b AS c2 FROM t"), "b integer, c2 character varying(20)");
}

TEST_F(SelectTest, AliasUseIsLimited) {
    std::string text = "SELECT 1 AS x0";
    for (int i = 1; i < 40; ++i) {
        text += ", x" + std::to_string(i - 1) + " + x" + std::to_string(i - 1) + " AS x" +
                std::to_string(i);
    }
    EXPECT_EQ(error(text).substr(0, 5), "54001");
}

TEST_F(SelectTest, OrderByPositionsNamesAndExpressions) {
    const auto outputs = [&](const std::string& text) {
        std::vector<int> found;
        const BoundQueryPtr query = bind_query(text);
        for (const BoundSort& sort : query->order_by)
            found.push_back(sort.output);
        return found;
    };
    using Outputs = std::vector<int>;
    EXPECT_EQ(outputs("SELECT b, a FROM t ORDER BY 2, 1"), (Outputs{1, 0}));
    EXPECT_EQ(outputs("SELECT b AS x, a FROM t ORDER BY x, t.a, a + 1"), (Outputs{0, 1, -1}));
    EXPECT_EQ(outputs("SELECT b FROM t ORDER BY a"), (Outputs{-1}));
    // The output's name comes before the column of FROM.
    EXPECT_EQ(outputs("SELECT b AS a FROM t ORDER BY a"), (Outputs{0}));
    EXPECT_EQ(error("SELECT a FROM t ORDER BY 3"),
              "42P10 ORDER BY position 3 is not in select list");
    EXPECT_EQ(error("SELECT a FROM t ORDER BY 'x'"), "42601 non-integer constant in ORDER BY");
    EXPECT_EQ(error("SELECT a AS x, d AS x FROM t ORDER BY x"),
              "42702 ORDER BY \"x\" is ambiguous");
    EXPECT_EQ(error("SELECT DISTINCT a FROM t ORDER BY d"),
              "42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list");
    EXPECT_EQ(error("SELECT DISTINCT a + 1 FROM t ORDER BY a + 1"), "");
}

TEST_F(SelectTest, NullsComeLastAscendingAndFirstDescending) {
    const BoundQueryPtr query =
        bind_query("SELECT a FROM t ORDER BY a, d DESC, b NULLS FIRST, c DESC NULLS LAST");
    EXPECT_FALSE(query->order_by[0].order.nulls_first);
    EXPECT_TRUE(query->order_by[1].order.nulls_first);
    EXPECT_TRUE(query->order_by[1].order.descending);
    EXPECT_TRUE(query->order_by[2].order.nulls_first);
    EXPECT_FALSE(query->order_by[3].order.nulls_first);
}

TEST_F(SelectTest, TopIsALimit) {
    EXPECT_NE(bind_query("SELECT TOP 3 a FROM t")->limit, nullptr);
    EXPECT_EQ(error("SELECT TOP 3 a FROM t LIMIT 2"), "42601 multiple LIMIT clauses not allowed");
    EXPECT_EQ(error("(SELECT a FROM t LIMIT 1) LIMIT 2"),
              "42601 multiple LIMIT clauses not allowed");
    EXPECT_EQ(error("(SELECT a FROM t ORDER BY 1) ORDER BY 1"),
              "42601 multiple ORDER BY clauses not allowed");
}

TEST_F(SelectTest, GroupingCheck) {
    const std::string ungrouped =
        "42803 column \"t.a\" must appear in the GROUP BY clause or be used in an aggregate "
        "function";
    EXPECT_EQ(error("SELECT a, count(*) FROM t"), ungrouped);
    EXPECT_EQ(error("SELECT b FROM t GROUP BY b HAVING a > 1"), ungrouped);
    EXPECT_EQ(error("SELECT b FROM t GROUP BY b ORDER BY a"), ungrouped);
    EXPECT_EQ(error("SELECT a + 1 FROM t GROUP BY a + 2"), ungrouped);
    EXPECT_EQ(error("SELECT * FROM t HAVING true"), ungrouped);
    EXPECT_EQ(error("SELECT a + 1 + 2, sum(c), max(a) FROM t GROUP BY a + 1"), "");
    EXPECT_EQ(error("SELECT 1 FROM t HAVING count(*) > 1"), "");
    EXPECT_EQ(error("SELECT (SELECT max(u.a) FROM u WHERE u.a = t.a) FROM t GROUP BY b"),
              "42803 subquery uses ungrouped column \"t.a\" from outer query");
    EXPECT_EQ(error("SELECT (SELECT max(u.a) FROM u WHERE u.a = t.a) FROM t GROUP BY t.a"), "");
}

TEST_F(SelectTest, GroupByPositionsAndAliases) {
    EXPECT_EQ(error("SELECT a + 1, count(*) FROM t GROUP BY 1"), "");
    EXPECT_EQ(error("SELECT a + 1 AS n, count(*) FROM t GROUP BY n"), "");
    EXPECT_EQ(error("SELECT a AS b, count(*) FROM t GROUP BY b").substr(0, 5), "42803")
        << "b is the column";
    EXPECT_EQ(error("SELECT a FROM t GROUP BY 2"),
              "42P10 GROUP BY position 2 is not in select list");
    EXPECT_EQ(error("SELECT a FROM t GROUP BY 'x'"), "42601 non-integer constant in GROUP BY");
    EXPECT_EQ(error("SELECT count(*) FROM t GROUP BY 1").substr(0, 5), "42803");
}

TEST_F(SelectTest, GroupByAll) {
    const BoundQueryPtr query = bind_query("SELECT a, b, count(*) FROM t GROUP BY ALL");
    EXPECT_EQ(select_of(*query).group_by.size(), 2u);
}

TEST_F(SelectTest, GroupingSets) {
    const auto sets = [&](const std::string& elements) {
        return select_of(*bind_query("SELECT count(*) FROM t GROUP BY " + elements)).grouping_sets;
    };
    using Sets = std::vector<std::vector<int>>;
    EXPECT_EQ(sets("a, b"), Sets{});
    EXPECT_EQ(sets("GROUPING SETS ((a, b), a, ())"), (Sets{{0, 1}, {0}, {}}));
    EXPECT_EQ(sets("ROLLUP (a, b)"), (Sets{{0, 1}, {0}, {}}));
    EXPECT_EQ(sets("ROLLUP ((a, b), d)"), (Sets{{0, 1, 2}, {0, 1}, {}}));
    EXPECT_EQ(sets("CUBE (a, b)"), (Sets{{0, 1}, {1}, {0}, {}}));
    EXPECT_EQ(sets("d, ROLLUP (a)"), (Sets{{0, 1}, {0}}));
    EXPECT_EQ(sets("GROUPING SETS (ROLLUP (a), b)"), (Sets{{0}, {}, {1}}));
    EXPECT_EQ(error("SELECT count(*) FROM t GROUP BY CUBE (a, b, c, d, e, a+1, a+2)"),
              "54001 too many grouping sets present (maximum 64)");
}

TEST_F(SelectTest, SubqueriesAreMarkedWhenCorrelated) {
    const auto correlated = [&](const std::string& condition) {
        const BoundQueryPtr query = bind_query("SELECT 1 FROM t WHERE " + condition);
        return as<BoundSubquery>(*select_of(*query).where).correlated;
    };
    EXPECT_TRUE(correlated("EXISTS (SELECT 1 FROM u WHERE u.a = t.a)"));
    EXPECT_FALSE(correlated("EXISTS (SELECT 1 FROM u WHERE u.a = 1)"));
    EXPECT_TRUE(correlated(
        "EXISTS (SELECT 1 FROM u WHERE u.a IN (SELECT id FROM staff WHERE boss = d - d))"));
    EXPECT_TRUE(correlated("EXISTS (SELECT 1 FROM (SELECT t.a AS x) q)"));
    EXPECT_TRUE(correlated("EXISTS (WITH c AS (SELECT t.a) SELECT 1 FROM c)"));
    EXPECT_TRUE(correlated("EXISTS (SELECT 1 FROM t.s AS el WHERE el = 1)"));
}

TEST_F(SelectTest, InnerNamesHideOuterOnes) {
    const BoundQueryPtr query = bind_query("SELECT 1 FROM t WHERE EXISTS (SELECT a FROM u)");
    const auto& exists = as<BoundSubquery>(*select_of(*query).where);
    EXPECT_FALSE(exists.correlated);
    EXPECT_EQ(select_of(*exists.query).outputs[0]->type.id, TypeId::integer);
}

TEST_F(SelectTest, ParametersWithoutTypeAreVarchar) {
    bind_query("SELECT $1, $2 + a FROM t WHERE b = $3");
    ASSERT_EQ(parameter_types_.size(), 3u);
    EXPECT_EQ(parameter_types_[0].id, TypeId::varchar);
    EXPECT_EQ(parameter_types_[1].id, TypeId::integer);
    EXPECT_EQ(parameter_types_[2].id, TypeId::varchar);
}

TEST_F(SelectTest, IntoIsReportedNotBound) {
    const auto target = [](const std::string& text) {
        const sql::QueryPtr query = sql::parse_query(text, {});
        const sql::IntoClause* into = find_into(*query);
        return into ? into->target.object() : std::string();
    };
    EXPECT_EQ(target("SELECT a INTO x FROM t"), "x");
    EXPECT_EQ(target("SELECT a INTO x FROM t UNION SELECT a FROM u"), "x");
    EXPECT_EQ(target("SELECT a FROM t"), "");
    EXPECT_EQ(error("SELECT a INTO x FROM t"), "");
    EXPECT_EQ(error("SELECT a FROM t UNION SELECT a INTO x FROM u"),
              "42601 SELECT ... INTO is not allowed here");
    EXPECT_EQ(error("SELECT (SELECT a INTO x FROM u) FROM t"),
              "42601 SELECT ... INTO is not allowed here");
}

}  // namespace
}  // namespace blueshift::analyze
