"""Workers in processes of their own, which tests kill without a warning."""

import os
import subprocess
import sys
from collections.abc import Mapping


class Crew:
    """Workers of one program: `python -m PROGRAM …`, which says `begun` when it works."""

    def __init__(self, program: str, *given: str, settings: Mapping[str, str] | None = None):
        """`settings` are added to the surroundings of the workers."""
        self._command = [sys.executable, "-m", program, *given]
        self._surroundings = {**os.environ, **(settings or {})}
        self.workers: list[subprocess.Popen[bytes]] = []

    def hire(self) -> None:
        """Start a worker, and wait until it has begun."""
        worker = subprocess.Popen(self._command, stdout=subprocess.PIPE, env=self._surroundings)
        self.workers.append(worker)
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"begun\n"

    def kill(self, place: int) -> None:
        """SIGKILL: the worker writes nothing down any more."""
        worker = self.workers.pop(place)
        worker.kill()
        worker.communicate()

    def kill_all(self) -> None:
        """Leave nobody behind."""
        while self.workers:
            self.kill(0)
