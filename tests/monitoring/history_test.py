"""The history of statements: it survives restarts, its numbers go on, and it never holds secrets."""

import time

import psycopg


def connect(server, **options):
    return psycopg.connect(**{**server.address, **options}, autocommit=True)


def test_survives_a_restart(fresh_server):
    with connect(fresh_server) as connection:
        connection.execute("CREATE TABLE t (a INT)")
        connection.execute("INSERT INTO t VALUES (1), (2)")
        connection.execute("SELECT SUM(a) FROM t")
        query, xid = connection.execute(
            "SELECT query, xid FROM stl_query WHERE querytxt = 'SELECT SUM(a) FROM t'"
        ).fetchone()
    fresh_server.restart()
    with connect(fresh_server) as connection:
        assert connection.execute(
            "SELECT TRIM(querytxt), xid FROM stl_query WHERE query = %s", (query,)
        ).fetchone() == ("SELECT SUM(a) FROM t", xid)
        assert connection.execute("SELECT rows FROM stl_scan WHERE query = %s", (query,)).fetchone() == (2,)
        connection.execute("SELECT COUNT(*) FROM t")
        later, later_xid = connection.execute(
            "SELECT query, xid FROM stl_query WHERE querytxt = 'SELECT COUNT(*) FROM t'"
        ).fetchone()
        assert later > query and later_xid > xid


def test_survives_a_kill_but_for_the_last_moment(fresh_server):
    with connect(fresh_server) as connection:
        connection.execute("CREATE TABLE killed (a INT)")
        # Reading the history writes what waits.
        assert connection.execute("SELECT COUNT(*) FROM stl_ddltext WHERE text LIKE 'CREATE TABLE killed%'").fetchone() == (1,)
    fresh_server.kill()
    fresh_server.start()
    with connect(fresh_server) as connection:
        assert connection.execute("SELECT COUNT(*) FROM stl_ddltext WHERE text LIKE 'CREATE TABLE killed%'").fetchone() == (1,)


def test_no_secret_reaches_the_disk(fresh_server):
    secrets = ("Verys3cretOne", "Verys3cretTwo", "Verys3cretThree", "Verys3cretFour")
    with connect(fresh_server) as connection:
        connection.execute("CREATE TABLE t (a INT)")
        connection.execute(f"CREATE USER hidden PASSWORD '{secrets[0]}'")
        connection.execute(f"ALTER USER hidden PASSWORD '{secrets[1]}'")
        for broken in (
            f"COPY t FROM 's3://nowhere/x' CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key={secrets[2]}'",
            f"CREATE USRE hidden PASSWORD '{secrets[3]}'",
        ):
            try:
                connection.execute(broken)
            except psycopg.Error:
                pass
        connection.execute("DROP USER hidden")
        # Reading the history writes what waits.
        connection.execute("SELECT COUNT(*) FROM stl_ddltext")
    # A kill leaves the engine's write-ahead log, which is not compressed.
    fresh_server.kill()
    written = b"".join(path.read_bytes() for path in fresh_server.data.glob("history.duckdb*"))
    assert b"CREATE TABLE t" in written
    for secret in secrets:
        assert secret.encode() not in written
        assert secret not in fresh_server.log.read_text()


def test_a_running_statement_is_seen_by_others(server, connection):
    with connect(server) as other:
        pid = other.info.backend_pid
        other.execute("BEGIN")
        cursor = other.execute("SELECT COUNT(*) FROM stv_recents")
        cursor.fetchall()
        # Idle in its transaction: a transaction, and no statement.
        assert connection.execute("SELECT COUNT(*) FROM stv_inflight WHERE pid = %s", (pid,)).fetchone() == (0,)
        owner, kind = connection.execute(
            "SELECT txn_owner, lockable_object_type FROM svv_transactions WHERE pid = %s", (pid,)
        ).fetchone()
        assert (owner, kind) == (server.user, "transactionid")
        other.execute("ROLLBACK")


def test_a_prepared_statement_is_logged_with_its_text(connection):
    connection.execute("CREATE TABLE prepared_log (a INT)")
    connection.execute("SELECT a FROM prepared_log WHERE a = %s", (7,), prepare=True)
    assert connection.execute(
        "SELECT COUNT(*) FROM stl_query WHERE pid = pg_backend_pid() AND querytxt = 'SELECT a FROM prepared_log WHERE a = $1'"
    ).fetchone() == (1,)


def test_times_are_plausible(connection):
    before = time.time()
    connection.execute("CREATE TABLE timed (a INT)")
    connection.execute("SELECT COUNT(*) FROM timed")
    started, ended = connection.execute(
        "SELECT EXTRACT(epoch FROM starttime), EXTRACT(epoch FROM endtime) FROM stl_query WHERE query = pg_last_query_id()"
    ).fetchone()
    assert before - 2 <= started <= ended + 1 and ended <= time.time() + 2
