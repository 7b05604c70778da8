#include "engine/duckdb/engine_fixture.h"

namespace blueshift::engine {
namespace {

constexpr Type kBigint{TypeId::bigint};
constexpr Type kInteger{TypeId::integer};

class NativeTest : public EngineTest {};

TEST_F(NativeTest, SignatureIsChosenByTheArguments) {
    EXPECT_EQ(value_of(*connection_, "SELECT typeof(bs_div(7::SMALLINT, 2::SMALLINT))", {TypeId::varchar}), Value("SMALLINT"));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_div(-7::INTEGER, 2::INTEGER)", kInteger), Value(-3));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_div(7::BIGINT, 2::BIGINT)", kBigint), Value(3));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_div(7::DOUBLE, 2::DOUBLE)", {TypeId::double_}), Value(3.5));
}

TEST_F(NativeTest, NullInNullOut) {
    EXPECT_TRUE(value_of(*connection_, "SELECT bs_div(7::INTEGER, NULL)", kInteger).is_null());
    const auto rows = rows_of(*connection_,
                              "SELECT bs_div(7::INTEGER, CASE WHEN i <> 1 THEN i::INTEGER + 1 END) FROM range(3) t(i)", {kInteger});
    EXPECT_EQ(rows.at(0).at(0), Value(7));
    EXPECT_TRUE(rows.at(1).at(0).is_null());
    EXPECT_EQ(rows.at(2).at(0), Value(2));
}

TEST_F(NativeTest, DecimalsOfAnyTypeAndScale) {
    const auto value = [&](const std::string& sql, int scale) {
        return value_of(*connection_, sql, decimal_type(38, scale));
    };
    EXPECT_EQ(value("SELECT bs_decdiv_9(10.00::DECIMAL(8,2), 3.00::DECIMAL(8,2))", 9), Value(Decimal{3333333333, 9}));
    EXPECT_EQ(value("SELECT bs_decdiv_4(1::DECIMAL(38,0), 8::SMALLINT)", 4), Value(Decimal{1250, 4}));
    EXPECT_EQ(value("SELECT bs_to_dec_1(2.25::DOUBLE, 5)", 1), Value(Decimal{23, 1}));
    EXPECT_EQ(value("SELECT bs_to_dec_1(2.25::DECIMAL(4,2), 5)", 1), Value(Decimal{23, 1}));
    EXPECT_EQ(value("SELECT bs_to_dec_37(0, 37)", 37), Value(Decimal{0, 37}));
    EXPECT_TRUE(value("SELECT bs_decdiv_4(NULL, 8::SMALLINT)", 4).is_null());
}

TEST_F(NativeTest, ErrorsKeepTheirCode) {
    const Error error = error_of([&] { connection_->execute("SELECT bs_div(i, i - 5) FROM range(10) t(i)"); });
    EXPECT_EQ(error.code(), Code::division_by_zero);
    EXPECT_EQ(error.message(), "division by zero");
}

/// The engine evaluates a function over a whole dictionary of a column, unless it knows that the function may fail.
TEST_F(NativeTest, FailsOnlyForRowsThatAreAskedFor) {
    const DataFolder folder;
    const auto engine = open_duckdb({.path = folder.file("t.duckdb")});
    const auto connection = engine->connect();
    connection->execute("CREATE TABLE t AS SELECT CASE WHEN i % 10 = 0 THEN 'x' ELSE '' || i % 10 END AS s "
                        "FROM range(200000) r(i)");
    engine->checkpoint();
    EXPECT_EQ(value_of(*connection, "SELECT sum(bs_text_to_int4(s)) FROM t WHERE s <> 'x'", kBigint), Value(900000));
    EXPECT_EQ(value_of(*connection, "SELECT sum(CASE WHEN s <> 'x' THEN bs_text_to_int4(s) END) FROM t", kBigint),
              Value(900000));
    EXPECT_EQ(value_of(*connection, "SELECT sum(TRY(bs_text_to_int4(s))) FROM t", kBigint), Value(900000));
    EXPECT_EQ(error_of([&] { connection->execute("SELECT sum(bs_text_to_int4(s)) FROM t"); }).code(),
              Code::invalid_text_representation);
}

