#include "types/text.h"

#include <cstring>

#include "types/datetime.h"
#include "types/decimal.h"
#include "types/hll_sketch.h"
#include "types/text_scan.h"
#include "types/text_types.h"

namespace blueshift {

Value value_from_text(Type type, std::string_view text, const TextSettings& settings) {
    switch (type.id) {
        case TypeId::boolean:
            return boolean_from_text(text);
        case TypeId::smallint:
        case TypeId::integer:
        case TypeId::bigint:
            return integer_from_text(type, text);
        case TypeId::oid:
        case TypeId::regclass:
        case TypeId::regproc:
        case TypeId::regtype:
        case TypeId::xid:
            return oid_from_text(type, text);
        case TypeId::decimal:
            return decimal_from_text(text, type);
        case TypeId::real:
        case TypeId::double_:
            return float_from_text(type, text);
        case TypeId::date:
        case TypeId::time:
        case TypeId::timetz:
        case TypeId::timestamp:
        case TypeId::timestamptz:
        case TypeId::abstime:
            return datetime_from_text(type, text, settings);
        case TypeId::interval:
        case TypeId::interval_ym:
        case TypeId::interval_ds:
            return interval_value_from_text(type, text);
        case TypeId::super:
            return super_from_text(text);
        case TypeId::varbyte:
            return varbyte_from_text(type, text);
        case TypeId::geometry:
        case TypeId::geography:
            return hex_bytes_from_text(type, text);
        case TypeId::hllsketch:
            return HllSketch::from_text(text).to_bytes();
        case TypeId::int2vector:
        case TypeId::oidvector:
            return vector_from_text(type, text);
        default:
            if (is_array(type.id)) return array_from_text(type, text, settings);
            return string_from_text(type, text);
    }
}

std::string value_to_text(Type type, const Value& value, const TextSettings& settings) {
    std::string out;
    const SingleColumn single(type, value);
    append_text(out, single.column(), 0, type, settings);
    return out;
}

namespace {

using Settings = TextSettings;

/// Adapts a function that writes into a buffer to one that appends to a string.
template <class Write>
void append_written(std::string& out, Write write) {
    char buffer[kWriteMax];
    out.append(buffer, static_cast<std::size_t>(write(buffer) - buffer));
}

void append_boolean(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    out.push_back(column.at<std::uint8_t>(row) != 0 ? 't' : 'f');
}

void append_integer(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    append_written(out, [&](char* end) { return write_integer(end, integer_at(column, row)); });
}

void append_oid_alias(std::string& out, const Column& column, std::size_t row, Type type,
                      const Settings& settings) {
    if (integer_at(column, row) == 0) {
        out.push_back('-');
    } else {
        append_integer(out, column, row, type, settings);
    }
}

void append_decimal(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    append_written(out, [&](char* end) {
        return column.physical == Physical::int128
                   ? write_decimal(end, column.at<Int128>(row), column.decimal_scale)
                   : write_decimal(end, integer_at(column, row), column.decimal_scale);
    });
}

void append_real(std::string& out, const Column& column, std::size_t row, Type,
                 const Settings& settings) {
    append_written(out, [&](char* end) {
        return write_real(end, column.at<float>(row), settings.extra_float_digits);
    });
}

void append_double(std::string& out, const Column& column, std::size_t row, Type,
                   const Settings& settings) {
    append_written(out, [&](char* end) {
        return write_double(end, column.at<double>(row), settings.extra_float_digits);
    });
}

void append_string(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    out.append(string_at(column, row));
}

void append_char(std::string& out, const Column& column, std::size_t row, Type type,
                 const Settings&) {
    const std::string_view text = trim_padding(string_at(column, row));
    const auto length = static_cast<std::size_t>(length_limit(type).value_or(0));
    out.append(text);
    if (text.size() < length) out.append(length - text.size(), ' ');
}

void append_date(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    append_written(out, [&](char* end) { return write_date(end, integer_at(column, row)); });
}

void append_time(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    append_written(out, [&](char* end) { return write_time(end, column.at<std::int64_t>(row)); });
}

void append_timetz(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    append_written(out, [&](char* end) { return write_timetz(end, column.at<TimeTz>(row)); });
}

void append_timestamp(std::string& out, const Column& column, std::size_t row, Type,
                      const Settings&) {
    append_written(out,
                   [&](char* end) { return write_timestamp(end, column.at<std::int64_t>(row)); });
}

void append_timestamptz(std::string& out, const Column& column, std::size_t row, Type,
                        const Settings& settings) {
    append_written(out, [&](char* end) {
        return write_timestamptz(end, column.at<std::int64_t>(row), settings.time_zone);
    });
}

template <char* (*write)(char*, const Interval&)>
void append_interval(std::string& out, const Column& column, std::size_t row, Type,
                     const Settings&) {
    append_written(out, [&](char* end) { return write(end, column.at<Interval>(row)); });
}

void append_hex_bytes(std::string& out, const Column& column, std::size_t row, Type,
                      const Settings&) {
    append_hex(out, string_at(column, row));
}

/// EWKB in hexadecimal, in capitals as PostGIS writes it.
void append_geometry(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    const std::size_t start = out.size();
    append_hex(out, string_at(column, row));
    for (std::size_t i = start; i < out.size(); ++i) out[i] = to_upper(out[i]);
}

void append_sketch(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    out.append(HllSketch::from_bytes(string_at(column, row)).to_text());
}

}  // namespace

AppendText append_function(TypeId id) {
    switch (id) {
        case TypeId::boolean:
            return append_boolean;
        case TypeId::smallint:
        case TypeId::integer:
        case TypeId::bigint:
        case TypeId::oid:
        case TypeId::xid:
            return append_integer;
        case TypeId::regclass:
        case TypeId::regproc:
        case TypeId::regtype:
            return append_oid_alias;
        case TypeId::decimal:
            return append_decimal;
        case TypeId::real:
            return append_real;
        case TypeId::double_:
            return append_double;
        case TypeId::char_:
            return append_char;
        case TypeId::date:
            return append_date;
        case TypeId::time:
            return append_time;
        case TypeId::timetz:
            return append_timetz;
        case TypeId::timestamp:
            return append_timestamp;
        case TypeId::timestamptz:
        case TypeId::abstime:
            return append_timestamptz;
        case TypeId::interval:
            return append_interval<write_interval>;
        case TypeId::interval_ym:
            return append_interval<write_interval_ym>;
        case TypeId::interval_ds:
            return append_interval<write_interval_ds>;
        case TypeId::varbyte:
            return append_hex_bytes;
        case TypeId::geometry:
        case TypeId::geography:
            return append_geometry;
        case TypeId::hllsketch:
            return append_sketch;
        default:
            return append_string;
    }
}

void append_text(std::string& out, const Column& column, std::size_t row, Type type,
                 const TextSettings& settings) {
    append_function(type.id)(out, column, row, type, settings);
}

}  // namespace blueshift
