#include <signal.h>

#include <atomic>
#include <thread>

#include "engine/duckdb/engine_fixture.h"

namespace blueshift::engine {
namespace {

constexpr Type kBigint{TypeId::bigint};
constexpr Type kInteger{TypeId::integer};
constexpr Type kVarchar{TypeId::varchar};
constexpr Type kSuper{TypeId::super};

class ConnectionTest : public EngineTest {};

TEST_F(ConnectionTest, ReadsEveryType) {
    const std::vector<Type> types = {
        {TypeId::boolean}, {TypeId::smallint},    {TypeId::integer},     {TypeId::bigint},
        {TypeId::real},    {TypeId::double_},     decimal_type(4, 1),    decimal_type(9, 2),
        decimal_type(18, 3), decimal_type(38, 4), {TypeId::varchar},     {TypeId::date},
        {TypeId::time},    {TypeId::timestamp},   {TypeId::timestamptz}, {TypeId::interval},
        {TypeId::varbyte}, {TypeId::timetz}};
    const auto rows = rows_of(*connection_,
                              "SELECT true, -7::SMALLINT, 70000, 5000000000, 1.5::FLOAT, -2.25::DOUBLE, "
                              "-12.5::DECIMAL(4,1), 1234.56::DECIMAL(9,2), -1.234::DECIMAL(18,3), "
                              "123456789012345678901234.5678::DECIMAL(38,4), 'a text of more than twelve bytes', "
                              "DATE '1970-01-11', TIME '00:00:01', TIMESTAMP '1970-01-01 00:00:02', "
                              "TIMESTAMPTZ '1970-01-01 00:00:03+00', INTERVAL '14 months 3 days 4 seconds', "
                              "'\\x00\\xFF'::BLOB, TIMETZ '12:00:00-05'",
                              types);
    Int128 large = 1234567890123456789;
    large = large * 1000000000 + 12345678;  // 1234567890123456789012345678
    const std::vector<Value> expected = {
        true,
        -7,
        70000,
        std::int64_t{5000000000},
        1.5,
        -2.25,
        Decimal{-125, 1},
        Decimal{123456, 2},
        Decimal{-1234, 3},
        Decimal{large, 4},
        "a text of more than twelve bytes",
        10,
        1'000'000,
        2'000'000,
        3'000'000,
        Interval{14, 3, 4'000'000},
        std::string("\x00\xFF", 2),
        TimeTz{43'200'000'000, -18000}};
    ASSERT_EQ(rows.size(), 1u);
    for (std::size_t index = 0; index < expected.size(); ++index) {
        EXPECT_EQ(rows[0][index], expected[index]) << "column " << index;
    }
}

TEST_F(ConnectionTest, ReadsNulls) {
    const auto rows = rows_of(*connection_,
                              "SELECT CASE WHEN i % 2 = 0 THEN i END FROM range(3000) t(i)", {kBigint});
    ASSERT_EQ(rows.size(), 3000u);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const Value expected = row % 2 == 0 ? Value(static_cast<std::int64_t>(row)) : Value();
        ASSERT_EQ(rows[row][0], expected);
    }
}

TEST_F(ConnectionTest, CastsColumnsThatLieOtherwise) {
    const auto rows = rows_of(*connection_, "SELECT sum(i::BIGINT), NULL, 1.25::DECIMAL(5,2) FROM range(5) t(i)",
                              {kBigint, kVarchar, decimal_type(10, 1)});
    const std::vector<Value> expected = {10, Value(), Decimal{13, 1}};
    EXPECT_EQ(rows.at(0), expected);
}

TEST_F(ConnectionTest, ReadsSemiStructuredValuesAsJson) {
    const auto rows = rows_of(*connection_,
                              "SELECT CAST(CAST('{\"a\":[1,null,\"x\"]}' AS JSON) AS VARIANT), [1,2], {'k': true}",
                              {kSuper, kSuper, kSuper});
    const std::vector<Value> expected = {R"({"a":[1,null,"x"]})", "[1,2]", R"({"k":true})"};
    EXPECT_EQ(rows.at(0), expected);
}

TEST_F(ConnectionTest, KeepsOrderAcrossTheStream) {
    const auto source = connection_->query("SELECT i FROM range(100000) t(i)", {kBigint});
    Batch batch;
    std::int64_t expected = 0;
    while (source->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            ASSERT_EQ(batch.columns[0].at<std::int64_t>(row), expected++);
        }
    }
    EXPECT_EQ(expected, 100000);
}

TEST_F(ConnectionTest, BatchOutlivesItsStream) {
    Batch batch;
    {
        const auto source = connection_->query("SELECT repeat('x', 40) FROM range(3)", {kVarchar});
        ASSERT_TRUE(source->next(batch));
    }
    connection_->execute("CREATE TABLE t (i INTEGER)");
    EXPECT_EQ(batch.columns[0].at<StringRef>(2).view(), std::string(40, 'x'));
}

TEST_F(ConnectionTest, BindsEveryType) {
    const std::vector<Type> types = {
        {TypeId::boolean}, {TypeId::smallint}, {TypeId::integer}, kBigint, {TypeId::real}, {TypeId::double_},
        decimal_type(18, 2), kVarchar, {TypeId::date}, {TypeId::time}, {TypeId::timestamp},
        {TypeId::timestamptz}, {TypeId::timetz}, {TypeId::interval}, {TypeId::varbyte}, kInteger};
    const std::vector<Value> values = {
        true, 3, -4, std::int64_t{1} << 40, 0.5, -1e300, Decimal{-1250, 2}, "it's", 19000, 5, -6, 7,
        TimeTz{1'000'000, 7200}, Interval{1, -2, 3}, std::string("\0\xFE", 2), Value()};
    std::string sql = "SELECT ";
    const char* const names[] = {"BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE",
                                 "DECIMAL(18,2)", "VARCHAR", "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ",
                                 "TIMETZ", "INTERVAL", "BLOB", "INTEGER"};
    for (std::size_t index = 0; index < types.size(); ++index) {
        sql += fmt::format("{}CAST(${} AS {})", index == 0 ? "" : ", ", index + 1, names[index]);
    }
    const auto statement = connection_->prepare(sql);
    for (int round = 0; round < 2; ++round) {
        const auto source = connection_->query(*statement, types, values, types);
        EXPECT_EQ(read_all(*source, types).at(0), values);
    }
}

TEST_F(ConnectionTest, CountsChangedRows) {
    EXPECT_EQ(connection_->execute("CREATE TABLE t (i INTEGER)"), 0);
    EXPECT_EQ(connection_->execute("INSERT INTO t SELECT i FROM range(10) r(i)"), 10);
    EXPECT_EQ(connection_->execute("UPDATE t SET i = i + 1 WHERE i < 4"), 4);
    EXPECT_EQ(connection_->execute("DELETE FROM t WHERE i > 8"), 1);
    const auto statement = connection_->prepare("DELETE FROM t WHERE i = CAST($1 AS INTEGER)");
    EXPECT_EQ(connection_->execute(*statement, std::vector{kInteger}, std::vector<Value>{8}), 1);
}

TEST_F(ConnectionTest, BeginTakesTheSnapshot) {
    connection_->execute("CREATE TABLE t (i INTEGER)");
    const auto other = engine_->connect();
    other->begin();
    connection_->execute("INSERT INTO t VALUES (1)");
    EXPECT_EQ(value_of(*other, "SELECT count(*) FROM t", kBigint), Value(0));
    other->commit();
    EXPECT_EQ(value_of(*other, "SELECT count(*) FROM t", kBigint), Value(1));
}

TEST_F(ConnectionTest, RollbackUndoesTablesAndRows) {
    connection_->begin();
    EXPECT_TRUE(connection_->in_transaction());
    connection_->execute("CREATE TABLE t (i INTEGER)");
    connection_->execute("INSERT INTO t VALUES (1)");
    connection_->rollback();
    EXPECT_FALSE(connection_->in_transaction());
    EXPECT_EQ(error_of([&] { connection_->execute("SELECT * FROM t"); }).code(), Code::undefined_table);
}

TEST_F(ConnectionTest, WriteConflictIsError1023) {
    connection_->execute("CREATE TABLE t AS SELECT 1 AS i");
    const auto other = engine_->connect();
    connection_->begin();
    other->begin();
    connection_->execute("UPDATE t SET i = 2");
    const Error error = error_of([&] { other->execute("UPDATE t SET i = 3"); });
    EXPECT_EQ(error.code(), Code::serialization_failure);
    EXPECT_EQ(error.message(), "1023");
    EXPECT_TRUE(error.detail().starts_with("Serializable isolation violation on table"));
    connection_->commit();
    EXPECT_EQ(error_of([&] { other->commit(); }).code(), Code::in_failed_sql_transaction);
    EXPECT_FALSE(other->in_transaction());
    EXPECT_EQ(value_of(*other, "SELECT i FROM t", kInteger), Value(2));
}

TEST_F(ConnectionTest, DropOfATableBeingWrittenConflicts) {
    connection_->execute("CREATE TABLE t (i INTEGER)");
    const auto other = engine_->connect();
    other->begin();
    connection_->execute("DROP TABLE t");
    const Error error = error_of([&] {
        other->execute("INSERT INTO t VALUES (1)");
        other->commit();
    });
    EXPECT_EQ(error.code(), Code::serialization_failure);
}

TEST_F(ConnectionTest, FailedStatementForbidsCommit) {
    connection_->execute("CREATE TABLE t (i INTEGER)");
    connection_->begin();
    connection_->execute("INSERT INTO t VALUES (1)");
    error_of([&] { connection_->execute("INSERT INTO t SELECT 'x' || i FROM range(3) r(i)"); });
    EXPECT_EQ(error_of([&] { connection_->commit(); }).code(), Code::in_failed_sql_transaction);
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM t", kBigint), Value(0));
}

TEST_F(ConnectionTest, MissingTableAtPrepareLeavesTheTransaction) {
    connection_->begin();
    connection_->execute("CREATE TABLE t (i INTEGER)");
    EXPECT_EQ(error_of([&] { connection_->prepare("SELECT * FROM gone"); }).code(), Code::undefined_table);
    connection_->commit();
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM t", kBigint), Value(0));
}

TEST_F(ConnectionTest, DroppedStreamLetsTheTransactionGoOn) {
    connection_->begin();
    {
        const auto source = connection_->query("SELECT i FROM range(10000000) t(i)", {kBigint});
        Batch batch;
        ASSERT_TRUE(source->next(batch));
    }
    connection_->execute("CREATE TABLE t (i INTEGER)");
    connection_->commit();
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM t", kBigint), Value(0));
}

TEST_F(ConnectionTest, StreamReportsALateError) {
    const auto source = connection_->query(
        "SELECT CASE WHEN i = 9000000 THEN CAST('x' || i AS BIGINT) ELSE i END FROM range(10000000) t(i)", {kBigint});
    const Error error = error_of([&] {
        Batch batch;
        while (source->next(batch)) {
        }
    });
    EXPECT_EQ(error.code(), Code::invalid_text_representation);
}

TEST_F(ConnectionTest, ChangedTableBehindAPreparedStatement) {
    connection_->execute("CREATE TABLE t (i INTEGER)");
    const auto statement = connection_->prepare("SELECT i FROM t");
    connection_->execute("DROP TABLE t");
    connection_->execute("CREATE TABLE t (i VARCHAR)");
    EXPECT_EQ(error_of([&] { connection_->query(*statement, {}, {}, {kInteger}); }).code(),
              Code::feature_not_supported);
    connection_->execute("DROP TABLE t");
    EXPECT_EQ(error_of([&] { connection_->query(*statement, {}, {}, {kInteger}); }).code(),
              Code::undefined_table);
}

TEST_F(ConnectionTest, InterruptFromAnotherThread) {
    connection_->begin();
    std::atomic<bool> done = false;
    std::thread canceler([&] {
        while (!done) connection_->interrupt();
    });
    const Error error = error_of([&] {
        connection_->execute("SELECT count(*) FROM range(1000000000) a(i), range(1000) b(j) WHERE (i + j) % 7 = 3");
    });
    done = true;
    canceler.join();
    EXPECT_EQ(error.code(), Code::query_canceled);
    connection_->rollback();
    EXPECT_EQ(value_of(*connection_, "SELECT 1", kInteger), Value(1));
}

TEST_F(ConnectionTest, InterruptStopsAStream) {
    const auto source = connection_->query("SELECT i FROM range(1000000000) t(i)", {kBigint});
    Batch batch;
    ASSERT_TRUE(source->next(batch));
    connection_->interrupt();
    const Error error = error_of([&] {
        while (source->next(batch)) {
        }
    });
    EXPECT_EQ(error.code(), Code::query_canceled);
}

TEST_F(ConnectionTest, InterruptBetweenCallsHitsNothing) {
    connection_->execute("CREATE TABLE t (i INTEGER)");
    connection_->interrupt();
    EXPECT_EQ(connection_->execute("INSERT INTO t VALUES (1)"), 1);
}

TEST_F(ConnectionTest, TakesOneStatementOnly) {
    EXPECT_EQ(error_of([&] { connection_->execute("SELECT 1; SELECT 2"); }).code(), Code::internal_error);
}

TEST_F(ConnectionTest, ConfigurationIsLocked) {
    for (const char* statement : {"SET threads = 1", "SET SESSION TimeZone = 'America/New_York'",
                                  "SET lock_configuration = false", "SET enable_external_access = true"}) {
        EXPECT_NE(error_of([&] { connection_->execute(statement); }).message().find("locked"),
                  std::string::npos)
            << statement;
    }
}

TEST(DatabaseTest, KeepsWhatWasCommittedWhenKilled) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    // The death test runs this test anew in another process, which finds the folder here.
    const char* const inherited = std::getenv("BLUESHIFT_TEST_FOLDER");
    const DataFolder folder;
    const std::string file = inherited == nullptr ? folder.file("cluster.duckdb") : inherited;
    setenv("BLUESHIFT_TEST_FOLDER", file.c_str(), 1);
    EXPECT_EXIT(
        {
            const auto engine = open_duckdb({.path = file});
            const auto connection = engine->connect();
            connection->execute("CREATE TABLE t (i INTEGER)");
            connection->begin();
            connection->execute("INSERT INTO t VALUES (1), (2)");
            connection->commit();
            connection->begin();
            connection->execute("INSERT INTO t VALUES (3)");
            kill(getpid(), SIGKILL);
        },
        testing::KilledBySignal(SIGKILL), "");
    unsetenv("BLUESHIFT_TEST_FOLDER");
    const auto engine = open_duckdb({.path = file});
    EXPECT_EQ(value_of(*engine->connect(), "SELECT count(*) FROM t", kBigint), Value(2));
}

TEST(DatabaseTest, CheckpointKeepsData) {
    const DataFolder folder;
    const Options options{.path = folder.file("cluster.duckdb")};
    {
        const auto engine = open_duckdb(options);
        engine->connect()->execute("CREATE TABLE t AS SELECT 5 AS i");
        engine->checkpoint();
    }
    EXPECT_EQ(value_of(*open_duckdb(options)->connect(), "SELECT i FROM t", kInteger), Value(5));
}

TEST(DatabaseTest, UnusableFileIsAnError) {
    EXPECT_EQ(error_of([] { open_duckdb({.path = "/nonexistent/folder/file.duckdb"}); }).code(),
              Code::io_error);
}

}  // namespace
}  // namespace blueshift::engine
