"""docs/sql-support.md says what the parser and the function registry know, and every documented command parses."""

import re
import subprocess

from tests.support.paths import BUILD, ROOT

DOCUMENT = ROOT / "docs" / "sql-support.md"


def written() -> str:
    return subprocess.run([BUILD / "sql_support"], capture_output=True, text=True, check=True).stdout


def test_document_is_up_to_date():
    assert DOCUMENT.read_text() == written(), f"run {BUILD.name}/sql_support > docs/sql-support.md"


def test_every_documented_command_parses():
    refused = re.findall(r"^\| (.*) \| does not parse: (.*) \| dg/", written(), re.MULTILINE)
    assert not refused
