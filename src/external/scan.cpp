#include "external/scan.h"

#include <fmt/format.h>

#include <list>
#include <map>

#include "base/error.h"
#include "catalog/hive_type.h"
#include "copy/credentials.h"
#include "emit/emitter.h"
#include "external/partition.h"
#include "external/reader.h"

namespace blueshift::external {

namespace {

std::string_view compression_of(const std::string& key) {
    struct Row {
        std::string_view suffix;
        std::string_view name;
    };
    constexpr Row kRows[] = {{".gz", "gzip"}, {".zst", "zstd"}};
    constexpr std::string_view kNotRead[] = {".bz2", ".snappy", ".lzo", ".deflate"};
    for (const Row& row : kRows) {
        if (key.ends_with(row.suffix)) return row.name;
    }
    for (const std::string_view suffix : kNotRead) {
        if (key.ends_with(suffix)) {
            throw Error(Code::feature_not_supported, "external files compressed as \"{}\" are not supported", suffix.substr(1));
        }
    }
    return "none";
}

bool is_compressed_inside(Format format) {
    return format == Format::parquet || format == Format::avro || format == Format::orc;
}

/// What the engine calls a file, apart from the credentials in its address.
std::string engine_path(const storage::Location& location) {
    return location.scheme == storage::Scheme::file ? location.key : location.url();
}

class TableScan {
public:
    TableScan(const analyze::BoundTable& table, const catalog::ExternalTable& external, const Environment& environment)
        : relation_(*table.relation), id_(table.id), external_(external), environment_(environment) {
        for (const catalog::ExternalColumn& column : external.storage.columns) {
            const auto type = catalog::parse_hive_type(column.type);
            columns_.emplace_back(column.name, type ? *type : catalog::HiveType{.type = varchar_type(kVarcharBytesMax)});
        }
    }

    std::string text(const std::vector<emit::RowCondition>& conditions) {
        const catalog::Schema* schema = environment_.catalog.snapshot().schemas.find(relation_.schema);
        BLUESHIFT_ASSERT(schema != nullptr && schema->external);
        authorization_ = schema_authorization(*schema, environment_);
        parts_ = needed_parts(external_, relation_, id_, conditions, environment_);
        for (const Part& part : parts_) add_files(part);
        std::string text;
        for (const auto& [key, group] : groups_) text += (text.empty() ? "" : " UNION ALL ") + group_query(group);
        return text.empty() ? no_rows() : text;
    }

private:
    struct PartFile {
        File file;
        const Part* part;
    };
    struct Group {
        FileGroup files;
        std::vector<const PartFile*> entries;
    };

    void add_files(const Part& part) {
        for (File& file : list_files(part.location, authorization_, environment_)) {
            files_.push_back({std::move(file), &part});
            const PartFile& entry = files_.back();
            const Format format = format_of(*part.storage, external_.parameters);
            const std::string compression(is_compressed_inside(format) ? "none" : compression_of(entry.file.location.key));
            std::string key = fmt::format("{}\n{}", compression, part.storage->serde);
            for (const auto& [name, value] : part.storage->serde_parameters) key += fmt::format("\n{}={}", name, value);
            Group& group = groups_[key];
            group.files.format = format;
            group.files.storage = part.storage;
            group.files.properties = &external_.parameters;
            group.files.columns = columns_;
            group.files.compression = compression;
            group.files.files.push_back(&entry.file);
            group.entries.push_back(&entry);
        }
    }

    /// Columns of the files, joined with what is known of each file: its partition's values, name and size.
    std::string group_query(const Group& group) const {
        const Reading reading = open_reader(group.files, authorization_.credentials, environment_);
        std::string outputs;
        const auto add = [&](std::size_t index, std::string_view value) {
            outputs += fmt::format("{}{} AS c{}", outputs.empty() ? "" : ", ", value, relation_.columns[index].number);
        };
        std::size_t index = 0;
        for (const std::string& value : reading.values.columns) add(index++, value);
        for (std::size_t key = 0; key < external_.partition_keys.size(); ++key) add(index++, fmt::format("file.v{}", key));
        for (; index < relation_.columns.size(); ++index) add(index, pseudo_value(relation_.columns[index].name));
        std::string where;
        for (const std::string& condition : reading.values.conditions) {
            where += (where.empty() ? " WHERE " : " AND ") + condition;
        }
        return fmt::format("SELECT {} FROM {} JOIN ({}) AS file ON {} = file.path{}", outputs, reading.from, file_list(group),
                           reading.path, where);
    }

