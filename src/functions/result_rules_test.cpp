// Result types as dg/r_numeric_computations201 and the pages of the set operators document them.
#include <gtest/gtest.h>

#include "functions/registry.h"

namespace blueshift::functions {
namespace {

Type result(std::string_view name, std::string_view arguments, std::vector<Type> types) {
    for (const Signature& signature : find(name)) {
        if (signature.row->arguments == arguments) return result_type(signature, types);
    }
    ADD_FAILURE() << "no " << name << "(" << arguments << ")";
    return {};
}

Type decimals(std::string_view symbol, Type left, Type right) {
    return result(symbol, "numeric, numeric", {left, right});
}

std::optional<Type> common(std::vector<Type> types) { return common_type(types); }

TEST(ResultRules, AddsAndSubtractsDecimals) {
    EXPECT_EQ(decimals("+", decimal_type(7, 2), decimal_type(15, 3)), decimal_type(16, 3));
    EXPECT_EQ(decimals("-", decimal_type(18, 0), decimal_type(18, 0)), decimal_type(19, 0));
    EXPECT_EQ(decimals("+", decimal_type(38, 2), decimal_type(38, 2)), decimal_type(38, 2));
}

TEST(ResultRules, MultipliesDecimalsKeepingTheScale) {
    EXPECT_EQ(decimals("*", decimal_type(8, 2), decimal_type(5, 1)), decimal_type(14, 3));
    EXPECT_EQ(decimals("*", decimal_type(19, 2), decimal_type(38, 19)), decimal_type(38, 21));
}

TEST(ResultRules, DividesDecimals) {
    EXPECT_EQ(decimals("/", decimal_type(8, 2), decimal_type(8, 2)), decimal_type(17, 9));
    EXPECT_EQ(decimals("/", decimal_type(19, 0), decimal_type(19, 0)), decimal_type(38, 19));
    EXPECT_EQ(decimals("/", decimal_type(19, 2), decimal_type(38, 19)), decimal_type(38, 4));
}

TEST(ResultRules, TakesTheSmallerIntegerPartOfAModulo) {
    EXPECT_EQ(decimals("%", decimal_type(10, 2), decimal_type(5, 1)), decimal_type(6, 2));
}

TEST(ResultRules, ConstantsDecideTheScaleOfRoundAndToNumber) {
    const Value one(1);
    const Value pattern("99G999D9S");
    const auto type = [](std::string_view name, std::vector<Type> types, const Value* second) {
        const Value* const constants[] = {nullptr, second};
        for (const Signature& signature : find(name)) {
            if (signature.argument_count_max == 2 && !signature.result) {
                return result_type(signature, types, constants);
            }
        }
        return Type{};
    };
    EXPECT_EQ(type("round", {decimal_type(8, 2), {TypeId::integer}}, &one), decimal_type(8, 1));
    EXPECT_EQ(type("round", {decimal_type(8, 2), {TypeId::integer}}, nullptr), decimal_type(8, 2));
    EXPECT_EQ(type("to_number", {varchar_type(9), varchar_type(9)}, &pattern), decimal_type(6, 1));
}

TEST(ResultRules, ConcatenatesLengths) {
    EXPECT_EQ(result("||", "varchar, varchar", {varchar_type(10), char_type(5)}), varchar_type(15));
    EXPECT_EQ(result("||", "varchar, varchar", {varchar_type(65535), varchar_type(1)}),
              varchar_type(kVarcharBytesMax));
    EXPECT_EQ(result("||", "varchar, varchar", {varchar_type(10), {TypeId::varchar}}),
              Type{TypeId::varchar});
}

TEST(ResultRules, UnifiesNumbers) {
    EXPECT_EQ(common({decimal_type(7, 2), decimal_type(15, 3)}), decimal_type(15, 3));
    EXPECT_EQ(common({decimal_type(15, 0), decimal_type(15, 10)}), decimal_type(19, 10));
    EXPECT_EQ(common({decimal_type(20, 0), decimal_type(15, 10)}), decimal_type(30, 10));
    EXPECT_EQ(common({{TypeId::integer}, decimal_type(5, 2)}), decimal_type(12, 2));
    EXPECT_EQ(common({{TypeId::smallint}, {TypeId::bigint}}), Type{TypeId::bigint});
    EXPECT_EQ(common({{TypeId::real}, decimal_type(5, 2)}), Type{TypeId::double_});
}

TEST(ResultRules, UnifiesStringsAndDates) {
    EXPECT_EQ(common({varchar_type(5), varchar_type(8)}), varchar_type(8));
    EXPECT_EQ(common({char_type(5), varchar_type(3)}), varchar_type(5));
    EXPECT_EQ(common({{TypeId::date}, {TypeId::timestamp}}), Type{TypeId::timestamp});
    EXPECT_EQ(common({{TypeId::unknown}, {TypeId::date}}), Type{TypeId::date});
    EXPECT_EQ(common({varchar_type(5), {}}), Type{TypeId::varchar});
    EXPECT_EQ(common({{TypeId::date}, {TypeId::integer}}), std::nullopt);
    EXPECT_EQ(common({{TypeId::boolean}, {TypeId::integer}}), std::nullopt);
    EXPECT_EQ(common({{TypeId::super}, {TypeId::integer}}), Type{TypeId::super});
    EXPECT_EQ(common({{TypeId::super}, {TypeId::date}}), std::nullopt);
}

}  // namespace
}  // namespace blueshift::functions
