"""A database that is dumped and restored elsewhere has the same objects, rows and grants."""

import subprocess
import sys

import psycopg
import pytest

from tests.support.paths import ROOT
from tests.support.server import Server

OBJECTS = """
CREATE USER dump_reader PASSWORD 'Secret123';
CREATE GROUP dump_group WITH USER dump_reader;
CREATE SCHEMA shop;
CREATE TABLE shop.regions (region VARCHAR(8) NOT NULL PRIMARY KEY, "the name" VARCHAR(40) COLLATE case_insensitive) DISTSTYLE ALL;
CREATE TABLE shop.sales (id INT IDENTITY(10,5), region VARCHAR(8) REFERENCES shop.regions (region), amount DECIMAL(12,2) DEFAULT 1.5, sold TIMESTAMP ENCODE az64,
    note VARCHAR(100), good BOOLEAN, detail SUPER) DISTKEY(region) COMPOUND SORTKEY(sold, id) ;
CREATE VIEW shop.totals AS SELECT region, SUM(amount) AS total FROM shop.sales GROUP BY region;
CREATE VIEW shop.late AS SELECT id FROM shop.sales WITH NO SCHEMA BINDING;
COMMENT ON TABLE shop.sales IS 'it''s what was sold';
COMMENT ON COLUMN shop.sales.note IS 'a note';
INSERT INTO shop.regions VALUES ('north', 'The North'), ('south', NULL);
INSERT INTO shop.sales (region, amount, sold, note, good, detail) VALUES
    ('north', 10.50, '2024-01-01 12:00:00', 'plain', TRUE, JSON_PARSE('{"a": [1, 2]}')),
    ('south', -4.25, '2024-02-01 00:00:00.123456', 'pipe | quote '' back\\\\slash', FALSE, NULL),
    ('south', NULL, NULL, '', NULL, NULL);
GRANT USAGE ON SCHEMA shop TO GROUP dump_group;
GRANT SELECT ON shop.sales TO GROUP dump_group;
GRANT UPDATE (note) ON shop.sales TO dump_reader;
"""

# What must be the same on both sides, each told by the catalog or by the rows themselves.
QUESTIONS = {
    "columns": "SELECT schemaname, tablename, \"column\", type, encoding, distkey, sortkey, \"notnull\" FROM pg_table_def WHERE schemaname = 'shop' ORDER BY 1, 2, 3",
    "tables": "SELECT relname, relkind, reldiststyle FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'shop' ORDER BY 1",
    "constraints": "SELECT conname, contype, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE nspname = 'shop' ORDER BY 1",
    "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = 'shop' ORDER BY 1",
    "comments": "SELECT description FROM pg_description ORDER BY 1",
    "sales": "SELECT id, region, amount, sold, note, good, JSON_SERIALIZE(detail) FROM shop.sales ORDER BY id",
    "regions": "SELECT * FROM shop.regions ORDER BY 1",
    "relation privileges": "SELECT * FROM svv_relation_privileges WHERE namespace_name = 'shop' ORDER BY 1, 2, 3",
    "column privileges": "SELECT * FROM svv_column_privileges WHERE namespace_name = 'shop' ORDER BY 1, 2, 3",
    "schema privileges": "SELECT * FROM svv_schema_privileges WHERE namespace_name = 'shop' ORDER BY 1, 2, 3",
    "groups": "SELECT groname, grosysid FROM pg_group ORDER BY 1",
}


def answers(server) -> dict:
    with psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("SET search_path TO shop, public")
        return {question: connection.execute(sql).fetchall() for question, sql in QUESTIONS.items()}


@pytest.fixture
def second_server(tmp_path, s3):
    with Server(tmp_path / "second", environment=s3.environment) as running:
        yield running


def test_restored_database_is_the_same(fresh_server, second_server, bucket, tmp_path):
    with psycopg.connect(**fresh_server.address, autocommit=True) as connection:
        for statement in filter(str.strip, OBJECTS.split(";\n")):
            connection.execute(statement)
    dumped = subprocess.run(
        [sys.executable, ROOT / "tools" / "dump" / "dump.py", psycopg.conninfo.make_conninfo(**fresh_server.address), "--s3", f"s3://{bucket}/dump", "--output", tmp_path / "out"],
        capture_output=True,
        text=True,
    )
    assert dumped.returncode == 0, dumped.stderr
    restored = subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", tmp_path / "out" / "restore.sql"],
        env=second_server.environment,
        capture_output=True,
        text=True,
    )
    assert restored.returncode == 0, restored.stderr
    before, after = answers(fresh_server), answers(second_server)
    for question in QUESTIONS:
        assert after[question] == before[question], question
    # A second dump of the copy asks for the same statements.
    with psycopg.connect(**second_server.address, autocommit=True) as connection:
        shown = connection.execute("SHOW TABLE shop.sales").fetchone()[0]
    with psycopg.connect(**fresh_server.address, autocommit=True) as connection:
        assert connection.execute("SHOW TABLE shop.sales").fetchone()[0] == shown
