#include <gtest/gtest.h>

#include <limits>

#include "emit/emit.h"

namespace blueshift::emit {
namespace {

TEST(EmitConstant, GivesEveryConstantItsEngineType) {
    EXPECT_EQ(emit_constant({TypeId::integer}, 5), "5");
    EXPECT_EQ(emit_constant({TypeId::integer}, -5), "(-5)");
    EXPECT_EQ(emit_constant({TypeId::smallint}, 5), "CAST(5 AS SMALLINT)");
    EXPECT_EQ(emit_constant({TypeId::bigint}, std::numeric_limits<std::int64_t>::min()),
              "CAST(-9223372036854775808 AS BIGINT)");
    EXPECT_EQ(emit_constant({TypeId::boolean}, true), "TRUE");
    EXPECT_EQ(emit_constant({TypeId::date}, {}), "CAST(NULL AS DATE)");
    EXPECT_EQ(emit_constant({TypeId::unknown}, {}), "NULL");
}

TEST(EmitConstant, WritesDecimalsInTheDigitsTheyHave) {
    EXPECT_EQ(emit_constant(decimal_type(10, 2), Decimal{150, 2}), "1.50");
    EXPECT_EQ(emit_constant(decimal_type(10, 2), Decimal{-5, 2}), "(-0.05)");
    EXPECT_EQ(emit_constant(decimal_type(19, 0), Decimal{12, 0}), "CAST(12 AS DECIMAL(2,0))");
    EXPECT_EQ(emit_constant(decimal_type(10, 3), Decimal{15, 1}), "CAST(1.5 AS DECIMAL(10,3))");
}

TEST(EmitConstant, WritesFloatsWithAnExponent) {
    EXPECT_EQ(emit_constant({TypeId::double_}, 1.5), "1.5e0");
    EXPECT_EQ(emit_constant({TypeId::double_}, 1e300), "1e+300");
    EXPECT_EQ(emit_constant({TypeId::real}, 0.5), "CAST(0.5e0 AS FLOAT)");
    EXPECT_EQ(emit_constant({TypeId::double_}, std::numeric_limits<double>::infinity()),
              "CAST('inf' AS DOUBLE)");
}

TEST(EmitConstant, QuotesTexts) {
    EXPECT_EQ(emit_constant({TypeId::varchar}, "it's"), "'it''s'");
    EXPECT_EQ(emit_constant({TypeId::varbyte}, std::string("\x01\xff", 2)), "'\\x01\\xFF'::BLOB");
}

TEST(EmitConstant, WritesTimes) {
    EXPECT_EQ(emit_constant({TypeId::date}, 0), "DATE '1970-01-01'");
    EXPECT_EQ(emit_constant({TypeId::date}, -800'000), "(DATE '1970-01-01' + CAST(-800000 AS INTEGER))");
    EXPECT_EQ(emit_constant({TypeId::timestamp}, std::int64_t{-1}), "TIMESTAMP '1969-12-31 23:59:59.999999'");
    EXPECT_EQ(emit_constant({TypeId::timestamptz}, std::int64_t{1'000'000}),
              "TIMESTAMPTZ '1970-01-01 00:00:01+00'");
    EXPECT_EQ(emit_constant({TypeId::timestamp}, std::numeric_limits<std::int64_t>::max()),
              "TIMESTAMP 'infinity'");
    EXPECT_EQ(emit_constant({TypeId::timetz}, TimeTz{3'600'000'000, -9000}), "TIMETZ '01:00:00-02:30:00'");
    EXPECT_EQ(emit_constant({TypeId::interval}, Interval{14, 3, 5}),
              "INTERVAL '14 months 3 days 5 microseconds'");
}

}  // namespace
}  // namespace blueshift::emit
