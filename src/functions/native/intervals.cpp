#include "functions/native/intervals.h"

#include <cmath>
#include <limits>

#include "base/error.h"
#include "types/datetime.h"

namespace blueshift::functions {

namespace {

[[noreturn]] void throw_out_of_range() { throw Error(Code::interval_field_overflow, "interval out of range"); }

template <class T>
T whole(double value) {
    // The largest integers are no doubles; one below the next power of two is safe.
    constexpr double kLimit = static_cast<double>(std::numeric_limits<T>::max() / 2) * 2;
    if (!(std::fabs(value) <= kLimit)) throw_out_of_range();
    return static_cast<T>(value);
}

/// Rounds to microseconds of a day, so that 0.1 of ten days is one day.
double clean_days(double days) { return std::round(days * static_cast<double>(kMicrosPerDay)) / static_cast<double>(kMicrosPerDay); }

Interval scaled(const Interval& interval, double factor) {
    constexpr double kDaysPerMonth = 30;
    const double months = interval.months * factor;
    const double days = interval.days * factor;
    Interval out;
    out.months = whole<std::int32_t>(months);
    const double month_days = clean_days((months - out.months) * kDaysPerMonth);
    const double whole_days = std::trunc(month_days) + std::trunc(days);
    const double day_rest = clean_days((month_days - std::trunc(month_days)) + (days - std::trunc(days)));
    out.days = whole<std::int32_t>(whole_days + std::trunc(day_rest));
    const double micros = static_cast<double>(interval.micros) * factor +
                          (day_rest - std::trunc(day_rest)) * static_cast<double>(kMicrosPerDay);
    out.micros = whole<std::int64_t>(std::rint(micros));
    return out;
}

double inverse(double divisor) {
    if (divisor == 0) throw Error(Code::division_by_zero, "division by zero");
    return 1 / divisor;
}

}  // namespace

Interval interval_multiply(Interval interval, double factor) { return scaled(interval, factor); }
Interval interval_divide(Interval interval, double divisor) { return scaled(interval, inverse(divisor)); }

Interval interval_ym_multiply(Interval interval, double factor) {
    return {whole<std::int32_t>(std::rint(interval.months * factor)), 0, 0};
}

Interval interval_ym_divide(Interval interval, double divisor) {
    inverse(divisor);
    return {whole<std::int32_t>(std::rint(interval.months / divisor)), 0, 0};
}

}  // namespace blueshift::functions
