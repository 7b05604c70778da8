"""AWS SDK for pandas (awswrangler): connect, to_sql, read_sql_query, copy, unload, against our S3 server."""

import subprocess

import pytest

from tests.support.paths import DEPS

PROGRAM = """\
import os
import awswrangler
import pandas
import redshift_connector

bucket = os.environ["BUCKET"]
connection = redshift_connector.connect(
    host=os.environ["PGHOST"], port=int(os.environ["PGPORT"]), user=os.environ["PGUSER"], password=os.environ["PGPASSWORD"],
    database=os.environ["PGDATABASE"], ssl=False,
)
keys = dict(aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])
frame = pandas.DataFrame({"id": [1, 2, 3], "name": ["one", "two", None], "score": [1.5, None, 3.5],
                          "seen": pandas.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"])})
"""


@pytest.fixture
def run(server, s3, bucket):
    def run_lines(lines):
        environment = {**server.environment, **s3.environment, "AWS_DEFAULT_REGION": s3.region, "BUCKET": bucket}
        command = [DEPS / "venv-tools" / "bin" / "python", "-c", PROGRAM + lines]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        return result.stdout.splitlines()

    return run_lines


def test_to_sql_and_read_sql_query(run):
    assert run(
        "awswrangler.redshift.to_sql(frame, connection, 'wrangled', 'public', mode='overwrite', diststyle='KEY', distkey='id', sortkey=['seen'])\n"
        "awswrangler.redshift.to_sql(frame[:1], connection, 'wrangled', 'public', mode='upsert', primary_keys=['id'])\n"
        "got = awswrangler.redshift.read_sql_query('SELECT * FROM public.wrangled ORDER BY id', connection)\n"
        "print(len(got), got['name'].tolist()[:2], got['score'].tolist()[0])\n"
        "connection.cursor().execute('DROP TABLE public.wrangled')\n"
        "connection.commit()\n"
    ) == ["3 ['one', 'two'] 1.5"]


def test_copy_and_unload(run):
    assert run(
        "awswrangler.redshift.copy(frame, f's3://{bucket}/stage/', connection, 'copied', 'public', mode='overwrite', **keys)\n"
        "got = awswrangler.redshift.unload('SELECT * FROM public.copied ORDER BY id', f's3://{bucket}/out/', connection, **keys)\n"
        "print(sorted(got['id'].tolist()), got.sort_values('id')['seen'].tolist()[0])\n"
        "connection.cursor().execute('DROP TABLE public.copied')\n"
        "connection.commit()\n"
    ) == ["[1, 2, 3] 2024-01-01 00:00:00"]
