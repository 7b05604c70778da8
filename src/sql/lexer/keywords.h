#pragma once
/// The keyword table and how the parser names a keyword: "SELECT"_kw.  Doc: dg/r_pg_keywords
#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace blueshift::sql {

/// Where a keyword may stand as a name without quotes.
enum class KeywordClass : std::uint8_t {
    unreserved,          ///< anywhere
    column_name,         ///< columns and tables, not functions of users (they have a syntax of their own)
    type_function_name,  ///< functions and types, not columns
    reserved,            ///< only after a dot and after AS
};

struct KeywordRow {
    std::string_view word;
    KeywordClass keyword_class = KeywordClass::unreserved;
    bool bare_alias = true;  ///< may be an alias without AS, when its class allows it at all
};

namespace keyword_table {
inline constexpr auto kUnreserved = KeywordClass::unreserved;
inline constexpr auto kColumnName = KeywordClass::column_name;
inline constexpr auto kTypeFunctionName = KeywordClass::type_function_name;
inline constexpr auto kReserved = KeywordClass::reserved;

// To add a keyword: its word in alphabetical order, with the class when it is not unreserved. The parser can then name it.
// Words that are only looked for by their text (sql/options/, the phrases of statement.cpp) need no row. Departures from the documented
// list of reserved words: OID and TIMESTAMP stay usable as column names, because catalog queries and many tables use them so, and
// ARRAY, which the documentation itself uses as an alias (dg/query-super).
// clang-format off
inline constexpr KeywordRow kRows[] = {
    {"abort"}, {"access"}, {"add"}, {"aes128", kReserved}, {"aes256", kReserved}, {"all", kReserved}, {"allowoverwrite", kReserved}, {"alter"},
    {"analyse", kReserved}, {"analyze", kReserved}, {"and", kReserved}, {"any", kReserved}, {"append"}, {"approximate"}, {"array", kColumnName},
    {"as", kReserved}, {"asc", kReserved}, {"at", kUnreserved, false}, {"authorization", kTypeFunctionName}, {"auto"}, {"az64", kReserved},
    {"backup", kReserved}, {"begin"}, {"between", kReserved}, {"bigint", kColumnName}, {"binary", kTypeFunctionName}, {"binding"},
    {"bit", kColumnName}, {"blanksasnull", kReserved}, {"boolean", kColumnName}, {"boost"}, {"both", kReserved}, {"by"}, {"bytedict", kReserved},
    {"bzip2", kReserved}, {"cancel"}, {"cascade"}, {"case", kReserved}, {"cast", kReserved}, {"char", kColumnName}, {"character", kColumnName},
    {"characteristics"}, {"check", kReserved}, {"close"}, {"coalesce", kColumnName}, {"collate", kTypeFunctionName}, {"column", kReserved},
    {"columns"}, {"comment"}, {"commit"}, {"committed"}, {"compound"}, {"compression"}, {"comprows"}, {"conjunction"}, {"connect", kReserved},
    {"connection"}, {"constraint", kReserved}, {"convert", kColumnName}, {"copy"}, {"create", kReserved}, {"createdb"}, {"createuser"},
    {"credentials", kReserved}, {"cross", kTypeFunctionName}, {"csv"}, {"cube"}, {"current"}, {"current_aws_account"}, {"current_date", kReserved},
    {"current_namespace"}, {"current_schema"}, {"current_session_arn"}, {"current_time", kReserved}, {"current_timestamp", kReserved},
    {"current_user", kReserved}, {"current_user_id", kReserved}, {"cursor"}, {"database"}, {"datashares"}, {"day"}, {"deallocate"},
    {"dec", kColumnName}, {"decimal", kColumnName}, {"declare"}, {"default", kReserved}, {"defaults"}, {"deferrable", kReserved},
    {"deflate", kReserved}, {"defrag", kReserved}, {"delete"}, {"delta", kReserved}, {"delta32k", kReserved}, {"desc", kReserved},
    {"disable", kReserved}, {"distinct", kReserved}, {"distkey"}, {"diststyle"}, {"do", kReserved}, {"drop"}, {"duplicates"}, {"else", kReserved},
    {"emptyasnull", kReserved}, {"enable", kReserved}, {"encode", kReserved}, {"encoding"}, {"encrypt", kReserved}, {"encryption", kReserved},
    {"end", kReserved}, {"escape", kUnreserved, false}, {"even"}, {"except", kReserved}, {"exclude", kUnreserved, false}, {"excluding"}, {"execute"},
    {"exists", kColumnName}, {"explain"}, {"explicit", kReserved}, {"external"}, {"externalid"}, {"extract", kColumnName}, {"false", kReserved},
    {"fetch"}, {"filltarget"}, {"first"}, {"float", kColumnName}, {"following"}, {"for", kReserved}, {"force"}, {"foreign", kReserved}, {"format"},
    {"forward"}, {"freeze", kTypeFunctionName}, {"from", kReserved}, {"full", kTypeFunctionName}, {"generated"}, {"globaldict256", kReserved},
    {"globaldict64k", kReserved}, {"grant", kReserved}, {"greatest", kColumnName}, {"group", kReserved}, {"grouping"}, {"gzip", kReserved},
    {"having", kReserved}, {"header"}, {"hold"}, {"hour"}, {"identity", kReserved}, {"if"}, {"ignore", kReserved}, {"ignoreextra"},
    {"ilike", kTypeFunctionName}, {"in", kReserved}, {"include"}, {"including"}, {"initially", kReserved}, {"inner", kTypeFunctionName},
    {"inout", kColumnName}, {"insert"}, {"int", kColumnName}, {"integer", kColumnName}, {"interleaved"}, {"intersect", kReserved},
    {"interval", kReserved}, {"into", kReserved}, {"is", kTypeFunctionName}, {"isnull", kTypeFunctionName}, {"isolation"},
    {"join", kTypeFunctionName}, {"key"}, {"language", kReserved}, {"last"}, {"lateral"}, {"leading", kReserved}, {"least", kColumnName},
    {"left", kTypeFunctionName}, {"level"}, {"like", kTypeFunctionName}, {"limit", kReserved}, {"local"}, {"localtime", kReserved},
    {"localtimestamp", kReserved}, {"lock"}, {"login"}, {"lun", kReserved}, {"luns", kReserved}, {"lzo", kReserved}, {"lzop", kReserved}, {"masking"},
    {"matched"}, {"materialized"}, {"merge"}, {"minus", kReserved}, {"minute"}, {"month"}, {"mostly16", kReserved}, {"mostly32", kReserved},
    {"mostly8", kReserved}, {"national", kColumnName}, {"natural", kTypeFunctionName}, {"nchar", kColumnName}, {"new", kReserved}, {"next"}, {"no"},
    {"nocreatedb"}, {"nocreateuser"}, {"nocycle"}, {"nologin"}, {"none", kColumnName}, {"not", kReserved}, {"notnull", kTypeFunctionName},
    {"null", kReserved}, {"nullif", kColumnName}, {"nulls", kReserved}, {"numeric", kColumnName}, {"object_transform"}, {"off", kReserved},
    {"offline", kReserved}, {"offset", kReserved}, {"old", kReserved}, {"on", kReserved}, {"only", kReserved}, {"open", kReserved}, {"operator"},
    {"option"}, {"or", kReserved}, {"order", kReserved}, {"out", kColumnName}, {"outer", kTypeFunctionName}, {"over", kUnreserved, false},
    {"overlaps", kTypeFunctionName}, {"overlay", kColumnName}, {"owner"}, {"parallel", kReserved}, {"partition", kReserved}, {"password"},
    {"percent", kReserved}, {"permissions", kReserved}, {"pivot", kReserved}, {"placing", kReserved}, {"policy"}, {"position", kColumnName},
    {"preceding"}, {"precision", kColumnName}, {"predicate"}, {"prepare"}, {"primary", kReserved}, {"prior"}, {"qualify", kUnreserved, false},
    {"quota"}, {"range"}, {"raw", kReserved}, {"read"}, {"readratio", kReserved}, {"real", kColumnName}, {"recluster"}, {"recover", kReserved},
    {"recursive"}, {"references", kReserved}, {"refresh"}, {"reindex"}, {"rejectlog", kReserved}, {"remove"}, {"rename"}, {"repeatable"}, {"replace"}, {"reset"},
    {"resort", kReserved}, {"respect", kReserved}, {"restore", kReserved}, {"restrict"}, {"restricted"}, {"revoke"}, {"right", kTypeFunctionName},
    {"role"}, {"rollback"}, {"rollup"}, {"row", kColumnName}, {"rows"}, {"schema"}, {"second"}, {"security"}, {"select", kReserved}, {"serializable"},
    {"session"}, {"session_user", kReserved}, {"set", kUnreserved, false}, {"setof", kColumnName}, {"sets"}, {"show"}, {"similar", kTypeFunctionName},
    {"smallint", kColumnName}, {"snapshot", kReserved}, {"some", kReserved}, {"sort"}, {"sortkey"}, {"start", kReserved}, {"stdin"}, {"stdout"},
    {"substring", kColumnName}, {"sysdate", kReserved}, {"syslog"}, {"system", kReserved}, {"table", kReserved}, {"tag", kReserved},
    {"tdes", kReserved}, {"temp"}, {"temporary"}, {"text255", kReserved}, {"text32k", kReserved}, {"then", kReserved}, {"time", kColumnName},
    {"timeout"}, {"timestamp", kColumnName}, {"to", kReserved}, {"top", kReserved}, {"trailing", kReserved}, {"transaction"}, {"treat", kColumnName},
    {"trim", kColumnName}, {"true", kReserved}, {"truncate"}, {"truncatecolumns", kReserved}, {"try_cast"}, {"type"}, {"unbounded"}, {"uncommitted"},
    {"union", kReserved}, {"unique", kReserved}, {"unknown"}, {"unlimited"}, {"unload"}, {"unnest", kReserved}, {"unpivot", kReserved},
    {"unrestricted"}, {"until"}, {"update"}, {"use"}, {"user", kReserved}, {"using", kReserved}, {"vacuum"}, {"valid"}, {"values", kColumnName},
    {"varchar", kColumnName}, {"varying"}, {"verbose", kTypeFunctionName}, {"view"}, {"wallet", kReserved}, {"when", kReserved}, {"where", kReserved},
    {"with", kReserved}, {"within", kUnreserved, false}, {"without", kReserved}, {"work"}, {"write"}, {"year"}, {"yes"}, {"zone"},
};
// clang-format on

static_assert(std::ranges::is_sorted(kRows, {}, &KeywordRow::word));
}  // namespace keyword_table

