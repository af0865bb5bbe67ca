"""A server in a process of its own, to be killed: what `frontdesk serve` runs, without a screen."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

PATIENCE_SECONDS = 60


class ServerProcess:
    """Runs the application of a database; can be killed and started again."""

    def __init__(self, url: str, folder: Path, key: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("COV")},
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "ENCRYPTION_KEY": key,
            "JOBS": "false",
            "RATE_LIMITS": "100000/minute",
            "OMP_NUM_THREADS": "1",
            "LOG_LEVEL": "ERROR",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it, and wait until it answers."""
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "uvicorn", "api.application:made", "--factory"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--log-level", "error"),
            ],
            env=self._environment,
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            assert self._process.poll() is None, "the server ended by itself"
            try:
                if httpx2.get(f"{self.address}/ready", timeout=5).status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.02)  # it is not listening yet
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self.kill()
