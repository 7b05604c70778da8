"""What is too large is refused with Redshift's errors, and the session goes on."""

import psycopg
import pytest


def refused(connection: psycopg.Connection, statement: str) -> str:
    with pytest.raises(psycopg.Error) as error:
        connection.execute(statement)
    return error.value.sqlstate


def test_statement_of_16_megabytes(connection):
    text = "x" * (16 * 1024 * 1024 - 20)
    assert connection.execute(f"SELECT LEN('{text[:60000]}')").fetchone() == (60000,)
    assert refused(connection, f"SELECT '{text}xxxxxxxxxxxxxx'") == "54000"
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_names_are_cut_to_127_bytes(connection):
    connection.execute(f"CREATE TABLE {'t' * 130} ({'c' * 130} INT)")
    assert connection.execute(f"SELECT * FROM {'t' * 127}").description[0].name == "c" * 127
    # Never inside a character.
    assert connection.execute(f"SELECT 1 AS {'é' * 70}").description[0].name == "é" * 63


def test_1600_columns(connection):
    def columns(count: int) -> str:
        return ", ".join(f"c{number} INT" for number in range(count))

    connection.execute(f"CREATE TABLE wide ({columns(1600)})")
    assert refused(connection, f"CREATE TABLE wider ({columns(1601)})") == "54011"
    assert refused(connection, "ALTER TABLE wide ADD COLUMN one_more INT") == "54011"


@pytest.mark.parametrize(
    "statement",
    ["SELECT " + "(" * 5000 + "1" + ")" * 5000, "SELECT " + "1 + " * 50_000 + "1", "SELECT " + "-" * 1 + "(- " * 5000 + "1" + ")" * 5000],
    ids=["parentheses", "operators", "signs"],
)
def test_nesting(connection, statement):
    assert refused(connection, statement) == "54001"
    assert connection.execute("SELECT 1").fetchone() == (1,)
