"""UNLOAD: formats, names, partitions, sizes.  Doc: dg/r_UNLOAD, dg/r_UNLOAD_command_examples"""

import bz2
import gzip
import io
import json
import re

import psycopg
import pyarrow.parquet
import pytest

from tests.copy.errors import rows


@pytest.fixture
def unload(connection, bucket):
    """Unload a query below `u/` of the bucket."""

    def run(query: str, options: str = "", prefix: str = "u/") -> None:
        connection.execute(f"UNLOAD ($${query}$$) TO 's3://{bucket}/{prefix}' IAM_ROLE default {options}")

    return run


def test_json(unload, keys, read):
    unload(
        "SELECT 1 AS id, 'a\"b\n'::varchar AS s, 1.50::decimal(8,2) AS d, true AS b, NULL::int AS n,"
        " '2020-01-02'::date AS day, json_parse('{\"k\": [1, \"x\"]}') AS doc, 0.5::float8 AS f",
        "FORMAT JSON",
    )
    assert keys() == ["u/0000_part_00"]
    line = read("u/0000_part_00").decode()
    assert line.endswith("}\n")
    assert json.loads(line) == {
        "id": 1, "s": 'a"b\n', "d": 1.5, "b": "t", "n": None, "day": "2020-01-02", "doc": {"k": [1, "x"]}, "f": 0.5,
    }  # fmt: skip
    assert '"d":1.50,' in line


def test_json_without_rows_writes_nothing(unload, keys):
    unload("SELECT 1 AS a WHERE 1 = 0", "JSON")
    assert keys() == []


def test_text_without_rows_writes_an_empty_object(unload, keys, read):
    unload("SELECT 1 AS a WHERE 1 = 0")
    assert keys() == ["u/0000_part_00"] and read("u/0000_part_00") == b""


def test_json_names_must_differ(unload):
    with pytest.raises(psycopg.errors.DuplicateColumn, match="unique"):
        unload("SELECT 1 AS a, 2 AS a", "JSON")


def test_fixed_width(unload, read):
    unload("SELECT 7 AS a, 'é x'::varchar AS b, NULL::varchar AS c, 'toolong'::varchar AS d", "FIXEDWIDTH AS 'a:3,b:5,c:2,d:4'")
    assert read("u/0000_part_00").decode() == "7  é x    tool\n"


def test_fixed_width_errors(unload):
    with pytest.raises(psycopg.errors.StringDataRightTruncation, match="fixed width"):
        unload("SELECT 1234 AS a", "FIXEDWIDTH 'a:3'")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="2 widths"):
        unload("SELECT 1 AS a", "FIXEDWIDTH 'a:3,b:4'")


@pytest.mark.parametrize(("keyword", "suffix", "decompress"), [("GZIP", ".gz", gzip.decompress), ("BZIP2", ".bz2", bz2.decompress)])
def test_compressions(unload, keys, read, keyword, suffix, decompress):
    unload("SELECT 'x' AS a", f"CSV {keyword}")
    assert keys() == [f"u/0000_part_00{suffix}"]
    assert decompress(read(keys()[0])) == b"x\n"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("", "v_0000_part_00"),
        ("PARALLEL OFF", "v_000"),
        ("PARALLEL FALSE GZIP", "v_000.gz"),
        ("PARQUET", "v_0000_part_00.parquet"),
        ("PARQUET PARALLEL OFF", "v_000.parquet"),
        ("CSV GZIP EXTENSION 'csv.gz'", "v_0000_part_00.csv.gz"),
        ("JSON EXTENSION '.json'", "v_0000_part_00.json"),
    ],
)
def test_names(unload, keys, options, name):
    unload("SELECT 1 AS a", options, prefix="v_")
    assert keys() == [name]


def test_header_and_quotes(unload, read):
    unload("SELECT 'x,y' AS \"a,b\", 1 AS c", "CSV HEADER")
    assert read("u/0000_part_00") == b'"a,b",c\n"x,y",1\n'


def test_escape_and_addquotes(unload, read):
    unload("SELECT 'a|\"b\"\\\\c\nd'::varchar AS a, NULL::varchar AS n", "ESCAPE ADDQUOTES NULL AS '\\\\N'")
    assert read("u/0000_part_00") == b'"a\\|\\"b\\"\\\\c\\\nd"|\\N\n'


