"""The objects of a database as the statements that make them again, one function for each kind."""

import dataclasses

from tools.dump.text import literal, name

# Of the cluster itself, not of anybody's database.
SYSTEM_SCHEMAS = "('pg_catalog', 'information_schema', 'pg_internal', 'pg_temp', 'pg_toast', 'pg_automv')"


@dataclasses.dataclass
class Table:
    schema: str
    table: str
    ddl: str
    columns: list[str]
    has_identity: bool

    @property
    def qualified(self) -> str:
        return f"{name(self.schema)}.{name(self.table)}"


def principals(connection) -> list[str]:
    """Users, groups and roles, and who is in them."""
    statements = []
    users = connection.execute("SELECT user_name, createdb, superuser FROM svv_user_info WHERE user_id > 100 ORDER BY user_id")
    for user, createdb, superuser in users.fetchall():
        options = (" CREATEDB" if createdb else "") + (" CREATEUSER" if superuser else "")
        statements.append(f"CREATE USER {name(user)} PASSWORD DISABLE{options};")
    for group, members in connection.execute(
        "SELECT groname, array_to_string(grolist, ',') FROM pg_group ORDER BY grosysid"
    ).fetchall():
        statements.append(f"CREATE GROUP {name(group)};")
        for member in filter(None, (members or "").split(",")):
            user = connection.execute("SELECT usename FROM pg_user WHERE usesysid = %s", (int(member),)).fetchone()
            statements.append(f"ALTER GROUP {name(group)} ADD USER {name(user[0])};")
    for (role,) in connection.execute("SELECT role_name FROM svv_roles WHERE role_name NOT LIKE 'sys:%%' ORDER BY role_id").fetchall():
        statements.append(f"CREATE ROLE {name(role)};")
    for holder, role in connection.execute("SELECT role_name, granted_role_name FROM svv_role_grants ORDER BY 1, 2").fetchall():
        if not holder.startswith("sys:"):
            statements.append(f"GRANT ROLE {name(role)} TO ROLE {name(holder)};")
    for user, role, admin in connection.execute("SELECT user_name, role_name, admin_option FROM svv_user_grants ORDER BY 1, 2").fetchall():
        option = " WITH ADMIN OPTION" if admin else ""
        statements.append(f"GRANT ROLE {name(role)} TO {name(user)}{option};")
    return statements


def schemas(connection) -> list[str]:
    rows = connection.execute(
        "SELECT n.nspname, u.usename FROM pg_namespace n JOIN pg_user u ON u.usesysid = n.nspowner "
        f"LEFT JOIN pg_external_schema e ON e.esoid = n.oid WHERE e.esoid IS NULL AND n.nspname NOT IN {SYSTEM_SCHEMAS} ORDER BY n.oid"
    ).fetchall()
    return [f"CREATE SCHEMA IF NOT EXISTS {name(schema)} AUTHORIZATION {name(owner)};" for schema, owner in rows]


def tables(connection) -> list[Table]:
    """All tables; those that foreign keys refer to come first."""
    rows = connection.execute(
        "SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE c.relkind = 'r' AND n.nspname NOT IN {SYSTEM_SCHEMAS} AND c.relname NOT LIKE 'mv_tbl__%%' ORDER BY c.oid"
    ).fetchall()
    found = {}
    for oid, schema, table in rows:
        ddl = connection.execute(f"SHOW TABLE {name(schema)}.{name(table)}").fetchone()[0]
        columns = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s AND attnum > 0 ORDER BY attnum", (oid,)
        ).fetchall()
        found[oid] = Table(schema, table, ddl, [column for (column,) in columns], " IDENTITY(" in ddl)
    references = connection.execute("SELECT conrelid, confrelid FROM pg_constraint WHERE contype = 'f'").fetchall()
    ordered: list[int] = []

    def place(oid: int, above: tuple[int, ...]) -> None:
        for referring, referenced in references:
            if referring == oid and referenced in found and referenced not in above + (oid,):
                place(referenced, above + (oid,))
        if oid not in ordered:
            ordered.append(oid)

    for oid in found:
        place(oid, ())
    return [found[oid] for oid in ordered]


