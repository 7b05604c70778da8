"""Audit files: connections, users and statements, in the vendor's layout and as JSON, rotated, and delivered to S3."""

import json
import pathlib
import re

import psycopg
import pytest

from tests.support.server import Server

PASSWORD = "Aud1tedPass"


def work(server):
    with psycopg.connect(**server.address, autocommit=True, application_name="audit | test") as connection:
        connection.execute(f"CREATE USER audited PASSWORD '{PASSWORD}'")
        connection.execute("SELECT 1,\n  2")
        with pytest.raises(psycopg.errors.SyntaxError):
            connection.execute("SELCT 'a literal'")
        connection.execute("DROP USER audited")
        return connection.info.backend_pid


def lines(folder: pathlib.Path, pattern: str) -> list[str]:
    return [line for path in sorted(folder.glob(pattern)) for line in path.read_text().splitlines()]


def test_vendor_layout(tmp_path):
    folder = tmp_path / "audit"
    with Server(tmp_path / "server", options=("--audit-folder", str(folder))) as server:
        pid = work(server)
    time = r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d:\d{3}"
    connections = [line for line in lines(folder, "connectionlog.log") if f"|{pid}|" in line]
    assert re.fullmatch(rf"initiating session\|{time}\|127\.0\.0\.1\|\d+\|{pid}\|dev\|awsuser\|.*", connections[0])
    assert [line.split("|")[0] for line in connections] == [
        "initiating session", "authenticated", "set application_name", "disconnecting session"
    ]
    # A bar in a name is no new field.
    assert all(line.count("|") == 21 for line in connections)
    users = lines(folder, "userlog.log")
    assert [line.split("|")[1:4:2] for line in users] == [["audited", "Create"], ["audited", "Drop"]]
    activity = lines(folder, "useractivitylog.log")
    assert any(
        re.fullmatch(
            rf"'\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ UTC \[ db=dev user=awsuser pid={pid} userid=100 xid=\d+ \]' LOG: SELECT 1,   2", line
        )
        for line in activity
    )
    assert any(line.endswith("LOG: SELCT ?") for line in activity)
    assert not any(PASSWORD in line or "a literal" in line for line in activity + users + connections)


def test_json(tmp_path):
    folder = tmp_path / "audit"
    options = ("--audit-folder", str(folder), "--audit-format", "json")
    with Server(tmp_path / "server", options=options) as server:
        pid = work(server)
    records = [json.loads(line) for line in lines(folder, "*.json")]
    assert {record["log"] for record in records} == {"connectionlog", "userlog", "useractivitylog"}
    (select,) = [record for record in records if record.get("querytxt", "").startswith("SELECT 1,")]
    assert (select["pid"], select["database"], select["user_name"], select["type"]) == (pid, "dev", "awsuser", "SELECT")


def test_without_statements(tmp_path):
    folder = tmp_path / "audit"
    options = ("--audit-folder", str(folder), "--audit-user-activity", "false")
    with Server(tmp_path / "server", options=options) as server:
        work(server)
    assert lines(folder, "connectionlog.log") and not lines(folder, "useractivitylog.log")


def test_complete_files_go_to_s3(tmp_path, s3, bucket):
    folder = tmp_path / "audit"
    options = ("--audit-folder", str(folder), "--audit-rotate-minutes", "0", "--audit-s3-prefix", f"s3://{bucket}/audit/")
    with Server(tmp_path / "server", environment=s3.environment, options=options) as server:
        work(server)
    keys = [entry["Key"] for entry in s3.boto.list_objects_v2(Bucket=bucket).get("Contents", [])]
    logs = [key for key in keys if "_connectionlog_" in key]
    assert logs and all(
        re.fullmatch(
            r"audit/AWSLogs/\d{12}/redshift/[\w-]+/\d{4}/\d\d/\d\d/\d{12}_redshift_[\w-]+_blueshift_connectionlog_[\dT:.-]+", key
        )
        for key in logs
    )
    stored = "".join(s3.boto.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in logs)
    assert "authenticated|" in stored
    # What was delivered is in the folder still.
    assert len(list(folder.glob("*_connectionlog_*"))) == len(logs)


def test_a_wrong_format_is_refused(tmp_path):
    server = Server(tmp_path / "server").create()
    result = server.run("serve", "--data", server.data, "--audit-folder", tmp_path / "audit", "--audit-format", "xml")
    assert result.returncode != 0 and "audit-format must be vendor or json" in result.stderr
