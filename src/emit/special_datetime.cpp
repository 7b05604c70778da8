/// Functions of date parts: a constant part chooses the engine's expression.
/// Doc: dg/r_Dateparts_for_datetime_functions
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "emit/special.h"
#include "types/datetime.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// What a part is in the engine. {1} is the value, {n} a number of units.
struct PartRow {
    DatePart part;
    std::string_view add;      ///< interval of {n} units; empty: DATEADD does not know the part
    std::string_view extract;  ///< the part of a timestamp, time or interval as a whole number
    std::string_view trunc;    ///< start of the unit; empty: DATE_TRUNC does not know the part
    std::string_view diff;     ///< the engine's name of the unit in date_diff; empty: DATEDIFF does not know it
};

constexpr PartRow kParts[] = {
    // clang-format off
    {DatePart::millennium,  "to_years(CAST({n} * 1000 AS INTEGER))", "millennium({1})",
     "make_timestamp((year({1}) - 1) // 1000 * 1000 + 1, 1, 1, 0, 0, 0)", "millennium"},
    {DatePart::century,     "to_years(CAST({n} * 100 AS INTEGER))",  "century({1})",
     "make_timestamp((year({1}) - 1) // 100 * 100 + 1, 1, 1, 0, 0, 0)",   "century"},
    {DatePart::decade,      "to_years(CAST({n} * 10 AS INTEGER))",   "(year({1}) // 10 + 1)",
     "date_trunc('decade', {1})",      "decade"},
    {DatePart::year,        "to_years(CAST({n} AS INTEGER))",        "year({1})",
     "date_trunc('year', {1})",        "year"},
    {DatePart::quarter,     "to_months(CAST({n} * 3 AS INTEGER))",   "quarter({1})",
     "date_trunc('quarter', {1})",     "quarter"},
    {DatePart::month,       "to_months(CAST({n} AS INTEGER))",       "month({1})",
     "date_trunc('month', {1})",       "month"},
    {DatePart::week,        "to_days(CAST({n} * 7 AS INTEGER))",     "week({1})",
     "date_trunc('week', {1})",        "week"},
    {DatePart::day,         "to_days(CAST({n} AS INTEGER))",         "day({1})",
     "date_trunc('day', {1})",         "day"},
    {DatePart::hour,        "to_hours({n})",                         "hour({1})",
     "date_trunc('hour', {1})",        "hour"},
    {DatePart::minute,      "to_minutes({n})",                       "minute({1})",
     "date_trunc('minute', {1})",      "minute"},
    {DatePart::second,      "to_seconds({n})",                       "second({1})",
     "date_trunc('second', {1})",      "second"},
    {DatePart::millisecond, "to_microseconds({n} * 1000)",           "(millisecond({1}) % 1000)",
     "date_trunc('millisecond', {1})", "millisecond"},
    {DatePart::microsecond, "to_microseconds({n})",                  "(microsecond({1}) % 1000000)",
     "date_trunc('microsecond', {1})", "microsecond"},
    {DatePart::epoch,       "",                                      "CAST(floor(epoch({1})) AS BIGINT)",
     "",                               ""},
    {DatePart::dayofweek,   "to_days(CAST({n} AS INTEGER))",         "dayofweek({1})",
     "",                               "day"},
    {DatePart::dayofyear,   "to_days(CAST({n} AS INTEGER))",         "dayofyear({1})",
     "",                               "day"},
    // clang-format on
};

/// Replaces every `name` in `text`.
std::string substitute(std::string_view text, std::string_view name, std::string_view value) {
    std::string out;
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name)) {
        out += text.substr(0, at);
        out += value;
        text.remove_prefix(at + name.size());
    }
    return out += text;
}

DatePart constant_part(const BoundExpr& expr) {
    if (expr.kind != BoundKind::constant || as<BoundConstant>(expr).value.is_null()) {
        throw Error(Code::feature_not_supported, "the date part must be a constant").at(expr.span);
    }
    const std::string& name = as<BoundConstant>(expr).value.as_string();
    const std::optional<DatePart> part = date_part_from_name(name);
    if (!part) {
        throw Error(Code::invalid_parameter_value, "timestamp units \"{}\" not recognized", name)
            .at(expr.span);
    }
    return *part;
}

/// The row of the call's part. `text` is what the function needs of it: the part is refused where it is empty.
const PartRow& part_row(const BoundExpr& expr, std::string_view PartRow::*text) {
    const DatePart part = constant_part(expr);
    const auto* row = std::ranges::find(kParts, part, &PartRow::part);
    if (row == std::end(kParts) || (row->*text).empty()) {
        throw Error(Code::feature_not_supported, "timestamp units \"{}\" not supported",
                    date_part_name(part)).at(expr.span);
    }
    return *row;
}

bool adds_years(DatePart part) {
    return part == DatePart::year || part == DatePart::decade || part == DatePart::century ||
           part == DatePart::millennium;
}

/// A timestamp with time zone as the session's local time, a time with time zone as the time of UTC; other values as they are.
std::string local_value(Emitter& emitter, const BoundExpr& expr) {
    std::string text = emitter.expression(expr);
    if (expr.type.id == TypeId::timetz) return fmt::format("timezone('UTC', {})", text);
    return expr.type.id == TypeId::timestamptz ? emitter.local_time(text) : text;
}

