"""pg8000, the driver in pure Python: DB-API and native interfaces."""

import datetime
import decimal
import io

import pg8000.dbapi
import pg8000.native
import pytest


@pytest.fixture
def settings(server):
    return {"host": server.host, "port": server.port, "user": server.user, "password": server.password, "database": server.database}


@pytest.fixture
def cursor(settings):
    connection = pg8000.dbapi.connect(**settings)
    yield connection.cursor()
    connection.rollback()
    connection.close()


def test_types(cursor):
    cursor.execute(
        "SELECT 1::INT2, 3::INT8, 12.340::DECIMAL(10,3), 2.25::FLOAT8, TRUE, 'text'::VARCHAR(16), '2024-02-29'::DATE, "
        "'23:59:59.5'::TIME, '2024-02-29 12:30:00.25'::TIMESTAMP, '2024-02-29 12:30:00+02'::TIMESTAMPTZ, NULL::INT"
    )
    assert cursor.fetchone() == [
        1, 3, decimal.Decimal("12.340"), 2.25, True, "text", datetime.date(2024, 2, 29), datetime.time(23, 59, 59, 500000),
        datetime.datetime(2024, 2, 29, 12, 30, 0, 250000), datetime.datetime(2024, 2, 29, 10, 30, tzinfo=datetime.timezone.utc), None,
    ]


def test_executemany_and_copy(cursor):
    cursor.execute("CREATE TEMP TABLE pairs (a INT, b VARCHAR(20))")
    cursor.executemany("INSERT INTO pairs VALUES (%s, %s)", [(1, "one"), (2, "two")])
    cursor.execute("COPY pairs FROM STDIN WITH (FORMAT csv)", stream=io.BytesIO(b"3,three\n4,\n"))
    out = io.BytesIO()
    cursor.execute("COPY (SELECT * FROM pairs ORDER BY a) TO STDOUT WITH (FORMAT csv)", stream=out)
    assert out.getvalue() == b"1,one\n2,two\n3,three\n4,\n"


def test_error(cursor):
    with pytest.raises(pg8000.dbapi.DatabaseError) as caught:
        cursor.execute("SELECT * FROM nosuch")
    assert caught.value.args[0]["C"] == "42P01"


def test_native_prepared(settings):
    with pg8000.native.Connection(**settings) as connection:
        assert connection.run("SELECT :x::INT + 1", x=41) == [[42]]
        statement = connection.prepare("SELECT :v::VARCHAR(8) || '!'")
        assert [statement.run(v=word) for word in ("a", "b")] == [[["a!"]], [["b!"]]]
        statement.close()
