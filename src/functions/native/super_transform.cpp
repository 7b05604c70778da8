#include "functions/native/super_transform.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"

namespace blueshift::functions {

namespace {

using nlohmann::ordered_json;
using Path = std::vector<std::string>;

/// The parts of `"a"."b"`.
Path path_of(const ordered_json& json) {
    const std::string text = json.is_string() ? json.get<std::string>() : "";
    Path path;
    std::size_t at = 0;
    do {
        if (at >= text.size() || text[at] != '"') break;
        const std::size_t end = text.find('"', at + 1);
        if (end == std::string::npos) break;
        path.push_back(text.substr(at + 1, end - at - 1));
        at = end + 1;
        if (at == text.size()) return path;
    } while (text[at++] == '.');
    throw Error(Code::invalid_parameter_value, "invalid path in OBJECT_TRANSFORM: {}", text);
}

const ordered_json* find(const ordered_json& object, const Path& path) {
    const ordered_json* value = &object;
    for (const std::string& name : path) {
        if (!value->is_object() || !value->contains(name)) return nullptr;
        value = &(*value)[name];
    }
    return value;
}

/// Puts a value at the end of a path, with objects on the way where there are none.
void put(ordered_json& object, const Path& path, ordered_json value) {
    ordered_json* place = &object;
    for (const std::string& name : path) {
        if (!place->is_object()) *place = ordered_json::object();
        place = &(*place)[name];
    }
    *place = std::move(value);
}

}  // namespace

std::string super_transform(std::string_view object, std::string_view keep, std::string_view set) {
    const ordered_json input = ordered_json::parse(object);
    const ordered_json kept = ordered_json::parse(keep);
    const ordered_json assigned = ordered_json::parse(set);
    if (!input.is_object() || (kept.empty() && assigned.empty())) return std::string(object);
    ordered_json out = ordered_json::object();
    for (const ordered_json& path : kept) {
        const Path parts = path_of(path);
        if (const ordered_json* value = find(input, parts)) put(out, parts, *value);
    }
    for (std::size_t i = 0; i + 1 < assigned.size(); i += 2) put(out, path_of(assigned[i]), assigned[i + 1]);
    return out.dump();
}

}  // namespace blueshift::functions
