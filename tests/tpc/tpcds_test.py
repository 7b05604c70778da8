"""All 99 queries of TPC-DS, in Redshift's syntax, give the answers that DuckDB gives on the same data."""

import re

import pytest

from tests.tpc.benchmark import Benchmark
from tests.tpc.rows import differences

# What Redshift writes, or means, differently: by query, a pattern and what stands in its place.
# AVG of integers is a whole number there: users who want a fraction cast, as the standard's queries mean it.
REWRITES = {
    7: [(r"avg\(ss_quantity\)", "avg(ss_quantity::float)")],
    22: [(r"avg\(inv_quantity_on_hand\)", "avg(inv_quantity_on_hand::float)")],
    26: [(r"avg\(cs_quantity\)", "avg(cs_quantity::float)")],
    27: [(r"avg\(agg1\)", "avg(agg1::float)")],
}


def in_redshift(number: int, query: str) -> str:
    for pattern, replacement in REWRITES.get(number, []):
        query, count = re.subn(pattern, replacement, query)
        assert count, f"query {number} has no {pattern}"
    return query


@pytest.fixture(scope="module")
def tpcds(server, s3):
    benchmark = Benchmark("tpcds", "dsdgen", server, s3)
    yield benchmark
    benchmark.close()


@pytest.mark.parametrize("number", range(1, 100))
def test_query(tpcds, number):
    query = tpcds.queries[number]
    expected = tpcds.expected(query)
    assert not differences(tpcds.answer(in_redshift(number, query)), expected)
