"""TPC data of a tiny scale, in the reference engine and in the server."""

import duckdb
import psycopg

from tests.support.paths import DEPS

SCALE_FACTOR = 0.01


class Benchmark:
    """One of DuckDB's TPC extensions: its tables and queries there, and the same tables, loaded by COPY, in a schema of the server."""

    def __init__(self, name: str, generator: str, server, s3):
        self.peer = duckdb.connect()
        self.peer.execute(f"LOAD '{DEPS}/extensions/{name}.duckdb_extension'")
        self.peer.execute(f"CALL {generator}(sf={SCALE_FACTOR})")
        self.queries = dict(self.peer.execute(f"SELECT query_nr, query FROM {name}_queries()").fetchall())
        self.connection = psycopg.connect(**server.address, autocommit=True)
        self.connection.execute(f"CREATE SCHEMA {name}")
        self.connection.execute(f"SET search_path TO {name}")
        s3.boto.create_bucket(Bucket=name)
        for (table,) in self.peer.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            self._copy(table, name, s3.folder / "buckets" / name / table)

    def _copy(self, table: str, bucket: str, folder) -> None:
        columns = self.peer.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall()
        types = ", ".join(f"{column} {'VARCHAR(256)' if kind == 'VARCHAR' else kind}" for column, kind in columns)
        self.connection.execute(f"CREATE TABLE {table} ({types})")
        folder.mkdir()
        self.peer.execute(f"COPY {table} TO '{folder}/part-0.parquet' (FORMAT parquet)")
        self.connection.execute(f"COPY {table} FROM 's3://{bucket}/{table}/' IAM_ROLE default FORMAT AS PARQUET")

    def expected(self, query: str) -> list[tuple]:
        return self.peer.execute(query).fetchall()

    def answer(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    def close(self) -> None:
        self.connection.execute("RESET search_path")
        self.connection.close()
        self.peer.close()
