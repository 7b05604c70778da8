#include "copy/unload_manifest.h"

#include <nlohmann/json.hpp>

namespace blueshift::copy {

namespace {

/// `base` and modifiers of a column as the VERBOSE manifest names them.
nlohmann::ordered_json manifest_type(Type type) {
    nlohmann::ordered_json out{{"base", type_info(type.id).sql_name}};
    if (type.id == TypeId::decimal) {
        out["precision"] = decimal_precision(type);
        out["scale"] = decimal_scale(type);
    } else if (const auto limit = length_limit(type)) {
        out["max_length"] = *limit;
    }
    return out;
}

}  // namespace

std::string unload_manifest(const UnloadQuery& query, const UnloadOptions& options, const UnloadSummary& summary) {
    const bool verbose = options.manifest == ManifestKind::verbose;
    nlohmann::ordered_json document;
    std::int64_t total_bytes = 0;
    document["entries"] = nlohmann::ordered_json::array();
    for (const UnloadedFile& file : summary.files) {
        nlohmann::ordered_json meta{{"content_length", file.size_bytes}};
        if (verbose) meta["record_count"] = file.row_count + (options.header ? 1 : 0);
        document["entries"].push_back({{"url", file.url}, {"meta", meta}});
        total_bytes += file.size_bytes;
    }
    if (verbose) {
        auto elements = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < query.types.size(); ++i) {
            elements.push_back({{"name", query.names[i]}, {"type", manifest_type(query.types[i])}});
        }
        document["schema"]["elements"] = elements;
        document["meta"] = {{"content_length", total_bytes}, {"record_count", summary.row_count}};
        document["author"] = {{"name", "Amazon Redshift"}, {"version", "1.0.0"}};
    }
    constexpr int kIndent = 2;
    return document.dump(kIndent) + "\n";
}

}  // namespace blueshift::copy
