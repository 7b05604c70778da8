#include "catalog/system/column_sizes.h"

namespace blueshift::catalog::system {

namespace {

/// Numbers of fixed size: bits and base. To add one: a row.
struct NumberSize {
    TypeId type;
    std::int64_t precision;
    bool has_scale;
};
constexpr NumberSize kNumberSizes[] = {
    {TypeId::smallint, 16, true}, {TypeId::integer, 32, true}, {TypeId::bigint, 64, true},
    {TypeId::real, 24, false},    {TypeId::double_, 53, false},
};

}  // namespace

ColumnSizes column_sizes(Type type) {
    constexpr std::int64_t kMicrosecondDigits = 6;
    ColumnSizes sizes;
    if (is_string(type.id)) {
        if (const auto limit = length_limit(type)) sizes.length = Value(*limit);
        return sizes;
    }
    for (const NumberSize& row : kNumberSizes) {
        if (row.type != type.id) continue;
        sizes.precision = row.precision;
        sizes.radix = 2;
        if (row.has_scale) sizes.scale = 0;
    }
    if (type.id == TypeId::decimal) {
        sizes.precision = decimal_precision(type);
        sizes.radix = 10;
        sizes.scale = decimal_scale(type);
    }
    const bool has_time = type.id == TypeId::time || type.id == TypeId::timetz || type.id == TypeId::timestamp ||
                          type.id == TypeId::timestamptz;
    if (has_time) sizes.datetime_precision = kMicrosecondDigits;
    return sizes;
}

}  // namespace blueshift::catalog::system
