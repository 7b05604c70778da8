"""Node's pg, driven by a small program that prints what it got."""

import os
import subprocess

import pytest

from tests.support.paths import DEPS, ROOT

PROGRAM = ROOT / "tests" / "clients" / "node" / "main.js"


@pytest.fixture(scope="module")
def run_node(server):
    environment = {**server.environment, "NODE_PATH": os.fspath(DEPS / "node" / "node_modules")}
    return subprocess.run(["node", PROGRAM], env=environment, capture_output=True, text=True, timeout=60)


def test_program_ends_well(run_node):
    assert run_node.returncode == 0, run_node.stdout + run_node.stderr


@pytest.mark.parametrize(
    "line",
    [
        "parameters 42 it's 1.50 true null",
        "fields n:23 s:1043 d:1700 b:16 t:1114 z:23",
        "prepared 3",
        "deleted 2 left 3",
        "cursor 2 1",
        "error 42P01 15",
        "pool 1,2,3,4,5,6",
    ],
)
def test_printed(run_node, line):
    assert line in run_node.stdout.splitlines(), run_node.stdout + run_node.stderr
