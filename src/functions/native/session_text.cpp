#include "functions/native/session_text.h"

#include <string>

#include "base/error.h"
#include "types/text_scan.h"

namespace blueshift::functions {

const TimeZone& zone_of(std::string_view name) {
    thread_local std::string last_name = "UTC";
    thread_local TimeZone last_zone;
    if (name != last_name) {
        last_zone = TimeZone::find(name);
        last_name = name;
    }
    return last_zone;
}

DateOrder date_order_of(std::string_view name) {
    switch (name.empty() ? ' ' : to_lower(name[0])) {
        case 'm': return DateOrder::mdy;
        case 'd': return DateOrder::dmy;
        case 'y': return DateOrder::ymd;
        default: throw Error(Code::invalid_parameter_value, "date order \"{}\" not recognized", name);
    }
}

}  // namespace blueshift::functions
