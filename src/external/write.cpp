#include "external/write.h"

#include <date/date.h>
#include <fmt/format.h>

#include <chrono>

#include "catalog/hive_type.h"
#include "copy/credentials.h"
#include "copy/source.h"
#include "emit/emitter.h"
#include "external/files.h"
#include "external/format.h"
#include "external/partition.h"

namespace blueshift::external {

namespace {

using storage::Location;

/// Holds the rows until it is known which partitions they belong to. One per session, so the name is free.
constexpr std::string_view kStagingTable = "external_staging";
constexpr std::int64_t kFileMegabytesMin = 5;
constexpr std::int64_t kFileMegabytesMax = 6200;
constexpr Type kText{TypeId::varchar};

/// `20200303_004509_810669_1007_0001_part_00.parquet`: date, time, microseconds, query, slice and part.
std::string file_name(std::int64_t query_id, std::size_t slice, std::size_t part, std::string_view extension) {
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    return fmt::format("{}_{:06}_{}_{:04}_part_{:02}{}", date::format("%Y%m%d_%H%M%S", seconds), (now - seconds).count(), query_id,
                       slice, part, extension);
}

/// Percent-encodes what cannot stand in a partition's folder name, as Hive does.
std::string folder_text(const std::string& value) {
    constexpr std::string_view kEscaped = "\"#%'*/:=?\\\x7f{[]^";
    std::string out;
    for (const char letter : value) {
        const bool escape = static_cast<unsigned char>(letter) < 0x20 || kEscaped.find(letter) != std::string_view::npos;
        out += escape ? fmt::format("%{:02X}", static_cast<unsigned char>(letter)) : std::string(1, letter);
    }
    return out;
}

class TableWriter {
public:
    TableWriter(const catalog::ExternalTable& table, const catalog::Schema& schema, const Environment& environment)
        : table_(table),
          environment_(environment),
          authorization_(schema_authorization(schema, environment)),
          root_(copy::require_location(folder(table.storage.location), {})),
          format_(format_of(table.storage, table.parameters)) {
        if (format_ != Format::delimited && format_ != Format::parquet) {
            throw Error(Code::feature_not_supported, "INSERT into external tables is only supported for PARQUET and TEXTFILE");
        }
        const std::int64_t megabytes = number_parameter(table.parameters, "write.maxfilesize.mb", kFileMegabytesMax);
        if (megabytes < kFileMegabytesMin || megabytes > kFileMegabytesMax) {
            throw Error(Code::invalid_parameter_value, "write.maxfilesize.mb must be between {} and {}", kFileMegabytesMin,
                        kFileMegabytesMax);
        }
        file_bytes_max_ = megabytes * 1'000'000;
    }

    void require_empty() const {
        const auto store = copy::open_store(root_, authorization_, environment_.storage);
        if (store->list(root_.key, environment_.cancel).empty()) return;
        throw Error(Code::object_not_in_prerequisite_state, "The specified S3 location \"{}\" is not empty", root_.url());
    }

    WriteSummary write(const std::string& query) {
        auto& engine = environment_.engine;
        engine.execute(fmt::format("CREATE TEMP TABLE {} AS {}", kStagingTable, query));
        try {
            WriteSummary summary;
            summary.row_count = count_rows();
            number_files();
            for (const WrittenPartition& partition : partitions()) {
                write_partition(partition);
                if (!table_.partition_keys.empty()) summary.partitions.push_back(partition);
            }
            engine.execute(fmt::format("DROP TABLE {}", kStagingTable));
            return summary;
        } catch (const Error& error) {
            remove_written();
            throw copy::without_credentials(error);
        }
    }

private:
    static std::string folder(std::string location) {
        if (!location.ends_with('/')) location += '/';
        return location;
    }

    std::size_t column_count() const { return table_.storage.columns.size(); }

    std::string key_column(std::size_t key) const { return fmt::format("k{}", column_count() + key); }

    /// A partition key as the text that its folder and the data catalog show.
    std::string key_text(std::size_t key) const {
        return fmt::format("coalesce(CAST({} AS VARCHAR), {})", key_column(key), emit::quote_literal(kNullPartition));
    }

    std::int64_t count_rows() const {
        const Type count{TypeId::bigint};
        const auto rows = environment_.engine.query(fmt::format("SELECT count(*) FROM {}", kStagingTable), {count});
        Batch batch;
        std::int64_t result = 0;
        while (rows->next(batch)) {
            if (batch.row_count > 0) result = value_at(batch.columns[0], 0, count).as_int();
        }
        return result;
    }

    /// Adds the column `part`: which file of its partition a row goes to, so that none grows beyond the limit.
    void number_files() const {
        std::string bytes = "0";
        for (std::size_t i = 0; i < column_count(); ++i) bytes += fmt::format(" + coalesce(strlen(CAST(k{} AS VARCHAR)), 2) + 1", i);
        std::string keys;
        for (std::size_t key = 0; key < table_.partition_keys.size(); ++key) {
            keys += (keys.empty() ? "PARTITION BY " : ", ") + key_column(key);
        }
        environment_.engine.execute(fmt::format(
            "CREATE OR REPLACE TEMP TABLE {0} AS SELECT *, CAST(sum({1}) OVER ({2} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) "
            "AS BIGINT) // {3} AS part FROM {0}",
            kStagingTable, bytes, keys, file_bytes_max_));
    }

