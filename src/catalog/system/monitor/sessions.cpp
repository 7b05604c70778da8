/// Sessions, connections and changes of users.  Doc: dg/r_STV_SESSIONS, dg/r_STL_CONNECTION_LOG, dg/r_STL_USERLOG
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::vector<Row> live_sessions(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        if (!may_see(context, session.user)) continue;
        rows.push_back({session.user, session.started_micros, session.process_id, session.user_name, session.database,
                        session.timeout_seconds});
    }
    return rows;
}

std::vector<Row> active_cursors(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SessionInfo& session : context.sessions()) {
        if (!may_see(context, session.user)) continue;
        for (const CursorState& cursor : session.cursors) {
            rows.push_back({session.user, cursor.name, session.transaction_id, session.process_id, cursor.started_micros, Value(),
                            Value(), cursor.fetched_rows});
        }
    }
    return rows;
}

std::vector<Row> user_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) {
        rows.push_back({user->name, id, user->createdb, user->superuser, false,
                        user->connection_limit < 0 ? "UNLIMITED" : std::to_string(user->connection_limit),
                        user->superuser || user->syslog_unrestricted ? "UNRESTRICTED" : "RESTRICTED", Value(),
                        user->session_timeout_seconds, text_or_null(user->external_id)});
    }
    return rows;
}

}  // namespace

std::vector<SystemRelation> session_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "live_session",
         .columns = columns("userid integer, starttime timestamp, process integer, user_name varchar(128), db_name varchar(128), timeout_sec integer"), .producer = live_sessions},
        derived("stv_sessions", "starttime timestamp, process integer, user_name character(50), db_name character(50), timeout_sec integer",
            "SELECT starttime, process, user_name, db_name, timeout_sec FROM pg_internal.live_session", "dg/r_STV_SESSIONS"),
        derived("stl_sessions",
            "userid integer, starttime timestamp, endtime timestamp, process integer, user_name character(50), db_name character(50), timeout_sec integer, timed_out integer",
            "SELECT userid, starttime, endtime, process, user_name, db_name, timeout_sec, timed_out FROM pg_internal.session", "dg/r_STL_SESSIONS"),
        derived("sys_session_history",
            "user_id character(50), session_id integer, database_name character(50), status character(10), session_timeout integer, start_time timestamp, end_time timestamp",
            "SELECT userid::varchar, process, db_name, CASE timed_out WHEN 1 THEN 'timed out' ELSE 'closed' END, timeout_sec, starttime, endtime FROM pg_internal.session "
            "UNION ALL SELECT userid::varchar, process, db_name, 'active', timeout_sec, starttime, NULL FROM pg_internal.live_session",
            "dg/SYS_SESSION_HISTORY"),
        superuser_only(derived("stl_connection_log",
            "event character(50), recordtime timestamp, remotehost character(45), remoteport character(32), pid integer, dbname character(50), username character(50), authmethod character(32), duration integer, "
            "sslversion character(50), sslcipher character(128), mtu integer, sslcompression character(64), sslexpansion character(64), iamauthguid character(36), application_name character(250), "
            "os_version character(64), driver_version character(64), plugin_name character(32), protocol_version integer, sessionid character(36), compression character(64)",
            "SELECT event, recordtime, remotehost, remoteport, pid, dbname, username, authmethod, LEAST(duration, 2147483647), sslversion, sslcipher, 0, NULL, NULL, NULL, application_name, os_version, driver_version, plugin_name, "
            // The same for all events of a connection.
            "protocol_version, SUBSTRING(id, 1, 8) || '-' || SUBSTRING(id, 9, 4) || '-' || SUBSTRING(id, 13, 4) || '-' || SUBSTRING(id, 17, 4) || '-' || SUBSTRING(id, 21, 12), NULL "
            "FROM (SELECT *, MD5(pid || ' ' || remotehost || ' ' || remoteport) AS id FROM pg_internal.connection_event) e",
            "dg/r_STL_CONNECTION_LOG")),
        superuser_only(derived("sys_connection_log",
            "event character(50), record_time timestamp, remote_host character(45), remote_port character(32), session_id integer, database_name character(50), user_name character(50), "
            "auth_method character(32), duration integer, ssl_version character(50), ssl_cipher character(128), mtu integer, ssl_compression character(64), ssl_expansion character(64), "
            "iam_auth_guid character(36), application_name character(250), driver_version character(64), os_version character(64), plugin_name character(32), protocol_version integer",
            "SELECT event, recordtime, remotehost, remoteport, pid, dbname, username, authmethod, LEAST(duration, 2147483647), sslversion, sslcipher, 0, NULL, NULL, NULL, application_name, driver_version, os_version, plugin_name, "
            "protocol_version FROM pg_internal.connection_event",
            "dg/SYS_CONNECTION_LOG")),
        superuser_only(derived("stl_userlog",
            "userid integer, username character(50), oldusername character(50), action character(10), usecreatedb integer, usesuper integer, usecatupd integer, valuntil timestamp, pid integer, xid bigint, "
            "recordtime timestamp",
            "SELECT userid, username, oldusername, action, usecreatedb, usesuper, usecatupd, valuntil, pid, xid, recordtime FROM pg_internal.user_change", "dg/r_STL_USERLOG")),
        superuser_only(derived("sys_userlog",
            "user_id integer, user_name character(50), original_user_name character(50), action character(10), has_create_db_privs integer, is_superuser integer, has_update_catalog_privs integer, "
            "password_expiration timestamp, session_id integer, transaction_id bigint, record_time timestamp",
            "SELECT userid, username, oldusername, action, usecreatedb, usesuper, usecatupd, valuntil, pid, xid, recordtime FROM pg_internal.user_change", "dg/SYS_USERLOG")),
        produced("stv_active_cursors",
            "userid integer, name character(256), xid bigint, pid integer, starttime timestamp, row_count bigint, byte_count bigint, fetched_rows bigint", active_cursors, "dg/r_STV_ACTIVE_CURSORS"),
        empty("stl_restarted_sessions",
            "currenttime timestamp, dbname character(50), newpid integer, oldpid integer, username character(50), remotehost character(45), remoteport character(32), parkedtime timestamp, "
            "session_vars character(2000)",
            "dg/r_STL_RESTARTED_SESSIONS"),
        superuser_only(produced("svl_user_info",
            "usename name, usesysid integer, usecreatedb boolean, usesuper boolean, usecatupd boolean, useconnlimit text, syslogaccess text, last_ddl_ts timestamp, sessiontimeout integer, external_id text",
            user_info, "dg/r_SVL_USER_INFO")),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
