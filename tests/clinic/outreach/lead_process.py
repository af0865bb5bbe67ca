"""An upload that tests kill: `python -m tests.clinic.outreach.lead_process FILE`.

It keeps the people of a file in the database of its surroundings, and says when it is about to, and
after each part that it has written.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from agent_config.clinic_file import load_clinic
from agent_config.settings import read_settings
from clinic.outreach.leads import entering
from clinic.outreach.leads.reading import read
from clinic.outreach.leads.wish import reader_of
from clinic.store.opening import open_store
from clinic.store.scope import Scope

_insert = entering._insert


async def main(path: Path) -> None:
    database = await open_store(read_settings())
    clinic = load_clinic("riverside_dental")
    now = datetime(2026, 3, 2, 15, 15, tzinfo=UTC)
    content = path.read_bytes()
    upload = entering.Upload(read(content, reader_of(clinic, now)), "fair", "digest")
    say("begun")
    with patch.object(entering, "_insert", _told), patch.object(entering, "AT_ONCE", 20):
        await entering.enter_upload(database, Scope(clinic.practice, clinic.id), upload, now)
    say("done")
    await database.close()


async def _told(session: Any, table: Any, rows: Any) -> None:
    await _insert(session, table, rows)
    say("part")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
