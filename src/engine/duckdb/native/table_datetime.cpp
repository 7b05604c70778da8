#include "engine/duckdb/native/tables.h"
#include "functions/native/calendar.h"
#include "functions/native/formats.h"
#include "functions/native/intervals.h"
#include "functions/native/zones.h"

namespace blueshift::engine {

std::span<const Native> datetime_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&add_months_sticky>("bs_add_months"),
        native<&convert_timezone>("bs_convert_timezone"),
        native<&interval_divide>("bs_interval_divide"),
        native<&interval_multiply>("bs_interval_multiply"),
        native<&interval_ym_divide>("bs_interval_ym_divide"),
        native<&interval_ym_multiply>("bs_interval_ym_multiply"),
        native<&months_between>("bs_months_between"),
        native<&next_day>("bs_next_day"),
        native<&timestamptz_add>("bs_timestamptz_add"),
        native<&timestamp_to_char>("bs_to_char", kNone),
        native<&timestamptz_to_char>("bs_to_char"),
        native<&interval_to_char>("bs_to_char", kNone),
        native<&number_to_char>("bs_to_char_number", only(1)),
        native<&text_to_date_format>("bs_to_date"),
        native<&text_to_number_format>("bs_to_number"),
        native<&text_to_timestamptz_format>("bs_to_timestamp"),
    };
    return kTable;
}

}  // namespace blueshift::engine
