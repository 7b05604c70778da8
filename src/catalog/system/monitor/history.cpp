/// The logs that the server keeps, as relations of pg_internal; every STL, SVL and SYS relation is a query over them.
#include "catalog/system/history.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

/// To add a log: a row here in the order of HistoryTable, and a column at the end of a list for a new fact; files of older
/// versions get the column at the next start. A column `userid` decides whose rows they are.
// clang-format off
constexpr HistoryRow kRows[] = {
    {"statement", "starttime",
     "userid integer, query bigint, query_id bigint, xid bigint, pid integer, database varchar(128), label varchar(320), class varchar(8), type varchar(32), querytxt varchar(65535), "
     "starttime timestamp, endtime timestamp, status varchar(10), error_code varchar(5), error_message varchar(512), returned_rows bigint, returned_bytes bigint, affected_rows bigint, "
     "planning_time bigint, lock_wait_time bigint, service_class integer, tbl bigint, user_name varchar(128), caller bigint"},
    {"step", "starttime",
     "userid integer, query bigint, query_id bigint, stream integer, segment integer, step integer, name varchar(32), tbl bigint, table_name varchar(300), rows_in bigint, rows_out bigint, "
     "bytes bigint, starttime timestamp, endtime timestamp, detail varchar(400)"},
    {"plan_node", "starttime",
     "userid integer, query bigint, query_id bigint, nodeid integer, parentid integer, plannode varchar(400), info varchar(400), segment integer, step integer, rows bigint, startup_cost double precision, "
     "total_cost double precision, starttime timestamp"},
    {"alert", "event_time",
     "userid integer, query bigint, query_id bigint, segment integer, step integer, pid integer, xid bigint, event varchar(1024), solution varchar(1024), event_time timestamp"},
    {"connection_event", "recordtime",
     "userid integer, event varchar(50), recordtime timestamp, remotehost varchar(45), remoteport varchar(32), pid integer, dbname varchar(50), username varchar(50), authmethod varchar(32), "
     "duration bigint, sslversion varchar(50), sslcipher varchar(128), application_name varchar(250), os_version varchar(64), driver_version varchar(64), plugin_name varchar(32), protocol_version integer"},
    {"session", "starttime",
     "userid integer, starttime timestamp, endtime timestamp, process integer, user_name varchar(50), db_name varchar(50), timeout_sec integer, timed_out integer"},
    {"user_change", "recordtime",
     "userid integer, username varchar(50), oldusername varchar(50), action varchar(10), usecreatedb integer, usesuper integer, usecatupd integer, valuntil timestamp, pid integer, xid bigint, recordtime timestamp"},
    {"transaction", "starttime",
     "userid integer, xid bigint, pid integer, database varchar(128), isolation_level varchar(32), starttime timestamp, commitstart timestamp, endtime timestamp, status varchar(12), writes boolean"},
    {"conflict", "abort_time",
     "userid integer, xact_id bigint, process_id integer, xact_start_ts timestamp, abort_time timestamp, table_id bigint"},
    {"maintenance", "starttime",
     "userid integer, xid bigint, pid integer, query_id bigint, kind varchar(16), status varchar(30), table_id bigint, database varchar(128), schema_name varchar(128), table_name varchar(128), row_count bigint, "
     "starttime timestamp, endtime timestamp"},
    {"view_refresh", "starttime",
     "userid integer, db_name varchar(128), schema_name varchar(128), mv_name varchar(128), mv_id bigint, xid bigint, pid integer, query_id bigint, starttime timestamp, endtime timestamp, status varchar(300), "
     "refresh_type varchar(32)"},
};
// clang-format on

}  // namespace

const HistoryRow& history_row(HistoryTable table) {
    static_assert(std::size(kRows) == static_cast<std::size_t>(HistoryTable::count));
    return kRows[static_cast<std::size_t>(table)];
}

std::vector<SystemRelation> history_relations() {
    std::vector<SystemRelation> relations;
    for (const HistoryRow& row : kRows) {
        relations.push_back({.schema = "pg_internal", .name = row.name, .columns = columns(row.columns)});
    }
    return relations;
}

}  // namespace blueshift::catalog::system