TEST_F(NativeTest, EveryKindOfArgumentAndResult) {
    const auto text = [&](const std::string& sql) {
        return value_of(*connection_, "SELECT " + sql, {TypeId::varchar});
    };
    EXPECT_EQ(text("bs_substring('caterpillar', -2, 6)"), Value("cat"));
    EXPECT_EQ(text("bs_from_varbyte(bs_substring(bs_to_varbyte('abc', 'utf8'), 2), 'utf8')"), Value("bc"));
    EXPECT_EQ(text("bs_timestamptz_to_text(bs_text_to_timestamptz('2020-07-01 12:00', 'MDY', 'America/New_York'), 'UTC')"),
              Value("2020-07-01 16:00:00+00"));
    EXPECT_EQ(text("bs_timetz_to_text(bs_text_to_timetz('12:00:00-03', 'UTC'))"), Value("12:00:00-03"));
    EXPECT_EQ(text("bs_interval_to_text(bs_interval_multiply(INTERVAL '1 day', 1.5::DOUBLE))"), Value("1 day 12:00:00"));
    EXPECT_EQ(text("bs_date_to_text(bs_text_to_date('2/1/2020', 'DMY'))"), Value("2020-01-02"));
    EXPECT_EQ(text("bs_time_to_text(bs_text_to_time('1:02:03'))"), Value("01:02:03"));
    EXPECT_EQ(text("bs_dec_to_text(0.05::DECIMAL(2,2))"), Value("0.05"));
    EXPECT_EQ(text("bs_to_char_number(1234.5, '9,999.99')"), Value(" 1,234.50"));
    EXPECT_EQ(text("bs_to_char(TIMESTAMP '2009-12-31 23:15:59', 'YYYY-MM-DD HH12:MIPM')"), Value("2009-12-31 11:15PM"));
    EXPECT_EQ(text("bs_to_number_1('12,454.8-', '99G999D9S')::VARCHAR"), Value("-12454.8"));
    EXPECT_EQ(text("bs_regexp_replace('aaa', 'a', 'b', 1, '')"), Value("bbb"));
    EXPECT_TRUE(text("bs_chr(200)").is_null());
    EXPECT_EQ(text("bs_super_arithmetic('+', '1', '0.5')"), Value("1.5"));
    EXPECT_EQ(text("bs_super_arithmetic('-', '1')"), Value("-1"));
    EXPECT_EQ(text("bs_to_hex(10::BIGINT) || bs_to_hex('ab'::BLOB)"), Value("a6162"));
    EXPECT_EQ(text("bs_text_to_numeric_alt_0('1.5')::VARCHAR"), Value("2"));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_fnv_hash_text('abcd', -3750763034362895579)", kBigint), Value(-281581062704388899));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_fnv_hash(1::SMALLINT, CAST(-3750763034362895579 AS BIGINT))", kBigint),
              Value(589727492704079044));
    EXPECT_EQ(value_of(*connection_, "SELECT bs_text_to_bool('t') AND bs_fnv_hash(1::SMALLINT, 0) <> bs_fnv_hash(1, 0)", {TypeId::boolean}),
              Value(true));
}

TEST_F(NativeTest, AlignmentOf128BitsDoesNotMatter) {
    const DataFolder folder;
    const auto engine = open_duckdb({.path = folder.file("t.duckdb")});
    const auto connection = engine->connect();
    connection->execute("CREATE TABLE t AS SELECT (i::DECIMAL(38,2) * 1000000000000) AS d FROM range(100000) r(i)");
    engine->checkpoint();
    EXPECT_EQ(value_of(*connection, "SELECT count(*) FROM t WHERE d = 0 OR bs_decdiv_2(d, d) = 1", kBigint), Value(100000));
}

}  // namespace
}  // namespace blueshift::engine
