"""ODBC through unixODBC and psqlODBC, with a data source named Redshift."""

import datetime
import decimal
import pathlib
import subprocess
import sys

import pytest

ODBC_INI = """\
[Redshift]
Driver = {driver}
Servername = {server.host}
Port = {server.port}
Database = {server.database}
Username = {server.user}
Password = {server.password}
SSLmode = disable
# Redshift has no savepoints, by which the driver would undo single statements and drop prepared ones.
Protocol = 7.4-1
UseServerSidePrepare = 0
"""


@pytest.fixture(scope="module")
def run(server, tmp_path_factory):
    """Runs Python lines with `connection` open, in a process of its own: unixODBC reads its files once."""
    folder = tmp_path_factory.mktemp("odbc")
    driver = next(pathlib.Path("/usr/lib").glob("*/odbc/psqlodbcw.so"))
    (folder / "odbc.ini").write_text(ODBC_INI.format(driver=driver, server=server))
    (folder / "odbcinst.ini").touch()

    def run_lines(lines):
        program = "import pyodbc\nconnection = pyodbc.connect('DSN=Redshift')\n" + lines
        environment = {**server.environment, "ODBCSYSINI": str(folder), "ODBCINI": str(folder / "odbc.ini")}
        result = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60)
        assert result.returncode == 0, result.stderr
        return result.stdout.splitlines()

    return run_lines


def test_types(run):
    printed = run(
        "print(tuple(connection.execute(\"SELECT 1::SMALLINT, 2, 3::BIGINT, 1.50::DECIMAL(8,2), 2.5::FLOAT8, 'x'::VARCHAR(10), "
        "'2024-02-29'::DATE, '2024-02-29 12:30:00.25'::TIMESTAMP, NULL::INT\").fetchone()))"
    )
    values = (1, 2, 3, decimal.Decimal("1.50"), 2.5, "x", datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 12, 30, 0, 250000), None)
    assert printed == [str(values)]


def test_parameters_and_transactions(run):
    assert run(
        "cursor = connection.cursor()\n"
        "cursor.execute('CREATE TABLE odbc_books (id INT NOT NULL PRIMARY KEY, title VARCHAR(40))')\n"
        "cursor.executemany('INSERT INTO odbc_books VALUES (?, ?)', [(1, 'one'), (2, 'two'), (3, None)])\n"
        "connection.commit()\n"
        "cursor.execute('DELETE FROM odbc_books')\n"
        "connection.rollback()\n"
        "print([tuple(row) for row in cursor.execute('SELECT * FROM odbc_books WHERE id > ? ORDER BY id', 1)])\n"
        "print([(row.table_name, row.table_type) for row in cursor.tables(table='odbc_books')])\n"
        "print([(row.column_name, row.type_name, row.nullable) for row in cursor.columns(table='odbc_books')])\n"
        "cursor.execute('DROP TABLE odbc_books')\n"
        "connection.commit()\n"
    ) == [
        "[(2, 'two'), (3, None)]",
        "[('odbc_books', 'TABLE')]",
        "[('id', 'int4', 0), ('title', 'varchar', 1)]",
    ]


def test_error_and_version(run):
    assert run(
        "print(connection.getinfo(pyodbc.SQL_DBMS_VER))\n"
        "try:\n"
        "    connection.execute('SELECT * FROM nosuch')\n"
        "except pyodbc.Error as error:\n"
        "    print(error.args[0])\n"
    ) == ["8.0.2", "42P01"]
