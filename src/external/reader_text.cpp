/// Lines of text: delimited fields, OpenCSV, regular expressions.  Doc: dg/r_CREATE_EXTERNAL_TABLE
#include <fmt/format.h>

#include "base/error.h"
#include "emit/emitter.h"
#include "external/reader.h"

namespace blueshift::external {

namespace {

using catalog::HiveType;

/// The longest line.  Doc: dg/r_CREATE_EXTERNAL_TABLE
constexpr int kLineBytesMax = 4 << 20;
/// No line of text holds these, so that a line is one field.
constexpr std::string_view kNoDelimiter = "E'\\x01\\x02\\x03\\x04'";
constexpr std::string_view kNoNull = "E'\\x01\\x02\\x03\\x05'";
constexpr char kFieldDelimiter = '\1';
constexpr char kItemDelimiter = '\2';
constexpr char kKeyDelimiter = '\3';
/// Stand for an escaped escape and an escaped delimiter while a line is split.
constexpr std::string_view kEscapedEscape = "chr(4)";
constexpr std::string_view kEscapedDelimiter = "chr(5)";

std::string literal(char letter) { return emit::quote_literal(std::string_view(&letter, 1)); }

std::int64_t header_lines(const FileGroup& group) { return number_parameter(*group.properties, "skip.header.line.count", 0); }

/// The engine's CSV reader over fields k0, k1 …; `options` say how lines are split. Lacking fields are NULL, surplus ones left out.
std::string csv(const FileGroup& group, const std::string& addresses, std::size_t column_count, const std::string& options) {
    std::string columns;
    for (std::size_t i = 0; i < column_count; ++i) columns += fmt::format("{}'k{}': 'VARCHAR'", i == 0 ? "" : ", ", i);
    return fmt::format(
        "read_csv({}, columns = {{{}}}, auto_detect = false, header = false, {}, skip = {}, compression = '{}', "
        "null_padding = true, strict_mode = false, filename = true, max_line_size = {})",
        addresses, columns, options, header_lines(group), group.compression, kLineBytesMax);
}

/// Whole lines, in k0.
std::string lines(const FileGroup& group, const std::string& addresses) {
    return csv(group, addresses, 1, fmt::format("delim = {}, quote = '', escape = '', nullstr = {}", kNoDelimiter, kNoNull));
}

char delimiter_parameter(const FileGroup& group, const std::string& name, char otherwise) {
    const std::string text = parameter(group.storage->serde_parameters, name);
    return text.empty() ? otherwise : delimiter_of(text);
}

std::string null_marker(const FileGroup& group) {
    // The table's own property goes before the SerDe's.
    for (const auto* parameters : {group.properties, &group.storage->serde_parameters}) {
        const auto found = parameters->find("serialization.null.format");
        if (found != parameters->end()) return found->second;
    }
    return "\\N";
}

/// A delimited field of a nested type: its items, of which scalars alone can be split off.
std::string nested_text(const FileGroup& group, const std::string& field, const HiveType& type) {
    const std::string items =
        fmt::format("string_split({}, {})", field, literal(delimiter_parameter(group, "collection.delim", kItemDelimiter)));
    const std::string key_delimiter = literal(delimiter_parameter(group, "mapkey.delim", kKeyDelimiter));
    for (const auto& [name, part] : type.fields) {
        if (part.kind == HiveType::scalar) continue;
        throw Error(Code::feature_not_supported, "nested types inside nested types are not supported in text files");
    }
    const auto scalar = [](const std::string& text, const HiveType& part) {
        return is_string(part.type.id) ? text : fmt::format("TRY_CAST({} AS {})", text, emit::engine_type(part.type));
    };
    std::string value;
    if (type.kind == HiveType::array) {
        value = fmt::format("list_transform({}, lambda e: {})", items, scalar("e", type.fields[0].second));
    } else if (type.kind == HiveType::map) {
        const auto part = [&](int index) { return fmt::format("split_part(e, {}, {})", key_delimiter, index); };
        value = fmt::format("list_transform({}, lambda e: struct_pack(key := {}, value := {}))", items,
                            scalar(part(1), type.fields[0].second), scalar(part(2), type.fields[1].second));
    } else {
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            value += fmt::format("{}{} := {}", i == 0 ? "struct_pack(" : ", ", emit::quote_identifier(type.fields[i].first),
                                 scalar(fmt::format("{}[{}]", items, i + 1), type.fields[i].second));
        }
        value += ")";
    }
    return fmt::format("CASE WHEN {} IS NOT NULL THEN CAST(to_json({}) AS VARCHAR) END", field, value);
}

void add_values(const FileGroup& group, const Cleansing& cleansing, const std::vector<std::string>& fields, Reading& reading) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const HiveType& type = group.columns[i].second;
        reading.values.columns.push_back(type.kind == HiveType::scalar
                                             ? text_value(fields[i], type.type, cleansing, reading.values)
                                             : nested_text(group, fields[i], type));
    }
}

