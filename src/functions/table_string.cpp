// String functions.  Doc: dg/String_functions_header
// To add one: a row. A string argument is `varchar`: CHAR values lie in the engine without their padding. Where the engine counts in BIGINT, the
// template casts to what Redshift gives.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row text(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// The result ends with a blank only when an argument does.
constexpr Row kept(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    Row row = text(name, arguments, result, duckdb, doc);
    row.keeps_blank_free = true;
    return row;
}

// clang-format off
constexpr Row kRows[] = {
//   family(name, arguments, result, duckdb, doc)
    text("ascii",               "varchar",                    "integer",     "ascii({1})",                                 "dg/r_ASCII"),
    text("bpcharcmp",           "varchar, varchar",           "integer",     "@compare",                                   "dg/r_BPCHARCMP"),
    text("bttext_pattern_cmp",  "varchar, varchar",           "integer",     "@compare",                                   "dg/r_BTTEXT_PATTERN_CMP"),
    kept("btrim",               "varchar",                    "@like_first", "trim({1}, ' ')",                             "dg/r_BTRIM"),
    text("btrim",               "varchar, varchar",           "@like_first", "trim({1}, {2})",                             "dg/r_BTRIM"),
    text("char_length",         "varchar",                    "integer",     "CAST(length({1}) AS INTEGER)",               "dg/r_CHAR_LENGTH"),
    text("character_length",    "varchar",                    "integer",     "CAST(length({1}) AS INTEGER)",               "dg/r_CHARACTER_LENGTH"),
    text("charindex",           "varchar, varchar",           "integer",     "CAST(strpos({2}, {1}) AS INTEGER)",          "dg/r_CHARINDEX"),
    text("chr",                 "integer",                    "varchar",     "bs_chr({1})",                                "dg/r_CHR"),
    kept("collate",             "varchar, varchar",           "@like_first", "{1}",                                        "dg/r_COLLATE"),
    kept("concat",              "varchar, varchar",           "@concat",     "({1} || {2})",                               "dg/r_CONCAT"),
    text("difference",          "varchar, varchar",           "integer",     "bs_difference({1}, {2})",                    "dg/DIFFERENCE"),
    kept("initcap",             "varchar",                    "@like_first", "bs_initcap({1})",                            "dg/r_INITCAP"),
    text("left",                "varchar, integer",           "@like_first", "left({1}, {2})",                             "dg/r_LEFT"),
    text("len",                 "varchar",                    "integer",     "CAST(length({1}) AS INTEGER)",               "dg/r_LEN"),
    text("length",              "varchar",                    "integer",     "CAST(length({1}) AS INTEGER)",               "dg/r_LENGTH"),
    kept("lower",               "varchar",                    "@like_first", "lower({1})",                                 "dg/r_LOWER"),
    text("lpad",                "varchar, integer",           "varchar",     "bs_lpad({1}, {2}, ' ')",                     "dg/r_LPAD"),
    text("lpad",                "varchar, integer, varchar",  "varchar",     "bs_lpad({1}, {2}, {3})",                     "dg/r_LPAD"),
    kept("ltrim",               "varchar",                    "@like_first", "ltrim({1}, ' ')",                            "dg/r_LTRIM"),
    kept("ltrim",               "varchar, varchar",           "@like_first", "ltrim({1}, {2})",                            "dg/r_LTRIM"),
    text("octet_length",        "varchar",                    "integer",     "CAST(strlen({1}) AS INTEGER)",               "dg/r_OCTET_LENGTH"),
    text("octetindex",          "varchar, varchar",           "integer",     "bs_octetindex({1}, {2})",                    "dg/OCTETINDEX"),
    text("position",            "varchar, varchar",           "integer",     "CAST(strpos({2}, {1}) AS INTEGER)",          "dg/r_POSITION"),
    kept("quote_ident",         "varchar",                    "varchar",     "bs_quote_ident({1})",                        "dg/r_QUOTE_IDENT"),
    text("quote_literal",       "varchar",                    "varchar",     "bs_quote_literal({1})",                      "dg/r_QUOTE_LITERAL"),
    text("repeat",              "varchar, integer",           "varchar",     "repeat({1}, {2})",                           "dg/r_REPEAT"),
    text("replicate",           "varchar, integer",           "varchar",     "repeat({1}, {2})",                           "dg/r_REPLICATE"),
    text("replace",             "varchar, varchar, varchar",  "varchar",     "replace({1}, {2}, {3})",                     "dg/r_REPLACE"),
    text("reverse",             "varchar",                    "@like_first", "bs_reverse({1})",                            "dg/r_REVERSE"),
    text("right",               "varchar, integer",           "@like_first", "right({1}, {2})",                            "dg/r_RIGHT"),
    text("rpad",                "varchar, integer",           "varchar",     "bs_rpad({1}, {2}, ' ')",                     "dg/r_RPAD"),
    text("rpad",                "varchar, integer, varchar",  "varchar",     "bs_rpad({1}, {2}, {3})",                     "dg/r_RPAD"),
    kept("rtrim",               "varchar",                    "@like_first", "rtrim({1}, ' ')",                            "dg/r_RTRIM"),
    text("rtrim",               "varchar, varchar",           "@like_first", "rtrim({1}, {2})",                            "dg/r_RTRIM"),
    text("soundex",             "varchar",                    "varchar",     "bs_soundex({1})",                            "dg/SOUNDEX"),
    text("split_part",          "varchar, varchar, integer",  "@like_first", "bs_split_part({1}, {2}, {3})",               "dg/SPLIT_PART"),
    text("strpos",              "varchar, varchar",           "integer",     "CAST(strpos({1}, {2}) AS INTEGER)",          "dg/r_STRPOS"),
    text("strtol",              "varchar, integer",           "bigint",      "bs_strtol({1}, {2})",                        "dg/r_STRTOL"),
    text("substr",              "varchar, integer, integer?", "@like_first", "@substring",                                 "dg/r_SUBSTRING"),
    text("substring",           "varchar, integer, integer?", "@like_first", "@substring",                                 "dg/r_SUBSTRING"),
    text("textlen",             "varchar",                    "integer",     "CAST(length({1}) AS INTEGER)",               "dg/r_TEXTLEN"),
    text("translate",           "varchar, varchar, varchar",  "varchar",     "translate({1}, {2}, {3})",                   "dg/r_TRANSLATE"),
    kept("trim",                "varchar",                    "@like_first", "trim({1}, ' ')",                             "dg/r_TRIM"),
    text("trim",                "varchar, varchar",           "@like_first", "trim({1}, {2})",                             "dg/r_TRIM"),
    kept("upper",               "varchar",                    "@like_first", "upper({1})",                                 "dg/r_UPPER"),

    // Regular expressions. The last text holds parameters: c, i, e, p.
    text("regexp_count",        "varchar, varchar",                            "integer", "bs_regexp_count({1}, {2}, 1, '')",             "dg/REGEXP_COUNT"),
    text("regexp_count",        "varchar, varchar, integer",                   "integer", "bs_regexp_count({1}, {2}, {3}, '')",           "dg/REGEXP_COUNT"),
    text("regexp_count",        "varchar, varchar, integer, varchar",          "integer", "bs_regexp_count({1}, {2}, {3}, {4})",          "dg/REGEXP_COUNT"),
    text("regexp_instr",        "varchar, varchar",                            "integer", "bs_regexp_instr({1}, {2}, 1, 1, 0, '')",       "dg/REGEXP_INSTR"),
    text("regexp_instr",        "varchar, varchar, integer",                   "integer", "bs_regexp_instr({1}, {2}, {3}, 1, 0, '')",     "dg/REGEXP_INSTR"),
    text("regexp_instr",        "varchar, varchar, integer, integer",          "integer", "bs_regexp_instr({1}, {2}, {3}, {4}, 0, '')",   "dg/REGEXP_INSTR"),
    text("regexp_instr",        "varchar, varchar, integer, integer, integer", "integer", "bs_regexp_instr({1}, {2}, {3}, {4}, {5}, '')", "dg/REGEXP_INSTR"),
    text("regexp_instr",        "varchar, varchar, integer, integer, integer, varchar", "integer", "bs_regexp_instr({1}, {2}, {3}, {4}, {5}, {6})", "dg/REGEXP_INSTR"),
    text("regexp_replace",      "varchar, varchar",                            "varchar", "bs_regexp_replace({1}, {2}, '', 1, '')",       "dg/REGEXP_REPLACE"),
    text("regexp_replace",      "varchar, varchar, varchar",                   "varchar", "bs_regexp_replace({1}, {2}, {3}, 1, '')",      "dg/REGEXP_REPLACE"),
    text("regexp_replace",      "varchar, varchar, varchar, integer",          "varchar", "bs_regexp_replace({1}, {2}, {3}, {4}, '')",    "dg/REGEXP_REPLACE"),
    text("regexp_replace",      "varchar, varchar, varchar, integer, varchar", "varchar", "bs_regexp_replace({1}, {2}, {3}, {4}, {5})",   "dg/REGEXP_REPLACE"),
    text("regexp_substr",       "varchar, varchar",                            "@like_first", "bs_regexp_substr({1}, {2}, 1, 1, '')",     "dg/REGEXP_SUBSTR"),
    text("regexp_substr",       "varchar, varchar, integer",                   "@like_first", "bs_regexp_substr({1}, {2}, {3}, 1, '')",   "dg/REGEXP_SUBSTR"),
    text("regexp_substr",       "varchar, varchar, integer, integer",          "@like_first", "bs_regexp_substr({1}, {2}, {3}, {4}, '')", "dg/REGEXP_SUBSTR"),
    text("regexp_substr",       "varchar, varchar, integer, integer, varchar", "@like_first", "bs_regexp_substr({1}, {2}, {3}, {4}, {5})", "dg/REGEXP_SUBSTR"),
};
// clang-format on

}  // namespace

std::span<const Row> string_rows() { return kRows; }

}  // namespace blueshift::functions
