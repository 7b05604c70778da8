"""The server under test: makes a cluster in a folder, then starts, stops, kills and restarts it."""

import os
import pathlib
import re
import secrets
import signal
import subprocess
import threading

from .paths import BLUESHIFT
from .processes import end

READY = re.compile(r"ready port=(\d+) http_port=(\d+)")
START_TIMEOUT_S = 60


class Server:
    """A cluster in `folder`/data. Its ports are chosen by the system anew at every start."""

    host = "127.0.0.1"
    user = "awsuser"
    database = "dev"

    def __init__(self, folder: pathlib.Path, environment: dict[str, str] | None = None, options: tuple[str, ...] = ()):
        """`environment` is added to this process's own; `options` go to `serve`."""
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.password = "Test-" + secrets.token_hex(8)
        self.port = self.http_port = 0
        self._environment = {**os.environ, **(environment or {})}
        self._options = options
        self._process: subprocess.Popen | None = None

    def create(self) -> "Server":
        """Make the cluster, with the admin user `awsuser`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        password_file = self.folder / "admin-password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password + "\n")
        self.run("init", "--data", self.data, "--admin-password-file", password_file, check=True)
        return self

    def run(self, *arguments, **options) -> subprocess.CompletedProcess:
        """Run the binary with other arguments, such as `status`, and return what it printed."""
        return subprocess.run(
            [BLUESHIFT, *map(str, arguments)], env=self._environment, capture_output=True, text=True, **options
        )

    def start(self) -> "Server":
        """Start serving and wait until the server says that it is ready."""
        command = [BLUESHIFT, "serve", "--data", self.data, "--port", "0", "--http-port", "0", *self._options]
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        # Closes the pipe of a server that never gets ready, which ends the read below.
        too_late = threading.Timer(START_TIMEOUT_S, self._process.kill)
        too_late.start()
        ready = next(filter(None, map(READY.search, self._process.stdout)), None)
        too_late.cancel()
        if not ready:
            status = self._process.wait()
            raise RuntimeError(f"the server did not get ready (status {status}); its log:\n{self.log_tail()}")
        self.port, self.http_port = map(int, ready.groups())
        return self

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> int:
        """Stop by SIGTERM and return the exit status."""
        status = end(self._process)
        self._process.stdout.close()
        return status

    def kill(self) -> None:
        """Stop at once by SIGKILL, as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process.stdout.close()

    def restart(self) -> "Server":
        if self.is_running():
            self.stop()
        return self.start()

    def __enter__(self) -> "Server":
        if not self.data.exists():
            self.create()
        return self.start()

    def __exit__(self, *_) -> None:
        if self.is_running():
            self.stop()

    @property
    def address(self) -> dict:
        """Keyword arguments for psycopg2.connect and psycopg.connect."""
        return {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.database,
        }

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which psql and other libpq programs connect without arguments."""
        return {
            **os.environ,
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.database,
        }

    def log_tail(self, line_count: int = 30) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-line_count:])
