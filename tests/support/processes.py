"""Child processes that tests start: free ports, waiting for readiness, ending them for certain."""

import socket
import subprocess
import time


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts_connections(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until(condition, what: str, process: subprocess.Popen, timeout_s: float = 30) -> None:
    """Wait until condition() is true. Raises RuntimeError when the process ends or the time is over."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if process.poll() is not None:
            raise RuntimeError(f"{what}: the process ended with status {process.returncode}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what}: not after {timeout_s:g} s")
        time.sleep(0.02)


def end(process: subprocess.Popen, grace_s: float = 20) -> int:
    """Ask the process to stop, kill it after the grace period, and return its exit status."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(grace_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
