#include "functions/native/datetime_template.h"

#include <algorithm>

#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

using enum DatetimeToken;

struct TokenName {
    std::string_view name;  ///< in upper case
    DatetimeToken token;
};

// To add a token: a row, longer names before their prefixes; what it prints in to_char_datetime.cpp, what it reads in to_date.cpp.
constexpr TokenName kTokens[] = {
    {"A.D.", era_dots},       {"A.M.", meridian_dots}, {"AD", era},         {"AM", meridian},
    {"B.C.", era_dots},       {"BC", era},             {"CC", century},     {"DAY", day_name},
    {"DDD", day_of_year},     {"DD", day},             {"DY", day_short},   {"D", weekday},
    {"HH24", hour24},         {"HH12", hour12},        {"HH", hour12},      {"IDDD", iso_day_of_year},
    {"ID", iso_weekday},      {"IW", iso_week},        {"IYYY", iso_year4}, {"IYY", iso_year3},
    {"IY", iso_year2},        {"I", iso_year1},        {"J", julian},       {"MI", minute},
    {"MM", month},            {"MONTH", month_name},   {"MON", month_short}, {"MS", millisecond},
    {"OF", zone_offset},      {"P.M.", meridian_dots}, {"PM", meridian},    {"Q", quarter},
    {"RM", roman_month},      {"SSSSS", day_seconds},  {"SSSS", day_seconds}, {"SS", second},
    {"TZ", zone_name},        {"US", microsecond},     {"WW", week_of_year}, {"W", week_of_month},
    {"Y,YYY", year_comma},    {"YYYY", year4},         {"YYY", year3},      {"YY", year2},
    {"Y", year1},
};

bool starts_with_token(std::string_view text, std::string_view name) {
    return text.size() >= name.size() &&
           std::equal(name.begin(), name.end(), text.begin(), [](char a, char b) { return a == to_upper(b); });
}

const TokenName* find_token(std::string_view text) {
    const auto* row = std::ranges::find_if(kTokens, [&](const TokenName& candidate) {
        return starts_with_token(text, candidate.name);
    });
    return row == std::end(kTokens) ? nullptr : row;
}

LetterCase case_of(std::string_view written) {
    if (to_upper(written[0]) != written[0]) return LetterCase::lower;
    return written.size() > 1 && to_upper(written[1]) != written[1] ? LetterCase::capitalized : LetterCase::upper;
}

void append_literal(DatetimeTemplate& out, std::string_view text) {
    if (!out.empty() && out.back().token == literal) {
        out.back().text += text;
    } else {
        out.push_back({.text = std::string(text)});
    }
}

/// Takes a text in double quotes, in which a backslash makes the next character ordinary.
void take_quoted(DatetimeTemplate& out, std::string_view& text) {
    text.remove_prefix(1);
    std::string quoted;
    while (!text.empty() && text[0] != '"') {
        if (text[0] == '\\' && text.size() > 1) text.remove_prefix(1);
        quoted += text[0];
        text.remove_prefix(1);
    }
    if (!text.empty()) text.remove_prefix(1);
    append_literal(out, quoted);
}

Ordinal take_ordinal(std::string_view& text) {
    if (!starts_with_token(text, "TH")) return Ordinal::none;
    const Ordinal out = text[0] == 'T' ? Ordinal::upper : Ordinal::lower;
    text.remove_prefix(2);
    return out;
}

DatetimeTemplate parse(std::string_view text) {
    DatetimeTemplate out;
    while (!text.empty()) {
        const std::string_view before = text;
        const bool no_fill = starts_with_token(text, "FM");
        if (no_fill) text.remove_prefix(2);
        if (const TokenName* row = find_token(text)) {
            const std::string_view written = text.substr(0, row->name.size());
            text.remove_prefix(row->name.size());
            const Ordinal ordinal = is_digit_token(row->token) ? take_ordinal(text) : Ordinal::none;
            out.push_back({row->token, case_of(written), !no_fill, ordinal, std::string(written)});
        } else if (no_fill) {
            continue;  // FM in front of nothing
        } else if (text[0] == '"') {
            take_quoted(out, text);
        } else {
            append_literal(out, before.substr(0, 1));
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace

bool is_digit_token(DatetimeToken token) {
    switch (token) {
        case literal:
        case meridian:
        case meridian_dots:
        case era:
        case era_dots:
        case month_name:
        case month_short:
        case roman_month:
        case day_name:
        case day_short:
        case zone_name:
        case zone_offset: return false;
        default: return true;
    }
}

const DatetimeTemplate& datetime_template(std::string_view text) {
    thread_local std::string last_text;
    thread_local DatetimeTemplate last;
    if (text != last_text) {
        last = parse(text);
        last_text = text;
    }
    return last;
}

}  // namespace blueshift::functions
