"""COPY and UNLOAD when the object store fails, and when files are not what they should be: a clear error or success, never half of it."""

import csv
import io
import pathlib
import threading
import time

import psycopg
import pytest

from tests.copy.errors import load_errors, rows
from tests.support.faulty_proxy import FaultyProxy
from tests.support.server import Server

TABLE = "CREATE TABLE t (a int, b varchar(40))"
LINE_COUNT = 400_000
LINES = "".join(f"{i}|text of line {i}\n" for i in range(LINE_COUNT))


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory, s3):
    """A server that reaches S3 through a proxy, and the proxy."""
    with FaultyProxy(s3.port) as proxy:
        environment = {**s3.environment, "AWS_ENDPOINT_URL_S3": proxy.endpoint}
        with Server(tmp_path_factory.mktemp("proxied"), environment=environment) as server:
            yield server, proxy


@pytest.fixture
def faulty(behind_proxy):
    """A connection to that server and the proxy, which fails no more and has seen nothing yet."""
    server, proxy = behind_proxy
    proxy.faults.clear()
    proxy.requests.clear()
    proxy.only = lambda method, path: True
    with psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS t")
        yield connection, proxy


@pytest.mark.parametrize("status", [500, 503])
def test_a_bucket_that_is_away_for_a_while(faulty, put, status):
    connection, proxy = faulty
    url = put("d/1", LINES)
    connection.execute(TABLE)
    proxy.faults.extend([status] * 3 + [None] + [status] * 2)
    connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    assert rows(connection, "SELECT count(*), max(a) FROM t") == [(LINE_COUNT, LINE_COUNT - 1)]


def test_connections_that_break_half_way(faulty, put):
    connection, proxy = faulty
    url = put("d/1", LINES)
    connection.execute(TABLE)
    proxy.only = lambda method, path: method == "GET" and "list-type" not in path
    proxy.faults.extend(["cut", None, "cut", "cut"])
    connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    assert rows(connection, "SELECT count(*), count(DISTINCT a) FROM t") == [(LINE_COUNT, LINE_COUNT)]


def test_an_outage_that_lasts_fails_and_loads_nothing(faulty, put):
    connection, proxy = faulty
    url = put("d/1", LINES)
    put("d/2", LINES)
    connection.execute(TABLE)
    proxy.only = lambda method, path: path.split("?")[0].endswith("/2")
    proxy.faults.extend([503] * 100)
    with pytest.raises(psycopg.errors.IoError, match="S3 request failed") as caught:
        connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    detail = caught.value.diag.message_detail
    assert "-----" in detail and "context:   S3 key being read" in detail and "code:      8001" in detail
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


def test_unload_tries_again(faulty, bucket, keys, read):
    connection, proxy = faulty
    proxy.only = lambda method, path: method == "PUT"
    proxy.faults.extend([503, 500])
    connection.execute(f"UNLOAD ('SELECT 1') TO 's3://{bucket}/u_' IAM_ROLE default")
    assert keys() == ["u_0000_part_00"] and read("u_0000_part_00") == b"1\n"


def test_an_unload_that_fails_takes_back_what_it_wrote(faulty, bucket, keys, s3):
    connection, proxy = faulty
    connection.execute("CREATE TABLE t AS SELECT 1 AS n")
    for _ in range(19):
        connection.execute("INSERT INTO t SELECT n FROM t")
    proxy.only = lambda method, path: method == "PUT" and "partNumber=3" in path
    proxy.faults.extend([503] * 100)
    with pytest.raises(psycopg.errors.IoError):
        connection.execute(
            f"UNLOAD ('SELECT random() AS r, md5(random()::varchar) AS m, md5(random()::varchar) AS o FROM t')"
            f" TO 's3://{bucket}/u_' IAM_ROLE default PARALLEL OFF"
        )
    proxy.faults.clear()
    assert keys() == []
    assert "Uploads" not in s3.boto.list_multipart_uploads(Bucket=bucket)


