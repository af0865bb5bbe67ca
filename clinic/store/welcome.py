"""The address that lets a newcomer into the example clinics without a password.

Whoever starts the server on their own machine is shown a code; beside the data stands its digest
and whom it signs in. Each start makes a new one, and a day later it is none.
"""

import hashlib
import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

FILE: Final = "welcome.json"
LASTS: Final = timedelta(days=1)


def invite(folder: Path, user_id: str, now: datetime) -> str:
    """A code that signs somebody in until tomorrow; the one before is none any more."""
    code = secrets.token_urlsafe(12)
    kept = {"digest": _digest(code), "user": user_id, "until": (now + LASTS).isoformat()}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(kept, file)
    return code


def invited(folder: Path, code: str, now: datetime) -> str | None:
    """Whom a code signs in; nobody if it is none."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        right = secrets.compare_digest(str(kept["digest"]), _digest(code))
        if not right or now >= datetime.fromisoformat(kept["until"]):
            return None
        return str(kept["user"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
