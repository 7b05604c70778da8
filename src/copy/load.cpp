#include "copy/load.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <optional>

#include "copy/bulk_source.h"
#include "copy/byte_stream.h"
#include "copy/compute_error.h"
#include "copy/conversion.h"
#include "copy/feeds.h"
#include "copy/line_scan.h"
#include "copy/record_load.h"
#include "copy/time.h"
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

/// Rows are stored in the order of the sort key, as far as the files give its columns.
std::string order_clause(const Target& target) {
    std::map<int, std::size_t> places;  // by position in the key
    for (std::size_t i = 0; i < target.loaded.size(); ++i) {
        const int ordinal = std::abs(target.loaded[i]->sortkey_ordinal);
        if (ordinal != 0) places[ordinal] = i + 1;
    }
    std::string order;
    int expected = 1;
    for (const auto& [ordinal, place] : places) {
        if (ordinal != expected++) break;
        order += fmt::format("{}{}", order.empty() ? " ORDER BY " : ", ", place);
    }
    return order;
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
    return fmt::format("INSERT INTO {}{}{} ({}) SELECT {} FROM {}{}", name.schema, name.schema.empty() ? "" : ".", name.table,
                       columns, values, from, order_clause(target));
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

/// Takes over what a pass over the records found.
void note(RecordSummary& records, LoadSummary& summary) {
    summary.rejected_count = records.rejected_count;
    summary.replaced_count = records.replaced_count;
    summary.files = std::move(records.files);
    summary.replacements = std::move(records.replacements);
    summary.rejected = std::move(records.rejected);
}

/// Reads the records, for what is wrong with them or into `rows`. Throws when there are too many errors.
std::int64_t read_checked(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment,
                          engine::Appender* rows, LoadSummary& summary) {
    RecordSummary records = read_records(source, options, target, environment, rows);
    note(records, summary);
    if (records.failed) throw load_failed(target, describe(*records.first_error));
    return records.accepted_count;
}

/// Errors of the object store.
bool is_about_objects(Code code) {
    return code == Code::undefined_file || code == Code::io_error || code == Code::insufficient_privilege;
}

/// Loads record by record, by way of a staging table of texts.
void load_records(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment,
                  LoadSummary& summary) {
    const std::vector<std::string> fields = text_fields(target, options, environment);
    std::string columns;
    for (std::size_t i = 0; i < fields.size(); ++i) columns += fmt::format("{}k{} VARCHAR", i == 0 ? "" : ", ", i);
    environment.engine.execute(fmt::format("CREATE TEMP TABLE {} ({})", kStagingTable, columns));
    auto rows = environment.engine.appender("", std::string(kStagingTable),
                                            std::vector<Type>(fields.size(), Type{TypeId::varchar}));
    read_checked(source, options, target, environment, rows.get(), summary);
    rows->finish();
    rows.reset();
    summary.loaded_count = environment.engine.execute(insert_statement(target, fields, std::string(kStagingTable)));
    environment.engine.execute(fmt::format("DROP TABLE {}", kStagingTable));
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

/// Loads with the engine's reader; false when it is not the one for these files, and what it did is to be taken back.
bool try_bulk(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment,
              LoadSummary& summary) {
    const std::vector<std::string> fields = text_fields(target, options, environment);
    Feeds feeds(source, options, fields.size(), environment, reader_count(environment));
    try {
        summary.loaded_count =
            environment.engine.execute(insert_statement(target, fields, text_source(options, feeds.paths(), fields.size())));
        feeds.finish();
        summary.files = feeds.files();
        return !feeds.engine_unfit();
    } catch (const Error& error) {
        // What stopped a download is the reason of whatever followed.
        feeds.finish();
        if (is_about_server(error.code())) throw;
        return false;
    }
}

/// Whether the engine's reader reads every object as COPY does.
bool engine_fits(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment) {
    for (const SourceObject& object : source.objects) {
        const auto store = open_store(object.location, source.authorization, environment.storage);
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
void load_in_bulk(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment,
                  LoadSummary& summary) {
    // What cannot be taken back must be known before.
    if (environment.can_restart || engine_fits(source, options, target, environment)) {
        if (try_bulk(source, options, target, environment, summary)) return;
        summary.loaded_count = 0;
        read_checked(source, options, target, environment, nullptr, summary);
        if (!environment.can_restart) throw load_failed(target, "The files have lines that end in different ways.");
        environment.restart();
    }
    load_records(source, options, target, environment, summary);
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

void load_source(const Source& source, const LoadOptions& options, const Target& target, const Environment& environment,
                 LoadSummary& summary) {
    if (options.format == sql::CopyFormat::parquet) {
        summary.loaded_count = load_parquet(source, target, environment);
        for (const SourceObject& object : source.objects) {
            summary.files.push_back({object.location.url(), object.size_bytes, 0, 0, now_micros(), now_micros()});
        }
    } else if (options.no_load) {
        read_checked(source, options, target, environment, nullptr, summary);
    } else if (engine_reads(options, target.loaded.size())) {
        load_in_bulk(source, options, target, environment, summary);
    } else {
        load_records(source, options, target, environment, summary);
    }
}

}  // namespace

void load(const sql::Copy& statement, const LoadOptions& options, const Target& target, const Environment& environment,
          LoadSummary& summary) {
    try {
        const Source source = find_source(statement, options, environment);
        if (!source.objects.empty()) load_source(source, options, target, environment, summary);
        summary.objects = source.objects;
    } catch (const Error& error) {
        if (!is_about_objects(error.code())) throw;
        throw compute_error(error, "S3 key being read : " + statement.source, environment);
    }
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
    if (summary.replaced_count > 0) {
        inform(fmt::format("Load into table '{}' completed, {} record(s) were loaded with replacements made for ACCEPTINVCHARS.  "
                           "Check 'stl_replacements' system table for details.",
                           table, summary.replaced_count));
    }
}

}  // namespace blueshift::copy
