#include "copy/unload_options.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "copy/fixed_width.h"

namespace blueshift::copy {

namespace {

constexpr double kMegabyte = 1 << 20;
constexpr double kFileBytesMin = 5 * kMegabyte;
constexpr double kFileBytesMax = 6.2 * 1024 * kMegabyte;
constexpr double kRowGroupBytesMin = 32 * kMegabyte;
constexpr double kRowGroupBytesMax = 128 * kMegabyte;

/// Of `<number> MB` or `<number> GB`, between `min` and `max`.
double size_bytes(const sql::CopyOption& option, double min, double max, const char* limits) {
    const std::string& text = *option.value;
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    const double bytes = number * (text.ends_with("GB") ? 1024 : 1) * kMegabyte;
    if (bytes < min || bytes > max) {
        throw Error(Code::invalid_parameter_value, "{} must be between {}", option.keyword, limits).at(option.span);
    }
    return bytes;
}

storage::WriteOptions encryption_of(std::span<const sql::CopyOption> options, sql::CopyFormat format) {
    const auto* encrypted = sql::find_copy_option(options, "ENCRYPTED");
    const auto* key = sql::find_copy_option(options, "KMS_KEY_ID");
    storage::WriteOptions out;
    if (encrypted == nullptr) {
        if (key != nullptr) {
            throw Error(Code::invalid_parameter_value, "KMS_KEY_ID can be used only with ENCRYPTED").at(key->span);
        }
        return out;
    }
    out.kms_of_bucket = encrypted->value == "auto";
    if (key != nullptr) out.kms_key_id = *key->value;
    // Parquet files are never encrypted by the client: without a key the store does it by its own rules, which awswrangler counts on.
    if (key == nullptr && !out.kms_of_bucket && format != sql::CopyFormat::parquet) {
        throw Error(Code::feature_not_supported, "UNLOAD with ENCRYPTED needs KMS_KEY_ID or AUTO for text files")
            .hint("Client-side encryption with a symmetric key is not supported.")
            .at(encrypted->span);
    }
    return out;
}

/// Options that one format refuses although the table of parameters lets several share them.
void check_format(const UnloadOptions& out, std::span<const sql::CopyOption> options) {
    const auto refuse = [&](std::string_view keyword, std::string_view format) {
        const auto* option = sql::find_copy_option(options, keyword);
        if (option == nullptr) return;
        throw Error(Code::feature_not_supported, "{} argument is not supported for {} based UNLOAD", keyword, format).at(option->span);
    };
    if (out.format == sql::CopyFormat::csv) refuse("ESCAPE", "CSV");
    if (out.format == sql::CopyFormat::csv) refuse("ADDQUOTES", "CSV");
}

}  // namespace

UnloadOptions read_unload_options(std::span<const sql::CopyOption> options) {
    const auto find = [&](std::string_view keyword) { return sql::find_copy_option(options, keyword); };
    const auto given = [&](std::string_view keyword) { return find(keyword) != nullptr; };
    if (const auto* option = find("MASTER_SYMMETRIC_KEY")) {
        throw Error(Code::feature_not_supported, "client-side encryption is not supported").at(option->span);
    }

    UnloadOptions out;
    out.format = sql::copy_format(options);
    if (out.format == sql::CopyFormat::csv) out.delimiter = ',';
    out.compression = compression_of(options);
    if (const auto* option = find("FIXEDWIDTH")) out.widths = parse_fixed_width(*option->value, option->span);
    if (const auto* option = find("DELIMITER")) out.delimiter = single_character(*option);
    if (const auto* option = find("NULL")) out.null_text = *option->value;
    if (const auto* option = find("EXTENSION")) out.extension = *option->value;
    if (const auto* option = find("PARALLEL")) out.parallel = option->value.value_or("on") == "on";
    out.file_bytes_max = static_cast<std::int64_t>(kFileBytesMax);
    if (const auto* option = find("MAXFILESIZE")) {
        out.file_bytes_max = static_cast<std::int64_t>(size_bytes(*option, kFileBytesMin, kFileBytesMax, "5 MB and 6.2 GB"));
    }
    out.row_group_bytes = static_cast<std::int64_t>(kRowGroupBytesMin);
    if (const auto* option = find("ROWGROUPSIZE")) {
        out.row_group_bytes =
            static_cast<std::int64_t>(size_bytes(*option, kRowGroupBytesMin, kRowGroupBytesMax, "32 MB and 128 MB"));
    }
    if (out.format == sql::CopyFormat::parquet && given("MAXFILESIZE")) {
        // Files of Parquet are whole row groups.
        out.file_bytes_max = std::max(out.row_group_bytes, out.file_bytes_max / out.row_group_bytes * out.row_group_bytes);
    }
    if (const auto* option = find("MANIFEST")) {
        out.manifest = option->value == "verbose" ? ManifestKind::verbose : ManifestKind::plain;
    }
    if (given("ALLOWOVERWRITE")) out.existing = Existing::overwrite;
    if (given("CLEANPATH")) out.existing = Existing::clean;
    if (const auto* option = find("PARTITION BY")) {
        out.partition_columns = option->names;
        out.keep_partition_columns = option->value == "include";
    }
    out.storage = encryption_of(options, out.format);
    out.add_quotes = given("ADDQUOTES");
    out.escape = given("ESCAPE");
    out.header = given("HEADER");
    check_format(out, options);
    return out;
}

}  // namespace blueshift::copy
