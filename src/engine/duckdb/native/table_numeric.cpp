#include "engine/duckdb/native/tables.h"
#include "functions/native/bytes.h"
#include "functions/native/decimals.h"
#include "functions/native/integers.h"

namespace blueshift::engine {

std::span<const Native> numeric_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&decimal_cut>("bs_cut_dec"),
        native<&decimal_average>("bs_decavg"),
        native<&decimal_divide>("bs_decdiv"),
        native<&decimal_modulo>("bs_decmod"),
        native<&int2_divide>("bs_div"),
        native<&int4_divide>("bs_div"),
        native<&int8_divide>("bs_div"),
        native<&float4_divide>("bs_div"),
        native<&float8_divide>("bs_div"),
        native<&float8_exp>("bs_exp"),
        native<&int2_modulo>("bs_mod"),
        native<&int4_modulo>("bs_mod"),
        native<&int8_modulo>("bs_mod"),
        native<&float8_power>("bs_power"),
        native<&decimal_round>("bs_round_dec"),
        native<&int2_shift_left>("bs_shift_left"),
        native<&int4_shift_left>("bs_shift_left"),
        native<&int8_shift_left>("bs_shift_left"),
        native<&int2_shift_right>("bs_shift_right"),
        native<&int4_shift_right>("bs_shift_right"),
        native<&int8_shift_right>("bs_shift_right"),
        native<&decimal_rounded>("bs_to_dec"),
        native<&decimal_truncate>("bs_trunc_dec"),
    };
    return kTable;
}

}  // namespace blueshift::engine