std::vector<std::string> plain_fields(std::size_t count) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < count; ++i) fields.push_back(fmt::format("k{}", i));
    return fields;
}

/// Lines that are split here: with escapes, or where their number of fields matters.
Reading read_split_lines(const FileGroup& group, const std::string& addresses, const Cleansing& cleansing, char delimiter,
                         const std::string& escape) {
    std::string line = "k0";
    std::string unescape = "{}";
    if (!escape.empty()) {
        const std::string sign(1, delimiter_of(escape));
        const std::string escaped_delimiter = emit::quote_literal(sign + delimiter);
        line = fmt::format("replace(replace(k0, {}, {}), {}, {})", emit::quote_literal(sign + sign), kEscapedEscape,
                           escaped_delimiter, kEscapedDelimiter);
        unescape = fmt::format("replace(replace({{}}, {}, {}), {}, {})", kEscapedDelimiter, literal(delimiter), kEscapedEscape,
                               emit::quote_literal(sign));
    }
    Reading reading;
    reading.from = fmt::format("(SELECT string_split({}, {}) AS f, filename FROM {})", line, literal(delimiter),
                               lines(group, addresses));
    std::vector<std::string> fields;
    for (std::size_t i = 1; i <= group.columns.size(); ++i) {
        const std::string field = fmt::format(fmt::runtime(unescape), fmt::format("f[{}]", i));
        fields.push_back(fmt::format("nullif({}, {})", field, emit::quote_literal(null_marker(group))));
    }
    add_values(group, cleansing, fields, reading);
    const std::string right_count = fmt::format("len(f) = {}", group.columns.size());
    if (cleansing.column_count == Handling::drop_row) reading.values.conditions.push_back(right_count);
    if (cleansing.column_count == Handling::fail) {
        reading.values.conditions.push_back(
            fmt::format("CASE WHEN {} THEN true ELSE CAST({} AS BOOLEAN) END", right_count,
                        failure("column count mismatch", "len(f)")));
    }
    return reading;
}

}  // namespace

Reading read_delimited(const FileGroup& group, const std::string& addresses) {
    const auto& serde = group.storage->serde_parameters;
    const std::string line_end = parameter(serde, "line.delim");
    if (!line_end.empty() && delimiter_of(line_end) != '\n') {
        throw Error(Code::feature_not_supported, "LINES TERMINATED BY is only supported with '\\n'");
    }
    const char delimiter = delimiter_parameter(group, "field.delim", kFieldDelimiter);
    const Cleansing cleansing = read_cleansing(*group.properties);
    const std::string escape = parameter(serde, "escape.delim");
    const bool counts = cleansing.column_count == Handling::drop_row || cleansing.column_count == Handling::fail;
    if (!escape.empty() || counts) return read_split_lines(group, addresses, cleansing, delimiter, escape);

    Reading reading;
    reading.from = csv(group, addresses, group.columns.size(),
                       fmt::format("delim = {}, quote = '', escape = '', nullstr = {}", literal(delimiter),
                                   emit::quote_literal(null_marker(group))));
    add_values(group, cleansing, plain_fields(group.columns.size()), reading);
    return reading;
}

Reading read_open_csv(const FileGroup& group, const std::string& addresses) {
    const char delimiter = delimiter_parameter(group, "separatorChar", ',');
    const char quote = delimiter_parameter(group, "quoteChar", '"');
    const char escape = delimiter_parameter(group, "escapeChar", '\\');
    Reading reading;
    reading.from = csv(group, addresses, group.columns.size(),
                       fmt::format("delim = {}, quote = {}, escape = {}, nullstr = {}", literal(delimiter), literal(quote),
                                   literal(escape), kNoNull));
    // A doubled quote is a quote as well, which the engine knows only where it is the escape.
    std::vector<std::string> fields;
    for (const std::string& field : plain_fields(group.columns.size())) {
        fields.push_back(fmt::format("replace({}, {}, {})", field, emit::quote_literal(std::string(2, quote)), literal(quote)));
    }
    add_values(group, read_cleansing(*group.properties), fields, reading);
    return reading;
}

Reading read_regex(const FileGroup& group, const std::string& addresses) {
    std::string pattern = parameter(group.storage->serde_parameters, "input.regex");
    if (pattern.empty()) {
        throw Error(Code::invalid_parameter_value, "the RegexSerDe needs the property \"input.regex\"");
    }
    if (parameter(group.storage->serde_parameters, "input.regex.case.insensitive") == "true") pattern = "(?i)" + pattern;
    const std::string quoted = emit::quote_literal(pattern);
    Reading reading;
    reading.from = lines(group, addresses);
    std::vector<std::string> fields;
    for (std::size_t i = 1; i <= group.columns.size(); ++i) {
        // A line that does not match gives NULLs.
        fields.push_back(fmt::format("CASE WHEN regexp_full_match(k0, {0}) THEN regexp_extract(k0, {0}, {1}) END", quoted, i));
    }
    add_values(group, read_cleansing(*group.properties), fields, reading);
    return reading;
}

}  // namespace blueshift::external
