/// Statements that run at this moment.  Doc: dg/c_STV_tables
#include <chrono>

#include "catalog/system/families.h"
#include "catalog/system/rows.h"
#include "catalog/system/service_class.h"

namespace blueshift::catalog::system {

namespace {

std::int64_t now_micros() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

/// 0 to as many pieces as the longest text can have.
std::vector<Row> number(const SystemContext&) {
    constexpr std::int64_t kPieceCountMax = 65'536 / 50;
    std::vector<Row> rows;
    for (std::int64_t n = 0; n <= kPieceCountMax; ++n) rows.push_back({n});
    return rows;
}

std::vector<Row> running(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        if (session.current_query.empty() || !may_see(context, session.user)) continue;
        const User* user = context.catalog.snapshot().users.find(session.user);
        rows.push_back({session.user, session.user_name, session.query < 0 ? Value() : Value(session.query),
                        session.query_id, session.transaction_id, session.process_id, session.database, session.label,
                        session.query_type, session.current_query, session.query_started_micros,
                        now_micros() - session.query_started_micros, session.waiting,
                        service_class_of(user != nullptr && user->superuser, session.label)});
    }
    return rows;
}

}  // namespace

std::vector<SystemRelation> running_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "number", .columns = columns("n integer"), .producer = number},
        {.schema = "pg_internal", .name = "running",
         .columns = columns("userid integer, user_name varchar(128), query bigint, query_id bigint, xid bigint, pid integer, database varchar(128), label varchar(320), type varchar(32), "
                            "querytxt varchar(65535), starttime timestamp, elapsed bigint, waiting boolean, service_class integer"),
         .producer = running},
        derived("stv_inflight",
            "userid integer, slice integer, query integer, label character(320), xid bigint, pid integer, starttime timestamp, text character(100), suspended integer, insert_pristine integer, "
            "concurrency_scaling_status integer",
            "SELECT userid, 0, query, label, xid, pid, starttime, SUBSTRING(querytxt, 1, 100), 0, 0, 0 FROM pg_internal.running WHERE query IS NOT NULL", "dg/r_STV_INFLIGHT"),
        derived("svv_query_inflight",
            "userid integer, slice integer, query integer, pid integer, starttime timestamp, suspended integer, text character(200), sequence integer",
            "SELECT r.userid, 0, r.query, r.pid, r.starttime, 0, SUBSTRING(r.querytxt, n.n * 50 + 1, 50), n.n FROM pg_internal.running r JOIN pg_internal.number n ON n.n < (GREATEST(LEN(r.querytxt), 1) + 49) / 50 "
            "WHERE r.query IS NOT NULL",
            "dg/r_SVV_QUERY_INFLIGHT"),
        derived("stv_recents",
            "userid integer, status character(20), starttime timestamp, duration integer, user_name character(50), db_name character(50), query character(600), pid integer",
            "SELECT userid, 'Running', starttime, elapsed, user_name, database, SUBSTRING(querytxt, 1, 600), pid FROM pg_internal.running "
            "UNION ALL SELECT * FROM (SELECT userid, 'Done', starttime, DATEDIFF(microsecond, starttime, endtime), pg_catalog.pg_get_userbyid(userid), database, SUBSTRING(querytxt, 1, 600), -1 "
            "FROM pg_internal.statement ORDER BY starttime DESC LIMIT 100) done",
            "dg/r_STV_RECENTS"),
        empty("svv_query_state",
            "userid integer, query integer, seg integer, step integer, maxtime timestamp, avgtime timestamp, rows bigint, bytes bigint, cpu bigint, memory bigint, rate_row double precision, "
            "rate_byte double precision, label character(25), is_diskbased character(1), workmem bigint, num_parts integer, is_rrscan character(1), is_delayed_scan character(1)",
            "dg/r_SVV_QUERY_STATE"),
        empty("stv_exec_state",
            "userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, currenttime timestamp, tasknum integer, rows bigint, bytes bigint, label character(256), "
            "is_diskbased character(1), workmem bigint, num_parts integer, is_rrscan character(1), is_delayed_scan character(1)",
            "dg/r_STV_EXEC_STATE"),
        empty("stv_query_metrics",
            "userid integer, service_class integer, query integer, segment integer, step_type integer, starttime timestamp, slices integer, max_rows bigint, rows bigint, max_cpu_time bigint, cpu_time bigint, "
            "max_blocks_read bigint, blocks_read bigint, max_run_time bigint, run_time bigint, max_blocks_to_disk bigint, blocks_to_disk bigint, step integer, max_query_scan_size bigint, query_scan_size bigint, "
            "query_priority bigint, query_queue_time bigint, service_class_name character(64)",
            "dg/r_STV_QUERY_METRICS"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
