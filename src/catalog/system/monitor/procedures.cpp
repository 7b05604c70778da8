/// Calls of stored procedures and functions.  Doc: dg/r_SVL_STORED_PROC_CALL, dg/SYS_PROCEDURE_CALL
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

std::vector<SystemRelation> procedure_relations() {
    // clang-format off
    return {
        derived("svl_stored_proc_call",
            "userid integer, session_userid integer, query integer, label character(320), xid bigint, pid integer, database character(32), querytxt character(4000), starttime timestamp, endtime timestamp, "
            "aborted integer, from_sp_call integer",
            "SELECT userid, userid, query_id, label, xid, pid, database, querytxt, starttime, endtime, CASE status WHEN 'success' THEN 0 ELSE 1 END, caller FROM pg_internal.statement WHERE type = 'CALL'",
            "dg/r_SVL_STORED_PROC_CALL"),
        empty("svl_stored_proc_messages",
            "userid integer, session_userid integer, pid integer, xid bigint, query integer, recordtime timestamp, loglevel integer, loglevel_text character(10), message character(1024), linenum integer, "
            "querytxt character(500), label character(320), aborted integer",
            "dg/r_SVL_STORED_PROC_MESSAGES"),
        derived("sys_procedure_call",
            "user_id integer, session_user_id integer, query_id bigint, query_label character(320), transaction_id bigint, session_id integer, database_name character(32), query_text character(4000), "
            "start_time timestamp, end_time timestamp, elapsed_time bigint, status character(10), caller_query_id bigint",
            "SELECT userid, userid, query_id, label, xid, pid, database, querytxt, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), status, caller FROM pg_internal.statement WHERE type = 'CALL'",
            "dg/SYS_PROCEDURE_CALL"),
        empty("sys_procedure_messages",
            "user_id integer, session_user_id integer, session_id integer, transaction_id bigint, query_id bigint, record_time timestamp, log_level character(10), message character(1024), line_number integer, "
            "query_text character(500), query_label character(320), is_aborted boolean",
            "dg/SYS_PROCEDURE_MESSAGES"),
        empty("svl_udf_log", "query bigint, message character(4096), created timestamp, traceback character(4096), funcname character(256), node integer, slice integer, seq integer", "dg/r_SVL_UDF_LOG"),
        empty("sys_udf_log",
            "query_id bigint, session_id integer, transaction_id bigint, function_name character(256), record_time timestamp, message character(4096), traceback character(4096), node_id integer, slice_id integer, "
            "sequence integer",
            "dg/SYS_UDF_LOG"),
        superuser_only(derived("stv_cursor_configuration", "current_cursor_count integer, max_diskspace_usable integer, current_diskspace_used integer", "SELECT 0, (SELECT capacity FROM pg_internal.disk), 0",
            "dg/r_STV_CURSOR_CONFIGURATION")),
        empty("svl_spatial_simplify",
            "query integer, line_number bigint, maximum_tolerance double precision, initial_size integer, simplified character(1), final_size integer, final_tolerance double precision", "dg/r_SVL_SPATIAL_SIMPLIFY"),
        empty("sys_spatial_simplify",
            "query_id bigint, line_number bigint, maximum_tolerance double precision, initial_size integer, is_simplified boolean, final_size integer, final_tolerance double precision", "dg/SYS_SPATIAL_SIMPLIFY"),
        empty("sys_applied_masking_policy_log", "policy_name text, user_id integer, record_time timestamp, session_id integer, transaction_id bigint, query_id bigint, database_name text, relation_name text, schema_name text, relation_kind text",
            "dg/SYS_APPLIED_MASKING_POLICY_LOG"),
        empty("stv_ml_model_info",
            "schema_name character(128), user_name character(128), model_name character(128), life_cycle character(20), is_refreshable integer, model_state character(128)", "dg/r_STV_ML_MODEL_INFO"),
        empty("svv_ml_model_info", "schema_name character(128), user_name character(128), model_name character(128), life_cycle character(20), is_refreshable integer, model_state character(128)",
            "dg/r_SVV_ML_MODEL_INFO"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
