/// Loads and unloads.  Doc: dg/r_STL_LOAD_COMMITS, dg/SYS_LOAD_HISTORY, dg/r_STL_UNLOAD_LOG, dg/SYS_UNLOAD_HISTORY
#include "catalog/system/loads.h"

#include <utility>

#include "catalog/system/load_log.h"

namespace blueshift::catalog::system {

namespace {

bool may_see(const SystemContext& context, const TransferStatement& statement) {
    return context.superuser || statement.user == context.catalog.user();
}

const char* status_of(const TransferStatement& statement) { return statement.error.empty() ? "completed" : "aborted"; }

std::int64_t total_bytes(const std::vector<TransferredFile>& files) {
    std::int64_t bytes = 0;
    for (const TransferredFile& file : files) bytes += file.size_bytes;
    return bytes;
}

/// STL_LOAD_COMMITS has names of its own, and tells no kinds of text apart.
std::string commit_format(const std::string& file_format) {
    static constexpr std::pair<std::string_view, const char*> kNames[] = {
        {"avro", "Avro"}, {"json", "JSON"}, {"orc", "ORC"}, {"parquet", "Parquet"}};
    for (const auto& [name, shown] : kNames) {
        if (file_format == name) return shown;
    }
    return "Text";
}

/// Calls `visit` for every load that the session may see.
template <class Visit>
std::vector<Row> rows_of_loads(const SystemContext& context, Visit visit) {
    std::vector<Row> rows;
    for (const auto& load : context.loads->loads()) {
        if (may_see(context, *load)) visit(*load, rows);
    }
    return rows;
}

template <class Visit>
std::vector<Row> rows_of_unloads(const SystemContext& context, Visit visit) {
    std::vector<Row> rows;
    for (const auto& unload : context.loads->unloads()) {
        if (may_see(context, *unload)) visit(*unload, rows);
    }
    return rows;
}

Row detail_of(const TransferStatement& statement, const TransferredFile& file) {
    return {statement.user, statement.query_id, statement.transaction_id, statement.process_id, file.name, file.started_micros,
            file.ended_micros, file.ended_micros - file.started_micros, file.line_count, file.size_bytes, statement.file_format};
}

std::vector<Row> stl_load_commits(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        if (!load.error.empty()) return;  // what a failed COPY read was not committed
        for (const TransferredFile& file : load.files) {
            rows.push_back({load.user, load.query_id, file.slice, load.table_name, file.name.substr(0, 256), std::int64_t{0},
                            file.line_count, std::int64_t{0}, file.ended_micros, 1, commit_format(load.file_format), 0, std::int64_t{0},
                            load.copy_job_id});
        }
    });
}

std::vector<Row> stl_file_scan(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        for (const TransferredFile& file : load.files) {
            const std::int64_t elapsed = file.ended_micros - file.started_micros;
            rows.push_back({load.user, load.query_id, file.slice, file.name.substr(0, 90), file.line_count, file.size_bytes, elapsed,
                            file.ended_micros, 0, std::int64_t{0}});
        }
    });
}

std::vector<Row> stl_loaderror_detail(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        for (const RejectedField& field : load.rejected) {
            rows.push_back({load.user, 0, load.process_id, load.query_id, field.file_name.substr(0, 256), field.line_number,
                            field.number, field.column_name, field.value, field.is_null ? 1 : 0, field.type, field.length});
        }
    });
}

std::vector<Row> stl_replacements(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        for (const Replacement& one : load.replacements) {
            rows.push_back({load.user, load.query_id, 0, load.table, load.started_micros, load.process_id,
                            one.file_name.substr(0, 256), one.line_number, one.column_name, one.raw_line});
        }
    });
}

std::vector<Row> sys_copy_replacements(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        for (const Replacement& one : load.replacements) {
            rows.push_back({load.user, load.query_id, load.table, load.started_micros, load.process_id, one.file_name.substr(0, 256),
                            one.line_number, one.column_name, one.raw_line});
        }
    });
}

