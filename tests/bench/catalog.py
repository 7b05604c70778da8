"""Catalog look-ups with many tables: what drivers, psql and admin scripts ask about one table."""

import pathlib
import statistics
import time

import psycopg

from tests.support.server import Server

TABLES = 5_000
COLUMNS = 10
RUNS = 15
TARGET_MS = 5.0

# One table's name is in every query; parameters are bound, as drivers do it.
LOOK_UPS = {
    "pg_class by name": "SELECT oid FROM pg_class WHERE relname = %s",
    "columns by regclass": "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0",
    "columns by join": "SELECT a.attname, t.typname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid JOIN pg_attribute a ON a.attrelid = c.oid "
    "JOIN pg_type t ON t.oid = a.atttypid WHERE n.nspname = 'public' AND c.relname = %s AND a.attnum > 0",
    "pg_table_def": "SELECT \"column\", type, encoding FROM pg_table_def WHERE tablename = %s",
    "information_schema.columns": "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
    "svv_columns": "SELECT column_name, data_type FROM svv_columns WHERE table_schema = 'public' AND table_name = %s",
    "has_table_privilege": "SELECT has_table_privilege(%s, 'select')",
}


def look_ups(folder: pathlib.Path, results: dict) -> None:
    """Milliseconds of each look-up; the median of several tables."""
    columns = ", ".join(f"column_{n} VARCHAR(20)" for n in range(COLUMNS))
    with Server(folder / "catalog") as server, psycopg.connect(**server.address, autocommit=True) as connection:
        for first in range(0, TABLES, 100):
            with connection.transaction():
                for number in range(first, first + 100):
                    connection.execute(f"CREATE TABLE table_{number} ({columns})")
        print(f"\ncatalog look-ups with {TABLES} tables (target {TARGET_MS:g} ms)")
        for title, sql in LOOK_UPS.items():
            times = []
            for run in range(RUNS):
                name = f"table_{run * 331 % TABLES}"
                began = time.perf_counter()
                rows = connection.execute(sql, (name,)).fetchall()
                times.append(time.perf_counter() - began)
                if not rows:
                    raise RuntimeError(f"{title}: {name} was not found")
            results[f"catalog: {title} (ms)"] = round(statistics.median(times) * 1e3, 2)
            print(f"{title:28s} {statistics.median(times) * 1e3:9.2f} ms")
