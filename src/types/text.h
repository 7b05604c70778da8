#pragma once
/// Text forms of values: what a literal, a COPY field or a text parameter means, and what a client
/// is shown.
#include <cstdint>
#include <string>
#include <string_view>

#include "types/batch.h"
#include "types/timezone.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift {

/// DateStyle's order of ambiguous dates.
enum class DateOrder { mdy, dmy, ymd };

/// Settings that change how values are read and shown. Doc: dg/cm_chap_ConfigurationRef
struct TextSettings {
    TimeZone time_zone;
    DateOrder date_order = DateOrder::mdy;
    int extra_float_digits = 0;
    /// For 'now', 'today' in input: microseconds since 1970, UTC.
    std::int64_t now_micros = 0;
};

/// Reads a value of `type` from text, as a quoted literal would be (leading and trailing blanks
/// ignored where PostgreSQL ignores them), and applies the type's modifier as an assignment does:
/// over-long strings and numbers out of range fail. Throws invalid_text_representation (22P02)
/// `invalid input syntax for integer: "x"`, numeric_value_out_of_range (22003),
/// invalid_datetime_format (22007), datetime_field_overflow (22008), string_data_right_truncation
/// (22001) …
Value value_from_text(Type type, std::string_view text, const TextSettings& settings);

/// Shows a value as psql prints it from Redshift. Must not be NULL.
std::string value_to_text(Type type, const Value& value, const TextSettings& settings);

/// Appends a column's value in text form to `out`; the fast path for result sets. The row must not
/// be NULL.
void append_text(std::string& out, const Column& column, std::size_t row, Type type,
                 const TextSettings& settings);

/// append_text for one type, to be looked up once per column.
using AppendText = void (*)(std::string& out, const Column& column, std::size_t row, Type type,
                            const TextSettings& settings);
AppendText append_function(TypeId id);

}  // namespace blueshift
