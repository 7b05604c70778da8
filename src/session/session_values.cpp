/// Values of the session that stand in statements as constants: `$name` rows of the function tables.
#include <ctime>
#include <map>

#include "catalog/system/rows.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

constexpr std::string_view kVersion =
    "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
    "Redshift 1.0.76913";

/// The account and namespace that a cluster of one's own stands for.
constexpr std::int64_t kAccount = 123456789012;
constexpr std::string_view kNamespace = "b1a5e000-0000-4000-8000-000000000000";

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

std::int64_t floor_day(std::int64_t micros) {
    return micros >= 0 ? micros / kMicrosPerDay : -((-micros + kMicrosPerDay - 1) / kMicrosPerDay);
}

/// `Fri Sep 19 22:53:50.333525 2008 UTC`.  Doc: dg/r_TIMEOFDAY
std::string time_of_day(std::int64_t utc_micros, const TimeZone& zone) {
    const std::int64_t local = utc_micros + std::int64_t{zone.offset_at(utc_micros)} * 1'000'000;
    const std::time_t seconds = local / 1'000'000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    static constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{} {} {:02} {:02}:{:02}:{:02}.{:06} {} {}", kDays[parts.tm_wday], kMonths[parts.tm_mon],
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, local % 1'000'000,
                       parts.tm_year + 1900, zone.name());
}

}  // namespace

/// Existing schemas of the search path as name[], with pg_catalog when it is searched without being named.
Value SessionImpl::current_schemas(bool with_implicit) {
    const auto view_now = view();
    std::vector<std::string> names;
    for (const std::string& name : view_now.search_path()) {
        if (view_now.find_schema(name) != nullptr) names.push_back(name);
    }
    if (with_implicit && std::find(names.begin(), names.end(), "pg_catalog") == names.end()) {
        names.insert(names.begin(), "pg_catalog");
    }
    return Value(catalog::system::array_text(names));
}

Value SessionImpl::session_value(std::string_view name) {
    // Doc: dg/r_GETDATE, dg/r_SYSDATE: the statement's start to the second, and the transaction's start.
    const std::int64_t statement_utc = text_.now_micros;
    const std::int64_t transaction_utc = transaction_micros_ != 0 ? transaction_micros_ : statement_utc;
    const auto local = [&](std::int64_t utc) {
        return utc + std::int64_t{text_.time_zone.offset_at(utc)} * 1'000'000;
    };
    const auto to_second = [](std::int64_t micros) { return micros - micros % 1'000'000; };

    static const std::map<std::string_view, Value (*)(SessionImpl&)> kValues = {
        {"current_user", [](SessionImpl& s) { return Value(s.user_name()); }},
        {"session_user", [](SessionImpl& s) { return Value(s.client_.user); }},
        {"current_user_id", [](SessionImpl& s) { return Value(s.user_); }},
        {"current_database", [](SessionImpl& s) { return Value(s.client_.database); }},
        {"current_schemas_explicit", [](SessionImpl& s) { return s.current_schemas(false); }},
        {"current_schemas_implicit", [](SessionImpl& s) { return s.current_schemas(true); }},
        {"current_schema",
         [](SessionImpl& s) {
             const std::string schema = s.view().current_schema();
             return schema.empty() ? Value() : Value(schema);
         }},
        {"current_aws_account", [](SessionImpl&) { return Value(std::int64_t{kAccount}); }},
        {"current_namespace", [](SessionImpl&) { return Value(std::string(kNamespace)); }},
        {"current_session_arn", [](SessionImpl&) { return Value(); }},
        {"default_iam_role", [](SessionImpl&) { return Value("default"); }},
        {"db_collation",
         [](SessionImpl& s) {
             return Value(s.view().database().case_insensitive ? "case_insensitive" : "case_sensitive");
         }},
        {"version", [](SessionImpl&) { return Value(std::string(kVersion)); }},
        {"pg_backend_pid", [](SessionImpl& s) { return Value(s.process_id_); }},
        {"pg_last_query_id", [](SessionImpl& s) { return Value(s.last_query_id_); }},
        {"last_user_query_id", [](SessionImpl& s) { return Value(s.last_statement_id_); }},
        {"pg_last_copy_id", [](SessionImpl& s) { return Value(s.last_copy_id_); }},
        {"pg_last_copy_count", [](SessionImpl& s) { return Value(s.last_copy_count_); }},
        {"pg_last_unload_id", [](SessionImpl& s) { return Value(s.last_unload_id_); }},
        {"pg_last_unload_count", [](SessionImpl& s) { return Value(s.last_unload_count_); }},
        {"txid_current", [](SessionImpl& s) { return Value(s.transaction_id_); }},
        {"inet_client_addr", [](SessionImpl& s) { return Value(s.client_.remote_host); }},
        {"inet_client_port", [](SessionImpl& s) { return Value(s.client_.remote_port); }},
    };
    if (const auto found = kValues.find(name); found != kValues.end()) return found->second(*this);

    if (name == "current_date") return Value(floor_day(local(transaction_utc)));
    if (name == "current_time") {
        const std::int64_t now = local(transaction_utc);
        return Value(TimeTz{now - floor_day(now) * kMicrosPerDay, text_.time_zone.offset_at(transaction_utc)});
    }
    if (name == "localtime") {
        const std::int64_t now = local(transaction_utc);
        return Value(now - floor_day(now) * kMicrosPerDay);
    }
    if (name == "sysdate" || name == "localtimestamp") return Value(local(transaction_utc));
    if (name == "getdate") return Value(to_second(local(statement_utc)));
    if (name == "current_timestamp" || name == "now" || name == "transaction_timestamp") {
        return Value(transaction_utc);
    }
    if (name == "statement_timestamp") return Value(statement_utc);
    if (name == "timeofday") return Value(time_of_day(now_micros(), text_.time_zone));
    throw Error(Code::internal_error, "session value \"{}\" is unknown", name);
}

}  // namespace blueshift::session
