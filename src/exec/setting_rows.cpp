/// The settings. To add one: a row, sorted by name, and a case in tests/slt/session/settings.slt.
#include <algorithm>
#include <array>

#include "exec/settings.h"

namespace blueshift::exec {

namespace {

using K = SettingKind;

// clang-format off
constexpr SettingRow kRows[] = {
    {.name = "analyze_threshold_percent", .default_value = "10", .kind = K::decimal, .max = 100, .description = "Changed rows that make ANALYZE worth it, in percent."},
    {.name = "application_name", .default_value = "", .reported = true, .description = "Name that the client gives itself."},
    {.name = "auto_mv", .default_value = "on", .kind = K::boolean, .description = "Automated materialized views."},
    {.name = "bytea_output", .default_value = "hex", .hidden = true},
    {.name = "case_sensitive", .default_value = "off", .kind = K::boolean, .hidden = true},
    {.name = "cast_super_null_on_error", .default_value = "on", .kind = K::boolean, .description = "A SUPER value that does not fit a cast becomes NULL."},
    {.name = "client_encoding", .default_value = "UTF8", .reported = true, .description = "Encoding of the client; always UTF8."},
    {.name = "client_min_messages", .default_value = "notice", .kind = K::choice, .choices = "debug5|debug4|debug3|debug2|debug1|debug|log|info|notice|warning|error|fatal|panic", .hidden = true},
    {.name = "datashare_break_glass_session_var", .default_value = "", .description = "Permission to drop certain datashares."},
    {.name = "datashare_enabled", .default_value = "on", .kind = K::boolean, .reported = true, .read_only = true, .hidden = true},
    {.name = "datestyle", .default_value = "ISO, MDY", .kind = K::date_style, .reported = true, .reported_name = "DateStyle", .description = "Output form and input order of dates."},
    {.name = "default_geometry_encoding", .default_value = "2", .kind = K::integer, .min = 1, .max = 2, .description = "Whether new geometries carry a bounding box."},
    {.name = "default_transaction_isolation", .default_value = "serializable", .hidden = true},
    {.name = "default_transaction_read_only", .default_value = "off", .kind = K::boolean, .hidden = true},
    {.name = "describe_field_name_in_uppercase", .default_value = "off", .kind = K::boolean, .description = "Result column names in upper case."},
    {.name = "downcase_delimited_identifier", .default_value = "on", .kind = K::boolean, .description = "Quoted identifiers are folded to lower case."},
    {.name = "enable_case_sensitive_identifier", .default_value = "off", .kind = K::boolean, .description = "Quoted identifiers keep their case."},
    {.name = "enable_case_sensitive_super_attribute", .default_value = "off", .kind = K::boolean, .description = "SUPER attribute names keep their case."},
    {.name = "enable_numeric_rounding", .default_value = "on", .kind = K::boolean, .description = "Rounding of numeric results."},
    {.name = "enable_result_cache_for_session", .default_value = "on", .kind = K::boolean, .description = "Use of the result cache."},
    {.name = "enable_spectrum_oid", .default_value = "on", .kind = K::boolean, .description = "The pseudo-column $spectrum_oid."},
    {.name = "enable_vacuum_boost", .default_value = "off", .kind = K::boolean, .description = "VACUUM with BOOST by default."},
    {.name = "error_on_nondeterministic_update", .default_value = "off", .kind = K::boolean, .description = "UPDATE with several matches per row is an error."},
    {.name = "extra_float_digits", .default_value = "0", .kind = K::integer, .min = -15, .max = 3, .description = "Digits of float output beyond the standard ones."},
    {.name = "idle_in_transaction_session_timeout", .default_value = "0", .kind = K::integer, .max = 2147483647, .hidden = true},
    {.name = "integer_datetimes", .default_value = "on", .reported = true, .read_only = true, .hidden = true},
    {.name = "interval_forbid_composite_literals", .default_value = "off", .kind = K::boolean, .description = "Refuse intervals that mix months and days."},
    {.name = "intervalstyle", .default_value = "postgres", .hidden = true},
    {.name = "is_superuser", .default_value = "off", .kind = K::boolean, .reported = true, .read_only = true, .hidden = true},
    {.name = "json_parse_dedup_attributes", .default_value = "off", .kind = K::boolean, .description = "JSON_PARSE keeps one of the attributes of the same name."},
    {.name = "json_parse_truncate_strings", .default_value = "off", .kind = K::boolean, .description = "JSON_PARSE cuts strings that are too long instead of failing."},
    {.name = "json_serialization_enable", .default_value = "off", .kind = K::boolean, .description = "Nested values are shown as JSON."},
    {.name = "json_serialization_parse_nested_strings", .default_value = "off", .kind = K::boolean, .description = "JSON inside strings is parsed when serialised."},
    {.name = "lc_collate", .default_value = "C", .read_only = true, .hidden = true},
    {.name = "lc_ctype", .default_value = "C", .read_only = true, .hidden = true},
    {.name = "lc_messages", .default_value = "C", .hidden = true},
    {.name = "lc_monetary", .default_value = "C", .hidden = true},
    {.name = "lc_numeric", .default_value = "C", .hidden = true},
    {.name = "lc_time", .default_value = "C", .hidden = true},
    {.name = "lock_timeout", .default_value = "0", .kind = K::integer, .max = 2147483647, .hidden = true},
    {.name = "max_concurrency_scaling_clusters", .default_value = "1", .kind = K::integer, .max = 10, .description = "Clusters for concurrency scaling."},
    {.name = "max_cursor_result_set_size", .default_value = "0", .kind = K::integer, .max = 14400000, .description = "Deprecated."},
    {.name = "max_index_keys", .default_value = "32", .read_only = true, .hidden = true},
    {.name = "max_numeric_precision", .default_value = "38", .reported = true, .read_only = true, .hidden = true},
    {.name = "max_varchar_size", .default_value = "65535", .reported = true, .read_only = true, .hidden = true},
    {.name = "mv_enable_aqmv_for_session", .default_value = "on", .kind = K::boolean, .description = "Automatic rewriting of queries to use materialized views."},
    {.name = "navigate_super_null_on_error", .default_value = "on", .kind = K::boolean, .description = "Navigation into a SUPER value that fails gives NULL."},
    {.name = "padb_revision", .default_value = "1.0.76913", .reported = true, .read_only = true, .hidden = true},
    {.name = "padb_version", .default_value = "1.0.76913", .reported = true, .read_only = true, .hidden = true},
    {.name = "parse_super_null_on_error", .default_value = "off", .kind = K::boolean, .description = "JSON_PARSE of malformed text gives NULL."},
    {.name = "pg_federation_repeatable_read", .default_value = "on", .kind = K::boolean, .description = "Isolation of federated queries."},
    {.name = "query_group", .default_value = "default", .description = "Label of the session's queries."},
    {.name = "read_srid_on_shapefile_ingestion", .default_value = "on", .kind = K::boolean, .description = "COPY reads the SRID of a shapefile."},
    {.name = "readonly", .default_value = "off", .kind = K::boolean, .hidden = true},
    {.name = "search_path", .default_value = "$user, public", .kind = K::list, .description = "Schemas in which unqualified names are looked up."},
    {.name = "server_encoding", .default_value = "UNICODE", .reported = true, .read_only = true, .hidden = true},
    {.name = "server_version", .default_value = "8.0.2", .reported = true, .read_only = true, .hidden = true},
    {.name = "server_version_num", .default_value = "80002", .read_only = true, .hidden = true},
    {.name = "session_authorization", .default_value = "", .reported = true, .read_only = true, .hidden = true},
    // The SHOW commands that drivers may take their metadata from; 4 are all of them.
    {.name = "show_discovery", .default_value = "4", .reported = true, .read_only = true, .hidden = true},
    {.name = "spectrum_enable_pseudo_columns", .default_value = "on", .kind = K::boolean, .description = "The pseudo-columns $path and $size."},
    {.name = "spectrum_query_maxerror", .default_value = "-1", .kind = K::integer, .min = -1, .max = 2147483647, .description = "Errors that a query of external tables may meet."},
    {.name = "standard_conforming_strings", .default_value = "off", .kind = K::boolean, .reported = true, .hidden = true},
    {.name = "statement_timeout", .default_value = "0", .kind = K::integer, .max = 2147483647, .description = "Longest run time of a statement in milliseconds; 0 for no limit."},
    {.name = "stored_proc_log_min_messages", .default_value = "LOG", .kind = K::choice, .choices = "EXCEPTION|WARNING|NOTICE|INFO|LOG", .description = "Least level of logged messages of procedures."},
    {.name = "timezone", .default_value = "UTC", .kind = K::time_zone, .reported = true, .reported_name = "TimeZone", .description = "Time zone of the session."},
    {.name = "timezone_abbreviations", .default_value = "Default", .hidden = true},
    {.name = "transaction_isolation", .default_value = "serializable", .hidden = true},
    {.name = "transaction_read_only", .default_value = "off", .kind = K::boolean, .hidden = true},
    {.name = "use_fips_ssl", .default_value = "off", .kind = K::boolean, .read_only = true, .description = "FIPS mode of TLS."},
    {.name = "wlm_query_slot_count", .default_value = "1", .kind = K::integer, .min = 1, .max = 50, .description = "Slots that a query takes in its queue."},
};
// clang-format on

constexpr bool sorted() {
    for (std::size_t index = 1; index < std::size(kRows); ++index) {
        if (kRows[index - 1].name >= kRows[index].name) return false;
    }
    return true;
}
static_assert(sorted());

}  // namespace

std::span<const SettingRow> setting_rows() { return kRows; }

const SettingRow* find_setting(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    if (lower == "time zone") lower = "timezone";
    const auto* row = std::lower_bound(std::begin(kRows), std::end(kRows), lower,
                                       [](const SettingRow& r, const std::string& n) { return r.name < n; });
    return row != std::end(kRows) && row->name == lower ? row : nullptr;
}

}  // namespace blueshift::exec
