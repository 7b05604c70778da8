#pragma once
/// From what a file holds to a column's value, in the engine's SQL. Text that is no value of its type is NULL, as in Hive.
#include <string>

#include "catalog/hive_type.h"
#include "external/cleansing.h"

namespace blueshift::external {

/// `text` is the field, an expression.
std::string text_value(const std::string& text, Type type, const Cleansing& cleansing, RowValues& row);

/// `json` is a JSON value of the engine.
std::string json_value(const std::string& json, const catalog::HiveType& type, const Cleansing& cleansing, RowValues& row);

/// How a column of a file that carries its own types, such as Parquet, becomes one of ours; empty when the types are not compatible.
/// `file_type` is the engine's name of the file's type.
std::string typed_value(const std::string& field, const std::string& file_type, const catalog::HiveType& type,
                        const Cleansing& cleansing, RowValues& row);

}  // namespace blueshift::external
