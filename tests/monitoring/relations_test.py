"""Every documented monitoring relation exists and can be read as a whole."""

import pathlib

import pytest

NAMES = pathlib.Path(__file__).with_name("relations.txt").read_text().split()


@pytest.mark.parametrize("name", NAMES)
def test_relation(connection, name):
    cursor = connection.execute(f"SELECT * FROM {name}")
    described = connection.execute(
        "SELECT column_name FROM svv_columns WHERE table_schema = 'pg_catalog' AND table_name = %s ORDER BY ordinal_position", (name,)
    ).fetchall()
    assert [column.name for column in cursor.description] == [row[0] for row in described] != []
