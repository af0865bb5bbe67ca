"""Long work on flows that somebody waits for, and how far it is.

It belongs to the server process that began it, and ends with it. Of each kind a clinic has one
under way: who begins another has no use for the first any more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from telephony.workshop.bench import Unanswerable

REMEMBERED: Final = 20
"""How many of a kind a clinic can ask about."""
Status = Literal["running", "done", "failed", "replaced"]
Stage = Literal["", "check", "proof", "scripts", "publish", "done"]
"""Where a publishing is."""
_BROKEN: Final = "Something broke here. Nothing was changed."
_log = logging.getLogger(__name__)


class Busy(Exception):  # noqa: N818 - an answer, not a fault
    """The same is under way already, and must not be done twice."""


@dataclass(slots=True, eq=False)
class Work:
    """Something that takes a while."""

    id: str
    scope: Scope
    kind: str
    flow: str
    by: str
    begun_at: datetime
    status: Status = "running"
    stage: Stage = ""
    progress: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] | None = None
    code: str | None = None
    """Why it failed, for programs."""
    said: str | None = None
    """Why it failed, as a sentence."""
    failures: list[dict[str, Any]] = field(default_factory=list)
    ended_at: datetime | None = None
    task: asyncio.Task[None] | None = None

    def fail(self, code: str, said: str, failures: list[dict[str, Any]] | None = None) -> None:
        """It came to nothing."""
        self.status, self.code, self.said = "failed", code, said
        self.failures = failures or []


Doing = Callable[[Work], Awaitable[None]]


class Works:
    """The long work of one server process. `clock` gives aware moments."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._works: dict[tuple[Scope, str], list[Work]] = {}

    def begin(
        self, scope: Scope, kind: str, flow: str, by: str, doing: Doing, *, alone: bool = False
    ) -> Work:
        """Begin something; what is under way of this kind is replaced.

        What must be left `alone` is not: raises `Busy`.
        """
        known = self._works.setdefault((scope, kind), [])
        for one in known:
            if one.status == "running":
                if alone:
                    raise Busy
                one.status, one.ended_at = "replaced", self._clock()
                if one.task is not None:
                    one.task.cancel()
        now = self._clock()
        work = Work(new_id(now), scope, kind, flow, by, now)
        known.append(work)
        del known[:-REMEMBERED]
        work.task = asyncio.create_task(self._do(work, doing))
        return work

    def find(self, scope: Scope, kind: str, flow: str, work_id: str) -> Work:
        """Something that was begun here. Raises `KeyError`."""
        for one in self._works.get((scope, kind), ()):
            if one.id == work_id and one.flow == flow:
                return one
        raise KeyError("there is no such work")

    async def close(self) -> None:
        """End everything."""
        tasks = [one.task for some in self._works.values() for one in some if one.task is not None]
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _do(self, work: Work, doing: Doing) -> None:
        try:
            await doing(work)
            if work.status == "running":
                work.status = "done"
        except asyncio.CancelledError:
            if work.status == "running":
                work.fail("ended", "The server has ended; begin again.")
            raise
        except Unanswerable as error:
            work.fail("unanswerable", str(error))
        except Exception as fault:  # its text may be about somebody
            _log.error("work on a flow failed (%s): %s", work.kind, type(fault).__name__)
            work.fail("broken", _BROKEN)
        finally:
            work.ended_at = work.ended_at or self._clock()
