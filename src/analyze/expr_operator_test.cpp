// Operators: result types and errors.  Doc: dg/r_numeric_computations201
#include "analyze/expr_fixture.h"

namespace blueshift::analyze {
namespace {

using OperatorTest = ExprTest;

TEST_F(OperatorTest, NumbersFollowTheTableOfReturnTypes) {
    const char* const kNames[] = {"i2", "i4", "i8", "dec", "f4", "f8"};
    const char* const kExpected[6][6] = {
        {"smallint", "integer", "bigint", "numeric", "double precision", "double precision"},
        {"integer", "integer", "bigint", "numeric", "double precision", "double precision"},
        {"bigint", "bigint", "bigint", "numeric", "double precision", "double precision"},
        {"numeric", "numeric", "numeric", "numeric", "double precision", "double precision"},
        {"double precision", "double precision", "double precision", "double precision", "real",
         "double precision"},
        {"double precision", "double precision", "double precision", "double precision",
         "double precision", "double precision"},
    };
    for (int left = 0; left < 6; ++left) {
        for (int right = 0; right < 6; ++right) {
            for (const char* op : {" + ", " - ", " * ", " / "}) {
                const std::string text = kNames[left] + std::string(op) + kNames[right];
                EXPECT_EQ(type_info(bind(text)->type.id).sql_name, kExpected[left][right]) << text;
            }
        }
    }
}

TEST_F(OperatorTest, DecimalsFollowTheRulesOfPrecision) {
    EXPECT_EQ(type_of("dec + dec"), "numeric(9,2)");
    EXPECT_EQ(type_of("dec * dec"), "numeric(17,4)");
    EXPECT_EQ(type_of("dec / dec"), "numeric(17,9)");
    EXPECT_EQ(type_of("dec + i2"), "numeric(9,2)");
    EXPECT_EQ(type_of("dec + i4"), "numeric(13,2)");
    EXPECT_EQ(type_of("dec + i8"), "numeric(22,2)");
    EXPECT_EQ(type_of("wide * 1.50"), "numeric(38,21)");
    EXPECT_EQ(type_of("dec - '0.125'"), "numeric(10,3)");
    EXPECT_EQ(type_of("-dec"), "numeric(8,2)");
}

TEST_F(OperatorTest, UntypedLiteralsTakeTheOtherSide) {
    EXPECT_EQ(constant_of("'1' + 1"), "integer: 2");
    EXPECT_EQ(type_of("i8 * '3'"), "bigint");
    EXPECT_EQ(type_of("day - '2020-01-01'"), "integer");
    EXPECT_EQ(error_of("i4 + 'a'").substr(0, 5), "22P02");
    EXPECT_EQ(type_of("-'5'"), "double precision");
}

TEST_F(OperatorTest, PlusOfStringsConcatenates) {
    EXPECT_EQ(constant_of("'a' + 'b'"), "character varying(2): ab");
    EXPECT_EQ(type_of("vc + ch"), "character varying(15)");
    EXPECT_EQ(error_of("vc + i4"), "42883 operator does not exist: character varying + integer @4");
}

TEST_F(OperatorTest, ConcatenationTakesEverythingThatHasAText) {
    EXPECT_EQ(type_of("vc || 'xyz'"), "character varying(13)");
    EXPECT_EQ(type_of("vc || i4"), "character varying(21)");
    EXPECT_EQ(type_of("'a' || day").substr(0, 17), "character varying");
    EXPECT_EQ(constant_of("'a' || 1"), "character varying(12): a1");
    EXPECT_EQ(type_of("bytes || bytes"), "binary varying");
    EXPECT_EQ(error_of("vc || flag"), "42883 operator does not exist: character varying || boolean @4");
}

TEST_F(OperatorTest, Dates) {
    EXPECT_EQ(type_of("day - day"), "integer");
    EXPECT_EQ(type_of("day + 1"), "date");
    EXPECT_EQ(type_of("day - i8"), "date");
    EXPECT_EQ(type_of("day + tod"), "timestamp without time zone");
    EXPECT_EQ(type_of("todz + day"), "timestamp with time zone");
    EXPECT_EQ(type_of("ts - ts"), "interval day to second");
    EXPECT_EQ(type_of("ts - day"), "interval day to second");
    EXPECT_EQ(type_of("day + INTERVAL '1 day'"), "timestamp without time zone");
    EXPECT_EQ(type_of("tz - ym"), "timestamp with time zone");
    EXPECT_EQ(type_of("ym + ym"), "interval year to month");
    EXPECT_EQ(type_of("ds * 2"), "interval day to second");
    EXPECT_EQ(type_of("iv / 2.5"), "interval");
    EXPECT_EQ(error_of("i4 + day"), "42883 operator does not exist: integer + date @4");
    EXPECT_EQ(hint_of("i4 + day"),
              "No operator matches the given name and argument type(s). You may need to add explicit type casts.");
    EXPECT_EQ(error_of("day + '1 day'"), "42725 operator is not unique: date + \"unknown\" @5");
}

TEST_F(OperatorTest, BitsPowersAndRoots) {
    EXPECT_EQ(type_of("i2 & i8"), "bigint");
    EXPECT_EQ(type_of("i4 << 2"), "integer");
    EXPECT_EQ(type_of("~ i2"), "smallint");
    EXPECT_EQ(type_of("i4 # 3"), "integer");
    EXPECT_EQ(type_of("2 ^ 3"), "double precision");
    EXPECT_EQ(type_of("|/ i4"), "double precision");
    EXPECT_EQ(type_of("@ dec"), "numeric(8,2)");
    EXPECT_EQ(type_of("i4 % i2"), "integer");
    EXPECT_EQ(type_of("dec % 3"), "numeric(8,2)");
    EXPECT_EQ(error_of("f8 % 2"), "42883 operator does not exist: double precision % integer @4");
    EXPECT_EQ(error_of("~ dec"), "42883 operator does not exist: ~ numeric @1");
}

TEST_F(OperatorTest, ConstantArithmeticIsFolded) {
    EXPECT_EQ(constant_of("1 + 1"), "integer: 2");
    EXPECT_EQ(constant_of("7 / 2"), "integer: 3");
    EXPECT_EQ(constant_of("-7 / 2"), "integer: -3");
    EXPECT_EQ(constant_of("-7 % 3"), "integer: -1");
    EXPECT_EQ(constant_of("0.06 - 0.01"), "numeric(4,2): 0.05");
    EXPECT_EQ(constant_of("1.5 * 1.5"), "numeric(5,2): 2.25");
    EXPECT_EQ(constant_of("1.0 / 3"), "numeric(13,12): 0.333333333333");
    EXPECT_EQ(constant_of("DATE '2020-03-01' - 1"), "date: 2020-02-29");
    EXPECT_EQ(constant_of("DATE '2020-03-01' - DATE '2020-02-01'"), "integer: 29");
    EXPECT_EQ(constant_of("DATE '2020-01-31' + INTERVAL '1 month'"),
              "timestamp without time zone: 2020-02-29 00:00:00");
    EXPECT_EQ(constant_of("TIMESTAMP '2020-01-01 12:00:00' - INTERVAL '1 day'"),
              "timestamp without time zone: 2019-12-31 12:00:00");
    // What fails may never be evaluated: the engine decides.
    EXPECT_EQ(bind("1 / 0")->kind, BoundKind::call);
    EXPECT_EQ(bind("2147483647 + 1")->kind, BoundKind::call);
}

TEST_F(OperatorTest, SuperComputesByDynamicType) {
    EXPECT_EQ(type_of("doc + 1"), "super");
    EXPECT_EQ(type_of("2.5 * doc"), "super");
}

TEST_F(OperatorTest, Patterns) {
    EXPECT_EQ(type_of("vc LIKE 'a%'"), "boolean");
    EXPECT_EQ(type_of("i4 LIKE '1%' ESCAPE '!'"), "boolean");
    EXPECT_EQ(bind("vc NOT ILIKE 'a'")->kind, BoundKind::logical);
    EXPECT_EQ(type_of("vc SIMILAR TO 'a|b'"), "boolean");
    EXPECT_EQ(type_of("vc ~ '^a'"), "boolean");
}

TEST_F(OperatorTest, LogicTakesBooleans) {
    EXPECT_EQ(type_of("flag AND i4 = 1 OR NOT flag"), "boolean");
    EXPECT_EQ(error_of("flag AND i4"), "42804 argument of AND must be type boolean, not type integer @10");
    EXPECT_EQ(type_of("flag OR 't'"), "boolean");
    EXPECT_EQ(condition("i4"), "42804 argument of WHERE must be type boolean, not type integer");
    EXPECT_EQ(condition("1"), "boolean");
    EXPECT_EQ(condition("doc"), "boolean");
}

}  // namespace
}  // namespace blueshift::analyze
