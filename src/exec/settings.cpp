#include "exec/settings.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/error.h"

namespace blueshift::exec {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(trim(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

Error invalid_value(const SettingRow& row, std::string_view value) {
    return Error(Code::invalid_parameter_value, "invalid value for parameter \"{}\": \"{}\"", row.name, value);
}

std::string checked_boolean(const SettingRow& row, std::string_view value) {
    const std::string word = lower(trim(value));
    if (word == "on" || word == "true" || word == "t" || word == "yes" || word == "y" || word == "1") return "on";
    if (word == "off" || word == "false" || word == "f" || word == "no" || word == "n" || word == "0") {
        return "off";
    }
    throw Error(Code::invalid_parameter_value, "parameter \"{}\" requires a Boolean value", row.name);
}

/// A number, with a unit of time for those who write one; milliseconds.
std::string checked_integer(const SettingRow& row, std::string_view value) {
    value = trim(value);
    long number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc()) throw invalid_value(row, value);
    const std::string unit = lower(trim(value.substr(end - value.data())));
    if (!unit.empty()) {
        const long factor = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "min" ? 60'000
                            : unit == "h"  ? 3'600'000 : unit == "d" ? 86'400'000 : 0;
        if (factor == 0 || row.name.find("timeout") == std::string_view::npos) throw invalid_value(row, value);
        number *= factor;
    }
    if (number < row.min || number > row.max) {
        throw Error(Code::invalid_parameter_value, "{} is outside the valid range for parameter \"{}\" ({} .. {})",
                    number, row.name, row.min, row.max);
    }
    return std::to_string(number);
}

std::string checked_decimal(const SettingRow& row, std::string_view value) {
    value = trim(value);
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) throw invalid_value(row, value);
    if (number < static_cast<double>(row.min) || number > static_cast<double>(row.max)) {
        throw Error(Code::invalid_parameter_value, "{} is outside the valid range for parameter \"{}\" ({} .. {})",
                    value, row.name, row.min, row.max);
    }
    return std::string(value);
}

std::string checked_choice(const SettingRow& row, std::string_view value) {
    for (const std::string_view choice : split(row.choices, '|')) {
        if (lower(choice) == lower(trim(value))) return std::string(choice);
    }
    throw invalid_value(row, value);
}

/// DateStyle as `<output>, <order>`; either part may be missing and is then kept.
std::string checked_date_style(const SettingRow& row, std::string_view value, const std::string& current) {
    std::string style = current.substr(0, current.find(','));
    std::string order = current.substr(current.find(' ') + 1);
    for (const std::string_view part : split(value, ',')) {
        const std::string word = lower(part);
        if (word == "iso") style = "ISO";
        else if (word == "sql" || word == "postgres" || word == "german") {
            throw Error(Code::feature_not_supported, "DateStyle {} is not supported", part)
                .hint("Only the ISO output form is supported.");
        }
        else if (word == "mdy" || word == "us" || word == "noneuro" || word == "noneuropean") order = "MDY";
        else if (word == "dmy" || word == "euro" || word == "european") order = "DMY";
        else if (word == "ymd") order = "YMD";
        else if (word == "default") { style = "ISO"; order = "MDY"; }
        else throw invalid_value(row, value);
    }
    return style + ", " + order;
}

/// Zone names, and hours as a number: `-8` is eight hours west.
std::string checked_time_zone(std::string_view value) {
    value = trim(value);
    double hours = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), hours);
    if (error == std::errc() && end == value.data() + value.size()) {
        const int minutes = static_cast<int>(hours * 60);
        // POSIX zones count west of Greenwich as positive.
        return TimeZone::find(fmt::format("<{0:+03d}{1}>{2:+d}:{3:02d}", minutes / 60,
                                          minutes % 60 != 0 ? fmt::format(":{:02d}", std::abs(minutes % 60)) : "",
                                          -minutes / 60, std::abs(minutes % 60)))
            .name();
    }
    if (lower(value) == "local" || lower(value) == "default") return "UTC";
    return TimeZone::find(value).name();
}

std::string checked_list(std::string_view value) {
    std::string out;
    for (const std::string& name : split_name_list(value)) {
        const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
            return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80;
        });
        out += out.empty() ? "" : ", ";
        out += plain ? name : "\"" + name + "\"";
    }
    return out;
}

