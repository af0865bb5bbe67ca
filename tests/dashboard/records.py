"""What a test puts into the records of a running server that no path of its API takes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlmodel import col

from agent_config.settings import Settings
from clinic.jobs.job import Work
from clinic.messages.incoming import received
from clinic.outreach.campaigns import CHANGED
from clinic.recordings.archive import FOLDER, Archive
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.keyring import kept_key, parse
from clinic.store.opening import KEY_FILE
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.outreach import OutreachJob
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import ClinicRow
from clinic.store.task_entry import name_and_number
from tests.dashboard.desk import Desk

CLINIC: Final = "riverside_dental"
TASKS: Final = ("appointment_scheduling", "callback", "message", "insurance_question")


def _done(desk: Desk, work: Callable[[Database, Scope], Awaitable[None]]) -> None:
    """In a thread of its own: Playwright keeps this one's loop."""

    async def whole() -> None:
        keyring = parse(kept_key(desk.folder / KEY_FILE))
        database = Database(f"sqlite:///{desk.folder / 'frontdesk.sqlite3'}", keyring)
        try:
            async with database.reading() as session:
                row = await session.get_one(ClinicRow, CLINIC)
            await work(database, Scope(row.practice_id, row.id))
        finally:
            await database.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, whole()).result(30)


def record(desk: Desk, call_id: str, sound: bytes) -> None:
    """Give a call a sound: G.711 in stereo."""

    async def work(database: Database, scope: Scope) -> None:
        archive = Archive(database, desk.folder / FOLDER, lambda: datetime.now(UTC))
        await archive.message(scope, call_id, f"RE{call_id}"[:60], sound, 30)
        await archive.close()

    _done(desk, work)


def expect_visitor(desk: Desk, name: str, at: datetime) -> None:
    """Somebody has an appointment at a time at which nobody works, so that it is never taken."""

    async def work(database: Database, scope: Scope) -> None:
        row = AppointmentRow(
            id=new_id(at),
            patient_name=name,
            service="cleaning",
            starts_at=at.astimezone(UTC),
            ends_at=at.astimezone(UTC) + timedelta(minutes=30),
            start=f"{at:%Y-%m-%dT%H:%M}",
            minutes=30,
            status="confirmed",
            booked_by="staff",
            created_at=at,
            updated_at=at,
            **scope.ids,
        )
        async with database.writing() as session:
            session.add(row)

    _done(desk, work)


def leave_tasks(desk: Desk, number: int) -> None:
    """Leave many tasks at once, a minute apart."""

    async def work(database: Database, scope: Scope) -> None:
        now = datetime.now(UTC)
        rows = []
        for place in range(number):
            at = now - timedelta(minutes=number - place)
            row = TaskRow(
                id=new_id(at),
                number=f"TASK-1999-{place:05}",
                key="",
                type=TASKS[place % len(TASKS)],
                priority="urgent" if place % 50 == 0 else "normal",
                due_at=at + timedelta(hours=2),
                created_at=at,
                **scope.ids,
            )
            name_and_number(database.keyring, row, f"Person Surname{place}", f"+1512556{place:04}")
            rows.append(row)
        async with database.writing() as session:
            session.add_all(rows)

    _done(desk, work)


def texts(desk: Desk, number: str, *bodies: str) -> None:
    """Somebody (E.164) texts the clinic; what is no keyword waits for the staff."""

    async def work(database: Database, scope: Scope) -> None:
        doing = Work(database, Settings(), lambda: datetime.now(UTC))
        for body in bodies:
            at = datetime.now(UTC)
            await received(doing, scope, number, body, f"SM{new_id(at)}", at)

    _done(desk, work)


def long_away(desk: Desk, patients: Sequence[str], months: int) -> None:
    """Some patients were here last so many months ago, and have not been called since."""

    async def work(database: Database, scope: Scope) -> None:
        seen = datetime.now(UTC) - timedelta(days=31 * months)
        rows = scope.changing(PatientRow).where(col(PatientRow.id).in_(patients))
        async with database.writing() as session:
            await session.execute(rows.values({"last_visit_at": seen, "recall_due_at": None}))

    _done(desk, work)


def ended(desk: Desk, campaign_id: str, *ends: tuple[str, str | None, str | None]) -> None:
    """The first that wait of a campaign came to these ends: each a status, a result, a reason."""

    async def work(database: Database, scope: Scope) -> None:
        now = datetime.now(UTC)
        rows = scope.rows(OutreachJob).where(
            col(OutreachJob.campaign_id) == campaign_id, col(OutreachJob.status) == "scheduled"
        )
        rows = rows.order_by(col(OutreachJob.created_at), col(OutreachJob.id)).limit(len(ends))
        async with database.writing() as session:
            for job, (status, result, reason) in zip(
                await session.scalars(rows), ends, strict=True
            ):
                job.status, job.result, job.reason = status, result, reason
                if status not in ("scheduled", "refused"):
                    job.attempts, job.last_attempt_at = 1, now
            show(session, scope, CHANGED, campaign_id, now)

    _done(desk, work)
