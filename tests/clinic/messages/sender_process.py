"""A worker that tests kill: `python -m tests.clinic.messages.sender_process SECONDS`.

It does real jobs by the settings of its surroundings, at a pace for tests, with a clock that is so
many seconds ahead. It says when it has begun.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import Final
from unittest.mock import patch

from agent_config.settings import read_settings
from clinic.jobs.job import Work
from clinic.jobs.pace import Pace
from clinic.jobs.running import running
from clinic.messages import sending
from clinic.store.opening import open_store
from tests.clinic.messages.office import Clock

PACE: Final = Pace(first_wait=0.1, poll=0.02, beat=0.1, lease=1.0, at_once=4)
LEASE: Final = timedelta(seconds=3)
"""Still longer than the carriers of the test are waited for, and than what a dead worker has said
to them can be on its way."""


class MovedClock(Clock):
    """The clock of this machine, ahead by some time."""

    def __init__(self, ahead: timedelta) -> None:
        super().__init__()
        self.ahead = ahead

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def main(ahead: timedelta) -> None:
    settings = read_settings()
    work = Work(await open_store(settings), settings, MovedClock(ahead))
    with patch.object(sending, "LEASE", LEASE):
        async with running(work, schedules={}, pace=PACE):
            sys.stdout.write("begun\n")
            sys.stdout.flush()
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(timedelta(seconds=float(sys.argv[1]))))
