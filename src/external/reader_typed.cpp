/// Files that carry names and types of their columns: Parquet and Avro.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "copy/credentials.h"
#include "emit/emitter.h"
#include "external/reader.h"

namespace blueshift::external {

namespace {

struct FileColumn {
    std::string name;
    std::string type;
};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return text;
}

std::vector<FileColumn> describe(const std::string& reader, const Environment& environment) {
    const Type text{TypeId::varchar};
    std::vector<FileColumn> columns;
    const auto rows = environment.engine.query(
        "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + reader + ")", {text, text});
    Batch batch;
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            columns.push_back({value_at(batch.columns[0], row, text).as_string(), value_at(batch.columns[1], row, text).as_string()});
        }
    }
    return columns;
}

const FileColumn* find(const std::vector<FileColumn>& columns, const std::string& name) {
    const auto found = std::ranges::find_if(columns, [&](const FileColumn& column) { return lower(column.name) == name; });
    return found == columns.end() ? nullptr : &*found;
}

/// What COPY and Spectrum say of Parquet files whose types do not fit.
Error misfit(const FileGroup& group, const std::string& name, const catalog::HiveType& type, const FileColumn& column) {
    const bool parquet = group.format == Format::parquet;
    const std::string url = group.files[0]->location.url();
    const std::string declared = type.kind == catalog::HiveType::scalar ? format_type(type.type) : "nested";
    return Error(Code::datatype_mismatch,
                 "File '{}' has an incompatible {} schema for column '{}.{}'. Column type: {}, {} schema: optional {} {}", url,
                 parquet ? "Parquet" : "Avro", url.substr(0, url.rfind('/')), name, declared, parquet ? "Parquet" : "Avro",
                 lower(column.type), column.name);
}

}  // namespace

Reading read_typed(const FileGroup& group, const std::string& addresses, const Environment& environment) {
    const bool parquet = group.format == Format::parquet;
    if (!parquet && !environment.load_extension("avro")) {
        throw Error(Code::feature_not_supported, "reading AVRO files needs the engine's extension \"avro\"");
    }
    Reading reading;
    reading.from = parquet ? fmt::format("read_parquet({}, union_by_name = true, hive_partitioning = false, filename = true)", addresses)
                           : fmt::format("read_avro({}, filename = true)", addresses);
    std::vector<FileColumn> found;
    try {
        found = describe(reading.from, environment);
    } catch (const Error& error) {
        throw copy::without_credentials(error);
    }
    const Cleansing cleansing = read_cleansing(*group.properties);
    for (const auto& [name, type] : group.columns) {
        const FileColumn* column = find(found, name);
        if (column == nullptr) {
            reading.values.columns.push_back(fmt::format("CAST(NULL AS {})", emit::engine_type(type.type)));
            continue;
        }
        std::string value = typed_value(emit::quote_identifier(column->name), column->type, type, cleansing, reading.values);
        if (value.empty()) throw misfit(group, name, type, *column);
        reading.values.columns.push_back(std::move(value));
    }
    return reading;
}

}  // namespace blueshift::external
