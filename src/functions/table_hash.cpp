// Hash functions.  Doc: dg/hash-functions. To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row hash(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// FNV_HASH goes on from a seed, by default the offset basis of FNV-1a.
constexpr Row fnv(std::string_view arguments, std::string_view duckdb) {
    return hash("fnv_hash", arguments, "bigint", duckdb, "dg/r_FNV_HASH");
}
constexpr Row murmur(std::string_view arguments, std::string_view duckdb) {
    return hash("murmur3_32_hash", arguments, "integer", duckdb, "dg/MURMUR3_32_HASH");
}

// clang-format off
constexpr Row kRows[] = {
    hash("checksum",            "varchar",           "integer", "bs_checksum({1})",              "dg/r_CHECKSUM"),
    hash("checksum",            "integer",           "integer", "{1}",                           "dg/r_CHECKSUM"),
    hash("checksum",            "numeric",           "integer", "bs_checksum_dec({1})",          "dg/r_CHECKSUM"),
    hash("crc32",               "varchar",           "varchar", "bs_crc32({1})",                 "dg/crc32-function"),
    hash("farmfingerprint64",   "varchar",           "bigint",  "bs_farm_fingerprint({1})",      "dg/r_FARMFINGERPRINT64"),
    hash("farmfingerprint64",   "varbyte",           "bigint",  "bs_farm_fingerprint({1})",      "dg/r_FARMFINGERPRINT64"),
    fnv("smallint",         "bs_fnv_hash({1}, CAST(-3750763034362895579 AS BIGINT))"),
    fnv("smallint, bigint", "bs_fnv_hash({1}, {2})"),
    fnv("integer",          "bs_fnv_hash({1}, CAST(-3750763034362895579 AS BIGINT))"),
    fnv("integer, bigint",  "bs_fnv_hash({1}, {2})"),
    fnv("bigint",           "bs_fnv_hash({1}, CAST(-3750763034362895579 AS BIGINT))"),
    fnv("bigint, bigint",   "bs_fnv_hash({1}, {2})"),
    fnv("varchar",          "bs_fnv_hash_text({1}, CAST(-3750763034362895579 AS BIGINT))"),
    fnv("varchar, bigint",  "bs_fnv_hash_text({1}, {2})"),
    fnv("varbyte",          "bs_fnv_hash_varbyte({1}, CAST(-3750763034362895579 AS BIGINT))"),
    fnv("varbyte, bigint",  "bs_fnv_hash_varbyte({1}, {2})"),
    hash("func_sha1",           "varchar",           "varchar", "sha1({1})",                     "dg/FUNC_SHA1"),
    hash("md5",                 "varchar",           "varchar", "md5({1})",                      "dg/r_MD5"),
    murmur("varchar",          "bs_murmur3({1}, 0)"),
    murmur("varchar, integer", "bs_murmur3({1}, {2})"),
    murmur("varbyte",          "bs_murmur3({1}, 0)"),
    murmur("varbyte, integer", "bs_murmur3({1}, {2})"),
    hash("hll_cardinality",      "hllsketch",            "bigint",    "bs_hll_cardinality({1})",           "dg/r_HLL_CARDINALITY"),
    hash("hll_combine_sketches", "hllsketch, hllsketch", "hllsketch", "bs_hll_combine_sketches({1}, {2})", "dg/r_HLL_COMBINE_SKETCHES"),
    murmur("date",             "bs_murmur3(CAST(({1} - DATE '1970-01-01') AS BIGINT), 0)"),
    murmur("date, integer",    "bs_murmur3(CAST(({1} - DATE '1970-01-01') AS BIGINT), {2})"),
    murmur("timestamp",          "bs_murmur3(epoch_us({1}), 0)"),
    murmur("timestamp, integer", "bs_murmur3(epoch_us({1}), {2})"),
    murmur("smallint",         "bs_murmur3(CAST({1} AS BIGINT), 0)"),
    murmur("smallint, integer", "bs_murmur3(CAST({1} AS BIGINT), {2})"),
    murmur("integer",          "bs_murmur3(CAST({1} AS BIGINT), 0)"),
    murmur("integer, integer", "bs_murmur3(CAST({1} AS BIGINT), {2})"),
    murmur("bigint",           "bs_murmur3({1}, 0)"),
    murmur("bigint, integer",  "bs_murmur3({1}, {2})"),
    hash("sha",                 "varchar",           "varchar", "sha1({1})",                     "dg/SHA"),
    hash("sha1",                "varchar",           "varchar", "sha1({1})",                     "dg/SHA1"),
    hash("sha2",                "varchar, integer",  "varchar", "bs_sha2({1}, {2})",             "dg/SHA2"),
};
// clang-format on

}  // namespace

std::span<const Row> hash_rows() { return kRows; }

}  // namespace blueshift::functions
