"""External schemas, their privileges and transactions.  Doc: dg/r_CREATE_EXTERNAL_SCHEMA"""

import psycopg
import pytest

ROLE = "IAM_ROLE 'arn:aws:iam::123456789012:role/r'"


def fails(connection, statement, message, sqlstate=None):
    with pytest.raises(psycopg.Error, match=message) as failure:
        connection.execute(statement)
    assert sqlstate in (None, failure.value.sqlstate)


def test_create_twice(spectrum):
    statement = f"CREATE EXTERNAL SCHEMA {{}} spectrum FROM DATA CATALOG DATABASE 'd' {ROLE}"
    fails(spectrum, statement.format(""), 'schema "spectrum" already exists', "42P06")
    assert spectrum.execute(statement.format("IF NOT EXISTS")).statusmessage == "CREATE SCHEMA"


@pytest.mark.parametrize("source", ["HIVE METASTORE DATABASE 'd' URI 'h' PORT 9083", "KINESIS", "KAFKA", "MSK"])
def test_sources_that_are_not_supported(connection, source):
    fails(connection, f"CREATE EXTERNAL SCHEMA other FROM {source} {ROLE if source[0] != 'K' else ''}", "are not supported", "0A000")


def test_needed_clauses(connection):
    fails(connection, f"CREATE EXTERNAL SCHEMA other FROM DATA CATALOG {ROLE}", "needs DATABASE", "42601")
    fails(connection, f"CREATE EXTERNAL SCHEMA other FROM POSTGRES DATABASE 'd' {ROLE}", "needs URI", "42601")
    fails(connection, "CREATE EXTERNAL SCHEMA other FROM DATA CATALOG DATABASE 'd' URI 'x'", "URI is not allowed", "42601")


def test_alter(spectrum):
    spectrum.execute("ALTER EXTERNAL SCHEMA spectrum IAM_ROLE 'arn:aws:iam::1:role/other'")
    options = spectrum.execute("SELECT esoptions FROM svv_external_schemas WHERE schemaname = 'spectrum'").fetchone()[0]
    assert "arn:aws:iam::1:role/other" in options
    fails(spectrum, "ALTER EXTERNAL SCHEMA public IAM_ROLE default", "not an external schema", "42809")


def test_two_schemas_share_a_database(spectrum, put):
    url = put("t/a", "1\n")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION '{url}/t/'")
    database = spectrum.execute("SELECT databasename FROM svv_external_schemas WHERE schemaname = 'spectrum'").fetchone()[0]
    spectrum.execute(f"CREATE EXTERNAL SCHEMA second FROM DATA CATALOG DATABASE '{database}' {ROLE}")
    assert spectrum.execute("SELECT i FROM second.t").fetchall() == [(1,)]
    # The data catalog's database outlives the schema.
    spectrum.execute("DROP SCHEMA second")
    assert spectrum.execute("SELECT i FROM spectrum.t").fetchall() == [(1,)]


def test_drop_with_the_database(spectrum, bucket):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION 's3://{bucket}/t/'")
    fails(spectrum, "DROP SCHEMA spectrum DROP EXTERNAL DATABASE", "not empty", "2BP01")
    spectrum.execute("DROP SCHEMA spectrum DROP EXTERNAL DATABASE CASCADE")
    fails(spectrum, "SELECT * FROM spectrum.t", 'schema "spectrum" does not exist', "3F000")


def test_usage_is_what_counts(spectrum, put, server):
    url = put("t/a", "1\n")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION '{url}/t/'")
    spectrum.execute("CREATE USER analyst PASSWORD 'Analyst-1234'")
    try:
        with psycopg.connect(**{**server.address, "user": "analyst", "password": "Analyst-1234"}, autocommit=True) as other:
            fails(other, "SELECT * FROM spectrum.t", "permission denied for schema spectrum", "42501")
            spectrum.execute("GRANT USAGE ON SCHEMA spectrum TO analyst")
            assert other.execute("SELECT * FROM spectrum.t").fetchall() == [(1,)]
            fails(other, "DROP TABLE spectrum.t", "must be owner", "42501")
            spectrum.execute("REVOKE USAGE ON SCHEMA spectrum FROM analyst")
            fails(other, "SELECT * FROM spectrum.t", "permission denied for schema spectrum", "42501")
    finally:
        spectrum.execute("DROP USER analyst")


def test_not_in_a_transaction_block(spectrum, bucket):
    create = f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION 's3://{bucket}/t/'"
    spectrum.execute(create)
    for statement in (create, "DROP TABLE spectrum.t", "ALTER TABLE spectrum.t SET FILE FORMAT PARQUET",
                      "DROP SCHEMA spectrum"):
        with spectrum.transaction(force_rollback=True):
            fails(spectrum, statement, "cannot run inside a transaction block", "25001")


