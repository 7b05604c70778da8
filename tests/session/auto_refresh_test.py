"""Materialized views with AUTO REFRESH YES follow what they read, in the background."""

import time

FOLLOW_TIMEOUT_S = 20


def follows(connection, query, expected):
    """Whether `query` answers `expected` before long."""
    deadline = time.monotonic() + FOLLOW_TIMEOUT_S
    while time.monotonic() < deadline:
        if connection.execute(query).fetchall() == expected:
            return True
        time.sleep(0.1)
    return False


def test_a_view_follows_its_table(connection):
    connection.execute("CREATE TABLE readings (sensor INT, value INT)")
    connection.execute(
        "CREATE MATERIALIZED VIEW peaks AUTO REFRESH YES AS SELECT sensor, max(value) AS peak FROM readings GROUP BY sensor"
    )
    assert connection.execute("SELECT * FROM peaks").fetchall() == []
    connection.execute("INSERT INTO readings VALUES (1, 10), (1, 20)")
    assert follows(connection, "SELECT * FROM peaks", [(1, 20)])
    connection.execute("DELETE FROM readings WHERE value = 20")
    assert follows(connection, "SELECT * FROM peaks", [(1, 10)])


def test_a_view_stops_following_when_told_so(connection):
    connection.execute("CREATE TABLE items (n INT)")
    connection.execute("CREATE MATERIALIZED VIEW total AUTO REFRESH YES AS SELECT sum(n) AS n FROM items")
    connection.execute("ALTER MATERIALIZED VIEW total AUTO REFRESH NO")
    connection.execute("INSERT INTO items VALUES (1)")
    # Another view that does follow shows that the background has looked at both.
    connection.execute("CREATE MATERIALIZED VIEW following AUTO REFRESH YES AS SELECT count(*) AS n FROM items")
    connection.execute("INSERT INTO items VALUES (2)")
    assert follows(connection, "SELECT n FROM following", [(2,)])
    assert connection.execute("SELECT n FROM total").fetchall() == [(None,)]


def test_what_a_refresh_tells(connection):
    said = []
    connection.add_notice_handler(lambda diagnostic: said.append((diagnostic.severity, diagnostic.message_primary)))
    connection.execute("CREATE TABLE t (n INT)")
    connection.execute("CREATE MATERIALIZED VIEW mv AS SELECT n FROM t")
    connection.execute("REFRESH MATERIALIZED VIEW mv")
    connection.execute("INSERT INTO t VALUES (1)")
    connection.execute("REFRESH MATERIALIZED VIEW mv")
    assert said == [
        ("INFO", "Materialized view mv is already up to date."),
        ("INFO", "Materialized view mv was recomputed successfully."),
    ]