std::string checked_encoding(const SettingRow& row, std::string_view value) {
    // PostgreSQL looks at letters and digits only: 'utf-8', in quotes, is what asyncpg sends.
    std::string word = lower(value);
    std::erase_if(word, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    if (word == "utf8" || word == "unicode" || word == "sqlascii") return "UTF8";
    throw Error(Code::feature_not_supported, "conversion between {} and UTF8 is not supported", value)
        .detail(fmt::format("The parameter \"{}\" can only be UTF8.", row.name));
}

std::string checked(const SettingRow& row, std::string_view value, const std::string& current) {
    if (row.name == "client_encoding") return checked_encoding(row, value);
    switch (row.kind) {
        case SettingKind::text: return std::string(value);
        case SettingKind::boolean: return checked_boolean(row, value);
        case SettingKind::integer: return checked_integer(row, value);
        case SettingKind::decimal: return checked_decimal(row, value);
        case SettingKind::choice: return checked_choice(row, value);
        case SettingKind::time_zone: return checked_time_zone(value);
        case SettingKind::date_style: return checked_date_style(row, value, current);
        case SettingKind::list: return checked_list(value);
    }
    return std::string(value);
}

/// Session context variables have a dot in their name.
bool is_context_variable(std::string_view name) { return name.find('.') != std::string_view::npos; }

Error unrecognized(std::string_view name) {
    return Error(Code::undefined_object, "unrecognized configuration parameter \"{}\"", name);
}

}  // namespace

std::vector<std::string> split_name_list(std::string_view text) {
    std::vector<std::string> names;
    std::size_t position = 0;
    while (position < text.size()) {
        while (position < text.size() && (text[position] == ' ' || text[position] == ',')) ++position;
        if (position >= text.size()) break;
        std::string name;
        if (text[position] == '"' || text[position] == '\'') {
            const char quote = text[position++];
            while (position < text.size() && text[position] != quote) name += text[position++];
            ++position;
        } else {
            while (position < text.size() && text[position] != ',') name += text[position++];
            name = lower(trim(name));
        }
        names.push_back(std::move(name));
    }
    return names;
}

Settings::Settings() {
    for (const SettingRow& row : setting_rows()) defaults_[std::string(row.name)] = row.default_value;
    values_ = defaults_;
}

const std::string& Settings::get(std::string_view name) const {
    const SettingRow* row = find_setting(name);
    const auto found = values_.find(row != nullptr ? std::string(row->name) : lower(name));
    if (found == values_.end()) throw unrecognized(name);
    return found->second;
}

std::optional<std::string> Settings::find(std::string_view name) const {
    const SettingRow* row = find_setting(name);
    const auto found = values_.find(row != nullptr ? std::string(row->name) : lower(name));
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

void Settings::set(std::string_view name, std::string_view value) {
    const SettingRow* row = find_setting(name);
    if (row == nullptr) {
        if (!is_context_variable(name)) throw unrecognized(name);
        values_[lower(name)] = value;
        return;
    }
    if (row->read_only) {
        throw Error(Code::cant_change_runtime_param, "parameter \"{}\" cannot be changed", row->name);
    }
    std::string& current = values_[std::string(row->name)];
    current = checked(*row, value, current);
    refresh_text();
}

void Settings::set_internal(std::string_view name, std::string value) {
    values_[std::string(name)] = value;
    defaults_[std::string(name)] = std::move(value);
    refresh_text();
}

void Settings::reset(std::string_view name) {
    const SettingRow* row = find_setting(name);
    if (row == nullptr) {
        if (!is_context_variable(name)) throw unrecognized(name);
        values_.erase(lower(name));
        return;
    }
    if (row->read_only) {
        throw Error(Code::cant_change_runtime_param, "parameter \"{}\" cannot be changed", row->name);
    }
    values_[std::string(row->name)] = defaults_.at(std::string(row->name));
    refresh_text();
}

void Settings::reset_all() {
    values_ = defaults_;
    refresh_text();
}

void Settings::set_session_default(std::string_view name, std::string_view value) {
    const SettingRow* row = find_setting(name);
    set(name, value);
    if (row != nullptr) defaults_[std::string(row->name)] = values_[std::string(row->name)];
}

long Settings::integer(std::string_view name) const {
    const std::string& value = get(name);
    long number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

std::vector<std::string> Settings::search_path() const { return split_name_list(get("search_path")); }

void Settings::refresh_text() {
    text_.extra_float_digits = static_cast<int>(integer("extra_float_digits"));
    const std::string& style = get("datestyle");
    const std::string order = style.substr(style.find(' ') + 1);
    text_.date_order = order == "DMY" ? DateOrder::dmy : order == "YMD" ? DateOrder::ymd : DateOrder::mdy;
    if (text_.time_zone.name() != get("timezone")) text_.time_zone = TimeZone::find(get("timezone"));
}

}  // namespace blueshift::exec
