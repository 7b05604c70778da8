#include "types/type.h"

#include <gtest/gtest.h>

#include <set>

#include "base/error.h"

namespace blueshift {
namespace {

Type named(std::string_view name, std::vector<int> arguments = {}) {
    const auto type = type_from_name(name, arguments);
    EXPECT_TRUE(type.has_value()) << name;
    return type.value_or(Type{});
}

// Doc: dg/c_Supported_data_types, dg/r_Character_types, dg/r_Numeric_types201
TEST(TypeName, AliasesAndDefaults) {
    EXPECT_EQ(format_type(named("int2")), "smallint");
    EXPECT_EQ(format_type(named("int")), "integer");
    EXPECT_EQ(format_type(named("int8")), "bigint");
    EXPECT_EQ(format_type(named("numeric")), "numeric(18,0)");
    EXPECT_EQ(format_type(named("decimal", {10})), "numeric(10,0)");
    EXPECT_EQ(format_type(named("dec", {38, 37})), "numeric(38,37)");
    EXPECT_EQ(format_type(named("float")), "double precision");
    EXPECT_EQ(format_type(named("float", {24})), "real");
    EXPECT_EQ(format_type(named("float", {25})), "double precision");
    EXPECT_EQ(format_type(named("bool")), "boolean");
    EXPECT_EQ(format_type(named("char")), "character(1)");
    EXPECT_EQ(format_type(named("nchar", {3})), "character(3)");
    EXPECT_EQ(format_type(named("bpchar")), "character(256)");
    EXPECT_EQ(format_type(named("char", {kTypeArgumentMax})), "character(4096)");
    EXPECT_EQ(format_type(named("varchar")), "character varying(256)");
    EXPECT_EQ(format_type(named("nvarchar")), "character varying(256)");
    EXPECT_EQ(format_type(named("text")), "character varying(256)");
    EXPECT_EQ(format_type(named("character varying", {kTypeArgumentMax})),
              "character varying(65535)");
    EXPECT_EQ(format_type(named("varbyte")), "binary varying(64000)");
    EXPECT_EQ(format_type(named("varbinary", {10})), "binary varying(10)");
    EXPECT_EQ(format_type(named("datetime")), "timestamp without time zone");
    EXPECT_EQ(format_type(named("timestamptz")), "timestamp with time zone");
    EXPECT_EQ(format_type(named("time with time zone")), "time with time zone");
    EXPECT_EQ(format_type(named("interval year to month")), "interval year to month");
    EXPECT_EQ(format_type(named("interval hour to minute")), "interval day to second");
    EXPECT_EQ(format_type(named("super")), "super");
}

TEST(TypeName, Arrays) {
    EXPECT_EQ(named("_int4").id, TypeId::int4_array);
    EXPECT_EQ(named("int[]").id, TypeId::int4_array);
    EXPECT_EQ(named("text[]").id, TypeId::text_array);
    EXPECT_EQ(named("varchar[]").id, TypeId::varchar_array);
    EXPECT_EQ(array_element(TypeId::int4_array), TypeId::integer);
    EXPECT_EQ(array_element(TypeId::int2vector), TypeId::unknown);
    EXPECT_EQ(array_element(TypeId::integer), TypeId::unknown);
}

TEST(TypeName, UnknownNamesAreNotErrors) {
    EXPECT_FALSE(type_from_name("jsonb", {}));
    EXPECT_FALSE(type_from_name("super[]", {}));
}

std::string refusal(std::string_view name, std::vector<int> arguments) {
    try {
        type_from_name(name, arguments);
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
    return "accepted";
}

TEST(TypeName, ArgumentsOutOfRange) {
    EXPECT_EQ(refusal("varchar", {0}), "22023 length for type varchar must be at least 1");
    EXPECT_EQ(refusal("varchar", {65536}), "22023 length for type varchar cannot exceed 65535");
    EXPECT_EQ(refusal("char", {4097}), "22023 length for type char cannot exceed 4096");
    EXPECT_EQ(refusal("numeric", {39, 0}), "22023 NUMERIC precision 39 must be between 1 and 38");
    EXPECT_EQ(refusal("numeric", {5, 6}),
              "22023 NUMERIC scale 6 must be between 0 and precision 5");
    EXPECT_EQ(refusal("numeric", {38, 38}),
              "22023 NUMERIC scale 38 must be between 0 and the maximum scale 37");
    EXPECT_EQ(refusal("float", {54}), "22023 precision for type float must be less than 54 bits");
    EXPECT_EQ(refusal("integer", {4}), "42601 type modifier is not allowed for type \"integer\"");
}

TEST(TypeTable, OidsAreUnique) {
    std::set<std::uint32_t> oids;
    for (const TypeInfo& info : all_types()) {
        EXPECT_TRUE(oids.insert(info.oid).second) << info.typname;
        EXPECT_EQ(type_from_oid(info.oid), info.id) << info.typname;
        EXPECT_EQ(type_info(info.id).typname, info.typname);
    }
    EXPECT_FALSE(type_from_oid(1));
    EXPECT_EQ(type_from_oid(17), TypeId::varbyte);  // PostgreSQL's bytea
}

TEST(TypeTable, Families) {
    EXPECT_TRUE(is_integer(TypeId::bigint));
    EXPECT_FALSE(is_integer(TypeId::decimal));
    EXPECT_TRUE(is_numeric(TypeId::real));
    EXPECT_TRUE(is_string(TypeId::char1));
    EXPECT_FALSE(is_string(TypeId::super));
    EXPECT_TRUE(is_datetime(TypeId::timetz));
    EXPECT_TRUE(is_interval(TypeId::interval_ds));
}

}  // namespace
}  // namespace blueshift
