#include "exec/show_objects.h"

namespace blueshift::exec {

const ShowRow* find_show(std::string_view what) {
    for (const auto rows : {definition_show_rows(), metadata_show_rows(), constraint_show_rows(), routine_show_rows(),
                            grant_show_rows(), policy_show_rows()}) {
        for (const ShowRow& row : rows) {
            if (row.what == what) return &row;
        }
    }
    return nullptr;
}

}  // namespace blueshift::exec
