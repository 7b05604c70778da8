#include "copy/unload_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "copy/slice_pool.h"
#include "copy/unload_naming.h"

namespace blueshift::copy {

namespace {

void write_slices(const UnloadQuery& query, const UnloadOptions& options, const std::vector<UnloadColumn>& columns,
                  UnloadDestination& destination, const Environment& environment) {
    // A result without rows leaves one empty file; of JSON it leaves none.
    SlicePool slices(destination, options, columns, environment, options.format != sql::CopyFormat::json);
    const auto rows = environment.engine.query(query.sql, query.types);
    Batch batch;
    while (rows->next(batch)) {
        environment.cancel.check();
        slices.add(std::move(batch));
        batch = Batch{};
    }
    slices.finish();
}

/// The values of partition columns as folders: `a=1/b=x/`.
std::string folder_of(const UnloadQuery& query, const std::vector<std::size_t>& partitions, const Batch& batch, std::size_t row,
                      const TextSettings& settings) {
    std::string folder;
    std::string value;
    for (const std::size_t i : partitions) {
        value = kNullPartition;
        if (!batch.columns[i].is_null(row)) {
            value.clear();
            append_text(value, batch.columns[i], row, query.types[i], settings);
            if (query.types[i].id == TypeId::boolean) value = value == "t" ? "true" : "false";
        }
        folder += partition_folder(query.names[i], value) + "/";
    }
    return folder;
}

/// One partition after the other, so that only one file is open, however many there are.
void write_partitions(const UnloadQuery& query, const UnloadOptions& options, const std::vector<UnloadColumn>& columns,
                      const std::vector<std::size_t>& partitions, UnloadDestination& destination, const Environment& environment) {
    std::string names;
    std::string order;
    for (std::size_t i = 0; i < query.types.size(); ++i) names += fmt::format("{}k{}", i == 0 ? "" : ", ", i);
    for (const std::size_t i : partitions) order += fmt::format("{}k{}", order.empty() ? "" : ", ", i);
    const auto rows = environment.engine.query(
        fmt::format("SELECT * FROM ({}) AS q({}) ORDER BY {}", query.sql, names, order), query.types);
    const auto row_writer = make_row_writer(columns, options, environment.text);
    std::unique_ptr<SliceWriter> writer;
    std::string open_folder;
    Batch batch;
    while (rows->next(batch)) {
        environment.cancel.check();
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            std::string folder = folder_of(query, partitions, batch, row, environment.text);
            if (folder != open_folder || !writer) {
                if (writer) writer->finish();
                destination.clean_folder(folder);
                writer = std::make_unique<SliceWriter>(destination, options, *row_writer, folder, 0);
                open_folder = std::move(folder);
            }
            writer->append(batch, row);
        }
    }
    if (writer) writer->finish();
}

}  // namespace

void unload_text(const UnloadQuery& query, const UnloadOptions& options, const std::vector<std::size_t>& partitions,
                 UnloadDestination& destination, const Environment& environment) {
    std::vector<UnloadColumn> columns;
    for (std::size_t i = 0; i < query.types.size(); ++i) {
        const bool left_out = std::ranges::find(partitions, i) != partitions.end() && !options.keep_partition_columns;
        if (!left_out) columns.push_back({i, query.names[i], query.types[i]});
    }
    if (partitions.empty()) {
        write_slices(query, options, columns, destination, environment);
    } else {
        write_partitions(query, options, columns, partitions, destination, environment);
    }
}

}  // namespace blueshift::copy
