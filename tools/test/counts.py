"""How many tests passed, failed and were skipped, as each kind of runner reports it."""

import dataclasses
import json
import pathlib
import re
import xml.etree.ElementTree


@dataclasses.dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def of_junit(file: pathlib.Path) -> Count:
    """Count a JUnit file as pytest writes it; a missing one is one failure: the runner did not get to its end."""
    if not file.exists():
        return Count(failed=1)
    total = Count()
    for case in xml.etree.ElementTree.parse(file).iter("testcase"):
        total += _of_case(case)
    return total


def of_ctest(junit: pathlib.Path, programs: dict[str, str], reports: pathlib.Path) -> Count:
    """Count ctest's JUnit file case by case where the program left a GoogleTest report.

    `programs` names the program of each ctest test; its report is `reports`/PROGRAM.json. A program that crashed
    leaves no report, and one that failed without a failing case (a leak found at exit) counts as one failure.
    """
    if not junit.exists():
        return Count(failed=1)
    total = Count()
    for case in xml.etree.ElementTree.parse(junit).iter("testcase"):
        whole = _of_case(case)
        report = reports / f"{programs[case.get('name')]}.json"
        cases = of_googletest(report) if report.exists() else whole
        total += cases if cases.failed or not whole.failed else cases + Count(failed=1)
    return total


def of_googletest(report: pathlib.Path) -> Count:
    total = Count()
    for suite in json.loads(report.read_text())["testsuites"]:
        for case in suite["testsuite"]:
            if case.get("failures"):
                total += Count(failed=1)
            elif case["status"] == "NOTRUN" or case["result"] == "SKIPPED":
                total += Count(skipped=1)
            else:
                total += Count(passed=1)
    return total


def of_closing_line(output: str) -> Count:
    """Count from a last line like `3 passed, 1 failed`; without one, one failure."""
    lines = output.rstrip().splitlines()
    match = lines and re.fullmatch(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", lines[-1])
    return Count(*(int(number or 0) for number in match.groups())) if match else Count(failed=1)


def _of_case(case: xml.etree.ElementTree.Element) -> Count:
    if case.find("failure") is not None or case.find("error") is not None:
        return Count(failed=1)
    return Count(skipped=1) if case.find("skipped") is not None else Count(passed=1)
