"""The 22 queries of TPC-H give the answers that DuckDB gives on the same data."""

import pytest

from tests.tpc.benchmark import Benchmark
from tests.tpc.rows import differences


@pytest.fixture(scope="module")
def tpch(server, s3):
    benchmark = Benchmark("tpch", "dbgen", server, s3)
    yield benchmark
    benchmark.close()


@pytest.mark.parametrize("number", range(1, 23))
def test_query(tpch, number):
    query = tpch.queries[number]
    expected = tpch.expected(query)
    assert not differences(tpch.answer(query), expected)
