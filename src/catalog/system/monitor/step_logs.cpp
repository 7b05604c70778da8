/// One log for each kind of step. All begin with the same columns.  Doc: dg/c_intro_STL_tables
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

// clang-format off
#define BLUESHIFT_COLUMNS "userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp, tasknum integer, rows bigint"
#define BLUESHIFT_STEP(name, values) \
    "SELECT userid, query, 0, segment, step, starttime, endtime, 0, rows_out" values " FROM pg_internal.step WHERE query IS NOT NULL AND name = '" name "'"
// clang-format on

}  // namespace

std::vector<SystemRelation> step_log_relations() {
    // clang-format off
    return {
        derived("stl_scan",
            BLUESHIFT_COLUMNS ", bytes bigint, fetches bigint, type integer, tbl integer, is_rrscan character(1), is_delayed_scan character(1), rows_pre_filter bigint, rows_pre_user_filter bigint, "
            "perm_table_name character(136), is_rlf_scan character(1), is_rlf_scan_reason integer, num_em_blocks integer, checksum bigint, runtime_filtering character(1), scan_region integer, "
            "num_sortkey_as_predicate integer, row_fetcher_state integer, consumed_scan_ranges bigint, work_stealing_reason bigint, is_vectorized_scan character(1), is_vectorized_scan_reason integer, "
            "row_fetcher_reason bigint, topology_signature bigint, use_tpm_partition character(1), is_rrscan_expr character(1)",
            BLUESHIFT_STEP("scan", ", bytes, 0, CASE WHEN tbl IS NULL THEN 1 ELSE 2 END, NVL(tbl, 0), 'f', 'f', rows_in, rows_in, NVL(table_name, 'Internal Worktable'), 'f', 0, 0, 0, 'f', 0, 0, 0, 0, 0, 't', 0, 0, 0, 'f', 'f'"),
            "dg/r_STL_SCAN"),
        derived("stl_aggr",
            BLUESHIFT_COLUMNS ", bytes bigint, slots integer, occupied integer, maxlength integer, tbl integer, is_diskbased character(1), workmem bigint, type character(6), resizes integer, flushable integer",
            BLUESHIFT_STEP("aggregate", ", bytes, 0, rows_out, 0, step, 'f', 0, CASE WHEN detail = 'scalar' THEN 'SCALAR' ELSE 'HASHED' END, 0, 0"), "dg/r_STL_AGGR"),
        derived("stl_hash",
            BLUESHIFT_COLUMNS ", bytes bigint, slots integer, occupied integer, maxlength integer, tbl integer, is_diskbased character(1), workmem bigint, num_parts integer, est_rows bigint, "
            "num_blocks_permitted integer, resizes integer, checksum bigint, runtime_filter_size integer, max_runtime_filter_size integer, runtime_filter_type integer",
            BLUESHIFT_STEP("hash", ", bytes, 0, rows_out, 0, step, 'f', 0, 1, rows_out, 0, 0, 0, 0, 0, 0"), "dg/r_STL_HASH"),
        derived("stl_hashjoin",
            BLUESHIFT_COLUMNS ", tbl integer, num_parts integer, join_type integer, hash_looped character(1), switched_parts character(1), used_prefetching character(1), hash_segment integer, hash_step integer, "
            "checksum bigint, distribution integer",
            BLUESHIFT_STEP("hashjoin", ", step, 1, 0, 'f', 'f', 'f', segment, step, 0, 0"), "dg/r_STL_HASHJOIN"),
        derived("stl_nestloop", BLUESHIFT_COLUMNS ", tbl integer, checksum bigint", BLUESHIFT_STEP("nestloop", ", step, 0"), "dg/r_STL_NESTLOOP"),
        derived("stl_mergejoin", BLUESHIFT_COLUMNS ", tbl integer, checksum bigint", BLUESHIFT_STEP("mergejoin", ", step, 0"), "dg/r_STL_MERGEJOIN"),
        derived("stl_sort", BLUESHIFT_COLUMNS ", bytes bigint, tbl integer, is_diskbased character(1), workmem bigint, checksum bigint",
            "SELECT userid, query, 0, segment, step, starttime, endtime, 0, rows_out, bytes, step, 'f', 0, 0 FROM pg_internal.step WHERE query IS NOT NULL AND name IN ('sort', 'sortlimit')", "dg/r_STL_SORT"),
        derived("stl_merge", BLUESHIFT_COLUMNS, BLUESHIFT_STEP("merge", ""), "dg/r_STL_MERGE"),
        derived("stl_limit", BLUESHIFT_COLUMNS ", checksum bigint", BLUESHIFT_STEP("limit", ", 0"), "dg/r_STL_LIMIT"),
        derived("stl_project", BLUESHIFT_COLUMNS ", checksum bigint", BLUESHIFT_STEP("project", ", 0"), "dg/r_STL_PROJECT"),
        derived("stl_unique",
            BLUESHIFT_COLUMNS ", is_diskbased character(1), slots integer, workmem bigint, max_buffers_used bigint, resizes integer, occupied integer, flushable integer, checksum bigint",
            BLUESHIFT_STEP("unique", ", 'f', 0, 0, 0, 0, rows_out, 0, 0"), "dg/r_STL_UNIQUE"),
        derived("stl_window", BLUESHIFT_COLUMNS ", is_diskbased character(1), workmem bigint", BLUESHIFT_STEP("window", ", 'f', 0"), "dg/r_STL_WINDOW"),
        derived("stl_return", BLUESHIFT_COLUMNS ", bytes bigint, packets integer, checksum bigint", BLUESHIFT_STEP("return", ", bytes, 0, 0"), "dg/r_STL_RETURN"),
        derived("stl_insert", BLUESHIFT_COLUMNS ", tbl integer, inserted_mega_value character(1), use_staged_table character(1)", BLUESHIFT_STEP("insert", ", tbl, 'f', 'f'"), "dg/r_STL_INSERT"),
        derived("stl_delete", BLUESHIFT_COLUMNS ", tbl integer", BLUESHIFT_STEP("delete", ", tbl"), "dg/r_STL_DELETE"),
        derived("stl_save", BLUESHIFT_COLUMNS ", bytes bigint, tbl integer, is_diskbased character(1), workmem bigint", BLUESHIFT_STEP("save", ", bytes, tbl, 'f', 0"), "dg/r_STL_SAVE"),
        derived("stl_parse", BLUESHIFT_COLUMNS, BLUESHIFT_STEP("parse", ""), "dg/r_STL_PARSE"),
        // One node has nothing to send to others.
        empty("stl_bcast", BLUESHIFT_COLUMNS ", bytes bigint, packets integer", "dg/r_STL_BCAST"),
        empty("stl_dist", BLUESHIFT_COLUMNS ", bytes bigint, packets integer", "dg/r_STL_DIST"),
    };
    // clang-format on
}

#undef BLUESHIFT_COLUMNS
#undef BLUESHIFT_STEP

}  // namespace blueshift::catalog::system
