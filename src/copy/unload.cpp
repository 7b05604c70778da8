#include "copy/unload.h"

#include <fmt/format.h>

#include <algorithm>

#include "copy/compute_error.h"
#include "copy/unload_manifest.h"
#include "copy/unload_parquet.h"
#include "copy/unload_text.h"

namespace blueshift::copy {

namespace {

using enum TypeId;

constexpr TypeId kPartitionTypes[] = {smallint, integer, bigint, decimal, real, boolean, char_, varchar, date, timestamp};

/// The places of the partition columns in the query.
std::vector<std::size_t> partition_places(const UnloadOptions& options, const UnloadQuery& query) {
    std::vector<std::size_t> places;
    for (const sql::Name& name : options.partition_columns) {
        const auto found = std::ranges::find(query.names, name.text);
        if (found == query.names.end()) {
            throw Error(Code::undefined_column, "PARTITION BY column \"{}\" does not exist in the select list", name.text).at(name.span);
        }
        const auto place = static_cast<std::size_t>(found - query.names.begin());
        if (std::ranges::find(places, place) != places.end()) {
            throw Error(Code::duplicate_column, "PARTITION BY column \"{}\" specified more than once", name.text).at(name.span);
        }
        if (std::ranges::find(kPartitionTypes, query.types[place].id) == std::end(kPartitionTypes)) {
            throw Error(Code::feature_not_supported, "UNLOAD cannot be partitioned by column \"{}\" of type {}", name.text,
                        format_type(query.types[place]))
                .at(name.span);
        }
        places.push_back(place);
    }
    if (!places.empty() && places.size() == query.names.size() && !options.keep_partition_columns) {
        throw Error(Code::invalid_parameter_value, "UNLOAD needs at least one column that is not a partition column")
            .hint("INCLUDE keeps the partition columns in the files.");
    }
    return places;
}

UnloadSummary write(const sql::Unload& statement, const UnloadOptions& options, const UnloadQuery& query,
                    const std::vector<std::size_t>& partitions, const Environment& environment) {
    UnloadDestination destination(statement, options, environment);
    destination.prepare();
    if (options.format == sql::CopyFormat::parquet) {
        unload_parquet(query, options, partitions, destination, environment);
    } else {
        unload_text(query, options, partitions, destination, environment);
    }
    UnloadSummary summary;
    summary.files = destination.files();
    for (const UnloadedFile& file : summary.files) summary.row_count += file.row_count;
    if (options.manifest != ManifestKind::none) {
        const auto upload = destination.start("manifest");
        upload->write(unload_manifest(query, options, summary));
        upload->finish();
    }
    destination.keep();
    environment.notices.push_back({"INFO", Code::successful_completion,
                                   fmt::format("UNLOAD completed, {} record(s) unloaded successfully.", summary.row_count), {}});
    return summary;
}

}  // namespace

UnloadSummary unload(const sql::Unload& statement, const UnloadOptions& options, const UnloadQuery& query,
                     const Environment& environment) {
    const std::vector<std::size_t> partitions = partition_places(options, query);
    try {
        return write(statement, options, query, partitions, environment);
    } catch (const Error& error) {
        const bool storage = error.code() == Code::undefined_file || error.code() == Code::io_error ||
                             error.code() == Code::insufficient_privilege;
        if (!storage) throw;
        throw compute_error(error, "S3 key being written : " + statement.target, environment);
    }
}

}  // namespace blueshift::copy
