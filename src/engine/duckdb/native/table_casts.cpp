#include "engine/duckdb/native/tables.h"
#include "functions/native/bytes.h"
#include "functions/native/casts.h"
#include "functions/native/legacy_numbers.h"
#include "functions/native/lengths.h"
#include "functions/native/load_fields.h"
#include "functions/native/zones.h"

namespace blueshift::engine {

std::span<const Native> cast_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&check_char>("bs_check_char"),
        native<&check_numeric>("bs_check_numeric"),
        native<&check_varbyte>("bs_check_varbyte"),
        native<&check_varchar>("bs_check_varchar"),
        native<&date_to_text>("bs_date_to_text"),
        native<&decimal_to_varchar>("bs_dec_to_text"),
        native<&float4_to_text>("bs_float4_to_text"),
        native<&float8_to_text>("bs_float8_to_text"),
        native<&int2_to_bytes>("bs_int_to_varbyte"),
        native<&int4_to_bytes>("bs_int_to_varbyte"),
        native<&int8_to_bytes>("bs_int_to_varbyte"),
        native<&interval_ds_to_text>("bs_interval_ds_to_text"),
        native<&interval_to_text>("bs_interval_to_text"),
        native<&interval_ym_to_text>("bs_interval_ym_to_text"),
        native<&load_date>("bs_load_date"),
        native<&load_decimal>("bs_load_dec"),
        native<&load_timestamp>("bs_load_timestamp"),
        native<&load_timestamptz>("bs_load_timestamptz"),
        native<&pad_char>("bs_pad_char", kNone),
        native<&store_varchar>("bs_store_varchar"),
        native<&text_to_boolean>("bs_text_to_bool"),
        native<&text_to_date>("bs_text_to_date"),
        native<&text_to_decimal>("bs_text_to_dec"),
        native<&text_to_float4>("bs_text_to_float4"),
        native<&text_to_float8>("bs_text_to_float8"),
        native<&text_to_int2>("bs_text_to_int2"),
        native<&text_to_int4>("bs_text_to_int4"),
        native<&text_to_int8>("bs_text_to_int8"),
        native<&text_to_int_alt>("bs_text_to_int_alt"),
        native<&text_to_int_alt_format>("bs_text_to_int_alt"),
        native<&text_to_interval>("bs_text_to_interval"),
        native<&text_to_interval_ds>("bs_text_to_interval_ds"),
        native<&text_to_interval_ym>("bs_text_to_interval_ym"),
        native<&text_to_numeric_alt>("bs_text_to_numeric_alt"),
        native<&text_to_numeric_alt_format>("bs_text_to_numeric_alt_format"),
        native<&text_to_time>("bs_text_to_time"),
        native<&text_to_timestamp>("bs_text_to_timestamp"),
        native<&text_to_timestamptz>("bs_text_to_timestamptz"),
        native<&text_to_timetz>("bs_text_to_timetz"),
        native<&time_to_text>("bs_time_to_text"),
        native<&time_to_timetz>("bs_time_to_timetz"),
        native<&timestamp_to_text>("bs_timestamp_to_text"),
        native<&timestamp_to_timestamptz>("bs_timestamp_to_timestamptz"),
        native<&timestamptz_to_text>("bs_timestamptz_to_text"),
        native<&timestamptz_to_timestamp>("bs_timestamptz_to_timestamp"),
        native<&timestamptz_to_timetz>("bs_timestamptz_to_timetz"),
        native<&timetz_to_text>("bs_timetz_to_text"),
        native<&cut_varbyte>("bs_truncate_varbyte", kNone),
        native<&cut_varchar>("bs_truncate_varchar", kNone),
        native<&bytes_to_int2>("bs_varbyte_to_int2"),
        native<&bytes_to_int4>("bs_varbyte_to_int4"),
        native<&bytes_to_int8>("bs_varbyte_to_int8"),
    };
    return kTable;
}

}  // namespace blueshift::engine
