"""Procedures as clients see them: messages, context lines, bind parameters, cursors."""

import psycopg
import psycopg2
import pytest
import redshift_connector

BODY_OF_SP1 = """
DECLARE
  min_val int;
BEGIN
  SELECT least(f1, 10001) INTO min_val;
  RAISE INFO 'min_val = %, f2 = %', min_val, f2;
  RAISE NOTICE 'a notice';
  RAISE WARNING 'a warning';
  RAISE LOG 'for the log only';
END;
"""


@pytest.fixture
def messages(connection):
    """What the server tells the client beside results, as (severity, message)."""
    heard = []
    connection.add_notice_handler(lambda diagnostic: heard.append((diagnostic.severity, diagnostic.message_primary)))
    return heard


def test_raise_sends_messages(connection, messages):
    connection.execute(f"CREATE PROCEDURE say(f1 int, f2 varchar(20)) AS $${BODY_OF_SP1}$$ LANGUAGE plpgsql")
    connection.execute("CALL say(7, 'x')")
    assert messages == [
        ("INFO", "min_val = 7, f2 = x"),
        ("NOTICE", "a notice"),
        ("WARNING", "a warning"),
    ]
    messages.clear()
    connection.execute("SET client_min_messages TO warning")
    connection.execute("CALL say(7, 'x')")
    assert messages == [("INFO", "min_val = 7, f2 = x"), ("WARNING", "a warning")]


def failure(connection, sql, parameters=None):
    """The diagnostics of a statement that must fail."""
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(sql, parameters)
    return caught.value.diag


def test_errors_say_where_they_come_from(connection):
    connection.execute("CREATE PROCEDURE bad_inner() AS $$\nBEGIN\n  EXECUTE 'select invalid';\nEND $$ LANGUAGE plpgsql")
    connection.execute("CREATE PROCEDURE bad_outer() AS $$\nBEGIN\n\n  CALL bad_inner();\nEND $$ LANGUAGE plpgsql")
    diagnostic = failure(connection, "CALL bad_outer()")
    assert diagnostic.message_primary == 'column "invalid" does not exist'
    assert diagnostic.statement_position is None
    assert diagnostic.context.split("\n") == [
        'SQL statement "select invalid"',
        'PL/pgSQL function "bad_inner" line 2 at execute statement',
        'SQL statement "CALL bad_inner()"',
        'PL/pgSQL function "bad_outer" line 3 at call',
    ]


def test_syntax_errors_have_positions_in_the_statement(connection):
    sql = "CREATE PROCEDURE broken() AS $$\nBEGIN\n  selekt 1;\nEND $$ LANGUAGE plpgsql"
    diagnostic = failure(connection, sql)
    assert diagnostic.sqlstate == "42601"
    assert int(diagnostic.statement_position) == sql.index("selekt") + 1
    assert diagnostic.context == 'compile of PL/pgSQL function "broken" near line 2'


def test_raise_chooses_its_state_and_hint(connection):
    connection.execute(
        "CREATE PROCEDURE refuse() AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'ABC12', DETAIL = 'd', HINT = 'h'; END $$ LANGUAGE plpgsql"
    )
    diagnostic = failure(connection, "CALL refuse()")
    assert (diagnostic.sqlstate, diagnostic.message_primary, diagnostic.message_detail, diagnostic.message_hint) == (
        "ABC12", "no", "d", "h",
    )


def test_call_takes_bind_parameters(connection):
    connection.execute(
        "CREATE PROCEDURE add(a int, INOUT b bigint, OUT text varchar(20)) AS $$ BEGIN b := a + b; text := a || '!'; END $$ LANGUAGE plpgsql"
    )
    cursor = connection.execute("CALL add(%s, %s)", (40, 2))
    assert [column.name for column in cursor.description] == ["b", "text"]
    assert cursor.fetchall() == [(42, "40!")]
    assert connection.execute("CALL add(%s, %s)", (None, 1)).fetchall() == [(None, None)]


def test_other_drivers_call(server, connection):
    connection.execute("CREATE PROCEDURE public.double_it(INOUT n int) AS $$ BEGIN n := n * 2; END $$ LANGUAGE plpgsql")
    with psycopg2.connect(**server.address) as other, other.cursor() as cursor:
        cursor.execute("CALL public.double_it(%s)", (21,))
        assert cursor.fetchone() == (42,)
    address = server.address
    with redshift_connector.connect(
        host=address["host"], port=int(address["port"]), database=address["dbname"], user=address["user"],
        password=address["password"], ssl=False,
    ) as other, other.cursor() as cursor:
        cursor.execute("CALL public.double_it(%s)", (21,))
        assert tuple(cursor.fetchone()) == (42,)
    connection.execute("DROP PROCEDURE public.double_it(int)")


def test_rights(server, connection):
    connection.execute("CREATE USER proc_caller PASSWORD 'Passw0rd1'")
    connection.execute("CREATE TABLE public.proc_secrets (n int)")
    body = "$$ BEGIN INSERT INTO public.proc_secrets VALUES (1); END $$ LANGUAGE plpgsql"
    connection.execute(f"CREATE PROCEDURE public.as_owner() AS {body} SECURITY DEFINER")
    connection.execute(f"CREATE PROCEDURE public.as_caller() AS {body}")
    connection.execute("GRANT EXECUTE ON PROCEDURE public.as_caller() TO proc_caller")
    try:
        with psycopg.connect(**{**server.address, "user": "proc_caller", "password": "Passw0rd1"}, autocommit=True) as caller:
            assert failure(caller, "CALL public.as_owner()").message_primary == "permission denied for procedure as_owner"
            assert failure(caller, "CALL public.as_caller()").message_primary == "permission denied for relation proc_secrets"
            connection.execute("GRANT EXECUTE ON PROCEDURE public.as_owner() TO proc_caller")
            caller.execute("CALL public.as_owner()")
            assert caller.execute("SELECT current_user").fetchone() == ("proc_caller",)
        assert connection.execute("SELECT count(*) FROM public.proc_secrets").fetchone() == (1,)
    finally:
        connection.execute("DROP PROCEDURE public.as_owner()")
        connection.execute("DROP PROCEDURE public.as_caller()")
        connection.execute("DROP TABLE public.proc_secrets")
        connection.execute("DROP USER proc_caller")


def test_loops_are_quick(connection):
    # Counting needs no engine; without a plan of its own each round would take a query.
    connection.execute(
        "CREATE PROCEDURE count_up(n int, OUT total bigint) AS $$ BEGIN total := 0; FOR i IN 1..n LOOP "
        "IF i % 2 = 0 THEN total := total + i; END IF; END LOOP; END $$ LANGUAGE plpgsql"
    )
    assert connection.execute("CALL count_up(20000)").fetchone() == (100010000,)


def test_a_call_can_be_cancelled(connection):
    connection.execute("CREATE PROCEDURE spin() AS $$ DECLARE n int := 0; BEGIN LOOP n := 1; END LOOP; END $$ LANGUAGE plpgsql")
    connection.execute("SET statement_timeout TO 300")
    try:
        assert failure(connection, "CALL spin()").sqlstate == "57014"
    finally:
        connection.execute("RESET statement_timeout")
