#include "engine/duckdb/native/tables.h"
#include "functions/native/intervals.h"
#include "functions/native/zones.h"

namespace blueshift::engine {

std::span<const Native> datetime_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&convert_timezone>("bs_convert_timezone"),
        native<&interval_divide>("bs_interval_divide"),
        native<&interval_multiply>("bs_interval_multiply"),
        native<&interval_ym_divide>("bs_interval_ym_divide"),
        native<&interval_ym_multiply>("bs_interval_ym_multiply"),
        native<&timestamptz_add>("bs_timestamptz_add"),
    };
    return kTable;
}

}  // namespace blueshift::engine
