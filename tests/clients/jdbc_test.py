"""Redshift's JDBC driver, driven by a small Java program that prints what it got."""

import subprocess

import pytest

from tests.support.paths import DEPS, ROOT

PROGRAM = ROOT / "tests" / "clients" / "jdbc" / "Jdbc.java"


@pytest.fixture(scope="module")
def run_java(server, tmp_path_factory):
    jars = ":".join(str(path) for path in (DEPS / "jars").glob("*.jar"))
    classes = tmp_path_factory.mktemp("classes")
    subprocess.run(["javac", "-cp", jars, "-d", classes, PROGRAM], check=True)
    command = ["java", "-cp", f"{classes}:{jars}", "Jdbc", f"jdbc:redshift://{server.host}:{server.port}/{server.database}"]
    return subprocess.run([*command, server.user, server.password], capture_output=True, text=True, timeout=120)


def test_program_ends_well(run_java):
    assert run_java.returncode == 0, run_java.stdout + run_java.stderr


@pytest.mark.parametrize(
    "line",
    [
        "connected Redshift",
        "types 1 2 3 1.50 2.5 true x 2024-02-29 2024-02-29 12:30:00.0 null",
        "prepared 42 it's",
        "batch 3",
        "fetched 10000",
        "error 42P01",
        "rolled back 0",
        "table jdbc_books",
        "column id INTEGER 1",
        "column title VARCHAR 40",
    ],
)
def test_printed(run_java, line):
    assert line in run_java.stdout.splitlines(), run_java.stdout + run_java.stderr
