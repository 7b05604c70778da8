#pragma once
/// English names of months and days.
#include <array>
#include <string_view>

namespace blueshift::functions {

inline constexpr std::array<std::string_view, 12> kMonthNames = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
inline constexpr std::array<std::string_view, 12> kRomanMonths = {
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
/// From Sunday.
inline constexpr std::array<std::string_view, 7> kDayNames = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
/// Letters of a short name, of a month or a day.
inline constexpr std::size_t kShortName = 3;

}  // namespace blueshift::functions