/// Position of a row in the table; `none` for words that are no keywords. Converts to a number so that `switch` takes it.
struct Keyword {
    std::uint16_t row;

    static const Keyword none;
    constexpr operator std::uint16_t() const { return row; }
};
inline constexpr Keyword Keyword::none{0xffff};

/// Finds the keyword spelled `word`, which must be in lower case.
constexpr Keyword find_keyword(std::string_view word) {
    const auto* row = std::ranges::lower_bound(keyword_table::kRows, word, {}, &KeywordRow::word);
    if (row == std::end(keyword_table::kRows) || row->word != word) return Keyword::none;
    return {static_cast<std::uint16_t>(row - keyword_table::kRows)};
}

/// The row of `keyword`, which must not be `none`.
constexpr const KeywordRow& keyword_row(Keyword keyword) {
    return keyword_table::kRows[keyword.row];
}

/// Names a keyword in code, in capitals; one that is missing from the table does not compile.
consteval Keyword operator""_kw(const char* text, std::size_t length) {
    std::array<char, 32> lower{};
    for (std::size_t i = 0; i < length; ++i) {
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    }
    const Keyword keyword = find_keyword({lower.data(), length});
    if (keyword == Keyword::none) throw "not in the keyword table";
    return keyword;
}

}  // namespace blueshift::sql
