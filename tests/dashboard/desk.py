"""A server of its own for the desk, as `frontdesk serve` runs it, and those who sit at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

START_SECONDS = 150


@dataclass(frozen=True)
class Desk:
    """A running server. `address` has no slash at its end."""

    address: str
    folder: Path
    _passwords: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def who(self, role: str, practice: str = "riverside") -> tuple[str, str]:
        """E-mail and password of somebody invented."""
        if not self._passwords:
            for line in (self.folder / "example-sign-ins.txt").read_text().splitlines():
                clinic, of_role, email, password = line.split("\t")
                self._passwords[clinic.split("_")[0], of_role] = (email, password)
        return self._passwords[practice, role]

    def api(self, role: str, practice: str = "riverside") -> httpx.Client:
        """The API, asked as somebody, to bring about what a test needs."""
        email, password = self.who(role, practice)
        client = httpx.Client(base_url=self.address, timeout=30)
        answer = client.post("/api/auth/login", json={"email": email, "password": password})
        answer.raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return client


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def begun(folder: Path, port: int, **more: str) -> subprocess.Popen[Any]:
    """`frontdesk serve`, with records of its own in a folder."""
    env = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'frontdesk.sqlite3'}",
        "RATE_LIMITS": "100000/minute",
        "SIGNED_IN_RATE_LIMITS": "100000/minute",
        "OMP_NUM_THREADS": "1",
        **more,
    }
    command = [str(Path(sys.executable).with_name("frontdesk")), "serve", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)


def wait_until_ready(address: str, process: subprocess.Popen[Any], folder: Path) -> None:
    """Until the server answers."""
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError((folder / "server.log").read_text()[-3000:])


def chatted(desk: Desk, *words: str, clinic: str = "riverside_dental") -> str:
    """A conversation of a clinic's web site, to its last word; returns its id as a call."""
    with httpx.Client(base_url=desk.address, timeout=30) as client:
        given = client.post("/api/chatbot/token", json={"clinicId": clinic}).raise_for_status()
        session = given.json()["sessionId"]
        headers = {"Authorization": f"Bearer {given.json()['token']}"}
        for said in ("", *words):
            body = {"message": said, "sessionId": session}
            client.post("/api/chatbot/message", json=body, headers=headers).raise_for_status()
    return f"chat-{session}"
