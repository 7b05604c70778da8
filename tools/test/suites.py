"""The test suites, in the order in which they run. Each takes the number of jobs and returns its Count."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tests.support.paths import ROOT, SLT
from tests.support.s3 import S3
from tests.support.server import Server
from tools.test import counts
from tools.test.counts import Count

SLT_FOLDER = ROOT / "tests" / "slt"


# The folders that take apart what others send; their tests run with sanitizers, too. The whole tree would double the time of a run.
SANITIZED_FOLDERS = ("base", "types", "functions", "catalog", "sql")


def unit(jobs: int, preset: str = "release", folders: tuple[str, ...] = ()) -> Count:
    """The unit tests beside the sources, and those of the tools in C++; of some folders only, when they are named."""
    build = ROOT / "build" / preset
    listing = subprocess.run(
        ["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True, check=True
    )
    tests = [test for test in json.loads(listing.stdout)["tests"] if not folders or test["name"] in folders]
    programs = {test["name"]: pathlib.Path(test["command"][0]).name for test in tests}
    with tempfile.TemporaryDirectory() as folder:
        junit = pathlib.Path(folder, "ctest.xml")
        environment = {
            **os.environ,
            "GTEST_OUTPUT": f"json:{folder}/",
            # Without it the sanitizer only prints what it finds.
            "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
        }
        command = ["ctest", "--test-dir", build, "--output-on-failure", "--parallel", str(jobs)]
        if folders:
            command += ["--tests-regex", f"^({'|'.join(folders)})$"]
        subprocess.run([*command, "--timeout", "300", "--output-junit", junit], env=environment)
        return counts.of_ctest(junit, programs, pathlib.Path(folder))


def asan(jobs: int) -> Count:
    """Unit tests again, compiled with the address and undefined-behaviour sanitizers."""
    subprocess.run(["cmake", "--preset", "asan"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    build = ["cmake", "--build", "--preset", "asan", "--parallel", str(jobs), "--target"]
    build += [f"{folder}_test" for folder in SANITIZED_FOLDERS]
    if subprocess.run(build, cwd=ROOT).returncode:
        return Count(failed=1)
    return unit(jobs, preset="asan", folders=SANITIZED_FOLDERS)


def slt(jobs: int) -> Count:
    """The .slt files, once in the simple and once in the extended protocol, against a server of their own."""
    if not any(SLT_FOLDER.rglob("*.slt")):
        return Count()
    total = Count()
    with tempfile.TemporaryDirectory() as folder, S3(pathlib.Path(folder, "s3")) as s3:
        bucket = _upload_data(s3)
        with Server(pathlib.Path(folder, "server"), environment=s3.environment) as server:
            for protocol in ("simple", "extended"):
                command = [SLT, SLT_FOLDER, "--host", server.host, "--port", str(server.port)]
                command += ["--user", server.user, "--database", server.database]
                command += ["--protocol", protocol, "--jobs", str(jobs), "--set", f"bucket={bucket}"]
                result = subprocess.run(command, env=server.environment, stdout=subprocess.PIPE, text=True)
                print(f"{protocol} protocol:\n{result.stdout}", flush=True)
                total += counts.of_closing_line(result.stdout)
            if total.failed:
                print(f"the server's log ends with:\n{server.log_tail()}", flush=True)
    return total


def _upload_data(s3: S3) -> str:
    """Put the files of tests/slt/data into a bucket, for the COPY tests; they call it ${bucket}."""
    client, bucket, data = s3.client(), "slt", SLT_FOLDER / "data"
    client.create_bucket(Bucket=bucket)
    for file in filter(pathlib.Path.is_file, data.rglob("*")):
        client.upload_file(str(file), bucket, file.relative_to(data).as_posix())
    return bucket


def _pytest(folder: str):
    def run(jobs: int) -> Count:
        path = ROOT / folder
        if not any(path.rglob("*_test.py")) and not any(path.rglob("test_*.py")):
            return Count()
        with tempfile.TemporaryDirectory() as reports:
            junit = pathlib.Path(reports, "pytest.xml")
            subprocess.run([sys.executable, "-m", "pytest", "-q", f"--junitxml={junit}", path], cwd=ROOT)
            return counts.of_junit(junit)

    return run


# To add a suite: a row. Folders of tests in Python need only their name.
SUITES = {
    "unit": unit,
    "tools": _pytest("tools"),
    "slt": slt,
    "support": _pytest("tests/support"),
    "protocol": _pytest("tests/protocol"),
    "copy": _pytest("tests/copy"),
    "spectrum": _pytest("tests/spectrum"),
    "federated": _pytest("tests/federated"),
    "clients": _pytest("tests/clients"),
    "monitoring": _pytest("tests/monitoring"),
    "dump": _pytest("tests/dump"),
    "security": _pytest("tests/security"),
    "session": _pytest("tests/session"),
    "tpc": _pytest("tests/tpc"),
    "differential": _pytest("tests/differential"),
    "faults": _pytest("tests/faults"),
    "demo": _pytest("tests/demo"),
    "asan": asan,
}
