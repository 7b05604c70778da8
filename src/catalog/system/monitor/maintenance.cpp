/// VACUUM, ANALYZE and what Redshift tunes by itself.  Doc: dg/r_STL_VACUUM, dg/r_STL_ANALYZE
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

std::vector<SystemRelation> maintenance_relations() {
    // clang-format off
    return {
        superuser_only(derived("stl_vacuum",
            "userid integer, xid bigint, table_id integer, status character(30), rows bigint, sortedrows bigint, blocks integer, max_merge_partitions integer, eventtime timestamp, reclaimable_rows bigint, "
            "reclaimable_space_mb bigint, cutoff_xid bigint, is_recluster integer",
            "SELECT userid, xid, table_id, status, row_count, row_count, 0, 0, starttime, 0, 0, 0, 0 FROM pg_internal.maintenance WHERE kind = 'vacuum' "
            "UNION ALL SELECT userid, xid, table_id, 'Finished', row_count, row_count, 0, 0, endtime, 0, 0, 0, 0 FROM pg_internal.maintenance WHERE kind = 'vacuum'",
            "dg/r_STL_VACUUM")),
        superuser_only(derived("svv_vacuum_summary",
            "table_name text, xid bigint, sort_partitions bigint, merge_increments bigint, elapsed_time bigint, row_delta bigint, sortedrow_delta bigint, block_delta integer, max_merge_partitions integer",
            "SELECT table_name, xid, 1, 1, DATEDIFF(microsecond, starttime, endtime), 0, 0, 0, 0 FROM pg_internal.maintenance WHERE kind = 'vacuum'", "dg/r_SVV_VACUUM_SUMMARY")),
        superuser_only(derived("svv_vacuum_progress", "table_name text, status text, time_remaining_estimate text",
            "SELECT table_name, 'Complete', NULL FROM (SELECT table_name FROM pg_internal.maintenance WHERE kind = 'vacuum' ORDER BY starttime DESC LIMIT 1) last", "dg/r_SVV_VACUUM_PROGRESS")),
        superuser_only(derived("svl_vacuum_percentage", "xid bigint, table_id integer, percentage bigint",
            "SELECT xid, table_id, 100 FROM pg_internal.maintenance WHERE kind = 'vacuum'", "dg/r_SVL_VACUUM_PERCENTAGE")),
        derived("sys_vacuum_history",
            "user_id integer, transaction_id bigint, query_id bigint, database_name text, schema_name text, table_name text, table_id integer, vacuum_type text, is_automatic boolean, status text, start_time timestamp, "
            "end_time timestamp, record_time timestamp, duration bigint, rows_before_vacuum bigint, size_before_vacuum bigint, reclaimable_rows bigint, reclaimed_rows bigint, reclaimed_blocks bigint, "
            "sortedrows_before_vacuum bigint, sortedrows_after_vacuum bigint",
            "SELECT userid, xid, query_id, database, schema_name, table_name, table_id, status, false, 'Finished', starttime, endtime, endtime, DATEDIFF(microsecond, starttime, endtime), row_count, NULL, 0, 0, 0, "
            "row_count, row_count FROM pg_internal.maintenance WHERE kind = 'vacuum'",
            "dg/SYS_VACUUM_HISTORY"),
        superuser_only(derived("stl_analyze",
            "userid integer, xid bigint, database character(30), table_id integer, status character(15), rows double precision, modified_rows double precision, threshold_percent integer, is_auto character(1), "
            "starttime timestamp, endtime timestamp, prevtime timestamp, num_predicate_cols integer, num_new_predicate_cols integer, is_background character(1), auto_analyze_phase character(100), "
            "schema_name character(128), table_name character(136)",
            "SELECT userid, xid, database, table_id, status, row_count, NULL, 10, 'f', starttime, endtime, LAG(starttime) OVER (PARTITION BY table_id ORDER BY starttime), 0, 0, 'f', NULL, schema_name, table_name "
            "FROM pg_internal.maintenance WHERE kind = 'analyze'",
            "dg/r_STL_ANALYZE")),
        derived("sys_analyze_history",
            "user_id integer, transaction_id bigint, query_id bigint, database_name character(30), schema_name character(128), table_name character(128), table_id integer, is_automatic character(1), "
            "status character(15), start_time timestamp, end_time timestamp, rows double precision, modified_rows double precision, analyze_threshold_percent integer, last_analyze_time timestamp",
            "SELECT userid, xid, query_id, database, schema_name, table_name, table_id, 'f', status, starttime, endtime, row_count, NULL, 10, LAG(starttime) OVER (PARTITION BY table_id ORDER BY starttime) "
            "FROM pg_internal.maintenance WHERE kind = 'analyze'",
            "dg/SYS_ANALYZE_HISTORY"),
        empty("stl_analyze_compression",
            "userid integer, start_time timestamp, xid bigint, tbl integer, tablename character(128), col integer, old_encoding character(15), new_encoding character(15), mode character(14), "
            "best_compression_encoding character(15), recommended_encoding character(15), method character(128)",
            "dg/r_STL_ANALYZE_COMPRESSION"),
        empty("sys_analyze_compression_history",
            "user_id integer, start_time timestamp, transaction_id bigint, table_id integer, table_name character(128), column_position integer, old_encoding character(15), new_encoding character(15), "
            "mode character(14)",
            "dg/SYS_ANALYZE_COMPRESSION_HISTORY"),
        superuser_only(empty("svv_alter_table_recommendations", "type character(30), database character(128), table_id integer, group_id integer, ddl character(1024), auto_eligible character(1)", "dg/r_SVV_ALTER_TABLE_RECOMMENDATIONS")),
        empty("svl_auto_worker_action", "table_id integer, type character(32), status character(128), eventtime timestamp, sequence integer, previous_state character(200)", "dg/r_SVL_AUTO_WORKER_ACTION"),
        empty("sys_auto_table_optimization", "table_id integer, alter_table_type character(32), status character(128), event_time timestamp, alter_from character(200)", "dg/SYS_AUTO_TABLE_OPTIMIZATION"),
        empty("sys_extra_compute_for_automatic_optimization", "start_time timestamp, end_time timestamp, compute_seconds double precision", "dg/SYS_EXTRA_COMPUTE_FOR_AUTOMATIC_OPTIMIZATION"),
        empty("svl_restore_alter_table_progress", "tbl integer, progress text, message text", "dg/r_SVL_RESTORE_ALTER_TABLE_PROGRESS"),
        empty("stv_xrestore_alter_queue_state",
            "userid integer, db_id integer, schema character(128), table_name character(128), tbl integer, status character(64), record_time timestamp, task_type character(32)", "dg/r_STV_XRESTORE_ALTER_QUEUE_STATE"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