PARTITIONS = "SELECT 1 AS id, 'x/y'::varchar AS p, '2020-01-02'::date AS d UNION ALL SELECT 2, 'x/y', NULL UNION ALL SELECT 3, 'z', '2020-01-02'"


@pytest.mark.parametrize("options", ["CSV", "JSON", "PARQUET"])
def test_partitions(unload, keys, read, options):
    unload(PARTITIONS, f"{options} PARTITION BY (p, d) MANIFEST", prefix="out")
    suffix = ".parquet" if options == "PARQUET" else ""
    assert keys() == [
        "out/manifest",
        f"out/p=x%2Fy/d=2020-01-02/0000_part_00{suffix}",
        f"out/p=x%2Fy/d=__HIVE_DEFAULT_PARTITION__/0000_part_00{suffix}",
        f"out/p=z/d=2020-01-02/0000_part_00{suffix}",
    ]
    assert len(json.loads(read("out/manifest"))["entries"]) == 3
    body = read(keys()[3])
    if options == "CSV":
        assert body == b"3\n"
    elif options == "JSON":
        assert json.loads(body) == {"id": 3}
    else:
        assert pyarrow.parquet.ParquetFile(io.BytesIO(body)).read().to_pylist() == [{"id": 3}]


def test_partition_include(unload, read):
    unload("SELECT 1 AS id, 'x' AS p", "CSV PARTITION BY (p) INCLUDE")
    assert read("u/p=x/0000_part_00") == b"1,x\n"


@pytest.mark.parametrize(
    ("query", "columns", "error"),
    [
        ("SELECT 1 AS a, 2 AS b", "c", psycopg.errors.UndefinedColumn),
        ("SELECT 1 AS a, 2 AS b", "a, a", psycopg.errors.DuplicateColumn),
        ("SELECT 1 AS a", "a", psycopg.errors.InvalidParameterValue),
        ("SELECT 1 AS a, '10:00'::time AS b", "b", psycopg.errors.FeatureNotSupported),
    ],
)
def test_bad_partitions(unload, query, columns, error):
    with pytest.raises(error):
        unload(query, f"PARTITION BY ({columns})")


def test_cleanpath_with_partitions(unload, keys, s3, bucket):
    for key in ("u/p=1/old", "u/p=2/old"):
        s3.boto.put_object(Bucket=bucket, Key=key, Body=b"")
    unload("SELECT 5 AS a, 1 AS p", "PARTITION BY (p) CLEANPATH")
    assert keys() == ["u/p=1/0000_part_00", "u/p=2/old"]


