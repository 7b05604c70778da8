"""Each privilege of each kind of object: refused without it, allowed with it, refused again when it is revoked."""

import contextlib
import dataclasses

import psycopg
import pytest


@dataclasses.dataclass(frozen=True)
class Case:
    """`{s}` is the schema, `{u}` the user, `{d}` the database. `privilege` is what GRANT says up to TO."""

    privilege: str
    statement: str
    setup: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()  # after the allowed statement, so that it is refused for lack of the privilege only
    usage: bool = True  # the user may use the schema


TABLE = ("CREATE TABLE {s}.t (a int, b int)", "INSERT INTO {s}.t VALUES (1, 2)")
VIEW = (*TABLE, "CREATE VIEW {s}.v AS SELECT a, b FROM {s}.t")
MATERIALIZED = (*TABLE, "CREATE MATERIALIZED VIEW {s}.m AS SELECT a, b FROM {s}.t")

CASES = {
    "table select": Case("SELECT ON {s}.t", "SELECT a FROM {s}.t", TABLE),
    "table select by all": Case("ALL ON {s}.t", "SELECT a FROM {s}.t", TABLE),
    "table select by schema": Case("SELECT ON ALL TABLES IN SCHEMA {s}", "SELECT a FROM {s}.t", TABLE),
    "table select in schema": Case("SELECT FOR TABLES IN SCHEMA {s}", "SELECT a FROM {s}.t", TABLE),
    "table select in database": Case("SELECT FOR TABLES IN DATABASE {d}", "SELECT a FROM {s}.t", TABLE),
    "table insert": Case("INSERT ON {s}.t", "INSERT INTO {s}.t VALUES (3, 4)", TABLE),
    "table insert in schema": Case("INSERT FOR TABLES IN SCHEMA {s}", "INSERT INTO {s}.t VALUES (3, 4)", TABLE),
    "table update": Case("UPDATE ON {s}.t", "UPDATE {s}.t SET a = 3", TABLE),
    "table delete": Case("DELETE ON {s}.t", "DELETE FROM {s}.t", TABLE),
    "table truncate": Case("TRUNCATE ON {s}.t", "TRUNCATE {s}.t", TABLE),
    "table alter": Case("ALTER ON {s}.t", "ALTER TABLE {s}.t ADD COLUMN c int", TABLE, ("ALTER TABLE {s}.t DROP COLUMN c",)),
    "table drop": Case("DROP ON {s}.t", "DROP TABLE {s}.t", TABLE, TABLE),
    "column select": Case("SELECT (a) ON {s}.t", "SELECT a FROM {s}.t", TABLE),
    "column update": Case("UPDATE (b) ON {s}.t", "UPDATE {s}.t SET b = 3", TABLE),
    "view select": Case("SELECT ON {s}.v", "SELECT a FROM {s}.v", VIEW),
    "view column select": Case("SELECT (a) ON {s}.v", "SELECT a FROM {s}.v", VIEW),
    "view drop": Case("DROP ON {s}.v", "DROP VIEW {s}.v", VIEW, (VIEW[-1],)),
    "materialized view select": Case("SELECT ON {s}.m", "SELECT a FROM {s}.m", MATERIALIZED),
    "schema usage": Case("USAGE ON SCHEMA {s}", "SELECT a FROM {s}.t", (*TABLE, "GRANT SELECT ON {s}.t TO {u}"), usage=False),
    "schema usage in database": Case(
        "USAGE FOR SCHEMAS IN DATABASE {d}", "SELECT a FROM {s}.t", (*TABLE, "GRANT SELECT ON {s}.t TO {u}"), usage=False
    ),
    "schema create": Case("CREATE ON SCHEMA {s}", "CREATE TABLE {s}.made (a int)", (), ("DROP TABLE {s}.made",)),
    "schema create view": Case("CREATE ON SCHEMA {s}", "CREATE VIEW {s}.made AS SELECT 1 AS a", (), ("DROP VIEW {s}.made",)),
    "schema alter": Case("ALTER ON SCHEMA {s}", "ALTER SCHEMA {s} QUOTA 5 GB"),
    "schema drop": Case("DROP ON SCHEMA {s}", "DROP SCHEMA {s}", (), ("CREATE SCHEMA {s}",)),
    "database create": Case("CREATE ON DATABASE {d}", "CREATE SCHEMA {s}_more", (), ("DROP SCHEMA {s}_more",)),
    "database alter": Case("ALTER ON DATABASE {d}", "ALTER DATABASE {d} CONNECTION LIMIT UNLIMITED"),
}


@contextlib.contextmanager
def granted(admin, case, grantee, names):
    admin.execute(f"GRANT {case.privilege} TO {grantee}".format(**names))
    try:
        yield
    finally:
        with contextlib.suppress(psycopg.errors.UndefinedObject, psycopg.errors.UndefinedTable, psycopg.Error):
            admin.execute(f"REVOKE {case.privilege} FROM {grantee}".format(**names))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("through", ["user", "group", "role", "public"])
