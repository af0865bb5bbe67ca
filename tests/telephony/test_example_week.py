"""An invented week: believable, marked as invented, finished, and the same every time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.foundation import enter_user
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import Campaign, OutreachAttempt, OutreachJob
from clinic.store.tables.patient import PatientRow, Phone
from clinic.store.tables.review import CallReview
from clinic.store.tables.trail import LiveEvent, OutboxRow
from clinic.visit import ACTIVE
from engine.clinic import Clinic
from telephony.channel import for_channel
from telephony.example_week.patients import INVENTED
from telephony.example_week.users import Colleague
from telephony.example_week.week import CALLS, PATIENTS, enter_week
from telephony.transcript import read_again
from tests.databases import InStore

NOW = datetime(2026, 3, 4, 17, 40, tzinfo=UTC)
"""A Wednesday, twenty to twelve in the morning there."""
_seen: list[dict[str, Any]] = []
"""What came of the week, on each database."""


async def _rows(database: Database, scope: Scope, table: Any, *order: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(scope.rows(table).order_by(*order)))


async def _entered(database: Database, riverside: Clinic) -> Scope:
    scope = Scope(riverside.practice, riverside.id)
    people = []
    for number, role in enumerate(("staff", "staff", "doctor", "practice_admin")):
        user_id = await enter_user(
            database,
            scope.practice_id,
            email=f"{role}{number}@riverside.example",
            password="correct horse battery",
            role=role,
            name=("Somebody", "There"),
            now=NOW,
        )
        people.append(Colleague(user_id, role))
    await enter_week(database, scope, riverside, people, NOW)
    return scope


def test_a_week_is_believable_finished_and_the_same_every_time(
    in_store: InStore, riverside: Clinic
) -> None:
    async def work(database: Database) -> dict[str, Any]:
        scope = await _entered(database, riverside)
        calls = await _rows(database, scope, CallRow, col(CallRow.started_at), col(CallRow.id))
        _calls_are_over_and_lie_behind(calls)
        await _words_can_be_read(database, scope, calls)
        visits = await _rows(
            database, scope, AppointmentRow, col(AppointmentRow.starts_at), AppointmentRow.provider
        )
        _diary_is_full_and_nobody_is_in_two_places(visits)
        tasks = await _rows(database, scope, TaskRow, TaskRow.created_at, TaskRow.type, TaskRow.key)
        _work_is_in_every_state(tasks)
        await _people_are_invented(database, scope)
        await _nothing_is_left_to_be_sent(database, scope)
        for table in (EscalationRow, Wish, MessageRow, CallReview):
            assert await _rows(database, scope, table), table.__name__
        return {
            "calls": [(one.started_at, one.disposition, one.turns, one.caller) for one in calls],
            "visits": [(one.start, one.provider, one.patient_name, one.status) for one in visits],
            "tasks": [(one.created_at, one.type, one.status, one.flagged) for one in tasks],
        }

    _seen.append(in_store(work))
    assert _seen[0] == _seen[-1], "the databases hold two different weeks"


def _calls_are_over_and_lie_behind(calls: list[CallRow]) -> None:
    assert len(calls) == CALLS
    assert all(NOW - timedelta(days=8) < one.started_at < NOW for one in calls)
    assert all(one.ended_at and one.started_at < one.ended_at <= NOW for one in calls)
    assert sum(one.latency is not None for one in calls) > 0.9 * len(calls), "few were waited for"
    assert len({one.disposition for one in calls}) >= 6
    assert sum(one.disposition in ("booked", "held") for one in calls) >= 5


async def _words_can_be_read(database: Database, scope: Scope, calls: list[CallRow]) -> None:
    call = next(one for one in calls if one.disposition == "booked")
    flow = for_channel(await flow_of(database, scope, str(call.flow_version_id)), call.channel)
    ended, lines = read_again(flow, await events(database, scope, call.id))
    assert (ended.disposition, ended.ended) == ("booked", True)
    assert len(lines) > 8


def _diary_is_full_and_nobody_is_in_two_places(visits: list[AppointmentRow]) -> None:
    assert {"completed", "no_show", "cancelled", "confirmed"} <= {one.status for one in visits}
    assert all(one.status not in ("completed", "no_show") for one in visits if one.ends_at > NOW)
    assert {one.service for one in visits} >= {"checkup", "cleaning", "filling", "crown"}
    assert any(one.booked_by == "ai" and one.call_id for one in visits)
    standing = [one for one in visits if one.status in (*ACTIVE, "completed", "no_show")]
    for resource in ("provider", "operatory"):
        past: dict[str, datetime] = {}
        for one in standing:
            where = getattr(one, resource)
            assert one.starts_at >= past.get(where, one.starts_at), f"{where} at {one.start}"
            past[where] = one.ends_at


def _work_is_in_every_state(tasks: list[TaskRow]) -> None:
    assert {one.status for one in tasks} >= {"pending", "completed"}
    assert any(one.flagged for one in tasks)
    waiting = [one for one in tasks if one.status in ("pending", "in_progress")]
    assert any(one.due_at and one.due_at < NOW for one in waiting), "nothing is overdue"
    assert sum(one.owner == "doctor" for one in waiting) >= 4
    assert any(one.decision for one in tasks)


async def _people_are_invented(database: Database, scope: Scope) -> None:
    patients = await _rows(database, scope, PatientRow)
    assert len(patients) == PATIENTS
    assert all(one.email and one.email.endswith(".example") for one in patients)
    assert all(one.care["notes"] == INVENTED for one in patients)
    phones = await _rows(database, scope, Phone)
    assert all(one.number[5:9] == "5550" and one.number[9] == "1" for one in phones)


async def _nothing_is_left_to_be_sent(database: Database, scope: Scope) -> None:
    async with database.reading() as session:
        untaken = select(func.count()).where(col(OutboxRow.taken_at).is_(None))
        assert await session.scalar(untaken) == 0
        assert await session.scalar(select(func.count()).select_from(LiveEvent)) == 0
    assert not [one for one in await _rows(database, scope, MessageRow) if one.status == "queued"]


def test_the_clinic_has_called_and_drafted(in_store: InStore, riverside: Clinic) -> None:
    async def work(database: Database) -> None:
        scope = await _entered(database, riverside)
        done, drafted = await _rows(database, scope, Campaign, Campaign.created_at)
        assert (done.status, drafted.status) == ("done", "draft")
        jobs = await _rows(database, scope, OutreachJob, OutreachJob.id)
        tries = await _rows(database, scope, OutreachAttempt, OutreachAttempt.id)
        assert {one.status for one in jobs} == {"completed", "failed", "refused"}
        assert {one.campaign_id for one in jobs} == {done.id}
        assert len(tries) == sum(one.attempts for one in jobs)
        zone = ZoneInfo(riverside.timezone)
        assert all(8 <= one.at.astimezone(zone).hour < 21 for one in tries)
        assert done.ended_at is not None
        assert all(one.completed_at <= done.ended_at < NOW for one in jobs)

    in_store(work)
