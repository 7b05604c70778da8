"""A throwaway MariaDB server, which is what MySQL clients see as MySQL."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

from .processes import accepts_connections, end, free_port, wait_until


class MariaDB:
    """Runs from __enter__ to __exit__, on 127.0.0.1 only, with its files in a folder that then goes away."""

    host = "127.0.0.1"

    def __init__(self):
        self.port = free_port()
        # Its own set-up wants a user that is not root.
        self._identity = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def __enter__(self) -> "MariaDB":
        if shutil.which("mariadbd") is None:
            raise RuntimeError("no MariaDB server is installed (Debian package mariadb-server)")
        self._home = pathlib.Path(tempfile.mkdtemp(prefix="blueshift-mariadb-"))
        if self._identity:
            shutil.chown(self._home, self._identity["user"], self._identity["group"])
        data = self._home / "data"
        self._run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
                   "--skip-test-db"])
        self._socket = self._home / "socket"
        self._process = subprocess.Popen(
            ["mariadbd", "--no-defaults", f"--datadir={data}", f"--port={self.port}", "--bind-address=127.0.0.1",
             f"--socket={self._socket}", f"--pid-file={self._home / 'pid'}"],
            cwd=self._home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._identity,
        )
        wait_until(lambda: accepts_connections(self.port), "MariaDB listens", self._process)
        return self

    def __exit__(self, *_) -> None:
        end(self._process)
        shutil.rmtree(self._home, ignore_errors=True)

    def execute(self, sql: str) -> None:
        """Run statements as root."""
        subprocess.run(["mariadb", "--no-defaults", f"--socket={self._socket}", "-u", "root"], input=sql, text=True, check=True)

    def _run(self, command: list) -> None:
        subprocess.run(command, cwd=self._home, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._identity)
