"""An S3 server of our own: versitygw serving a folder, in which a bucket is a directory and an object a file."""

import os
import pathlib
import subprocess

from .paths import DEPS
from .processes import accepts_connections, end, free_port, wait_until


class S3:
    """Listens on 127.0.0.1 from __enter__ to __exit__ (or start to stop); the files stay in `folder`."""

    region = "us-east-1"
    access_key = "blueshift-test-key"
    secret_key = "blueshift-test-secret"

    def __init__(self, folder: pathlib.Path, port: int | None = None):
        self.folder = pathlib.Path(folder)
        self.port = port or free_port()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The standard variables that make this the default S3 of a program."""
        return {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_REGION": self.region,
            "AWS_ENDPOINT_URL_S3": self.endpoint,
        }

    def start(self) -> "S3":
        buckets, metadata = self.folder / "buckets", self.folder / "metadata"
        for path in (buckets, metadata):
            path.mkdir(parents=True, exist_ok=True)
        # Metadata beside the files: not every file system of a test machine has extended attributes.
        command = [DEPS / "bin" / "versitygw", "--quiet", "--keep-alive", "--port", f"127.0.0.1:{self.port}"]
        command += ["--region", self.region, "posix", "--sidecar", metadata, buckets]
        keys = {"ROOT_ACCESS_KEY_ID": self.access_key, "ROOT_SECRET_ACCESS_KEY": self.secret_key}
        with open(self.folder / "s3.log", "ab") as log:
            self._process = subprocess.Popen(command, env={**os.environ, **keys}, stdout=log, stderr=log)
        wait_until(lambda: accepts_connections(self.port), "the S3 server listens", self._process)
        return self

    def stop(self) -> None:
        end(self._process)

    __enter__ = start

    def __exit__(self, *_) -> None:
        self.stop()

    def client(self):
        """Return a boto3 client of this server. Slow to make (half a second): keep it."""
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
        )
