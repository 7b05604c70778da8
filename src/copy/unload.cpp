#include "copy/unload.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "copy/compressor.h"
#include "copy/row_writer.h"
#include "copy/source.h"
#include "emit/emitter.h"

namespace blueshift::copy {

namespace {

using storage::Location;

/// Lines are handed to the compressor in blocks of this size.
constexpr std::size_t kBlockBytes = 1 << 20;

/// `<prefix>0000_part_00.csv.gz`, or `<prefix>000` when the files are written one after the other.
std::string file_name(const UnloadOptions& options, std::size_t index) {
    std::string name = options.parallel ? fmt::format("{:04}_part_00", index) : fmt::format("{:03}", index);
    if (options.extension) {
        // An extension takes the place of those that the format would have.
        return name + (options.extension->starts_with('.') ? "" : ".") + *options.extension;
    }
    if (options.format == sql::CopyFormat::parquet) name += ".parquet";
    return name + std::string(file_extension(options.compression));
}

class Unload {
public:
    Unload(const sql::Unload& statement, const UnloadOptions& options, const UnloadQuery& query,
           const Environment& environment)
        : options_(options), query_(query), environment_(environment), prefix_(require_location(statement.target, {})) {
        if (prefix_.scheme == storage::Scheme::s3) {
            credentials_ = resolve_credentials(statement.options, environment.storage.credentials);
        }
        store_ = open_store(prefix_, credentials_, environment.storage);
    }

    UnloadSummary run() {
        prepare_destination();
        if (options_.format == sql::CopyFormat::parquet) {
            write_parquet();
        } else {
            write_lines();
        }
        if (options_.manifest != ManifestKind::none) write_manifest();
        return summary_;
    }

private:
    void prepare_destination() {
        const auto existing = store_->list(prefix_.key, environment_.cancel);
        if (existing.empty() || options_.existing == Existing::overwrite) return;
        if (options_.existing == Existing::refuse) {
            throw Error(Code::duplicate_object,
                        "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, "
                        "manually removing the target files in S3, or using the ALLOWOVERWRITE option.");
        }
        for (const auto& object : existing) store_->remove(object.key, environment_.cancel);
    }

    Location next_file() const { return prefix_.with_key(prefix_.key + file_name(options_, summary_.files.size())); }

    void write_lines() {
        RowWriter writer(query_.types, options_, environment_.text);
        const auto rows = environment_.engine.query(query_.sql, query_.types);
        Batch batch;
        start_file(writer);
        while (rows->next(batch)) {
            environment_.cancel.check();
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                if (static_cast<std::int64_t>(stored_.size()) >= options_.file_bytes_max) {
                    finish_file();
                    start_file(writer);
                }
                writer.append_row(lines_, batch, row);
                ++file_rows_;
                if (lines_.size() >= kBlockBytes) flush();
            }
        }
        // A result without rows leaves one empty file.
        finish_file();
    }

    void start_file(const RowWriter& writer) {
        compressor_ = make_compressor(options_.compression);
        if (options_.header) writer.append_header(lines_, query_.names);
    }

    void flush() {
        compressor_->add(lines_, stored_);
        lines_.clear();
    }

    void finish_file() {
        flush();
        compressor_->finish(stored_);
        const Location file = next_file();
        store_->write(file.key, stored_, environment_.cancel);
        add_file(file, std::exchange(file_rows_, 0), static_cast<std::int64_t>(stored_.size()));
        stored_.clear();
    }

    void add_file(const Location& file, std::int64_t row_count, std::int64_t size_bytes) {
        summary_.files.push_back({file.url(), row_count, size_bytes});
        summary_.row_count += row_count;
    }

