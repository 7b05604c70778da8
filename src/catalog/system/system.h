#pragma once
/// System relations as data: each is a row with its columns and its producer, or a SQL text over other system relations.
/// Doc: dg/c_intro_system_tables
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/view.h"
#include "types/value.h"

namespace blueshift::catalog::system {

/// An open cursor of a session.
struct CursorState {
    std::string name;
    std::int64_t started_micros = 0;
    std::int64_t fetched_rows = 0;
};

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
    int timeout_seconds = 0;
    std::string current_query;  ///< secrets already removed; empty when idle
    std::int64_t query_started_micros = 0;
    // Of the running statement; empty when idle.
    std::int64_t query = -1;     ///< the id of STL and STV relations; -1 when the statement has none
    std::int64_t query_id = 0;   ///< the id of SYS relations
    std::string query_type;      ///< SELECT, INSERT, COPY, DDL …
    std::string label;
    bool waiting = false;        ///< for a table lock
    // Of the open transaction; 0 when there is none.
    std::int64_t transaction_id = 0;
    std::int64_t transaction_started_micros = 0;
    std::vector<CursorState> cursors;
};

/// A table lock that a session holds or waits for.
struct LockState {
    Oid relation = kInvalidOid;
    std::int32_t process_id = 0;
    bool granted = false;
    std::int64_t since_micros = 0;
};

/// What the engine stores of one column of a table.
struct ColumnStorage {
    std::int64_t block_count = 0;  ///< of kBlockBytes, partly filled ones included
    std::int64_t value_count = 0;
    std::int64_t stored_bytes = 0;
};

/// What the engine stores of a table. Columns by their numbers.
struct TableStorage {
    std::int64_t row_count = 0;
    std::map<std::int16_t, ColumnStorage> columns;
    /// Blocks of all columns.
    std::int64_t block_count() const;
};

/// Sizes of tables are told in blocks of 1 MB.  Doc: dg/r_SVV_TABLE_INFO
inline constexpr std::int64_t kBlockBytes = 1 << 20;

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
    std::function<std::vector<LockState>()> locks;
    /// Whether the rows of a materialized view are those of what it reads now.
    std::function<bool(Oid)> is_fresh;
    /// Every table's storage, temporary ones left out; read from the engine at the first call.
    std::function<const std::map<Oid, TableStorage>&()> storage;
    /// Bytes used and bytes in all of the disk below the data directory.
    std::function<std::pair<std::int64_t, std::int64_t>()> disk_bytes;
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

/// One system relation. Its rows come from `producer`, from the query `sql`, or, when it has neither, from the history that
/// the server keeps (history.h).
struct SystemRelation {
    std::string_view schema;  ///< pg_catalog, information_schema or pg_internal
    std::string_view name;
    std::vector<SystemColumn> columns;
    Producer producer = nullptr;
    std::string_view sql;  ///< query in our own dialect, names qualified; its outputs are cast to the columns' types
    std::string_view doc;
    bool superuser_only = false;  ///< others are denied the whole relation
};

/// Every system relation, family by family. Oids are stable.
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
