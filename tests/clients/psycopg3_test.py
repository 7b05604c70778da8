"""psycopg 3: extended protocol, text and binary, server-side cursors, pipelines, COPY."""

import datetime
import decimal
import threading
import time

import psycopg
import pytest

VALUES = (
    "SELECT 1::INT2, 2::INT4, 3::INT8, 12345.678::DECIMAL(10,3), 1.5::FLOAT4, 2.25::FLOAT8, TRUE, 'text'::VARCHAR(16), "
    "'2024-02-29'::DATE, '23:59:59.5'::TIME, '2024-02-29 12:30:00.25'::TIMESTAMP, "
    "'2024-02-29 12:30:00+02'::TIMESTAMPTZ, NULL::INT"
)
EXPECTED = (
    1, 2, 3, decimal.Decimal("12345.678"), 1.5, 2.25, True, "text", datetime.date(2024, 2, 29),
    datetime.time(23, 59, 59, 500000), datetime.datetime(2024, 2, 29, 12, 30, 0, 250000),
    datetime.datetime(2024, 2, 29, 10, 30, tzinfo=datetime.timezone.utc), None,
)


@pytest.mark.parametrize("binary", [False, True])
def test_types_in_both_formats(connection, binary):
    assert connection.cursor(binary=binary).execute(VALUES).fetchone() == EXPECTED


@pytest.mark.parametrize("binary", [False, True])
def test_negative_and_extreme_numbers(connection, binary):
    values = ["0", "-0.001", "12345678901234567890.123456", "-99999999999999999999999999999999999999", "0.5"]
    for value in values:
        scale = len(value.split(".")[1]) if "." in value else 0
        row = connection.cursor(binary=binary).execute(f"SELECT {value}::DECIMAL(38,{scale})").fetchone()
        assert row == (decimal.Decimal(value),)


def test_parameters_of_python_types(connection):
    row = connection.execute(
        "SELECT %s::INT + 1, %s::VARCHAR(20), %s::DATE, %s::DECIMAL(8,3), %s::BOOLEAN",
        (41, "a'b\\c", datetime.date(2024, 1, 2), decimal.Decimal("1.125"), True),
    ).fetchone()
    assert row == (42, "a'b\\c", datetime.date(2024, 1, 2), decimal.Decimal("1.125"), True)


def test_prepared_statements_are_reused_and_survive_ddl(connection):
    connection.execute("CREATE TABLE numbers (n INT)")
    connection.execute("INSERT INTO numbers VALUES (1), (2), (3)")
    for _ in range(3):
        rows = connection.execute("SELECT n FROM numbers WHERE n >= %s ORDER BY n", (2,), prepare=True).fetchall()
        assert rows == [(2,), (3,)]
    connection.execute("ALTER TABLE numbers ADD COLUMN label VARCHAR(4)")
    assert connection.execute("SELECT n FROM numbers WHERE n >= %s ORDER BY n", (3,), prepare=True).fetchall() == [(3,)]


def test_executemany(connection):
    connection.execute("CREATE TABLE pairs (a INT, b VARCHAR(8))")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO pairs VALUES (%s, %s)", [(n, f"v{n}") for n in range(20)])
        assert cursor.rowcount == 20
    assert connection.execute("SELECT COUNT(*), MAX(b) FROM pairs").fetchone() == (20, "v9")


def test_server_side_cursor(connection):
    with connection.transaction(), connection.cursor(name="portal") as cursor:
        cursor.execute("SELECT n FROM generate_series(1, 10000) AS s(n)")
        assert cursor.fetchmany(3) == [(1,), (2,), (3,)]
        assert len(cursor.fetchall()) == 9997


def test_pipeline(connection):
    connection.execute("CREATE TABLE piped (n INT)")
    with connection.pipeline():
        for n in range(10):
            connection.execute("INSERT INTO piped VALUES (%s)", (n,))
        total = connection.execute("SELECT SUM(n) FROM piped")
    assert total.fetchone() == (45,)


def test_copy_in_and_out(connection):
    connection.execute("CREATE TABLE copied (id INT, name VARCHAR(16), amount DECIMAL(6,2))")
    rows = [(1, "one", decimal.Decimal("1.50")), (2, "tab\there", None), (3, None, decimal.Decimal("-3.25"))]
    with connection.cursor() as cursor:
        with cursor.copy("COPY copied FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        assert cursor.execute("SELECT * FROM copied ORDER BY id").fetchall() == rows
        with cursor.copy("COPY (SELECT id, name FROM copied ORDER BY id) TO STDOUT") as copy:
            assert b"".join(copy) == b"1\tone\n2\ttab\\there\n3\t\\N\n"


def test_bad_copy_loads_nothing(connection):
    connection.execute("CREATE TABLE strict (n INT)")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        with connection.cursor().copy("COPY strict FROM STDIN") as copy:
            copy.write("1\n2\nthree\n")
    assert connection.execute("SELECT COUNT(*) FROM strict").fetchone() == (0,)


def test_cancel_stops_a_running_statement(connection):
    stop = threading.Timer(0.5, connection.cancel)
    stop.start()
    began = time.monotonic()
    with pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute(
            "SELECT COUNT(*) FROM generate_series(1, 200000) AS a(x), generate_series(1, 200000) AS b(y) WHERE x::BIGINT * y % 7 = 1"
        )
    assert time.monotonic() - began < 20
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_statement_timeout(connection):
    connection.execute("SET statement_timeout TO 300")
    with pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute(
            "SELECT COUNT(*) FROM generate_series(1, 200000) AS a(x), generate_series(1, 200000) AS b(y) WHERE x::BIGINT * y % 7 = 1"
        )
    connection.execute("SET statement_timeout TO 0")
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_tls(server):
    with psycopg.connect(**server.address, sslmode="require") as connection:
        assert connection.execute("SELECT 'over TLS'").fetchone() == ("over TLS",)
