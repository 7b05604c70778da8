"""kill -9 at any moment: every acknowledged commit is there afterwards, and nothing else."""

import subprocess
import threading
import time

import psycopg
import pytest


def connect(server):
    return psycopg.connect(**server.address, autocommit=True)


def killed_during(server, work, after_s):
    """Run `work(connection)` in a thread, kill the server meanwhile, and start it again."""
    failures = []

    def run():
        try:
            with connect(server) as connection:
                work(connection)
        except psycopg.Error as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(after_s)
    server.kill()
    thread.join(30)
    assert not thread.is_alive()
    server.start()
    return failures


@pytest.mark.parametrize("after_s", [0.2, 0.7, 1.5])
def test_acknowledged_inserts_survive(fresh_server, after_s):
    acknowledged = []
    with connect(fresh_server) as connection:
        connection.execute("CREATE TABLE journal (n INT)")

    def insert(connection):
        for n in range(1_000_000):
            connection.execute(f"INSERT INTO journal VALUES ({n})")
            acknowledged.append(n)

    assert killed_during(fresh_server, insert, after_s)
    with connect(fresh_server) as connection:
        present = [row[0] for row in connection.execute("SELECT n FROM journal ORDER BY n")]
    # The one under way may have been committed before its answer was sent.
    assert present == list(range(len(present)))
    assert len(acknowledged) <= len(present) <= len(acknowledged) + 1


def test_open_transaction_leaves_nothing(fresh_server):
    connection = connect(fresh_server)
    connection.execute("CREATE TABLE ledger (n INT)")
    connection.execute("INSERT INTO ledger VALUES (1)")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO ledger SELECT n FROM generate_series(1, 100000) AS s(n)")
    connection.execute("CREATE TABLE never (n INT)")
    connection.execute("DROP TABLE ledger")
    fresh_server.kill()
    connection.close()
    fresh_server.start()
    with connect(fresh_server) as connection:
        assert connection.execute("SELECT COUNT(*), MAX(n) FROM ledger").fetchone() == (1, 1)
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT * FROM never")


def test_ddl_is_all_or_nothing(fresh_server):
    made = []

    def create(connection):
        for n in range(10_000):
            connection.execute(f"CREATE TABLE t{n} (id INT, label VARCHAR(8))")
            made.append(n)

    assert killed_during(fresh_server, create, 1.0)
    with connect(fresh_server) as connection:
        names = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        assert {f"t{n}" for n in made} <= names
        assert len(names) <= len(made) + 1
        for name in names:
            connection.execute(f"INSERT INTO {name} VALUES (1, 'works')")
            connection.execute(f"DROP TABLE {name}")


@pytest.mark.parametrize("after_s", [0.1, 0.4, 1.0])
def test_copy_is_all_or_nothing(fresh_server, s3, bucket, after_s):
    rows = "".join(f"{n},row {n}\n" for n in range(200_000)).encode()
    for part in range(4):
        s3.boto.put_object(Bucket=bucket, Key=f"rows/part-{part}.csv", Body=rows)
    with connect(fresh_server) as connection:
        connection.execute("CREATE TABLE loaded (n INT, label VARCHAR(16))")
    done = []

    def load(connection):
        for _ in range(100):
            connection.execute(f"COPY loaded FROM 's3://{bucket}/rows/' IAM_ROLE default CSV")
            done.append(True)

    killed_during(fresh_server, load, after_s)
    with connect(fresh_server) as connection:
        count = connection.execute("SELECT COUNT(*) FROM loaded").fetchone()[0]
    assert count % 800_000 == 0
    assert len(done) * 800_000 <= count <= (len(done) + 1) * 800_000


def test_second_server_on_the_directory_is_refused(fresh_server):
    result = fresh_server.run("serve", "--data", fresh_server.data, "--port", "0", "--http-port", "0", timeout=30)
    assert result.returncode == 1
    assert "another server uses data directory" in result.stderr
    status = fresh_server.run("status", "--data", fresh_server.data)
    assert f"port={fresh_server.port}" in status.stdout


def test_stop_lets_a_running_statement_finish(fresh_server):
    rows = []

    def run():
        with connect(fresh_server) as connection:
            rows.append(connection.execute("SELECT COUNT(*) FROM generate_series(1, 6000) AS s(n), generate_series(1, 5000) AS t(m) WHERE n % 3 = 0").fetchone())

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.2)
    assert fresh_server.stop() == 0
    thread.join(30)
    assert rows == [(10_000_000,)]


def test_client_that_disconnects_in_the_middle_of_a_result(fresh_server):
    query = "SELECT n, REPEAT('x', 100) FROM generate_series(1, 5000) AS s(n), generate_series(1, 4000) AS t(m)"
    client = subprocess.Popen(
        ["psql", "--no-psqlrc", "-At", "-v", "FETCH_COUNT=1000", "-c", query], env=fresh_server.environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    client.stdout.read(10_000)
    client.kill()
    client.wait()
    client.stdout.close()
    with connect(fresh_server) as connection:
        assert connection.execute("SELECT 'still here'").fetchone() == ("still here",)
        deadline = time.monotonic() + 15
        while True:
            count = connection.execute("SELECT COUNT(*) FROM stv_sessions").fetchone()[0]
            if count == 1 or time.monotonic() > deadline:
                break
            time.sleep(0.2)
        assert count == 1
