/// COPY FROM 's3://…' and UNLOAD: privileges, locks and logs around copy/.
#include <algorithm>

#include "analyze/expr_binder.h"
#include "catalog/access.h"
#include "copy/load.h"
#include "copy/unload.h"
#include "emit/emit.h"
#include "exec/access.h"
#include "security/enforce.h"
#include "session/session_impl.h"
#include "sql/ast/dml.h"
#include "sql/parser/parser.h"

namespace blueshift::session {

namespace {

/// The names of file formats in SYS_LOAD_HISTORY and SYS_UNLOAD_HISTORY.
const char* format_name(sql::CopyFormat format) {
    switch (format) {
        case sql::CopyFormat::csv: return "csv";
        case sql::CopyFormat::json: return "json";
        case sql::CopyFormat::avro: return "avro";
        case sql::CopyFormat::parquet: return "parquet";
        case sql::CopyFormat::orc: return "orc";
        case sql::CopyFormat::shapefile: return "shapefile";
        case sql::CopyFormat::fixed_width:
        case sql::CopyFormat::delimited: break;
    }
    return "txt";
}

const char* compression_name(copy::Compression compression) {
    switch (compression) {
        case copy::Compression::gzip: return "gzip";
        case copy::Compression::zstd: return "zstd";
        case copy::Compression::bzip2: return "bzip2";
        case copy::Compression::lzop: return "lzop";
        case copy::Compression::none: break;
    }
    return "";
}

}  // namespace

copy::Environment SessionImpl::copy_environment(const StatementExecution& execution, catalog::Oid table) {
    const catalog::User* user = snapshot()->users.find(user_);
    std::vector<std::string> groups;
    for (const auto& [id, group] : snapshot()->groups.all()) {
        if (std::ranges::find(group->members, user_) != group->members.end()) groups.push_back(group->name);
    }
    return copy::Environment{
        .engine = *connection_,
        .storage = cluster_.storage(),
        .text = text_,
        .user_name = user == nullptr ? "" : user->name,
        .group_names = std::move(groups),
        .query_id = execution.query_id,
        .process_id = process_id_,
        .cancel = cancel_,
        .notices = notices_,
        .reject =
            [this, table, query_id = execution.query_id](LoadErrorInfo error) {
                error.query_id = query_id;
                error.user = user_;
                error.process_id = process_id_;
                error.table = table;
                error.time_micros = now_micros();
                cluster_.log().add(std::move(error));
            },
        .can_restart = execution.autocommit,
        .restart =
            [this] {
                connection_->rollback();
                engine_transaction_ = false;
                ensure_engine_transaction();
            },
    };
}

catalog::system::TransferStatement SessionImpl::transfer_statement(const StatementExecution& execution) const {
    catalog::system::TransferStatement info;
    info.query_id = execution.query_id;
    info.transaction_id = transaction_id_;
    info.process_id = process_id_;
    info.user = user_;
    info.database = client_.database;
    info.started_micros = now_micros();
    return info;
}

void SessionImpl::run_copy(const sql::Copy& statement, StatementExecution& execution, const catalog::CopyJob* job) {
    execution.tag = "COPY";
    if (settings_.is_on("transaction_read_only") || settings_.is_on("readonly")) {
        throw Error(Code::read_only_sql_transaction, "transaction is read-only");
    }
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.table.parts) parts.push_back(part.text);
    const auto find_target = [&] {
        auto found = view().relation(parts, statement.table.span);
        if (found->kind != catalog::RelationKind::table) {
            throw Error(Code::wrong_object_type, "cannot copy to \"{}\": it is not a table", found->name)
                .at(statement.table.span);
        }
        security::require_privilege(*found, catalog::kInsert, *snapshot(), user_);
        return found;
    };
    const copy::LoadOptions options = copy::read_load_options(statement.options);
    const sql::CopyOption* statistics = sql::find_copy_option(statement.options, "STATUPDATE");
    if (statistics != nullptr && statistics->value.value_or("on") == "on") exec::require_owner(*find_target(), exec_context());
    detach_open_result();
    lock_exclusive(find_target()->oid);
    ensure_engine_transaction();
    // Another session may have changed the table before the lock was ours.
    const auto relation = find_target();
    const auto view_now = view();
    const copy::Target target = copy::make_target(
        statement, relation, options.explicit_ids, [&](const catalog::Column& column) {
            auto context = analyze_context(view_now);
            const auto ast = sql::parse_expression(column.default_text, {true});
            auto emitted = emit_context();
            return emit::emit_expression(*analyze::analyze_default(*ast, column.type, context), emitted);
        });
    catalog::system::LoadInfo info{transfer_statement(execution)};
    info.location = statement.source;
    info.file_format = format_name(options.format);
    info.table = relation->oid;
    info.table_name = relation->name;
    if (job != nullptr) info.copy_job_id = job->oid;
    copy::Environment environment = copy_environment(execution, relation->oid);
    if (job != nullptr) select_new_objects(*job, environment);
    copy::LoadSummary summary;
    const auto log = [&] {
        info.ended_micros = now_micros();
        info.loaded_count = info.error.empty() ? summary.loaded_count : 0;
        info.error_count = summary.rejected_count;
        info.files = std::move(summary.files);
        info.replacements = std::move(summary.replacements);
        info.rejected = std::move(summary.rejected);
        cluster_.loads().add(std::move(info));
    };
    try {
        copy::load(statement, options, target, environment, summary);
    } catch (const Error& error) {
        info.error = error.message();
        log();
        throw;
    }
    if (job != nullptr) remember_loaded(*job, summary.objects);
    absorb_blank_marks(*relation);
    last_copy_id_ = execution.query_id;
    last_copy_count_ = summary.loaded_count;
    execution.written = relation->oid;
    execution.affected_rows = summary.loaded_count;
    // A job that looked and found nothing new did nothing.
    if (job == nullptr || !summary.objects.empty()) log();
}

