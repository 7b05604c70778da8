#include "engine/duckdb/native/tables.h"
#include "functions/native/super_values.h"

namespace blueshift::engine {

std::span<const Native> super_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&super_binary>("bs_super_arithmetic"),
        native<&super_unary>("bs_super_arithmetic"),
        native<&super_compare>("bs_super_compare"),
        native<&super_flatten>("bs_super_flatten"),
        native<&super_subarray>("bs_super_subarray"),
    };
    return kTable;
}

}  // namespace blueshift::engine
