#pragma once
/// Lengths and precisions of columns, as information_schema and the SVV_ views list them.
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// NULL where a type has none.
struct ColumnSizes {
    Value length;
    Value precision;
    Value radix;
    Value scale;
    Value datetime_precision;
};
ColumnSizes column_sizes(Type type);

}  // namespace blueshift::catalog::system
