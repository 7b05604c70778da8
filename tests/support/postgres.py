"""A throwaway PostgreSQL server: the peer that tools are proved against and measurements are made beside."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

from .processes import end, free_port, wait_until


def binaries() -> pathlib.Path | None:
    """Return the folder with initdb and postgres of the newest installed version; None without one."""
    folders = [path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


class Postgres:
    """Runs from __enter__ to __exit__, on 127.0.0.1 only, with its files in a folder that then goes away."""

    host = "127.0.0.1"
    user = "postgres"
    database = "postgres"

    def __init__(self, settings: dict[str, str] | None = None):
        self.port = free_port()
        self._settings = {"fsync": "off", **(settings or {})}
        # PostgreSQL refuses to run as root.
        self._identity = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def __enter__(self) -> "Postgres":
        folder = binaries()
        if folder is None:
            raise RuntimeError("no PostgreSQL server is installed (Debian package postgresql-15)")
        self._home = pathlib.Path(tempfile.mkdtemp(prefix="blueshift-postgres-"))
        if self._identity:
            shutil.chown(self._home, self._identity["user"], self._identity["group"])
        data = self._home / "data"
        self._run([folder / "initdb", "-D", data, "-U", self.user, "-A", "trust", "--locale=C.UTF-8", "-N"])
        settings = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        self._process = subprocess.Popen(
            [folder / "postgres", "-D", data, "-h", self.host, "-p", str(self.port), "-k", self._home, *settings],
            cwd=self._home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._identity,
        )
        ready = [folder / "pg_isready", "-q", "-h", self.host, "-p", str(self.port)]
        wait_until(lambda: subprocess.run(ready).returncode == 0, "PostgreSQL is ready", self._process)
        return self

    def __exit__(self, *_) -> None:
        end(self._process)
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, command: list) -> None:
        subprocess.run(command, cwd=self._home, check=True, stdout=subprocess.DEVNULL, **self._identity)
