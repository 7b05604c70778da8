"""dbt on the small project in tests/clients/dbt: seeds, every materialization, snapshot, tests, grants, docs."""

import json
import shutil
import subprocess

import psycopg
import pytest

from tests.support.paths import DEPS, ROOT

PROJECT = ROOT / "tests" / "clients" / "dbt"


@pytest.fixture(scope="module")
def project(server, tmp_path_factory):
    """A copy of the project to work in, which is seeded and has run once."""
    folder = tmp_path_factory.mktemp("dbt") / "project"
    shutil.copytree(PROJECT, folder)
    with psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("CREATE USER reporter PASSWORD DISABLE")
        yield folder
        connection.execute("DROP SCHEMA IF EXISTS dbt_shop CASCADE")
        connection.execute("DROP USER reporter")


@pytest.fixture(scope="module")
def dbt(server, project):
    def run(*arguments):
        command = [DEPS / "venv-tools" / "bin" / "dbt", "--no-use-colors", "--no-send-anonymous-usage-stats", *arguments]
        return subprocess.run(
            [*command, "--profiles-dir", "."], cwd=project, env=server.environment, capture_output=True, text=True, timeout=300
        )

    return run


@pytest.fixture
def ask(server):
    with psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("SET search_path TO dbt_shop")
        yield lambda sql: connection.execute(sql).fetchall()


def test_a_whole_life(dbt, project, ask):
    # One process of dbt takes seconds to start, so the steps are few and in order.
    built = dbt("build")
    assert built.returncode == 0, built.stdout
    assert "ERROR=0" in built.stdout, built.stdout
    assert ask("SELECT customer_id, name, total FROM customer_totals ORDER BY 1") == [(1, "Ann", 30.5), (2, "Bob", 5.25), (3, "Cleo", 0)]
    assert ask("SELECT * FROM orders_mv ORDER BY 1") == [(1, 2), (2, 1)]
    assert ask("SELECT COUNT(*) FROM customers_history WHERE dbt_valid_to IS NULL") == [(3,)]
    assert ask("SELECT has_table_privilege('reporter', 'customer_totals', 'select')") == [(True,)]
    assert ask("SELECT diststyle, sortkey1 FROM svv_table_info WHERE \"table\" = 'customer_totals'") == [("KEY(customer_id)", "customer_id")]

    with open(project / "seeds" / "orders.csv", "a") as orders:
        orders.write("4,3,7.75,2024-01-04 08:00:00\n")
    (project / "seeds" / "customers.csv").write_text("id,name,since\n1,Anna,2023-01-05\n2,Bob,2023-02-10\n3,Cleo,2024-03-15\n")
    again = dbt("build")
    assert again.returncode == 0, again.stdout
    assert ask("SELECT order_id FROM orders_log ORDER BY 1") == [(1,), (2,), (3,), (4,)]
    assert ask("SELECT order_id FROM orders_merged ORDER BY 1") == [(1,), (2,), (3,), (4,)]
    assert ask("SELECT name, dbt_valid_to IS NULL FROM customers_history WHERE id = 1 ORDER BY 2") == [("Ann", False), ("Anna", True)]


def test_docs(dbt, project):
    generated = dbt("docs", "generate")
    assert generated.returncode == 0, generated.stdout
    catalog = json.loads((project / "target" / "catalog.json").read_text())
    totals = catalog["nodes"]["model.shop.customer_totals"]
    assert list(totals["columns"]) == ["customer_id", "name", "total"]
    assert totals["metadata"]["comment"] == "What each customer has spent"
    assert totals["columns"]["customer_id"]["comment"] == "The customer"
