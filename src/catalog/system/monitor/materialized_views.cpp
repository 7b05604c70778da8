/// Materialized views and their refreshes.  Doc: dg/r_STV_MV_INFO, dg/r_SVL_MV_REFRESH_STATUS
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::vector<Row> views(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (relation->kind != RelationKind::materialized_view || !relation->materialized) continue;
        const Materialized& view = *relation->materialized;
        rows.push_back({context.catalog.database().name, schema_name(context, *relation), relation->name, relation->oid,
                        user_name(context, relation->owner), view.reason.empty() ? 1 : 0, view.auto_refresh ? "t" : "f",
                        context.is_fresh(relation->oid) ? "f" : "t", view.refreshed_micros});
    }
    return rows;
}

std::vector<Row> dependencies(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (relation->kind != RelationKind::materialized_view) continue;
        for (const Oid below : relation->depends_on) {
            const Relation* read = context.catalog.snapshot().relations.find(below);
            if (read == nullptr) continue;
            rows.push_back({context.catalog.database().name, schema_name(context, *relation), relation->name, relation->oid,
                            context.catalog.database_name(*read), schema_name(context, *read), read->name, read->oid});
        }
    }
    return rows;
}

}  // namespace

std::vector<SystemRelation> materialized_view_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "mv",
         .columns = columns("db_name varchar(128), schema_name varchar(128), name varchar(128), mv_id oid, owner_name varchar(128), state integer, autorefresh varchar(1), is_stale varchar(1), refreshed timestamp"), .producer = views},
        {.schema = "pg_internal", .name = "mv_dependency",
         .columns = columns("db_name varchar(128), schema_name varchar(128), name varchar(128), mv_id oid, ref_database varchar(128), ref_schema varchar(128), ref_name varchar(128), ref_id oid"),
         .producer = dependencies},
        derived("stv_mv_info",
            "db_name character(128), schema character(128), name character(128), updated_upto_xid bigint, is_stale character(1), owner_user_name character(128), state integer, autorewrite character(1), "
            "autorefresh character(1)",
            "SELECT v.db_name, v.schema_name, v.name, 0, v.is_stale, v.owner_name, v.state, 'f', v.autorefresh FROM pg_internal.mv v", "dg/r_STV_MV_INFO"),
        derived("svv_mv_info",
            "database_name character(128), schema_name character(128), user_name character(128), name character(128), is_stale character(1), state integer, autorewrite character(1), autorefresh character(1)",
            "SELECT v.db_name, v.schema_name, v.owner_name, v.name, v.is_stale, v.state, 'f', v.autorefresh FROM pg_internal.mv v", "dg/r_SVV_MV_INFO"),
        derived("stv_mv_deps",
            "db_name character(128), schema character(128), name character(128), ref_schema character(128), ref_name character(128), ref_database_name character(128)",
            "SELECT db_name, schema_name, name, ref_schema, ref_name, ref_database FROM pg_internal.mv_dependency", "dg/r_STV_MV_DEPS"),
        derived("svv_mv_dependency",
            "database_name character(128), schema_name character(128), name character(128), dependent_database_name character(128), dependent_schema_name character(128), dependent_name character(128)",
            "SELECT db_name, schema_name, name, ref_database, ref_schema, ref_name FROM pg_internal.mv_dependency", "dg/r_SVV_MV_DEPENDENCY"),
        derived("svl_mv_refresh_status",
            "db_name character(128), userid bigint, schema_name character(128), mv_name character(128), xid bigint, starttime timestamp, endtime timestamp, status text, refresh_type character(32)",
            "SELECT db_name, userid, schema_name, mv_name, xid, starttime, endtime, status, refresh_type FROM pg_internal.view_refresh", "dg/r_SVL_MV_REFRESH_STATUS"),
        derived("sys_mv_refresh_history",
            "user_id integer, session_user_id integer, transaction_id bigint, database_name character(128), schema_name character(128), mv_id bigint, mv_name character(128), refresh_type character(32), status text, "
            "start_time timestamp, end_time timestamp, duration bigint, consumer_account character(16), consumer_region character(25), consumer_namespace character(64), query_id bigint",
            "SELECT userid, userid, xid, db_name, schema_name, mv_id, mv_name, refresh_type, status, starttime, endtime, DATEDIFF(microsecond, starttime, endtime), NULL, NULL, NULL, query_id "
            "FROM pg_internal.view_refresh",
            "dg/SYS_MV_REFRESH_HISTORY"),
        empty("stl_mv_state",
            "userid bigint, starttime timestamp, xid bigint, event_desc character(500), db_name character(128), base_table_schema character(128), base_table_name character(128), mv_schema character(128), "
            "mv_name character(128), state character(32)",
            "dg/r_STL_MV_STATE"),
        empty("sys_mv_state",
            "user_id bigint, start_time timestamp, transaction_id bigint, event_desc character(500), database_name character(128), base_table_database_name character(128), base_table_schema character(128), "
            "base_table_name character(128), mv_schema character(128), mv_name character(128), state character(32)",
            "dg/SYS_MV_STATE"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
