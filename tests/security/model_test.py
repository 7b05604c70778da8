"""Random grants against a small model of our own: who may read what must be the same after every step."""

import random

import psycopg
import pytest

STEPS = 150
USERS, GROUPS, ROLES, TABLES = 3, 2, 3, 3


class Model:
    """Memberships and SELECT grants, as sets; decides by walking them."""

    def __init__(self):
        self.member_of_group = set()  # (user, group)
        self.holds_role = set()  # (holder, role); a holder is ("user", n) or ("role", n)
        self.granted = set()  # (grantee, table); a grantee is ("user", n), ("group", n), ("role", n) or ("public",)

    def roles_of(self, holder):
        found, open_holders = set(), [holder]
        while open_holders:
            current = open_holders.pop()
            for held_by, role in self.holds_role:
                if held_by == current and role not in found:
                    found.add(role)
                    open_holders.append(("role", role))
        return found

    def may_read(self, user, table):
        grantees = {("user", user), ("public",)}
        grantees |= {("group", group) for member, group in self.member_of_group if member == user}
        grantees |= {("role", role) for role in self.roles_of(("user", user))}
        return any((grantee, table) in self.granted for grantee in grantees)


def grantee_text(grantee):
    if grantee == ("public",):
        return "PUBLIC"
    kind, number = grantee
    return f"mt_user{number}" if kind == "user" else f"{kind.upper()} mt_{kind}{number}"


def toggle(model_set, item):
    """Adds or removes; True when it was added."""
    model_set.symmetric_difference_update({item})
    return item in model_set


def random_step(generator, model, admin):
    choice = generator.choice(["group", "role", "grant", "grant"])
    if choice == "group":
        item = (generator.randrange(USERS), generator.randrange(GROUPS))
        verb = "ADD" if toggle(model.member_of_group, item) else "DROP"
        admin.execute(f"ALTER GROUP mt_group{item[1]} {verb} USER mt_user{item[0]}")
    elif choice == "role":
        role = generator.randrange(ROLES)
        holder = generator.choice([("user", generator.randrange(USERS)), ("role", generator.randrange(ROLES))])
        circular = holder[0] == "role" and (holder[1] == role or holder[1] in model.roles_of(("role", role)))
        if circular and (holder, role) not in model.holds_role:
            with pytest.raises(psycopg.errors.InvalidParameterValue):
                admin.execute(f"GRANT ROLE mt_role{role} TO {grantee_text(holder)}")
        elif toggle(model.holds_role, (holder, role)):
            admin.execute(f"GRANT ROLE mt_role{role} TO {grantee_text(holder)}")
        else:
            admin.execute(f"REVOKE ROLE mt_role{role} FROM {grantee_text(holder)}")
    else:
        kinds = [("user", USERS), ("group", GROUPS), ("role", ROLES)]
        kind, count = generator.choice(kinds)
        grantee = ("public",) if generator.random() < 0.1 else (kind, generator.randrange(count))
        table = generator.randrange(TABLES)
        added = toggle(model.granted, (grantee, table))
        words = ("GRANT", "TO") if added else ("REVOKE", "FROM")
        admin.execute(f"{words[0]} SELECT ON mt.t{table} {words[1]} {grantee_text(grantee)}")


@pytest.mark.parametrize("seed", [1, 2])
def test_decisions_match_the_model(admin, server, seed):
    generator, model = random.Random(seed), Model()
    create = ["CREATE SCHEMA mt", "GRANT USAGE ON SCHEMA mt TO PUBLIC"]
    create += [f"CREATE TABLE mt.t{n} (a int)" for n in range(TABLES)]
    create += [f"CREATE USER mt_user{n} PASSWORD 'Abcd1234'" for n in range(USERS)]
    create += [f"CREATE GROUP mt_group{n}" for n in range(GROUPS)] + [f"CREATE ROLE mt_role{n}" for n in range(ROLES)]
    for line in create:
        admin.execute(line)
    sessions = []
    try:
        for n in range(USERS):
            address = {**server.address, "user": f"mt_user{n}", "password": "Abcd1234"}
            sessions.append(psycopg.connect(**address, autocommit=True))
        for _ in range(STEPS):
            random_step(generator, model, admin)
            user, table = generator.randrange(USERS), generator.randrange(TABLES)
            try:
                sessions[user].execute(f"SELECT a FROM mt.t{table}")
                allowed = True
            except psycopg.errors.InsufficientPrivilege:
                allowed = False
            assert allowed == model.may_read(user, table)
            told = admin.execute(f"SELECT has_table_privilege('mt_user{user}', 'mt.t{table}', 'select')").fetchone()[0]
            assert told == allowed
    finally:
        for session in sessions:
            session.close()
        drop = ["DROP SCHEMA mt CASCADE"] + [f"DROP ROLE mt_role{n} FORCE" for n in range(ROLES)]
        drop += [f"DROP GROUP mt_group{n}" for n in range(GROUPS)] + [f"DROP USER mt_user{n}" for n in range(USERS)]
        for line in drop:
            admin.execute(line)
