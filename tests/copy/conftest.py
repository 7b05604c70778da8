"""What the tests of COPY and UNLOAD share."""

import gzip

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
def notices(connection):
    """The messages that the server has sent beside results."""
    received = []
    connection.add_notice_handler(lambda diagnostic: received.append(diagnostic.message_primary))
    return received