def test_multi_part_uploads(faulty, bucket, keys, s3):
    connection, proxy = faulty
    connection.execute("CREATE TABLE t AS SELECT 1 AS n")
    for _ in range(19):
        connection.execute("INSERT INTO t SELECT n FROM t")
    connection.execute(f"UNLOAD ('SELECT md5(random()::varchar) || md5(random()::varchar) FROM t') TO 's3://{bucket}/u_' IAM_ROLE default PARALLEL OFF")
    assert keys() == ["u_000"]
    assert s3.boto.head_object(Bucket=bucket, Key="u_000")["ContentLength"] == 65 * 2**19
    assert sum("partNumber" in path for _, path, _ in proxy.requests) == 3


def test_encryption_is_asked_of_the_store(faulty, bucket):
    connection, proxy = faulty
    for options, expected in [
        ("ENCRYPTED AUTO", {"x-amz-server-side-encryption": "aws:kms"}),
        ("KMS_KEY_ID 'arn:key' ENCRYPTED", {"x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": "arn:key"}),
        ("", {}),
    ]:
        proxy.requests.clear()
        proxy.faults.extend([None, None])
        try:
            connection.execute(f"UNLOAD ('SELECT 1') TO 's3://{bucket}/e_' IAM_ROLE default ALLOWOVERWRITE {options}")
        except psycopg.errors.IoError:
            assert options  # the S3 server of the tests has no keys
        (headers,) = [headers for method, _, headers in proxy.requests if method == "PUT"][:1]
        found = {name.lower(): value for name, value in headers.items() if name.lower().startswith("x-amz-server-side")}
        assert found == expected


def test_more_than_a_thousand_objects(connection, s3, bucket):
    folder = pathlib.Path(s3.folder) / "buckets" / bucket / "many"
    folder.mkdir()
    for i in range(1203):
        (folder / f"{i:04}").write_text(f"{i}|x\n")
    connection.execute(TABLE)
    connection.execute(f"COPY t FROM 's3://{bucket}/many/' IAM_ROLE default")
    assert rows(connection, "SELECT count(*), sum(a) FROM t") == [(1203, sum(range(1203)))]
    assert rows(connection, "SELECT count(*) FROM stl_load_commits WHERE query = pg_last_copy_id()") == [(1203,)]


def test_an_endpoint_that_is_not_there(tmp_path, s3):
    environment = {**s3.environment, "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9"}
    with Server(tmp_path / "server", environment=environment) as server, psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute(TABLE)
        with pytest.raises(psycopg.errors.IoError, match="could not reach http://127.0.0.1:9"):
            connection.execute("COPY t FROM 's3://b/k' IAM_ROLE default")


def test_cancel_while_the_store_does_not_answer(faulty, put):
    connection, proxy = faulty
    url = put("d/1", LINES)
    connection.execute(TABLE)
    proxy.only = lambda method, path: "list-type" not in path
    proxy.faults.extend([503] * 1000)
    timer = threading.Timer(0.5, connection.cancel)
    timer.start()
    start = time.monotonic()
    with pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    assert time.monotonic() - start < 60
    timer.join()