void SessionImpl::run_unload(const sql::Unload& statement, StatementExecution& execution) {
    execution.tag = "UNLOAD";
    const copy::UnloadOptions options = copy::read_unload_options(statement.options);
    const sql::ParseOptions parse_options{settings_.is_on("enable_case_sensitive_identifier")};
    sql::StatementPtr ast;
    copy::UnloadQuery query;
    try {
        ast = sql::parse_statement(statement.query_text, parse_options);
        if (ast == nullptr || ast->kind != sql::StatementKind::select) {
            throw Error(Code::syntax_error, "UNLOAD needs a query");
        }
        const sql::Query& parsed = *sql::as<sql::SelectStatement>(*ast).query;
        if (parsed.limit != nullptr) {
            throw Error(Code::feature_not_supported, "Limit clause is not supported")
                .hint("Put the query with its LIMIT into a subquery.");
        }
        const auto view_now = view();
        auto context = analyze_context(view_now);
        const auto bound = analyze::analyze_query(parsed, context);
        security::enforce(*bound, context, user_);
        for (const analyze::BoundField& field : bound->fields) {
            query.names.push_back(field.name);
            query.types.push_back(field.type);
        }
        auto emitted = emit_context();
        query.sql = emit::emit_query(*bound, emitted);
    } catch (Error& error) {
        // Positions are those in the query's own text.
        throw error.without_position();
    }
    if (block_ == Block::explicit_) ensure_engine_transaction();
    detach_open_result();
    catalog::system::UnloadInfo info{transfer_statement(execution)};
    info.location = statement.target;
    info.file_format = format_name(options.format);
    info.compression = options.format == sql::CopyFormat::parquet ? "snappy" : compression_name(options.compression);
    copy::UnloadSummary summary;
    try {
        summary = copy::unload(statement, options, query, copy_environment(execution, catalog::kInvalidOid));
    } catch (const Error& error) {
        info.error = error.message();
        info.ended_micros = now_micros();
        cluster_.loads().add(std::move(info));
        throw;
    }
    info.ended_micros = now_micros();
    info.row_count = summary.row_count;
    for (const copy::UnloadedFile& file : summary.files) {
        info.files.push_back({file.url, file.size_bytes, file.row_count, file.slice, file.started_micros, file.ended_micros});
    }
    cluster_.loads().add(std::move(info));
    last_unload_id_ = execution.query_id;
    last_unload_count_ = summary.row_count;
    execution.returned_rows = summary.row_count;
}

}  // namespace blueshift::session
