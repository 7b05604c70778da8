#include "copy/field_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "copy/conversion.h"
#include "copy/text_check.h"
#include "functions/native/casts.h"
#include "functions/native/lengths.h"
#include "functions/native/load_fields.h"
#include "types/text_scan.h"

namespace blueshift::copy {

namespace {

using enum TypeId;

FieldProblem invalid_digit(std::string_view text, Type type) {
    const bool decimal_type = type.id == decimal;
    std::size_t position = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    bool point = false;
    for (; position < text.size(); ++position) {
        const char c = text[position];
        if (c >= '0' && c <= '9') continue;
        if (!decimal_type || c != '.' || point) break;
        point = true;
    }
    const std::string_view value = position < text.size() ? text.substr(position, 1) : std::string_view();
    static constexpr struct { TypeId id; const char* name; } kNames[] = {
        {smallint, "Short"}, {integer, "Integer"}, {bigint, "Long"}, {oid, "Integer"}, {decimal, "Decimal"}};
    const auto* name = std::ranges::find(kNames, type.id, [](const auto& row) { return row.id; });
    return {type.id == decimal ? load_code::kDecimal : load_code::kDigit, static_cast<int>(position),
            fmt::format("Invalid digit, Value '{}', Pos {}, Type: {}", value, position, name->name)};
}

/// What a conversion's error means for a column of `type`.
FieldProblem problem_of(const Error& error, std::string_view text, Type type) {
    const bool overflow = error.code() == Code::numeric_value_out_of_range;
    switch (type.id) {
        case smallint: case integer: case bigint: case oid:
            if (!overflow) return invalid_digit(text, type);
            return {load_code::kOverflow, 0, fmt::format("Overflow, value out of range for type {}", format_type(type))};
        case decimal:
            if (!overflow) return invalid_digit(text, type);
            return {load_code::kDoesNotFit, 0, "Numeric data overflow (result precision)"};
        case real: case double_:
            return {overflow ? load_code::kDoesNotFit : load_code::kFloat, 0,
                    overflow ? "Value out of range for type " + format_type(type) : "Invalid floating point format"};
        case boolean: return {load_code::kBoolean, 0, "Unknown boolean format"};
        case date: return {load_code::kDate, 0, error.message()};
        case timestamp: case timestamptz: return {load_code::kTimestamp, 0, error.message()};
        case super: return {load_code::kJson, 0, "Invalid JSON format"};
        default: return {load_code::kOther, 0, error.message()};
    }
}

void convert(std::string_view text, Type type, const LoadOptions& options, const TextSettings& settings) {
    const std::string_view order = date_order_name(settings.date_order);
    switch (type.id) {
        case boolean: functions::text_to_boolean(text); break;
        case decimal:
            functions::load_decimal(text, decimal_precision(type), options.round_decimals, {decimal_scale(type)});
            break;
        case date: functions::load_date(text, options.date_format, order); break;
        case timestamp: functions::load_timestamp(text, options.time_format, order); break;
        case timestamptz:
            functions::load_timestamptz(text, options.time_format, order, settings.time_zone.name());
            break;
        case super:
            if (!nlohmann::json::accept(text)) throw Error(Code::invalid_text_representation, "Invalid JSON format");
            break;
        case varbyte: {
            const bool hex = text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
            if (!hex) throw Error(Code::invalid_text_representation, "Invalid hexadecimal digits");
            const auto limit = static_cast<std::size_t>(length_limit(type).value_or(kVarbyteBytesMax));
            if (text.size() / 2 > limit) throw Error(Code::string_data_right_truncation, "Length exceeds DDL length");
            break;
        }
        default: value_from_text(type, text, settings); break;
    }
}

std::optional<FieldProblem> check_string(const catalog::Column& column, std::string_view text, const LoadOptions& options) {
    const bool is_char = column.type.id == char_;
    if (const auto bad = find_bad_sequence(text)) {
        return FieldProblem{load_code::kCharacters, static_cast<int>(bad->offset), bad_sequence_reason(text, *bad)};
    }
    if (is_char) {
        const auto wide = std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (wide != text.end()) {
            const auto offset = static_cast<std::size_t>(wide - text.begin());
            constexpr std::size_t kShownBytesMax = 4;
            return FieldProblem{load_code::kCharacters, static_cast<int>(offset),
                                fmt::format("Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: {}",
                                            hex_bytes(text.substr(offset, kShownBytesMax)))};
        }
    }
    const auto limit = static_cast<std::size_t>(length_limit(column.type).value_or(kVarcharBytesMax));
    const bool too_long = text.size() > limit && text.find_first_not_of(' ', limit) != std::string_view::npos;
    if (too_long && !options.truncate_columns) {
        return FieldProblem{load_code::kDoesNotFit, static_cast<int>(limit), "String length exceeds DDL length"};
    }
    return std::nullopt;
}

/// Whether the field ends up NULL in a column of this type.
bool becomes_null(const catalog::Column& column, const Field& field, const LoadOptions& options) {
    if (field.is_null) return true;
    const bool blank = trim_blanks(field.text).empty();
    if (!is_string(column.type.id)) return blank;
    return (options.empty_as_null && field.text.empty()) || (options.blanks_as_null && blank && !field.text.empty());
}

}  // namespace

std::optional<FieldProblem> check_field(const catalog::Column& column, Field& field, const LoadOptions& options,
                                        const TextSettings& settings) {
    if (becomes_null(column, field, options)) {
        if (!column.not_null) return std::nullopt;
        return FieldProblem{load_code::kNotNull, 0, "Missing data for not-null field"};
    }
    if (options.null_text == std::string_view("\0", 1) && field.text.find('\0') != std::string::npos) {
        return FieldProblem{load_code::kNul, static_cast<int>(field.text.find('\0')), "Field with the NULL marker is longer than one byte"};
    }
    if (is_string(column.type.id)) {
        if (options.invalid_replacement && column.type.id != char_) {
            field.text = replace_bad_sequences(field.text, *options.invalid_replacement);
        }
        return check_string(column, field.text, options);
    }
    const std::string_view text = trim_blanks(field.text);
    try {
        convert(text, column.type, options, settings);
    } catch (const Error& error) {
        const bool is_date = column.type.id == date || column.type.id == timestamp || column.type.id == timestamptz;
        if (is_date && options.accept_any_date) return std::nullopt;
        return problem_of(error, text, column.type);
    }
    return std::nullopt;
}

std::string load_type_name(Type type) { return std::string(type_info(type.id).typname); }

std::string load_type_length(Type type) {
    if (type.id == decimal) return fmt::format("{},{}", decimal_precision(type), decimal_scale(type));
    const auto limit = length_limit(type);
    return limit ? std::to_string(*limit) : "0";
}

}  // namespace blueshift::copy
