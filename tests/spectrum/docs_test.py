"""The examples of docs/spectrum.md, run in order."""

import re

from tests.support.paths import ROOT


def test_examples(connection, bucket):
    text = (ROOT / "docs" / "spectrum.md").read_text().replace("s3://bucket/", f"s3://{bucket}/")
    statements = [part.strip() for block in re.findall(r"```sql\n(.*?)```", text, re.DOTALL) for part in block.split(";")]
    results = []
    try:
        for statement in filter(None, statements):
            cursor = connection.execute(statement)
            results.append(cursor.fetchall() if cursor.description else cursor.statusmessage)
    finally:
        connection.execute("DROP SCHEMA IF EXISTS lake DROP EXTERNAL DATABASE CASCADE")
    assert [tuple(map(str, row)) for row in results[5]] == [("Mamma Mia!", "8.50")]
    assert len(results) == len(list(filter(None, statements)))
