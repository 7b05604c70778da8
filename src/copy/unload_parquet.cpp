#include "copy/unload_parquet.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "copy/temporary_folder.h"
#include "copy/time.h"
#include "copy/unload_naming.h"
#include "emit/emitter.h"

namespace blueshift::copy {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = 4 << 20;

/// About as many bytes as a value takes in memory.
std::int64_t value_bytes(Type type) {
    constexpr std::int64_t kUsualText = 32;
    if (is_string(type.id)) return std::min<std::int64_t>(length_limit(type).value_or(kUsualText), kUsualText);
    switch (type.id) {
        case TypeId::boolean: return 1;
        case TypeId::smallint: return 2;
        case TypeId::integer: case TypeId::real: case TypeId::date: return 4;
        case TypeId::decimal: return 16;
        case TypeId::super: case TypeId::varbyte: return kUsualText;
        default: return 8;
    }
}

/// The engine counts the rows of a group, not its bytes.
std::int64_t row_group_rows(const UnloadQuery& query, const UnloadOptions& options) {
    std::int64_t row_bytes = 0;
    for (const Type& type : query.types) row_bytes += value_bytes(type);
    constexpr std::int64_t kFewest = 2048;
    return std::max(kFewest, options.row_group_bytes / std::max<std::int64_t>(row_bytes, 1) / kFewest * kFewest);
}

/// What a column is in the file. Parquet files of Redshift know no time zones.
std::string file_value(std::size_t index, const Type& type) {
    if (type.id == TypeId::timestamptz) return fmt::format("make_timestamp(epoch_us(k{}))", index);
    // The engine may have chosen a narrower type for a constant.
    if (type.id == TypeId::decimal) {
        return fmt::format("CAST(k{} AS DECIMAL({}, {}))", index, decimal_precision(type), decimal_scale(type));
    }
    return fmt::format("k{}", index);
}

std::string copy_statement(const UnloadQuery& query, const UnloadOptions& options, const std::vector<std::size_t>& partitions,
                           const std::string& folder) {
    std::string columns;
    std::string inner;
    for (std::size_t i = 0; i < query.types.size(); ++i) {
        const std::string_view comma = i == 0 ? "" : ", ";
        columns += fmt::format("{}{} AS {}", comma, file_value(i, query.types[i]), emit::quote_identifier(query.names[i]));
        inner += fmt::format("{}k{}", comma, i);
    }
    std::string layout = fmt::format("FILE_SIZE_BYTES {}", options.file_bytes_max);
    if (!partitions.empty()) {
        layout = fmt::format("WRITE_PARTITION_COLUMNS {}, PARTITION_BY (", options.keep_partition_columns);
        for (const std::size_t i : partitions) {
            layout += (layout.ends_with('(') ? "" : ", ") + emit::quote_identifier(query.names[i]);
        }
        layout += ')';
    }
    return fmt::format("COPY (SELECT {} FROM ({}) AS q({})) TO {} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {}, {})",
                       columns, query.sql, inner, emit::quote_literal(folder), row_group_rows(query, options), layout);
}

std::int64_t row_count(engine::Connection& engine, const std::string& path) {
    const auto rows = engine.query(
        fmt::format("SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata({})", emit::quote_literal(path)),
        {Type{TypeId::bigint}});
    std::int64_t count = 0;
    Batch batch;
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) count += batch.columns[0].at<std::int64_t>(row);
    }
    return count;
}

/// `a=1/b=x/` of `a=1/b=x/data_0.parquet` as the engine named it, in our own spelling; empty without folders.
std::string folder_of(const fs::path& relative) {
    std::string folder;
    for (const fs::path& part : relative.parent_path()) {
        const std::string name = part.string();
        const std::size_t equal = name.find('=');
        std::string value;
        for (std::size_t i = equal + 1; i < name.size(); ++i) {
            if (name[i] == '%' && i + 2 < name.size()) {
                value += static_cast<char>(std::stoi(name.substr(i + 1, 2), nullptr, 16));
                i += 2;
            } else {
                value += name[i];
            }
        }
        folder += partition_folder(name.substr(0, equal), value) + "/";
    }
    return folder;
}

void send_file(const fs::path& path, UnloadedFile file, const std::string& name, UnloadDestination& destination,
               const CancelToken& cancel) {
    file.started_micros = now_micros();
    file.url = destination.url(name);
    const auto upload = destination.start(name);
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(kReadBytes, '\0');
    while (stream) {
        cancel.check();
        stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        const auto size = static_cast<std::size_t>(stream.gcount());
        upload->write(std::string_view(bytes).substr(0, size));
        file.size_bytes += static_cast<std::int64_t>(size);
    }
    if (stream.bad()) throw Error(Code::io_error, "could not read a temporary file");
    upload->finish();
    file.ended_micros = now_micros();
    destination.add(std::move(file));
}

}  // namespace

void unload_parquet(const UnloadQuery& query, const UnloadOptions& options, const std::vector<std::size_t>& partitions,
                    UnloadDestination& destination, const Environment& environment) {
    const TemporaryFolder temporary(environment.storage.temp_directory);
    const std::string written = temporary.path() + "/parquet";
    environment.engine.execute(copy_statement(query, options, partitions, written));

    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(written)) {
        if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::map<std::string, std::size_t> counts;  // files by folder
    for (const fs::path& path : paths) {
        const std::string folder = folder_of(fs::relative(path, written));
        const std::size_t number = counts[folder]++;
        if (number == 0 && !partitions.empty()) destination.clean_folder(folder);
        UnloadedFile file;
        file.row_count = row_count(environment.engine, path.string());
        file.slice = options.parallel ? static_cast<int>(number) : 0;
        send_file(path, file, folder + file_name(options, number, options.parallel ? 0 : number), destination, environment.cancel);
        fs::remove(path);
    }
}

}  // namespace blueshift::copy
