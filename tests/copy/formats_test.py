"""COPY of fixed-width text, Avro, and every compression.  Doc: dg/copy-parameters-data-format, dg/copy-parameters-file-compression"""

import bz2
import gzip
import io
import lzma
import subprocess

import fastavro
import psycopg
import pytest

from tests.copy.errors import load_errors, rows


def lzop(data: bytes) -> bytes:
    return subprocess.run(["lzop", "-c"], input=data, capture_output=True, check=True).stdout


LINES = b"".join(b"%d|%s\n" % (i, b"x" * (i % 50)) for i in range(200_000))


@pytest.mark.parametrize(("keyword", "compress"), [("GZIP", gzip.compress), ("BZIP2", bz2.compress), ("LZOP", lzop)])
def test_compressions(connection, put, keyword, compress):
    # Several members one after the other are one file.
    url = put("a", compress(LINES) + compress(b"-1|end\n"))
    connection.execute("CREATE TABLE t (a int, b varchar(50))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {keyword}")
    assert rows(connection, "SELECT count(*), sum(a), sum(len(b)) FROM t") == [
        (200_001, sum(range(200_000)) - 1, sum(i % 50 for i in range(200_000)) + 3)
    ]


@pytest.mark.parametrize(("keyword", "compress"), [("GZIP", gzip.compress), ("BZIP2", bz2.compress), ("LZOP", lzop)])
@pytest.mark.parametrize("damage", ["cut", "flipped", "other"])
def test_damaged_files(connection, put, keyword, compress, damage):
    data = compress(LINES)
    middle = len(data) // 2
    data = {"cut": data[:middle], "flipped": data[:middle] + b"\xff\x00\xff\x00" + data[middle + 4 :], "other": lzma.compress(LINES)}[damage]
    url = put("a", data)
    connection.execute("CREATE TABLE t (a int, b varchar(50))")
    with pytest.raises(psycopg.errors.BadCopyFileFormat, match=f"is not a {keyword.lower()} file, or it is damaged"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default {keyword}")
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


def test_fixed_width(connection, put):
    # Doc: dg/r_COPY_command_examples, "Load VENUE from a fixed-width data file"
    url = put(
        "venue_fw.txt",
        "1  Toyota Park               Bridgeview  IL0\n"
        "2  Columbus Crew Stadium     Columbus    OH0\n"
        "6  New York Giants Stadium   East RutherfNJ80242\n",
    )
    connection.execute("CREATE TABLE venue (venueid int, venuename varchar(25), venuecity varchar(12), venuestate char(2), venueseats int)")
    connection.execute(
        f"COPY venue FROM '{url}/venue_fw.txt' IAM_ROLE default"
        " FIXEDWIDTH 'venueid:3,venuename:26,venuecity:12,venuestate:2,venueseats:6' TRIMBLANKS"
    )
    assert rows(connection, "SELECT * FROM venue ORDER BY 1") == [
        (1, "Toyota Park", "Bridgeview", "IL", 0),
        (2, "Columbus Crew Stadium", "Columbus", "OH", 0),
        (6, "New York Giants Stadium", "East Rutherf", "NJ", 80242),
    ]


def test_fixed_width_counts_characters(connection, put):
    url = put("a", "é1 \n12 \n")
    connection.execute("CREATE TABLE t (a varchar(4), b int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default FORMAT FIXEDWIDTH AS '0:1,1:2'")
    assert rows(connection, "SELECT * FROM t ORDER BY b") == [("é", 1), ("1", 2)]


def test_fixed_width_lines_of_other_lengths(connection, put):
    url = put("a", "abc\nab12\nab1234\n")
    connection.execute("CREATE TABLE t (a char(2), b int, c int)")
    copy = f"COPY t FROM '{url}/a' IAM_ROLE default FIXEDWIDTH '0:2,1:1,2:1' MAXERROR 5"
    connection.execute(copy)
    assert rows(connection, "SELECT * FROM t") == [("ab", 1, 2)]
    assert [(line, code) for line, code, _ in load_errors(connection)] == [(1, 1203), (3, 1216)]


@pytest.mark.parametrize("spec", ["", "a", "a:", "a:0", "a:x", "a:3,"])
def test_bad_fixed_width(connection, put, spec):
    url = put("a", "abc\n")
    connection.execute("CREATE TABLE t (a char(2))")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="fixed width"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default FIXEDWIDTH '{spec}'")


SCHEMA = {
    "type": "record",
    "name": "row",
    "fields": [
        {"name": "id", "type": "int"},
        {"name": "name", "type": ["null", "string"]},
        {"name": "size", "type": {"type": "enum", "name": "sizes", "symbols": ["small", "large"]}},
        {"name": "ratio", "type": "double"},
        {"name": "flag", "type": "boolean"},
        {"name": "address", "type": {"type": "record", "name": "address", "fields": [{"name": "city", "type": "string"}]}},
        {"name": "tags", "type": {"type": "array", "items": "long"}},
        {"name": "more", "type": {"type": "map", "values": "string"}},
    ],
}
ROWS = [
    {"id": 1, "name": "é \"x\"", "size": "large", "ratio": 0.1, "flag": True, "address": {"city": "Bern"}, "tags": [1, 2], "more": {"k": "v"}},
    {"id": 2, "name": None, "size": "small", "ratio": -1e300, "flag": False, "address": {"city": ""}, "tags": [], "more": {}},
]


def avro(records, schema=SCHEMA, codec="null") -> bytes:
    file = io.BytesIO()
    fastavro.writer(file, schema, records, codec=codec)
    return file.getvalue()


@pytest.mark.parametrize("codec", ["null", "deflate"])
def test_avro_auto(connection, put, codec):
    url = put("a.avro", avro(ROWS, codec=codec))
    connection.execute(
        "CREATE TABLE t (id int, name varchar(20), size varchar(9), ratio float8, flag boolean, address varchar(40), tags super, absent int)"
    )
    connection.execute(f"COPY t FROM '{url}/a.avro' IAM_ROLE default FORMAT AS AVRO 'auto'")
    assert rows(connection, "SELECT id, name, size, ratio, flag, address, tags[1]::int, absent FROM t ORDER BY id") == [
        (1, 'é "x"', "large", 0.1, True, '{"city":"Bern"}', 2, None),
        (2, None, "small", -1e300, False, '{"city":""}', None, None),
    ]


def test_avro_jsonpaths(connection, put):
    url = put("a.avro", avro(ROWS))
    put("paths", '{"jsonpaths": ["$[\'id\']", "$[\'address\'][\'city\']", "$[\'more\'][\'k\']"]}')
    connection.execute("CREATE TABLE t (id int, city varchar(20), k varchar(3))")
    connection.execute(f"COPY t FROM '{url}/a.avro' IAM_ROLE default AVRO '{url}/paths'")
    assert rows(connection, "SELECT * FROM t ORDER BY id") == [(1, "Bern", "v"), (2, "", None)]


def test_avro_case(connection, put):
    schema = {"type": "record", "name": "r", "fields": [{"name": "ID", "type": "int"}]}
    url = put("a.avro", avro([{"ID": 5}], schema))
    connection.execute("CREATE TABLE t (id int)")
    connection.execute(f"COPY t FROM '{url}/a.avro' IAM_ROLE default AVRO")
    connection.execute(f"COPY t FROM '{url}/a.avro' IAM_ROLE default AVRO 'auto ignorecase'")
    assert rows(connection, "SELECT id FROM t ORDER BY id") == [(5,), (None,)]


def test_avro_errors(connection, put):
    url = put("a.avro", avro(ROWS))
    connection.execute("CREATE TABLE t (id int, name int)")
    connection.execute(f"COPY t FROM '{url}/a.avro' IAM_ROLE default AVRO 'auto' MAXERROR 2")
    assert rows(connection, "SELECT * FROM t") == [(2, None)]
    assert [(line, code) for line, code, _ in load_errors(connection)] == [(1, 1207)]
    put("b.avro", avro(ROWS)[:-20])
    put("c.avro", b"no avro at all")
    for key in ("b", "c"):
        with pytest.raises(psycopg.errors.BadCopyFileFormat, match="Invalid AVRO file"):
            connection.execute(f"COPY t FROM '{url}/{key}.avro' IAM_ROLE default AVRO 'auto'")
    assert rows(connection, "SELECT count(*) FROM t") == [(1,)]
