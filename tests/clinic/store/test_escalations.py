"""Escalations: one row a call, what staff say of it, and how often it happens."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from agent_config.settings import Settings
from clinic.jobs.job import Work
from clinic.store.database import Database
from clinic.store.escalations import (
    escalated,
    escalation,
    escalations,
    label,
    of_calls,
    rates,
    remind,
    to_review,
)
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, Notification
from clinic.store.tables.trail import OutboxRow
from tests.clinic.store.conftest import NOW, InStore

DAY = timedelta(days=1)


async def call(
    database: Database, scope: Scope, call_id: str, at: datetime = NOW, **more: Any
) -> None:
    async with database.writing() as session:
        session.add(CallRow(id=call_id, state="END", started_at=at, **scope.ids, **more))


async def all_of(database: Database, query: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(query))


def test_a_call_has_one_row_that_an_emergency_makes_worse(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        await call(database, scope, "c-1")
        await escalated(database, scope, "c-1", "human", NOW)
        await escalated(database, scope, "c-1", "human", NOW)
        await escalated(database, scope, "c-1", "not_understood", NOW, handoff="no_answer")
        (row,) = await all_of(database, escalations(scope))
        assert (row.reason, row.handoff, row.label) == ("human", "no_answer", None)
        await escalated(database, scope, "c-1", "emergency", NOW, handoff="answered")
        row = await escalation(database, scope, row.id)
        assert (row.reason, row.handoff) == ("emergency", "answered")
        told = await all_of(database, select(OutboxRow).order_by(col(OutboxRow.id)))
        assert sorted((one.kind, one.reference) for one in told) == [
            ("escalation.changed", row.id),
            ("escalation.changed", row.id),
            ("escalation.created", row.id),
        ]

    in_store(work)


def test_escalations_are_listed_and_labelled(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        for number, reason in enumerate(("human", "emergency", "human")):
            await call(database, scope, f"c-{number}")
            await escalated(database, scope, f"c-{number}", reason, NOW + number * DAY)
        first, second, third = await all_of(
            database, escalations(scope).order_by(col(EscalationRow.at))
        )
        labelled = await label(database, scope, first.id, "needless", NOW)
        assert labelled.label == "needless"
        for query, expected in (
            (escalations(scope, reason="human"), {first.id, third.id}),
            (escalations(scope, label="needless"), {first.id}),
            (escalations(scope, unlabelled=True), {second.id, third.id}),
            (escalations(scope, since=NOW + DAY), {second.id, third.id}),
            (escalations(scope, until=NOW + DAY), {first.id}),
            (escalations(Scope(scope.practice_id, "other")), set()),
        ):
            assert {one.id for one in await all_of(database, query)} == expected
        for attempt in (
            label(database, scope, first.id, "nice", NOW),
            label(database, scope, "nothing", "late", NOW),
            escalation(database, Scope("other", scope.clinic_id), first.id),
        ):
            with pytest.raises(KeyError):
                await attempt

    in_store(work)


def test_the_review_of_a_week_has_what_was_handed_on_and_what_failed(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        reminder = Work(database, Settings(), lambda: NOW)
        await remind(reminder)
        assert await all_of(database, select(Notification)) == []
        for name, at, more in (
            ("fine", NOW, {"disposition": "booked"}),
            ("lost", NOW - DAY, {"disposition": "abandoned"}),
            ("handed", NOW - 2 * DAY, {"disposition": "escalated", "escalation": "human"}),
            ("judged", NOW - 3 * DAY, {"disposition": "escalated"}),
            ("rowless", NOW - 4 * DAY, {"escalation": "human"}),
            ("old", NOW - 8 * DAY, {"disposition": "abandoned"}),
        ):
            await call(database, scope, name, at, **more)
        for name in ("handed", "judged"):
            await escalated(database, scope, name, "human", NOW)
        for one in await all_of(database, escalations(scope)):
            if one.call_id == "judged":
                await label(database, scope, one.id, "needed", NOW)
        async with database.reading() as session:
            calls = list(await session.scalars(to_review(scope, NOW)))
            rows = await of_calls(session, scope, [one.id for one in calls])
        assert {one.id for one in calls} == {"lost", "handed", "rowless"}
        assert set(rows) == {"handed"}
        await remind(Work(database, Settings(), lambda: NOW + DAY))
        assert await all_of(database, select(Notification)) == []
        await remind(reminder)
        (notice,) = await all_of(database, select(Notification))
        assert (notice.role, notice.kind) == ("admin", "review.due")

    in_store(work)


def test_the_rates_are_of_all_calls_and_of_those_that_were_judged(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        nothing = await rates(database, scope, NOW - DAY, NOW + DAY)
        assert (nothing.escalation_rate, nothing.needless_rate, nothing.reached) == (
            None,
            None,
            None,
        )
        for number in range(10):
            await call(database, scope, f"c-{number}")
        for number, (end, said) in enumerate(
            (("answered", "needed"), ("no_answer", "needless"), (None, "late"), ("answered", None))
        ):
            await escalated(database, scope, f"c-{number}", "human", NOW, handoff=end)
            (row,) = await all_of(
                database, escalations(scope).where(col(EscalationRow.call_id) == f"c-{number}")
            )
            if said is not None:
                await label(database, scope, row.id, said, NOW)
        found = await rates(database, scope, NOW - DAY, NOW + DAY)
        assert (found.calls, found.escalations, found.escalation_rate) == (10, 4, 0.4)
        assert (found.labelled, found.needless_rate, found.late) == (3, 0.3333, 1)
        assert found.reached == 0.6667

    in_store(work)