/// Seconds between UTC and the session's time zone at an instant; of a time with time zone, its own.
std::string zone_offset(Emitter& emitter, const BoundExpr& expr) {
    const std::string instant = emitter.expression(expr);
    if (expr.type.id == TypeId::timetz) return fmt::format("date_part('timezone', {})", instant);
    return fmt::format("date_diff('second', make_timestamp(epoch_us({})), {})", instant,
                       emitter.local_time(instant));
}

/// The part as a whole number of the engine's type BIGINT.
std::string whole_part(Emitter& emitter, const BoundExpr& part_expr, const BoundExpr& value) {
    switch (constant_part(part_expr)) {
        case DatePart::timezone: return zone_offset(emitter, value);
        case DatePart::timezone_hour: return fmt::format("({} // 3600)", zone_offset(emitter, value));
        case DatePart::timezone_minute: return fmt::format("({} // 60 % 60)", zone_offset(emitter, value));
        case DatePart::epoch:
            return substitute(part_row(part_expr, &PartRow::extract).extract, "{1}",
                              emitter.expression(value));
        default: {
            // The parts of a time with time zone are those of its own zone.
            const bool own = value.type.id == TypeId::timetz;
            return substitute(part_row(part_expr, &PartRow::extract).extract, "{1}",
                              own ? emitter.expression(value) : local_value(emitter, value));
        }
    }
}

/// The part with the fraction of its seconds.
std::string exact_part(Emitter& emitter, const BoundExpr& part, const BoundExpr& value) {
    switch (constant_part(part)) {
        case DatePart::epoch: return fmt::format("epoch({})", emitter.expression(value));
        case DatePart::second: return fmt::format("(microsecond({}) / 1e6)", emitter.expression(value));
        default: return fmt::format("CAST({} AS DOUBLE)", whole_part(emitter, part, value));
    }
}

}  // namespace

std::string Emitter::local_time(const std::string& instant) {
    context_.uses_session_values = true;
    if (context_.text.time_zone.is_utc()) return fmt::format("make_timestamp(epoch_us({}))", instant);
    return fmt::format("bs_timestamptz_to_timestamp({}, {})", instant, quote_literal(context_.text.time_zone.name()));
}

std::string Emitter::instant(const std::string& local) {
    context_.uses_session_values = true;
    if (context_.text.time_zone.is_utc()) return fmt::format("make_timestamptz(epoch_us({}))", local);
    return fmt::format("bs_timestamp_to_timestamptz({}, {})", local, quote_literal(context_.text.time_zone.name()));
}

std::string emit_dateadd(Emitter& emitter, const BoundCall& call) {
    const PartRow& part = part_row(*call.arguments[0], &PartRow::add);
    const std::string interval =
        substitute(part.add, "{n}", emitter.expression(*call.arguments[1]));
    const BoundExpr& value = *call.arguments[2];
    const bool zoned = value.type.id == TypeId::timestamptz;
    const std::string start = local_value(emitter, value);
    std::string sum = fmt::format("({} + {})", start, interval);
    if (adds_years(part.part)) {
        // February 29 a year later is March 1, where the engine says February 28.
        sum = fmt::format("({0} + to_days(CAST(day({0}) <> day({1}) AS INTEGER)))", sum, start);
    }
    return zoned ? emitter.instant(sum) : sum;
}

std::string emit_datediff(Emitter& emitter, const BoundCall& call) {
    const PartRow& part = part_row(*call.arguments[0], &PartRow::diff);
    std::string from = local_value(emitter, *call.arguments[1]);
    std::string to = local_value(emitter, *call.arguments[2]);
    if (call.arguments[1]->type.id == TypeId::timetz) {
        from = fmt::format("CAST({} AS TIME)", from);
        to = fmt::format("CAST({} AS TIME)", to);
    }
    if (part.part == DatePart::week) {
        // Calendar weeks, from Monday; the engine counts spans of seven days.
        return fmt::format("(date_diff('day', date_trunc('week', {}), date_trunc('week', {})) // 7)", from,
                           to);
    }
    return fmt::format("date_diff('{}', {}, {})", part.diff, from, to);
}

std::string emit_date_part(Emitter& emitter, const BoundCall& call) {
    return exact_part(emitter, *call.arguments[0], *call.arguments[1]);
}

std::string emit_extract(Emitter& emitter, const BoundCall& call) {
    if (call.type.id == TypeId::double_) {
        return exact_part(emitter, *call.arguments[0], *call.arguments[1]);
    }
    return fmt::format("CAST({} AS {})", whole_part(emitter, *call.arguments[0], *call.arguments[1]),
                       engine_type(call.type));
}

std::string emit_date_trunc(Emitter& emitter, const BoundCall& call) {
    const PartRow& part = part_row(*call.arguments[0], &PartRow::trunc);
    const BoundExpr& value = *call.arguments[1];
    std::string start = substitute(part.trunc, "{1}", local_value(emitter, value));
    return value.type.id == TypeId::timestamptz ? emitter.instant(start) : start;
}

}  // namespace blueshift::emit
