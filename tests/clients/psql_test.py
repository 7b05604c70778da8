"""psql as people use it."""

import subprocess

import pytest


@pytest.fixture
def psql(server):
    def run(*statements, **options):
        command = ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
        for statement in statements:
            command += ["--command", statement]
        return subprocess.run(command, env=server.environment, capture_output=True, text=True, **options)

    return run


def test_query(psql):
    result = psql("SELECT 1, 'two', NULL, TRUE")
    assert result.stdout == "1|two||t\n", result.stderr


def test_several_statements_are_one_transaction(psql):
    result = psql("CREATE TABLE psql_lost (n INT); INSERT INTO psql_lost VALUES (1); SELECT 1 / 0")
    assert "division by zero" in result.stderr
    assert "does not exist" in psql("SELECT * FROM psql_lost").stderr


def test_error_shows_the_place(psql):
    result = psql("SELECT 1 FROM nosuch")
    assert result.returncode == 1
    assert 'ERROR:  relation "nosuch" does not exist\nLINE 1: SELECT 1 FROM nosuch\n                      ^' in result.stderr


def test_copy_command(psql, server, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("1,one\n2,\"two, too\"\n")
    assert psql("CREATE TABLE psql_copy (id INT, name VARCHAR(16))").returncode == 0
    result = psql(f"\\copy psql_copy FROM '{file}' WITH (FORMAT csv)", "SELECT name FROM psql_copy ORDER BY id", "DROP TABLE psql_copy")
    assert result.stdout == "COPY 2\none\ntwo, too\nDROP TABLE\n", result.stderr


@pytest.mark.parametrize("command", ["\\dt", "\\dn", "\\l", "\\du", "\\dv", "\\d pg_class", "\\conninfo", "\\encoding"])
def test_backslash_commands_work(psql, command):
    result = psql(command)
    assert result.returncode == 0 and "ERROR" not in result.stderr, result.stderr


def test_notices_and_tags(psql):
    result = psql("DROP TABLE IF EXISTS never_was")
    assert 'table "never_was" does not exist, skipping' in result.stderr
    assert result.stdout == "DROP TABLE\n"
