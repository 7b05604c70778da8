#include "copy/load.h"

#include <fmt/format.h>

#include "copy/bulk_source.h"
#include "copy/byte_stream.h"
#include "copy/conversion.h"
#include "copy/feeds.h"
#include "copy/line_scan.h"
#include "copy/record_load.h"
#include "emit/statement_emitter.h"

namespace blueshift::copy {

namespace {

/// Holds the texts of accepted records until they are converted. One per session, so the name is free.
constexpr std::string_view kStagingTable = "copy_staging";

using catalog::system::LoadErrorInfo;

Error load_failed(const Target& target, const std::string& detail) {
    Error error(Code::internal_error, "Load into table '{}' failed.  Check 'stl_load_errors' system table for details.",
                target.relation->name);
    return error.detail(detail);
}

std::string describe(const LoadErrorInfo& error) {
    std::string text = fmt::format("File {}, line {}", error.file_name, error.line_number);
    if (!error.column_name.empty()) {
        text += fmt::format(", column \"{}\" ({}), value \"{}\"", error.column_name, error.type, error.raw_field_value);
    }
    return fmt::format("{}: {} (code {}).", text, error.reason, error.code);
}

/// `INSERT INTO t (…) SELECT conversions FROM from`; `fields` has one expression per loaded column.
std::string insert_statement(const Target& target, const std::vector<std::string>& fields, const std::string& from) {
    std::string columns;
    std::string values;
    const auto add = [&](const catalog::Column& column, const std::string& value) {
        const std::string_view comma = columns.empty() ? "" : ", ";
        columns += fmt::format("{}{}", comma, emit::column_name(column));
        values += fmt::format("{}{}", comma, value);
    };
    for (std::size_t i = 0; i < fields.size(); ++i) add(*target.loaded[i], fields[i]);
    for (const Target::Supplied& supplied : target.supplied) add(*supplied.column, supplied.expression);
    const catalog::EngineName name = catalog::engine_name(*target.relation);
    return fmt::format("INSERT INTO {}{}{} ({}) SELECT {} FROM {}", name.schema, name.schema.empty() ? "" : ".", name.table,
                       columns, values, from);
}

std::vector<std::string> text_fields(const Target& target, const LoadOptions& options, const Environment& environment) {
    std::vector<std::string> fields;
    for (const catalog::Column* column : target.loaded) {
        fields.push_back(text_field_expression(*target.relation, *column, options, environment.text,
                                               fmt::format("k{}", fields.size())));
    }
    return fields;
}

/// Errors that say nothing about the files.
bool is_about_server(Code code) {
    return code == Code::query_canceled || code == Code::admin_shutdown || code == Code::serialization_failure ||
           code == Code::out_of_memory || code == Code::disk_full;
}

/// Loads record by record, by way of a staging table of texts.
RecordSummary load_records(const Source& source, const LoadOptions& options, const Target& target,
                           const Environment& environment) {
    const std::vector<std::string> fields = text_fields(target, options, environment);
    std::string columns;
    for (std::size_t i = 0; i < fields.size(); ++i) columns += fmt::format("{}k{} VARCHAR", i == 0 ? "" : ", ", i);
    environment.engine.execute(fmt::format("CREATE TEMP TABLE {} ({})", kStagingTable, columns));
    auto rows = environment.engine.appender("", std::string(kStagingTable),
                                            std::vector<Type>(fields.size(), Type{TypeId::varchar}));
    RecordSummary summary = read_records(source, options, target, environment, rows.get());
    if (summary.failed) throw load_failed(target, describe(*summary.first_error));
    rows->finish();
    rows.reset();
    summary.accepted_count = environment.engine.execute(insert_statement(target, fields, std::string(kStagingTable)));
    environment.engine.execute(fmt::format("DROP TABLE {}", kStagingTable));
    return summary;
}

/// How many objects the engine may have open at once.
std::size_t reader_count(const Environment& environment) {
    const auto rows = environment.engine.query("SELECT CAST(current_setting('threads') AS BIGINT)", {Type{TypeId::bigint}});
    Batch batch;
    std::int64_t threads = 1;
    while (rows->next(batch)) threads = batch.columns[0].at<std::int64_t>(0);
    constexpr std::int64_t kSpare = 2;
    return static_cast<std::size_t>(threads + kSpare);
}

/// Loads with the engine's reader; nothing when it is not the one for these files, and what it did is to be taken back.
std::optional<std::int64_t> try_bulk(const Source& source, const LoadOptions& options, const Target& target,
                                     const Environment& environment) {
    const std::vector<std::string> fields = text_fields(target, options, environment);
    Feeds feeds(source, options, fields.size(), environment, reader_count(environment));
    try {
        const std::int64_t count =
            environment.engine.execute(insert_statement(target, fields, text_source(options, feeds.paths(), fields.size())));
        feeds.finish();
        if (feeds.engine_unfit()) return std::nullopt;
        return count;
    } catch (const Error& error) {
        // What stopped a download is the reason of whatever followed.
        feeds.finish();
        if (is_about_server(error.code())) throw;
        return std::nullopt;
    }
}

/// Whether the engine's reader reads every object as COPY does.
bool engine_fits(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment) {
    for (const SourceObject& object : source.objects) {
        const auto store = open_store(object.location, source.credentials, environment.storage);
        const auto bytes = without_header(open_bytes(*store, object, options, environment.cancel), options.header_lines);
        LineScan scan(options, target.loaded.size());
        for (auto block = bytes->next(); !block.empty(); block = bytes->next()) {
            if (!scan.pass(block)) return false;
        }
    }
    return true;
}

/// Loads with the engine's reader. When that fails, our own finds out why; or loads what it finds nothing wrong with, such as
/// files whose lines end in different ways.
std::int64_t load_in_bulk(const Source& source, const LoadOptions& options, const Target& target,
                          const Environment& environment) {
    // What cannot be taken back must be known before.
    const bool fits = environment.can_restart || engine_fits(source, options, target, environment);
    if (fits) {
        if (const auto count = try_bulk(source, options, target, environment)) return *count;
        const RecordSummary summary = read_records(source, options, target, environment, nullptr);
        if (summary.first_error) throw load_failed(target, describe(*summary.first_error));
        if (!environment.can_restart) throw load_failed(target, "The files have lines that end in different ways.");
        environment.restart();
    }
    return load_records(source, options, target, environment).accepted_count;
}

std::int64_t load_parquet(const Source& source, const Target& target, const Environment& environment) {
    std::vector<std::string> types;
    const std::string from = parquet_source(source, target.loaded.size(), environment, types);
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < types.size(); ++i) {
        fields.push_back(parquet_field_expression(*target.relation, *target.loaded[i], types[i], fmt::format("k{}", i)));
    }
    try {
        return environment.engine.execute(insert_statement(target, fields, from));
    } catch (const Error& error) {
        if (is_about_server(error.code())) throw;
        throw load_failed(target, without_credentials(error.message()));
    }
}

LoadSummary load_source(const Source& source, const LoadOptions& options, const Target& target,
                        const Environment& environment) {
    LoadSummary summary;
    if (options.format == sql::CopyFormat::parquet) {
        summary.loaded_count = load_parquet(source, target, environment);
    } else if (options.no_load) {
        const RecordSummary records = read_records(source, options, target, environment, nullptr);
        if (records.failed) throw load_failed(target, describe(*records.first_error));
        summary.rejected_count = records.rejected_count;
    } else if (engine_reads(options, target.loaded.size())) {
        summary.loaded_count = load_in_bulk(source, options, target, environment);
    } else {
        const RecordSummary records = load_records(source, options, target, environment);
        summary.loaded_count = records.accepted_count;
        summary.rejected_count = records.rejected_count;
    }
    return summary;
}

}  // namespace

LoadSummary load(const sql::Copy& statement, const LoadOptions& options, const Target& target,
                 const Environment& environment) {
    Source source = find_source(statement, options, environment);
    LoadSummary summary = load_source(source, options, target, environment);
    summary.objects = std::move(source.objects);
    const auto inform = [&](std::string text) {
        environment.notices.push_back({"INFO", Code::successful_completion, std::move(text), {}});
    };
    const std::string& table = target.relation->name;
    inform(fmt::format("Load into table '{}' completed, {} record(s) loaded successfully.", table, summary.loaded_count));
    if (summary.rejected_count > 0) {
        inform(fmt::format("Load into table '{}' completed, {} record(s) could not be loaded.  Check 'stl_load_errors' "
                           "system table for details.",
                           table, summary.rejected_count));
    }
    return summary;
}

}  // namespace blueshift::copy
