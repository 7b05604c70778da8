/// Queues: one for everybody and one that superusers may take.  Doc: dg/cm-c-wlm-system-tables-and-views
#include "catalog/system/families.h"
#include "catalog/system/service_class.h"

namespace blueshift::catalog::system {

namespace {

/// Statements that may run at once in a queue: as many as there are connections.
constexpr std::int64_t kDefaultSlots = 500;
constexpr std::int64_t kSuperuserSlots = 1;

std::vector<Row> service_classes(const SystemContext&) {
    return {
        {kSuperuserServiceClass, "Superuser", kSuperuserSlots, "(superusers) and (query group: superuser)"},
        {kDefaultServiceClass, "Default queue", kDefaultSlots, "(querytype:any)"},
    };
}

}  // namespace

std::vector<SystemRelation> workload_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "service_class", .columns = columns("service_class integer, name varchar(64), slots integer, condition varchar(128)"), .producer = service_classes},
        derived("stl_wlm_query",
            "userid integer, xid integer, task integer, query integer, service_class integer, slot_count integer, service_class_start_time timestamp, queue_start_time timestamp, queue_end_time timestamp, "
            "total_queue_time bigint, exec_start_time timestamp, exec_end_time timestamp, total_exec_time bigint, service_class_end_time timestamp, final_state character(16), est_peak_mem bigint, "
            "query_priority character(20), service_class_name character(64)",
            "SELECT userid, xid, query, query, service_class, 1, starttime, starttime, starttime, 0, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), endtime, "
            "CASE status WHEN 'success' THEN 'Completed' WHEN 'canceled' THEN 'Evicted' ELSE 'Completed' END, NULL, 'Normal', CASE service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END "
            "FROM pg_internal.statement WHERE class = 'QUERY'",
            "dg/r_STL_WLM_QUERY"),
        derived("stv_wlm_query_state",
            "xid integer, task integer, query integer, service_class integer, slot_count integer, wlm_start_time timestamp, state character(16), queue_time bigint, exec_time bigint, query_priority character(20)",
            "SELECT xid, query, query, service_class, 1, starttime, 'Running', 0, elapsed, 'Normal' FROM pg_internal.running WHERE query IS NOT NULL",
            "dg/r_STV_WLM_QUERY_STATE"),
        derived("stv_wlm_query_task_state",
            "service_class integer, task integer, query integer, slot_count integer, start_time timestamp, exec_time bigint",
            "SELECT service_class, query, query, 1, starttime, elapsed FROM pg_internal.running WHERE query IS NOT NULL", "dg/r_STV_WLM_QUERY_TASK_STATE"),
        empty("stv_wlm_query_queue_state", "service_class integer, position integer, task integer, query integer, slot_count integer, start_time timestamp, queue_time bigint", "dg/r_STV_WLM_QUERY_QUEUE_STATE"),
        superuser_only(derived("stv_wlm_service_class_config",
            "service_class integer, queueing_strategy character(32), num_query_tasks integer, target_num_query_tasks integer, evictable character(8), eviction_threshold bigint, query_working_mem integer, "
            "target_query_working_mem integer, min_step_mem integer, name character(64), max_execution_time bigint, user_group_wild_card boolean, query_group_wild_card boolean, concurrency_scaling character(20), "
            "query_priority character(20), user_role_wild_card boolean",
            "SELECT service_class, 'FIFO Queue Policy', slots, slots, 'false', 0, 0, 0, 0, name, 0, false, false, 'off', 'Normal', false FROM pg_internal.service_class", "dg/r_STV_WLM_SERVICE_CLASS_CONFIG")),
        superuser_only(derived("stv_wlm_service_class_state",
            "service_class integer, num_queued_queries integer, num_executing_queries integer, num_serviced_queries integer, num_executed_queries integer, query_working_mem integer, num_query_tasks integer, "
            "target_num_query_tasks integer, num_concurrency_scaling_queries integer",
            "SELECT c.service_class, 0, (SELECT COUNT(*) FROM pg_internal.running r WHERE r.service_class = c.service_class AND r.query IS NOT NULL), "
            "(SELECT COUNT(*) FROM pg_internal.statement s WHERE s.service_class = c.service_class AND s.class = 'QUERY'), "
            "(SELECT COUNT(*) FROM pg_internal.statement s WHERE s.service_class = c.service_class AND s.class = 'QUERY'), 0, c.slots, c.slots, 0 FROM pg_internal.service_class c",
            "dg/r_STV_WLM_SERVICE_CLASS_STATE")),
        superuser_only(derived("stv_wlm_classification_config", "id integer, condition character(128), action_seq integer, action character(64), action_service_class integer",
            "SELECT service_class, condition, 0, 'assign', service_class FROM pg_internal.service_class", "dg/r_STV_WLM_CLASSIFICATION_CONFIG")),
        superuser_only(empty("stv_wlm_qmr_config", "service_class integer, rule_name character(256), action character(256), metric_name character(256), metric_operator character(256), metric_value character(256), action_value character(256)",
            "dg/r_STV_WLM_QMR_CONFIG")),
        empty("stl_wlm_error", "userid integer, recordtime timestamp, pid integer, error_string character(256)", "dg/r_STL_WLM_ERROR"),
        empty("stl_wlm_rule_action",
            "userid integer, query integer, service_class integer, rule character(256), action character(256), recordtime timestamp, action_value character(256), service_class_name character(64)",
            "dg/r_STL_WLM_RULE_ACTION"),
        superuser_only(derived("svl_query_queue_info",
            "database varchar(128), query integer, xid bigint, userid integer, querytxt text, queue_start_time timestamp, exec_start_time timestamp, service_class integer, slots integer, queue_elapsed bigint, "
            "exec_elapsed bigint, wlm_total_elapsed bigint, commit_queue_elapsed bigint, commit_exec_time bigint, service_class_name character(64)",
            "SELECT database, query, xid, userid, SUBSTRING(querytxt, 1, 100), starttime, starttime, service_class, 1, 0, DATEDIFF(second, starttime, endtime), DATEDIFF(second, starttime, endtime), 0, 0, "
            "CASE service_class WHEN 5 THEN 'Superuser' ELSE 'Default queue' END FROM pg_internal.statement WHERE class = 'QUERY'",
            "dg/r_SVL_QUERY_QUEUE_INFO")),
        empty("svcs_concurrency_scaling_usage", "start_time timestamp, end_time timestamp, queries bigint, usage_in_seconds numeric(27,0)", "dg/r_SVCS_CONCURRENCY_SCALING_USAGE"),
        superuser_only(empty("stl_usage_control", "eventtime timestamp, query integer, xid bigint, pid integer, usage_limit_id character(40), feature_type character(30)", "dg/r_STL_USAGE_CONTROL")),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
