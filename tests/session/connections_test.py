"""Sessions beside each other: many at once, canceled and ended from others, idle too long."""

import contextlib
import threading
import time

import psycopg
import psycopg.errors
import pytest

LONG_QUERY = (
    "SELECT COUNT(*) FROM generate_series(1, 200000) AS a(x), generate_series(1, 200000) AS b(y) WHERE x::BIGINT * y % 7 = 1"
)
WAIT_S = 30


def wait_until(condition):
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


def test_five_hundred_connections(fresh_server):
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(psycopg.connect(**fresh_server.address, sslmode="disable")) for _ in range(500)]
        assert sum(connection.execute("SELECT 1").fetchone()[0] for connection in connections) == 500
        # All of them in a transaction of their own. Doc: mgmt/amazon-redshift-limits
        with pytest.raises(psycopg.OperationalError, match='connection limit "500" exceeded'):
            psycopg.connect(**fresh_server.address)
        connections.pop().close()
        wait_until(lambda: can_connect(fresh_server))


def can_connect(server):
    try:
        psycopg.connect(**server.address).close()
    except psycopg.OperationalError:
        return False
    return True


def start_long_query(connection):
    """Runs the long query in a thread; what it raises is put into the list."""
    raised = []

    def work():
        try:
            connection.execute(LONG_QUERY)
        except psycopg.Error as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, raised


def is_running(connection, pid):
    return connection.execute("SELECT COUNT(*) FROM stv_recents WHERE pid = %s AND status = 'Running'", (pid,)).fetchone() == (1,)


@pytest.mark.parametrize("command", ["SELECT pg_cancel_backend(%s)", "CANCEL %s"])
def test_cancel_from_another_session(server, connection, command):
    with psycopg.connect(**server.address, autocommit=True) as victim:
        pid = victim.info.backend_pid
        thread, raised = start_long_query(victim)
        wait_until(lambda: is_running(connection, pid))
        connection.execute(command % pid)
        thread.join(WAIT_S)
        assert [type(error) for error in raised] == [psycopg.errors.QueryCanceled]
        assert victim.execute("SELECT 1").fetchone() == (1,)


def test_terminate_another_session(server, connection):
    with psycopg.connect(**server.address, autocommit=True) as victim:
        pid = victim.info.backend_pid
        assert connection.execute("SELECT pg_terminate_backend(%s)", (pid,)).fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError):
            wait_until(lambda: victim.execute("SELECT 1") is None)
    wait_until(lambda: connection.execute("SELECT COUNT(*) FROM stv_sessions WHERE process = %s", (pid,)).fetchone() == (0,))


def test_another_users_session_is_out_of_reach(server, connection):
    connection.execute("CREATE USER session_guest PASSWORD 'Guest1234'")
    try:
        with psycopg.connect(**{**server.address, "user": "session_guest", "password": "Guest1234"}, autocommit=True) as guest:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                guest.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
        assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        connection.execute("DROP USER session_guest")


def test_settings_are_the_sessions_own(server, connection):
    connection.execute("SET query_group TO 'mine'")
    connection.execute("SET statement_timeout TO 60000")
    with psycopg.connect(**server.address, autocommit=True) as other:
        assert other.execute("SHOW query_group").fetchone() == ("default",)
        assert other.execute("SHOW statement_timeout").fetchone() == ("0",)
    assert connection.execute("SHOW query_group").fetchone() == ("mine",)


def test_prepared_statement_follows_ddl_or_says_why_not(connection):
    connection.execute("CREATE TABLE numbers (n INT)")
    connection.execute("INSERT INTO numbers VALUES (1)")
    connection.execute("PREPARE all_numbers AS SELECT * FROM numbers")
    assert connection.execute("EXECUTE all_numbers").fetchall() == [(1,)]
    connection.execute("ALTER TABLE numbers ADD COLUMN label VARCHAR(4) DEFAULT 'x'")
    assert connection.execute("SELECT n, label FROM numbers").fetchall() == [(1, "x")]
    connection.execute("DROP TABLE numbers")
    with pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("EXECUTE all_numbers")