@pytest.mark.parametrize("options", ["", "PARALLEL OFF", "JSON PARALLEL OFF", "CSV GZIP PARALLEL OFF"])
def test_file_sizes(connection, unload, keys, s3, bucket, read, options):
    # Text that hardly compresses, about 16 MB.
    query = "SELECT n, md5(n::varchar) || md5((n + 1)::varchar) AS t FROM (SELECT row_number() OVER () AS n FROM stl_numbers)"
    connection.execute("CREATE TABLE numbers (n int)")
    connection.execute("INSERT INTO numbers VALUES (1)")
    for _ in range(18):
        connection.execute("INSERT INTO numbers SELECT n FROM numbers LIMIT 220000")
    query = query.replace("stl_numbers", "numbers LIMIT 220000")
    unload(query, f"{options} MAXFILESIZE 5 MB")
    assert len(keys()) >= 2
    sizes = [s3.boto.head_object(Bucket=bucket, Key=key)["ContentLength"] for key in keys()]
    assert all(size <= 5 << 20 for size in sizes) and max(sizes) > 3 << 20
    bodies = [gzip.decompress(read(key)) if "GZIP" in options else read(key) for key in keys()]
    lines = b"".join(bodies).decode().splitlines()
    numbers = [int(re.search(r"\d+", line).group()) for line in lines]
    assert sorted(numbers) == list(range(1, 220001))
    if "PARALLEL OFF" in options:
        assert [key.removesuffix(".gz") for key in keys()[:2]] == ["u/000", "u/001"]
    else:
        assert "u/0000_part_01" in {key.removesuffix(".gz") for key in keys()}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ("MAXFILESIZE 4 MB", psycopg.errors.InvalidParameterValue, "MAXFILESIZE must be between 5 MB and 6.2 GB"),
        ("MAXFILESIZE 7 GB", psycopg.errors.InvalidParameterValue, "MAXFILESIZE must be between"),
        ("PARQUET ROWGROUPSIZE 16 MB", psycopg.errors.InvalidParameterValue, "ROWGROUPSIZE must be between 32 MB and 128 MB"),
        ("ROWGROUPSIZE 32 MB", psycopg.errors.FeatureNotSupported, "ROWGROUPSIZE"),
        ("PARQUET HEADER", psycopg.errors.FeatureNotSupported, "HEADER"),
        ("PARQUET GZIP", psycopg.errors.FeatureNotSupported, "GZIP"),
        ("PARQUET DELIMITER ','", psycopg.errors.FeatureNotSupported, "DELIMITER"),
        ("PARQUET NULL AS 'x'", psycopg.errors.FeatureNotSupported, "NULL"),
        ("JSON HEADER", psycopg.errors.FeatureNotSupported, "HEADER"),
        ("JSON DELIMITER ','", psycopg.errors.FeatureNotSupported, "DELIMITER"),
        ("JSON ESCAPE", psycopg.errors.FeatureNotSupported, "ESCAPE"),
        ("JSON ADDQUOTES", psycopg.errors.FeatureNotSupported, "ADDQUOTES"),
        ("JSON NULL AS 'x'", psycopg.errors.FeatureNotSupported, "NULL"),
        ("JSON FIXEDWIDTH 'a:1'", psycopg.errors.SyntaxError, "conflicting"),
        ("CSV FIXEDWIDTH 'a:1'", psycopg.errors.SyntaxError, "conflicting"),
        ("CSV ADDQUOTES", psycopg.errors.FeatureNotSupported, "ADDQUOTES"),
        ("FIXEDWIDTH 'a:1' DELIMITER ','", psycopg.errors.FeatureNotSupported, "DELIMITER"),
        ("FIXEDWIDTH 'a:1' HEADER", psycopg.errors.FeatureNotSupported, "HEADER"),
        ("ALLOWOVERWRITE CLEANPATH", psycopg.errors.SyntaxError, "conflicting"),
        ("KMS_KEY_ID 'k'", psycopg.errors.InvalidParameterValue, "only with ENCRYPTED"),
        ("ENCRYPTED", psycopg.errors.FeatureNotSupported, "KMS_KEY_ID"),
        ("MASTER_SYMMETRIC_KEY 'k' ENCRYPTED", psycopg.errors.FeatureNotSupported, "client-side"),
        ("DELIMITER 'ab'", psycopg.errors.InvalidParameterValue, "single ASCII character"),
    ],
)
def test_options_that_do_not_go_together(unload, keys, options, error, message):
    with pytest.raises(error, match=message):
        unload("SELECT 1 AS a", options)
    assert keys() == []


def test_a_query_that_fails_leaves_nothing(connection, unload, keys):
    connection.execute("CREATE TABLE t (a int)")
    connection.execute("INSERT INTO t VALUES (1), (0)")
    with pytest.raises(psycopg.errors.DivisionByZero):
        unload("SELECT 1 / a FROM t ORDER BY a DESC")
    assert keys() == []


def test_parquet_rows_and_types(unload, read):
    unload(
        "SELECT 1::smallint AS a, 2 AS b, 3::bigint AS c, 1.25::decimal(8,2) AS d, 0.5::real AS e, true AS f, 'x'::char(3) AS g,"
        " '2020-01-02'::date AS h, '2020-01-02 03:04:05.25'::timestamp AS i, '2020-01-02 03:04:05+02'::timestamptz AS j",
        "PARQUET ROWGROUPSIZE 64 MB",
    )
    schema = pyarrow.parquet.ParquetFile(io.BytesIO(read("u/0000_part_00.parquet"))).schema_arrow
    assert [str(field.type) for field in schema] == [
        "int16", "int32", "int64", "decimal128(8, 2)", "float", "bool", "string", "date32[day]", "timestamp[us]", "timestamp[us]",
    ]  # fmt: skip


def test_parquet_without_rows(unload, keys):
    unload("SELECT 1 AS a WHERE 1 = 0", "PARQUET")
    assert keys() == ["u/0000_part_00.parquet"]
