"""Dumps a whole database: DDL into restore.sql, rows through UNLOAD below an S3 prefix, from where restore.sql copies them.

Usage: dump.py CONNECTION --s3 s3://bucket/prefix [--iam-role ARN] [--output FOLDER] [--schema-only]
"""

import argparse
import pathlib
import secrets
import sys

import psycopg

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tools.dump import objects  # noqa: E402
from tools.dump.text import literal, name  # noqa: E402


def unload(connection, tables: list[objects.Table], prefix: str, role: str) -> list[str]:
    """Write the rows of every table below `prefix` and return the COPY commands that load them again."""
    copies = []
    for table in tables:
        # No value can be this text by accident, so empty strings and NULL stay apart.
        null = f"null_{secrets.token_hex(8)}"
        path = f"{prefix.rstrip('/')}/{table.schema}/{table.table}/"
        form = f"DELIMITER '|' ESCAPE NULL AS {literal(null)} GZIP"
        query = f"SELECT {', '.join(map(name, table.columns))} FROM {table.qualified}"
        connection.execute(f"UNLOAD ({literal(query)}) TO {literal(path)} IAM_ROLE {role} {form} ALLOWOVERWRITE")
        identity = " EXPLICIT_IDS" if table.has_identity else ""
        columns = ", ".join(map(name, table.columns))
        if connection.execute(f"SELECT COUNT(*) FROM {table.qualified}").fetchone()[0] > 0:
            copies.append(f"COPY {table.qualified} ({columns}) FROM {literal(path)} IAM_ROLE {role} {form}{identity};")
    return copies


def script(connection, copies: list[str], tables: list[objects.Table]) -> str:
    """The statements of a restore, in an order in which each finds what it needs."""
    parts = [
        ("users, groups and roles", objects.principals(connection)),
        ("schemas", objects.schemas(connection)),
        ("functions", objects.routines(connection, "FUNCTION")),
        ("tables", [table.ddl for table in tables]),
        ("rows", copies),
        ("views", objects.views(connection)),
        ("procedures", objects.routines(connection, "PROCEDURE")),
        ("comments", objects.comments(connection)),
        ("grants", objects.grants(connection)),
    ]
    text = "-- Made by tools/dump. Run it with psql --set ON_ERROR_STOP=1.\n"
    for title, statements in parts:
        text += f"\n-- {title}\n" + "".join(statement + "\n" for statement in statements)
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("connection", help="libpq connection string")
    parser.add_argument("--s3", required=True, help="where the rows go: s3://bucket/prefix")
    parser.add_argument("--iam-role", default="default", help="role for UNLOAD and COPY (default: the cluster's)")
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path("database.dump"))
    parser.add_argument("--schema-only", action="store_true", help="leave the rows out")
    arguments = parser.parse_args()
    role = arguments.iam_role if arguments.iam_role == "default" else literal(arguments.iam_role)
    with psycopg.connect(arguments.connection, autocommit=True) as connection:
        # One moment for rows and definitions.
        with connection.transaction():
            tables = objects.tables(connection)
            copies = [] if arguments.schema_only else unload(connection, tables, arguments.s3, role)
            text = script(connection, copies, tables)
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "restore.sql").write_text(text)
    print(f"{len(tables)} tables; restore with: psql --set ON_ERROR_STOP=1 --file {arguments.output / 'restore.sql'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
