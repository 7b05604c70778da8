"""The metadata calls of redshift_connector, which ask by SHOW commands."""

import pytest
import redshift_connector

SCHEMA = "rc_meta"
SETUP = [
    f"CREATE SCHEMA {SCHEMA}",
    f"CREATE TABLE {SCHEMA}.parents (id INT NOT NULL, kind CHAR(2) NOT NULL, label VARCHAR(40) DEFAULT 'none', PRIMARY KEY (id, kind)) "
    "DISTKEY(id) SORTKEY(kind)",
    f"CREATE TABLE {SCHEMA}.children (id BIGINT IDENTITY(1,1), parent_id INT, parent_kind CHAR(2), price DECIMAL(8,2), "
    f"CONSTRAINT to_parent FOREIGN KEY (parent_id, parent_kind) REFERENCES {SCHEMA}.parents (id, kind))",
    f"CREATE VIEW {SCHEMA}.labels AS SELECT label FROM {SCHEMA}.parents",
    f"COMMENT ON TABLE {SCHEMA}.parents IS 'all of them'",
    "CREATE USER rc_reader PASSWORD DISABLE",
    f"GRANT SELECT, INSERT ON {SCHEMA}.parents TO rc_reader",
    f"GRANT UPDATE (label) ON {SCHEMA}.parents TO rc_reader",
]


@pytest.fixture(scope="module")
def cursor(server):
    connection = redshift_connector.connect(
        host=server.host, port=server.port, user=server.user, password=server.password, database=server.database, ssl=False
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        for sql in SETUP:
            cursor.execute(sql)
        yield cursor
        cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        cursor.execute("DROP USER rc_reader")
    connection.close()


def rows(cursor, result, *names):
    """The named columns of a metadata call's result."""
    positions = [[column[0].upper() for column in cursor.description].index(name) for name in names]
    return [tuple(row[position] for position in positions) for row in result]


def test_catalogs_and_schemas(cursor, server):
    assert [server.database] in list(cursor.get_catalogs())
    assert rows(cursor, cursor.get_schemas(schema_pattern=SCHEMA), "TABLE_SCHEM") == [(SCHEMA,)]


def test_tables(cursor, server):
    found = cursor.get_tables(catalog=server.database, schema_pattern=SCHEMA, table_name_pattern="%", types=["TABLE", "VIEW"])
    assert sorted(rows(cursor, found, "TABLE_NAME", "TABLE_TYPE", "REMARKS")) == [
        ("children", "TABLE", None), ("labels", "VIEW", None), ("parents", "TABLE", "all of them"),
    ]


def test_columns(cursor, server):
    found = cursor.get_columns(catalog=server.database, schema_pattern=SCHEMA, tablename_pattern="parents", columnname_pattern="%")
    assert rows(cursor, found, "COLUMN_NAME", "TYPE_NAME", "COLUMN_SIZE", "IS_NULLABLE", "COLUMN_DEF", "ORDINAL_POSITION") == [
        ("id", "int4", 10, "NO", None, 1), ("kind", "char", 2, "NO", None, 2), ("label", "varchar", 40, "YES", "'none'", 3),
    ]
    found = cursor.get_columns(catalog=server.database, schema_pattern=SCHEMA, tablename_pattern="children", columnname_pattern="id")
    assert rows(cursor, found, "TYPE_NAME", "IS_AUTOINCREMENT") == [("int8", "YES")]


def test_keys(cursor, server):
    found = cursor.get_primary_keys(catalog=server.database, schema=SCHEMA, table="parents")
    assert rows(cursor, found, "COLUMN_NAME", "KEY_SEQ", "PK_NAME") == [("id", 1, "parents_pkey"), ("kind", 2, "parents_pkey")]
    names = ("PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ", "FK_NAME")
    wanted = [("parents", "id", "children", "parent_id", 1, "to_parent"), ("parents", "kind", "children", "parent_kind", 2, "to_parent")]
    assert rows(cursor, cursor.get_imported_keys(catalog=server.database, schema=SCHEMA, table="children"), *names) == wanted
    assert rows(cursor, cursor.get_exported_keys(catalog=server.database, schema=SCHEMA, table="parents"), *names) == wanted


def test_privileges(cursor, server):
    found = cursor.get_table_privileges(server.database, SCHEMA, "parents")
    assert rows(cursor, found, "GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE") == [
        (server.user, "rc_reader", "INSERT", "NO"), (server.user, "rc_reader", "SELECT", "NO"),
    ]
    found = cursor.get_column_privileges(server.database, SCHEMA, "parents", "%")
    assert rows(cursor, found, "COLUMN_NAME", "GRANTEE", "PRIVILEGE") == [("label", "rc_reader", "UPDATE")]


def test_procedures_and_functions(cursor, server):
    cursor.execute(f"CREATE PROCEDURE {SCHEMA}.doubled(n IN INT, twice OUT INT) AS $$ BEGIN twice := n * 2; END; $$ LANGUAGE plpgsql")
    cursor.execute(f"CREATE FUNCTION {SCHEMA}.plus_one(INT) RETURNS INT IMMUTABLE AS $$ SELECT $1 + 1 $$ LANGUAGE sql")
    found = cursor.get_procedures(server.database, SCHEMA, "%")
    assert rows(cursor, found, "PROCEDURE_NAME", "SPECIFIC_NAME") == [("doubled", "doubled(integer)")]
    found = cursor.get_procedure_columns(server.database, SCHEMA, "doubled", "%")
    assert rows(cursor, found, "COLUMN_NAME", "TYPE_NAME", "ORDINAL_POSITION") == [("n", "int4", 1), ("twice", "int4", 2)]
    found = cursor.get_functions(server.database, SCHEMA, "%")
    assert rows(cursor, found, "FUNCTION_NAME", "SPECIFIC_NAME") == [("plus_one", "plus_one(integer)")]
