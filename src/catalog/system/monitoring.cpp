/// Sessions, statements and load errors.  Doc: dg/c_intro_system_tables
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

Value time_or_null(std::int64_t micros) { return micros == 0 ? Value() : Value(micros); }

}  // namespace

std::vector<Row> pg_stat_activity(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        const Database* database = context.catalog.snapshot().databases.find(kInvalidOid, session.database);
        const bool visible = may_see(context, session.user);
        rows.push_back({database == nullptr ? Oid{0} : database->oid, session.database, session.process_id, session.user,
                        session.user_name,
                        visible ? Value(session.current_query.empty() ? "<IDLE>" : session.current_query)
                                : Value("<insufficient privilege>"),
                        time_or_null(session.query_started_micros), session.started_micros, session.remote_host,
                        session.remote_port, session.application_name, session.process_id,
                        session.current_query.empty() ? "idle" : "active"});
    }
    return rows;
}

std::vector<Row> stl_load_errors(const SystemContext& context) {
    std::vector<Row> rows;
    for (const LoadErrorInfo& error : context.load_errors()) {
        if (!may_see(context, error.user)) continue;
        rows.push_back({error.user, 0, error.table, error.time_micros, error.process_id, error.query_id,
                        error.file_name.substr(0, 256), error.line_number, error.column_name.substr(0, 127), error.type,
                        error.column_length, error.position, error.raw_line.substr(0, 1024),
                        error.raw_field_value.substr(0, 1024), error.code, error.reason.substr(0, 100), 0,
                        std::int64_t{0}, std::int64_t{-1}});
    }
    return rows;
}

std::vector<Row> sys_load_error_detail(const SystemContext& context) {
    std::vector<Row> rows;
    for (const LoadErrorInfo& error : context.load_errors()) {
        if (!may_see(context, error.user)) continue;
        const Relation* relation = context.catalog.snapshot().relations.find(static_cast<Oid>(error.table));
        rows.push_back({error.user, error.query_id, std::int64_t{0}, error.process_id,
                        context.catalog.database().name, error.table,
                        relation == nullptr ? Value() : Value(relation->name), error.time_micros,
                        error.file_name.substr(0, 256), error.line_number, error.column_name.substr(0, 127), error.type,
                        error.column_length, error.position, error.code, error.reason.substr(0, 512)});
    }
    return rows;
}

}  // namespace blueshift::catalog::system
