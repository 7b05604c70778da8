"""File formats and SerDes of external tables.  Doc: dg/r_CREATE_EXTERNAL_TABLE"""

import datetime
import decimal
import json

import pytest


@pytest.fixture
def create(spectrum):
    """Create spectrum.t with the given columns and clauses."""
    return lambda columns, clauses: spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t ({columns}) {clauses}")


DELIMITED = "ROW FORMAT DELIMITED FIELDS TERMINATED BY '{}' STORED AS TEXTFILE LOCATION '{}'"


def test_text_rules(create, put, rows):
    # A field too few is NULL, one too many is left out; text that is no number is NULL; long texts are cut.
    url = put("t/a", "1|abcdef|2020-01-02\n2|x\nzwei|y|2020-01-03|more\n\\N||bad\n")
    create("i int, v varchar(3), d date", DELIMITED.format("|", f"{url}/t/"))
    assert rows("SELECT * FROM spectrum.t ORDER BY v, d") == [
        (None, "", None), (1, "abc", datetime.date(2020, 1, 2)), (2, "x", None), (None, "y", datetime.date(2020, 1, 3))
    ]


@pytest.mark.parametrize(("written", "character"), [("\\t", "\t"), (",", ","), ("\\001", "\1"), (";", ";")])
def test_delimiters(create, put, rows, written, character):
    url = put("t/a", character.join(["1", "x"]) + "\n")
    create("i int, v varchar(3)", DELIMITED.format(written, f"{url}/t/"))
    assert rows("SELECT * FROM spectrum.t") == [(1, "x")]


def test_default_delimiter(create, put, rows):
    url = put("t/a", "1\1x\n")
    create("i int, v varchar(3)", f"STORED AS TEXTFILE LOCATION '{url}/t/'")
    assert rows("SELECT * FROM spectrum.t") == [(1, "x")]


def test_all_scalar_types(create, put, rows):
    url = put("t/a", "true|1|2|3|1.50|0.5|0.25|ab|cd|2020-02-29|2020-02-29 01:02:03.000004\n")
    create("a boolean, b smallint, c integer, d bigint, e decimal(5,2), f real, g double precision, h char(5), i varchar(5),"
           " j date, k timestamp", DELIMITED.format("|", f"{url}/t/"))
    assert rows("SELECT * FROM spectrum.t") == [
        (True, 1, 2, 3, decimal.Decimal("1.50"), 0.5, 0.25, "ab   ", "cd", datetime.date(2020, 2, 29),
         datetime.datetime(2020, 2, 29, 1, 2, 3, 4))
    ]


def test_header_null_format_and_gzip(create, put, rows):
    put("t/a.gz", "i|v\n1|NIL\n")
    url = put("t/b.gz", "i|v\n2|x\n")
    create("i int, v varchar(3)", DELIMITED.format("|", f"{url}/t/") +
           " TABLE PROPERTIES ('skip.header.line.count'='1', 'serialization.null.format'='NIL')")
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == [(1, None), (2, "x")]


def test_escapes(create, put, rows):
    url = put("t/a", "1|a\\|b\\\\c\n")
    create("i int, v varchar(9)", f"ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' ESCAPED BY '\\\\' STORED AS TEXTFILE LOCATION '{url}/t/'")
    assert rows("SELECT * FROM spectrum.t") == [(1, "a|b\\c")]


def test_hidden_and_nested_files(create, put, rows):
    for key in ("t/_x", "t/.x", "t/#x", "t/x~", "t/empty", "tx/other"):
        put(key, "" if key == "t/empty" else "9\n")
    put("t/sub/folder/a", "1\n")
    url = put("t/a", "2\n")
    create("i int", DELIMITED.format("|", f"{url}/t/"))
    assert rows("SELECT i FROM spectrum.t ORDER BY 1") == [(1,), (2,)]


def test_manifest(create, put, rows, bucket):
    put("data/a", "1\n")
    put("data/b", "2\n")
    put("data/c", "3\n")
    entries = [{"url": f"s3://{bucket}/data/{name}", "mandatory": False, "meta": {"content_length": 2}} for name in "acx"]
    url = put("m.manifest", json.dumps({"entries": entries}))
    create("i int", DELIMITED.format("|", f"{url}/m.manifest"))
    assert rows("SELECT i FROM spectrum.t ORDER BY 1") == [(1,), (3,)]


def test_missing_location_is_empty(create, bucket, rows):
    create("i int", DELIMITED.format("|", f"s3://{bucket}/nothing/"))
    assert rows("SELECT count(*) FROM spectrum.t") == [(0,)]


def test_open_csv(create, put, rows):
    url = put("t/a.csv", 'id,text\n1,"a, ""b"""\n2,\'plain\'\n3,"c\\"d"\n')
    create("id int, v varchar(20)", f"ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'"
           f" WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"', 'escapeChar' = '\\\\') STORED AS TEXTFILE LOCATION '{url}/t/'"
           " TABLE PROPERTIES ('skip.header.line.count'='1')")
    assert rows("SELECT id, v FROM spectrum.t WHERE id = 2") == [(2, "'plain'")]


def test_regex(create, put, rows):
    url = put("t/log", "10.0.0.1 - GET /a 200\nno match\n")
    create("host varchar(20), path varchar(20), status int",
           "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe' WITH SERDEPROPERTIES"
           f" ('input.regex' = '([^ ]*) - GET ([^ ]*) ([0-9]*)') STORED AS TEXTFILE LOCATION '{url}/t/'")
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == [("10.0.0.1", "/a", 200), (None, None, None)]


JSON = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' {} STORED AS TEXTFILE LOCATION '{}/t/'"


