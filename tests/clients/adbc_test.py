"""ADBC's PostgreSQL driver: results as Arrow tables."""

import adbc_driver_manager
import adbc_driver_postgresql.dbapi
import pytest


@pytest.fixture
def cursor(server):
    address = f"postgresql://{server.user}:{server.password}@{server.host}:{server.port}/{server.database}"
    with adbc_driver_postgresql.dbapi.connect(address) as connection, connection.cursor() as cursor:
        yield cursor


def test_arrow_out(cursor):
    cursor.execute("SELECT n, n * 1.5::FLOAT8 AS half_more, 'v' || n AS label FROM generate_series(1, 3) AS s(n) ORDER BY n")
    assert cursor.fetch_arrow_table().to_pydict() == {"n": [1, 2, 3], "half_more": [1.5, 3.0, 4.5], "label": ["v1", "v2", "v3"]}


def test_parameters(cursor):
    cursor.execute("SELECT $1 + 1 AS n", (41,))
    assert cursor.fetchone() == (42,)


def test_error(cursor):
    with pytest.raises(adbc_driver_manager.ProgrammingError) as caught:
        cursor.execute("SELECT * FROM nosuch")
    assert caught.value.sqlstate == "42P01"
