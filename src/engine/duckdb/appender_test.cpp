#include "engine/duckdb/engine_fixture.h"

namespace blueshift::engine {
namespace {

class AppenderTest : public EngineTest {
protected:
    void SetUp() override { connection_->execute("CREATE SCHEMA \"dev.public\""); }
};

TEST_F(AppenderTest, AppendsEveryType) {
    connection_->execute(
        "CREATE TABLE \"dev.public\".t (a BOOLEAN, b SMALLINT, c INTEGER, d BIGINT, e FLOAT, f DOUBLE, "
        "g DECIMAL(4,1), h DECIMAL(38,2), i VARCHAR, j DATE, k TIME, l TIMESTAMP, m TIMESTAMPTZ, n TIMETZ, "
        "o INTERVAL, p BLOB)");
    const std::vector<Type> types = {
        {TypeId::boolean}, {TypeId::smallint}, {TypeId::integer}, {TypeId::bigint}, {TypeId::real},
        {TypeId::double_}, decimal_type(4, 1), decimal_type(38, 2), {TypeId::varchar}, {TypeId::date},
        {TypeId::time}, {TypeId::timestamp}, {TypeId::timestamptz}, {TypeId::timetz}, {TypeId::interval},
        {TypeId::varbyte}};
    const std::vector<Value> row = {
        false, 1, 2, 3, 0.25, 0.125, Decimal{-55, 1}, Decimal{10, 2}, "a longer text than fits inline",
        -1, 2, 3, 4, TimeTz{5, -3600}, Interval{6, 7, 8}, std::string("\xFF\0", 2)};
    const std::vector<Value> nulls(types.size());
    connection_->begin();
    const auto appender = connection_->appender("dev.public", "t", types);
    appender->append(row);
    appender->append(nulls);
    appender->finish();
    connection_->commit();
    const auto rows = rows_of(*connection_, "SELECT * FROM \"dev.public\".t", types);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0], row);
    EXPECT_EQ(rows[1], nulls);
}

TEST_F(AppenderTest, AppendsManyChunks) {
    connection_->execute("CREATE TABLE \"dev.public\".t (i BIGINT, s VARCHAR)");
    const std::vector<Type> types = {{TypeId::bigint}, {TypeId::varchar}};
    const auto appender = connection_->appender("dev.public", "t", types);
    for (std::int64_t row = 0; row < 10000; ++row) {
        appender->append(std::vector<Value>{row, std::to_string(row)});
    }
    appender->finish();
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM \"dev.public\".t WHERE i::VARCHAR = s", {TypeId::bigint}),
              Value(10000));
}

TEST_F(AppenderTest, KeepsSuperAsItsJsonText) {
    connection_->execute("CREATE TABLE \"dev.public\".t (s VARCHAR)");
    const auto appender = connection_->appender("dev.public", "t", {{TypeId::super}});
    appender->append(std::vector<Value>{R"({"a":{"b":2}})"});
    appender->finish();
    EXPECT_EQ(value_of(*connection_, "SELECT s FROM \"dev.public\".t", {TypeId::super}), Value(R"({"a":{"b":2}})"));
}

TEST_F(AppenderTest, NullInANotNullColumn) {
    connection_->execute("CREATE TABLE \"dev.public\".t (i INTEGER NOT NULL)");
    connection_->begin();
    const auto appender = connection_->appender("dev.public", "t", {{TypeId::integer}});
    const Error error = error_of([&] {
        appender->append(std::vector<Value>{Value()});
        appender->finish();
    });
    EXPECT_EQ(error.code(), Code::not_null_violation);
    EXPECT_EQ(error.message(), "Cannot insert a NULL value into column i");
    EXPECT_EQ(error_of([&] { connection_->commit(); }).code(), Code::in_failed_sql_transaction);
}

TEST_F(AppenderTest, RefusesWhatDoesNotFit) {
    connection_->execute("CREATE TABLE \"dev.public\".t (i SMALLINT, s VARCHAR)");
    const auto appender = connection_->appender("dev.public", "t", {{TypeId::smallint}, {TypeId::varchar}});
    EXPECT_EQ(error_of([&] { appender->append(std::vector<Value>{40000, "x"}); }).code(),
              Code::numeric_value_out_of_range);
    EXPECT_EQ(error_of([&] { appender->append(std::vector<Value>{1, "\xC3("}); }).code(),
              Code::character_not_in_repertoire);
    const Error gone = error_of([&] { connection_->appender("dev.public", "gone", {{TypeId::integer}}); });
    EXPECT_EQ(gone.code(), Code::undefined_table) << gone.message();
}

}  // namespace
}  // namespace blueshift::engine
