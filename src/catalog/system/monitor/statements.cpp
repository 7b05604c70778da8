/// Finished statements, their texts and errors.  Doc: dg/c_intro_STL_tables, dg/serverless_views-monitoring
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

// clang-format off
/// Where the text of statements is cut in 200 and in 4000 bytes: by characters, as many as surely fit.
constexpr std::string_view kPieceColumns =
    "userid integer, query bigint, query_id bigint, xid bigint, pid integer, label varchar(320), class varchar(8), starttime timestamp, endtime timestamp, sequence integer, text varchar(4000)";
constexpr std::string_view kPieces200 = R"(
    SELECT s.userid, s.query, s.query_id, s.xid, s.pid, s.label, s.class, s.starttime, s.endtime, n.n, SUBSTRING(s.one_line, n.n * s.width + 1, s.width)
    FROM (SELECT userid, query, query_id, xid, pid, label, class, starttime, endtime, REPLACE(querytxt, CHR(10), CHR(92) || 'n') AS one_line,
                 CASE WHEN OCTET_LENGTH(querytxt) = LEN(querytxt) THEN 200 ELSE 50 END AS width
          FROM pg_internal.statement) s
    JOIN pg_internal.number n ON n.n < (GREATEST(LEN(s.one_line), 1) + s.width - 1) / s.width)";
constexpr std::string_view kPieces4000 = R"(
    SELECT s.userid, s.query, s.query_id, s.xid, s.pid, s.label, s.class, s.starttime, s.endtime, n.n, SUBSTRING(s.querytxt, n.n * s.width + 1, s.width)
    FROM (SELECT userid, query, query_id, xid, pid, label, class, starttime, endtime, querytxt,
                 CASE WHEN OCTET_LENGTH(querytxt) = LEN(querytxt) THEN 4000 ELSE 1000 END AS width
          FROM pg_internal.statement) s
    JOIN pg_internal.number n ON n.n < (GREATEST(LEN(s.querytxt), 1) + s.width - 1) / s.width)";

constexpr std::string_view kHistory = R"(
    SELECT userid, query_id, label, xid, pid, database, type, status, false, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), 0,
           DATEDIFF(microsecond, starttime, endtime) - planning_time - lock_wait_time, error_message, returned_rows, returned_bytes, querytxt, '1.0.76913', NULL, 'primary', 0,
           planning_time, lock_wait_time, service_class, CASE service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END, 'Normal', 'false',
           MD5(REGEXP_REPLACE(TRIM(querytxt), '[[:space:]]+', ' ')),
           MD5(REGEXP_REPLACE(REGEXP_REPLACE(LOWER(TRIM(querytxt)), '[[:space:]]+', ' '), '(''[^'']*'')|([0-9]+[.]?[0-9]*)', '?')), 1, NULL
    FROM pg_internal.statement
    UNION ALL
    SELECT userid, query_id, label, xid, pid, database, type, CASE WHEN waiting THEN 'queued' ELSE 'running' END, false, starttime, NULL, elapsed, 0,
           elapsed, NULL, 0, 0, querytxt, '1.0.76913', NULL, 'primary', 0, 0, 0, service_class,
           CASE service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END, 'Normal', 'false', NULL, NULL, 1, NULL
    FROM pg_internal.running)";

constexpr std::string_view kTextColumns =
    "userid integer, xid bigint, pid integer, label character(320), starttime timestamp, endtime timestamp, sequence integer, text character(200)";
// clang-format on

}  // namespace

