"""Set-up does nothing twice, goes on where it stopped, and installs what deps/ asks for."""

import os
import pathlib
import shutil
import subprocess
import time

import pytest

from tests.support.paths import ROOT

STEP = """\
STEP_WHAT="a thing"
STEP_INPUTS=(deps/things.txt)
step_is_present() { [[ -e thing ]]; }
step_install() { false_unless_allowed; entries deps/things.txt >thing; }
false_unless_allowed() { [[ -e allowed ]]; }
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with the real scripts, one made-up step and one made-up list."""
    shutil.copytree(ROOT / "tools/setup", tmp_path / "tools/setup")
    (tmp_path / "tools/setup/steps/thing.sh").write_text(STEP)
    (tmp_path / ".deps/.stamps").mkdir(parents=True)
    (tmp_path / "deps").mkdir()
    (tmp_path / "deps/things.txt").write_text("# things\n\none  # a reason\ntwo==2\t# another\n")
    return tmp_path


def run_step(checkout: pathlib.Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", "tools/setup/step.sh", "thing"], cwd=checkout, capture_output=True, text=True
    )


def test_a_second_run_does_nothing_and_takes_no_time():
    start = time.monotonic()
    result = subprocess.run([ROOT / "tools/setup/setup.sh"], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert time.monotonic() - start < 3


def test_a_failed_step_runs_again_and_a_finished_one_does_not(checkout):
    assert run_step(checkout).returncode != 0
    assert not (checkout / ".deps/.stamps/thing").exists()

    (checkout / "allowed").touch()
    assert run_step(checkout).stdout == "setup: thing: a thing\n"
    assert (checkout / "thing").read_text() == "one\ntwo==2\n"
    assert run_step(checkout).stdout == ""


def test_a_step_runs_again_when_its_list_changes_or_its_work_is_gone(checkout):
    (checkout / "allowed").touch()
    run_step(checkout)
    (checkout / "deps/things.txt").write_text("three\n")
    run_step(checkout)
    assert (checkout / "thing").read_text() == "three\n"
    (checkout / "thing").unlink()
    run_step(checkout)
    assert (checkout / "thing").exists()


@pytest.mark.parametrize(
    "groups, packages",
    [("", ["always", "needed"]), ("bench", ["always", "measured", "needed"])],
)
def test_packages_are_left_out_as_their_marks_say(checkout, groups, packages):
    (checkout / "deps/apt.txt").write_text(
        "always            # a reason\n"
        "spared            unless=bash  # there already\n"
        "needed            unless=no-such-command  # a reason\n"
        "measured for=bench # a reason\n"
    )
    script = ". tools/setup/lib.sh; . tools/setup/steps/apt.sh; wanted_packages | sort"
    result = subprocess.run(
        ["bash", "-euc", script], cwd=checkout, env={**os.environ, "SETUP_GROUPS": groups}, capture_output=True, text=True
    )
    assert result.stdout.split() == packages
