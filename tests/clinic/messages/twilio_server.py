"""What answers as Twilio does, on a port of this machine: texts are taken, listed and refused.

It speaks the form-encoded requests and JSON answers of the Messages resource of 2010-04-01; the
vendor's own kit is what talks to it.
"""

import base64
import json
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.clinic.messages.office import SID, TOKEN

MESSAGES = re.compile(rf"/2010-04-01/Accounts/{SID}/Messages\.json")


@dataclass
class TwilioServer:
    """The texts it took, and what it is told to do next."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    faults: list[tuple[int, int | None]] = field(default_factory=list)
    """Status and code of the answers to the next requests."""
    deaf: bool = False
    """Takes a text and says nothing."""
    slow: float = 0.0
    """Seconds at most that it thinks before it takes a text, and again before it says so."""
    ahead: timedelta = timedelta()
    """Of the clock of this machine."""
    lists: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, fields: dict[str, str], at: datetime | None = None) -> dict[str, Any]:
        with self.guard:  # no two texts of one name
            return self._take(fields, at or datetime.now(UTC) + self.ahead)

    def think(self) -> None:
        if self.slow:
            time.sleep(random.uniform(0, self.slow))

    def _take(self, fields: dict[str, str], at: datetime) -> dict[str, Any]:
        made = {
            "sid": f"SM{len(self.taken):032d}",
            "account_sid": SID,
            "to": fields["To"],
            "from": fields["From"],
            "body": fields["Body"],
            "status": "queued",
            "direction": "outbound-api",
            "error_code": None,
            "date_created": format_datetime(at.astimezone(UTC)),
            "date_sent": None,
            "callback": fields.get("StatusCallback"),
        }
        self.taken.append(made)
        return made

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["TwilioServer"]:
        known = cls()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is printed."""

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                told = self.rfile.read(length).decode()
                if len(told) < length:  # who asks died in the middle of it
                    self.close_connection = True
                    return
                form = parse_qs(told, keep_blank_values=True)
                if self._refused():
                    return
                known.think()
                made = known.take({name: values[0] for name, values in form.items()})
                known.think()
                if known.deaf:
                    self.close_connection = True
                    return
                self._answer(201, made)

            def do_GET(self) -> None:
                known.lists += 1
                if self._refused():
                    return
                asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                found = [
                    one
                    for one in reversed(known.taken)
                    if one["to"] == asked.get("To") and one["from"] == asked.get("From")
                ]
                self._answer(200, {"messages": found, "page": 0, "next_page_uri": None})

            def _refused(self) -> bool:
                expected = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
                if self.headers["Authorization"] != f"Basic {expected}":
                    self._answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
                    return True
                if not MESSAGES.fullmatch(urlsplit(self.path).path):
                    self._answer(404, {"code": 20404, "message": "Not found", "status": 404})
                    return True
                if known.faults:
                    status, code = known.faults.pop(0)
                    body = {"code": code, "message": "secret", "status": status} if code else {}
                    self._answer(status, body)
                    return True
                return False

            def _answer(self, status: int, body: dict[str, Any]) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Connection", "close")
                with suppress(ConnectionError):  # who asked may be gone
                    self.end_headers()
                    self.wfile.write(data)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        known.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield known
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
