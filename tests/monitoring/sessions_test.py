"""Sessions, connections, changes of users, transactions and locks."""

import threading

import psycopg
import pytest

PASSWORD = "Sess1onTest"


def connect(server, **options):
    return psycopg.connect(**{**server.address, **options}, autocommit=True)


def test_connection_log(server, connection):
    with connect(server, application_name="connection log test") as other:
        pid = other.info.backend_pid
    events = connection.execute(
        "SELECT TRIM(event), TRIM(username), TRIM(dbname), TRIM(authmethod), TRIM(application_name) "
        "FROM stl_connection_log WHERE pid = %s ORDER BY recordtime",
        (pid,),
    ).fetchall()
    assert [event[0] for event in events[:2]] == ["initiating session", "authenticated"]
    assert set(event[1:3] for event in events) == {(server.user, server.database)}
    assert events[0][4] == "connection log test"
    # The server notices the end of a connection in its own time; the pid is free for nobody else until then.
    for _ in range(100):
        row = connection.execute(
            "SELECT duration > 0 FROM sys_connection_log WHERE session_id = %s AND event = 'disconnecting session'", (pid,)
        ).fetchone()
        if row:
            break
    assert row == (True,)
    assert connection.execute(
        "SELECT TRIM(user_name), endtime >= starttime FROM stl_sessions WHERE process = %s ORDER BY endtime DESC LIMIT 1", (pid,)
    ).fetchone() == (server.user, True)


def test_refused_log_in(server, connection):
    with pytest.raises(psycopg.OperationalError):
        connect(server, user="nobody_at_all", password="wrong")
    # Clients try again without TLS.
    assert connection.execute(
        "SELECT COUNT(*) > 0 FROM stl_connection_log WHERE TRIM(username) = 'nobody_at_all' AND event = 'authentication failure'"
    ).fetchone() == (True,)


def test_stv_sessions(server, connection):
    assert connection.execute(
        "SELECT TRIM(user_name), TRIM(db_name) FROM stv_sessions WHERE process = pg_backend_pid()"
    ).fetchone() == (server.user, server.database)
    assert connection.execute(
        "SELECT TRIM(status), end_time FROM sys_session_history WHERE session_id = pg_backend_pid() AND end_time IS NULL"
    ).fetchone() == ("active", None)


def test_user_log(connection):
    connection.execute(f"CREATE USER logged_user PASSWORD '{PASSWORD}' CREATEDB")
    connection.execute("ALTER USER logged_user NOCREATEDB")
    connection.execute("ALTER USER logged_user RENAME TO renamed_user")
    connection.execute("DROP USER renamed_user")
    assert connection.execute(
        "SELECT TRIM(action), TRIM(username), TRIM(oldusername), usecreatedb FROM stl_userlog "
        "WHERE pid = pg_backend_pid() AND username IN ('logged_user', 'renamed_user') ORDER BY recordtime"
    ).fetchall() == [
        ("Create", "logged_user", None, 1),
        ("Alter", "logged_user", None, 0),
        ("Rename", "renamed_user", "logged_user", 0),
        ("Drop", "renamed_user", None, 0),
    ]


def test_rolled_back_changes_of_users_are_not_logged(connection):
    connection.execute("BEGIN")
    connection.execute(f"CREATE USER never_made PASSWORD '{PASSWORD}'")
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT COUNT(*) FROM sys_userlog WHERE user_name = 'never_made'").fetchone() == (0,)


def test_transactions(connection):
    connection.execute("CREATE TABLE t (a INT)")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO t VALUES (1)")
    (xid,) = connection.execute("SELECT xid FROM svv_transactions WHERE pid = pg_backend_pid() LIMIT 1").fetchone()
    connection.execute("COMMIT")
    assert connection.execute(
        "SELECT status, commit_end_time >= transaction_start_time FROM sys_transaction_history WHERE transaction_id = %s", (xid,)
    ).fetchone() == ("committed", True)
    assert connection.execute("SELECT COUNT(*) FROM stl_commit_stats WHERE xid = %s AND node = -1", (xid,)).fetchone() == (1,)
    connection.execute("BEGIN")
    connection.execute("INSERT INTO t VALUES (2)")
    (xid,) = connection.execute("SELECT xid FROM svv_transactions WHERE pid = pg_backend_pid() LIMIT 1").fetchone()
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT status FROM sys_transaction_history WHERE transaction_id = %s", (xid,)).fetchone() == (
        "rolledback",
    )
    assert connection.execute("SELECT COUNT(*) FROM stl_undone WHERE xact_id_undone = %s", (xid,)).fetchone() == (1,)


def test_locks_and_who_waits_for_them(server, connection):
    connection.execute("CREATE TABLE locked (a INT)")
    (schema,) = connection.execute("SELECT current_schema()").fetchone()
    connection.execute("BEGIN")
    connection.execute("INSERT INTO locked VALUES (1)")
    with connect(server) as waiter, connect(server) as watcher:
        thread = threading.Thread(target=waiter.execute, args=(f"INSERT INTO {schema}.locked VALUES (2)",))
        thread.start()
        waiting = f"""
            SELECT pid FROM svv_transactions
            WHERE relation = '{schema}.locked'::regclass::oid AND NOT granted AND lockable_object_type = 'relation'"""
        found = None
        while found is None and thread.is_alive():
            found = watcher.execute(waiting).fetchone()
        assert found == (waiter.info.backend_pid,)
        assert watcher.execute(
            f"SELECT pid, granted FROM pg_locks WHERE relation = '{schema}.locked'::regclass::oid ORDER BY granted DESC"
        ).fetchall() == [(connection.info.backend_pid, True), (waiter.info.backend_pid, False)]
        assert watcher.execute(
            f"SELECT TRIM(lock_status) FROM stv_locks WHERE table_id = '{schema}.locked'::regclass::oid AND lock_owner_pid = %s",
            (connection.info.backend_pid,),
        ).fetchone() == ("Holding write lock",)
        connection.execute("COMMIT")
        thread.join()
        assert watcher.execute(
            "SELECT lock_wait_time > 0 FROM sys_query_history WHERE session_id = %s AND query_type = 'INSERT'",
            (waiter.info.backend_pid,),
        ).fetchone() == (True,)


def test_a_deadlock_is_a_conflict(server, connection):
    connection.execute("CREATE TABLE first (a INT)")
    connection.execute("CREATE TABLE second (a INT)")
    (schema,) = connection.execute("SELECT current_schema()").fetchone()
    with connect(server) as other:
        connection.execute("BEGIN")
        other.execute("BEGIN")
        connection.execute("INSERT INTO first VALUES (1)")
        other.execute(f"INSERT INTO {schema}.second VALUES (1)")
        failures = []

        def write(who, table):
            try:
                who.execute(f"INSERT INTO {schema}.{table} VALUES (2)")
            except psycopg.errors.DeadlockDetected:
                failures.append(who.info.backend_pid)
                who.execute("ROLLBACK")

        thread = threading.Thread(target=write, args=(other, "first"))
        thread.start()
        write(connection, "second")
        thread.join()
        assert len(failures) == 1
        connection.execute("ROLLBACK")
        other.execute("ROLLBACK")
        assert connection.execute("SELECT COUNT(*) FROM stl_tr_conflict WHERE process_id = %s", failures).fetchone() == (1,)
