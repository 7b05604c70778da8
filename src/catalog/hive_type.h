#pragma once
/// The type language of the data catalog: `int`, `decimal(10,2)`, `array<struct<shipdate:timestamp,price:double>>`.
/// Doc: glue/aws-glue-api-catalog-tables, dg/tutorial-query-nested-data
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "types/type.h"

namespace blueshift::catalog {

struct HiveType {
    enum Kind { scalar, array, map, structure };
    Kind kind = scalar;
    Type type;                                             ///< of a scalar, in SQL; SUPER for the others
    std::vector<std::pair<std::string, HiveType>> fields;  ///< array: `element`; map: `key` and `value`

    /// Null when there is no such field.
    const HiveType* field(std::string_view name) const;
};

/// Reads a type; names of scalar types may also be SQL's. Nothing when `text` is not a type.
std::optional<HiveType> parse_hive_type(std::string_view text);

/// The data catalog's name of a SQL type; empty for one that files cannot hold.
std::string hive_type_name(Type type);

/// `text` as the data catalog keeps it: lower case, without blanks, SQL's type names replaced. Empty when it is not a type.
std::string normalized_hive_type(std::string_view text);

}  // namespace blueshift::catalog