    std::vector<WrittenPartition> partitions() const {
        if (table_.partition_keys.empty()) return {WrittenPartition{{}, root_.url()}};
        std::string outputs;
        for (std::size_t key = 0; key < table_.partition_keys.size(); ++key) {
            outputs += (outputs.empty() ? "" : ", ") + key_text(key);
        }
        const auto rows = environment_.engine.query(fmt::format("SELECT DISTINCT {} FROM {} ORDER BY ALL", outputs, kStagingTable),
                                                    std::vector<Type>(table_.partition_keys.size(), kText));
        std::vector<WrittenPartition> found;
        Batch batch;
        while (rows->next(batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                WrittenPartition& partition = found.emplace_back();
                partition.location = root_.url();
                for (std::size_t key = 0; key < batch.columns.size(); ++key) {
                    partition.values.push_back(value_at(batch.columns[key], row, kText).as_string());
                    partition.location +=
                        fmt::format("{}={}/", table_.partition_keys[key].name, folder_text(partition.values.back()));
                }
            }
        }
        return found;
    }

    std::string partition_condition(const WrittenPartition& partition) const {
        std::string condition = "true";
        for (std::size_t key = 0; key < partition.values.size(); ++key) {
            condition += fmt::format(" AND {} = {}", key_text(key), emit::quote_literal(partition.values[key]));
        }
        return condition;
    }

    void write_partition(const WrittenPartition& partition) {
        const Type number{TypeId::bigint};
        const std::string condition = partition_condition(partition);
        std::vector<std::int64_t> parts;
        const auto rows = environment_.engine.query(
            fmt::format("SELECT DISTINCT coalesce(part, 0) FROM {} WHERE {} ORDER BY 1", kStagingTable, condition), {number});
        Batch batch;
        while (rows->next(batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) parts.push_back(value_at(batch.columns[0], row, number).as_int());
        }
        for (const std::int64_t part : parts) {
            write_file(partition, fmt::format("{} AND coalesce(part, 0) = {}", condition, part), static_cast<std::size_t>(part));
        }
    }

    void write_file(const WrittenPartition& partition, const std::string& condition, std::size_t part) {
        environment_.cancel.check();
        Location location = copy::require_location(partition.location, {});
        const bool parquet = format_ == Format::parquet;
        const bool gzip = !parquet && parameter(table_.parameters, "compression_type") == "gzip";
        location.key += file_name(environment_.query_id, 1, part, parquet ? ".parquet" : gzip ? ".gz" : ".txt");
        if (location.scheme == storage::Scheme::file) {
            // The engine makes no folders.
            copy::open_store(location, authorization_, environment_.storage)->write(location.key, "", {}, environment_.cancel);
        }
        written_.push_back(location);
        const std::string options = parquet ? "FORMAT parquet, COMPRESSION snappy"
                                            : fmt::format("FORMAT csv, HEADER false, DELIMITER E'\\x04', QUOTE E'\\x05', ESCAPE E'\\x05', "
                                                          "NULLSTR E'\\x06', COMPRESSION {}",
                                                          gzip ? "gzip" : "none");
        environment_.engine.execute(fmt::format("COPY (SELECT {} FROM {} WHERE {}) TO {} ({})",
                                                parquet ? parquet_outputs() : text_output(), kStagingTable, condition,
                                                copy::engine_address(location, authorization_.credentials), options));
    }

    std::string parquet_outputs() const {
        std::string outputs;
        for (std::size_t i = 0; i < column_count(); ++i) {
            outputs += fmt::format("{}k{} AS {}", outputs.empty() ? "" : ", ", i, emit::quote_identifier(table_.storage.columns[i].name));
        }
        return outputs;
    }

    /// The line of a row.
    std::string text_output() const {
        const std::string delimiter_text = parameter(table_.storage.serde_parameters, "field.delim");
        const char delimiter = delimiter_text.empty() ? '\1' : delimiter_of(delimiter_text);
        const std::string null_format = parameter(table_.parameters, "serialization.null.format");
        const std::string null_text = emit::quote_literal(null_format.empty() ? "\\N" : null_format);
        std::string line;
        for (std::size_t i = 0; i < column_count(); ++i) {
            if (i > 0) line += fmt::format(" || {} || ", emit::quote_literal(std::string(1, delimiter)));
            line += fmt::format("coalesce(CAST(k{} AS VARCHAR), {})", i, null_text);
        }
        return line + " AS line";
    }

    void remove_written() const {
        for (const Location& location : written_) {
            try {
                copy::open_store(location, authorization_, environment_.storage)->remove(location.key, environment_.cancel);
            } catch (const Error&) {
                // It may never have come to be; the first error is the one to tell.
            }
        }
    }

    const catalog::ExternalTable& table_;
    const Environment& environment_;
    const copy::Authorization authorization_;
    const Location root_;
    const Format format_;
    std::int64_t file_bytes_max_ = 0;
    std::vector<Location> written_;
};

}  // namespace

WriteSummary write_rows(const catalog::ExternalTable& table, const catalog::Schema& schema, const std::string& query,
                        bool must_be_empty, const Environment& environment) {
    TableWriter writer(table, schema, environment);
    if (must_be_empty) writer.require_empty();
    return writer.write(query);
}

}  // namespace blueshift::external
