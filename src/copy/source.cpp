#include "copy/source.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace blueshift::copy {

namespace {

using storage::Location;

/// A missing manifest entry that is not mandatory is left out.  Doc: dg/loading-data-files-using-manifest
std::vector<SourceObject> read_manifest(const Location& manifest, Span span, const Authorization& authorization,
                                    const Environment& environment) {
    const auto store = open_store(manifest, authorization, environment.storage);
    const std::string text = store->read(manifest.key, environment.cancel);
    const auto document = nlohmann::json::parse(text, nullptr, false);
    const auto malformed = [&] {
        return Error(Code::invalid_parameter_value, "\"{}\" is not a manifest", manifest.url())
            .detail("A manifest is a JSON object whose \"entries\" is an array of objects with a \"url\".")
            .at(span);
    };
    if (!document.is_object() || !document.contains("entries") || !document["entries"].is_array()) throw malformed();
    std::vector<SourceObject> objects;
    for (const auto& entry : document["entries"]) {
        if (!entry.is_object() || !entry.contains("url") || !entry["url"].is_string()) throw malformed();
        const Location object = require_location(entry["url"].get<std::string>(), span);
        const bool mandatory = entry.contains("mandatory") && entry["mandatory"] == true;
        const auto holder = open_store(object, authorization, environment.storage);
        const auto found = holder->list(object.key, environment.cancel);
        const auto info = std::find_if(found.begin(), found.end(), [&](const auto& each) { return each.key == object.key; });
        if (info != found.end()) {
            objects.push_back({object, info->size_bytes, info->etag});
        } else if (mandatory) {
            throw Error(Code::undefined_file, "the specified key does not exist: \"{}\"", object.url())
                .detail("The manifest lists it as mandatory.");
        }
    }
    if (objects.empty()) {
        throw Error(Code::undefined_file, "none of the files in the manifest \"{}\" exists", manifest.url());
    }
    return objects;
}

}  // namespace

Location require_location(const std::string& url, Span span) {
    for (const std::string_view scheme : {"dynamodb://", "emr://"}) {
        if (url.starts_with(scheme)) {
            throw Error(Code::feature_not_supported, "COPY from {} is not supported", scheme).at(span);
        }
    }
    const auto location = storage::parse_location(url);
    if (!location) {
        throw Error(Code::feature_not_supported, "\"{}\" is not a supported location", url)
            .hint("Use s3://bucket/prefix.")
            .at(span);
    }
    return *location;
}

Source find_source(const sql::Copy& statement, const LoadOptions& options, const Environment& environment) {
    const Location prefix = require_location(statement.source, statement.source_span);
    Source source;
    if (prefix.scheme == storage::Scheme::s3) {
        source.authorization = authorize(statement.options, environment);
    }
    if (options.manifest) {
        source.objects = read_manifest(prefix, statement.source_span, source.authorization, environment);
        return source;
    }
    const auto store = open_store(prefix, source.authorization, environment.storage);
    for (const auto& object : store->list(prefix.key, environment.cancel)) {
        // A key that ends with a slash stands for a folder.
        if (object.key.ends_with('/')) continue;
        const Location location = prefix.with_key(object.key);
        if (!environment.wanted || environment.wanted(location)) source.objects.push_back({location, object.size_bytes, object.etag});
    }
    if (source.objects.empty() && !environment.wanted) {
        throw Error(Code::undefined_file, "The specified S3 prefix '{}' does not exist", prefix.key)
            .detail(fmt::format("No object of bucket \"{}\" has a key that starts with it.", prefix.bucket))
            .at(statement.source_span);
    }
    return source;
}

}  // namespace blueshift::copy
