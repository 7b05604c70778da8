#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {
namespace {

class FromTest : public AnalyzeTest {};

TEST_F(FromTest, StarGivesTheColumnsOfAllItemsInOrder) {
    EXPECT_EQ(columns("SELECT * FROM u"), "a integer, b character varying(10), k bigint");
    EXPECT_EQ(columns("SELECT * FROM other.t, staff"),
              "x integer, id integer, boss integer, name character varying(10)");
    EXPECT_EQ(columns("SELECT q.*, u.k FROM other.t q, u"), "x integer, k bigint");
    EXPECT_EQ(error("SELECT *"), "42601 SELECT * with no tables specified is not valid");
}

TEST_F(FromTest, ColumnsKeepTheirOrigin) {
    const BoundQueryPtr query = bind_query("SELECT x.k, x.k + 1 FROM (SELECT k FROM u) x");
    EXPECT_EQ(query->fields[0].table_oid, 101u);
    EXPECT_EQ(query->fields[0].column_number, 3);
    EXPECT_EQ(query->fields[1].table_oid, 0u);
}

TEST_F(FromTest, BlankFreeIsKnownFromTheCatalog) {
    EXPECT_TRUE(bind_query("SELECT b FROM t")->fields[0].blank_free);
    EXPECT_TRUE(bind_query("SELECT e FROM t")->fields[0].blank_free);
    EXPECT_FALSE(bind_query("SELECT v FROM padded")->fields[0].blank_free);
    EXPECT_FALSE(
        bind_query("WITH c AS (SELECT v FROM padded) SELECT v FROM c")->fields[0].blank_free);
    EXPECT_FALSE(
        bind_query("SELECT b FROM t UNION ALL SELECT v FROM padded")->fields[0].blank_free);
    EXPECT_TRUE(bind_query("SELECT b FROM t UNION ALL SELECT b FROM u")->fields[0].blank_free);
}

TEST_F(FromTest, QualifiedNames) {
    EXPECT_EQ(columns("SELECT public.t.a, dev.public.t.b FROM t"),
              "a integer, b character varying(20)");
    EXPECT_EQ(columns("SELECT public.t.a, other.t.x FROM public.t, other.t"),
              "a integer, x integer");
    EXPECT_EQ(error("SELECT t.a FROM public.t, other.t"),
              "42702 table reference \"t\" is ambiguous");
    EXPECT_EQ(error("SELECT t.a FROM t AS q"),
              "42P01 invalid reference to FROM-clause entry for table \"t\"");
    EXPECT_EQ(error("SELECT zz.a FROM t"), "42P01 missing FROM-clause entry for table \"zz\"");
    EXPECT_EQ(error("SELECT zz.* FROM t"), "42P01 missing FROM-clause entry for table \"zz\"");
    EXPECT_EQ(error("SELECT t.zz FROM t"), "42703 column t.zz does not exist");
    EXPECT_EQ(error("SELECT zz FROM t, u q"), "42703 column \"zz\" does not exist in t, q");
    EXPECT_EQ(error("SELECT zz"), "42703 column \"zz\" does not exist");
    EXPECT_EQ(error("SELECT a FROM t, u"), "42702 column reference \"a\" is ambiguous");
    EXPECT_EQ(error("SELECT 1 FROM t, t"), "42712 table name \"t\" specified more than once");
    EXPECT_EQ(error("SELECT 1 FROM t x JOIN u x ON true"),
              "42712 table name \"x\" specified more than once");
    EXPECT_EQ(error("SELECT 1 FROM nosuch"), "42P01 relation \"nosuch\" does not exist");
}

TEST_F(FromTest, AliasesRenameColumns) {
    EXPECT_EQ(columns("SELECT * FROM u AS q(x, y)"),
              "x integer, y character varying(10), k bigint");
    EXPECT_EQ(columns("SELECT q.x FROM u AS q(x)"), "x integer");
    EXPECT_EQ(error("SELECT 1 FROM other.t AS q(x, y)"),
              "42P10 table \"q\" has 1 columns available but 2 columns specified");
    EXPECT_EQ(error("SELECT q.a FROM u AS q(x)"), "42703 column q.a does not exist");
}

TEST_F(FromTest, SubqueriesNeedNoAliasAndSeeNoNeighbours) {
    EXPECT_EQ(columns("SELECT k FROM (SELECT k FROM u)"), "k bigint");
    EXPECT_EQ(error("SELECT 1 FROM t, (SELECT t.a) q"),
              "42P01 invalid reference to FROM-clause entry for table \"t\"");
    EXPECT_EQ(error("SELECT 1 FROM t, LATERAL (SELECT t.a) q"),
              "0A000 LATERAL subqueries are not supported");
    EXPECT_EQ(columns("SELECT q.n FROM (VALUES (1, 'x'), (2, NULL)) AS q(n, m)"), "n integer");
}

TEST_F(FromTest, UsingAndNaturalMergeColumns) {
    EXPECT_EQ(columns("SELECT * FROM t JOIN u USING (a)").substr(0, 33),
              "a integer, b character varying(20");
    EXPECT_EQ(columns("SELECT * FROM u q NATURAL JOIN u"),
              "a integer, b character varying(10), k bigint");
    EXPECT_EQ(columns("SELECT a, t.a, u.a FROM t LEFT JOIN u USING (a)"),
              "a integer, a integer, a integer");
    EXPECT_EQ(error("SELECT b FROM t JOIN u USING (a)"),
              "42702 column reference \"b\" is ambiguous");
    EXPECT_EQ(error("SELECT 1 FROM t JOIN u USING (k)"),
              "42703 column \"k\" specified in USING clause does not exist in left table");
    EXPECT_EQ(error("SELECT 1 FROM t JOIN u USING (a, a)"),
              "42701 column name \"a\" appears more than once in USING clause");
}

TEST_F(FromTest, MergedColumnIsTheSideThatIsAlwaysThere) {
    const auto relation_of = [&](const std::string& kind) {
        const BoundQueryPtr query = bind_query("SELECT a FROM t " + kind + " JOIN u USING (a)");
        const BoundSelect& select = select_of(*query);
        const auto& join = as<BoundJoin>(*select.from[0]);
        if (select.outputs[0]->kind != BoundKind::column) return std::string("both");
        const int id = as<BoundColumn>(*select.outputs[0]).relation;
        return std::string(id == join.left->id ? "left" : "right");
    };
    EXPECT_EQ(relation_of("INNER"), "left");
    EXPECT_EQ(relation_of("LEFT"), "left");
    EXPECT_EQ(relation_of("RIGHT"), "right");
    EXPECT_EQ(relation_of("FULL"), "both");
}

TEST_F(FromTest, OnSeesOnlyTheTablesOfItsJoin) {
    EXPECT_EQ(error("SELECT 1 FROM t, u JOIN staff ON staff.id = t.a"),
              "42P01 invalid reference to FROM-clause entry for table \"t\"");
    EXPECT_EQ(error("SELECT 1 FROM t JOIN u ON t.a = u.a JOIN staff ON staff.id = t.a"), "");
}

TEST_F(FromTest, ViewsAreExpandedWithTheirOwnColumnOrigin) {
    const BoundQueryPtr query = bind_query("SELECT label FROM v");
    const auto& view = as<BoundSubqueryFrom>(*select_of(*query).from[0]);
    ASSERT_NE(view.view, nullptr);
    EXPECT_EQ(view.view->oid, 110u);
    EXPECT_EQ(query->fields[0].table_oid, 110u);
    EXPECT_EQ(query->fields[0].column_number, 2);
    EXPECT_EQ(format_type(query->fields[0].type), "character varying(20)");
    EXPECT_EQ(relations_read_, (std::vector<catalog::Oid>{110}));
    EXPECT_EQ(relations_below_, (std::vector<catalog::Oid>{110, 100}));
    EXPECT_EQ(error("SELECT * FROM late"), "42P01 relation \"public.nosuch\" does not exist");
}

TEST_F(FromTest, ViewsSeeNoNamesOfTheStatement) {
    put_view(112, "w", "SELECT x FROM c", catalog::RelationKind::late_binding_view);
    EXPECT_EQ(error("WITH c AS (SELECT 1 AS x) SELECT * FROM w"),
              "42P01 relation \"c\" does not exist");
    put_view(113, "loop", "SELECT * FROM public.loop", catalog::RelationKind::late_binding_view);
    EXPECT_EQ(error("SELECT * FROM loop"),
              "42P17 infinite recursion detected in rules for relation \"loop\"");
}

TEST_F(FromTest, ViewsOfAnotherDatabaseReadThatDatabase) {
    working_.put(catalog::Database{.oid = 2, .name = "prod"});
    working_.put(catalog::Schema{.oid = 20, .database = 2, .name = "public"});
    catalog::Relation table = *working_.current().relations.find(102);
    table.oid = 200;
    table.schema = 20;
    working_.put(catalog::Relation(table));
    table.oid = 201;
    table.name = "w";
    table.kind = catalog::RelationKind::view;
    table.view_text = "SELECT x FROM public.t";
    working_.put(catalog::Relation(table));
    EXPECT_EQ(columns("SELECT * FROM prod.public.w"), "x integer");
    EXPECT_EQ(relations_below_, (std::vector<catalog::Oid>{201, 200}));
}

TEST_F(FromTest, OracleOuterJoinsBecomeLeftJoins) {
    const BoundQueryPtr query =
        bind_query("SELECT 1 FROM t, u, staff s WHERE t.a = u.a(+) AND u.k(+) > 5 AND t.a = s.id");
    const BoundSelect& select = select_of(*query);
    ASSERT_EQ(select.from.size(), 2u);
    const auto& join = as<BoundJoin>(*select.from[0]);
    EXPECT_EQ(join.join, BoundJoinKind::left);
    EXPECT_EQ(as<BoundTable>(*join.left).relation->name, "t");
    EXPECT_EQ(as<BoundTable>(*join.right).relation->name, "u");
    EXPECT_EQ(as<BoundLogical>(*join.on).arguments.size(), 2u);
    EXPECT_EQ(select.where->kind, BoundKind::comparison);
    EXPECT_EQ(error("SELECT 1 FROM t, u WHERE t.a(+) = u.a(+)"),
              "42601 a predicate may reference only one outer-joined table");
    EXPECT_EQ(error("SELECT 1 FROM t, u WHERE t.a = u.a(+) AND t.b(+) = u.b"),
              "42601 two tables cannot be outer-joined to each other");
    EXPECT_EQ(error("SELECT t.a(+) FROM t").substr(0, 5), "42601");
}

TEST_F(FromTest, SuperValuesAreUnnested) {
    EXPECT_EQ(columns("SELECT el, i FROM t, t.s AS el AT i"), "el super, i bigint");
    EXPECT_EQ(columns("SELECT el.name FROM t q, q.s.items AS el"), "name super");
    EXPECT_EQ(columns("SELECT i FROM t, t.s AS el, el AS i"), "i super");
    EXPECT_EQ(columns("SELECT k, v FROM t, UNPIVOT t.s AS v AT k"),
              "k character varying(65535), v super");
    EXPECT_EQ(error("SELECT 1 FROM t, t.a AS el"),
              "42804 cannot unnest a value of type integer: it is not SUPER");
    const BoundQueryPtr query = bind_query("SELECT el FROM t LEFT JOIN t.s AS el ON true");
    EXPECT_EQ(as<BoundJoin>(*select_of(*query).from[0]).right->kind, FromKind::super_unnest);
}

TEST_F(FromTest, SuperNavigation) {
    const BoundQueryPtr query = bind_query("SELECT t.s.x.y, s.z FROM t");
    const auto& path = as<BoundSuperPath>(*select_of(*query).outputs[0]);
    ASSERT_EQ(path.steps.size(), 2u);
    EXPECT_EQ(path.steps[0].attribute, "x");
    EXPECT_EQ(as<BoundSuperPath>(*select_of(*query).outputs[1]).steps[0].attribute, "z");
    EXPECT_EQ(error("SELECT b.z FROM t"),
              "42804 navigation on column \"b\" is not allowed as it is not SUPER type");
}

TEST_F(FromTest, PivotGroupsByTheOtherColumns) {
    EXPECT_EQ(columns("SELECT * FROM (SELECT a, b, c FROM t) PIVOT (SUM(c) FOR b IN ('X', 'y' AS "
                      "why, NULL))"),
              "a integer, x numeric(38,2), why numeric(38,2), null numeric(38,2)");
    EXPECT_EQ(
        columns(
            "SELECT * FROM (SELECT a, b FROM t) PIVOT (COUNT(*) AS n FOR b IN ('x' AS one)) AS p"),
        "a integer, one_n bigint");
    EXPECT_EQ(error("SELECT * FROM u PIVOT (SUM(k) FOR zz IN (1))"),
              "42703 column \"zz\" does not exist");
    EXPECT_EQ(error("SELECT * FROM u PIVOT (k + 1 FOR a IN (1))"),
              "42601 PIVOT needs an aggregate function");
}

TEST_F(FromTest, UnpivotGivesARowPerColumn) {
    EXPECT_EQ(columns("SELECT * FROM u UNPIVOT (val FOR col IN (a, k AS kk))"),
              "b character varying(10), col character varying(2), val bigint");
    const BoundQueryPtr query =
        bind_query("SELECT * FROM u UNPIVOT INCLUDE NULLS (val FOR col IN (a, k))");
    const auto& unpivot = as<BoundSubqueryFrom>(*select_of(*query).from[0]);
    EXPECT_EQ(select_of(*unpivot.query).where, nullptr);
}

TEST_F(FromTest, ConnectByIsARecursiveQuery) {
    const BoundQueryPtr query = bind_query(
        "SELECT name, level FROM staff START WITH boss IS NULL CONNECT BY PRIOR id = boss AND "
        "level < 4");
    EXPECT_EQ(query->fields[1].type.id, TypeId::integer);
    const auto& hierarchy = as<BoundSubqueryFrom>(*select_of(*query).from[0]);
    ASSERT_EQ(hierarchy.query->ctes.size(), 1u);
    EXPECT_TRUE(hierarchy.query->ctes[0].recursive);
    EXPECT_EQ(columns("SELECT * FROM staff CONNECT BY PRIOR id = boss"),
              "id integer, boss integer, name character varying(10)");
    EXPECT_EQ(
        columns("SELECT q.level FROM (SELECT level, id FROM staff CONNECT BY PRIOR id = boss) q"),
        "level integer");
    EXPECT_EQ(error("SELECT level FROM staff"), "42703 column \"level\" does not exist in staff");
}

TEST_F(FromTest, SystemRelationsAreFoundWithoutSchema) {
    EXPECT_EQ(columns("SELECT * FROM pg_thing"), "oid oid, relname name");
}

}  // namespace
}  // namespace blueshift::analyze