    /// The engine writes Parquet itself.
    void write_parquet() {
        const Location file = next_file();
        std::string columns;
        std::string inner;
        for (std::size_t i = 0; i < query_.types.size(); ++i) {
            const std::string_view comma = i == 0 ? "" : ", ";
            // Parquet files of Redshift know no time zones.
            columns += query_.types[i].id == TypeId::timestamptz
                           ? fmt::format("{}make_timestamp(epoch_us(k{})) AS {}", comma, i, emit::quote_identifier(query_.names[i]))
                           : fmt::format("{}k{} AS {}", comma, i, emit::quote_identifier(query_.names[i]));
            inner += fmt::format("{}k{}", comma, i);
        }
        // Makes sure that the folder of a file is there.
        if (prefix_.scheme == storage::Scheme::file) store_->write(file.key, {}, environment_.cancel);
        const std::string address = engine_address(file, credentials_);
        std::int64_t row_count = 0;
        try {
            environment_.engine.execute(fmt::format("COPY (SELECT {} FROM ({}) AS q({})) TO {} (FORMAT parquet, COMPRESSION snappy)",
                                                    columns, query_.sql, inner, address));
            row_count = parquet_row_count(address);
        } catch (const Error& error) {
            throw without_credentials(error);
        }
        std::int64_t size_bytes = 0;
        for (const auto& object : store_->list(file.key, environment_.cancel)) {
            if (object.key == file.key) size_bytes = object.size_bytes;
        }
        add_file(file, row_count, size_bytes);
    }

    std::int64_t parquet_row_count(const std::string& address) {
        const auto rows = environment_.engine.query(
            fmt::format("SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata({})", address), {Type{TypeId::bigint}});
        std::int64_t count = 0;
        Batch batch;
        while (rows->next(batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) count += batch.columns[0].at<std::int64_t>(row);
        }
        return count;
    }

    /// `base` and modifiers of a column as the VERBOSE manifest names them.
    static nlohmann::ordered_json manifest_type(Type type) {
        nlohmann::ordered_json out{{"base", type_info(type.id).sql_name}};
        if (type.id == TypeId::decimal) {
            out["precision"] = decimal_precision(type);
            out["scale"] = decimal_scale(type);
        } else if (const auto limit = length_limit(type)) {
            out["max_length"] = *limit;
        }
        return out;
    }

    /// Doc: dg/r_UNLOAD_command_examples
    void write_manifest() {
        const bool verbose = options_.manifest == ManifestKind::verbose;
        nlohmann::ordered_json document;
        std::int64_t total_bytes = 0;
        document["entries"] = nlohmann::ordered_json::array();
        for (const UnloadedFile& file : summary_.files) {
            nlohmann::ordered_json meta{{"content_length", file.size_bytes}};
            if (verbose) meta["record_count"] = file.row_count + (options_.header ? 1 : 0);
            document["entries"].push_back({{"url", file.url}, {"meta", meta}});
            total_bytes += file.size_bytes;
        }
        if (verbose) {
            auto elements = nlohmann::ordered_json::array();
            for (std::size_t i = 0; i < query_.types.size(); ++i) {
                elements.push_back({{"name", query_.names[i]}, {"type", manifest_type(query_.types[i])}});
            }
            document["schema"]["elements"] = elements;
            document["meta"] = {{"content_length", total_bytes}, {"record_count", summary_.row_count}};
            document["author"] = {{"name", "Amazon Redshift"}, {"version", "1.0.0"}};
        }
        constexpr int kIndent = 2;
        store_->write(prefix_.key + "manifest", document.dump(kIndent) + "\n", environment_.cancel);
    }

    const UnloadOptions& options_;
    const UnloadQuery& query_;
    const Environment& environment_;
    Location prefix_;
    storage::Credentials credentials_;
    std::unique_ptr<storage::ObjectStore> store_;
    UnloadSummary summary_;

    // The file being written.
    std::unique_ptr<Compressor> compressor_;
    std::string lines_;   ///< not yet compressed
    std::string stored_;  ///< compressed
    std::int64_t file_rows_ = 0;
};

}  // namespace

UnloadSummary unload(const sql::Unload& statement, const UnloadOptions& options, const UnloadQuery& query,
                     const Environment& environment) {
    UnloadSummary summary = Unload(statement, options, query, environment).run();
    environment.notices.push_back({"INFO", Code::successful_completion,
                                   fmt::format("UNLOAD completed, {} record(s) unloaded successfully.", summary.row_count), {}});
    return summary;
}

}  // namespace blueshift::copy
