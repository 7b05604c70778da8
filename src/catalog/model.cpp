#include "catalog/model.h"

#include <algorithm>

namespace blueshift::catalog {

const Column* Relation::find_column(std::string_view column_name) const {
    const auto it = std::find_if(columns.begin(), columns.end(),
                                 [&](const Column& c) { return c.name == column_name; });
    return it == columns.end() ? nullptr : &*it;
}

const Column* Relation::column(std::int16_t number) const {
    const auto it = std::find_if(columns.begin(), columns.end(),
                                 [&](const Column& c) { return c.number == number; });
    return it == columns.end() ? nullptr : &*it;
}

}  // namespace blueshift::catalog
