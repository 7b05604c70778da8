#include "copy/unload_options.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace blueshift::copy {

namespace {

/// Options that would change what is written and are not implemented.  To take one off: implement it below.
constexpr std::string_view kUnsupported[] = {
    "BZIP2", "ENCRYPTED", "FIXEDWIDTH", "JSON", "KMS_KEY_ID", "MASTER_SYMMETRIC_KEY", "PARTITION BY",
};

/// Of `<number> MB` or `<number> GB`.
std::int64_t size_bytes(const sql::CopyOption& option) {
    const std::string& text = *option.value;
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    const double bytes = number * (text.ends_with("GB") ? 1024.0 : 1.0) * (1 << 20);
    constexpr double kSmallest = 5.0 * (1 << 20);
    constexpr double kLargest = 6.2 * 1024 * (1 << 20);
    if (bytes < kSmallest || bytes > kLargest) {
        throw Error(Code::invalid_parameter_value, "MAXFILESIZE must be between 5 MB and 6.2 GB").at(option.span);
    }
    return static_cast<std::int64_t>(bytes);
}

}  // namespace

UnloadOptions read_unload_options(std::span<const sql::CopyOption> options) {
    for (const sql::CopyOption& option : options) {
        if (std::ranges::find(kUnsupported, option.keyword) == std::end(kUnsupported)) continue;
        throw Error(Code::feature_not_supported, "UNLOAD with {} is not supported", option.keyword).at(option.span);
    }
    const auto find = [&](std::string_view keyword) { return sql::find_copy_option(options, keyword); };
    const auto given = [&](std::string_view keyword) { return find(keyword) != nullptr; };

    UnloadOptions out;
    out.format = sql::copy_format(options);
    if (out.format == sql::CopyFormat::csv) out.delimiter = ',';
    if (given("GZIP")) out.compression = Compression::gzip;
    if (given("ZSTD")) out.compression = Compression::zstd;
    if (const auto* option = find("DELIMITER")) out.delimiter = single_character(*option);
    if (const auto* option = find("NULL")) out.null_text = *option->value;
    if (const auto* option = find("EXTENSION")) out.extension = *option->value;
    if (const auto* option = find("PARALLEL")) out.parallel = option->value.value_or("on") == "on";
    if (const auto* option = find("MAXFILESIZE")) {
        if (out.format == sql::CopyFormat::parquet) {
            throw Error(Code::feature_not_supported, "UNLOAD with MAXFILESIZE is not supported for Parquet").at(option->span);
        }
        out.file_bytes_max = std::min(out.file_bytes_max, size_bytes(*option));
    }
    if (const auto* option = find("MANIFEST")) {
        out.manifest = option->value == "verbose" ? ManifestKind::verbose : ManifestKind::plain;
    }
    if (given("ALLOWOVERWRITE")) out.existing = Existing::overwrite;
    if (given("CLEANPATH")) out.existing = Existing::clean;
    out.add_quotes = given("ADDQUOTES");
    out.escape = given("ESCAPE");
    out.header = given("HEADER");
    if (out.escape && out.format == sql::CopyFormat::csv) {
        throw Error(Code::feature_not_supported, "ESCAPE argument is not supported for CSV based UNLOAD")
            .at(find("ESCAPE")->span);
    }
    return out;
}

}  // namespace blueshift::copy
