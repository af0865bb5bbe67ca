"""Where jobs are kept: the tables of DBOS, in a schema of their own in PostgreSQL, and in a file of
their own beside an SQLite database.

A ledger enters jobs, lists them and plays dead ones again; it runs none. DBOS is asked through its
client, which blocks: every verb here belongs into a thread. Values are JSON, never pickle.

The file is written with `synchronous=FULL`: a row of the outbox is marked as taken in another file,
and after a power failure the mark must not be there without the job.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias

from dbos import (
    DBOS,
    DBOSClient,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    PortableWorkflowError,
)
from dbos import error as faults
from sqlalchemy import Engine, create_engine, event

from clinic.jobs.errand import Errand, errand_of
from clinic.jobs.job import Work

APPLICATION: Final = "frontdesk"
JOB: Final = "frontdesk.job"
TICK: Final = "frontdesk.tick"
QUEUE: Final = "frontdesk"
FILE: Final = "jobs.sqlite3"
MOST: Final = 10_000
"""Jobs that are listed or counted at most."""
_BATCH: Final = 500
_SILENT: Final = logging.NullHandler()

State: TypeAlias = Literal["waiting", "resting", "running", "dead"]
_STATES: Final[dict[str, State]] = {
    "ENQUEUED": "waiting",
    "DELAYED": "resting",
    "PENDING": "running",
    "ERROR": "dead",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "dead",
}
LIVE: Final = ("ENQUEUED", "DELAYED", "PENDING")
DEAD: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
DIED: Final = "killed_its_workers"
"""Why a job is dead that never ended otherwise: each worker that began it died."""


class Dead(Exception):  # noqa: N818 - an outcome, not a fault
    """A job will not be tried again. Its text is a short code."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A job of one handler, and where it stands."""

    errand: Errand
    state: State
    since: datetime
    """When it came to wait, or died."""
    error: str | None = None
    """A short code."""


class Ledger:
    """The jobs of a database. `close` it when done."""

    def __init__(self, work: Work) -> None:
        """Make the tables where there are none. Blocks."""
        _quieten()
        self.url = _address(work)
        DBOS.migrate(self.url)
        self._engine = _engine(self.url)
        self._client = DBOSClient(
            system_database_engine=self._engine,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
        )

    def close(self) -> None:
        """Let go of every connection."""
        self._client.destroy()
        self._engine.dispose()

    def open_queue(self, places: int, poll: float) -> None:
        """Say how many jobs a worker takes up, and how often (seconds) it looks for some."""
        self._client.register_queue(QUEUE, worker_concurrency=places, polling_interval_sec=poll)

    def enter(self, errands: Sequence[Errand]) -> None:
        """Write jobs down, all or none; those that are there already stay as they are."""
        with self._engine.begin() as connection:
            for errand in errands:
                self._client.enqueue_in_transaction(
                    connection, _options(JOB, errand.id), *_told(errand)
                )

    def rest(self, errand: Errand, seconds: float) -> None:
        """Write a job down that is not due before some time."""
        options = _options(JOB, errand.id)
        if seconds > 0:
            options["delay_seconds"] = seconds
        self._client.enqueue(options, *_told(errand))

    def tick(self, name: str, at: datetime) -> bool:
        """Write down that regular work is due, once for a moment, however many processes do so.

        Not while it still waits or runs from before; tells whether it was written.
        """
        options = _options(TICK, f"{name}/{at.astimezone(UTC):%Y%m%dT%H%M%S}")
        options["deduplication_id"] = name
        try:
            self._client.enqueue(options, name)
        except faults.DBOSQueueDeduplicatedError:
            return False
        return True

    def standings(self, states: Iterable[str] = (*LIVE, *DEAD)) -> list[Standing]:
        """The jobs that are in one of some states, the oldest first."""
        found = self._client.list_workflows(
            name=JOB, status=list(states), limit=MOST, load_input=False
        )
        return [_standing(one) for one in found]

    def replay(self, jobs: Sequence[str] | None = None) -> list[Errand]:
        """Begin dead jobs anew, and return them; all of them where none is named.

        A name is that of a job, or of the row of the outbox that it came from.
        """
        replayed = []
        for standing in self.standings(DEAD):
            errand = standing.errand
            if jobs is not None and not {errand.job, errand.row} & set(jobs):
                continue
            self.enter([errand.anew()])  # first this: what is written down twice is there once
            self._client.delete_workflow(errand.id)
            replayed.append(errand)
        return replayed

    def forget(self, before: datetime) -> int:
        """Remove what was done before a moment; returns how many. Dead jobs stay."""
        removed = 0
        while True:
            done = self._client.list_workflows(
                status="SUCCESS",
                completed_before=before.astimezone(UTC).isoformat(),
                limit=_BATCH,
                load_input=False,
                load_output=False,
            )
            self._client.delete_workflows([one.workflow_id for one in done])
            removed += len(done)
            if len(done) < _BATCH:
                return removed

    def running(self, worker: str | None = None) -> dict[str, str]:
        """What is being done, by all workers or by one: its name, and whose it is."""
        found = self._client.list_workflows(
            status="PENDING",
            executor_id=worker,
            limit=MOST,
            load_input=False,
            load_output=False,
        )
        return {one.workflow_id: one.executor_id or "" for one in found}


def _quieten() -> None:
    """Let DBOS tell of faults only, to whoever listens to this process, and nothing of its own."""
    log = logging.getLogger("dbos")
    log.addHandler(_SILENT)  # or it adds one that prints
    log.addFilter(_without_texts)
    log.setLevel(logging.ERROR)


def _without_texts(record: logging.LogRecord) -> bool:
    """Let DBOS say what broke, without what the fault says; that a job is dead is no fault."""
    fault = record.exc_info[0] if record.exc_info else None
    record.exc_info = record.exc_text = None
    if fault is not None:
        record.msg, record.args = f"{record.getMessage()} {fault.__name__}", ()
    return fault is not Dead


def _address(work: Work) -> str:
    if not work.database.is_sqlite:
        url = work.database.url.set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)
    file = work.settings.data_dir / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{file}"


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True, pool_size=4, pool_pre_ping=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", prepare)
    return engine


def prepare(connection: Any, _: Any) -> None:
    """What every connection to a file of jobs begins with."""
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _options(name: str, identity: str) -> EnqueueOptions:
    return {"workflow_name": name, "queue_name": QUEUE, "workflow_id": identity}


def _told(errand: Errand) -> tuple[str, str, int, int, int]:
    return errand.row, errand.handler, errand.round, errand.turn, errand.failures


def _standing(found: Any) -> Standing:
    state = _STATES[found.status]
    at = found.updated_at if state == "dead" else found.created_at
    error = None
    if state == "dead":
        error = _code(found.error) if found.error else DIED
    return Standing(
        errand=errand_of(found.workflow_id),
        state=state,
        since=datetime.fromtimestamp(at / 1000, UTC),
        error=error,
    )


def _code(error: Exception) -> str:
    """What a job ended with: the code it was given, or the name of a fault of DBOS."""
    if isinstance(error, PortableWorkflowError):
        return str(error) if error.name == Dead.__name__ else error.name
    return type(error).__name__


_open: Final[dict[str, Ledger]] = {}


@asynccontextmanager
async def ledger_of(work: Work) -> AsyncIterator[Ledger]:
    """The ledger that this process has open, or else one for as long as this is."""
    url = _address(work)
    if url in _open:
        yield _open[url]
        return
    ledger = await asyncio.to_thread(Ledger, work)
    _open[url] = ledger
    try:
        yield ledger
    finally:
        del _open[url]
        await asyncio.to_thread(ledger.close)
