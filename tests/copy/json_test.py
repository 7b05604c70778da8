"""COPY of JSON.  Doc: dg/copy-usage_notes-copy-from-json, dg/r_COPY_command_examples"""

import decimal
import json

import psycopg
import pytest

from tests.copy.errors import load_errors, rows

CATEGORY = "catid int, catgroup varchar(10), catname varchar(10), catdesc varchar(80)"
CATEGORY_OBJECTS = """{
    "catdesc": "Major League Baseball",
    "catid": 1,
    "catgroup": "Sports",
    "catname": "MLB"
}
{"catgroup": "Sports", "catid": 2, "catname": "NHL", "catdesc": "National Hockey League", "more": [1, {"x": "}"}]}
  {"catid": 3}
"""


def test_auto(connection, put):
    url = put("category_object_auto.json", CATEGORY_OBJECTS)
    connection.execute(f"CREATE TABLE category ({CATEGORY})")
    connection.execute(f"COPY category FROM '{url}/category_object_auto.json' IAM_ROLE default JSON 'auto'")
    assert rows(connection, "SELECT * FROM category ORDER BY catid") == [
        (1, "Sports", "MLB", "Major League Baseball"),
        (2, "Sports", "NHL", "National Hockey League"),
        (3, None, None, None),
    ]


@pytest.mark.parametrize(("mode", "expected"), [("auto", (None, 1)), ("auto ignorecase", (7, 1))])
def test_case_of_keys(connection, put, mode, expected):
    url = put("a", '{"CatId": 7, "other": 1}')
    connection.execute("CREATE TABLE t (catid int, other int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default FORMAT AS JSON '{mode}'")
    assert rows(connection, "SELECT * FROM t") == [expected]


def test_auto_is_the_default(connection, put):
    url = put("a", '{"a": 1}')
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default FORMAT JSON")
    assert rows(connection, "SELECT * FROM t") == [(1,)]


def test_column_list_restricts_keys(connection, put):
    url = put("a", '{"a": 1, "b": 2, "c": 3}')
    connection.execute("CREATE TABLE t (a int, b int DEFAULT 9, c int)")
    connection.execute(f"COPY t (c, a) FROM '{url}/a' IAM_ROLE default JSON 'auto'")
    assert rows(connection, "SELECT * FROM t") == [(1, 9, 3)]


def test_noshred(connection, put):
    url = put("a", '{"a": {"b": [1, 2.50]}}\n{"a": "x"}')
    connection.execute("CREATE TABLE t (doc super)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default JSON 'noshred'")
    assert rows(connection, "SELECT json_serialize(doc.a.b[0]) FROM t ORDER BY 1 NULLS LAST") == [("1",), (None,)]
    connection.execute("CREATE TABLE u (doc super, a int)")
    with pytest.raises(psycopg.Error, match="noshred"):
        connection.execute(f"COPY u FROM '{url}/a' IAM_ROLE default JSON 'noshred'")


def test_values(connection, put):
    url = put("a", r'{"s": "tab\tline\n\\ é", "n": 12345678901234567890123456789.125, "b": true, "nested": {"k": [1, "x"]}, "d": ""}')
    connection.execute("CREATE TABLE t (s varchar(30), n decimal(38,2), b boolean, nested varchar(40), d date)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default JSON 'auto'")
    assert rows(connection, "SELECT * FROM t") == [
        ("tab\tline\n\\ é", decimal.Decimal("12345678901234567890123456789.12"), True, '{"k": [1, "x"]}', None)
    ]


def test_super_columns(connection, put):
    url = put("a", '{"id": 1, "v": {"x": [1, "y"]}}{"id": 2, "v": "text"}{"id": 3, "v": null}')
    connection.execute("CREATE TABLE t (id int, v super)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default JSON 'auto'")
    assert rows(connection, "SELECT id, v IS NULL, json_typeof(v), v.x[1]::varchar FROM t WHERE id < 3 ORDER BY id") == [
        (1, False, "object", "y"),
        (2, False, "string", None),
    ]
    assert rows(connection, "SELECT v IS NULL FROM t WHERE id = 3") == [(True,)]


JSONPATHS = {
    "bracket": ["$['id']", "$['store']['book']['title']", "$['location'][0]"],
    "dot": ["$.id", "$.store.book.title", "$.location[0]"],
}


@pytest.mark.parametrize("notation", JSONPATHS)
def test_jsonpaths(connection, put, notation):
    url = put("paths/p.json", json.dumps({"jsonpaths": JSONPATHS[notation]}))
    put("data/1", '{"id": 0, "location": ["Home", "Work"], "store": {"book": {"title": "Sapphire"}}}\n{"id": 1, "location": [null]}')
    connection.execute("CREATE TABLE t (id int, title varchar(20), location varchar(20))")
    connection.execute(f"COPY t FROM '{url}/data/' IAM_ROLE default JSON '{url}/paths/p.json'")
    assert rows(connection, "SELECT * FROM t ORDER BY id") == [(0, "Sapphire", "Home"), (1, None, None)]


