"""Proves the slt runner against PostgreSQL: what it must pass, and what it must catch."""

import pathlib
import subprocess

import pytest

from tests.support import postgres

ROOT = pathlib.Path(__file__).parents[2]
RUNNER = ROOT / "build/release/slt"

GOOD = """\
statement ok
CREATE TABLE sales (id INT, region VARCHAR(8), amount DECIMAL(8,2))

statement ok INSERT 0 3
INSERT INTO sales VALUES (1, 'north', 10.50), (2, 'south', 4.25), (3, NULL, 7.00)

query TR rowsort names
SELECT region, SUM(amount) AS total FROM sales GROUP BY 1
----
region total
NULL 7.00
north 10.50
south 4.25

statement error (42P07) relation "sales" already
CREATE TABLE sales (id INT)

query error (22012)
SELECT 1/0

query TT
SELECT 'two words', ''
----
two words\t(empty)

query T
SELECT current_schema()
----
${schema}

query T
SELECT '${word}'
----
fox

statement ok
BEGIN

statement ok
DELETE FROM sales

connection other
query I
SELECT COUNT(*) FROM sales
----
3

connection main
statement ok
ROLLBACK

onlyif simple  # several statements in one message
query I
SELECT 1; SELECT 2
----
2

skipif simple  # the extended protocol takes one statement only
statement error (42601) cannot insert multiple commands
SELECT 1; SELECT 2
"""

# Each of these must be reported as failed, with these words.
BAD = {
    "statement ok\nSELECT nothing\n": "error (42703)",
    "statement ok SELECT 2\nSELECT 1\n": 'expected the command tag "SELECT 2", got "SELECT 1"',
    "statement error (22012)\nSELECT 1\n": "expected error (22012) , but it succeeded",
    "statement error (22003)\nSELECT 1/0\n": "actual   error (22012) division by zero",
    "statement error (22012) out of range\nSELECT 1/0\n": "expected error (22012) out of range",
    "query I\nSELECT 1\n----\n2\n": "  expected:\n    2\n  actual:\n    1\n",
    "query I\nSELECT 1\n----\n1\n1\n": "the rows differ",
    "query I\nSELECT 'a'\n----\na\n": "is not an integer",
    "statement ok\nCOPY (SELECT 1) TO STDOUT\n": "the statement wants to copy through the connection",
    "query T\nSELECT pg_sleep(30)\n----\n(empty)\n": "no answer within 2 s",
    "statement ok\nSELECT pg_terminate_backend(pg_backend_pid())\n": "terminating connection",
    "connection\n": "connection needs a name",
}


@pytest.fixture(scope="module")
def server():
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL server is installed to prove the runner against")
    with postgres.Postgres() as running:
        yield running


def run_slt(server, *arguments, protocol="simple"):
    command = [RUNNER, "--port", str(server.port), "--user", server.user, "--database", server.database]
    return subprocess.run([*command, "--protocol", protocol, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("protocol", ["simple", "extended"])
def test_passes_a_correct_file(server, tmp_path, protocol):
    (tmp_path / "good.slt").write_text(GOOD)
    result = run_slt(server, tmp_path / "good.slt", "--set", "word=fox", protocol=protocol)
    assert result.stdout == "13 passed, 0 failed, 1 skipped\n"
    assert result.returncode == 0


@pytest.mark.parametrize("protocol", ["simple", "extended"])
@pytest.mark.parametrize("text", BAD)
def test_reports_what_is_wrong(server, tmp_path, text, protocol):
    file = tmp_path / "bad.slt"
    file.write_text(text)
    result = run_slt(server, file, "--timeout", 2, protocol=protocol)
    assert BAD[text] in result.stdout
    assert f"{file}:1: " in result.stdout
    assert result.stdout.splitlines()[-1].endswith(" failed")
    assert result.returncode == 1


def test_runs_a_folder_on_several_threads_and_cleans_up(server, tmp_path):
    (tmp_path / "select").mkdir()
    for number in range(6):
        (tmp_path / "select" / f"Case-{number}.slt").write_text(
            f"query T\nSELECT current_schema()\n----\nslt_select_case_{number}\n"
        )
    result = run_slt(server, "--jobs", 3, "--verbose", tmp_path)
    assert result.stdout.splitlines()[-1] == "6 passed, 0 failed"
    (tmp_path / "left.slt").write_text(
        "query I\nSELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'slt_select%'\n----\n0\n"
    )
    assert run_slt(server, tmp_path / "left.slt").returncode == 0


def test_says_so_when_there_is_no_server(tmp_path):
    (tmp_path / "one.slt").write_text("statement ok\nSELECT 1\n")
    result = subprocess.run([RUNNER, "--port", "1", tmp_path / "one.slt"], capture_output=True, text=True)
    assert "Connection refused" in result.stdout
    assert result.stdout.endswith("0 passed, 1 failed\n")
    assert result.returncode == 1
