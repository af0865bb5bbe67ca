"""Doing jobs in this process: `running` is open for as long as they are done.

DBOS runs the jobs in threads of its own and remembers where they stand; the work itself is done in
the event loop that opened `running`, because there the database's connections belong. DBOS is one
per process, so this is too.

A job that fails is not slept over where it runs, for that would keep a place at work. It ends, and
its next turn is written down with the time that it rests, which outlives the process.
"""

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from clinic.jobs.attempt import Outcome, Table, attempt, loaded
from clinic.jobs.dispatcher import Dispatcher
from clinic.jobs.errand import Errand
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Work
from clinic.jobs.ledger import APPLICATION, JOB, TICK, Dead, Ledger, ledger_of
from clinic.jobs.pace import USUAL, Pace
from clinic.jobs.schedules import SCHEDULES, Timetable
from clinic.jobs.workers import Workers

VERSION: Final = "1"
"""Of the jobs as they are written down: a newer Frontdesk goes on with those of an older one."""
DEATHS: Final = 20
"""Workers that may die of one job before it counts as dead."""
CLAIMED: Final = 4
"""Jobs that a worker has taken up, for each that it does."""
_SOON: Final = 0.05
_log = logging.getLogger(__name__)
T = TypeVar("T")


class Handed(BaseException):
    """This process ends; the job is left as it is, for another. DBOS notes nothing of it."""


@dataclass(slots=True)
class Figures:
    """What a process has done since it began."""

    done: int = 0
    later: int = 0
    dead: int = 0
    ticks: int = 0


