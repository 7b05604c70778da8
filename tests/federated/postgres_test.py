"""External schemas FROM POSTGRES.  Doc: dg/federated-overview"""

import datetime
import decimal
import json

import psycopg
import pytest

from tests.support.postgres import Postgres
from tests.support.server import Server

SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:pg"
SCHEMA = "CREATE EXTERNAL SCHEMA pg FROM POSTGRES DATABASE 'postgres' SCHEMA '{}' URI '127.0.0.1' PORT {} IAM_ROLE 'arn:aws:iam::1:role/r' SECRET_ARN '{}'"


@pytest.fixture(scope="module")
def postgres():
    with Postgres({"log_statement": "all"}) as running:
        with psycopg.connect(host=running.host, port=running.port, user=running.user, autocommit=True) as remote:
            remote.execute("CREATE ROLE reader LOGIN SUPERUSER PASSWORD 'Remote''s-1234'")
            remote.execute("CREATE TABLE orders (id int PRIMARY KEY, customer varchar(20), amount numeric(10,2), day date,"
                           " at timestamp, flag boolean, note text)")
            remote.execute("INSERT INTO orders SELECT i, 'c' || i % 3, i * 1.5, date '2024-01-01' + i, '2024-01-01 10:00:00', i % 2 = 0, null"
                           " FROM generate_series(1, 100) i")
            running.remote = remote
            yield running


@pytest.fixture(scope="module")
def fed(tmp_path_factory, s3, postgres):
    """A connection to a server that knows the secret."""
    folder = tmp_path_factory.mktemp("federated")
    secrets = folder / "secrets.json"
    secrets.write_text(json.dumps({SECRET: {"username": "reader", "password": "Remote's-1234"}}))
    with Server(folder / "server", options=("--secrets-file", str(secrets))) as server:
        with psycopg.connect(**server.address, autocommit=True) as connection:
            connection.execute(SCHEMA.format("public", postgres.port, SECRET))
            yield connection


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def test_types(fed):
    assert rows(fed, "SELECT * FROM pg.orders WHERE id = 2") == [
        (2, "c2", decimal.Decimal("3.00"), datetime.date(2024, 1, 3), datetime.datetime(2024, 1, 1, 10), True, None)
    ]


def test_join_with_a_local_table(fed):
    fed.execute("CREATE TEMP TABLE customers (name varchar(20), city varchar(20))")
    fed.execute("INSERT INTO customers VALUES ('c0', 'Rome'), ('c1', 'Oslo')")
    assert rows(fed, "SELECT city, count(*), sum(amount) FROM pg.orders JOIN customers ON customer = name GROUP BY 1 ORDER BY 1") == [
        ("Oslo", 34, decimal.Decimal("2575.50")), ("Rome", 33, decimal.Decimal("2524.50"))
    ]


def test_filters_and_columns_go_to_the_server(fed, postgres):
    plan = "\n".join(row[0] for row in rows(fed, "EXPLAIN SELECT amount FROM pg.orders WHERE id > 95"))
    assert plan
    assert rows(fed, "SELECT count(*) FROM pg.orders WHERE id > 95 AND customer = 'c1'") == [(2,)]


def test_changes_are_seen(fed, postgres):
    postgres.remote.execute("CREATE TABLE late (i int)")
    assert rows(fed, "SELECT count(*) FROM pg.late") == [(0,)]
    postgres.remote.execute("INSERT INTO late VALUES (1)")
    assert rows(fed, "SELECT count(*) FROM pg.late") == [(1,)]


def test_missing_table(fed):
    with pytest.raises(psycopg.Error, match='relation "pg.missing" does not exist'):
        fed.execute("SELECT * FROM pg.missing")


def test_not_written(fed):
    with pytest.raises(psycopg.Error):
        fed.execute("INSERT INTO pg.orders (id) VALUES (1000)")
    with pytest.raises(psycopg.Error, match="cannot be written"):
        fed.execute("INSERT INTO pg.late SELECT 1")


def test_unknown_secret(fed, postgres):
    fed.execute(SCHEMA.replace(" pg ", " nosecret ").format("public", postgres.port, "arn:none"))
    with pytest.raises(psycopg.Error, match='secret "arn:none" does not exist'):
        fed.execute("SELECT * FROM nosecret.orders")


def test_unreachable_server(fed):
    fed.execute(SCHEMA.replace(" pg ", " gone ").format("public", 1, SECRET))
    with pytest.raises(psycopg.Error, match="could not read from the server of external schema") as failure:
        fed.execute("SELECT * FROM gone.orders")
    assert failure.value.sqlstate == "58030"
    assert "1234" not in str(failure.value) + str(failure.value.diag.message_detail)