def test_table_rules(spectrum, bucket):
    clauses = f"STORED AS TEXTFILE LOCATION 's3://{bucket}/t/'"
    fails(spectrum, f"CREATE EXTERNAL TABLE public.t (i int) {clauses}", "not an external schema", "42809")
    fails(spectrum, f"CREATE EXTERNAL TABLE spectrum.t (i int, i int) {clauses}", "specified more than once", "42701")
    fails(spectrum, f"CREATE EXTERNAL TABLE spectrum.t (i time) {clauses}", 'unsupported data type "time"', "0A000")
    fails(spectrum, "CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION 'http://x'", "is not valid", "22023")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.T (I int) {clauses}")
    fails(spectrum, f"CREATE EXTERNAL TABLE spectrum.t (i int) {clauses}", 'relation "t" already exists', "42P07")
    spectrum.execute(f"CREATE EXTERNAL TABLE IF NOT EXISTS spectrum.t (i int) {clauses}")
    fails(spectrum, "SELECT * FROM spectrum.missing", 'relation "spectrum.missing" does not exist', "42P01")


def test_alter_table(spectrum, put, rows):
    put("a/x", "i\n1\n")
    url = put("b/x", "2\n")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION '{url}/b/'")
    spectrum.execute(f"ALTER TABLE spectrum.t SET LOCATION '{url}/a/'")
    spectrum.execute("ALTER TABLE spectrum.t SET TABLE PROPERTIES ('skip.header.line.count'='1', 'numRows'='1')")
    assert rows("SELECT i FROM spectrum.t") == [(1,)]
    spectrum.execute("ALTER TABLE spectrum.t SET FILE FORMAT PARQUET")
    assert rows("SELECT serialization_lib LIKE '%ParquetHiveSerDe' FROM svv_external_tables WHERE tablename = 't'") == [(True,)]
    fails(spectrum, "ALTER TABLE spectrum.t ALTER DISTSTYLE ALL", "not allowed for external tables", "42809")


def test_survives_a_restart(fresh_server, s3, bucket):
    s3.boto.put_object(Bucket=bucket, Key="t/a", Body=b"1\n")
    with psycopg.connect(**fresh_server.address, autocommit=True) as connection:
        connection.execute(f"CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' {ROLE} CREATE EXTERNAL DATABASE IF NOT EXISTS")
        connection.execute(f"CREATE EXTERNAL TABLE s.t (i int) STORED AS TEXTFILE LOCATION 's3://{bucket}/t/'")
    fresh_server.kill()
    fresh_server.start()
    with psycopg.connect(**fresh_server.address, autocommit=True) as connection:
        assert connection.execute("SELECT i FROM s.t").fetchall() == [(1,)]


def test_a_schema_of_another_database(connection):
    connection.execute("CREATE TABLE public.shared_t (i int)")
    connection.execute("INSERT INTO public.shared_t VALUES (1)")
    connection.execute("CREATE EXTERNAL SCHEMA mirror FROM REDSHIFT DATABASE 'dev' SCHEMA 'public'")
    try:
        assert connection.execute("SELECT i FROM mirror.shared_t").fetchall() == [(1,)]
    finally:
        connection.execute("DROP SCHEMA mirror")
        connection.execute("DROP TABLE public.shared_t")


def test_show_external_table(spectrum, bucket):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int, s struct<a:int>) PARTITIONED BY (d date) STORED AS PARQUET LOCATION 's3://{bucket}/t/'")
    spectrum.execute(f"ALTER TABLE spectrum.t ADD PARTITION (d='2024-01-01') LOCATION 's3://{bucket}/t/1/'")
    text = spectrum.execute("SHOW EXTERNAL TABLE spectrum.t PARTITION").fetchone()[0]
    create, add = text.split(";")[:2]
    spectrum.execute("DROP TABLE spectrum.t")
    # What is shown makes the same table again.
    spectrum.execute(create)
    spectrum.execute(add)
    assert spectrum.execute("SHOW EXTERNAL TABLE spectrum.t PARTITION").fetchone()[0] == text


def test_views_are_late_binding(spectrum, put):
    url = put("t/a", "1\n")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION '{url}/t/'")
    fails(spectrum, "CREATE VIEW v AS SELECT i FROM spectrum.t", "External tables are not supported in views", "0A000")
    spectrum.execute("CREATE VIEW v AS SELECT i FROM spectrum.t WITH NO SCHEMA BINDING")
    assert spectrum.execute("SELECT * FROM v").fetchall() == [(1,)]


def test_results_that_outlive_the_statement(spectrum, put):
    url = put("t/a", "1\n2\n")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (i int) STORED AS TEXTFILE LOCATION '{url}/t/'")
    spectrum.execute("CREATE TABLE kept AS SELECT * FROM spectrum.t")
    assert spectrum.execute("SELECT sum(i) FROM kept").fetchall() == [(3,)]
    spectrum.execute("PREPARE p (int) AS SELECT count(*) FROM spectrum.t WHERE i >= $1")
    assert spectrum.execute("EXECUTE p (2)").fetchall() == [(1,)]
    put("t/b", "3\n")
    # A prepared statement sees objects that came later.
    assert spectrum.execute("EXECUTE p (2)").fetchall() == [(2,)]
    with spectrum.transaction():
        spectrum.execute("DECLARE c CURSOR FOR SELECT i FROM spectrum.t ORDER BY i")
        assert spectrum.execute("FETCH 2 FROM c").fetchall() == [(1,), (2,)]
