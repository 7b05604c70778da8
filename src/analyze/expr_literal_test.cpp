// Types of literals, casts of constants, parameters.  Doc: dg/r_Numeric_literals, dg/r_CAST_function
#include "analyze/expr_fixture.h"

namespace blueshift::analyze {
namespace {

using LiteralTest = ExprTest;

TEST_F(LiteralTest, NumbersTakeTheSmallestType) {
    EXPECT_EQ(constant_of("1"), "integer: 1");
    EXPECT_EQ(constant_of("2147483648"), "bigint: 2147483648");
    EXPECT_EQ(constant_of("9223372036854775808"), "numeric(20,0): 9223372036854775808");
    EXPECT_EQ(constant_of("12345678901234567890"), "numeric(20,0): 12345678901234567890");
    EXPECT_EQ(constant_of("1.5"), "numeric(2,1): 1.5");
    EXPECT_EQ(constant_of("0.05"), "numeric(3,2): 0.05");
    EXPECT_EQ(constant_of(".5"), "numeric(1,1): 0.5");
    EXPECT_EQ(type_of("1e3"), "double precision");
    EXPECT_EQ(constant_of("-2147483648"), "integer: -2147483648");
    EXPECT_EQ(constant_of("-9223372036854775808"), "bigint: -9223372036854775808");
    EXPECT_EQ(error_of("1 + 123456789012345678901234567890123456789"),
              "22003 Numeric data overflow (result precision) @5");
}

TEST_F(LiteralTest, StringsAndNullAreUntyped) {
    EXPECT_EQ(type_of("'abc'"), "unknown");
    EXPECT_EQ(type_of("NULL"), "unknown");
    EXPECT_EQ(constant_of("true"), "boolean: t");
}

TEST_F(LiteralTest, ConstantsAreConvertedAtOnce) {
    EXPECT_EQ(constant_of("'12'::int"), "integer: 12");
    EXPECT_EQ(constant_of("' 12 '::smallint"), "smallint: 12");
    EXPECT_EQ(constant_of("DATE '2020-02-29'"), "date: 2020-02-29");
    EXPECT_EQ(constant_of("'2020-02-29'::date::timestamp"),
              "timestamp without time zone: 2020-02-29 00:00:00");
    EXPECT_EQ(constant_of("NULL::date"), "date: NULL");
    EXPECT_EQ(constant_of("1::varchar(5)"), "character varying(5): 1");
    EXPECT_EQ(constant_of("1.5::int"), "integer: 2");
    EXPECT_EQ(constant_of("5::bool"), "boolean: t");
    EXPECT_EQ(constant_of("true::int"), "integer: 1");
}

TEST_F(LiteralTest, ExplicitCastsCutTexts) {
    EXPECT_EQ(constant_of("'abcdef'::varchar(3)"), "character varying(3): abc");
    EXPECT_EQ(constant_of("'héllo'::varchar(2)"), "character varying(2): h");
    EXPECT_EQ(constant_of("12345::varchar(2)"), "character varying(2): 12");
    // 109.652 as DECIMAL(4,1) is 109.7 in the guide.
    EXPECT_EQ(constant_of("109.652::decimal(4,1)"), "numeric(4,1): 109.7");
}

TEST_F(LiteralTest, CastsThatDoNotFitFail) {
    // Typed constants fail when they are computed, which the statement may never do.
    EXPECT_EQ(error_of("123.456::decimal(2,1)"), "");
    EXPECT_EQ(error_of("12345678::smallint"), "");
    EXPECT_EQ(error_of("i4 + 'x1'::int"), "22P02 invalid input syntax for integer: \"x1\" @6");
    EXPECT_EQ(error_of("''::int").substr(0, 5), "22P02");
    EXPECT_EQ(error_of("day::int"), "42846 cannot cast type date to integer @1");
    EXPECT_EQ(error_of("1.5::boolean"), "42846 cannot cast type numeric to boolean @1");
    EXPECT_EQ(error_of("1::nosuch"), "42704 type \"nosuch\" does not exist @4");
}

TEST_F(LiteralTest, TryCastGivesNullForValuesOnly) {
    EXPECT_EQ(constant_of("TRY_CAST('x' AS int)"), "integer: NULL");
    EXPECT_EQ(constant_of("TRY_CAST('12' AS int)"), "integer: 12");
    EXPECT_EQ(error_of("TRY_CAST(day AS int)"), "42846 cannot cast type date to integer @10");
    EXPECT_TRUE(as<BoundCast>(*bind("TRY_CAST(vc AS int)")).try_);
}

TEST_F(LiteralTest, Intervals) {
    EXPECT_EQ(type_of("INTERVAL '1 day'"), "interval");
    EXPECT_EQ(type_of("INTERVAL '2-3' YEAR TO MONTH"), "interval year to month");
    EXPECT_EQ(type_of("INTERVAL '1 2:03:04' DAY TO SECOND"), "interval day to second");
    const Interval value = as<BoundConstant>(*bind("INTERVAL '2-3' YEAR TO MONTH")).value.as_interval();
    EXPECT_EQ(value.months, 27);
    EXPECT_EQ(error_of("i4 + INTERVAL 'nonsense'").substr(0, 5), "22007");
}

TEST_F(LiteralTest, CastsOfColumnsStay) {
    const BoundExprPtr cast = bind("vc::int");
    ASSERT_EQ(cast->kind, BoundKind::cast);
    EXPECT_EQ(as<BoundCast>(*cast).context, functions::CastContext::explicit_);
    // A cast to a type with a length is a cast and a length cast.
    const BoundExprPtr cut = bind("i8::varchar(3)");
    ASSERT_EQ(cut->kind, BoundKind::cast);
    EXPECT_TRUE(as<BoundCast>(*cut).length_only);
    ASSERT_EQ(as<BoundCast>(*cut).operand->kind, BoundKind::cast);
    EXPECT_EQ(as<BoundCast>(*as<BoundCast>(*cut).operand).operand->kind, BoundKind::column);
    // Widening a VARCHAR needs nothing.
    EXPECT_EQ(bind("vc::varchar(20)")->kind, BoundKind::column);
    EXPECT_EQ(type_of("vc::varchar(20)"), "character varying(20)");
    EXPECT_TRUE(as<BoundCast>(*bind("dec::decimal(10,1)")).length_only);
}

TEST_F(LiteralTest, ParametersTakeTheTypeOfTheirContext) {
    bind("i4 = $1 AND vc = $2 AND $3::date < day AND dec = $4");
    ASSERT_EQ(parameter_types_.size(), 4U);
    EXPECT_EQ(parameter_types_[0], Type{TypeId::integer});
    EXPECT_EQ(parameter_types_[1], Type{TypeId::varchar});
    EXPECT_EQ(parameter_types_[2], Type{TypeId::date});
    EXPECT_EQ(parameter_types_[3].id, TypeId::decimal);
    EXPECT_GT(decimal_scale(parameter_types_[3]), 2);
}

TEST_F(LiteralTest, ParametersHaveOneType) {
    EXPECT_EQ(error_of("decode($1, 5, 'a', day, 'b')"), "42P08 inconsistent types deduced for parameter $1 @8");
    EXPECT_EQ(error_of("$1::int = 1 AND $1::date > day"), "42846 cannot cast type integer to date @17");
    parameter_types_ = {{TypeId::bigint}};
    EXPECT_EQ(type_of("$1 + i4"), "bigint");
    EXPECT_EQ(error_of("$0"), "42P02 there is no parameter $0 @1");
}

TEST_F(LiteralTest, ArraysOfConstants) {
    EXPECT_EQ(constant_of("ARRAY[1, 2]"), "integer[]: {1,2}");
    EXPECT_EQ(error_of("ARRAY[i4]").substr(0, 5), "0A000");
}

}  // namespace
}  // namespace blueshift::analyze
