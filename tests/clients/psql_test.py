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


# Every backslash command that asks the catalog; what a server of version 8.0 does not have, psql says itself.
COMMANDS = """
\\d \\dS \\da \\dA \\db \\db+ \\dc \\dC \\dC+ \\dconfig \\dd \\ddp \\dD \\dE \\des \\det \\deu \\dew \\df \\df+ \\dF \\dFd \\dFp \\dFt \\dg \\di \\dl
\\dL \\dL+ \\dm \\dn \\dn+ \\do \\dO \\dp \\dP \\drds \\dRp \\dRs \\ds \\dt \\dt+ \\dT \\dT+ \\du \\du+ \\dv \\dv+ \\dx \\dX \\dy \\l \\l+ \\z \\conninfo \\encoding
""".split()


@pytest.mark.parametrize("command", COMMANDS)
def test_backslash_commands_work(psql, command):
    result = psql(command)
    assert "ERROR" not in result.stderr, result.stderr


@pytest.fixture
def described(connection):
    """A schema with one object of each kind that psql describes."""
    schema = connection.execute("SELECT current_schema()").fetchone()[0]
    connection.execute("CREATE TABLE things (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) DEFAULT 'x')")
    connection.execute("CREATE VIEW named AS SELECT name FROM things")
    connection.execute("COMMENT ON TABLE things IS 'all of them'")
    return schema


def test_describe_table(psql, described):
    shown = psql(f"\\d {described}.things").stdout
    assert "id|integer||not null|" in shown and "name|character varying(20)|||'x'" in shown


def test_describe_view_shows_its_query(psql, described):
    assert "character varying(20)" in psql(f"\\d+ {described}.named").stdout
    assert "CREATE OR REPLACE VIEW" in psql(f"\\sv {described}.named").stdout


def test_lists(psql, described):
    assert f"{described}|things|table|awsuser" in psql(f"\\dt {described}.*").stdout
    assert f"{described}|named|view|awsuser" in psql(f"\\dv {described}.*").stdout
    assert "all of them" in psql(f"\\dt+ {described}.*").stdout
    assert f"{described}|awsuser" in psql("\\dn").stdout
    assert "awsuser|Superuser" in psql("\\du").stdout
    assert "character varying" in psql("\\dT *.varchar").stdout


def test_notices_and_tags(psql):
    result = psql("DROP TABLE IF EXISTS never_was")
    assert 'table "never_was" does not exist, skipping' in result.stderr
    assert result.stdout == "DROP TABLE\n"
