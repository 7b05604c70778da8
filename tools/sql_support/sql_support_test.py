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


def test_every_function_has_a_case():
    """By name, but for those of the system, which the tests of the catalog and of sessions call."""
    sections = re.split(r"^### ", written().partition("## Functions")[2], flags=re.MULTILINE)[1:]
    covered = [text for text in sections if not text.startswith(("System", "Operators", "Functions of the", "Not "))]
    lines = [line for line in "\n".join(covered).splitlines() if "0A000" not in line]
    names = set(re.findall(r"^\| `(\w+)\(", "\n".join(lines), re.MULTILINE))
    cases = " ".join(path.read_text().lower() for path in (ROOT / "tests" / "slt").rglob("*.slt"))
    assert names and not sorted(name for name in names if not re.search(rf"\b{name}\b", cases))
