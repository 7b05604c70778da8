"""The counting of results: a suite that crashed or said nothing must never count as passed."""

import json

import pytest

from tools.test import counts
from tools.test.counts import Count

JUNIT = """<testsuites><testsuite>
<testcase name="good"/><testcase name="bad"><failure/></testcase><testcase name="broken"><error/></testcase>
<testcase name="left"><skipped/></testcase></testsuite></testsuites>"""


def googletest(*cases):
    return json.dumps({"testsuites": [{"testsuite": [{"status": "RUN", "result": "COMPLETED", **case} for case in cases]}]})


def test_pytest_junit(tmp_path):
    (tmp_path / "junit.xml").write_text(JUNIT)
    assert counts.of_junit(tmp_path / "junit.xml") == Count(1, 2, 1)
    assert counts.of_junit(tmp_path / "absent.xml") == Count(failed=1)


def test_ctest_counts_the_cases_of_each_program(tmp_path):
    (tmp_path / "ctest.xml").write_text(
        """<testsuite><testcase name="base"/><testcase name="types"><failure/></testcase>
        <testcase name="crashed"><failure/></testcase><testcase name="leaky"><failure/></testcase></testsuite>"""
    )
    (tmp_path / "base_test.json").write_text(googletest({}, {}, {"result": "SKIPPED"}))
    (tmp_path / "types_test.json").write_text(googletest({}, {"failures": [{"failure": "no"}]}))
    (tmp_path / "leaky_test.json").write_text(googletest({}))
    programs = {name: f"{name}_test" for name in ("base", "types", "crashed", "leaky")}
    assert counts.of_ctest(tmp_path / "ctest.xml", programs, tmp_path) == Count(2 + 1 + 0 + 1, 0 + 1 + 1 + 1, 1)
    assert counts.of_ctest(tmp_path / "absent.xml", programs, tmp_path) == Count(failed=1)


@pytest.mark.parametrize(
    "output, count",
    [
        ("noise\n7 passed, 0 failed\n", Count(7)),
        ("1 passed, 2 failed, 3 skipped", Count(1, 2, 3)),
        ("7 passed, 0 failed\nterminate called", Count(failed=1)),
        ("", Count(failed=1)),
    ],
)
def test_closing_line(output, count):
    assert counts.of_closing_line(output) == count


def test_closing_line_of_a_count_reads_back():
    assert counts.of_closing_line(str(Count(3, 1, 2))) == Count(3, 1, 2)
    assert str(Count(3)) == "3 passed, 0 failed"
