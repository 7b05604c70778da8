/// JSON: objects, one per row, of the openx and Hive SerDes.  Doc: dg/r_CREATE_EXTERNAL_TABLE
#include <fmt/format.h>

#include "base/error.h"
#include "emit/emitter.h"
#include "external/reader.h"

namespace blueshift::external {

namespace {

bool flag(const FileGroup& group, const std::string& name, bool otherwise) {
    const std::string text = parameter(group.storage->serde_parameters, name);
    return text.empty() ? otherwise : text == "true" || text == "TRUE";
}

/// The attribute that a column stands for.
std::string attribute_of(const FileGroup& group, const std::string& column) {
    const std::string mapped = parameter(group.storage->serde_parameters, "mapping." + column);
    return mapped.empty() ? column : mapped;
}

std::string path_of(const std::string& attribute) { return emit::quote_literal(fmt::format("$.\"{}\"", attribute)); }

}  // namespace

Reading read_json(const FileGroup& group, const std::string& addresses) {
    const bool arrays = flag(group, "strip.outer.array", false);
    const bool forgiving = flag(group, "ignore.malformed.json", false);
    if (forgiving && arrays) {
        throw Error(Code::invalid_parameter_value, "strip.outer.array and ignore.malformed.json cannot be used together");
    }
    // Objects of several lines, or several on one line, are taken too; but then nothing malformed can be left out.
    const std::string_view format = arrays ? "array" : forgiving ? "newline_delimited" : "unstructured";
    Reading reading;
    reading.from = fmt::format(
        "read_json_objects({}, format = '{}', ignore_errors = {}, filename = true, compression = '{}', "
        "maximum_object_size = 67108864)",
        addresses, format, forgiving, group.compression == "none" ? "uncompressed" : group.compression);
    const bool any_case = flag(group, "case.insensitive", true);
    const Cleansing cleansing = read_cleansing(*group.properties);
    for (const auto& [name, type] : group.columns) {
        const std::string attribute = attribute_of(group, name);
        std::string value = fmt::format("json_extract(json, {})", path_of(attribute));
        if (any_case) {
            value = fmt::format(
                "coalesce({}, json_extract(json, '$.\"' || list_filter(json_keys(json), lambda k: lower(k) = lower({}))[1] || '\"'))",
                value, emit::quote_literal(attribute));
        }
        reading.values.columns.push_back(json_value(value, type, cleansing, reading.values));
    }
    return reading;
}

}  // namespace blueshift::external
