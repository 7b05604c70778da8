/// Transactions, their locks and conflicts.  Doc: dg/r_SVV_TRANSACTIONS, dg/r_STV_LOCKS, dg/SYS_TRANSACTION_HISTORY
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// One row for each open transaction, with relation NULL, and one for each table lock.
std::vector<Row> locks(const SystemContext& context) {
    std::vector<Row> rows;
    std::map<std::int32_t, SessionInfo> sessions;
    for (SessionInfo& session : context.sessions()) {
        if (session.transaction_id == 0 || !may_see(context, session.user)) continue;
        rows.push_back({session.user, session.user_name, session.database, session.transaction_id, session.process_id,
                        session.transaction_started_micros, "ExclusiveLock", "transactionid", Value(), true, Value()});
        sessions.emplace(session.process_id, std::move(session));
    }
    for (const LockState& lock : context.locks()) {
        const auto found = sessions.find(lock.process_id);
        if (found == sessions.end()) continue;
        const SessionInfo& session = found->second;
        rows.push_back({session.user, session.user_name, session.database, session.transaction_id, session.process_id,
                        session.transaction_started_micros, "ShareRowExclusiveLock", "relation", lock.relation, lock.granted,
                        lock.since_micros});
    }
    return rows;
}

std::vector<Row> isolation_levels(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        rows.push_back({database->name, database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return rows;
}

}  // namespace

std::vector<SystemRelation> transaction_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "lock",
         .columns = columns("userid integer, txn_owner varchar(128), txn_db varchar(128), xid bigint, pid integer, txn_start timestamp, lock_mode varchar(32), lockable_object_type varchar(32), relation oid, "
                            "granted boolean, since timestamp"),
         .producer = locks},
        derived("svv_transactions",
            "txn_owner text, txn_db text, xid bigint, pid integer, txn_start timestamp, lock_mode text, lockable_object_type text, relation integer, granted boolean",
            "SELECT txn_owner, txn_db, xid, pid, txn_start, lock_mode, lockable_object_type, relation, granted FROM pg_internal.lock", "dg/r_SVV_TRANSACTIONS"),
        derived("pg_locks", "relation oid, database oid, transaction xid, pid integer, mode text, granted boolean",
            "SELECT l.relation, d.oid, CASE WHEN l.relation IS NULL THEN l.xid::integer END, l.pid, l.lock_mode, l.granted FROM pg_internal.lock l LEFT JOIN pg_catalog.pg_database d ON d.datname = l.txn_db", ""),
        superuser_only(derived("stv_locks",
            "table_id bigint, last_commit timestamp, last_update timestamp, lock_owner bigint, lock_owner_pid bigint, lock_owner_start_ts timestamp, lock_owner_end_ts timestamp, lock_status character(22)",
            "SELECT relation, since, since, xid, pid, since, NULL, CASE WHEN granted THEN 'Holding write lock' ELSE 'Waiting for write lock' END FROM pg_internal.lock WHERE relation IS NOT NULL",
            "dg/r_STV_LOCKS")),
        superuser_only(derived("stl_tr_conflict", "xact_id bigint, process_id bigint, xact_start_ts timestamp, abort_time timestamp, table_id bigint",
            "SELECT xact_id, process_id, xact_start_ts, abort_time, table_id FROM pg_internal.conflict", "dg/r_STL_TR_CONFLICT")),
        derived("stl_undone", "xact_id bigint, xact_id_undone bigint, undo_start_ts timestamp, undo_end_ts timestamp, table_id bigint",
            "SELECT xid, xid, commitstart, endtime, NULL FROM pg_internal.transaction WHERE status = 'rolledback' AND writes", "dg/r_STL_UNDONE"),
        superuser_only(derived("stl_commit_stats",
            "xid bigint, node integer, startqueue timestamp, startwork timestamp, endflush timestamp, endstage timestamp, endlocal timestamp, startglobal timestamp, endtime timestamp, queuelen bigint, "
            "permblocks bigint, newblocks bigint, dirtyblocks bigint, headers bigint, numxids integer, oldestxid bigint, extwritelatency bigint, metadatawritten integer, tombstonedblocks bigint, "
            "tossedblocks bigint, batched_by bigint",
            "SELECT t.xid, n.node, t.commitstart, t.commitstart, t.endtime, t.endtime, t.endtime, t.endtime, t.endtime, 0, NULL, NULL, NULL, NULL, 1, t.xid, NULL, NULL, NULL, NULL, NULL "
            "FROM pg_internal.transaction t CROSS JOIN (SELECT -1 AS node UNION ALL SELECT 0) n WHERE t.status = 'committed' AND t.writes",
            "dg/r_STL_COMMIT_STATS")),
        derived("sys_transaction_history",
            "user_id integer, transaction_id bigint, isolation_level text, status text, transaction_start_time timestamp, commit_start_time timestamp, commit_end_time timestamp, blocks_committed bigint, "
            "undo_transaction_id bigint",
            "SELECT userid, xid, isolation_level, status, starttime, commitstart, endtime, NULL, -1 FROM pg_internal.transaction", "dg/SYS_TRANSACTION_HISTORY"),
        superuser_only(produced("stv_db_isolation_level", "db_name character(128), isolation_level character(20)", isolation_levels, "dg/r_STV_DB_ISOLATION_LEVEL")),
        superuser_only(empty("stv_startup_recovery_state", "db_id integer, table_id integer, table_name character(137)", "dg/r_STV_STARTUP_RECOVERY_STATE")),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