@pytest.mark.parametrize("transaction", [False, True])
@pytest.mark.parametrize(
    ("body", "options", "errors"),
    [
        ("1|a\n\n2|b\n", "", [(2, 1211)]),
        ("1|a\n2|b\n\n", "", [(3, 1211)]),
        ("\n1|a\n", "", [(1, 1211)]),
        ('1,"a\n', "CSV", [(1, 1216)]),
        ('1,"a"b\n', "CSV", [(1, 1216)]),
        ("1|a|x\n", "", [(1, 1202)]),
        ("1\n", "", [(1, 1214)]),
        (b"1|\xff\n", "", [(1, 1220)]),
        (b"1|\xe0\xa1\xc7\n", "", [(1, 1220)]),
    ],
)
def test_bad_rows(connection, put, body, options, errors, transaction):
    url = put("a", body)
    connection.execute(TABLE)
    if transaction:
        connection.execute("BEGIN")
    with pytest.raises(psycopg.Error, match="Load into table 't' failed"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {options}")
    if transaction:
        connection.execute("ROLLBACK")
    assert [(line, code) for line, code, _ in load_errors(connection)] == errors
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


@pytest.mark.parametrize("transaction", [False, True])
@pytest.mark.parametrize(
    ("body", "options"),
    [
        ("1|a\n\n2|b\n\n", "IGNOREBLANKLINES"),
        ('1, "a" \n2 ,b\n', "CSV"),
        ("1|a\r\n2|b\n", ""),
        ("1|a\r2|b\r", ""),
        ("h\n\nx\n1|a\n2|b", "IGNOREHEADER 3"),
    ],
)
def test_odd_files_that_are_good(connection, put, body, options, transaction):
    url = put("a", body)
    connection.execute(TABLE)
    if transaction:
        connection.execute("BEGIN")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {options}")
    if transaction:
        connection.execute("COMMIT")
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(1, "a"), (2, "b")]


def test_empty_objects(connection, put):
    url = put("d/1", "")
    connection.execute(TABLE)
    connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    put("d/2", "1|x\n")
    connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default CSV DELIMITER '|'")
    connection.execute(f"COPY t FROM '{url}/d/1' IAM_ROLE default JSON 'auto'")
    assert rows(connection, "SELECT * FROM t") == [(1, "x")]


def test_csv_quotes_and_lines(connection, put):
    text = io.StringIO()
    values = [(1, 'a "quoted", b'), (2, "two\nlines\n\nand more"), (3, "")]
    csv.writer(text).writerows(values)
    url = put("a", text.getvalue())
    connection.execute(TABLE)
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default CSV")
    assert rows(connection, "SELECT * FROM t ORDER BY a") == values


@pytest.mark.parametrize(
    ("encoding", "option"),
    [("utf-16", "UTF16"), ("utf-16-le", "UTF16LE"), ("utf-16-be", "UTF16BE"), ("latin-1", "ISO88591")],
)
def test_encodings(connection, put, encoding, option):
    url = put("a", "1|é ü\n2|x\n".encode(encoding))
    connection.execute(TABLE)
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default ENCODING AS {option}")
    assert rows(connection, "SELECT * FROM t ORDER BY a") == [(1, "é ü"), (2, "x")]


@pytest.mark.parametrize(
    ("body", "option"),
    [("1|x\n".encode("utf-16-le"), "UTF16"), ("1|x\n".encode("utf-16")[:-1], "UTF16"), (b"\xfe\xff" + "1|x\n".encode("utf-16-be"), "UTF16LE")],
)
def test_wrong_encodings(connection, put, body, option):
    url = put("a", body)
    connection.execute(TABLE)
    with pytest.raises(psycopg.errors.BadCopyFileFormat):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default ENCODING {option}")


def test_file_roots(tmp_path, s3):
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text("1|x\n")
    (inside / "link").symlink_to(outside)
    server = Server(tmp_path / "server", environment=s3.environment, options=("--file-roots", str(inside)))
    with server, psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute(TABLE)
        connection.execute(f"COPY t FROM 'file://{inside}/a' IAM_ROLE default")
        connection.execute(f"UNLOAD ('SELECT * FROM t') TO 'file://{inside}/u/x_' IAM_ROLE default")
        assert (inside / "u" / "x_0000_part_00").read_text() == "1|x\n"
        assert [path.name for path in (inside / "u").iterdir()] == ["x_0000_part_00"]
        for path in (outside, inside / ".." / "out", inside / "link"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"COPY t FROM 'file://{path}/a' IAM_ROLE default")


@pytest.mark.parametrize("source", ["dynamodb://table", "emr://j-1/out/*"])
def test_other_sources(connection, source):
    connection.execute(TABLE)
    with pytest.raises(psycopg.errors.FeatureNotSupported, match=source.split(":")[0]):
        connection.execute(f"COPY t FROM '{source}' IAM_ROLE default")
