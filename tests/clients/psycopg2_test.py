"""psycopg2: what most Python tools use. Simple query protocol, values put into the text by the client."""

import datetime
import decimal

import psycopg2
import psycopg2.extras
import pytest


@pytest.fixture
def cursor(server):
    connection = psycopg2.connect(**server.address)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE sales (id INT, region VARCHAR(8), amount DECIMAL(8,2), sold DATE)")
        yield cursor
    connection.close()


def test_types_arrive_as_python_values(cursor):
    cursor.execute(
        "SELECT 1::SMALLINT, 2, 3::BIGINT, 1.50::DECIMAL(5,2), 2.5::FLOAT8, TRUE, 'x'::VARCHAR, 'ab'::CHAR(4), "
        "'2024-02-29'::DATE, '2024-02-29 12:30:00'::TIMESTAMP, NULL::INT"
    )
    assert cursor.fetchone() == (
        1, 2, 3, decimal.Decimal("1.50"), 2.5, True, "x", "ab  ", datetime.date(2024, 2, 29),
        datetime.datetime(2024, 2, 29, 12, 30), None,
    )


def test_parameters_and_backslashes(cursor):
    text = "it's a \\ and a \n and ünïcode"
    cursor.execute("SELECT %s::VARCHAR(64), %s, %s", (text, 42, None))
    assert cursor.fetchone() == (text, 42, None)


def test_execute_values_and_rowcount(cursor):
    rows = [(n, "north" if n % 2 else "south", decimal.Decimal(n) / 4, datetime.date(2024, 1, n)) for n in range(1, 31)]
    psycopg2.extras.execute_values(cursor, "INSERT INTO sales VALUES %s", rows)
    cursor.execute("UPDATE sales SET amount = amount + 1 WHERE region = %s", ("north",))
    assert cursor.rowcount == 15
    cursor.execute("SELECT COUNT(*), SUM(amount) FROM sales")
    assert cursor.fetchone() == (30, decimal.Decimal("131.25"))


def test_rollback_undoes_data_and_ddl(server):
    with psycopg2.connect(**server.address) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE psycopg2_rollback (id INT)")
        cursor.execute("INSERT INTO psycopg2_rollback VALUES (1)")
        connection.rollback()
        with pytest.raises(psycopg2.errors.UndefinedTable):
            cursor.execute("SELECT * FROM psycopg2_rollback")
        connection.rollback()
    connection.close()


def test_failed_transaction_refuses_until_rollback(cursor):
    with pytest.raises(psycopg2.errors.DivisionByZero):
        cursor.execute("SELECT 1 / 0")
    with pytest.raises(psycopg2.errors.InFailedSqlTransaction):
        cursor.execute("SELECT 1")
    cursor.connection.rollback()
    cursor.execute("SELECT 1")
    assert cursor.fetchone() == (1,)


def test_error_carries_sqlstate_and_position(cursor):
    with pytest.raises(psycopg2.errors.UndefinedColumn) as caught:
        cursor.execute("SELECT nosuch FROM sales")
    assert caught.value.pgcode == "42703"
    assert caught.value.diag.statement_position == "8"


def test_named_cursor_reads_in_pieces(cursor):
    psycopg2.extras.execute_values(cursor, "INSERT INTO sales (id) VALUES %s", [(n,) for n in range(5000)])
    with cursor.connection.cursor("pieces") as named:
        named.itersize = 700
        named.execute("SELECT id FROM sales ORDER BY id")
        assert [row[0] for row in named] == list(range(5000))


def test_wrong_password_and_unknown_database(server):
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed for user"):
        psycopg2.connect(**{**server.address, "password": "Wrong1234"})
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed for user"):
        psycopg2.connect(**{**server.address, "user": "nobody"})
    with pytest.raises(psycopg2.OperationalError, match='database "nosuch" does not exist'):
        psycopg2.connect(**{**server.address, "dbname": "nosuch"})