std::vector<Row> sys_load_history(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        const auto file_count = static_cast<std::int64_t>(load.files.size());
        const std::int64_t bytes = total_bytes(load.files);
        rows.push_back({load.user, load.query_id, load.transaction_id, load.process_id, load.database, status_of(load),
                        load.table_name, load.started_micros, load.ended_micros, load.ended_micros - load.started_micros,
                        load.location, load.file_format, load.loaded_count, load.error.empty() ? bytes : 0, file_count, bytes,
                        file_count, bytes, load.error_count, load.copy_job_id});
    });
}

std::vector<Row> sys_load_detail(const SystemContext& context) {
    return rows_of_loads(context, [](const LoadInfo& load, std::vector<Row>& rows) {
        for (const TransferredFile& file : load.files) {
            rows.push_back({load.user, load.query_id, file.name, file.size_bytes, file.line_count, std::int64_t{1},
                            file.ended_micros, file.started_micros, file.ended_micros});
        }
    });
}

/// The address that a stored COPY reads: its first literal behind FROM.
std::string source_of(const std::string& copy) {
    constexpr std::string_view kFrom = " FROM '";
    const std::size_t begin = copy.find(kFrom) + kFrom.size();
    return copy.substr(begin, copy.find('\'', begin) - begin);
}

std::vector<Row> sys_copy_job(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, job] : context.catalog.snapshot().copy_jobs.all()) {
        if (!context.superuser && job->owner != context.catalog.user()) continue;
        rows.push_back({static_cast<std::int64_t>(oid), job->name, source_of(job->statement), job->statement, job->owner,
                        job->automatic, static_cast<std::int64_t>(job->loaded.size()), job->created_micros});
    }
    return rows;
}

std::vector<Row> stl_unload_log(const SystemContext& context) {
    return rows_of_unloads(context, [](const UnloadInfo& unload, std::vector<Row>& rows) {
        for (const TransferredFile& file : unload.files) {
            rows.push_back({unload.user, unload.query_id, file.slice, unload.process_id, file.name.substr(0, 1280),
                            file.started_micros, file.ended_micros, file.line_count, file.size_bytes, unload.file_format});
        }
    });
}

std::vector<Row> sys_unload_history(const SystemContext& context) {
    return rows_of_unloads(context, [](const UnloadInfo& unload, std::vector<Row>& rows) {
        rows.push_back({unload.user, unload.query_id, unload.transaction_id, unload.process_id, unload.database, status_of(unload),
                        unload.started_micros, unload.ended_micros, unload.ended_micros - unload.started_micros,
                        unload.file_format, unload.compression, unload.location, unload.row_count,
                        static_cast<std::int64_t>(unload.files.size()), total_bytes(unload.files), unload.error});
    });
}

std::vector<Row> sys_unload_detail(const SystemContext& context) {
    return rows_of_unloads(context, [](const UnloadInfo& unload, std::vector<Row>& rows) {
        for (const TransferredFile& file : unload.files) rows.push_back(detail_of(unload, file));
    });
}

SystemRelation relation(std::string_view name, std::vector<SystemColumn> columns, Producer producer, std::string_view doc) {
    return {.schema = "pg_catalog", .name = name, .columns = std::move(columns), .producer = producer, .sql = {}, .doc = doc};
}

}  // namespace

