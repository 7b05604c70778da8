/// Plans, steps of execution and what they warn of.  Doc: dg/using-SVL-Query-Summary, dg/SYS_QUERY_DETAIL
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

// clang-format off
constexpr std::string_view kAlertColumns =
    "userid integer, query integer, slice integer, segment integer, step integer, pid integer, xid bigint, event character(1024), solution character(1024), event_time timestamp";
constexpr std::string_view kAlerts = "SELECT userid, query, 0, segment, step, pid, xid, event, solution, event_time FROM pg_internal.alert";

constexpr std::string_view kExplainColumns = "userid integer, query integer, nodeid integer, parentid integer, plannode character(400), info character(400)";
constexpr std::string_view kExplain = "SELECT userid, query, nodeid, parentid, plannode, info FROM pg_internal.plan_node WHERE query IS NOT NULL";

constexpr std::string_view kPlanInfoColumns =
    "userid integer, query integer, nodeid integer, segment integer, step integer, locus integer, plannode integer, startupcost double precision, totalcost double precision, rows bigint, bytes bigint";
constexpr std::string_view kPlanInfo =
    "SELECT userid, query, nodeid, segment, step, 1, nodeid, startup_cost, total_cost, rows, 0 FROM pg_internal.plan_node WHERE query IS NOT NULL AND segment IS NOT NULL";

constexpr std::string_view kStreamColumns = "userid integer, query integer, stream integer, segment integer";
constexpr std::string_view kStreams = "SELECT DISTINCT userid, query, stream, segment FROM pg_internal.step WHERE query IS NOT NULL";

constexpr std::string_view kSummaryColumns =
    "userid integer, query integer, stm integer, seg integer, step integer, maxtime bigint, avgtime bigint, rows bigint, bytes bigint, rate_row double precision, rate_byte double precision, label text, "
    "is_diskbased character(1), workmem bigint, is_rrscan character(1), is_delayed_scan character(1), rows_pre_filter bigint";
constexpr std::string_view kSummary =
    "SELECT userid, query, stream, segment, step, DATEDIFF(microsecond, starttime, endtime), DATEDIFF(microsecond, starttime, endtime), rows_out, bytes, "
    "rows_out * 1000000.0 / NULLIF(DATEDIFF(microsecond, starttime, endtime), 0), bytes * 1000000.0 / NULLIF(DATEDIFF(microsecond, starttime, endtime), 0), label, 'f', 0, 'f', 'f', rows_in "
    "FROM pg_internal.labelled_step WHERE query IS NOT NULL";

constexpr std::string_view kCompileColumns =
    "userid integer, xid bigint, pid integer, query integer, segment integer, locus integer, starttime timestamp, endtime timestamp, compile integer";

constexpr std::string_view kMetrics = R"(
    SELECT s.userid, s.query, s.service_class, DATEDIFF(microsecond, s.starttime, s.endtime) AS elapsed, s.returned_rows, m.scanned, m.joined, m.nested
    FROM pg_internal.statement s
    LEFT JOIN (SELECT query_id, SUM(CASE WHEN name = 'scan' THEN rows_in END) AS scanned, SUM(CASE WHEN name IN ('hashjoin', 'nestloop', 'merge') THEN rows_out END) AS joined,
                      SUM(CASE WHEN name = 'nestloop' THEN rows_out END) AS nested
               FROM pg_internal.step GROUP BY query_id) m ON m.query_id = s.query_id
    WHERE s.class = 'QUERY')";
// clang-format on

}  // namespace

