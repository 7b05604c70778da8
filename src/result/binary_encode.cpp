// Writing binary forms. They are PostgreSQL's, but for scaled numerics and the types that
// PostgreSQL does not have.
#include <algorithm>
#include <array>
#include <limits>

#include "result/binary.h"
#include "result/wire_bytes.h"
#include "types/array_text.h"
#include "types/datetime.h"
#include "types/decimal.h"

namespace blueshift::result {

namespace {

using Settings = TextSettings;

template <class Integer>
void append_integer(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    append_big_endian(out, static_cast<Integer>(integer_at(column, row)));
}

void append_boolean(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    out.push_back(column.at<std::uint8_t>(row) != 0 ? 1 : 0);
}

void append_real(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    append_big_endian(out, std::bit_cast<std::uint32_t>(column.at<float>(row)));
}

void append_double(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    append_big_endian(out, std::bit_cast<std::uint64_t>(column.at<double>(row)));
}

Int128 unscaled_at(const Column& column, std::size_t row) {
    return column.physical == Physical::int128 ? column.at<Int128>(row)
                                               : Int128{integer_at(column, row)};
}

/// Groups of four digits, counted from the point; zero groups at both ends are left out.
void append_digit_groups(std::string& out, const Column& column, std::size_t row, Type,
                         const Settings&) {
    char text[kDecimalTextMax];
    const char* const end = write_decimal(text, unscaled_at(column, row), column.decimal_scale);
    const bool negative = text[0] == '-';
    const std::string_view number(text + negative, static_cast<std::size_t>(end - text) - negative);
    const std::string_view whole = number.substr(0, number.find('.'));
    const std::string_view fraction = number.substr(std::min(whole.size() + 1, number.size()));

    std::array<std::int16_t, 24> groups{};
    std::size_t count = 0;
    const auto add_group = [&](std::string_view digits, std::size_t width) {
        int group = 0;
        for (std::size_t index = 0; index < width; ++index) {
            group = group * 10 + (index < digits.size() ? digits[index] - '0' : 0);
        }
        groups[count++] = static_cast<std::int16_t>(group);
    };
    const std::size_t first_width = (whole.size() - 1) % 4 + 1;
    add_group(whole.substr(0, first_width), first_width);
    for (std::size_t index = first_width; index < whole.size(); index += 4)
        add_group(whole.substr(index, 4), 4);
    auto weight = static_cast<std::int16_t>(count - 1);
    for (std::size_t index = 0; index < fraction.size(); index += 4)
        add_group(fraction.substr(index, 4), 4);

    std::size_t first = 0;
    while (first < count && groups[first] == 0) {
        ++first;
        --weight;
    }
    while (count > first && groups[count - 1] == 0)
        --count;
    if (first == count) weight = 0;

    constexpr std::uint16_t kNegative = 0x4000;
    append_big_endian(out, static_cast<std::int16_t>(count - first));
    append_big_endian(out, weight);
    append_big_endian(out, negative ? kNegative : std::uint16_t{0});
    append_big_endian(out, std::uint16_t{column.decimal_scale});
    for (; first < count; ++first)
        append_big_endian(out, groups[first]);
}

/// 8 bytes for a precision up to 19, else 16.
void append_scaled_integer(std::string& out, const Column& column, std::size_t row, Type type,
                           const Settings&) {
    Int128 unscaled = unscaled_at(column, row);
    if (type.typmod >= 4 && decimal_scale(type) != column.decimal_scale) {
        const auto scaled =
            rescale(unscaled, column.decimal_scale, decimal_scale(type), Rounding::half_away);
        if (!scaled) throw_numeric_overflow();
        unscaled = *scaled;
    }
    constexpr int kPrecisionOf64Bits = 19;
    if (decimal_precision(type) > kPrecisionOf64Bits) {
        append_big_endian(out, static_cast<std::int64_t>(unscaled >> 64));
    }
    append_big_endian(out, static_cast<std::int64_t>(unscaled));
}

void append_date(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    constexpr std::int64_t kInfinity = std::numeric_limits<std::int32_t>::max();
    const std::int64_t days = integer_at(column, row);
    const bool finite = days != kInfinity && days != -kInfinity;
    append_big_endian(out, static_cast<std::int32_t>(finite ? days - kDaysTo2000 : days));
}

void append_timestamp(std::string& out, const Column& column, std::size_t row, Type,
                      const Settings&) {
    const std::int64_t micros = column.at<std::int64_t>(row);
    if (micros == kTimestampInfinity)
        return append_big_endian(out, std::numeric_limits<std::int64_t>::max());
    if (micros == kTimestampMinusInfinity)
        return append_big_endian(out, std::numeric_limits<std::int64_t>::min());
    append_big_endian(out, micros - kDaysTo2000 * kMicrosPerDay);
}

void append_abstime(std::string& out, const Column& column, std::size_t row, Type,
                    const Settings&) {
    append_big_endian(out, static_cast<std::int32_t>(integer_at(column, row) / kMicrosPerSecond));
}

void append_timetz(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    const auto& time = column.at<TimeTz>(row);
    append_big_endian(out, time.micros);
    append_big_endian(out, -time.offset_seconds);
}

void append_interval(std::string& out, const Column& column, std::size_t row, Type,
                     const Settings&) {
    const auto& interval = column.at<Interval>(row);
    append_big_endian(out, interval.micros);
    append_big_endian(out, interval.days);
    append_big_endian(out, interval.months);
}

void append_interval_ym(std::string& out, const Column& column, std::size_t row, Type,
                        const Settings&) {
    append_big_endian(out, column.at<Interval>(row).months);
}

void append_interval_ds(std::string& out, const Column& column, std::size_t row, Type,
                        const Settings&) {
    const auto& interval = column.at<Interval>(row);
    append_big_endian(out, interval.days * kMicrosPerDay + interval.micros);
}

void append_bytes(std::string& out, const Column& column, std::size_t row, Type, const Settings&) {
    out.append(string_at(column, row));
}

/// Header of an array of one dimension: dimensions, whether there are NULLs, element type, size,
/// lower bound.
void append_array_header(std::string& out, TypeId element, std::size_t size,
                         std::int32_t lower_bound, bool has_nulls) {
    append_big_endian(out, std::int32_t{size == 0 && lower_bound == 1 ? 0 : 1});
    append_big_endian(out, std::int32_t{has_nulls ? 1 : 0});
    append_big_endian(out, type_info(element).oid);
    if (size == 0 && lower_bound == 1) return;
    append_big_endian(out, static_cast<std::int32_t>(size));
    append_big_endian(out, lower_bound);
}

void append_element(std::string& out, TypeId element, std::string_view text,
                    const Settings& settings) {
    const Type type{element};
    const Value value = value_from_text(type, text, settings);
    const SingleColumn single(type, value);
    const std::size_t start = out.size();
    append_big_endian(out, std::int32_t{0});
    append_binary_function(element, 0)(out, single.column(), 0, type, settings);
    store_big_endian(out.data() + start, static_cast<std::int32_t>(out.size() - start - 4));
}

void append_array(std::string& out, const Column& column, std::size_t row, Type type,
                  const Settings& settings) {
    const TypeId element = array_element(type.id);
    const auto elements = array_elements(string_at(column, row));
    const bool has_nulls = std::ranges::any_of(elements, [](const auto& text) { return !text; });
    append_array_header(out, element, elements.size(), 1, has_nulls);
    for (const auto& text : elements) {
        if (text) {
            append_element(out, element, *text, settings);
        } else {
            append_big_endian(out, std::int32_t{-1});
        }
    }
}

/// int2vector and oidvector: arrays that count from 0.
template <TypeId element>
void append_vector(std::string& out, const Column& column, std::size_t row, Type,
                   const Settings& settings) {
    std::string_view rest = string_at(column, row);
    std::size_t size = 0;
    std::string body;
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        append_element(body, element, word, settings);
        ++size;
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    append_array_header(out, element, size, 0, false);
    out += body;
}

}  // namespace

AppendBinary append_binary_function(TypeId id, int client_protocol_version) {
    switch (id) {
        case TypeId::boolean:
            return append_boolean;
        case TypeId::smallint:
            return append_integer<std::int16_t>;
        case TypeId::integer:
            return append_integer<std::int32_t>;
        case TypeId::bigint:
        case TypeId::time:
            return append_integer<std::int64_t>;
        case TypeId::oid:
        case TypeId::regclass:
        case TypeId::regproc:
        case TypeId::regtype:
        case TypeId::xid:
            return append_integer<std::uint32_t>;
        case TypeId::decimal:
            return client_protocol_version >= kScaledNumericVersion ? append_scaled_integer
                                                                    : append_digit_groups;
        case TypeId::real:
            return append_real;
        case TypeId::double_:
            return append_double;
        case TypeId::date:
            return append_date;
        case TypeId::timetz:
            return append_timetz;
        case TypeId::timestamp:
        case TypeId::timestamptz:
            return append_timestamp;
        case TypeId::abstime:
            return append_abstime;
        case TypeId::interval:
            return append_interval;
        case TypeId::interval_ym:
            return append_interval_ym;
        case TypeId::interval_ds:
            return append_interval_ds;
        case TypeId::geography:
            return append_bytes;
        case TypeId::int2vector:
            return append_vector<TypeId::smallint>;
        case TypeId::oidvector:
            return append_vector<TypeId::oid>;
        default:
            return is_array(id) ? append_array : append_function(id);
    }
}

}  // namespace blueshift::result
