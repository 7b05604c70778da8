#include "compare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace blueshift::slt {
namespace {

using Row = std::vector<std::string>;

// To add a letter: a row here, and the letter in script.cpp. T has no row: it takes every type.
struct TypeLetter {
    char letter;
    std::string_view meaning;
    std::vector<unsigned> oids;
};

const std::vector<TypeLetter>& type_letters() {
    static const std::vector<TypeLetter> letters{
        {'I', "an integer", {20, 21, 23, 26}},
        {'R', "a decimal or floating-point number", {700, 701, 1700}},
        {'B', "a boolean", {16}},
        {'D', "a date, time or timestamp", {1082, 1083, 1114, 1184, 1266}},
    };
    return letters;
}

std::optional<std::string> find_type_difference(const Record& record, const Answer& answer) {
    if (answer.columns.size() != record.types.size()) {
        return fmt::format("expected {} columns, got {}", record.types.size(),
                           answer.columns.size());
    }
    for (std::size_t i = 0; i < record.types.size(); ++i) {
        for (const TypeLetter& type : type_letters()) {
            if (type.letter != record.types[i]) continue;
            const auto& oids = type.oids;
            if (std::find(oids.begin(), oids.end(), answer.columns[i].type_oid) == oids.end()) {
                return fmt::format("column {} (\"{}\") is not {}: its type has OID {}", i + 1,
                                   answer.columns[i].name, type.meaning,
                                   answer.columns[i].type_oid);
            }
        }
    }
    return std::nullopt;
}

void sort_rows(std::vector<Row>& rows, Sorting sorting) {
    if (sorting == Sorting::rows) std::sort(rows.begin(), rows.end());
    if (sorting != Sorting::values) return;
    Row values;
    for (Row& row : rows)
        std::move(row.begin(), row.end(), std::back_inserter(values));
    std::sort(values.begin(), values.end());
    auto next = values.begin();
    for (Row& row : rows) {
        for (std::string& value : row)
            value = std::move(*next++);
    }
}

std::string show(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows)
        text += fmt::format("    {}\n", fmt::join(row, "\t"));
    return text.empty() ? "    (no rows)\n" : text;
}

std::string show_both(std::string_view what, const std::vector<Row>& expected,
                      const std::vector<Row>& actual) {
    return fmt::format("{}\n  expected:\n{}  actual:\n{}", what, show(expected), show(actual));
}

}  // namespace

std::string written_value(const std::optional<std::string>& value) {
    if (!value) return "NULL";
    if (value->empty()) return "(empty)";
    std::string text;
    for (const char c : *value) {
        if (c == '\n') {
            text += "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else {
            text += c;
        }
    }
    return text;
}

std::optional<Row> split_row(std::string_view line, std::size_t column_count) {
    // A single column is the line as it stands, blanks included.
    if (column_count == 1) return Row{std::string(line)};
    const bool at_tabs = line.find('\t') != std::string_view::npos;
    const char separator = at_tabs ? '\t' : ' ';
    Row values;
    for (std::size_t start = 0; start <= line.size();) {
        const std::size_t end = std::min(line.find(separator, start), line.size());
        if (at_tabs || end > start) values.emplace_back(line.substr(start, end - start));
        start = end + 1;
    }
    if (values.size() != column_count) return std::nullopt;
    return values;
}

std::optional<std::string> find_difference(const Record& record, const Answer& answer) {
    if (auto difference = find_type_difference(record, answer)) return difference;

    std::vector<Row> expected;
    for (const std::string& line : record.expected_rows) {
        auto row = split_row(line, record.types.size());
        if (!row) {
            return fmt::format(
                "the expected row \"{}\" does not have {} values; "
                "where values have blanks, separate them with one tab",
                line, record.types.size());
        }
        expected.push_back(std::move(*row));
    }
    if (record.with_names) {
        Row names;
        for (const Column& column : answer.columns)
            names.push_back(written_value(column.name));
        if (names != expected.front()) {
            return show_both("the names of the columns differ", {expected.front()}, {names});
        }
        expected.erase(expected.begin());
    }

    std::vector<Row> actual;
    for (const auto& values : answer.rows) {
        Row& row = actual.emplace_back();
        for (const auto& value : values)
            row.push_back(written_value(value));
    }
    sort_rows(expected, record.sorting);
    sort_rows(actual, record.sorting);
    if (expected == actual) return std::nullopt;
    return show_both("the rows differ", expected, actual);
}

}  // namespace blueshift::slt
