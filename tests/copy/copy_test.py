"""COPY FROM S3.  Doc: dg/r_COPY"""

import datetime
import decimal
import io
import json

import psycopg
import pytest

FAILED = "Load into table '{}' failed.  Check 'stl_load_errors' system table for details."


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def load_error(connection):
    return connection.execute(
        "SELECT trim(filename), line_number, trim(colname), trim(raw_line), trim(raw_field_value), err_code,"
        " trim(err_reason) FROM stl_load_errors ORDER BY starttime DESC, query DESC LIMIT 1"
    ).fetchone()


def test_gzip_csv_parts(connection, put, notices):
    put("d/part-1.csv.gz", 'id,name,price\n1,"a, ""b""",1.50\n2,é,2.259\n')
    url = put("d/part-2.csv.gz", "id,name,price\n3,,\n")
    connection.execute("CREATE TABLE t (id int NOT NULL, name varchar(20), price decimal(8,2))")
    connection.execute(f"COPY t FROM '{url}/d/part' IAM_ROLE default CSV GZIP IGNOREHEADER 1")
    # Surplus digits are cut off, an empty number is NULL, an empty text is not.
    assert rows(connection, "SELECT * FROM t ORDER BY id") == [
        (1, 'a, "b"', decimal.Decimal("1.50")),
        (2, "é", decimal.Decimal("2.25")),
        (3, "", None),
    ]
    assert notices == ["Load into table 't' completed, 3 record(s) loaded successfully."]
    assert rows(connection, "SELECT pg_last_copy_count()") == [(3,)]


def test_tag(connection, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    assert connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default").statusmessage == "COPY"


def test_delimited_defaults(connection, put):
    url = put("a.txt", '1|"x"|\\N\n2||2020-01-02\n')
    connection.execute("CREATE TABLE t (a int, b varchar(10), c date)")
    connection.execute(f"COPY t FROM '{url}/a.txt' IAM_ROLE 'arn:aws:iam::1:role/r'")
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(1, '"x"', None), (2, "", datetime.date(2020, 1, 2))]


@pytest.mark.parametrize("spelling", ["\\t", "\\011"])
def test_tab_delimiter(connection, put, spelling):
    url = put("a.tsv", "1\tx\n")
    connection.execute("CREATE TABLE t (a int, b varchar(10))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default DELIMITER '{spelling}'")
    assert rows(connection, "SELECT * FROM t") == [(1, "x")]


def test_null_handling(connection, put):
    url = put("a", "1,NIL,,  \n")
    connection.execute("CREATE TABLE t (a int, b varchar(5), c varchar(5), d varchar(5))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default CSV NULL AS 'NIL' EMPTYASNULL BLANKSASNULL")
    assert rows(connection, "SELECT * FROM t") == [(1, None, None, None)]


def test_texts_are_fitted(connection, put):
    url = put("a", "abcdef|ab  \n")
    connection.execute("CREATE TABLE t (a varchar(3), b varchar(5))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default TRUNCATECOLUMNS TRIMBLANKS")
    assert rows(connection, "SELECT a, len(b), b FROM t") == [("abc", 2, "ab")]


def test_trailing_blanks_are_ignored_in_comparisons(connection, put):
    url = put("a", "ab  \n")
    connection.execute("CREATE TABLE t (a varchar(9))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    assert rows(connection, "SELECT octet_length(a) FROM t WHERE a = 'ab'") == [(4,)]


def test_rounding(connection, put):
    url = put("a", "20.259|-20.259\n")
    connection.execute("CREATE TABLE t (a decimal(6,2), b decimal(6,2))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default ROUNDEC")
    d = decimal.Decimal
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(d("20.25"), d("-20.25")), (d("20.26"), d("-20.26"))]


@pytest.mark.parametrize(
    ("field", "option", "expected"),
    [
        ("2020-01-02 03:04:05", "", datetime.datetime(2020, 1, 2, 3, 4, 5)),
        ("2020-01-02T03:04:05Z", "TIMEFORMAT 'auto'", datetime.datetime(2020, 1, 2, 3, 4, 5)),
        ("02.01.2020 23:04:05.25", "TIMEFORMAT 'DD.MM.YYYY HH:MI:SS'", datetime.datetime(2020, 1, 2, 23, 4, 5, 250000)),
        ("1577934245", "TIMEFORMAT 'epochsecs'", datetime.datetime(2020, 1, 2, 3, 4, 5)),
        ("1577934245123", "TIMEFORMAT 'epochmillisecs'", datetime.datetime(2020, 1, 2, 3, 4, 5, 123000)),
        ("rubbish", "ACCEPTANYDATE", None),
    ],
)
def test_time_formats(connection, put, field, option, expected):
    url = put("a", f"{field}\n")
    connection.execute("CREATE TABLE t (a timestamp)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {option}")
    assert rows(connection, "SELECT a FROM t") == [(expected,)]