    static std::string_view pseudo_value(std::string_view column) {
        if (column == catalog::kPathColumn) return "file.url";
        if (column == catalog::kSizeColumn) return "file.size";
        return "CAST(file.number AS BIGINT)";
    }

    std::string file_list(const Group& group) const {
        std::string names = "path, url, size, number";
        for (std::size_t key = 0; key < external_.partition_keys.size(); ++key) names += fmt::format(", v{}", key);
        std::string rows;
        for (const PartFile* entry : group.entries) {
            const storage::Location& location = entry->file.location;
            rows += fmt::format("{}({}, {}, CAST({} AS BIGINT), {}", rows.empty() ? "" : ", ",
                                emit::quote_literal(engine_path(location)), emit::quote_literal(location.url()),
                                entry->file.size_bytes, external_.oid);
            for (const std::string& value : entry->part->values) rows += ", " + value;
            rows += ")";
        }
        return fmt::format("SELECT * FROM (VALUES {}) AS files({})", rows, names);
    }

    std::string no_rows() const {
        std::string outputs;
        for (const catalog::Column& column : relation_.columns) {
            outputs += fmt::format("{}CAST(NULL AS {}) AS c{}", outputs.empty() ? "" : ", ", emit::engine_type(column.type),
                                   column.number);
        }
        return fmt::format("SELECT {} WHERE false", outputs);
    }

    const catalog::Relation& relation_;
    const int id_;
    const catalog::ExternalTable& external_;
    const Environment& environment_;
    copy::Authorization authorization_;
    std::vector<std::pair<std::string, catalog::HiveType>> columns_;
    std::vector<Part> parts_;
    std::list<PartFile> files_;  ///< in places that stay
    std::map<std::string, Group> groups_;
};

/// Errors that a file causes, or the way to it.
bool is_about_files(Code code) {
    return code == Code::io_error || code == Code::undefined_file || code == Code::internal_error ||
           code == Code::bad_copy_file_format || code == Code::character_not_in_repertoire || code == Code::datatype_mismatch;
}

}  // namespace

std::string scan_query(const analyze::BoundTable& table, const std::vector<emit::RowCondition>& conditions,
                       const Environment& environment) {
    const catalog::ExternalTable* external = catalog::external_table(environment.catalog.snapshot(), *table.relation);
    if (external == nullptr) {
        throw Error(Code::undefined_table, "relation \"{}\" does not exist", table.relation->name);
    }
    try {
        return TableScan(table, *external, environment).text(conditions);
    } catch (const Error& error) {
        throw scan_error(error, environment.query_id);
    }
}

Error scan_error(const Error& error, std::int64_t query_id) {
    constexpr int kScanErrorCode = 15007;
    const Error clean = copy::without_credentials(error);
    if (!is_about_files(clean.code()) || clean.message() == "Spectrum Scan Error") return clean;
    const std::string context = clean.detail().empty() ? clean.message() : clean.message() + " " + clean.detail();
    Error out(Code::internal_error, "Spectrum Scan Error");
    return out.detail(fmt::format("\n  -----------------------------------------------\n"
                                  "  error:  Spectrum Scan Error\n"
                                  "  code:      {}\n"
                                  "  context:   {}\n"
                                  "  query:     {}\n"
                                  "  location:  external/scan.cpp\n"
                                  "  process:   spectrum\n"
                                  "  -----------------------------------------------\n",
                                  kScanErrorCode, context, query_id));
}

}  // namespace blueshift::external
