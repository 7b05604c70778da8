#pragma once
/// The parameters of COPY and UNLOAD: one row per keyword, which the parser reads, checks and the documentation lists.
#include <cstdint>
#include <span>
#include <string_view>

#include "sql/ast/dml.h"

namespace blueshift::sql {

enum class CopyUse : std::uint8_t { copy, unload };

/// Format of the files; a statement without a format parameter uses `delimited`.
enum class CopyFormat : std::uint8_t { delimited, csv, fixed_width, json, avro, shapefile, parquet, orc };

/// A set of CopyFormat, by bit.
using CopyFormats = std::uint8_t;
inline constexpr CopyFormats kAllCopyFormats = 0xff;

/// Parameters of one group exclude each other.
enum class CopyGroup : std::uint8_t { none, format, compression, authorization, error_limit, overwriting, key };

/// What stands behind the keyword. AS may come first wherever a value does.
enum class CopyArgument : std::uint8_t {
    none,             ///< a flag
    string,           ///< 'literal'
    secret,           ///< 'literal', masked in logs
    optional_string,  ///< ['literal']
    null_string,      ///< 'literal', where \N means itself
    integer,          ///< digits, also in quotes
    word,             ///< a word or 'literal', kept in lower case
    role,             ///< DEFAULT or 'literal'
    optional_word,    ///< one of the row's words, or nothing
    size,             ///< number [MB | GB], kept as `<number> <unit>` with the unit in capitals
    columns,          ///< "(" names ")" and one of the row's words, or nothing
};

struct CopyParameter {
    std::string_view keyword;  ///< in capitals, also of two words
    CopyArgument argument = CopyArgument::none;
    std::string_view doc;
    CopyFormats formats = kAllCopyFormats;  ///< where it may be used
    CopyGroup group = CopyGroup::none;
    std::string_view words = "";  ///< of optional_word and columns, in lower case, separated by blanks
};

/// The parameters of one statement, sorted by keyword.
std::span<const CopyParameter> copy_parameters(CopyUse use);

/// The row of `keyword` (capitals) for this statement, null when there is none.
const CopyParameter* find_copy_parameter(std::string_view keyword, CopyUse use);

/// The option with this keyword, null when it was not given.
const CopyOption* find_copy_option(std::span<const CopyOption> options, std::string_view keyword);

/// The format that the options choose.
CopyFormat copy_format(std::span<const CopyOption> options);

/// Checks that no option comes twice, that no two are of one group and that all apply to the format.
/// Throws: syntax_error (42601) for conflicts, feature_not_supported (0A000) for the format, both at the option.
void check_copy_options(std::span<const CopyOption> options, CopyUse use);

}  // namespace blueshift::sql
