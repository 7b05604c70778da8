"""Runs the statements of docs/loading.md, in order, and compares the results that it shows."""

import re

import psycopg

from tests.support.paths import ROOT

FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown(value) -> str:
    return "" if value is None else str(value)


def statements(text: str) -> list[str]:
    """Each up to its semicolon at the end of a line, with a comment that may stand behind it."""
    return re.findall(r".+?;[^\n;]*$", text, re.MULTILINE | re.DOTALL)


def test_loading_page(connection, s3, bucket):
    page = (ROOT / "docs" / "loading.md").read_text().replace("s3://bucket/", f"s3://{bucket}/")
    result = None
    compared = 0
    for language, body in FENCE.findall(page):
        if language.startswith("s3://"):
            s3.boto.put_object(Bucket=bucket, Key=language.removeprefix(f"s3://{bucket}/"), Body=body.encode())
        elif language == "sql":
            for statement in statements(body):
                expected_error = re.search(r"-- fails: (.*)$", statement)
                try:
                    cursor = connection.execute(statement)
                except psycopg.Error as error:
                    assert expected_error and expected_error.group(1) in str(error), f"{statement}\n{error}"
                else:
                    assert not expected_error, f"did not fail: {statement}"
                    result = cursor.fetchall() if cursor.description else None
        elif language == "":
            assert ["|".join(map(shown, row)) for row in result] == body.splitlines()
            compared += 1
    assert compared == 9
