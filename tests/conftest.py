"""Fixtures of every test that needs a running server or S3."""

import itertools

import psycopg
import pytest

from tests.support.s3 import S3
from tests.support.server import Server

_bucket_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    """One S3 server for the whole run; take `bucket` for a place of your own in it."""
    with S3(tmp_path_factory.mktemp("s3")) as running:
        running.boto = running.client()
        yield running


@pytest.fixture
def bucket(s3):
    """The name of a new, empty bucket."""
    name = f"test-{next(_bucket_numbers)}"
    s3.boto.create_bucket(Bucket=name)
    return name


@pytest.fixture(scope="session")
def server(tmp_path_factory, s3):
    """One server for the whole run, with `s3` as its default S3. Tests must leave it running and clean."""
    with Server(tmp_path_factory.mktemp("server"), environment=s3.environment) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path, s3):
    """A server of the test's own, which it may kill and restart."""
    with Server(tmp_path / "server", environment=s3.environment) as running:
        yield running


@pytest.fixture
def connection(server):
    """A psycopg 3 connection in autocommit, with a schema of its own first on the search path."""
    with psycopg.connect(**server.address, autocommit=True) as opened:
        schema = f"test_{opened.info.backend_pid}"
        opened.execute(f"CREATE SCHEMA {schema}")
        opened.execute(f"SET search_path TO {schema}, public")
        yield opened
        opened.execute(f"DROP SCHEMA {schema} CASCADE")
