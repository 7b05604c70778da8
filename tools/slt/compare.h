#pragma once
/// Compares the rows of an answer with the rows that a record expects.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "script.h"

namespace blueshift::slt {

/// One column of an answer.
struct Column {
    std::string name;
    unsigned type_oid = 0;
};

/// What a query answered; values are text, nothing for NULL.
struct Answer {
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

/// Returns a value as it is written in an .slt file: NULL, (empty), and \n \t for line feed and
/// tab.
std::string written_value(const std::optional<std::string>& value);

/// Splits an expected line into `column_count` values: at tabs if it has any, else at blanks.
/// Nothing when the line has another number of values.
std::optional<std::vector<std::string>> split_row(std::string_view line, std::size_t column_count);

/// Returns what is wrong with `answer`, in lines for people; nothing when it is what `record`
/// expects.
std::optional<std::string> find_difference(const Record& record, const Answer& answer);

}  // namespace blueshift::slt
