#include "engine/duckdb/native/tables.h"
#include "functions/native/arrays.h"
#include "functions/native/bytes.h"
#include "functions/native/hashes.h"
#include "functions/native/radix.h"
#include "functions/native/strings.h"
#include "functions/native/patterns.h"
#include "functions/native/regexp.h"

namespace blueshift::engine {

std::span<const Native> string_natives() {
    using namespace functions;
    constexpr Failure kNever = Failure::never;
    static constexpr Native kTable[] = {
        native<&array_contains>("bs_array_contains"),
        native<&element_of_array>("bs_array_element"),
        native<&chr>("bs_chr", kNever),
        native<&crc32>("bs_crc32", kNever),
        native<&difference>("bs_difference", kNever),
        native<&fnv_hash_int2>("bs_fnv_hash", kNever),
        native<&fnv_hash_int4>("bs_fnv_hash", kNever),
        native<&fnv_hash_int8>("bs_fnv_hash", kNever),
        native<&fnv_hash_text>("bs_fnv_hash_text", kNever),
        native<&fnv_hash_bytes>("bs_fnv_hash_varbyte", kNever),
        native<&hex_to_bytes>("bs_from_hex"),
        native<&bytes_to_text>("bs_from_varbyte"),
        native<&get_bit>("bs_getbit"),
        native<&ilike>("bs_ilike"),
        native<&initcap>("bs_initcap", kNever),
        native<&like>("bs_like"),
        native<&lpad>("bs_lpad"),
        native<&murmur3_int8>("bs_murmur3", kNever),
        native<&murmur3_text>("bs_murmur3_text", kNever),
        native<&murmur3_bytes>("bs_murmur3_varbyte", kNever),
        native<&octet_index>("bs_octetindex", kNever),
        native<&quote_ident>("bs_quote_ident", kNever),
        native<&quote_literal>("bs_quote_literal", kNever),
        native<&regexp_count>("bs_regexp_count"),
        native<&regexp_instr>("bs_regexp_instr"),
        native<&regexp_match>("bs_regexp_match"),
        native<&regexp_replace>("bs_regexp_replace"),
        native<&regexp_substr>("bs_regexp_substr"),
        native<&reverse>("bs_reverse", kNever),
        native<&rpad>("bs_rpad"),
        native<&sha1>("bs_sha1", kNever),
        native<&sha2>("bs_sha2", kNever),
        native<&similar_to_regex>("bs_similar_to_regex"),
        native<&soundex>("bs_soundex", kNever),
        native<&split_part>("bs_split_part"),
        native<&strtol_text>("bs_strtol"),
        native<&substring>("bs_substring", kNever),
        native<&substring_for>("bs_substring"),
        native<&bytes_substring>("bs_substring_varbyte", kNever),
        native<&bytes_substring_for>("bs_substring_varbyte"),
        native<&int4_to_hex>("bs_to_hex", kNever),
        native<&int8_to_hex>("bs_to_hex", kNever),
        native<&text_to_bytes>("bs_to_varbyte"),
        native<&bytes_and>("bs_varbyte_and"),
        native<&bytes_not>("bs_varbyte_not"),
        native<&bytes_or>("bs_varbyte_or"),
        native<&bytes_to_hex>("bs_varbyte_to_hex", kNever),
        native<&bytes_xor>("bs_varbyte_xor"),
    };
    return kTable;
}

}  // namespace blueshift::engine