// clang-format off
std::vector<SystemRelation> load_relations() {
    return {
        relation("stl_file_scan",
         {{"userid", "integer"}, {"query", "integer"}, {"slice", "integer"}, {"name", "character(90)"}, {"lines", "bigint"}, {"bytes", "bigint"}, {"loadtime", "bigint"},
          {"curtime", "timestamp"}, {"is_partial", "integer"}, {"start_offset", "bigint"}},
         stl_file_scan, "dg/r_STL_FILE_SCAN"),
        relation("stl_load_commits",
         {{"userid", "integer"}, {"query", "integer"}, {"slice", "integer"}, {"name", "character(256)"}, {"filename", "character(256)"}, {"byte_offset", "bigint"},
          {"lines_scanned", "bigint"}, {"errors", "bigint"}, {"curtime", "timestamp"}, {"status", "integer"}, {"file_format", "character(16)"}, {"is_partial", "integer"},
          {"start_offset", "bigint"}, {"copy_job_id", "bigint"}},
         stl_load_commits, "dg/r_STL_LOAD_COMMITS"),
        relation("stl_loaderror_detail",
         {{"userid", "integer"}, {"slice", "integer"}, {"session", "integer"}, {"query", "integer"}, {"filename", "character(256)"}, {"line_number", "bigint"}, {"field", "integer"},
          {"colname", "character(1024)"}, {"value", "character(1024)"}, {"is_null", "integer"}, {"type", "character(10)"}, {"col_length", "character(10)"}},
         stl_loaderror_detail, "dg/r_STL_LOADERROR_DETAIL"),
        relation("stl_replacements",
         {{"userid", "integer"}, {"query", "integer"}, {"slice", "integer"}, {"tbl", "integer"}, {"starttime", "timestamp"}, {"session", "integer"}, {"filename", "character(256)"},
          {"line_number", "bigint"}, {"colname", "character(127)"}, {"raw_line", "character(1024)"}},
         stl_replacements, "dg/r_STL_REPLACEMENTS"),
        relation("stl_unload_log",
         {{"userid", "integer"}, {"query", "integer"}, {"slice", "integer"}, {"pid", "integer"}, {"path", "character(1280)"}, {"start_time", "timestamp"}, {"end_time", "timestamp"},
          {"line_count", "bigint"}, {"transfer_size", "bigint"}, {"file_format", "character(10)"}},
         stl_unload_log, "dg/r_STL_UNLOAD_LOG"),
        relation("sys_copy_job",
         {{"job_id", "bigint"}, {"job_name", "text"}, {"data_source", "text"}, {"copy_query", "text"}, {"job_owner", "integer"}, {"is_auto", "boolean"}, {"loaded_files", "bigint"},
          {"created", "timestamp"}},
         sys_copy_job, "dg/SYS_COPY_JOB"),
        relation("sys_copy_replacements",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"table_id", "integer"}, {"start_time", "timestamp"}, {"session_id", "integer"}, {"file_name", "character(256)"},
          {"line_number", "bigint"}, {"column_name", "character(127)"}, {"raw_line", "character(1024)"}},
         sys_copy_replacements, "dg/SYS_COPY_REPLACEMENTS"),
        relation("sys_load_detail",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"file_name", "text"}, {"bytes_scanned", "bigint"}, {"lines_scanned", "bigint"}, {"splits_scanned", "bigint"},
          {"record_time", "timestamp"}, {"start_time", "timestamp"}, {"end_time", "timestamp"}},
         sys_load_detail, "dg/SYS_LOAD_DETAIL"),
        relation("sys_load_history",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"transaction_id", "bigint"}, {"session_id", "integer"}, {"database_name", "text"}, {"status", "text"}, {"table_name", "text"},
          {"start_time", "timestamp"}, {"end_time", "timestamp"}, {"duration", "bigint"}, {"data_source", "text"}, {"file_format", "text"}, {"loaded_rows", "bigint"},
          {"loaded_bytes", "bigint"}, {"source_file_count", "integer"}, {"source_file_bytes", "bigint"}, {"file_count_scanned", "integer"}, {"file_bytes_scanned", "bigint"},
          {"error_count", "bigint"}, {"copy_job_id", "bigint"}},
         sys_load_history, "dg/SYS_LOAD_HISTORY"),
        relation("sys_unload_detail",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"transaction_id", "bigint"}, {"session_id", "integer"}, {"file_name", "text"}, {"start_time", "timestamp"},
          {"end_time", "timestamp"}, {"duration", "bigint"}, {"line_count", "bigint"}, {"transfer_size", "bigint"}, {"file_format", "text"}},
         sys_unload_detail, "dg/SYS_UNLOAD_DETAIL"),
        relation("sys_unload_history",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"transaction_id", "bigint"}, {"session_id", "integer"}, {"database_name", "text"}, {"status", "text"}, {"start_time", "timestamp"},
          {"end_time", "timestamp"}, {"duration", "bigint"}, {"file_format", "text"}, {"compression_type", "text"}, {"unloaded_location", "text"}, {"unloaded_rows", "bigint"},
          {"unloaded_files_count", "bigint"}, {"unloaded_files_size", "bigint"}, {"error_message", "text"}},
         sys_unload_history, "dg/SYS_UNLOAD_HISTORY"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