std::vector<SystemRelation> statement_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "statement_text", .columns = columns(kPieceColumns), .sql = kPieces200},
        {.schema = "pg_internal", .name = "statement_text_4000", .columns = columns(kPieceColumns), .sql = kPieces4000},
        derived("stl_query",
            "userid integer, query integer, label character(320), xid bigint, pid integer, database character(32), querytxt character(4000), starttime timestamp, endtime timestamp, aborted integer, "
            "insert_pristine integer, concurrency_scaling_status integer",
            "SELECT userid, query, label, xid, pid, database, querytxt, starttime, endtime, CASE status WHEN 'success' THEN 0 ELSE 1 END, 0, 0 FROM pg_internal.statement WHERE class = 'QUERY'",
            "dg/r_STL_QUERY"),
        derived("stl_querytext", "userid integer, xid bigint, pid integer, query integer, sequence integer, text character(200)",
            "SELECT userid, xid, pid, query, sequence, text FROM pg_internal.statement_text WHERE class = 'QUERY'", "dg/r_STL_QUERYTEXT"),
        derived("stl_ddltext", kTextColumns,
            "SELECT userid, xid, pid, label, starttime, endtime, sequence, text FROM pg_internal.statement_text WHERE class = 'DDL'", "dg/r_STL_DDLTEXT"),
        derived("stl_utilitytext", kTextColumns,
            "SELECT userid, xid, pid, label, starttime, endtime, sequence, text FROM pg_internal.statement_text WHERE class = 'UTILITY'", "dg/r_STL_UTILITYTEXT"),
        derived("svl_statementtext",
            "userid integer, xid bigint, pid integer, label character(320), starttime timestamp, endtime timestamp, sequence integer, type varchar(10), text character(200)",
            "SELECT userid, xid, pid, label, starttime, endtime, sequence, class, text FROM pg_internal.statement_text", "dg/r_SVL_STATEMENTTEXT"),
        derived("svl_qlog",
            "userid integer, query integer, xid bigint, pid integer, starttime timestamp, endtime timestamp, elapsed bigint, aborted integer, label character(320), substring character(60), "
            "source_query integer, concurrency_scaling_status_txt text, from_sp_call integer",
            "SELECT userid, query, xid, pid, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), CASE status WHEN 'success' THEN 0 ELSE 1 END, label, SUBSTRING(querytxt, 1, 60), NULL, "
            "'0 - Ran on the main cluster', caller FROM pg_internal.statement WHERE class = 'QUERY'",
            "dg/r_SVL_QLOG"),
        derived("stl_error",
            "userid integer, process character(12), recordtime timestamp, pid integer, errcode integer, file character(90), linenum integer, context character(100), error character(512)",
            "SELECT userid, 'padbmaster', endtime, pid, CASE error_code WHEN '40001' THEN 1023 END, NULL, NULL, error_code, error_message FROM pg_internal.statement WHERE status <> 'success'",
            "dg/r_STL_ERROR"),
        derived("svl_qerror",
            "userid integer, query integer, pid integer, recordtime timestamp, errcode integer, context character(100), error character(512)",
            "SELECT userid, query, pid, endtime, CASE error_code WHEN '40001' THEN 1023 END, error_code, error_message FROM pg_internal.statement WHERE status <> 'success' AND class = 'QUERY'",
            "dg/r_SVL_QERROR"),
        derived("svl_terminate", "pid integer, eventtime timestamp, userid integer, type varchar(50)",
            "SELECT pid, endtime, userid, CASE error_code WHEN '57P01' THEN 'TERMINATE' ELSE 'CANCEL' END FROM pg_internal.statement WHERE error_code IN ('57014', '57P01')", "dg/r_SVL_TERMINATE"),
        derived("sys_query_history",
            "user_id integer, query_id bigint, query_label character(320), transaction_id bigint, session_id integer, database_name character(128), query_type character(32), status character(10), "
            "result_cache_hit boolean, start_time timestamp, end_time timestamp, elapsed_time bigint, queue_time bigint, execution_time bigint, error_message character(512), returned_rows bigint, "
            "returned_bytes bigint, query_text character(4000), redshift_version character(256), usage_limit character(150), compute_type varchar(32), compile_time bigint, planning_time bigint, "
            "lock_wait_time bigint, service_class_id integer, service_class_name character(64), query_priority character(20), short_query_accelerated varchar(10), user_query_hash varchar(40), "
            "generic_query_hash varchar(40), query_hash_version integer, result_cache_query_id bigint",
            kHistory, "dg/SYS_QUERY_HISTORY"),
        derived("sys_query_text", "user_id integer, query_id bigint, transaction_id bigint, session_id integer, start_time timestamp, sequence integer, text character(4000)",
            "SELECT userid, query_id, xid, pid, starttime, sequence, text FROM pg_internal.statement_text_4000", "dg/SYS_QUERY_TEXT"),
        empty("sys_child_query_text", "user_id integer, query_id bigint, child_query_sequence integer, sequence integer, text character(200)", "dg/SYS_CHILD_QUERY_TEXT"),
        empty("svl_multi_statement_violations",
            "userid integer, database character(32), cmdname varchar(32), xid bigint, pid integer, label character(320), starttime timestamp, endtime timestamp, sequence integer, type varchar(10), text character(200)",
            "dg/r_SVL_MULTI_STATEMENT_VIOLATIONS"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
