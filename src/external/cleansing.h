#pragma once
/// What happens to data that does not fit its column: the properties that data_cleansing_enabled switches on.
/// Doc: dg/t_setting-data-handling-options
#include <map>
#include <string>
#include <vector>

#include "types/type.h"

namespace blueshift::external {

enum class Handling { disabled, fail, set_to_null, drop_row, truncate, replace };

struct Cleansing {
    Handling column_count = Handling::disabled;
    Handling invalid_chars = Handling::disabled;
    Handling numeric_overflow = Handling::disabled;
    Handling surplus_bytes = Handling::disabled;
    Handling surplus_chars = Handling::disabled;
    std::string replacement;
};

/// Throws invalid_parameter_value (22023) for a value that its property does not take.
Cleansing read_cleansing(const std::map<std::string, std::string>& parameters);

/// The values of a row's columns, in the engine's SQL, and the conditions that rows must meet to be kept.
struct RowValues {
    std::vector<std::string> columns;
    std::vector<std::string> conditions;
};

/// `text` as a value of a string or VARBYTE column: cut to its length, unless `cleansing` says otherwise.
std::string fitted(const std::string& text, Type type, const Cleansing& cleansing, RowValues& row);

/// `TRY_CAST(value AS type)`, or what `cleansing` says of numbers that are too large. `value` is a number already.
std::string fitted_number(const std::string& value, Type type, const Cleansing& cleansing, RowValues& row);

/// An expression that ends the scan with `message` when it is evaluated; `anything` keeps the engine from evaluating it early.
std::string failure(const std::string& message, const std::string& anything);

}  // namespace blueshift::external
