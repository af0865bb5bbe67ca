"""A worker that tests kill: `python -m tests.clinic.jobs.worker_process URL FOLDER`.

It says when it has begun. Its jobs add a line to a file before they work and one after it.
"""

import asyncio
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from agent_config.settings import Settings
from clinic.jobs.job import Job, Work
from clinic.jobs.pace import Pace
from clinic.jobs.running import running
from clinic.store.opening import open_store

PATH = "tests.clinic.jobs.worker_process:deed"
PACE = Pace(first_wait=0, poll=0.02, beat=0.1, lease=1.0, at_once=4)


async def deed(work: Work, job: Job) -> None:
    _add(work, f"begin {job.reference} {job.more['number']}")
    await asyncio.sleep(random.uniform(0, 0.03))
    _add(work, f"end {job.reference} {job.more['number']}")


def _add(work: Work, line: str) -> None:
    file = os.open(work.settings.data_dir / "deeds", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{line}\n".encode())
    os.close(file)


async def main(url: str, folder: Path) -> None:
    settings = Settings(database_url=url, data_dir=folder)
    database = await open_store(settings)
    work = Work(database, settings, lambda: datetime.now(UTC))
    async with running(work, handlers={"deed": (PATH,)}, schedules={}, pace=PACE):
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
