"""A real n8n in processes of its own, in a folder of its own: what a practice would run."""

import json
import os
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx2

PATIENCE_SECONDS = 120
ANSWERING = b"Workflow was started"


class N8n:
    """Runs the n8n that `program` starts. `stop` it when done."""

    def __init__(self, program: str, folder: Path, port: int, broker: int) -> None:
        self._program = program
        self._folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self._environment = os.environ | {
            "N8N_USER_FOLDER": str(folder),
            "N8N_PORT": str(port),
            "N8N_LISTEN_ADDRESS": "127.0.0.1",
            "N8N_RUNNERS_BROKER_PORT": str(broker),
            "N8N_ENCRYPTION_KEY": "only for this test",
            "N8N_DIAGNOSTICS_ENABLED": "false",
            "N8N_VERSION_NOTIFICATIONS_ENABLED": "false",
            "N8N_TEMPLATES_ENABLED": "false",
            "N8N_PERSONALIZATION_ENABLED": "false",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self, workflow: dict[str, Any], credentials: list[dict[str, Any]]) -> None:
        """Take in a workflow and what it signs in with, and switch it on."""
        for kind, content in (("credentials", credentials), ("workflow", workflow)):
            path = self._folder / f"{kind}.json"
            path.write_text(json.dumps(content))
            self.command(f"import:{kind}", f"--input={path}")
        self.command("publish:workflow", f"--id={workflow['id']}")

    def command(self, *arguments: str) -> str:
        """Run one command of n8n's to its end."""
        done = subprocess.run(
            [self._program, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, webhook: str, headers: dict[str, str]) -> None:
        """Run it, until a webhook of the workflow answers to a body of nothing."""
        log = (self._folder / "n8n.log").open("wb")
        with log:
            self._process = subprocess.Popen(
                [self._program, "start"], env=self._environment, stdout=log, stderr=log
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            assert self._process.poll() is None, (self._folder / "n8n.log").read_text()
            try:
                answer = httpx2.post(f"{self.address}{webhook}", json={}, headers=headers)
                if ANSWERING in answer.content:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.2)  # it is not listening yet
        raise AssertionError("n8n does not answer")

    def ended_at(self) -> list[str]:
        """The last node of every run that succeeded, oldest first."""
        path = self._folder / ".n8n" / "database.sqlite"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as records:
            rows = records.execute(
                "SELECT d.data FROM execution_entity e JOIN execution_data d"
                " ON d.executionId = e.id WHERE e.status = 'success' ORDER BY e.id"
            ).fetchall()
        return [_last_node(json.loads(one)) for (one,) in rows]

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _last_node(kept: list[Any]) -> str:
    """n8n keeps a run as a list whose values name one another by their places in it."""
    result = kept[int(kept[0]["resultData"])]
    return str(kept[int(result["lastNodeExecuted"])])
