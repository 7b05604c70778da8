#pragma once
/// Session settings as data: SET, RESET, SHOW and what clients send at start.  Doc: dg/cm_chap_ConfigurationRef
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types/text.h"

namespace blueshift::exec {

enum class SettingKind : unsigned char {
    text,        ///< any text
    boolean,     ///< on, off, true, false, yes, no, 1, 0
    integer,     ///< between `min` and `max`; time units are taken in milliseconds
    decimal,     ///< a number with a fraction between `min` and `max`
    choice,      ///< one of `choices`
    time_zone,
    date_style,
    list,        ///< names separated by commas
};

/// One setting.
struct SettingRow {
    std::string_view name;
    std::string_view default_value;
    SettingKind kind = SettingKind::text;
    long min = 0;
    long max = 0;
    std::string_view choices;        ///< separated by |
    bool reported = false;           ///< sent to the client with ParameterStatus
    bool read_only = false;
    bool hidden = false;             ///< accepted for clients' sake, not in SHOW ALL
    std::string_view reported_name;  ///< when ParameterStatus spells it in its own way
    std::string_view description;
};

std::span<const SettingRow> setting_rows();
/// Null when unknown. Names are not case-sensitive.
const SettingRow* find_setting(std::string_view name);

/// The values of one session. Values are kept as SHOW prints them.
class Settings {
public:
    Settings();

    /// Value of a setting or of a context variable (`a.b`). Throws undefined_object (42704) `unrecognized configuration parameter "x"`.
    const std::string& get(std::string_view name) const;
    /// The same, nothing when unknown.
    std::optional<std::string> find(std::string_view name) const;
    /// Checks and sets. Throws invalid_parameter_value (22023), undefined_object (42704), cant_change_runtime_param (55P02).
    void set(std::string_view name, std::string_view value);
    /// Sets what the server itself decides, read-only ones included.
    void set_internal(std::string_view name, std::string value);
    void reset(std::string_view name);
    void reset_all();
    /// What RESET goes back to in this session.
    void set_session_default(std::string_view name, std::string_view value);

    bool is_on(std::string_view name) const { return get(name) == "on"; }
    long integer(std::string_view name) const;
    /// search_path as names, `$user` not yet replaced.
    std::vector<std::string> search_path() const;
    /// What reading and showing values depends on; `now_micros` is left at 0.
    const TextSettings& text() const { return text_; }
    const std::map<std::string, std::string>& all() const { return values_; }

    bool operator==(const Settings& other) const { return values_ == other.values_; }

private:
    void refresh_text();

    std::map<std::string, std::string> values_;
    std::map<std::string, std::string> defaults_;
    TextSettings text_;
};

/// Splits a list of names as search_path holds it: commas, optional double quotes.
std::vector<std::string> split_name_list(std::string_view text);

}  // namespace blueshift::exec
