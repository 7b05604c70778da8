#include "external/files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "copy/credentials.h"
#include "copy/source.h"

namespace blueshift::external {

namespace {

using storage::Location;

/// Names that begin with a period, underscore or hash mark, or end with a tilde, are not data.
bool is_hidden(std::string_view key) {
    const std::string_view name = key.substr(key.rfind('/') + 1);
    return name.empty() || name[0] == '.' || name[0] == '_' || name[0] == '#' || name.ends_with('~');
}

std::vector<File> read_manifest(const Location& manifest, const copy::Authorization& authorization,
                                const Environment& environment) {
    const std::string text =
        copy::open_store(manifest, authorization, environment.storage)->read(manifest.key, environment.cancel);
    const auto document = nlohmann::json::parse(text, nullptr, false);
    const auto malformed = [&](std::string_view why) {
        return Error(Code::invalid_parameter_value, "\"{}\" is not a manifest", manifest.url()).detail(std::string(why));
    };
    if (!document.is_object() || !document.contains("entries") || !document["entries"].is_array()) {
        throw malformed("A LOCATION that is no folder is a JSON object whose \"entries\" is an array of files.");
    }
    std::vector<File> files;
    for (const auto& entry : document["entries"]) {
        if (!entry.is_object() || !entry.contains("url") || !entry["url"].is_string()) {
            throw malformed("Each entry is an object with a \"url\".");
        }
        const auto meta = entry.find("meta");
        if (meta == entry.end() || !meta->is_object() || !meta->contains("content_length") ||
            !(*meta)["content_length"].is_number_integer()) {
            throw malformed("Each entry has \"meta\" with the file's \"content_length\".");
        }
        const Location object = copy::require_location(entry["url"].get<std::string>(), {});
        const auto store = copy::open_store(object, authorization, environment.storage);
        const auto found = store->list(object.key, environment.cancel);
        const auto info = std::ranges::find(found, object.key, &storage::ObjectInfo::key);
        if (info != found.end()) {
            files.push_back({object, info->size_bytes});
        } else if (entry.contains("mandatory") && entry["mandatory"] == true) {
            throw Error(Code::undefined_file, "the specified key does not exist: \"{}\"", object.url())
                .detail("The manifest lists it as mandatory.");
        }
    }
    return files;
}

}  // namespace

copy::Authorization schema_authorization(const catalog::Schema& schema, const Environment& environment) {
    return copy::authorize_schema(schema.external->iam_role, environment.storage, environment.cancel);
}

std::vector<File> list_files(const std::string& url, const copy::Authorization& authorization,
                             const Environment& environment) {
    Location location = copy::require_location(url, {});
    const auto store = copy::open_store(location, authorization, environment.storage);
    std::vector<File> files;
    for (const auto& object : store->list(location.key, environment.cancel)) {
        const bool folder = location.key.empty() || location.key.ends_with('/');
        if (!folder && object.key == location.key) return read_manifest(location, authorization, environment);
        if (!folder && object.key[location.key.size()] != '/') continue;
        if (object.size_bytes > 0 && !is_hidden(object.key)) files.push_back({location.with_key(object.key), object.size_bytes});
    }
    return files;
}

}  // namespace blueshift::external
