#include "copy/load_options.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/error.h"
#include "copy/fixed_width.h"
#include "functions/native/load_fields.h"

namespace blueshift::copy {

namespace {

/// Options that would change what is read and are not implemented.  To take one off: implement it below.
constexpr std::string_view kUnsupported[] = {
    "ENCRYPTED", "MASTER_SYMMETRIC_KEY", "ORC", "READRATIO", "SERIALIZETOJSON", "SHAPEFILE", "SIMPLIFY", "SSH",
};

constexpr std::int64_t kMaxErrorLimit = 100'000;
constexpr std::int64_t kCompRowsMin = 1000;
constexpr std::int64_t kCompRowsMax = std::numeric_limits<std::int32_t>::max();

std::int64_t number(const sql::CopyOption& option, std::int64_t max) {
    const std::string& text = *option.value;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > max) {
        throw Error(Code::invalid_parameter_value, "invalid value for {}: \"{}\"", option.keyword, text).at(option.span);
    }
    return value;
}

struct EncodingName {
    std::string_view name;
    Encoding encoding;
};
constexpr EncodingName kEncodings[] = {
    {"utf8", Encoding::utf8},       {"utf16", Encoding::utf16},       {"utf16le", Encoding::utf16le},
    {"utf16be", Encoding::utf16be}, {"iso88591", Encoding::iso88591},
};

Encoding encoding_of(const sql::CopyOption& option, sql::CopyFormat format) {
    const auto row = std::ranges::find(kEncodings, *option.value, &EncodingName::name);
    if (row == std::end(kEncodings)) {
        throw Error(Code::invalid_parameter_value, "invalid encoding \"{}\"", *option.value)
            .hint("Use UTF8, UTF16, UTF16LE, UTF16BE or ISO88591.")
            .at(option.span);
    }
    if (format == sql::CopyFormat::fixed_width && row->encoding != Encoding::utf8) {
        throw Error(Code::feature_not_supported, "ENCODING {} argument is not supported for FIXEDWIDTH based COPY", *option.value)
            .at(option.span);
    }
    return row->encoding;
}

/// A NUL may be written in two ways.
std::string null_marker(const sql::CopyOption& option) {
    const std::string& text = *option.value;
    if (text == "\\0" || text == "\\000") return std::string(1, '\0');
    if (text == "\n" || text == "\\n") {
        throw Error(Code::invalid_parameter_value, "NULL AS cannot be a line end").at(option.span);
    }
    return text;
}

char replacement_character(const sql::CopyOption& option) {
    if (!option.value || option.value->empty()) return '?';
    const char c = (*option.value)[0];
    if (option.value->size() != 1 || c == '\0' || static_cast<unsigned char>(c) >= 0x80) {
        throw Error(Code::invalid_parameter_value, "the replacement of ACCEPTINVCHARS must be one ASCII character")
            .at(option.span);
    }
    return c;
}

bool is_keyword_format(const std::string& text) {
    return text == "auto" || text == "epochsecs" || text == "epochmillisecs";
}

std::string datetime_format(const sql::CopyOption& option) {
    return is_keyword_format(*option.value) ? *option.value : functions::load_template(*option.value);
}

}  // namespace

char single_character(const sql::CopyOption& option) {
    const std::string& text = *option.value;
    if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80) return text[0];
    if (text == "\\t") return '\t';
    const bool octal = text.size() >= 2 && text.size() <= 4 && text[0] == '\\' &&
                       std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '7'; });
    int code = 0;
    if (octal) std::from_chars(text.data() + 1, text.data() + text.size(), code, 8);
    if (!octal || code >= 0x80) {
        throw Error(Code::invalid_parameter_value, "{} must be a single ASCII character", option.keyword).at(option.span);
    }
    return static_cast<char>(code);
}

Compression compression_of(std::span<const sql::CopyOption> options) {
    static constexpr struct {
        std::string_view keyword;
        Compression compression;
    } kRows[] = {{"GZIP", Compression::gzip}, {"ZSTD", Compression::zstd}, {"BZIP2", Compression::bzip2}, {"LZOP", Compression::lzop}};
    for (const auto& row : kRows) {
        if (sql::find_copy_option(options, row.keyword)) return row.compression;
    }
    return Compression::none;
}

LoadOptions read_load_options(std::span<const sql::CopyOption> options) {
    for (const sql::CopyOption& option : options) {
        if (std::ranges::find(kUnsupported, option.keyword) == std::end(kUnsupported)) continue;
        throw Error(Code::feature_not_supported, "COPY with {} is not supported", option.keyword).at(option.span);
    }
    const auto find = [&](std::string_view keyword) { return sql::find_copy_option(options, keyword); };
    const auto given = [&](std::string_view keyword) { return find(keyword) != nullptr; };

    LoadOptions out;
    out.format = sql::copy_format(options);
    if (out.format == sql::CopyFormat::csv) out.delimiter = ',';
    out.compression = compression_of(options);
    if (const auto* option = find("FIXEDWIDTH")) out.widths = parse_fixed_width(*option->value, option->span);
    for (const char* format : {"JSON", "AVRO"}) {
        if (const auto* option = find(format)) out.mapping = option->value.value_or("auto");
    }
    if (const auto* option = find("DELIMITER")) out.delimiter = single_character(*option);
    if (const auto* option = find("QUOTE")) out.quote = single_character(*option);
    if (const auto* option = find("NULL")) out.null_text = null_marker(*option);
    if (const auto* option = find("COMPROWS"); option != nullptr && number(*option, kCompRowsMax) < kCompRowsMin) {
        throw Error(Code::invalid_parameter_value, "COMPROWS must be between {} and {}", kCompRowsMin, kCompRowsMax).at(option->span);
    }
    if (const auto* option = find("IGNOREHEADER")) {
        out.header_lines = number(*option, std::numeric_limits<std::int32_t>::max());
    }
    if (const auto* option = find("DATEFORMAT")) {
        out.date_format = datetime_format(*option);
        if (out.date_format.starts_with("epoch")) {
            throw Error(Code::invalid_parameter_value, "DATEFORMAT does not accept \"{}\"", *option->value)
                .at(option->span);
        }
    }
    if (const auto* option = find("TIMEFORMAT")) out.time_format = datetime_format(*option);
    if (const auto* option = find("ENCODING")) out.encoding = encoding_of(*option, out.format);
    if (const auto* option = find("ACCEPTINVCHARS")) out.invalid_replacement = replacement_character(*option);
    out.manifest = given("MANIFEST");
    out.explicit_ids = given("EXPLICIT_IDS");
    out.accept_any_date = given("ACCEPTANYDATE");
    out.blanks_as_null = given("BLANKSASNULL");
    out.empty_as_null = given("EMPTYASNULL");
    out.trim_blanks = given("TRIMBLANKS");
    out.truncate_columns = given("TRUNCATECOLUMNS");
    out.round_decimals = given("ROUNDEC");
    out.fill_record = given("FILLRECORD");
    out.ignore_blank_lines = given("IGNOREBLANKLINES");
    out.escape = given("ESCAPE");
    out.remove_quotes = given("REMOVEQUOTES");
    out.no_load = given("NOLOAD");
    // MAXERROR 0 and 1 both fail at the first error. Doc: dg/copy-parameters-data-load
    if (const auto* option = find("MAXERROR")) out.error_count_max = std::max<std::int64_t>(1, number(*option, kMaxErrorLimit));
    if (given("IGNOREALLERRORS")) out.error_count_max = std::numeric_limits<std::int64_t>::max();
    return out;
}

}  // namespace blueshift::copy
