#include "external/cleansing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "emit/emitter.h"
#include "external/format.h"

namespace blueshift::external {

namespace {

struct HandlingRow {
    std::string_view word;
    Handling handling;
};
constexpr HandlingRow kHandlings[] = {
    {"DISABLED", Handling::disabled}, {"FAIL", Handling::fail},         {"SET_TO_NULL", Handling::set_to_null},
    {"DROP_ROW", Handling::drop_row}, {"TRUNCATE", Handling::truncate}, {"REPLACE", Handling::replace},
};

struct PropertyRow {
    std::string_view name;
    Handling Cleansing::*member;
    Handling otherwise;          ///< when data is cleansed and the property is not given
    std::string_view excluded;   ///< words that it does not take
};
// clang-format off
constexpr PropertyRow kProperties[] = {
    {"column_count_mismatch_handling", &Cleansing::column_count,     Handling::disabled,    "TRUNCATE REPLACE"},
    {"invalid_char_handling",          &Cleansing::invalid_chars,    Handling::disabled,    "TRUNCATE"},
    {"numeric_overflow_handling",      &Cleansing::numeric_overflow, Handling::disabled,    "TRUNCATE REPLACE"},
    {"surplus_bytes_handling",         &Cleansing::surplus_bytes,    Handling::set_to_null, "REPLACE"},
    {"surplus_char_handling",          &Cleansing::surplus_chars,    Handling::set_to_null, "REPLACE"},
};
// clang-format on

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
    return text;
}

Handling read_handling(const PropertyRow& row, const std::string& text) {
    const std::string word = upper(text);
    for (const HandlingRow& handling : kHandlings) {
        if (handling.word == word && row.excluded.find(word) == std::string_view::npos) return handling.handling;
    }
    throw Error(Code::invalid_parameter_value, "invalid value for table property \"{}\": \"{}\"", row.name, text);
}

/// `value` where `fits` holds; otherwise what `handling` says.
std::string handled(const std::string& value, const std::string& fits, Handling handling, const std::string& message,
                    RowValues& row) {
    switch (handling) {
        case Handling::drop_row: row.conditions.push_back(fmt::format("coalesce({}, true)", fits)); return value;
        case Handling::fail:
            return fmt::format("CASE WHEN coalesce({}, true) THEN {} ELSE {} END", fits, value, failure(message, value));
        default: return fmt::format("CASE WHEN {} THEN {} END", fits, value);
    }
}

}  // namespace

Cleansing read_cleansing(const std::map<std::string, std::string>& parameters) {
    Cleansing cleansing;
    const std::string enabled = upper(parameter(parameters, "data_cleansing_enabled"));
    if (!enabled.empty() && enabled != "TRUE" && enabled != "FALSE") {
        throw Error(Code::invalid_parameter_value, "invalid value for table property \"data_cleansing_enabled\": \"{}\"",
                    parameter(parameters, "data_cleansing_enabled"));
    }
    for (const PropertyRow& row : kProperties) {
        const std::string text = parameter(parameters, std::string(row.name));
        const Handling given = text.empty() ? row.otherwise : read_handling(row, text);
        if (enabled == "TRUE") cleansing.*row.member = given;
    }
    cleansing.replacement = parameter(parameters, "replacement_char");
    if (cleansing.invalid_chars == Handling::replace && cleansing.replacement.empty()) {
        throw Error(Code::invalid_parameter_value, "invalid_char_handling REPLACE needs replacement_char");
    }
    return cleansing;
}

std::string failure(const std::string& message, const std::string& anything) {
    return fmt::format("error({} || left(CAST({} AS VARCHAR), 0))", emit::quote_literal(message), anything);
}

std::string fitted(const std::string& text, Type type, const Cleansing& cleansing, RowValues& row) {
    if (type.id == TypeId::varbyte) {
        if (!length_limit(type)) return text;
        const int limit = *length_limit(type);
        if (cleansing.surplus_bytes == Handling::disabled || cleansing.surplus_bytes == Handling::truncate) {
            return fmt::format("unhex(left(hex({}), {}))", text, 2 * limit);
        }
        return handled(text, fmt::format("octet_length({}) <= {}", text, limit), cleansing.surplus_bytes,
                       "surplus bytes in a VARBYTE column", row);
    }
    const int limit = length_limit(type).value_or(kVarcharBytesMax);
    const std::string cut = fmt::format("bs_truncate_varchar({}, {})", text, limit);
    std::string value = cut;
    if (cleansing.surplus_chars != Handling::disabled && cleansing.surplus_chars != Handling::truncate) {
        value = handled(text, fmt::format("strlen({}) <= {}", text, limit), cleansing.surplus_chars,
                        "surplus characters in a VARCHAR or CHAR column", row);
    }
    return type.id == TypeId::char_ ? fmt::format("rtrim({}, ' ')", value) : value;
}

std::string fitted_number(const std::string& value, Type type, const Cleansing& cleansing, RowValues& row) {
    const std::string number = fmt::format("TRY_CAST({} AS {})", value, emit::engine_type(type));
    if (cleansing.numeric_overflow == Handling::disabled || cleansing.numeric_overflow == Handling::set_to_null) return number;
    return handled(number, fmt::format("({} IS NULL OR {} IS NOT NULL)", value, number), cleansing.numeric_overflow,
                   "numeric overflow", row);
}

}  // namespace blueshift::external
