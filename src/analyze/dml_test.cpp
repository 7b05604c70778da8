#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {
namespace {

class DmlTest : public AnalyzeTest {
protected:
    std::unique_ptr<BoundInsert> insert(const std::string& text) {
        return std::unique_ptr<BoundInsert>(&as<BoundInsert>(*bind(text).release()));
    }
    /// The sources of an INSERT's columns, by letter: query column number, d default, i identity, n
    /// null.
    static std::string sources(const std::vector<BoundTarget>& targets) {
        std::string list;
        for (const BoundTarget& target : targets) {
            switch (target.source) {
                case BoundTarget::query_column:
                    list += std::to_string(target.query_column_index);
                    break;
                case BoundTarget::default_value:
                    list += 'd';
                    break;
                case BoundTarget::identity:
                    list += 'i';
                    break;
                case BoundTarget::null:
                    list += 'n';
                    break;
            }
        }
        return list;
    }
};

TEST_F(DmlTest, InsertFillsTheFirstColumns) {
    const auto all = insert("INSERT INTO u VALUES (1, 'x', 2)");
    EXPECT_EQ(sources(all->targets), "012");
    EXPECT_EQ(sources(insert("INSERT INTO u VALUES (1)")->targets), "0nn");
    EXPECT_EQ(sources(insert("INSERT INTO u (k, a) VALUES (1, 2)")->targets), "1n0");
    EXPECT_EQ(sources(insert("INSERT INTO u (b) SELECT b FROM t")->targets), "n0n");
    EXPECT_EQ(error("INSERT INTO u VALUES (1, 'x', 2, 3)"),
              "42601 INSERT has more expressions than target columns");
    EXPECT_EQ(error("INSERT INTO u (a, b) VALUES (1)"),
              "42601 INSERT has more target columns than expressions");
    EXPECT_EQ(error("INSERT INTO u (a, zz) VALUES (1, 2)"),
              "42703 column \"zz\" of relation \"u\" does not exist");
    EXPECT_EQ(error("INSERT INTO u (a, a) VALUES (1, 2)"),
              "42701 column \"a\" specified more than once");
    EXPECT_EQ(error("INSERT INTO u VALUES (1), (2, 'x')"),
              "42601 VALUES lists must all be the same length");
}

TEST_F(DmlTest, InsertCoercesToTheColumns) {
    const auto values = insert(
        "INSERT INTO t (a, c, d, b) VALUES ('5', 1, '2020-02-03', 7), (1, 2.555, NULL, 'x')");
    for (const auto& row : as<BoundValues>(*values->query->body).rows) {
        EXPECT_EQ(row[0]->type, Type{TypeId::integer});
        EXPECT_EQ(row[1]->type, decimal_type(10, 2));
        EXPECT_EQ(row[2]->type.id, TypeId::date);
        EXPECT_EQ(row[3]->type.id, TypeId::varchar);
    }
    const auto query = insert("INSERT INTO t (a, d) SELECT k, '2020-02-03' FROM u");
    EXPECT_EQ(query->query->fields[0].type.id, TypeId::integer);
    EXPECT_EQ(query->query->fields[1].type.id, TypeId::date);
    EXPECT_EQ(error("INSERT INTO t (d) VALUES (1)").substr(0, 5), "42804");
    EXPECT_EQ(error("INSERT INTO t (a) VALUES ('x')").substr(0, 5), "22P02");
    EXPECT_EQ(error("INSERT INTO t (d) SELECT a FROM u").substr(0, 5), "42804");
}

TEST_F(DmlTest, InsertOfASortedQueryIsSortedByItsOwnTypes) {
    const auto sorted = insert("INSERT INTO t (a) SELECT k FROM u ORDER BY k LIMIT 5");
    const BoundSelect& outer = select_of(*sorted->query);
    EXPECT_EQ(outer.outputs[0]->type.id, TypeId::integer);
    const auto& inner = as<BoundSubqueryFrom>(*outer.from[0]);
    EXPECT_EQ(inner.query->order_by.size(), 1u);
    EXPECT_EQ(inner.query->fields[0].type.id, TypeId::bigint);
}

TEST_F(DmlTest, InsertDefaultsAndIdentity) {
    const auto defaults = insert("INSERT INTO num DEFAULT VALUES");
    EXPECT_EQ(defaults->query, nullptr);
    EXPECT_EQ(sources(defaults->targets), "iidn");
    EXPECT_EQ(as<BoundConstant>(*defaults->targets[2].value).value.as_int(), 7);
    EXPECT_EQ(sources(insert("INSERT INTO num VALUES (DEFAULT, 5, DEFAULT)")->targets), "i01n");
    EXPECT_EQ(sources(insert("INSERT INTO num (w) VALUES ('x')")->targets), "iid0");
    EXPECT_EQ(insert("INSERT INTO num (id) VALUES (DEFAULT)")->query, nullptr);
    const auto rows = insert("INSERT INTO num (id) VALUES (DEFAULT), (DEFAULT)");
    EXPECT_EQ(as<BoundValues>(*rows->query->body).rows.size(), 2u);
    EXPECT_EQ(sources(rows->targets), "iidn");
    const std::string refused = "0A000 cannot set an identity column to a value";
    EXPECT_EQ(error("INSERT INTO num VALUES (1)"), refused);
    EXPECT_EQ(error("INSERT INTO num (id) SELECT k FROM u"), refused);
    EXPECT_EQ(error("INSERT INTO num (by_hand) VALUES (1)"), "");
    EXPECT_EQ(error("UPDATE num SET id = 1"), refused);
    EXPECT_EQ(error("SELECT DEFAULT").substr(0, 5), "42601");
}

TEST_F(DmlTest, OnlyTablesAreWritten) {
    EXPECT_EQ(error("INSERT INTO v VALUES (1)"), "42809 cannot insert into a view");
    EXPECT_EQ(error("UPDATE v SET a = 1"), "42809 cannot update a view");
    EXPECT_EQ(error("DELETE FROM late"), "42809 cannot delete from a view");
    EXPECT_EQ(error("DELETE FROM pg_thing"), "42501 permission denied for relation pg_thing");
    EXPECT_EQ(error("INSERT INTO nosuch VALUES (1)"), "42P01 relation \"nosuch\" does not exist");
}

TEST_F(DmlTest, Update) {
    const BoundStatementPtr bound = bind(
        "WITH c AS (SELECT 1 AS n) UPDATE t SET a = k, b = DEFAULT, c = n FROM u, c WHERE t.a = "
        "u.a");
    const auto& update = as<BoundUpdate>(*bound);
    EXPECT_EQ(update.ctes.size(), 1u);
    EXPECT_EQ(update.from.size(), 2u);
    ASSERT_EQ(update.assignments.size(), 3u);
    EXPECT_EQ(update.assignments[0].value->type.id, TypeId::integer);
    EXPECT_TRUE(as<BoundConstant>(*update.assignments[1].value).value.is_null());
    EXPECT_EQ(update.assignments[2].value->type, decimal_type(10, 2));
    EXPECT_EQ(error("UPDATE t x SET a = 1 WHERE x.b = 'y'"), "");
    EXPECT_EQ(error("UPDATE t x SET a = 1 WHERE t.b = 'y'"),
              "42P01 invalid reference to FROM-clause entry for table \"t\"");
    EXPECT_EQ(error("UPDATE t SET a = 1, a = 2"),
              "42601 multiple assignments to same column \"a\"");
    EXPECT_EQ(error("UPDATE t SET zz = 1"), "42703 column \"zz\" of relation \"t\" does not exist");
    EXPECT_EQ(error("UPDATE t SET a = 1 FROM t"),
              "42712 table name \"t\" specified more than once");
    EXPECT_EQ(error("UPDATE t SET a = sum(1)").substr(0, 5), "42803");
}

TEST_F(DmlTest, Delete) {
    const BoundStatementPtr bound = bind("DELETE FROM t USING u WHERE t.a = u.a");
    const auto& statement = as<BoundDelete>(*bound);
    EXPECT_EQ(statement.using_.size(), 1u);
    EXPECT_EQ(statement.target->relation->oid, 100u);
    EXPECT_EQ(error("DELETE FROM t WHERE a = (SELECT max(a) FROM u WHERE u.a = t.a)"), "");
}

TEST_F(DmlTest, Merge) {
    const BoundStatementPtr bound = bind(
        "MERGE INTO num USING u ON num.v = u.a WHEN MATCHED THEN UPDATE SET v = u.k "
        "WHEN NOT MATCHED THEN INSERT (w, v) VALUES (u.b, DEFAULT)");
    const auto& merge = as<BoundMerge>(*bound);
    ASSERT_EQ(merge.matched_update.size(), 1u);
    EXPECT_EQ(merge.matched_update[0].value->type.id, TypeId::integer);
    EXPECT_EQ(sources(merge.insert_targets), "iid0");
    ASSERT_EQ(merge.insert.size(), 1u);
    EXPECT_EQ(merge.insert[0].column_number, 4);
    const std::string tail =
        " ON num.v = u.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (v) VALUES ";
    EXPECT_EQ(error("MERGE INTO num USING u" + tail + "(num.v)"),
              "42P01 invalid reference to FROM-clause entry for table \"num\"");
    EXPECT_EQ(error("MERGE INTO num USING u" + tail + "(1, 2)"),
              "42601 INSERT has more expressions than target columns");
    EXPECT_EQ(bind("MERGE INTO num USING (SELECT * FROM u) u" + tail + "(1)")->kind, BoundStatementKind::merge);
    EXPECT_EQ(error("MERGE INTO u USING (SELECT * FROM u) AS s ON u.a = s.a REMOVE DUPLICATES"),
              "0A000 the source of MERGE REMOVE DUPLICATES must be a table");
    EXPECT_TRUE(as<BoundMerge>(*bind("MERGE INTO u USING u AS s ON u.a = s.a REMOVE DUPLICATES"))
                    .remove_duplicates);
    EXPECT_EQ(error("MERGE INTO u USING t ON u.a = t.a REMOVE DUPLICATES").substr(0, 5), "42804");
}

TEST_F(DmlTest, DefaultsMayNotLookAtTables) {
    const TextSettings text;
    const catalog::CatalogView catalog({.snapshot = working_.share(), .database = 1});
    AnalyzeContext context{.catalog = catalog, .text = text};
    const auto bind_default = [&](const std::string& expr, Type type) {
        return analyze_default(*sql::parse_expression(expr, {}), type, context);
    };
    EXPECT_EQ(bind_default("'5'", {TypeId::integer})->type.id, TypeId::integer);
    const auto code = [&](const std::string& expr) {
        try {
            bind_default(expr, {TypeId::integer});
        } catch (const Error& error) {
            return error.code();
        }
        return Code::successful_completion;
    };
    EXPECT_EQ(code("a"), Code::invalid_column_reference);
    EXPECT_EQ(code("(SELECT 1)"), Code::feature_not_supported);
    EXPECT_EQ(code("current_date"), Code::cannot_coerce);
}

}  // namespace
}  // namespace blueshift::analyze
