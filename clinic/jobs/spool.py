"""Events of calls that lie in the spool are entered as soon as the database takes them again."""

import logging
from pathlib import Path
from typing import Final

from clinic.jobs.job import Work
from clinic.store.event_log import enter_spooled

FOLDER: Final = "spool"
_log = logging.getLogger(__name__)


def folder(work: Work) -> Path:
    """Where a server keeps what the database did not take."""
    return work.settings.data_dir / FOLDER


async def enter(work: Work) -> None:
    """Enter whatever lies there."""
    entered = await enter_spooled(work.database, folder(work))
    if entered:
        _log.warning("%d events of calls were entered late", entered)
