/// Values of the session that stand in statements as constants: `$name` rows of the function tables.
#include <map>

#include "session/session_impl.h"

namespace blueshift::session {

namespace {

constexpr std::string_view kVersion =
    "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
    "Redshift 1.0.76913";

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

std::int64_t floor_day(std::int64_t micros) {
    return micros >= 0 ? micros / kMicrosPerDay : -((-micros + kMicrosPerDay - 1) / kMicrosPerDay);
}

}  // namespace

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
        {"current_schema",
         [](SessionImpl& s) {
             const std::string schema = s.view().current_schema();
             return schema.empty() ? Value() : Value(schema);
         }},
        {"current_schemas_explicit",
         [](SessionImpl& s) {
             std::string list;
             for (const std::string& schema : s.effective_search_path()) {
                 if (s.view().find_schema(schema) != nullptr) list += (list.empty() ? "" : ",") + schema;
             }
             return Value("{" + list + "}");
         }},
        {"current_schemas_implicit",
         [](SessionImpl& s) {
             std::string list = s.temporary_.empty() ? "pg_catalog" : "pg_temp,pg_catalog";
             for (const std::string& schema : s.effective_search_path()) {
                 if (s.view().find_schema(schema) != nullptr) list += "," + schema;
             }
             return Value("{" + list + "}");
         }},
        {"version", [](SessionImpl&) { return Value(std::string(kVersion)); }},
        {"pg_backend_pid", [](SessionImpl& s) { return Value(s.process_id_); }},
        {"pg_last_query_id", [](SessionImpl& s) { return Value(s.last_query_id_); }},
        {"last_user_query_id", [](SessionImpl& s) { return Value(s.last_query_id_); }},
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
    if (name == "clock_timestamp") return Value(now_micros());
    throw Error(Code::internal_error, "session value \"{}\" is unknown", name);
}

}  // namespace blueshift::session
