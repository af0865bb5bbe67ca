"""A worker that tests kill while it places a call: `python -m tests.clinic.outreach.dialler_process
SECONDS`. It dials again and again, with a clock that is so many seconds ahead."""

import asyncio
import sys
from datetime import timedelta
from typing import Final
from unittest.mock import patch

from agent_config.settings import read_settings
from clinic.jobs.job import Work
from clinic.outreach import outcome, tending
from clinic.outreach.dialling import dial
from clinic.store.opening import open_store
from tests.clinic.messages.sender_process import MovedClock

LEASE: Final = timedelta(seconds=2)
"""Still longer than what a dead worker has said to the carrier of the test can be on its way."""


async def main(ahead: timedelta) -> None:
    settings = read_settings()
    work = Work(await open_store(settings), settings, MovedClock(ahead))
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    with patch.object(tending, "LEASE", LEASE), patch.object(outcome, "SOON", LEASE / 10):
        while True:
            await dial(work)
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(main(timedelta(seconds=float(sys.argv[1]))))
