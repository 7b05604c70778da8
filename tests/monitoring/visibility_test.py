"""Ordinary users see their own rows, SYSLOG ACCESS UNRESTRICTED shows all, and some relations are for superusers alone."""

import psycopg
import pytest

PASSWORD = "Visib1lity"
SUPERUSER_ONLY = (
    "stl_analyze",
    "stl_commit_stats",
    "stl_connection_log",
    "stl_userlog",
    "stl_vacuum",
    "stv_blocklist",
    "stv_locks",
    "stv_partitions",
    "stv_tbl_perm",
    "stv_wlm_service_class_config",
    "svv_diskusage",
    "svv_table_info",
    "sys_connection_log",
    "sys_userlog",
)


@pytest.fixture
def ordinary(server, connection):
    connection.execute(f"CREATE USER watcher PASSWORD '{PASSWORD}'")
    address = {**server.address, "user": "watcher", "password": PASSWORD}
    with psycopg.connect(**address, autocommit=True) as opened:
        yield opened
    connection.execute("DROP USER watcher")


def test_own_rows_only(connection, ordinary):
    connection.execute("SELECT 'of the administrator'")
    ordinary.execute("SELECT 'of the watcher'")
    for relation, column in (
        ("stl_query", "userid"),
        ("svl_qlog", "userid"),
        ("sys_query_history", "user_id"),
        ("stl_wlm_query", "userid"),
        ("svl_statementtext", "userid"),
    ):
        seen = ordinary.execute(f"SELECT DISTINCT {column} FROM {relation}").fetchall()
        assert seen == ordinary.execute("SELECT usesysid FROM pg_user WHERE usename = 'watcher'").fetchall(), relation
    assert ordinary.execute("SELECT COUNT(*) FROM stv_sessions WHERE user_name <> 'watcher'").fetchone() == (0,)


def test_syslog_access_shows_all(connection, ordinary):
    connection.execute("ALTER USER watcher SYSLOG ACCESS UNRESTRICTED")
    connection.execute("SELECT 'of the administrator'")
    assert ordinary.execute("SELECT COUNT(DISTINCT userid) > 1 FROM stl_query").fetchone() == (True,)
    connection.execute("ALTER USER watcher SYSLOG ACCESS RESTRICTED")
    assert ordinary.execute("SELECT COUNT(DISTINCT userid) FROM stl_query").fetchone() == (1,)


@pytest.mark.parametrize("relation", SUPERUSER_ONLY)
def test_superusers_only(connection, ordinary, relation):
    connection.execute(f"SELECT * FROM {relation}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=f"permission denied for relation {relation}"):
        ordinary.execute(f"SELECT * FROM {relation}")


def test_what_the_views_are_made_of_is_out_of_reach(ordinary):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ordinary.execute("SELECT * FROM pg_internal.connection_event")
