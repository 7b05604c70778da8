"""pgbench: its select-only transaction and a script of ours, in its three protocols.

Its other built-in transactions write a column named `delta`, which is a reserved word in Redshift.
"""

import re
import subprocess

import pytest

SCRIPT = """\
\\set aid random(1, 1000)
\\set change random(-5000, 5000)
BEGIN;
INSERT INTO pgbench_history VALUES (:aid, :change);
SELECT SUM(change) FROM pgbench_history WHERE aid = :aid;
COMMIT;
"""


@pytest.fixture(scope="module")
def psql(server):
    def run(sql):
        command = ["psql", "--no-psqlrc", "-At", "--set", "ON_ERROR_STOP=1", "--command", sql]
        return subprocess.run(command, env=server.environment, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture(scope="module")
def pgbench(server, psql):
    def run(*arguments):
        command = ["pgbench", "--no-vacuum", "--scale", "1", *arguments]
        result = subprocess.run(command, env=server.environment, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        return re.search(r"number of transactions actually processed: (\S+)", result.stdout)[1]

    psql(
        "CREATE TABLE pgbench_branches (bid INT NOT NULL, bbalance INT, filler CHAR(88));"
        "CREATE TABLE pgbench_accounts (aid INT NOT NULL, bid INT, abalance INT, filler CHAR(84));"
        "CREATE TABLE pgbench_history (aid INT, change INT);"
        "INSERT INTO pgbench_branches VALUES (1, 0);"
        "INSERT INTO pgbench_accounts SELECT n, 1, 0 FROM generate_series(1, 100000) AS s(n)"
    )
    yield run
    psql("DROP TABLE pgbench_branches, pgbench_accounts, pgbench_history")


@pytest.mark.parametrize("protocol", ["simple", "extended", "prepared"])
def test_select_only(pgbench, protocol):
    assert pgbench("--select-only", "--protocol", protocol, "--client", "2", "--transactions", "10") == "20/20"


@pytest.mark.parametrize("protocol", ["simple", "extended", "prepared"])
def test_script(pgbench, psql, tmp_path, protocol):
    script = tmp_path / "script.sql"
    script.write_text(SCRIPT)
    before = int(psql("SELECT COUNT(*) FROM pgbench_history"))
    assert pgbench("--file", script, "--protocol", protocol, "--transactions", "10") == "10/10"
    assert int(psql("SELECT COUNT(*) FROM pgbench_history")) == before + 10
