"""redshift_connector in the versions of Redshift's protocol: types in text and binary, parameters, bulk inserts, NumPy."""

import datetime
import decimal

import numpy
import pandas
import pytest
import redshift_connector

UTC = datetime.timezone.utc


@pytest.fixture(params=[0, 1, 2], ids=lambda version: f"version{version}")
def connection(server, request):
    connection = redshift_connector.connect(
        host=server.host, port=server.port, user=server.user, password=server.password, database=server.database, ssl=False,
        client_protocol_version=request.param,
    )
    yield connection
    connection.close()


@pytest.fixture
def cursor(connection):
    with connection.cursor() as cursor:
        yield cursor


VALUES = {
    "1::INT2": 1,
    "-2147483647::INT4": -2147483647,
    "9223372036854775807::INT8": 9223372036854775807,
    "1.25::FLOAT4": 1.25,
    "-2.5::FLOAT8": -2.5,
    "TRUE": True,
    "12.340::DECIMAL(10,3)": decimal.Decimal("12.340"),
    "-0.01::DECIMAL(38,2)": decimal.Decimal("-0.01"),
    # No more digits: the driver scales binary numerics with Python's 28 digits.
    "9999999999999999999999999999::DECIMAL(38,0)": decimal.Decimal("9" * 28),
    "'text'::VARCHAR(10)": "text",
    "'ab'::CHAR(4)": "ab  ",
    "'2024-02-29'::DATE": datetime.date(2024, 2, 29),
    "'1900-01-01'::DATE": datetime.date(1900, 1, 1),
    "'23:59:59.5'::TIME": datetime.time(23, 59, 59, 500000),
    "'10:11:12+02'::TIMETZ": datetime.time(8, 11, 12, tzinfo=UTC),
    "'2024-02-29 12:30:00.25'::TIMESTAMP": datetime.datetime(2024, 2, 29, 12, 30, 0, 250000),
    "'2024-02-29 12:30:00+02'::TIMESTAMPTZ": datetime.datetime(2024, 2, 29, 10, 30, tzinfo=UTC),
    "JSON_PARSE('{\"a\":[1,2]}')": '{"a":[1,2]}',
    "NULL::INT": None,
}


@pytest.mark.parametrize("expression", VALUES)
def test_value(cursor, expression):
    cursor.execute(f"SELECT {expression}")
    got = cursor.fetchone()[0]
    wanted = VALUES[expression]
    if isinstance(wanted, datetime.time) and wanted.tzinfo is not None:
        # The driver keeps the zone that was sent; what counts is the moment.
        as_utc = datetime.datetime.combine(datetime.date(2024, 1, 1), got).astimezone(UTC)
        got = as_utc.timetz()
    assert got == wanted


def test_parameters(cursor):
    values = (41, 2**40, 1.5, True, "it's \\ %", decimal.Decimal("1.125"), datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 3, 4, 5), None)
    cursor.execute(
        "SELECT %s::INT, %s::BIGINT, %s::FLOAT8, %s::BOOLEAN, %s::VARCHAR(20), %s::DECIMAL(8,3), %s::DATE, %s::TIMESTAMP, %s::INT", values
    )
    assert tuple(cursor.fetchone()) == values


@pytest.mark.parametrize(
    ("style", "condition", "arguments"),
    [
        ("format", "n = %s", (2,)),
        ("qmark", "n = ?", (2,)),
        ("numeric", "n = :1", (2,)),
        ("named", "n = :wanted", {"wanted": 2}),
        ("pyformat", "n = %(wanted)s", {"wanted": 2}),
    ],
)
def test_paramstyles(cursor, style, condition, arguments):
    cursor.paramstyle = style
    cursor.execute(f"SELECT n FROM generate_series(1, 3) AS s(n) WHERE {condition}", arguments)
    assert cursor.fetchall() == ([2],)


def test_executemany_and_bulk(cursor):
    cursor.execute("CREATE TEMP TABLE rows_in (id INT, name VARCHAR(20), amount DECIMAL(8,2))")
    cursor.executemany("INSERT INTO rows_in VALUES (%s, %s, %s)", [(1, "one", decimal.Decimal("1.50")), (2, None, None)])
    frame = pandas.DataFrame({"id": [3, 4], "name": pandas.Series(["three", None], dtype=object), "amount": [3.25, 4.5]})
    cursor.write_dataframe(frame, "rows_in")
    cursor.execute("SELECT * FROM rows_in ORDER BY id")
    assert [tuple(row) for row in cursor.fetchall()] == [
        (1, "one", decimal.Decimal("1.50")), (2, None, None), (3, "three", decimal.Decimal("3.25")), (4, None, decimal.Decimal("4.50")),
    ]


def test_insert_data_bulk(cursor, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("id,name\n1,one\n2,two\n3,three\n")
    cursor.execute("CREATE TEMP TABLE bulk (id INT, name VARCHAR(20))")
    cursor.insert_data_bulk(str(file), "bulk", [0, 1], ["id", "name"], ",", batch_size=2)
    cursor.execute("SELECT COUNT(*), MAX(name) FROM bulk")
    assert cursor.fetchone() == [3, "two"]


def test_numpy_and_pandas(cursor):
    cursor.execute("SELECT n, n / 2.0::FLOAT8 AS half FROM generate_series(1, 3) AS s(n) ORDER BY n")
    assert numpy.array_equal(cursor.fetch_numpy_array(), numpy.array([[1, 0.5], [2, 1.0], [3, 1.5]], dtype=object))
    cursor.execute("SELECT 1 AS a, NULL::VARCHAR AS b")
    frame = cursor.fetch_dataframe()
    assert list(frame.columns) == ["a", "b"] and frame["a"].tolist() == [1]


def test_autocommit_and_transactions(connection, server):
    name = f"rc_visible_{connection._client_protocol_version}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} (n INT)")
        connection.rollback()
        connection.autocommit = True
        with pytest.raises(redshift_connector.ProgrammingError):
            cursor.execute(f"SELECT * FROM {name}")
        cursor.execute(f"CREATE TABLE {name} (n INT)")
        cursor.execute(f"INSERT INTO {name} VALUES (1)")
        assert cursor.rowcount == 1
        connection.autocommit = False
        cursor.execute(f"DELETE FROM {name}")
        connection.rollback()
        cursor.execute(f"SELECT COUNT(*) FROM {name}")
        assert cursor.fetchone() == [1]
        cursor.execute(f"DROP TABLE {name}")
        connection.commit()