std::vector<SystemRelation> step_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "labelled_step",
         .columns = columns("userid integer, query bigint, query_id bigint, stream integer, segment integer, step integer, starttime timestamp, endtime timestamp, rows_in bigint, rows_out bigint, bytes bigint, label varchar(400)"),
         .sql = "SELECT userid, query, query_id, stream, segment, step, starttime, endtime, rows_in, rows_out, bytes, "
                "RTRIM(RPAD(CASE name WHEN 'aggregate' THEN 'aggr' WHEN 'hashjoin' THEN 'hjoin' WHEN 'nestloop' THEN 'nloop' WHEN 'sortlimit' THEN 'sort' ELSE name END, 7) || "
                "CASE WHEN tbl IS NULL THEN '' ELSE 'tbl=' || tbl || CASE WHEN table_name IS NULL THEN '' ELSE ' name=' || table_name END END) FROM pg_internal.step"},
        {.schema = "pg_internal", .name = "query_metric",
         .columns = columns("userid integer, query bigint, service_class integer, elapsed bigint, returned_rows bigint, scanned bigint, joined bigint, nested bigint"), .sql = kMetrics},
        derived("stl_explain", kExplainColumns, kExplain, "dg/r_STL_EXPLAIN"),
        derived("svcs_explain", kExplainColumns, kExplain, "dg/r_SVCS_EXPLAIN"),
        derived("stl_plan_info", kPlanInfoColumns, kPlanInfo, "dg/r_STL_PLAN_INFO"),
        derived("svcs_plan_info", kPlanInfoColumns, kPlanInfo, "dg/r_SVCS_PLAN_INFO"),
        derived("stl_stream_segs", kStreamColumns, kStreams, "dg/r_STL_STREAM_SEGS"),
        derived("svcs_stream_segs", kStreamColumns, kStreams, "dg/r_SVCS_STREAM_SEGS"),
        derived("svl_query_summary", kSummaryColumns, kSummary, "dg/r_SVL_QUERY_SUMMARY"),
        derived("svcs_query_summary", kSummaryColumns, kSummary, "dg/r_SVCS_QUERY_SUMMARY"),
        derived("svl_query_report",
            "userid integer, query integer, slice integer, segment integer, step integer, start_time timestamp, end_time timestamp, elapsed_time bigint, rows bigint, bytes bigint, label character(256), "
            "is_diskbased character(1), workmem bigint, is_rrscan character(1), is_delayed_scan character(1), rows_pre_filter bigint",
            "SELECT userid, query, 0, segment, step, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), rows_out, bytes, label, 'f', 0, 'f', 'f', rows_in FROM pg_internal.labelled_step "
            "WHERE query IS NOT NULL",
            "dg/r_SVL_QUERY_REPORT"),
        derived("svl_query_metrics_summary",
            "userid integer, query integer, service_class integer, query_cpu_time bigint, query_blocks_read bigint, query_execution_time bigint, query_cpu_usage_percent numeric(38,2), "
            "query_temp_blocks_to_disk bigint, segment_execution_time bigint, cpu_skew numeric(38,2), io_skew numeric(38,2), scan_row_count bigint, join_row_count bigint, nested_loop_join_row_count bigint, "
            "return_row_count bigint, spectrum_scan_row_count bigint, spectrum_scan_size_mb bigint, query_queue_time bigint, service_class_name character(64)",
            "SELECT userid, query, service_class, NULL, NULL, elapsed / 1000000, NULL, NULL, elapsed / 1000000, NULL, NULL, scanned, joined, nested, returned_rows, NULL, NULL, 0, "
            "CASE service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END FROM pg_internal.query_metric",
            "dg/r_SVL_QUERY_METRICS_SUMMARY"),
        derived("svl_query_metrics",
            "userid integer, query integer, service_class integer, dimension varchar(24), segment integer, step integer, step_label varchar(30), query_cpu_time bigint, query_blocks_read bigint, "
            "query_execution_time bigint, query_cpu_usage_percent numeric(38,2), query_temp_blocks_to_disk bigint, segment_execution_time bigint, cpu_skew numeric(38,2), io_skew numeric(38,2), "
            "scan_row_count bigint, join_row_count bigint, nested_loop_join_row_count bigint, return_row_count bigint, spectrum_scan_row_count bigint, spectrum_scan_size_mb bigint, query_queue_time bigint",
            "SELECT userid, query, service_class, 'query', NULL, NULL, NULL, NULL, NULL, elapsed / 1000000, NULL, NULL, elapsed / 1000000, NULL, NULL, scanned, joined, nested, returned_rows, NULL, NULL, 0 "
            "FROM pg_internal.query_metric "
            "UNION ALL SELECT t.userid, t.query, s.service_class, 'step', t.segment, t.step, t.name, NULL, NULL, NULL, NULL, NULL, DATEDIFF(microsecond, t.starttime, t.endtime) / 1000000, NULL, NULL, "
            "CASE WHEN t.name = 'scan' THEN t.rows_in END, CASE WHEN t.name IN ('hashjoin', 'nestloop') THEN t.rows_out END, CASE WHEN t.name = 'nestloop' THEN t.rows_out END, "
            "CASE WHEN t.name = 'return' THEN t.rows_out END, NULL, NULL, NULL FROM pg_internal.step t JOIN pg_internal.statement s ON s.query_id = t.query_id WHERE t.query IS NOT NULL",
            "dg/r_SVL_QUERY_METRICS"),
        derived("stl_query_metrics",
            "userid integer, service_class integer, query integer, segment integer, step_type integer, starttime timestamp, slices integer, max_rows bigint, rows bigint, max_cpu_time bigint, cpu_time bigint, "
            "max_blocks_read bigint, blocks_read bigint, max_run_time bigint, run_time bigint, max_blocks_to_disk bigint, blocks_to_disk bigint, step integer, max_query_scan_size bigint, query_scan_size bigint, "
            "query_priority bigint, query_queue_time bigint, service_class_name character(64)",
            "SELECT t.userid, s.service_class, t.query, t.segment, 1, t.starttime, 1, t.rows_out, t.rows_out, NULL, NULL, NULL, NULL, DATEDIFF(microsecond, t.starttime, t.endtime), "
            "DATEDIFF(microsecond, t.starttime, t.endtime), NULL, NULL, t.step, t.bytes, t.bytes, NULL, 0, CASE s.service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END "
            "FROM pg_internal.step t JOIN pg_internal.statement s ON s.query_id = t.query_id WHERE t.query IS NOT NULL",
            "dg/r_STL_QUERY_METRICS"),
        empty("svl_compile", kCompileColumns, "dg/r_SVL_COMPILE"),
        empty("svcs_compile", kCompileColumns, "dg/r_SVCS_COMPILE"),
        derived("stl_alert_event_log", kAlertColumns, kAlerts, "dg/r_STL_ALERT_EVENT_LOG"),
        derived("svcs_alert_event_log", kAlertColumns, kAlerts, "dg/r_SVCS_ALERT_EVENT_LOG"),
        derived("sys_query_detail",
            "user_id integer, query_id bigint, child_query_sequence integer, stream_id integer, segment_id integer, step_id integer, step_name text, table_id integer, table_name character(136), "
            "is_rrscan character(1), start_time timestamp, end_time timestamp, duration bigint, alert text, input_bytes bigint, input_rows bigint, output_bytes bigint, output_rows bigint, blocks_read bigint, "
            "blocks_write bigint, local_read_io bigint, remote_read_io bigint, source text, data_skewness integer, time_skewness integer, is_active character(1), spilled_block_local_disk bigint, "
            "spilled_block_remote_disk bigint, step_attribute character(64), metrics_level character(16), plan_parent_id integer, plan_node_id integer",
            "SELECT t.userid, t.query_id, 1, t.stream, t.segment, t.step, t.name, t.tbl, t.table_name, 'f', t.starttime, t.endtime, DATEDIFF(microsecond, t.starttime, t.endtime), a.event, t.bytes, t.rows_in, t.bytes, "
            "t.rows_out, 0, 0, 0, 0, CASE WHEN t.name = 'scan' THEN 'Redshift(local)' END, 0, 0, 'f', 0, 0, NULL, 'step', p.parentid, p.nodeid FROM pg_internal.step t "
            "LEFT JOIN pg_internal.alert a ON a.query_id = t.query_id AND a.segment = t.segment AND a.step = t.step "
            "LEFT JOIN pg_internal.plan_node p ON p.query_id = t.query_id AND p.segment = t.segment AND p.step = t.step",
            "dg/SYS_QUERY_DETAIL"),
        derived("sys_query_explain",
            "user_id integer, query_id bigint, child_query_sequence integer, plan_node_id integer, plan_parent_id integer, plan_node character(400), plan_info character(400)",
            "SELECT userid, query_id, 1, nodeid, parentid, plannode, info FROM pg_internal.plan_node", "dg/SYS_QUERY_EXPLAIN"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
