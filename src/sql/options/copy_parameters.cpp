#include "sql/options/copy_parameters.h"

#include <algorithm>

#include "base/error.h"

namespace blueshift::sql {
namespace {

using Arg = CopyArgument;
using Group = CopyGroup;

constexpr CopyFormats bit(CopyFormat format) {
    return static_cast<CopyFormats>(1u << static_cast<unsigned>(format));
}

constexpr CopyFormats kAll = kAllCopyFormats;
constexpr CopyFormats kCsv = bit(CopyFormat::csv);
constexpr CopyFormats kFixedWidth = bit(CopyFormat::fixed_width);
constexpr CopyFormats kParquet = bit(CopyFormat::parquet);
constexpr CopyFormats kShapefile = bit(CopyFormat::shapefile);
constexpr CopyFormats kColumnar = kParquet | bit(CopyFormat::orc);
constexpr CopyFormats kRows = kAll & ~kColumnar;
constexpr CopyFormats kText = bit(CopyFormat::delimited);
constexpr CopyFormats kDelimited = kText | kCsv;
constexpr CopyFormats kUnquoted = kText | kFixedWidth;
constexpr CopyFormats kFields = kDelimited | kFixedWidth;

// To add a parameter: a row in the table of its statement, by keyword; a case in copy_parameters_test.cpp. The formats are the documented ones:
// kRows are all but the columnar files, kFields those of separated or fixed-width text.
// clang-format off
constexpr CopyParameter kCopyParameters[] = {
//   keyword                 argument              doc                                    formats              group                 words
    {"ACCEPTANYDATE",        Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"ACCEPTINVCHARS",       Arg::optional_string, "dg/copy-parameters-data-conversion"},
    {"ACCESS_KEY_ID",        Arg::secret,          "dg/copy-parameters-authorization",        kAll,                Group::authorization},
    {"AVRO",                 Arg::optional_string, "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"BLANKSASNULL",         Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"BZIP2",                Arg::none,            "dg/copy-parameters-file-compression",     kRows,               Group::compression},
    {"COMPROWS",             Arg::integer,         "dg/copy-parameters-data-load",            kRows},
    {"COMPUPDATE",           Arg::optional_word,   "dg/copy-parameters-data-load",            kRows,               Group::none,          "on off true false preset"},
    {"CREDENTIALS",          Arg::secret,          "dg/copy-parameters-authorization",        kAll,                Group::authorization},
    {"CSV",                  Arg::none,            "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"DATEFORMAT",           Arg::string,          "dg/copy-parameters-data-conversion",      kRows},
    {"DELIMITER",            Arg::string,          "dg/copy-parameters-data-format",          kDelimited},
    {"EMPTYASNULL",          Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"ENCODING",             Arg::word,            "dg/copy-parameters-data-conversion",      kRows},
    {"ENCRYPTED",            Arg::none,            "dg/copy-parameters-data-source-s3",       kRows},
    {"ESCAPE",               Arg::none,            "dg/copy-parameters-data-conversion",      kText},
    {"EXPLICIT_IDS",         Arg::none,            "dg/copy-parameters-data-conversion"},
    {"FILLRECORD",           Arg::none,            "dg/copy-parameters-data-conversion",      kFields | kColumnar},
    {"FIXEDWIDTH",           Arg::string,          "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"GZIP",                 Arg::none,            "dg/copy-parameters-file-compression",     kRows,               Group::compression},
    {"IAM_ROLE",             Arg::role,            "dg/copy-parameters-authorization",        kAll,                Group::authorization},
    {"IGNOREALLERRORS",      Arg::none,            "dg/copy-parameters-data-load",            kRows,               Group::error_limit},
    {"IGNOREBLANKLINES",     Arg::none,            "dg/copy-parameters-data-conversion",      kFields},
    {"IGNOREHEADER",         Arg::integer,         "dg/copy-parameters-data-conversion",      kRows},
    {"JSON",                 Arg::optional_string, "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"LZOP",                 Arg::none,            "dg/copy-parameters-file-compression",     kRows,               Group::compression},
    {"MANIFEST",             Arg::none,            "dg/copy-parameters-data-source-s3"},
    {"MASTER_SYMMETRIC_KEY", Arg::secret,          "dg/copy-parameters-data-source-s3",       kRows,               Group::key},
    {"MAXERROR",             Arg::integer,         "dg/copy-parameters-data-load",            kRows,               Group::error_limit},
    {"NOLOAD",               Arg::none,            "dg/copy-parameters-data-load",            kRows},
    {"NULL",                 Arg::null_string,     "dg/copy-parameters-data-conversion",      kFields},
    {"ORC",                  Arg::none,            "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"PARQUET",              Arg::none,            "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"QUOTE",                Arg::string,          "dg/copy-parameters-data-format",          kCsv},
    {"READRATIO",            Arg::integer,         "dg/copy-parameters-data-source-dynamodb", kFields},
    {"REGION",               Arg::string,          "dg/copy-parameters-data-source-s3"},
    {"REMOVEQUOTES",         Arg::none,            "dg/copy-parameters-data-conversion",      kText},
    {"ROUNDEC",              Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"SECRET_ACCESS_KEY",    Arg::secret,          "dg/copy-parameters-authorization"},
    {"SERIALIZETOJSON",      Arg::none,            "dg/copy-parameters-data-format",          kColumnar},
    {"SESSION_TOKEN",        Arg::secret,          "dg/copy-parameters-authorization"},
    {"SHAPEFILE",            Arg::none,            "dg/copy-parameters-data-format",          kAll,                Group::format},
    {"SIMPLIFY",             Arg::optional_word,   "dg/copy-parameters-data-format",          kShapefile,          Group::none,          "auto"},
    {"SSH",                  Arg::none,            "dg/copy-parameters-data-source-ssh",      kRows},
    {"STATUPDATE",           Arg::optional_word,   "dg/copy-parameters-data-load",            kAll,                Group::none,          "on off true false"},
    {"TIMEFORMAT",           Arg::string,          "dg/copy-parameters-data-conversion",      kRows},
    {"TRIMBLANKS",           Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"TRUNCATECOLUMNS",      Arg::none,            "dg/copy-parameters-data-conversion",      kRows},
    {"ZSTD",                 Arg::none,            "dg/copy-parameters-file-compression",     kRows,               Group::compression},
};
constexpr CopyParameter kUnloadParameters[] = {
    {"ACCESS_KEY_ID",        Arg::secret,        "dg/copy-parameters-authorization", kAll,       Group::authorization},
    {"ADDQUOTES",            Arg::none,          "dg/r_UNLOAD",                      kUnquoted},
    {"ALLOWOVERWRITE",       Arg::none,          "dg/r_UNLOAD",                      kAll,       Group::overwriting},
    {"BZIP2",                Arg::none,          "dg/r_UNLOAD",                      kRows,      Group::compression},
    {"CLEANPATH",            Arg::none,          "dg/r_UNLOAD",                      kAll,       Group::overwriting},
    {"CREDENTIALS",          Arg::secret,        "dg/copy-parameters-authorization", kAll,       Group::authorization},
    {"CSV",                  Arg::none,          "dg/r_UNLOAD",                      kAll,       Group::format},
    {"DELIMITER",            Arg::string,        "dg/r_UNLOAD",                      kDelimited},
    {"ENCRYPTED",            Arg::optional_word, "dg/r_UNLOAD",                      kAll,       Group::none,          "auto"},
    {"ESCAPE",               Arg::none,          "dg/r_UNLOAD",                      kFields},
    {"EXTENSION",            Arg::string,        "dg/r_UNLOAD"},
    {"FIXEDWIDTH",           Arg::string,        "dg/r_UNLOAD",                      kAll,       Group::format},
    {"GZIP",                 Arg::none,          "dg/r_UNLOAD",                      kRows,      Group::compression},
    {"HEADER",               Arg::none,          "dg/r_UNLOAD",                      kDelimited},
    {"IAM_ROLE",             Arg::role,          "dg/copy-parameters-authorization", kAll,       Group::authorization},
    {"JSON",                 Arg::none,          "dg/r_UNLOAD",                      kAll,       Group::format},
    {"KMS_KEY_ID",           Arg::string,        "dg/r_UNLOAD",                      kAll,       Group::key},
    {"MANIFEST",             Arg::optional_word, "dg/r_UNLOAD",                      kAll,       Group::none,          "verbose"},
    {"MASTER_SYMMETRIC_KEY", Arg::secret,        "dg/r_UNLOAD",                      kAll,       Group::key},
    {"MAXFILESIZE",          Arg::size,          "dg/r_UNLOAD"},
    {"NULL",                 Arg::null_string,   "dg/r_UNLOAD",                      kFields},
    {"PARALLEL",             Arg::optional_word, "dg/r_UNLOAD",                      kAll,       Group::none,          "on off true false"},
    {"PARQUET",              Arg::none,          "dg/r_UNLOAD",                      kAll,       Group::format},
    {"PARTITION BY",         Arg::columns,       "dg/r_UNLOAD",                      kAll,       Group::none,          "include"},
    {"REGION",               Arg::string,        "dg/r_UNLOAD"},
    {"ROWGROUPSIZE",         Arg::size,          "dg/r_UNLOAD",                      kParquet},
    {"SECRET_ACCESS_KEY",    Arg::secret,        "dg/copy-parameters-authorization"},
    {"SESSION_TOKEN",        Arg::secret,        "dg/copy-parameters-authorization"},
    {"ZSTD",                 Arg::none,          "dg/r_UNLOAD",                      kRows,      Group::compression},
};

struct FormatName {
    std::string_view keyword;
    CopyFormat format;
};
constexpr FormatName kFormatNames[] = {
    {"CSV",       CopyFormat::csv},       {"FIXEDWIDTH", CopyFormat::fixed_width}, {"JSON",    CopyFormat::json},
    {"AVRO",      CopyFormat::avro},      {"SHAPEFILE",  CopyFormat::shapefile},   {"PARQUET", CopyFormat::parquet},
    {"ORC",       CopyFormat::orc},
};
// clang-format on

static_assert(std::ranges::is_sorted(kCopyParameters, {}, &CopyParameter::keyword));
static_assert(std::ranges::is_sorted(kUnloadParameters, {}, &CopyParameter::keyword));

/// Refuses an option that came before, and a second one of its group.
void check_against_earlier(std::span<const CopyOption> earlier, const CopyOption& option, CopyUse use) {
    const Group group = find_copy_parameter(option.keyword, use)->group;
    for (const CopyOption& other : earlier) {
        const bool same = other.keyword == option.keyword;
        const bool excluded = group != Group::none && find_copy_parameter(other.keyword, use)->group == group;
        if (!same && !excluded) continue;
        Error error(Code::syntax_error, "conflicting or redundant options");
        if (!same) error.detail(fmt::format("{} cannot be combined with {}.", option.keyword, other.keyword));
        throw error.at(option.span);
    }
}

std::string_view format_name(CopyFormat format) {
    for (const FormatName& row : kFormatNames) {
        if (row.format == format) return row.keyword;
    }
    return "delimited text";
}

}  // namespace

std::span<const CopyParameter> copy_parameters(CopyUse use) {
    if (use == CopyUse::copy) return kCopyParameters;
    return kUnloadParameters;
}

const CopyParameter* find_copy_parameter(std::string_view keyword, CopyUse use) {
    const std::span<const CopyParameter> rows = copy_parameters(use);
    const auto row = std::ranges::lower_bound(rows, keyword, {}, &CopyParameter::keyword);
    return row == rows.end() || row->keyword != keyword ? nullptr : &*row;
}

const CopyOption* find_copy_option(std::span<const CopyOption> options, std::string_view keyword) {
    const auto found = std::ranges::find(options, keyword, &CopyOption::keyword);
    return found == options.end() ? nullptr : &*found;
}

CopyFormat copy_format(std::span<const CopyOption> options) {
    for (const FormatName& row : kFormatNames) {
        if (find_copy_option(options, row.keyword)) return row.format;
    }
    return CopyFormat::delimited;
}

void check_copy_options(std::span<const CopyOption> options, CopyUse use) {
    const CopyFormat format = copy_format(options);
    for (std::size_t i = 0; i < options.size(); ++i) {
        const CopyOption& option = options[i];
        const CopyParameter* row = find_copy_parameter(option.keyword, use);
        BLUESHIFT_ASSERT(row);
        check_against_earlier(options.first(i), option, use);
        if (row->formats & bit(format)) continue;
        throw Error(Code::feature_not_supported, "{} argument is not supported for {} based {}",
                    option.keyword, format_name(format), use == CopyUse::copy ? "COPY" : "UNLOAD")
            .at(option.span);
    }
}

}  // namespace blueshift::sql
