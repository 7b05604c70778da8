"""redshift_connector, Redshift's own Python driver: digest authentication, extended protocol, Redshift's binary formats."""

import datetime
import decimal

import pandas
import pytest
import redshift_connector


@pytest.fixture
def cursor(server):
    connection = redshift_connector.connect(
        host=server.host, port=server.port, user=server.user, password=server.password, database=server.database, ssl=False
    )
    with connection.cursor() as cursor:
        yield cursor
    connection.close()


def test_types(cursor):
    cursor.execute(
        "SELECT 1::INT2, 2::INT4, 3::INT8, 12.345::DECIMAL(10,3), 1.25::FLOAT4, 2.5::FLOAT8, TRUE, 'x'::VARCHAR, "
        "'ab'::CHAR(4), '2024-01-31'::DATE, '10:11:12'::TIME, '2024-01-31 10:11:12'::TIMESTAMP, "
        "'2024-01-31 10:11:12'::TIMESTAMPTZ, NULL::INT"
    )
    assert cursor.fetchone() == [
        1, 2, 3, decimal.Decimal("12.345"), 1.25, 2.5, True, "x", "ab  ", datetime.date(2024, 1, 31),
        datetime.time(10, 11, 12), datetime.datetime(2024, 1, 31, 10, 11, 12),
        datetime.datetime(2024, 1, 31, 10, 11, 12, tzinfo=datetime.timezone.utc), None,
    ]


def test_large_decimals(cursor):
    cursor.execute("SELECT 12345678901234567890.12::DECIMAL(38,2), -0.01::DECIMAL(18,2)")
    assert cursor.fetchone() == [decimal.Decimal("12345678901234567890.12"), decimal.Decimal("-0.01")]


def test_insert_select_and_transaction(cursor):
    cursor.execute("CREATE TEMP TABLE books (id INT, title VARCHAR(40))")
    cursor.executemany("INSERT INTO books VALUES (%s, %s)", [(1, "One"), (2, "Two"), (3, "Three")])
    cursor.execute("SELECT title FROM books WHERE id > %s ORDER BY id", (1,))
    assert cursor.fetchall() == (["Two"], ["Three"])
    assert [column[0] for column in cursor.description] == ["title"]


def test_data_frame(cursor):
    cursor.execute("SELECT n AS id, n * 2 AS twice FROM generate_series(1, 3) AS s(n) ORDER BY 1")
    frame = cursor.fetch_dataframe()
    pandas.testing.assert_frame_equal(frame, pandas.DataFrame({"id": [1, 2, 3], "twice": [2, 4, 6]}), check_dtype=False)


def test_errors(cursor):
    with pytest.raises(redshift_connector.error.ProgrammingError) as caught:
        cursor.execute("SELECT * FROM nosuch")
    assert caught.value.args[0]["C"] == "42P01"


def test_wrong_password(server):
    with pytest.raises(redshift_connector.error.Error, match="password authentication failed"):
        redshift_connector.connect(
            host=server.host, port=server.port, user=server.user, password="Wrong1234", database=server.database, ssl=False
        )
