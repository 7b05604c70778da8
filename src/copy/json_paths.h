#pragma once
/// JSONPaths files: where in an object each column's value stands.  Doc: dg/copy-parameters-data-format#copy-json-jsonpaths
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace blueshift::copy {

/// A member's name or an element's index.
using JsonStep = std::variant<std::string, std::size_t>;
/// From the root to a value.
using JsonPath = std::vector<JsonStep>;

/// The paths of a file; nothing when its object has no "jsonpaths", which means the same as 'auto'.
/// Throws invalid_parameter_value (22023) when it is not a JSONPaths file.
std::optional<std::vector<JsonPath>> parse_json_paths(std::string_view file);

/// The value of `path` in `root`, null text when a member on the way is missing.
/// `problem` tells why the path and the value do not go together; empty when they do.
std::string_view follow_path(std::string_view root, const JsonPath& path, std::string& problem);

}  // namespace blueshift::copy
