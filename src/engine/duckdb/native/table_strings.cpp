#include "engine/duckdb/native/tables.h"
#include "functions/native/arrays.h"
#include "functions/native/bytes.h"
#include "functions/native/hashes.h"
#include "functions/native/hierarchy.h"
#include "functions/native/patterns.h"
#include "functions/native/radix.h"
#include "functions/native/regexp.h"
#include "functions/native/sketches.h"
#include "functions/native/strings.h"
#include "functions/native/super.h"
#include "functions/native/super_arrays.h"
#include "functions/native/super_transform.h"

namespace blueshift::engine {

std::span<const Native> string_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&array_contains>("bs_array_contains"),
        native<&array_dims>("bs_array_dims"),
        native<&element_of_array>("bs_array_element"),
        native<&array_lower>("bs_array_lower"),
        native<&array_to_string>("bs_array_to_string"),
        native<&array_upper>("bs_array_upper"),
        native<&checksum>("bs_checksum", kNone),
        native<&checksum_decimal>("bs_checksum_dec", kNone),
        native<&chr>("bs_chr", kNone),
        native<&connect_by>("bs_connect_by"),
        native<&crc32>("bs_crc32", kNone),
        native<&difference>("bs_difference", kNone),
        native<&farm_fingerprint_text>("bs_farm_fingerprint", kNone),
        native<&farm_fingerprint_bytes>("bs_farm_fingerprint", kNone),
        native<&float_to_super>("bs_float_to_super", kNone),
        native<&fnv_hash_int2>("bs_fnv_hash", kNone),
        native<&fnv_hash_int4>("bs_fnv_hash", kNone),
        native<&fnv_hash_int8>("bs_fnv_hash", kNone),
        native<&fnv_hash_text>("bs_fnv_hash_text", kNone),
        native<&fnv_hash_bytes>("bs_fnv_hash_varbyte", kNone),
        native<&hex_to_bytes>("bs_from_hex"),
        native<&bytes_to_text>("bs_from_varbyte"),
        native<&get_bit>("bs_getbit"),
        native<&sketch_cardinality>("bs_hll_cardinality"),
        native<&sketch_combine>("bs_hll_combine_sketches"),
        native<&ilike>("bs_ilike", only(1, 2)),
        native<&initcap>("bs_initcap", kNone),
        native<&json_is_valid>("bs_json_valid", kNone),
        native<&like>("bs_like", only(1, 2)),
        native<&lpad>("bs_lpad", kNone),
        native<&murmur3_int8>("bs_murmur3", kNone),
        native<&murmur3_text>("bs_murmur3", kNone),
        native<&murmur3_bytes>("bs_murmur3", kNone),
        native<&octet_index>("bs_octetindex", kNone),
        native<&quote_ident>("bs_quote_ident", kNone),
        native<&quote_literal>("bs_quote_literal", kNone),
        native<&regexp_count>("bs_regexp_count", only(1, 3)),
        native<&regexp_instr>("bs_regexp_instr", only(1, 5)),
        native<&regexp_match>("bs_regexp_match", only(1)),
        native<&regexp_replace>("bs_regexp_replace", only(1, 4)),
        native<&regexp_substr>("bs_regexp_substr", only(1, 4)),
        native<&reverse>("bs_reverse", kNone),
        native<&rpad>("bs_rpad", kNone),
        native<&sha1>("bs_sha1", kNone),
        native<&sha2>("bs_sha2", kNone),
        native<&similar_to_regex>("bs_similar_to_regex"),
        native<&sketch_to_text>("bs_sketch_to_text"),
        native<&soundex>("bs_soundex", kNone),
        native<&split_part>("bs_split_part", kNone),
        native<&strtol_text>("bs_strtol"),
        native<&substring>("bs_substring", kNone),
        native<&substring_for>("bs_substring", kNone),
        native<&bytes_substring>("bs_substring", kNone),
        native<&bytes_substring_for>("bs_substring", kNone),
        native<&super_arithmetic>("bs_super_arithmetic"),
        native<&super_sign>("bs_super_arithmetic"),
        native<&super_array_contains>("bs_super_array_contains", kNone),
        native<&super_array_distinct>("bs_super_array_distinct", kNone),
        native<&super_array_except>("bs_super_array_except", kNone),
        native<&super_array_intersection>("bs_super_array_intersection", kNone),
        native<&super_array_position>("bs_super_array_position", kNone),
        native<&super_array_positions>("bs_super_array_positions", kNone),
        native<&super_array_sort>("bs_super_array_sort", kNone),
        native<&super_array_union>("bs_super_array_union", kNone),
        native<&super_arrays_overlap>("bs_super_arrays_overlap", kNone),
        native<&super_compare>("bs_super_compare"),
        native<&super_flatten>("bs_super_flatten", kNone),
        native<&super_lower_names>("bs_super_lower_names"),
        native<&super_number>("bs_super_number", kNone),
        native<&super_precision>("bs_super_precision"),
        native<&super_scale>("bs_super_scale"),
        native<&super_sort_key>("bs_super_sort_key", kNone),
        native<&super_subarray>("bs_super_subarray", kNone),
        native<&super_transform>("bs_super_transform"),
        native<&super_upper_names>("bs_super_upper_names"),
        native<&text_to_sketch>("bs_text_to_sketch"),
        native<&int4_to_hex>("bs_to_hex", kNone),
        native<&int8_to_hex>("bs_to_hex", kNone),
        native<&bytes_to_hex>("bs_to_hex", kNone),
        native<&text_to_bytes>("bs_to_varbyte"),
        native<&bytes_and>("bs_varbyte_and"),
        native<&bytes_not>("bs_varbyte_not"),
        native<&bytes_or>("bs_varbyte_or"),
        native<&bytes_xor>("bs_varbyte_xor"),
    };
    return kTable;
}

}  // namespace blueshift::engine
