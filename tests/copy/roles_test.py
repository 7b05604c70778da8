"""Roles of the configuration, chains, and the machine's own keys.  Doc: dg/copy-parameters-authorization"""

import http.server
import json
import threading

import psycopg
import pytest

from tests.support.server import Server

CONFIGURATION = """
[[iam_role]]
arn = "arn:aws:iam::1:role/loader"
default = true
access_key_id = "{key}"
secret_access_key = "{secret}"
prefixes = ["s3://{bucket}/open/"]

[[iam_role]]
arn = "arn:aws:iam::1:role/team"
access_key_id = "{key}"
secret_access_key = "{secret}"
users = ["role_user"]
groups = ["role_group"]

[[iam_role]]
arn = "arn:aws:iam::2:role/behind"
access_key_id = "{key}"
secret_access_key = "{secret}"
users = ["nobody"]
assumed_by = ["arn:aws:iam::1:role/loader"]
"""
LOADER, TEAM, BEHIND = "arn:aws:iam::1:role/loader", "arn:aws:iam::1:role/team", "arn:aws:iam::2:role/behind"


@pytest.fixture(scope="module")
def roles(tmp_path_factory, s3):
    """A server with roles, and its bucket."""
    bucket = "roles-test"
    s3.boto.create_bucket(Bucket=bucket)
    for key in ("open/a", "closed/a"):
        s3.boto.put_object(Bucket=bucket, Key=key, Body=b"1\n")
    environment = {"AWS_ENDPOINT_URL_S3": s3.endpoint, "AWS_REGION": s3.region, "AWS_EC2_METADATA_DISABLED": "true", "HOME": "/nowhere"}
    server = Server(tmp_path_factory.mktemp("roles"), environment=environment).create()
    text = CONFIGURATION.format(key=s3.access_key, secret=s3.secret_key, bucket=bucket)
    (server.data / "blueshift.toml").write_text(text)
    with server:
        with psycopg.connect(**server.address, autocommit=True) as connection:
            for statement in (
                "CREATE TABLE t (a int)",
                "CREATE USER role_user PASSWORD 'Passw0rdX'",
                "CREATE USER role_member PASSWORD 'Passw0rdX'",
                "CREATE GROUP role_group WITH USER role_member",
                "GRANT INSERT ON t TO PUBLIC",
            ):
                connection.execute(statement)
        yield server, bucket


@pytest.fixture
def copy(roles):
    """Load a key with authorization as a user."""
    server, bucket = roles

    def run(authorization: str, key: str = "open/a", user: str | None = None) -> None:
        address = {**server.address, **({"user": user, "password": "Passw0rdX"} if user else {})}
        with psycopg.connect(**address, autocommit=True) as connection:
            connection.execute(f"COPY t FROM 's3://{bucket}/{key}' {authorization}")

    return run


@pytest.mark.parametrize(
    ("authorization", "key", "user"),
    [
        ("IAM_ROLE default", "open/a", None),
        (f"IAM_ROLE '{LOADER}'", "open/a", None),
        (f"CREDENTIALS 'aws_iam_role={LOADER}'", "open/a", None),
        (f"IAM_ROLE '{TEAM}'", "closed/a", "role_user"),
        (f"IAM_ROLE '{TEAM}'", "closed/a", "role_member"),
        (f"IAM_ROLE '{LOADER},{BEHIND}'", "closed/a", None),
        (f"CREDENTIALS 'aws_iam_role={LOADER},{BEHIND}'", "closed/a", None),
    ],
)
def test_allowed(copy, authorization, key, user):
    copy(authorization, key, user)


@pytest.mark.parametrize(
    ("authorization", "key", "message"),
    [
        (f"IAM_ROLE '{LOADER}'", "closed/a", "access denied"),
        (f"IAM_ROLE '{TEAM}'", "open/a", "is not authorized to assume IAM Role"),
        (f"IAM_ROLE '{BEHIND}'", "open/a", "is not authorized to assume IAM Role"),
        (f"IAM_ROLE '{TEAM},{BEHIND}'", "open/a", "is not authorized to assume IAM Role"),
        ("IAM_ROLE 'arn:aws:iam::9:role/unknown'", "open/a", "is not authorized to assume IAM Role arn:aws:iam::9:role/unknown"),
    ],
)
def test_refused(copy, authorization, key, message):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=message):
        copy(authorization, key)


@pytest.mark.parametrize("authorization", ["IAM_ROLE 'loader'", "CREDENTIALS 'rubbish'", "CREDENTIALS 'aws_access_key_id=x'", "ACCESS_KEY_ID 'x'", ""])
def test_malformed(copy, authorization):
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        copy(authorization)


def test_only_one_way(copy):
    with pytest.raises(psycopg.errors.SyntaxError, match="conflicting"):
        copy("IAM_ROLE default CREDENTIALS 'aws_iam_role=x'")


def test_keys_of_a_container(tmp_path, s3, bucket):
    s3.boto.put_object(Bucket=bucket, Key="a", Body=b"1\n")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(
                {"AccessKeyId": s3.access_key, "SecretAccessKey": s3.secret_key, "Token": "", "Expiration": "2099-01-01T00:00:00Z"}
            ).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    environment = {
        "AWS_ENDPOINT_URL_S3": s3.endpoint,
        "AWS_REGION": s3.region,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://127.0.0.1:{service.server_address[1]}/keys",
        "HOME": "/nowhere",
    }
    with Server(tmp_path / "server", environment=environment) as server, psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("CREATE TABLE t (a int)")
        connection.execute(f"COPY t FROM 's3://{bucket}/a' IAM_ROLE default")
        assert connection.execute("SELECT a FROM t").fetchall() == [(1,)]
    service.shutdown()
    service.server_close()


def test_unknown_settings_stop_the_server(tmp_path, s3):
    server = Server(tmp_path / "server", environment=s3.environment).create()
    (server.data / "blueshift.toml").write_text('[[iam_role]]\narn = "arn:x"\nusres = ["a"]\n')
    with pytest.raises(RuntimeError, match="usres"):
        server.start()
