"""Structs, arrays and maps.  Doc: dg/tutorial-query-nested-data"""

import datetime

import pytest

CUSTOMERS = """\
{"id": 1, "name": {"given": "John", "family": "Smith"}, "phones": ["123-457789"],
 "orders": [{"shipdate": "2018-03-01T11:59:59.000Z", "price": 100.50}, {"shipdate": "2018-03-01T09:10:00.000Z", "price": 99.12}]}
{"id": 2, "name": {"given": "Jenny", "family": "Doe"}, "phones": ["858-8675309", "415-9876543"], "orders": []}
{"id": 3, "name": {"given": "Andy", "family": "Jones"}, "phones": [],
 "orders": [{"shipdate": "2018-03-02T08:02:15.000Z", "price": 13.50}]}
"""


@pytest.fixture
def customers(spectrum, put):
    url = put("customers/a.json", CUSTOMERS)
    spectrum.execute(
        "CREATE EXTERNAL TABLE spectrum.customers (id int, name struct<given:varchar(20), family:varchar(20)>,"
        " phones array<varchar(20)>, orders array<struct<shipdate:timestamp, price:double precision>>)"
        f" ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS TEXTFILE LOCATION '{url}/customers/'"
    )


def test_struct(customers, rows):
    assert rows("SELECT c.id, c.name.given, c.name.family FROM spectrum.customers c ORDER BY 1") == [
        (1, "John", "Smith"), (2, "Jenny", "Doe"), (3, "Andy", "Jones")
    ]


def test_array_in_from(customers, rows):
    assert rows("SELECT c.id, o.shipdate FROM spectrum.customers c, c.orders o ORDER BY 1, 2") == [
        (1, datetime.datetime(2018, 3, 1, 9, 10)), (1, datetime.datetime(2018, 3, 1, 11, 59, 59)), (3, datetime.datetime(2018, 3, 2, 8, 2, 15))
    ]


def test_left_join(customers, rows):
    assert rows("SELECT c.id, c.name.given, c.name.family, o.price FROM spectrum.customers c LEFT JOIN c.orders o ON true"
                " ORDER BY 1, 4") == [(1, "John", "Smith", 99.12), (1, "John", "Smith", 100.5), (2, "Jenny", "Doe", None), (3, "Andy", "Jones", 13.5)]


def test_scalar_array(customers, rows):
    assert rows("SELECT c.name.given, p AS phone FROM spectrum.customers c LEFT JOIN c.phones p ON true ORDER BY 1, 2") == [
        ("Andy", None), ("Jenny", "415-9876543"), ("Jenny", "858-8675309"), ("John", "123-457789")
    ]


def test_aggregates_of_arrays(customers, rows):
    assert rows("SELECT c.name.given, (SELECT COUNT(*) FROM c.orders o) AS ordercount FROM spectrum.customers c ORDER BY 1") == [
        ("Andy", 1), ("Jenny", 0), ("John", 2)
    ]
    assert rows("SELECT c.name.given FROM spectrum.customers c WHERE (SELECT COUNT(*) FROM c.phones p WHERE p LIKE '858%') = 1") == [("Jenny",)]
    assert rows("SELECT c.id, sum(o.price) FROM spectrum.customers c, c.orders o GROUP BY 1 ORDER BY 1") == [(1, 199.62), (3, 13.5)]


def test_results_are_scalar(customers, rows, spectrum):
    with pytest.raises(Exception, match=r"Nested tables do not support '\*' in the SELECT clause\."):
        rows("SELECT * FROM spectrum.customers")
    with pytest.raises(Exception, match='column "name" does not exist'):
        rows("SELECT name FROM spectrum.customers")
    with pytest.raises(Exception, match='column "nickname" does not exist'):
        rows("SELECT c.name.nickname FROM spectrum.customers c")


def test_serialization(customers, rows, spectrum):
    spectrum.execute("SET json_serialization_enable TO true")
    assert rows("SELECT id, json_extract_path_text(name, 'given') FROM spectrum.customers ORDER BY 1 LIMIT 1") == [(1, "John")]
    assert len(rows("SELECT * FROM spectrum.customers")) == 3
    spectrum.execute("SET json_serialization_enable TO false")


def test_parquet_with_map(spectrum, put_parquet, rows):
    import pyarrow

    schema = pyarrow.schema([
        ("id", pyarrow.int32()),
        ("name", pyarrow.struct([("given", pyarrow.string())])),
        ("phones", pyarrow.map_(pyarrow.string(), pyarrow.string())),
    ])
    url = put_parquet("c/a.parquet", {"id": [1, 2], "name": [{"given": "John"}, None],
                                      "phones": [[("mobile", "1"), ("home", "2")], []]}, schema)
    spectrum.execute("CREATE EXTERNAL TABLE spectrum.c (id int, name struct<given:varchar(20)>, phones map<varchar(20), varchar(20)>)"
                     f" STORED AS PARQUET LOCATION '{url}/c/'")
    assert rows("SELECT c.id, c.name.given, p.value FROM spectrum.c c LEFT JOIN c.phones p ON p.key = 'mobile' ORDER BY 1") == [
        (1, "John", "1"), (2, None, None)
    ]
