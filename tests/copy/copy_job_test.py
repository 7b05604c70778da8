"""COPY JOB: each object of a prefix is loaded once, also across restarts.  Doc: dg/r_COPY-JOB"""

import time

import psycopg
import pytest

from tests.copy.errors import rows
from tests.support.server import Server

ROLE = "IAM_ROLE 'arn:aws:iam::1:role/r'"


@pytest.fixture(scope="module")
def jobs_server(tmp_path_factory, s3):
    """A server that looks for new objects often."""
    with Server(tmp_path_factory.mktemp("jobs"), environment=s3.environment, options=("--copy-job-interval-ms", "100")) as server:
        yield server


@pytest.fixture
def session(jobs_server):
    with psycopg.connect(**jobs_server.address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS t")
        connection.execute("CREATE TABLE t (a int)")
        yield connection
        for name, *_ in rows(connection, "COPY JOB LIST"):
            connection.execute(f'COPY JOB DROP "{name}"')


def wait_for(connection, expected):
    """Wait until the table holds these values, and look once more whether it stays so."""
    deadline = time.monotonic() + 30
    found = None
    while time.monotonic() < deadline:
        found = [a for (a,) in rows(connection, "SELECT a FROM t ORDER BY a")]
        if found == expected:
            break
        time.sleep(0.05)
    assert found == expected
    time.sleep(0.5)
    assert [a for (a,) in rows(connection, "SELECT a FROM t ORDER BY a")] == expected


def test_new_objects_are_loaded_once(session, put, jobs_server):
    url = put("in/1", "1\n")
    session.execute(f"COPY t FROM '{url}/in/' {ROLE} JOB CREATE watch")
    wait_for(session, [1])
    put("in/2", "2\n")
    wait_for(session, [1, 2])
    # An object is known by its name.
    put("in/1", "100\n")
    wait_for(session, [1, 2])


def test_restart(tmp_path, s3, put):
    url = put("in/1", "1\n")
    with Server(tmp_path / "server", environment=s3.environment, options=("--copy-job-interval-ms", "100")) as server:
        with psycopg.connect(**server.address, autocommit=True) as connection:
            connection.execute("CREATE TABLE t (a int)")
            connection.execute(f"COPY t FROM '{url}/in/' {ROLE} JOB CREATE watch AUTO ON")
            wait_for(connection, [1])
        server.kill()
        put("in/2", "2\n")
        server.start()
        with psycopg.connect(**server.address, autocommit=True) as connection:
            wait_for(connection, [1, 2])


def test_run_by_hand(session, put):
    url = put("in/1", "1\n")
    session.execute(f"COPY t FROM '{url}/in/' {ROLE} JOB CREATE byhand AUTO OFF")
    assert rows(session, "SELECT count(*) FROM t") == [(0,)]
    session.execute("COPY JOB RUN byhand")
    session.execute("COPY JOB RUN byhand")
    assert rows(session, "SELECT a FROM t") == [(1,)]
    put("in/2", "2\n")
    # What is rolled back is not loaded.
    session.execute("BEGIN")
    session.execute("COPY JOB RUN byhand")
    session.execute("ROLLBACK")
    assert rows(session, "SELECT a FROM t") == [(1,)]
    session.execute("COPY JOB RUN byhand")
    assert rows(session, "SELECT a FROM t ORDER BY a") == [(1,), (2,)]
    assert rows(session, "SELECT loaded_rows, source_file_count, copy_job_id > 0 FROM sys_load_history WHERE query_id = pg_last_copy_id()") == [
        (1, 1, True)
    ]


def test_alter_show_list_drop(session, put):
    url = put("in/1", "1\n")
    session.execute(f"COPY t FROM '{url}/in/' {ROLE} DELIMITER ',' JOB CREATE j AUTO OFF")
    assert rows(session, "COPY JOB LIST") == [("j", "OFF", "awsuser")]
    shown = rows(session, "COPY JOB SHOW j")[0]
    assert shown[1:4] == ("j", "OFF", "awsuser") and shown[5] == "0"
    assert f"FROM '{url}/in/'" in shown[4] and "public.t" in shown[4]
    # Doc: dg/loading-data-copy-job
    files = (
        "SELECT job_name, data_source, filename, status FROM sys_copy_job copyjob"
        " JOIN stl_load_commits loadcommit ON copyjob.job_id = loadcommit.copy_job_id WHERE job_name = 'j'"
    )
    assert rows(session, files) == []
    session.execute("COPY JOB ALTER j AUTO ON")
    wait_for(session, [1])
    assert [(name, source, file.strip(), status) for name, source, file, status in rows(session, files)] == [
        ("j", f"{url}/in/", f"{url}/in/1", 1)
    ]
    session.execute("COPY JOB ALTER j AUTO OFF")
    assert rows(session, "COPY JOB LIST") == [("j", "OFF", "awsuser")]
    session.execute("COPY JOB DROP j")
    assert rows(session, "COPY JOB LIST") == []
    for command in ("RUN j", "SHOW j", "DROP j", "ALTER j AUTO ON"):
        with pytest.raises(psycopg.errors.UndefinedObject, match='copy job "j" does not exist'):
            session.execute(f"COPY JOB {command}")


@pytest.mark.parametrize(
    "options", ["MAXERROR 5", "IGNOREALLERRORS", "MANIFEST", "ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b'", "CREDENTIALS 'aws_iam_role=arn:x'"]
)
def test_refused_options(session, options):
    role = "" if "KEY" in options or "CRED" in options else ROLE
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="not supported for COPY JOB"):
        session.execute(f"COPY t FROM 's3://b/in/' {role} {options} JOB CREATE j")


def test_names_are_unique(session):
    session.execute(f"COPY t FROM 's3://b/in/' {ROLE} JOB CREATE j AUTO OFF")
    with pytest.raises(psycopg.errors.DuplicateObject, match='copy job "j" already exists'):
        session.execute(f"COPY t FROM 's3://b/in/' {ROLE} JOB CREATE j")


def test_a_bad_object_stops_the_job_until_it_is_gone(session, put, s3, bucket):
    url = put("in/1", "x\n")
    session.execute(f"COPY t FROM '{url}/in/' {ROLE} JOB CREATE j AUTO OFF")
    put("in/2", "2\n")
    with pytest.raises(psycopg.Error, match="failed"):
        session.execute("COPY JOB RUN j")
    assert rows(session, "SELECT count(*) FROM t") == [(0,)]
    s3.boto.delete_object(Bucket=bucket, Key="in/1")
    session.execute("COPY JOB RUN j")
    assert rows(session, "SELECT a FROM t") == [(2,)]


def test_only_the_owner(session, put):
    session.execute(f"COPY t FROM 's3://b/in/' {ROLE} JOB CREATE j AUTO OFF")
    session.execute("CREATE USER job_user PASSWORD 'Passw0rdX'")
    try:
        session.execute("SET SESSION AUTHORIZATION job_user")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="must be owner of copy job j"):
            session.execute("COPY JOB DROP j")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for relation t"):
            session.execute(f"COPY t FROM 's3://b/in/' {ROLE} JOB CREATE k")
    finally:
        session.execute("RESET SESSION AUTHORIZATION")
        session.execute("DROP USER job_user")