def views(connection) -> list[str]:
    """Views by age, so that each comes after what it reads; materialized and late-binding ones tell their whole statement."""
    rows = connection.execute(
        "SELECT n.nspname, c.relname, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE c.relkind = 'v' AND n.nspname NOT IN {SYSTEM_SCHEMAS} ORDER BY c.oid"
    ).fetchall()
    statements = []
    for schema, view, definition in rows:
        whole = definition.lower().startswith("create")
        statements.append(definition if whole else f"CREATE VIEW {name(schema)}.{name(view)} AS {definition}")
    return statements


def routines(connection, kind: str) -> list[str]:
    letter = "p" if kind == "PROCEDURE" else "f"
    rows = connection.execute(
        "SELECT pg_get_functiondef(p.prooid) FROM pg_proc_info p JOIN pg_namespace n ON n.oid = p.pronamespace "
        f"WHERE n.nspname NOT IN {SYSTEM_SCHEMAS} AND p.prokind = %s ORDER BY p.prooid",
        (letter,),
    ).fetchall()
    return [definition for (definition,) in rows]


def comments(connection) -> list[str]:
    statements = []
    rows = connection.execute(
        "SELECT n.nspname, c.relname, c.relkind, a.attname, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0 ORDER BY c.oid, d.objsubid"
    ).fetchall()
    for schema, relation, kind, column, text in rows:
        target = f"{name(schema)}.{name(relation)}"
        what = f"COLUMN {target}.{name(column)}" if column else f"{'VIEW' if kind == 'v' else 'TABLE'} {target}"
        statements.append(f"COMMENT ON {what} IS {literal(text)};")
    return statements


def grantee(identity: str, kind: str) -> str:
    return {"public": "PUBLIC", "group": f"GROUP {name(identity)}", "role": f"ROLE {name(identity)}"}.get(kind, name(identity))


def grants(connection) -> list[str]:
    statements = []
    for schema, relation, privilege, identity, kind, admin in connection.execute(
        "SELECT namespace_name, relation_name, privilege_type, identity_name, identity_type, admin_option FROM svv_relation_privileges ORDER BY 1, 2, 3"
    ).fetchall():
        option = " WITH GRANT OPTION" if admin else ""
        statements.append(f"GRANT {privilege} ON {name(schema)}.{name(relation)} TO {grantee(identity, kind)}{option};")
    for schema, relation, column, privilege, identity, kind in connection.execute(
        "SELECT namespace_name, relation_name, column_name, privilege_type, identity_name, identity_type FROM svv_column_privileges ORDER BY 1, 2, 3"
    ).fetchall():
        statements.append(f"GRANT {privilege} ({name(column)}) ON {name(schema)}.{name(relation)} TO {grantee(identity, kind)};")
    for schema, privilege, identity, kind, admin, scope in connection.execute(
        "SELECT namespace_name, privilege_type, identity_name, identity_type, admin_option, privilege_scope FROM svv_schema_privileges ORDER BY 1, 2"
    ).fetchall():
        option = " WITH GRANT OPTION" if admin else ""
        target = f"ON SCHEMA {name(schema)}" if scope == "SCHEMA" else f"FOR {scope} IN SCHEMA {name(schema)}"
        statements.append(f"GRANT {privilege} {target} TO {grantee(identity, kind)}{option};")
    for schema, function, types, privilege, identity, kind in connection.execute(
        "SELECT namespace_name, function_name, argument_types, privilege_type, identity_name, identity_type FROM svv_function_privileges ORDER BY 1, 2"
    ).fetchall():
        what = connection.execute(
            "SELECT function_type FROM svv_redshift_functions WHERE schema_name = %s AND function_name = %s AND argument_type = %s", (schema, function, types)
        ).fetchone()[0]
        word = "PROCEDURE" if what == "STORED PROCEDURE" else "FUNCTION"
        statements.append(f"GRANT {privilege} ON {word} {name(schema)}.{name(function)}({types}) TO {grantee(identity, kind)};")
    return statements
