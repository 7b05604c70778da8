// The registry's lookups, and rules that every row must keep.
#include "functions/registry.h"

#include <gtest/gtest.h>

#include <set>

namespace blueshift::functions {
namespace {

const Signature* find_signature(std::string_view name, std::string_view arguments) {
    for (const Signature& signature : find(name)) {
        if (signature.row->arguments == arguments) return &signature;
    }
    return nullptr;
}

TEST(Registry, FindsAllSignaturesOfAName) {
    EXPECT_TRUE(find("no such function").empty());
    for (const Signature& signature : find("-")) EXPECT_EQ(signature.row->name, "-");
    ASSERT_NE(find_signature("-", "date, date"), nullptr);
    EXPECT_EQ(find_signature("-", "date, date")->result, TypeId::integer);
    EXPECT_EQ(find_signature("-", "smallint")->argument_count_max, 1U);
}

TEST(Registry, ParsesOptionalArguments) {
    const Signature* like = find_signature("~~", "varchar, varchar, varchar?");
    ASSERT_NE(like, nullptr);
    EXPECT_EQ(like->argument_count_min, 2U);
    EXPECT_EQ(like->argument_count_max, 3U);
    EXPECT_TRUE(like->arguments[2].optional);
}

TEST(Registry, RowsAreDistinctAndHaveStableOids) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const Signature& signature : all()) {
        EXPECT_TRUE(seen.emplace(signature.row->name, signature.row->arguments).second)
            << signature.row->name << "(" << signature.row->arguments << ") is there twice";
        EXPECT_EQ(find_oid(signature.oid), &signature);
        EXPECT_FALSE(signature.row->duckdb.empty()) << signature.row->name;
    }
}

TEST(Registry, EveryResultRuleExists) {
    for (const Signature& signature : all()) {
        std::vector<Type> types;
        for (const Argument& argument : signature.arguments) {
            types.push_back(argument.kind == Argument::exact ? Type{argument.type} : Type{TypeId::varchar});
        }
        result_type(signature, types);  // asserts that the rule is known
    }
}

}  // namespace
}  // namespace blueshift::functions
