"""Redshift's JDBC driver and PostgreSQL's, driven by small Java programs that print what they got."""

import subprocess

import pytest

from tests.support.paths import DEPS, ROOT

PROGRAMS = ROOT / "tests" / "clients" / "jdbc"


@pytest.fixture(scope="module")
def run_java(server, tmp_path_factory):
    """Runs a program with a driver and returns the lines that it printed."""
    jars = ":".join(str(path) for path in (DEPS / "jars").glob("*.jar"))
    classes = tmp_path_factory.mktemp("classes")
    subprocess.run(["javac", "-cp", jars, "-d", classes, *PROGRAMS.glob("*.java")], check=True)

    def run(program, driver):
        address = f"jdbc:{driver}://{server.host}:{server.port}/{server.database}"
        command = ["java", "-cp", f"{classes}:{jars}", program, address, server.user, server.password]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout.splitlines()

    return run


@pytest.mark.parametrize(("driver", "product"), [("redshift", "Redshift"), ("postgresql", "PostgreSQL")])
def test_statements(run_java, driver, product):
    assert run_java("Jdbc", driver) == [
        f"connected {product}",
        "types 1 2 3 1.50 2.5 true x 2024-02-29 2024-02-29 12:30:00.0 null",
        "prepared 42 it's",
        "batch 3",
        "fetched 10000",
        "error 42P01",
        "rolled back 0",
        "table jdbc_books",
        "column id INTEGER 1",
        "column title VARCHAR 40",
    ]


# What the vendor's documentation of java.sql.DatabaseMetaData and the driver's table of types say of the program's tables.
METADATA = [
    "catalog dev",
    "schema jdbc_meta",
    "table children|TABLE|null",
    "table labels|VIEW|null",
    "table parents|TABLE|all parents",
    "column children|id|int8|19|0|0|1|null",
    "column children|parent_id|int4|10|0|1|2|null",
    "column children|parent_kind|char|2|0|1|3|null",
    "column children|price|numeric|8|2|1|4|null",
    "column children|seen|timestamptz|35|6|1|5|null",
    "column children|details|super|null|null|1|6|null",
    "column labels|id|int4|10|0|1|1|null",
    "column labels|label|varchar|40|0|1|2|null",
    "column parents|id|int4|10|0|0|1|null",
    "column parents|kind|char|2|0|0|2|null",
    "column parents|label|varchar|40|0|1|3|what it says",
    "default 'none'",
    "autoincrement id|YES",
    "autoincrement parent_id|NO",
    "autoincrement parent_kind|NO",
    "primary id|1|parents_pkey",
    "primary kind|2|parents_pkey",
    "imported parents|id|children|parent_id|1|to_parent",
    "imported parents|kind|children|parent_kind|2|to_parent",
    "exported children|parent_id|1",
    "exported children|parent_kind|2",
    "best id",
    "best kind",
    "procedures 0",
    "functions 0",
    "indexes 0",
    "limits 127 true",
]


def test_metadata(run_java):
    printed = run_java("Metadata", "redshift")
    # Tests beside this one make databases of their own.
    assert "catalogs dev" in printed
    assert [line for line in printed if not line.startswith("catalogs ")] == METADATA


def test_procedures(run_java):
    assert run_java("Callable", "redshift") == ["registered 42 x40", "query 42 x40", "cursor 42"]
