"""Statements that are stopped because they take too long."""

import psycopg
import psycopg.errors
import pytest


def test_statement_timeout_of_a_user(server, connection):
    connection.execute("CREATE USER hasty PASSWORD 'Hasty1234'")
    connection.execute("ALTER USER hasty SET statement_timeout TO 200")
    try:
        with psycopg.connect(**{**server.address, "user": "hasty", "password": "Hasty1234"}, autocommit=True) as hasty:
            with pytest.raises(psycopg.errors.QueryCanceled):
                hasty.execute("SELECT COUNT(*) FROM generate_series(1, 200000) a, generate_series(1, 200000) b WHERE a * b % 7 = 1")
            assert hasty.execute("SELECT 1").fetchone() == (1,)
    finally:
        connection.execute("DROP USER hasty")
