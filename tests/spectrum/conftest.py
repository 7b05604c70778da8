"""What the tests of external tables share."""

import gzip
import io

import pytest


@pytest.fixture
def put(s3, bucket):
    """Store an object in `bucket`; text is encoded, and compressed when the key ends with .gz. Return the bucket's URL."""

    def store(key: str, body: str | bytes) -> str:
        data = body.encode() if isinstance(body, str) else body
        s3.boto.put_object(Bucket=bucket, Key=key, Body=gzip.compress(data) if key.endswith(".gz") else data)
        return f"s3://{bucket}"

    return store


@pytest.fixture
def put_parquet(put):
    """Store a table of pyarrow, given as columns, as one Parquet object."""

    def store(key: str, columns: dict, schema=None) -> str:
        import pyarrow
        import pyarrow.parquet

        sink = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), sink)
        return put(key, sink.getvalue())

    return store


@pytest.fixture
def keys(s3, bucket):
    """List the keys below a prefix of `bucket`."""

    def listed(prefix: str = "") -> list[str]:
        return [entry["Key"] for entry in s3.boto.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]

    return listed


@pytest.fixture
def read(s3, bucket):
    """Read an object of `bucket`."""
    return lambda key: s3.boto.get_object(Bucket=bucket, Key=key)["Body"].read()


@pytest.fixture
def spectrum(connection):
    """A connection with an external schema `spectrum` over a data-catalog database of its own."""
    database = f"spectrumdb_{connection.info.backend_pid}"
    connection.execute(
        f"CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE '{database}'"
        " IAM_ROLE 'arn:aws:iam::123456789012:role/mySpectrumRole' CREATE EXTERNAL DATABASE IF NOT EXISTS"
    )
    yield connection
    connection.execute("DROP SCHEMA IF EXISTS spectrum DROP EXTERNAL DATABASE CASCADE")


@pytest.fixture
def rows(spectrum):
    """Run a query and return its rows."""
    return lambda sql: spectrum.execute(sql).fetchall()
