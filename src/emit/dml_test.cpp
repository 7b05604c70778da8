// INSERT, UPDATE, DELETE, MERGE, CREATE TABLE.
#include "emit/emit_fixture.h"

namespace blueshift::emit {
namespace {

using WriteEmission = EmitTest;

TEST_F(WriteEmission, InsertsConstantsAsTheyAre) {
    EXPECT_EQ(emit("INSERT INTO t (b, a) VALUES ('x', 1), (NULL, 2)"),
              "INSERT INTO data.t100 (c1, c2) SELECT s.k1, s.k0 FROM (VALUES ('x', 1), (CAST(NULL AS VARCHAR), 2))"
              " AS s(k0,k1)");
    EXPECT_EQ(emit("INSERT INTO t (a, b) VALUES (1, 'x')"), "INSERT INTO data.t100 (c1, c2) VALUES (1, 'x')");
}

// (101 << 16) | 1 is column 1 of table 101; that column is marked already.
TEST_F(WriteEmission, NotesValuesThatMayEndWithBlanks) {
    EXPECT_EQ(emit("INSERT INTO t (b) VALUES ('x ')"),
              "INSERT INTO data.t100 (c2) VALUES (bs_store_varchar('x ', 20, 6553602))");
    EXPECT_EQ(emit("INSERT INTO padded (v, n) SELECT v, v FROM padded"),
              "INSERT INTO data.t101 (c1, c2) SELECT r1.c1, bs_store_varchar(r1.c1, 9, 6619138) FROM data.t101 AS r1");
    EXPECT_EQ(emit("UPDATE padded SET n = v || v"),
              "UPDATE data.t101 AS r1 SET c2 = bs_store_varchar((r1.c1 || r1.c1), 9, 6619138)");
    EXPECT_EQ(emit("INSERT INTO t (b) SELECT v FROM padded UNION ALL SELECT b FROM t"),
              "INSERT INTO data.t100 (c2) SELECT bs_store_varchar(s.k0, 20, 6553602) FROM"
              " ((SELECT r1.c1 FROM data.t101 AS r1) UNION ALL (SELECT r2.c2 FROM data.t100 AS r2)) AS s(k0)");
}

TEST_F(WriteEmission, ChecksLengths) {
    EXPECT_EQ(emit("INSERT INTO num (w) SELECT b FROM t"),
              "INSERT INTO data.t103 (c1, c2, c3) SELECT nextval('data.s103_1'), 7, s.k0 FROM"
              " (SELECT bs_check_varchar(r1.c2, 3) FROM data.t100 AS r1) AS s(k0)");
}

TEST_F(WriteEmission, FillsInDefaults) {
    EXPECT_EQ(emit("INSERT INTO num DEFAULT VALUES"),
              "INSERT INTO data.t103 (c1, c2) VALUES (nextval('data.s103_1'), 7)");
    EXPECT_EQ(emit("INSERT INTO folded DEFAULT VALUES"), "INSERT INTO data.t102 (c1) VALUES (NULL)");
}

TEST_F(WriteEmission, UpdatesAndDeletesByOtherTables) {
    EXPECT_EQ(emit("UPDATE t SET a = num.v FROM num WHERE t.b = num.w"),
              "UPDATE data.t100 AS r1 SET c1 = r2.c2 FROM data.t103 AS r2 WHERE (r1.c2 = r2.c3)");
    EXPECT_EQ(emit("DELETE FROM t USING num WHERE t.a = num.v"),
              "DELETE FROM data.t100 AS r1 USING data.t103 AS r2 WHERE (r1.c1 = r2.c2)");
}

// Doc: dg/r_MERGE: a target row may match one source row.
TEST_F(WriteEmission, MergesAfterACheck) {
    const auto texts = statements(
        "MERGE INTO t USING num ON t.a = num.v WHEN MATCHED THEN UPDATE SET b = num.w"
        " WHEN NOT MATCHED THEN INSERT (a) VALUES (num.v)");
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[0],
              "SELECT error('found multiple matches to update the same tuple') FROM data.t100 AS r1 JOIN"
              " data.t103 AS r2 ON (r1.c1 = r2.c2) GROUP BY r1.rowid HAVING count(*) > 1 LIMIT 1");
    EXPECT_EQ(texts[1],
              "MERGE INTO data.t100 AS r1 USING data.t103 AS r2 ON (r1.c1 = r2.c2) WHEN MATCHED THEN UPDATE SET"
              " c2 = r2.c3 WHEN NOT MATCHED THEN INSERT (c1) VALUES (r2.c2)");
}

TEST_F(WriteEmission, CreatesTablesWithTheirSequences) {
    catalog::Relation num = *working_.current().relations.find(103);
    num.columns[1].not_null = true;
    EXPECT_EQ(emit_create_table(num),
              (std::vector<std::string>{
                  "CREATE SEQUENCE data.s103_1 INCREMENT BY 1 MINVALUE -9223372036854775808"
                  " MAXVALUE 9223372036854775807 START WITH 1",
                  "CREATE TABLE data.t103 (c1 BIGINT, c2 INTEGER NOT NULL, c3 VARCHAR)"}));
    num.temporary = true;
    num.columns.erase(num.columns.begin());
    EXPECT_EQ(emit_create_table(num),
              std::vector<std::string>{"CREATE TEMP TABLE t103 (c2 INTEGER NOT NULL, c3 VARCHAR)"});
}

}  // namespace
}  // namespace blueshift::emit
