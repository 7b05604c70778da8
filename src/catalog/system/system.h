#pragma once
/// System relations as data: each is a row with its columns and its producer, or a SQL text over other system relations.
/// Doc: dg/c_intro_system_tables
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/view.h"
#include "types/value.h"

namespace blueshift::catalog::system {

/// One session, for stv_sessions, pg_stat_activity and their kind. Times in microseconds since 1970, UTC.
struct SessionInfo {
    std::int32_t process_id = 0;
    std::int32_t user = 0;
    std::string user_name;
    std::string database;
    std::string remote_host;
    int remote_port = 0;
    std::string application_name;
    std::int64_t started_micros = 0;
    std::string current_query;  ///< secrets already removed; empty when idle
    std::int64_t query_started_micros = 0;
};

/// One finished or running statement, for stl_query, sys_query_history, svl_qlog …
struct QueryInfo {
    std::int64_t query_id = 0;
    std::int64_t transaction_id = 0;
    std::int32_t process_id = 0;
    std::int32_t user = 0;
    std::string database;
    std::string label;
    std::string type;  ///< SELECT, INSERT, COPY, DDL, UTILITY …
    std::string text;  ///< secrets already removed
    std::int64_t started_micros = 0;
    std::int64_t ended_micros = 0;  ///< 0 while running
    std::int64_t returned_rows = 0;
    std::string error;  ///< empty: success
    bool aborted = false;
};

/// One rejected or offending field of a COPY, for stl_load_errors. Widths are cut by the producer.
struct LoadErrorInfo {
    std::int64_t query_id = 0;
    std::int32_t user = 0;
    std::int32_t process_id = 0;
    std::int64_t table = 0;
    std::int64_t time_micros = 0;
    std::string file_name;
    std::int64_t line_number = 0;
    std::string column_name;
    std::string type;
    std::string column_length;
    int position = 0;
    std::string raw_line;
    std::string raw_field_value;
    int code = 0;
    std::string reason;
};

/// One name and value, for pg_settings and SHOW ALL.
struct SettingInfo {
    std::string name;
    std::string value;
    std::string default_value;
    std::string description;
};

/// Which relations a scan asks for: equality conditions of the query, so that a look-up of one table does not make the rows
/// of all. Rows outside of it may be made; the engine filters them.
struct RelationScope {
    std::optional<Oid> oid;
    std::optional<std::string> name;
    std::optional<Oid> schema_oid;
    std::optional<std::string> schema;
    std::optional<std::string> argument;  ///< of a relation that is written as a function: pg_get_cols('t')
};

class LoadLog;

/// What producers may look at: the asking session's catalog, and the server's own state through these calls.
struct SystemContext {
    const CatalogView& catalog;
    bool superuser = false;  ///< sees other users' rows
    std::function<std::vector<SessionInfo>()> sessions;
    std::function<std::vector<QueryInfo>()> queries;
    std::function<std::vector<LoadErrorInfo>()> load_errors;
    const LoadLog* loads = nullptr;  ///< never null while a statement runs
    std::function<std::vector<SettingInfo>()> settings;
    /// Value of one setting, hidden ones and context variables included; nothing when unknown.
    std::function<std::optional<std::string>(const std::string&)> setting;
    /// Changes a setting of the asking session; for the transaction only when `local`. Returns its new value.
    std::function<std::string(const std::string& name, const std::string& value, bool local)> set_setting;
    /// Cancels another session's statement, or ends the session. False when there is none of this process id.
    std::function<bool(std::int32_t process_id, bool terminate)> signal;
    /// Estimated rows of a table.
    std::function<std::int64_t(Oid)> row_count;
    RelationScope scope;
    /// Columns of a late-binding view, found by analyzing it now; nothing when it cannot be analyzed.
    std::function<std::optional<std::vector<Column>>(const Relation&)> late_binding_columns;
};

using Row = std::vector<Value>;
using Producer = std::vector<Row> (*)(const SystemContext&);

struct SystemColumn {
    std::string_view name;
    std::string_view type;  ///< SQL name with modifier: `name`, `character varying(128)`, `oid`
};

/// One system relation. Exactly one of `producer` and `sql` is set.
struct SystemRelation {
    std::string_view schema;  ///< pg_catalog or information_schema
    std::string_view name;
    std::vector<SystemColumn> columns;
    Producer producer = nullptr;
    std::string_view sql;  ///< query in our own dialect, names qualified
    std::string_view doc;
};

/// Every system relation; sorted by schema and name. Oids are stable.
const std::vector<SystemRelation>& relations();
/// The same as catalog relations, for name resolution.
const SystemRelations& system_relations();
/// The system relation with this oid; null when there is none.
std::shared_ptr<const Relation> system_relation(Oid oid);

/// A function over the session's catalog (pg_get_userbyid, format_type, has_table_privilege …), called per row. Arguments
/// may be NULL when `strict` is false. The engine gives it as bs_sys_<name>(token, …).
struct SystemFunction {
    std::string_view name;
    std::vector<TypeId> arguments;
    TypeId result;
    bool strict = true;
    Value (*call)(const SystemContext&, const std::vector<Value>& arguments);
};
const std::vector<SystemFunction>& functions();

/// The text of a regclass, regproc or regtype: a name, qualified when it has to be; the number when nothing has this oid.
std::string oid_name(const SystemContext& context, TypeId type, std::int64_t oid);

}  // namespace blueshift::catalog::system
