#include "compare.h"

#include <gtest/gtest.h>

namespace blueshift::slt {
namespace {

constexpr unsigned kInt4 = 23;
constexpr unsigned kNumeric = 1700;
constexpr unsigned kVarchar = 1043;

Record query(std::string types, std::vector<std::string> rows, Sorting sorting = Sorting::none) {
    Record record;
    record.kind = Record::Kind::query;
    record.types = std::move(types);
    record.expected_rows = std::move(rows);
    record.sorting = sorting;
    return record;
}

Answer regions() {
    return {{{"region", kVarchar}, {"total", kNumeric}},
            {{"south", "4.25"}, {"north", "10.50"}, {std::nullopt, "7.00"}}};
}

TEST(Compare, WritesNullEmptyAndControlCharacters) {
    EXPECT_EQ(written_value(std::nullopt), "NULL");
    EXPECT_EQ(written_value(""), "(empty)");
    EXPECT_EQ(written_value("a\tb\nc"), "a\\tb\\nc");
}

TEST(Compare, SplitsRowsAtTabsOrBlanks) {
    using Values = std::vector<std::string>;
    EXPECT_EQ(split_row("a  b", 2), (Values{"a", "b"}));
    EXPECT_EQ(split_row("New York\t8", 2), (Values{"New York", "8"}));
    EXPECT_EQ(split_row("a \tb", 2), (Values{"a ", "b"}));
    EXPECT_EQ(split_row("New York ", 1), Values{"New York "});
    EXPECT_EQ(split_row("New York 8", 2), std::nullopt);
    EXPECT_EQ(split_row("a\tb\tc", 2), std::nullopt);
}

TEST(Compare, AcceptsEqualRows) {
    EXPECT_EQ(find_difference(query("TR", {"south 4.25", "north 10.50", "NULL 7.00"}), regions()),
              std::nullopt);
    EXPECT_EQ(find_difference(query("I", {}), {{{"id", kInt4}}, {}}), std::nullopt);
}

TEST(Compare, SortsRowsOnBothSides) {
    const auto rows = {"NULL 7.00", "north 10.50", "south 4.25"};
    const std::vector<std::string> expected(rows.begin(), rows.end());
    EXPECT_EQ(find_difference(query("TR", expected, Sorting::rows), regions()), std::nullopt);
    EXPECT_NE(find_difference(query("TR", expected), regions()), std::nullopt);
}

TEST(Compare, SortsValues) {
    const Answer answer{{{"a", kInt4}, {"b", kInt4}}, {{"4", "1"}, {"3", "2"}}};
    EXPECT_EQ(find_difference(query("II", {"1 2", "3 4"}, Sorting::values), answer), std::nullopt);
    EXPECT_NE(find_difference(query("II", {"1 2", "3 5"}, Sorting::values), answer), std::nullopt);
}

TEST(Compare, ComparesNames) {
    Record record = query("TR", {"region total", "south 4.25", "north 10.50", "NULL 7.00"});
    record.with_names = true;
    EXPECT_EQ(find_difference(record, regions()), std::nullopt);
    record.expected_rows[0] = "region sum";
    EXPECT_EQ(find_difference(record, regions()),
              "the names of the columns differ\n"
              "  expected:\n    region\tsum\n"
              "  actual:\n    region\ttotal\n");
}

TEST(Compare, ShowsBothSidesWhenRowsDiffer) {
    EXPECT_EQ(find_difference(query("I", {"1"}), {{{"id", kInt4}}, {{"2"}}}),
              "the rows differ\n  expected:\n    1\n  actual:\n    2\n");
    EXPECT_EQ(find_difference(query("I", {"1"}), {{{"id", kInt4}}, {}}),
              "the rows differ\n  expected:\n    1\n  actual:\n    (no rows)\n");
}

TEST(Compare, ChecksTypesAndCountOfColumns) {
    EXPECT_EQ(find_difference(query("T", {"1"}), regions()), "expected 1 columns, got 2");
    EXPECT_EQ(find_difference(query("I", {"1"}), {{{"n", kNumeric}}, {{"1"}}}),
              "column 1 (\"n\") is not an integer: its type has OID 1700");
    EXPECT_EQ(find_difference(query("T", {"1"}), {{{"n", kInt4}}, {{"1"}}}), std::nullopt)
        << "T takes every type";
}

TEST(Compare, RefusesRowsOfAnotherWidth) {
    const auto difference = find_difference(query("TR", {"New York 1.00"}), regions());
    ASSERT_TRUE(difference);
    EXPECT_NE(difference->find("does not have 2 values"), std::string::npos);
}

}  // namespace
}  // namespace blueshift::slt