def test_date_formats(connection, put):
    url = put("a", "01/02/2020\n")
    connection.execute("CREATE TABLE t (a date)")
    with pytest.raises(psycopg.Error):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    assert load_error(connection)[5] == 1205
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default DATEFORMAT 'DD/MM/YYYY'")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default DATEFORMAT 'auto'")
    assert rows(connection, "SELECT a FROM t ORDER BY a") == [(datetime.date(2020, 1, 2),), (datetime.date(2020, 2, 1),)]


def test_column_list_defaults_and_identity(connection, put):
    url = put("a", "x|1\ny|2\n")
    connection.execute("CREATE TABLE t (id int IDENTITY(10, 5), a int, b varchar(5), c int DEFAULT 7, d int)")
    connection.execute(f"COPY t (b, a) FROM '{url}/a' IAM_ROLE default")
    assert rows(connection, "SELECT a, b, c, d FROM t ORDER BY a") == [(1, "x", 7, None), (2, "y", 7, None)]
    assert [id % 5 for (id,) in rows(connection, "SELECT id FROM t")] == [0, 0]
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="identity"):
        connection.execute(f"COPY t (b, id) FROM '{url}/a' IAM_ROLE default")
    connection.execute(f"COPY t (b, id) FROM '{url}/a' IAM_ROLE default EXPLICIT_IDS")
    assert rows(connection, "SELECT id, b FROM t WHERE a IS NULL ORDER BY id") == [(1, "x"), (2, "y")]


def test_manifest(connection, put):
    url = put("x/1", "1\n")
    put("x/2", "2\n")
    entries = [{"url": f"{url}/x/2", "mandatory": True}, {"url": f"{url}/x/gone"}]
    put("m", json.dumps({"entries": entries}))
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/m' IAM_ROLE default MANIFEST")
    assert rows(connection, "SELECT a FROM t") == [(2,)]
    entries[1]["mandatory"] = True
    put("m", json.dumps({"entries": entries}))
    with pytest.raises(psycopg.errors.UndefinedFile):
        connection.execute(f"COPY t FROM '{url}/m' IAM_ROLE default MANIFEST")


def test_parquet(connection, put):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = pa.table({"x": pa.array([1, None], pa.int64()), "y": ["a", "b"], "z": [datetime.datetime(2020, 1, 2), None]})
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file)
    url = put("p/1.parquet", file.getvalue())
    connection.execute("CREATE TABLE t (a int, b varchar(5), c timestamp)")
    connection.execute(f"COPY t FROM '{url}/p/' IAM_ROLE default FORMAT AS PARQUET")
    assert rows(connection, "SELECT * FROM t ORDER BY b") == [(1, "a", datetime.datetime(2020, 1, 2)), (None, "b", None)]
    connection.execute("CREATE TABLE u (a int, b date, c timestamp)")
    with pytest.raises(psycopg.errors.DatatypeMismatch, match='incompatible Parquet schema for column "b"'):
        connection.execute(f"COPY u FROM '{url}/p/' IAM_ROLE default FORMAT AS PARQUET")


def test_bad_row_loads_nothing_and_says_why(connection, put):
    url = put("a.csv", "1,x\n2,y\nthree,z\n")
    connection.execute("CREATE TABLE t (a int, b varchar(5))")
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(f"COPY t FROM '{url}/a.csv' IAM_ROLE default CSV")
    diagnostic = caught.value.diag
    assert diagnostic.sqlstate == "XX000"
    assert diagnostic.message_primary == FAILED.format("t")
    for part in (f"{url}/a.csv", "line 3", '"a"', '"three"', "Invalid digit, Value 't', Pos 0, Type: Integer", "1207"):
        assert part in diagnostic.message_detail
    assert load_error(connection) == (
        f"{url}/a.csv", 3, "a", "three,z", "three", 1207, "Invalid digit, Value 't', Pos 0, Type: Integer",
    )  # fmt: skip
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


@pytest.mark.parametrize(
    ("body", "code", "reason"),
    [
        ("1|x|y\n", 1202, "Extra column(s) found"),
        ("1\n", 1214, "Delimiter not found"),
        ("1|abcdef\n", 1204, "String length exceeds DDL length"),
        ("|x\n", 1213, "Missing data for not-null field"),
        ("99999999999|x\n", 1222, "Overflow, value out of range for type integer"),
        (
            b"1|\xa4\n",
            1220,
            "String contains invalid or unsupported UTF-8 codepoints. Bad UTF-8 hex sequence: a4 (error 3)",
        ),
    ],
)
def test_load_errors(connection, put, body, code, reason):
    url = put("a", body)
    connection.execute("CREATE TABLE t (a int NOT NULL, b varchar(5))")
    with pytest.raises(psycopg.Error, match="Load into table 't' failed"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    assert load_error(connection)[5:] == (code, reason)


def test_maxerror(connection, put, notices):
    url = put("a", "1\nx\n2\ny\n")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default MAXERROR 2")
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default MAXERROR 3")
    assert rows(connection, "SELECT a FROM t ORDER BY a") == [(1,), (2,)]
    assert notices == [
        "Load into table 't' completed, 2 record(s) loaded successfully.",
        "Load into table 't' completed, 2 record(s) could not be loaded.  Check 'stl_load_errors' system table for details.",
    ]


def test_noload(connection, put):
    url = put("a", "1\nx\n")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error, match="failed"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default NOLOAD")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default NOLOAD MAXERROR 5")
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


