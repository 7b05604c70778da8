"""Thousands of generated expressions give what PostgreSQL gives, but for the differences that are meant (intended.py)."""

import math

import psycopg
import pytest

from tests.differential.generator import Generator
from tests.differential.intended import is_intended
from tests.support.postgres import Postgres, binaries

SEED = 4
COUNT = 6000


class Outcome:
    """The text of a value, or the SQLSTATE of an error."""

    def __init__(self, connection: psycopg.Connection, expression: str):
        self.error = self.text = None
        try:
            # Texts, as psql shows them; simple protocol, as untyped parameters play no part here.
            result = connection.pgconn.exec_(f"SELECT {expression}".encode())
            if result.status != psycopg.pq.ExecStatus.TUPLES_OK:
                self.error = result.error_field(psycopg.pq.DiagnosticField.SQLSTATE).decode()
            else:
                value = result.get_value(0, 0)
                self.text = None if value is None else value.decode()
        except psycopg.OperationalError as error:
            raise AssertionError(f"the connection broke at {expression}") from error

    def __str__(self) -> str:
        return f"error {self.error}" if self.error else repr(self.text)


def same(kind: str, ours: Outcome, theirs: Outcome) -> bool:
    if ours.error or theirs.error:
        return ours.error == theirs.error
    if ours.text is None or theirs.text is None:
        return ours.text == theirs.text
    if kind in ("numeric", "double"):
        return math.isclose(float(ours.text), float(theirs.text), rel_tol=1e-9, abs_tol=1e-12)
    return ours.text == theirs.text


@pytest.fixture(scope="module")
def postgres():
    if binaries() is None:
        pytest.skip("no PostgreSQL server is installed")
    with Postgres() as running:
        with psycopg.connect(host=running.host, port=running.port, user=running.user, dbname=running.database,
                             autocommit=True) as connection:
            # As Redshift reads them, and as its text forms are.
            connection.execute("SET standard_conforming_strings = off")
            connection.execute("SET extra_float_digits = 0")
            yield connection


def test_expressions_give_what_postgresql_gives(connection, postgres):
    unexpected = []
    source = Generator(SEED).expressions()
    for _ in range(COUNT):
        kind, expression = next(source)
        ours, theirs = Outcome(connection, expression), Outcome(postgres, expression)
        if not same(kind, ours, theirs) and not is_intended(expression, str(ours), str(theirs)):
            unexpected.append(f"{expression}\n    ours {ours}, PostgreSQL {theirs}")
    assert not unexpected, f"{len(unexpected)} differences:\n" + "\n".join(unexpected[:40])
