"""UNLOAD, and COPY of what it wrote.  Doc: dg/r_UNLOAD"""

import gzip
import json

import psycopg
import pytest

COLUMNS = (
    "a int, b varchar(60), c decimal(8,2), d boolean, e date, f timestamp, g timestamptz, h double precision, i char(4)"
)


@pytest.fixture
def table(connection):
    connection.execute(f"CREATE TABLE t ({COLUMNS})")
    connection.execute(
        "INSERT INTO t VALUES"
        " (1, 'plain', 1.50, true, '2020-01-02', '2020-01-02 03:04:05.25', '2020-01-02 03:04:05+02', 0.1, 'ab'),"
        " (2, 'pipe | comma , quote \" back \\\\ end', -2, false, NULL, NULL, NULL, -1e300, NULL),"
        " (3, NULL, NULL, NULL, '1999-12-31', '1999-12-31 00:00:00', '1999-12-31 00:00:00+00', NULL, '')"
    )
    return "t"


@pytest.mark.parametrize(
    ("unload_options", "copy_options"),
    [
        ("NULL AS 'NIL' ESCAPE", "NULL AS 'NIL' ESCAPE"),
        ("NULL AS 'NIL' ESCAPE ADDQUOTES GZIP", "NULL AS 'NIL' ESCAPE REMOVEQUOTES GZIP"),
        ("CSV NULL AS 'NIL' HEADER", "CSV NULL AS 'NIL' IGNOREHEADER 1"),
        ("CSV NULL AS 'NIL' DELIMITER ';' ZSTD PARALLEL OFF", "CSV NULL AS 'NIL' DELIMITER ';' ZSTD"),
    ],
)
def test_round_trip(connection, table, bucket, notices, unload_options, copy_options):
    connection.execute(f"UNLOAD ('SELECT * FROM t') TO 's3://{bucket}/u/' IAM_ROLE default {unload_options}")
    assert notices == ["UNLOAD completed, 3 record(s) unloaded successfully."]
    connection.execute(f"CREATE TABLE back ({COLUMNS})")
    connection.execute(f"COPY back FROM 's3://{bucket}/u/' IAM_ROLE default TIMEFORMAT 'auto' {copy_options}")
    query = "SELECT * FROM {} ORDER BY a"
    assert connection.execute(query.format("back")).fetchall() == connection.execute(query.format("t")).fetchall()


def test_parquet_round_trip(connection, table, bucket, keys):
    unload = f"UNLOAD ('SELECT * FROM t') TO 's3://{bucket}/p_' IAM_ROLE default FORMAT AS PARQUET"
    assert connection.execute(unload).statusmessage == "UNLOAD"
    assert keys() == ["p_0000_part_00.parquet"]
    connection.execute(f"CREATE TABLE back ({COLUMNS})")
    connection.execute(f"COPY back FROM 's3://{bucket}/p_' IAM_ROLE default PARQUET")
    query = "SELECT * FROM {} ORDER BY a"
    assert connection.execute(query.format("back")).fetchall() == connection.execute(query.format("t")).fetchall()


def test_text_forms(connection, table, bucket, keys, read):
    connection.execute(f"UNLOAD ($$SELECT a, b, d, g FROM t WHERE a <> 2 ORDER BY a$$) TO 's3://{bucket}/v_' IAM_ROLE default")
    assert keys() == ["v_0000_part_00"]
    assert read("v_0000_part_00") == b"1|plain|t|2020-01-02 01:04:05+00\n3|||1999-12-31 00:00:00+00\n"


def test_names_and_manifest(connection, bucket, keys, read):
    connection.execute(
        f"UNLOAD ('SELECT 1 AS n, ''x''::varchar(3) AS s') TO 's3://{bucket}/m_' IAM_ROLE default"
        " CSV HEADER GZIP PARALLEL OFF MANIFEST VERBOSE"
    )
    assert keys() == ["m_000.gz", "m_manifest"]
    assert gzip.decompress(read("m_000.gz")) == b"n,s\n1,x\n"
    size = len(read("m_000.gz"))
    assert json.loads(read("m_manifest")) == {
        "entries": [{"url": f"s3://{bucket}/m_000.gz", "meta": {"content_length": size, "record_count": 2}}],
        "schema": {
            "elements": [
                {"name": "n", "type": {"base": "integer"}},
                {"name": "s", "type": {"base": "character varying", "max_length": 3}},
            ]
        },
        "meta": {"content_length": size, "record_count": 1},
        "author": {"name": "Amazon Redshift", "version": "1.0.0"},
    }
    connection.execute("CREATE TABLE back (n int, s varchar(3))")
    connection.execute(f"COPY back FROM 's3://{bucket}/m_manifest' IAM_ROLE default MANIFEST CSV GZIP IGNOREHEADER 1")
    assert connection.execute("SELECT * FROM back").fetchall() == [(1, "x")]


def test_destination_must_be_empty(connection, s3, bucket, keys):
    s3.boto.put_object(Bucket=bucket, Key="x/old", Body=b"")
    unload = f"UNLOAD ('SELECT 1') TO 's3://{bucket}/x/' IAM_ROLE default "
    with pytest.raises(psycopg.Error, match="Specified unload destination on S3 is not empty"):
        connection.execute(unload)
    connection.execute(unload + "ALLOWOVERWRITE")
    assert keys() == ["x/0000_part_00", "x/old"]
    connection.execute(unload + "CLEANPATH")
    assert keys() == ["x/0000_part_00"]


def test_counts(connection, bucket):
    connection.execute(f"UNLOAD ('SELECT 1 UNION ALL SELECT 2') TO 's3://{bucket}/n' IAM_ROLE default")
    assert connection.execute("SELECT pg_last_unload_count()").fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("SELECT 1 LIMIT 1", psycopg.errors.FeatureNotSupported, "Limit clause is not supported"),
        ("SELECT nope", psycopg.errors.UndefinedColumn, "nope"),
        ("DELETE FROM t", psycopg.errors.SyntaxError, "needs a query"),
    ],
)
def test_refused_queries(connection, bucket, query, error, message):
    with pytest.raises(error, match=message):
        connection.execute(f"UNLOAD ('{query}') TO 's3://{bucket}/q' IAM_ROLE default")


def test_storage_errors(connection, bucket, s3):
    with pytest.raises(psycopg.errors.UndefinedFile, match="bucket does not exist"):
        connection.execute("UNLOAD ('SELECT 1') TO 's3://no-such-bucket/q' IAM_ROLE default")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="access denied"):
        connection.execute(
            f"UNLOAD ('SELECT 1') TO 's3://{bucket}/q' ACCESS_KEY_ID '{s3.access_key}' SECRET_ACCESS_KEY 'wrong'"
        )