def test_options_of_our_own_reader(connection, put):
    url = put("a", b'1|"x"|a\\|b\n\n2|\'y\'\n3|"z"|\xff\xfe\n')
    connection.execute("CREATE TABLE t (a int, b varchar(5), c varchar(5))")
    connection.execute(
        f"COPY t FROM '{url}/a' IAM_ROLE default"
        " ESCAPE REMOVEQUOTES FILLRECORD IGNOREBLANKLINES ACCEPTINVCHARS AS '^'"
    )
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(1, "x", "a|b"), (2, "y", ""), (3, "z", "^^")]


def test_trailing_delimiter(connection, put):
    url = put("a.tbl", "1|x|\n2|y|\n")
    connection.execute("CREATE TABLE t (a int, b varchar(5))")
    connection.execute(f"COPY t FROM '{url}/a.tbl' IAM_ROLE default DELIMITER '|'")
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(1, "x"), (2, "y")]


def test_zstd(connection, put):
    zstandard = pytest.importorskip("zstandard")
    url = put("a", zstandard.compress(b"1\n2\n"))
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default ZSTD")
    assert rows(connection, "SELECT count(*) FROM t") == [(2,)]


@pytest.mark.parametrize("keyword", ["CSV", "CSV GZIP", "PARQUET"])
def test_file_that_is_not_what_format_says(connection, put, keyword):
    url = put("a", b"\x00\x01rubbish\n" * 10)
    connection.execute("CREATE TABLE t (a int, b int)")
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {keyword}")
    assert caught.value.diag.sqlstate in ("XX000", "22P04")
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


def test_missing_bucket_and_prefix(connection, bucket):
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.errors.UndefinedFile, match="bucket does not exist"):
        connection.execute("COPY t FROM 's3://no-such-bucket/x' IAM_ROLE default")
    with pytest.raises(psycopg.errors.UndefinedFile, match="prefix 'x' does not exist"):
        connection.execute(f"COPY t FROM 's3://{bucket}/x' IAM_ROLE default")


def test_credentials(connection, s3, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    copy = f"COPY t FROM '{url}/a' "
    connection.execute(copy + f"ACCESS_KEY_ID '{s3.access_key}' SECRET_ACCESS_KEY '{s3.secret_key}'")
    connection.execute(
        copy + f"CREDENTIALS 'aws_access_key_id={s3.access_key};aws_secret_access_key={s3.secret_key}' REGION 'eu-west-1'"
    )
    assert rows(connection, "SELECT count(*) FROM t") == [(2,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="access denied"):
        connection.execute(copy + f"ACCESS_KEY_ID '{s3.access_key}' SECRET_ACCESS_KEY 'wrong'")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="authorization"):
        connection.execute(copy)


def test_secrets_stay_secret(connection, server, s3, put):
    url = put("a", "x\n")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(f"COPY t FROM '{url}/a' ACCESS_KEY_ID '{s3.access_key}' SECRET_ACCESS_KEY '{s3.secret_key}'")
    assert s3.secret_key not in str(caught.value) + str(caught.value.diag.message_detail)
    history = rows(connection, "SELECT query_text FROM sys_query_history WHERE query_type = 'COPY'")
    assert history and all(s3.secret_key not in text for (text,) in history)
    assert s3.secret_key not in server.log_tail(10_000)


def test_transactions(connection, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    connection.execute("BEGIN")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    assert rows(connection, "SELECT count(*) FROM t") == [(1,)]
    connection.execute("ROLLBACK")
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


@pytest.mark.parametrize("option", ["ORC", "SHAPEFILE", "SSH", "ENCRYPTED"])
def test_unsupported_options_are_named(connection, put, option):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.errors.FeatureNotSupported, match=option.split()[0]):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {option}")


def test_options_without_effect(connection, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(
        f"COPY t FROM '{url}/a' IAM_ROLE default COMPUPDATE OFF STATUPDATE ON COMPROWS 1000 ENCODING UTF8"
    )
    assert rows(connection, "SELECT count(*) FROM t") == [(1,)]


def test_needs_insert_privilege(connection, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    connection.execute("CREATE USER copy_reader PASSWORD 'Passw0rdX'")
    try:
        connection.execute("SET SESSION AUTHORIZATION copy_reader")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    finally:
        connection.execute("RESET SESSION AUTHORIZATION")
        connection.execute("DROP USER copy_reader")
