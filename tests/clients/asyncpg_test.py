"""asyncpg: binary formats throughout, cursors, COPY in text and binary."""

import asyncio
import datetime
import decimal
import io

import asyncpg
import pytest

UTC = datetime.timezone.utc


@pytest.fixture
def ask(server):
    """Runs a coroutine function with a connection and returns what it returns."""

    def run(work):
        async def connected():
            connection = await asyncpg.connect(
                host=server.host, port=server.port, user=server.user, password=server.password, database=server.database
            )
            try:
                return await work(connection)
            finally:
                await connection.close()

        return asyncio.run(connected())

    return run


def test_types(ask):
    sql = (
        "SELECT 1::INT2, 2::INT4, 3::INT8, 12345.678::DECIMAL(10,3), 1.5::FLOAT4, 2.25::FLOAT8, TRUE, 'text'::VARCHAR(16), "
        "'2024-02-29'::DATE, '23:59:59.5'::TIME, '2024-02-29 12:30:00.25'::TIMESTAMP, "
        "'2024-02-29 12:30:00+02'::TIMESTAMPTZ, NULL::INT"
    )
    assert tuple(ask(lambda connection: connection.fetchrow(sql))) == (
        1, 2, 3, decimal.Decimal("12345.678"), 1.5, 2.25, True, "text", datetime.date(2024, 2, 29),
        datetime.time(23, 59, 59, 500000), datetime.datetime(2024, 2, 29, 12, 30, 0, 250000),
        datetime.datetime(2024, 2, 29, 10, 30, tzinfo=UTC), None,
    )


def test_parameters_and_executemany(ask):
    async def work(connection):
        await connection.execute("CREATE TEMP TABLE pairs (a INT, b VARCHAR(20), c DECIMAL(8,2), d DATE)")
        rows = [(1, "one", decimal.Decimal("1.50"), datetime.date(2024, 1, 1)), (2, "two", None, None)]
        await connection.executemany("INSERT INTO pairs VALUES ($1, $2, $3, $4)", rows)
        return rows, [tuple(row) for row in await connection.fetch("SELECT * FROM pairs WHERE a < $1 ORDER BY a", 5)]

    wanted, got = ask(work)
    assert got == wanted


def test_cursor_in_a_transaction(ask):
    async def work(connection):
        async with connection.transaction():
            cursor = await connection.cursor("SELECT n FROM generate_series(1, 1000) AS s(n) ORDER BY n")
            first = await cursor.fetch(10)
            return [row["n"] for row in first], [row["n"] for row in await cursor.fetch(2000)]

    first, rest = ask(work)
    assert first == list(range(1, 11)) and rest == list(range(11, 1001))


def test_binary_copy(ask):
    rows = [
        (1, "one", 1.5, datetime.datetime(2024, 2, 29, 12, 30, 0, 250000), True),
        (2, None, None, None, False),
        (3, "trailing  ", -2.25, datetime.datetime(1999, 12, 31), None),
    ]

    async def work(connection):
        await connection.execute("CREATE TEMP TABLE loaded (id INT, name VARCHAR(20), score FLOAT8, seen TIMESTAMP, ok BOOLEAN)")
        tag = await connection.copy_records_to_table("loaded", records=rows)
        return tag, [tuple(row) for row in await connection.fetch("SELECT * FROM loaded ORDER BY id")]

    assert ask(work) == ("COPY 3", rows)


def test_binary_copy_of_many_rows_and_of_bad_ones(ask):
    async def work(connection):
        await connection.execute("CREATE TEMP TABLE many (id BIGINT NOT NULL, twice BIGINT)")
        await connection.copy_records_to_table("many", records=((n, 2 * n) for n in range(100_000)), columns=["id", "twice"])
        with pytest.raises(asyncpg.NotNullViolationError):
            await connection.copy_records_to_table("many", records=[(None, 1)])
        return tuple(await connection.fetchrow("SELECT COUNT(*), SUM(twice) FROM many"))

    assert ask(work) == (100_000, 2 * sum(range(100_000)))


def test_copy_out(ask):
    async def work(connection):
        output = io.BytesIO()
        await connection.copy_from_query("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y' ORDER BY 1", output=output, format="csv", header=True)
        return output.getvalue()

    assert ask(work) == b"a,b\n1,x\n2,y\n"


def test_savepoints_are_refused_in_redshifts_words(ask):
    async def work(connection):
        async with connection.transaction():
            async with connection.transaction():
                pass

    with pytest.raises(asyncpg.FeatureNotSupportedError, match='SQL command "SAVEPOINT .*" not supported'):
        ask(work)


def test_wrong_password(server):
    async def connect():
        await asyncpg.connect(host=server.host, port=server.port, user=server.user, password="Wrong1234", database=server.database)

    with pytest.raises(asyncpg.InvalidPasswordError):
        asyncio.run(connect())