class Runner:
    """Does the jobs of a database in this process."""

    def __init__(
        self, work: Work, ledger: Ledger, handlers: Table, schedules: Timetable, pace: Pace
    ) -> None:
        self.ledger = ledger
        self.figures = Figures()
        self._work = work
        self._handlers = handlers
        self._schedules = schedules
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self._places = asyncio.Semaphore(pace.at_once)
        self._at_work: set[concurrent.futures.Future[Any]] = set()
        self._ended: set[str] = set()
        self._guard = threading.Lock()
        self._closing = False
        self._dispatcher = Dispatcher(work, ledger, handlers, pace.poll)
        self._workers = Workers(work, ledger, pace, take_over)
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def name(self) -> str:
        """Of this process among those that do jobs."""
        return self._workers.name

    def wake(self) -> None:
        """Look at the outbox now: something was written. From the loop that opened `running`."""
        self._dispatcher.wake()

    async def start(self) -> None:
        """Begin."""
        await self._workers.begin()
        try:
            await asyncio.to_thread(self._launch)
        except BaseException:
            await asyncio.to_thread(DBOS.destroy)  # or the next try would find this one
            await self._workers.end()
            raise
        for task in (self._dispatcher.run(), self._workers.run(), self._keep_time()):
            self._tasks.append(asyncio.create_task(task))

    def _launch(self) -> None:
        self.ledger.open_queue(self._pace.at_once * CLAIMED, self._pace.poll)
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self.ledger.url,
            "executor_id": self.name,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "ERROR",
            "sys_db_pool_size": 8,
            "notification_listener_polling_interval_sec": _SOON,  # how soon it hears of the end
        }
        self._dbos = DBOS(config=config)
        DBOS.launch()

    async def stop(self) -> None:
        """End: what runs may finish for a while, and the rest is left for others."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._closing = True
        for event in self._dbos.background_thread_stop_events:  # take up no more
            event.set()
        await self._finished()
        for future in self._doing():
            future.cancel()
        await asyncio.to_thread(DBOS.destroy)
        await self._workers.end()

    async def _finished(self) -> None:
        deadline = self._loop.time() + self._pace.grace
        while self._loop.time() < deadline:
            if not self._doing():
                open_still = await asyncio.to_thread(self.ledger.running, self.name)
                if not self._ended & set(open_still):
                    return
            await asyncio.sleep(_SOON)

    def _doing(self) -> list[concurrent.futures.Future[Any]]:
        with self._guard:
            return list(self._at_work)

    async def _keep_time(self) -> None:
        told: dict[str, datetime] = {}
        while True:
            now = self._work.clock()
            for name, (when, _) in self._schedules.items():
                due = when.last(now)
                if told.get(name) == due:
                    continue
                try:
                    await asyncio.to_thread(self.ledger.tick, name, due)
                    told[name] = due
                except Exception as fault:
                    _log.error("%s cannot be written down: %s", name, type(fault).__name__)
            await asyncio.sleep(self._pace.poll)

    def perform(self, errand: Errand) -> str:
        """A turn of a job, in a thread of DBOS. Raises `Dead`."""
        outcome = self._in_loop(errand.id, self._attempt(errand))
        if outcome.kind == "later":
            failed = outcome.at is None
            following = errand.again(failed=failed)
            self.ledger.rest(following, self._wait(following, outcome))
        if outcome.kind == "dead":
            raise Dead(outcome.error)
        return outcome.kind

    async def _attempt(self, errand: Errand) -> Outcome:
        async with self._places:
            outcome = await attempt(self._work, self._handlers, errand, self._pace)
        setattr(self.figures, outcome.kind, getattr(self.figures, outcome.kind) + 1)
        return outcome

    def _wait(self, following: Errand, outcome: Outcome) -> float:
        if outcome.at is None:
            return self._pace.wait(following.failures)
        return max((outcome.at - self._work.clock()).total_seconds(), self._pace.poll)

    def keep(self, identity: str, name: str) -> str:
        """Do regular work, in a thread of DBOS."""
        return self._in_loop(identity, self._regular(name))

    async def _regular(self, name: str) -> str:
        if name not in self._schedules:
            return "unknown"
        try:
            await loaded(self._schedules[name][1])(self._work)
        except Exception as fault:
            _log.error("%s failed: %s", name, type(fault).__name__)
            return type(fault).__name__
        self.figures.ticks += 1
        return "done"

    def _in_loop(self, identity: str, doing: Coroutine[Any, Any, T]) -> T:
        with self._guard:
            if self._closing:
                doing.close()
                raise Handed
            future = asyncio.run_coroutine_threadsafe(doing, self._loop)
            self._at_work.add(future)
        try:
            result = future.result()
        except concurrent.futures.CancelledError:
            raise Handed from None
        finally:
            with self._guard:
                self._at_work.discard(future)
                self._ended.add(identity)
        return result


_runners: Final[list[Runner]] = []


def _runner() -> Runner:
    if not _runners:
        raise Handed
    return _runners[0]


@DBOS.workflow(name=JOB, max_recovery_attempts=DEATHS)
def _job(row: str, handler: str, round_: int, turn: int, failures: int) -> str:
    return _runner().perform(Errand(row, handler, round_, turn, failures))


@DBOS.workflow(name=TICK, max_recovery_attempts=DEATHS)
def _tick(name: str) -> str:
    return _runner().keep(str(DBOS.workflow_id), name)


def take_over(worker: str) -> int:
    """What DBOS does for its own jobs when it starts: each waits again if it is still theirs."""
    return len(DBOS._recover_pending_workflows([worker]))


@asynccontextmanager
async def running(
    work: Work,
    *,
    handlers: Table = HANDLERS,
    schedules: Timetable = SCHEDULES,
    pace: Pace = USUAL,
) -> AsyncIterator[Runner]:
    """Do jobs and regular work while this is open; closing it waits for what runs.

    Raises `RuntimeError` where this process does jobs already.
    """
    if _runners:
        raise RuntimeError("this process does jobs already")
    async with ledger_of(work) as ledger:
        runner = Runner(work, ledger, handlers, schedules, pace)
        _runners.append(runner)
        try:
            await runner.start()
            try:
                yield runner
            finally:
                await runner.stop()
        finally:
            _runners.remove(runner)