def test_privilege(admin, user, as_user, schema, server, name, through):
    case, names = CASES[name], {"s": schema, "u": user, "d": server.database}
    if " FOR " in case.privilege and through == "group":
        pytest.skip("scoped permissions are not for groups")
    if not case.usage:
        admin.execute(f"REVOKE USAGE ON SCHEMA {schema} FROM {user}")
    grantee = {"user": user, "group": f"GROUP g_{user}", "role": f"ROLE r_{user}", "public": "PUBLIC"}[through]
    if through == "group":
        admin.execute(f"CREATE GROUP g_{user} WITH USER {user}")
    if through == "role":
        admin.execute(f"CREATE ROLE r_{user}")
        admin.execute(f"GRANT ROLE r_{user} TO {user}")
    statement = case.statement.format(**names)
    try:
        for line in case.setup:
            admin.execute(line.format(**names))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_user.execute(statement)
        with granted(admin, case, grantee, names):
            as_user.execute(statement)
            for line in case.undo:
                admin.execute(line.format(**names))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_user.execute(statement)
    finally:
        admin.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        if through == "group":
            admin.execute(f"DROP GROUP g_{user}")
        if through == "role":
            admin.execute(f"DROP ROLE r_{user} FORCE")


SYSTEM_PERMISSIONS = {
    "CREATE USER": ("CREATE USER {u}_made PASSWORD DISABLE", ("DROP USER {u}_made",)),
    "ALTER USER": ("ALTER USER {u}_other CONNECTION LIMIT 3", ()),
    "DROP USER": ("DROP USER {u}_other", ("CREATE USER {u}_other PASSWORD DISABLE",)),
    "CREATE ROLE": ("CREATE ROLE {u}_made", ("DROP ROLE {u}_made",)),
    "DROP ROLE": ("DROP ROLE {u}_role", ("CREATE ROLE {u}_role",)),
    "CREATE SCHEMA": ("CREATE SCHEMA {s}_made", ("DROP SCHEMA {s}_made",)),
    "DROP SCHEMA": ("DROP SCHEMA {s}_other", ("CREATE SCHEMA {s}_other",)),
    "CREATE TABLE": ("CREATE TABLE {s}.made (a int)", ("DROP TABLE {s}.made",)),
    "DROP TABLE": ("DROP TABLE {s}.t", ("CREATE TABLE {s}.t (a int)", "CREATE VIEW {s}.v AS SELECT 1 AS a")),
    "ALTER TABLE": ("ALTER TABLE {s}.t ADD COLUMN made int", ("ALTER TABLE {s}.t DROP COLUMN made",)),
    "CREATE OR REPLACE VIEW": ("CREATE VIEW {s}.made AS SELECT 1 AS a", ("DROP VIEW {s}.made",)),
    "DROP VIEW": ("DROP VIEW {s}.v", ("CREATE VIEW {s}.v AS SELECT 1 AS a",)),
    "TRUNCATE TABLE": ("TRUNCATE {s}.t", ()),
    "VACUUM": ("VACUUM {s}.t", ()),
    "ANALYZE": ("ANALYZE {s}.t", ()),
    "ALTER DEFAULT PRIVILEGES": ("ALTER DEFAULT PRIVILEGES FOR USER {u}_other GRANT SELECT ON TABLES TO {u}_other", (
        "ALTER DEFAULT PRIVILEGES FOR USER {u}_other REVOKE SELECT ON TABLES FROM {u}_other",)),
}


@pytest.mark.parametrize("permission", SYSTEM_PERMISSIONS)
def test_system_permission(admin, user, as_user, schema, permission):
    statement, undo = SYSTEM_PERMISSIONS[permission]
    names = {"s": schema, "u": user}
    setup = ("CREATE TABLE {s}.t (a int)", "CREATE VIEW {s}.v AS SELECT 1 AS a", "CREATE SCHEMA {s}_other",
             "CREATE USER {u}_other PASSWORD DISABLE", "CREATE ROLE {u}_role", "CREATE ROLE {u}_permitted",
             "GRANT ROLE {u}_permitted TO {u}")
    for line in setup:
        admin.execute(line.format(**names))
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_user.execute(statement.format(**names))
        admin.execute(f"GRANT {permission} TO ROLE {user}_permitted")
        as_user.execute(statement.format(**names))
        for line in undo:
            with contextlib.suppress(psycopg.errors.DuplicateTable):
                admin.execute(line.format(**names))
        admin.execute(f"REVOKE {permission} FROM ROLE {user}_permitted")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_user.execute(statement.format(**names))
    finally:
        for line in ("DROP SCHEMA {s} CASCADE", "DROP SCHEMA {s}_other", "DROP USER {u}_other", "DROP ROLE {u}_role",
                     "DROP ROLE {u}_permitted FORCE"):
            admin.execute(line.format(**names))


def test_temporary_tables_need_temp(admin, user, as_user, server):
    as_user.execute("CREATE TEMP TABLE allowed (a int)")
    admin.execute(f"REVOKE TEMP ON DATABASE {server.database} FROM PUBLIC")
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_user.execute("CREATE TEMP TABLE refused (a int)")
        admin.execute(f"GRANT TEMP ON DATABASE {server.database} TO {user}")
        as_user.execute("CREATE TEMP TABLE allowed_again (a int)")
        admin.execute(f"REVOKE TEMP ON DATABASE {server.database} FROM {user}")
    finally:
        admin.execute(f"GRANT TEMP ON DATABASE {server.database} TO PUBLIC")
