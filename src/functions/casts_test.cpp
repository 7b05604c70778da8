// Which casts happen by themselves.  Doc: dg/c_Supported_data_types
#include <gtest/gtest.h>

#include "functions/registry.h"

namespace blueshift::functions {
namespace {

std::optional<CastContext> context(TypeId from, TypeId to) {
    const CastRow* row = find_cast(from, to);
    if (row == nullptr) return std::nullopt;
    return row->context;
}

TEST(Casts, NumbersAndDatesBecomeTextByThemselves) {
    for (const TypeId from : {TypeId::smallint, TypeId::bigint, TypeId::decimal, TypeId::double_,
                              TypeId::date, TypeId::timestamp, TypeId::timestamptz, TypeId::time}) {
        EXPECT_EQ(context(from, TypeId::varchar), CastContext::implicit) << type_info(from).sql_name;
        EXPECT_EQ(context(from, TypeId::char_), CastContext::implicit) << type_info(from).sql_name;
        EXPECT_EQ(context(TypeId::varchar, from), CastContext::explicit_) << type_info(from).sql_name;
    }
}

TEST(Casts, NarrowingIsForAssignments) {
    EXPECT_EQ(context(TypeId::bigint, TypeId::integer), CastContext::assignment);
    EXPECT_EQ(context(TypeId::double_, TypeId::decimal), CastContext::assignment);
    EXPECT_EQ(context(TypeId::timestamp, TypeId::date), CastContext::assignment);
    EXPECT_EQ(context(TypeId::integer, TypeId::boolean), CastContext::assignment);
    EXPECT_EQ(context(TypeId::integer, TypeId::decimal), CastContext::implicit);
}

TEST(Casts, RefusesWhatTheGuideRefuses) {
    EXPECT_EQ(context(TypeId::decimal, TypeId::boolean), std::nullopt);
    EXPECT_EQ(context(TypeId::date, TypeId::integer), std::nullopt);
    EXPECT_EQ(context(TypeId::varbyte, TypeId::date), std::nullopt);
}

TEST(Casts, AllStringTypesCastAlike) {
    EXPECT_EQ(find_cast(TypeId::name, TypeId::integer), find_cast(TypeId::varchar, TypeId::integer));
    EXPECT_EQ(find_cast(TypeId::name, TypeId::varchar)->duckdb, "=");
    EXPECT_NE(find_cast(TypeId::varchar, TypeId::char_)->duckdb, "=");
    EXPECT_EQ(find_cast(TypeId::int4_array, TypeId::varchar)->duckdb, "=");
}

TEST(Casts, ExplicitCastsCutAndAssignmentsCheck) {
    ASSERT_NE(find_length_cast(TypeId::varchar), nullptr);
    EXPECT_NE(find_length_cast(TypeId::varchar)->explicit_duckdb,
              find_length_cast(TypeId::varchar)->assignment_duckdb);
    EXPECT_EQ(find_length_cast(TypeId::integer), nullptr);
}

}  // namespace
}  // namespace blueshift::functions
