"""Go's pgx and lib/pq, driven by a small program that prints what it got."""

import subprocess

import pytest

from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    path = tmp_path_factory.mktemp("go") / "clients"
    subprocess.run(["go", "build", "-o", path, "."], cwd=ROOT / "tests" / "clients" / "go", check=True)
    return path


@pytest.fixture(scope="module")
def printed(server, program):
    def run(driver):
        result = subprocess.run([program, driver], env=server.environment, capture_output=True, text=True, timeout=60)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout.splitlines()

    return run


def test_pgx(printed):
    assert printed("pgx") == [
        "parameters 42 it's 2024-02-29 1.25",
        "copied 2",
        "batch 3 9.75",
        "rolled back 3",
        "error true 42P01",
    ]


def test_lib_pq(printed):
    assert printed("pq") == ["parameters 42 it's", "row name 2", "row name 3", "error true 42P01"]
