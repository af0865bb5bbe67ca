"""A server or a worker that a test kills: `python -m tests.outreach.month_process WHO CLOCK`.

It is what `frontdesk serve` and `frontdesk worker` run, by the settings of its surroundings, except
that its clock is a file, which the test writes. It says when it has begun.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import uvicorn

from agent_config.settings import Settings, read_settings
from api.application import create
from api.house import SPOOL, House, house_of
from clinic.jobs.job import Work
from clinic.jobs.pace import Pace
from clinic.jobs.running import running
from clinic.jobs.schedules import SCHEDULES, Timetable
from clinic.store.event_log import enter_spooled
from clinic.store.opening import open_store
from telephony.listening import Listeners
from telephony.settings import read_settings as read_model_settings
from tests.outreach.patience import unhurried

PACE: Final = Pace(first_wait=0.1, poll=0.02, beat=0.1, lease=1.0, at_once=4)
OURS: Final[Timetable] = {
    name: one
    for name, one in SCHEDULES.items()
    if name.startswith(("messages.", "outreach.", "campaigns."))
}
"""The regular work that a month is about."""


class ClockFile:
    """A clock that another process sets."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.path.read_text()).astimezone(UTC)

    def set(self, now: datetime) -> None:
        """For whoever turns it: nobody ever reads half a moment."""
        new = self.path.with_suffix(".new")
        new.write_text(now.isoformat())
        new.replace(self.path)


async def serve(settings: Settings, clock: ClockFile) -> None:
    """Be the server, on the port that PUBLIC_URL names."""

    @asynccontextmanager
    async def opening() -> AsyncIterator[House]:
        database = await open_store(settings)
        listeners = Listeners(read_model_settings())
        house = house_of(settings, database, listeners.of, clock)
        await enter_spooled(database, settings.data_dir / SPOOL)
        try:
            yield house
        finally:
            await listeners.close()
            await database.close()

    port = urlsplit(settings.public_url).port or 0
    config = uvicorn.Config(create(opening, settings), port=port, log_level="error")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
        if serving.done():
            await serving
    _begun()
    await serving


async def work(settings: Settings, clock: ClockFile) -> None:
    """Be a worker."""
    async with running(
        Work(await open_store(settings), settings, clock), schedules=OURS, pace=PACE
    ):
        _begun()
        await asyncio.Event().wait()


def _begun() -> None:
    sys.stdout.write("begun\n")
    sys.stdout.flush()


if __name__ == "__main__":
    what = {"server": serve, "worker": work}[sys.argv[1]]
    with unhurried():
        asyncio.run(what(read_settings(), ClockFile(Path(sys.argv[2]))))
