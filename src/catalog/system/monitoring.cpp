/// Sessions, statements and load errors.  Doc: dg/c_intro_system_tables
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// An ordinary user sees only what is his own.
bool may_see(const SystemContext& context, std::int32_t user) {
    return context.superuser || user == context.catalog.user();
}

Value time_or_null(std::int64_t micros) { return micros == 0 ? Value() : Value(micros); }

std::string status_of(const QueryInfo& query) {
    return query.ended_micros == 0 ? "running" : query.error.empty() ? "success" : "failed";
}

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

std::vector<Row> stv_sessions(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        if (!may_see(context, session.user)) continue;
        rows.push_back({session.started_micros, session.process_id, session.user_name, session.database, 0});
    }
    return rows;
}

std::vector<Row> stv_recents(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        if (session.current_query.empty() || !may_see(context, session.user)) continue;
        rows.push_back({session.user, "Running", session.query_started_micros, std::int64_t{0}, session.user_name,
                        session.database, session.current_query, session.process_id});
    }
    for (const QueryInfo& query : context.queries()) {
        if (!may_see(context, query.user)) continue;
        rows.push_back({query.user, "Done", query.started_micros, query.ended_micros - query.started_micros,
                        user_name(context, query.user), query.database, query.text, -1});
    }
    return rows;
}

std::vector<Row> stl_query(const SystemContext& context) {
    std::vector<Row> rows;
    for (const QueryInfo& query : context.queries()) {
        if (!may_see(context, query.user)) continue;
        rows.push_back({query.user, query.query_id, query.label, query.transaction_id, query.process_id, query.database,
                        query.text, query.started_micros, time_or_null(query.ended_micros), query.aborted ? 1 : 0, 0, 0});
    }
    return rows;
}

std::vector<Row> svl_qlog(const SystemContext& context) {
    std::vector<Row> rows;
    for (const QueryInfo& query : context.queries()) {
        if (!may_see(context, query.user)) continue;
        rows.push_back({query.user, query.query_id, query.transaction_id, query.process_id, query.started_micros,
                        time_or_null(query.ended_micros), query.ended_micros - query.started_micros,
                        query.aborted ? 1 : 0, query.label, query.text.substr(0, 60), Value(),
                        "Did not run on a concurrency scaling cluster", 0});
    }
    return rows;
}

std::vector<Row> sys_query_history(const SystemContext& context) {
    std::vector<Row> rows;
    for (const QueryInfo& query : context.queries()) {
        if (!may_see(context, query.user)) continue;
        const std::int64_t elapsed = query.ended_micros - query.started_micros;
        rows.push_back({query.user, query.query_id, query.label, query.transaction_id, query.process_id, query.database,
                        query.type, status_of(query), false, query.started_micros, time_or_null(query.ended_micros),
                        elapsed, std::int64_t{0}, elapsed, query.error, query.returned_rows, std::int64_t{0}, query.text,
                        "1.0.76913"});
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
