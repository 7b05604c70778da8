#include "types/batch.h"

#include <gtest/gtest.h>

namespace blueshift {
namespace {

TEST(RowSource, KeepsValuesOfEveryPhysicalForm) {
    const std::vector<Type> types = {{TypeId::boolean},  {TypeId::smallint},  {TypeId::integer},
                                     {TypeId::bigint},   decimal_type(10, 2), {TypeId::real},
                                     {TypeId::double_},  varchar_type(100),   char_type(10),
                                     {TypeId::date},     {TypeId::timetz},    {TypeId::interval},
                                     {TypeId::timestamp}};
    const std::string text = "longer than the twelve bytes that fit inline";
    const std::vector<Value> row = {true,
                                    -7,
                                    70000,
                                    std::int64_t{1} << 40,
                                    Decimal{12345, 2},
                                    0.5,
                                    0.1,
                                    text,
                                    "ab",
                                    10957,
                                    TimeTz{1000, 3600},
                                    Interval{1, 2, 3},
                                    std::int64_t{-5}};
    const std::vector<Value> nulls(types.size());
    RowSource source(types, {row, nulls});
    Batch batch;
    ASSERT_TRUE(source.next(batch));
    ASSERT_EQ(batch.row_count, 2u);
    for (std::size_t column = 0; column < types.size(); ++column) {
        EXPECT_EQ(value_at(batch.columns[column], 0, types[column]), row[column]) << column;
        EXPECT_TRUE(value_at(batch.columns[column], 1, types[column]).is_null()) << column;
    }
    EXPECT_FALSE(source.next(batch));
}

TEST(RowSource, CutsIntoBatches) {
    std::vector<std::vector<Value>> rows;
    for (int row = 0; row < 5000; ++row)
        rows.push_back({row});
    RowSource source({{TypeId::integer}}, std::move(rows));
    Batch batch;
    std::int64_t expected = 0;
    while (source.next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            EXPECT_EQ(value_at(batch.columns[0], row, {TypeId::integer}).as_int(), expected++);
        }
    }
    EXPECT_EQ(expected, 5000);
}

TEST(RowSource, DecimalsWithoutModifierShareTheLargestScale) {
    RowSource source({{TypeId::decimal}}, {{Decimal{15, 1}}, {Decimal{125, 2}}});
    Batch batch;
    ASSERT_TRUE(source.next(batch));
    EXPECT_EQ(value_at(batch.columns[0], 0, {TypeId::decimal}).as_decimal(), (Decimal{150, 2}));
}

TEST(ValueAt, CharLosesItsPadding) {
    RowSource source({varchar_type(10)}, {{"ab  "}});
    Batch batch;
    ASSERT_TRUE(source.next(batch));
    EXPECT_EQ(value_at(batch.columns[0], 0, char_type(10)).as_string(), "ab");
    EXPECT_EQ(value_at(batch.columns[0], 0, varchar_type(10)).as_string(), "ab  ");
}

}  // namespace
}  // namespace blueshift
