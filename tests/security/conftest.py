"""What the tests of access share: an administrator's connection, an ordinary user, and a schema."""

import itertools

import psycopg
import pytest

_numbers = itertools.count(1)


@pytest.fixture
def admin(server):
    """The administrator's connection, in autocommit."""
    with psycopg.connect(**server.address, autocommit=True) as opened:
        yield opened


@pytest.fixture
def user(admin):
    """The name of a new user without any rights of his own."""
    name = f"sec_user_{next(_numbers)}"
    admin.execute(f"CREATE USER {name} PASSWORD 'Abcd1234'")
    yield name
    admin.execute(f"DROP USER {name}")


@pytest.fixture
def as_user(server, user):
    """A connection that `user` has logged in with."""
    address = {**server.address, "user": user, "password": "Abcd1234"}
    with psycopg.connect(**address, autocommit=True) as opened:
        yield opened


@pytest.fixture
def schema(admin, user):
    """A schema of the administrator's, which `user` may use."""
    name = f"sec_schema_{next(_numbers)}"
    admin.execute(f"CREATE SCHEMA {name}")
    admin.execute(f"GRANT USAGE ON SCHEMA {name} TO {user}")
    yield name
    admin.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