def test_json(create, put, rows):
    url = put("t/a", '{"ID": 1, "name": "x", "when": "2020-01-01 00:00:00"}\n{"id": 2, "extra": [1]}\n')
    create('id int, name varchar(5), "when" timestamp', JSON.format("", url))
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == [(1, "x", datetime.datetime(2020, 1, 1)), (2, None, None)]


def test_json_options(create, put, rows):
    url = put("t/a", '{"ts": 5}\nbroken\n')
    create("i int", JSON.format("WITH SERDEPROPERTIES ('mapping.i' = 'ts', 'ignore.malformed.json' = 'true')", url))
    assert rows("SELECT sum(i) FROM spectrum.t") == [(5,)]


def test_json_outer_array(create, put, rows):
    url = put("t/a", '[{"i": 1}, {"i": 2}]')
    create("i int", JSON.format("WITH SERDEPROPERTIES ('strip.outer.array' = 'true')", url))
    assert rows("SELECT sum(i) FROM spectrum.t") == [(3,)]


def test_malformed_json_fails(create, put, rows):
    url = put("t/a", '{"i": 1}\nbroken\n')
    create("i int", JSON.format("", url))
    with pytest.raises(Exception, match="Spectrum Scan Error"):
        rows("SELECT sum(i) FROM spectrum.t")


def test_parquet_by_name(create, put_parquet, rows):
    put_parquet("t/a.parquet", {"V": ["x"], "i": [1]})
    url = put_parquet("t/b.parquet", {"i": [2], "other": [True]})
    create("i bigint, v varchar(5), missing int", f"STORED AS PARQUET LOCATION '{url}/t/'")
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == [(1, "x", None), (2, None, None)]


def test_parquet_misfit(create, put_parquet, rows):
    url = put_parquet("t/a.parquet", {"i": ["text"]})
    create("i int", f"STORED AS PARQUET LOCATION '{url}/t/'")
    with pytest.raises(Exception, match="Spectrum Scan Error") as failure:
        rows("SELECT i FROM spectrum.t")
    assert "has an incompatible Parquet schema for column" in failure.value.diag.message_detail
    assert failure.value.sqlstate == "XX000"


def test_no_parquet_at_all(create, put, rows, s3):
    url = put("t/a.parquet", "this is text, not Parquet")
    create("i int", f"STORED AS PARQUET LOCATION '{url}/t/'")
    with pytest.raises(Exception, match="Spectrum Scan Error") as failure:
        rows("SELECT i FROM spectrum.t")
    assert s3.access_key not in str(failure.value)


@pytest.mark.parametrize(("format_", "name"), [("ION", "ION"), ("RCFILE", "RCFILE"), ("SEQUENCEFILE", "SEQUENCEFILE")])
def test_formats_that_are_not_read(create, put, rows, format_, name):
    url = put("t/a", "x")
    create("i int", f"STORED AS {format_} LOCATION '{url}/t/'")
    with pytest.raises(Exception, match=f"reading {name} files is not supported"):
        rows("SELECT i FROM spectrum.t")


CLEANSED = "STORED AS TEXTFILE LOCATION '{}/t/' TABLE PROPERTIES ('data_cleansing_enabled'='true', {})"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("'surplus_char_handling'='SET_TO_NULL'", [(1, None), (2, "ab")]),
        ("'surplus_char_handling'='TRUNCATE'", [(1, "abc"), (2, "ab")]),
        ("'surplus_char_handling'='DROP_ROW'", [(2, "ab")]),
        ("'numeric_overflow_handling'='DISABLED'", [(1, None), (2, "ab")]),
    ],
)
def test_surplus_characters(create, put, rows, properties, expected):
    url = put("t/a", "1\1abcdef\n2\1ab\n")
    create("i int, v varchar(3)", CLEANSED.format(url, properties))
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == expected


def test_surplus_characters_fail(create, put, rows):
    url = put("t/a", "1\1abcdef\n")
    create("i int, v varchar(3)", CLEANSED.format(url, "'surplus_char_handling'='FAIL'"))
    with pytest.raises(Exception, match="Spectrum Scan Error"):
        rows("SELECT v FROM spectrum.t")


@pytest.mark.parametrize(
    ("handling", "expected"), [("SET_TO_NULL", [(1, None), (2, "x"), (3, "y")]), ("DROP_ROW", [(2, "x")])]
)
def test_column_count(create, put, rows, handling, expected):
    url = put("t/a", "1\n2\1x\n3\1y\1z\n")
    create("i int, v varchar(3)", CLEANSED.format(url, f"'column_count_mismatch_handling'='{handling}'"))
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == expected


def test_wrong_property(create, bucket):
    with pytest.raises(Exception, match='invalid value for table property "surplus_char_handling"'):
        create("i int", CLEANSED.format(f"s3://{bucket}", "'surplus_char_handling'='SOMETIMES'"))


def test_avro(create, put, rows, tmp_path):
    import duckdb

    from tests.support.paths import DEPS

    writer = duckdb.connect()
    writer.execute(f"LOAD '{DEPS / 'extensions' / 'avro.duckdb_extension'}'")
    writer.execute(f"COPY (SELECT 1::int AS i, 'x' AS v, 1.5::double AS d) TO '{tmp_path / 'a.avro'}' (FORMAT avro)")
    url = put("t/a.avro", (tmp_path / "a.avro").read_bytes())
    create("v varchar(5), i int, d double precision, missing int", f"STORED AS AVRO LOCATION '{url}/t/'")
    assert rows("SELECT * FROM spectrum.t") == [("x", 1, 1.5, None)]