def test_jsonpaths_of_arrays(connection, put):
    url = put("paths", json.dumps({"jsonpaths": ["$[0]", "$[1]", "$[2]"]}))
    put("data", '[1, "Sports", "MLB"]\n[2,"Sports","NHL"]')
    connection.execute("CREATE TABLE t (catid int, catgroup varchar(10), catname varchar(10))")
    connection.execute(f"COPY t FROM '{url}/data' IAM_ROLE default JSON '{url}/paths'")
    assert rows(connection, "SELECT * FROM t ORDER BY 1") == [(1, "Sports", "MLB"), (2, "Sports", "NHL")]


def test_another_key_means_auto(connection, put):
    url = put("paths", '{"paths": ["$.x"]}')
    put("data", '{"a": 5}')
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/data' IAM_ROLE default JSON '{url}/paths'")
    assert rows(connection, "SELECT * FROM t") == [(5,)]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        ('{"jsonpaths": ["$.a"]} x', "not a single JSON object"),
        ("[1]", "not a single JSON object"),
        ('{"jsonpaths": [""]}', "empty or not a string"),
        ('{"jsonpaths": [1]}', "empty or not a string"),
        ('{"jsonpaths": ["a"]}', "does not begin with"),
        ('{"jsonpaths": ["$[-1]"]}', "index"),
        ('{"jsonpaths": ["$.*"]}', "special character"),
        ('{"jsonpaths": ["$.a[\'b\']"]}', "mixed"),
        ('{"jsonpaths": ["$.a", "$.b"]}', "Number of jsonpaths and the number of columns should match"),
    ],
)
def test_bad_jsonpaths_fail_whatever_maxerror_says(connection, put, paths, message):
    url = put("paths", paths)
    put("data", '{"a": 5}')
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error, match=message):
        connection.execute(f"COPY t FROM '{url}/data' IAM_ROLE default JSON '{url}/paths' MAXERROR 100")


def test_missing_jsonpaths_file(connection, put):
    url = put("data", "{}")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.errors.UndefinedFile):
        connection.execute(f"COPY t FROM '{url}/data' IAM_ROLE default JSON '{url}/gone'")


@pytest.mark.parametrize(
    ("body", "line", "code", "reason"),
    [
        ('{"a": 1}\n{"a": }\n', 2, 1216, "Invalid JSON format"),
        ('{"a": 1},\n', 1, 1216, "Invalid value."),
        ('{"a":\n 1\n', 3, 1216, "Missing data: the file ends within a JSON object"),
        ('{"a": "x"}', 1, 1207, "Invalid digit, Value 'x', Pos 0, Type: Integer"),
        ("[1]", 1, 1216, "Invalid JSON format: an array needs a JSONPaths file"),
    ],
)
def test_bad_objects(connection, put, body, line, code, reason):
    url = put("a", body)
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error, match="Load into table 't' failed"):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default JSON 'auto'")
    assert load_errors(connection) == [(line, code, reason)]
    assert rows(connection, "SELECT count(*) FROM t") == [(0,)]


def test_index_out_of_range(connection, put):
    url = put("paths", '{"jsonpaths": ["$.a[1]"]}')
    put("data", '{"a": [1]}\n{"a": [1, 2]}')
    connection.execute("CREATE TABLE t (a int)")
    copy = f"COPY t FROM '{url}/data' IAM_ROLE default JSON '{url}/paths'"
    with pytest.raises(psycopg.Error, match="failed"):
        connection.execute(copy)
    assert load_errors(connection) == [(1, 1216, "Invalid JSONPath format: Not an array or index out of range.")]
    connection.execute(copy + " MAXERROR 2")
    assert rows(connection, "SELECT a FROM t") == [(2,)]


def test_maxerror_and_gzip(connection, put, notices):
    url = put("a.gz", '{"a": 1}\n{"a": "x"}\nnoise\n{"a": 2}\n')
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default GZIP JSON 'auto' MAXERROR 3")
    assert rows(connection, "SELECT a FROM t ORDER BY a") == [(1,), (2,)]
    assert len(load_errors(connection)) == 2


@pytest.mark.parametrize("option", ["CSV", "DELIMITER ','", "ESCAPE", "FILLRECORD", "NULL AS 'x'", "REMOVEQUOTES", "IGNOREBLANKLINES"])
def test_options_of_other_formats(connection, put, option):
    url = put("a", "{}")
    connection.execute("CREATE TABLE t (a int)")
    with pytest.raises(psycopg.Error):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default JSON 'auto' {option}")
