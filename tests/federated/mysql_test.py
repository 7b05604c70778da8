"""External schemas FROM MYSQL.  Doc: dg/federated-overview"""

import datetime
import decimal
import json

import psycopg
import pytest

from tests.support.mariadb import MariaDB
from tests.support.server import Server

SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mysql"


@pytest.fixture(scope="module")
def fed(tmp_path_factory, s3):
    """A connection to a server with an external schema of a MariaDB server."""
    folder = tmp_path_factory.mktemp("federated")
    secrets = folder / "secrets.json"
    secrets.write_text(json.dumps({SECRET: {"username": "reader", "password": "Remote-1234"}}))
    with MariaDB() as remote:
        remote.execute(
            "CREATE DATABASE shop; USE shop;"
            "CREATE TABLE orders (id int PRIMARY KEY, customer varchar(20), amount decimal(10,2), day date, at datetime,"
            " flag tinyint(1), big bigint unsigned, ratio double, note text);"
            "INSERT INTO orders VALUES (1, 'a', 1.50, '2024-01-02', '2024-01-02 03:04:05', 1, 5, 0.5, 'x'),"
            " (2, 'b', 2.50, NULL, NULL, 0, NULL, NULL, NULL);"
            "CREATE USER reader@'%' IDENTIFIED BY 'Remote-1234'; GRANT SELECT ON shop.* TO reader@'%';"
        )
        with Server(folder / "server", options=("--secrets-file", str(secrets))) as server:
            with psycopg.connect(**server.address, autocommit=True) as connection:
                connection.execute(
                    f"CREATE EXTERNAL SCHEMA my FROM MYSQL DATABASE 'shop' URI '127.0.0.1' PORT {remote.port}"
                    f" IAM_ROLE 'arn:aws:iam::1:role/r' SECRET_ARN '{SECRET}'"
                )
                yield connection


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def test_types(fed):
    assert rows(fed, "SELECT * FROM my.orders WHERE id = 1") == [
        (1, "a", decimal.Decimal("1.50"), datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 3, 4, 5), 1, 5, 0.5, "x")
    ]


def test_aggregates_and_joins(fed):
    fed.execute("CREATE TEMP TABLE names (customer varchar(20), name varchar(20))")
    fed.execute("INSERT INTO names VALUES ('a', 'Ann'), ('b', 'Bob')")
    assert rows(fed, "SELECT name, sum(amount) FROM my.orders JOIN names USING (customer) GROUP BY 1 ORDER BY 1") == [
        ("Ann", decimal.Decimal("1.50")), ("Bob", decimal.Decimal("2.50"))
    ]


def test_missing_table(fed):
    with pytest.raises(psycopg.Error, match='relation "my.missing" does not exist'):
        fed.execute("SELECT * FROM my.missing")
