"""The log of a call: nothing is lost with the process, the database, or both."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from clinic.store import event_log, journal
from clinic.store.calendar import StoreCalendar
from clinic.store.call_state import Standing, close, note_states
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.event_log import EventLog
from clinic.store.keyring import SealError, new_key, parse
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, HoldRow
from clinic.store.tables.appointment import Cell as CellRow
from clinic.store.tables.call import CallEvent, CallRow
from clinic.store.tables.desk import TaskRow
from engine.advance import advance, fold, start
from engine.clinic import Clinic
from engine.events import CallStarted, Event, Heard, HungUp
from engine.flow import Flow
from engine.safety import Alarm
from nlu.understand import Understanding
from telephony.faulty import Kept
from telephony.loop import Loop
from telephony.simulated import World
from tests.clinic.store.conftest import NOW, InStore

WISH = (
    "Hi, I need a cleaning",
    "John Smith",
    "yes",
    "Tuesday morning",
    "the first one",
    "yes",
    "no, that's all",
)
STARTED = CallStarted(at=NOW, call_id="c-1", caller="+15125550142")
NO_ALARM = Alarm()


@pytest.fixture(scope="module")
def flow() -> Flow:
    clinic = load_clinic("riverside_dental")
    return load_flow(clinic.flow, clinic)


@pytest.fixture(scope="module")
def understanding(flow: Flow) -> Understanding:
    return Understanding(flow)


def heard(number: int) -> Heard:
    at = NOW + timedelta(seconds=number)
    return Heard(at=at, words=f"word {number}", alarm=NO_ALARM)


class Died(BaseException):
    """The process is gone."""


class Mortal(EventLog):
    """A log with which the process dies."""

    dies_at: int | None = None

    def append(self, event: Event) -> None:
        if self._next == self.dies_at:
            raise Died
        super().append(event)


@dataclass
class Desk:
    """A clinic in the store, and calls to it."""

    database: Database
    scope: Scope
    flow: Flow
    understanding: Understanding
    spool: Path

    def loop(self, kept: int = 0, dies_at: int | None = None) -> Loop:
        services = Kept(
            StoreCalendar(self.database, self.scope, self.flow.clinic, clock=lambda: NOW),
            StoreRecords(self.database, self.scope),
            StoreDesk(self.database, self.scope, clock=lambda: NOW),
        )
        world = World(self.flow.clinic, NOW, self.understanding, services=services)
        self.log = Mortal(
            self.database, self.scope, "c-1", spool=self.spool, patience=30, kept=kept
        )
        self.log.dies_at = dies_at
        return Loop(
            self.flow,
            clock=world.clock,
            line=world.line,
            understander=world.understanding,
            services=world.services,
            log=self.log,
        )

    async def clear(self) -> None:
        async with self.database.writing() as session:
            for table in (CellRow, AppointmentRow, HoldRow, TaskRow, CallEvent, CallRow):
                await session.execute(delete(table))

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.fixture
def at_desk(
    in_store: InStore, scope: Scope, flow: Flow, understanding: Understanding, tmp_path: Path
) -> Callable[[Callable[[Desk], Awaitable[Any]]], Any]:
    def run(work: Callable[[Desk], Awaitable[Any]]) -> Any:
        return in_store(
            lambda database: work(Desk(database, scope, flow, understanding, tmp_path / "spool"))
        )

    return run


AtDesk = Callable[[Callable[[Desk], Awaitable[Any]]], Any]


def test_a_call_may_die_before_any_event_and_goes_on(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        loop = desk.loop()
        await through(loop)
        await desk.log.close()
        events = await event_log.events(desk.database, desk.scope, "c-1")
        assert events == loop.record.events
        assert fold(desk.flow, events) == loop.call
        for dies in range(1, len(events)):
            await desk.clear()
            with pytest.raises(Died):
                await through(desk.loop(dies_at=dies))
            await desk.log.close()
            kept = await event_log.events(desk.database, desk.scope, "c-1")
            assert list(map(type, kept)) == list(map(type, events[:dies]))
            again = desk.loop(kept=dies)
            await again.resume(kept)
            await through(again)
            await desk.log.close()
            assert (again.call.disposition, again.call.state) == ("booked", "END"), dies
            counts = [await desk.count(one) for one in (AppointmentRow, HoldRow, TaskRow)]
            assert counts == [1, 0, 0], dies

    at_desk(work)


async def through(loop: Loop) -> None:
    """Say what has not been heard yet, up to the end."""
    if not loop.record.events:
        await loop.begin("c-1", "+15125550142")
    known = sum(isinstance(event, Heard) for event in loop.record.events)
    for words in WISH[known:]:
        await loop.hear(words)


def test_what_was_said_before_is_in_the_transcript_of_a_resumed_call(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        loop = desk.loop()
        await loop.begin("c-1", "+15125550142")
        await loop.hear("I need a cleaning")
        await loop.key("5#")
        await loop.stay_silent(8)
        await desk.log.close()
        again = desk.loop(kept=len(loop.record.events))
        await again.resume(await event_log.events(desk.database, desk.scope, "c-1"))
        assert again.record.transcript == loop.record.transcript
        assert again.call == loop.call

    at_desk(work)


def test_the_row_of_a_call_tells_how_it_stands_and_how_it_ended(
    at_desk: AtDesk, riverside: Clinic
) -> None:
    async def work(desk: Desk) -> None:
        log = EventLog(desk.database, desk.scope, "c-1", spool=desk.spool, patience=30)
        call = start(load_flow("dental_reception", riverside))
        for event in (STARTED, heard(1), HungUp(at=NOW)):
            log.append(event)
            call, _ = advance(load_flow("dental_reception", riverside), call, event)
            await log.durable()
            if not call.ended:
                await note_states(desk.database, Standing(desk.scope, call, NOW))
                row = await read(desk)
                assert (row.state, row.turns, row.ended_at) == (call.state, call.turns, None)
        for later in (NOW, NOW + timedelta(hours=1)):
            await close(desk.database, desk.scope, call, log.length, later)
        row = await read(desk)
        assert (row.disposition, row.events, row.caller) == ("abandoned", 3, "+15125550142")
        assert row.ended_at == NOW
        assert row.caller_index == desk.database.keyring.index("phone", "+15125550142")

    async def read(desk: Desk) -> CallRow:
        async with desk.database.reading() as session:
            return await session.get_one(CallRow, "c-1")

    at_desk(work)


def test_a_database_that_hangs_costs_no_event(
    at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = journal.enter

    async def hang(*told: Any) -> None:
        await asyncio.Event().wait()

    async def work(desk: Desk) -> None:
        log = EventLog(desk.database, desk.scope, "c-1", spool=desk.spool, patience=0.01)
        monkeypatch.setattr(journal, "enter", hang)
        written: list[Event] = [STARTED, *map(heard, range(1, 6))]
        for event in written[:4]:
            log.append(event)
        await log.durable()
        (spooled,) = desk.spool.glob("*.spool")
        assert b"word" not in spooled.read_bytes()
        assert spooled.stat().st_mode & 0o077 == 0
        monkeypatch.setattr(journal, "enter", really)
        for event in written[4:]:
            log.append(event)
        await log.close()
        with spooled.open("a") as file:
            file.write("k1:half a li")
        assert await event_log.enter_spooled(desk.database, desk.spool) >= 4
        assert await event_log.events(desk.database, desk.scope, "c-1") == written
        assert not list(desk.spool.glob("*.spool"))

    at_desk(work)


def test_calls_are_written_together_and_none_pays_for_another(
    at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = journal.enter
    together: list[int] = []

    async def counted(database: Database, *entries: journal.Entry) -> None:
        together.append(len(entries))
        await really(database, *entries)

    async def work(desk: Desk) -> None:
        monkeypatch.setattr(journal, "enter", counted)
        shared = journal.Journal(desk.database)

        def log_of(call_id: str, version: str | None = None) -> EventLog:
            return EventLog(
                desk.database,
                desk.scope,
                call_id,
                spool=desk.spool,
                flow_version_id=version,
                patience=30,
                journal=shared,
            )

        logs = [log_of("c-1"), log_of("c-2"), log_of("c-3", "no such version")]
        for log in logs:
            log.append(replace(STARTED, call_id=log._call_id))
            log.append(heard(1))
        await asyncio.gather(*(log.close() for log in logs))
        assert together == [3, 1, 1, 1]
        for call_id, kept in (("c-1", 2), ("c-2", 2), ("c-3", 0)):
            assert await event_log.count(desk.database, desk.scope, call_id) == kept
        assert [path.name for path in event_log.spooled(desk.spool)] == ["c-3.spool"]

    at_desk(work)


def test_only_an_unbroken_beginning_of_a_log_is_read(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        head = {"id": "c-1", "channel": "phone", "flow_version_id": None, **desk.scope.ids}
        batch: list[tuple[int, Event]] = [(0, STARTED), (1, heard(1)), (3, heard(3))]
        await journal.enter(desk.database, journal.Entry(desk.scope, head, batch))
        assert await event_log.events(desk.database, desk.scope, "c-1") == [STARTED, heard(1)]
        assert await event_log.events(desk.database, Scope("other", "clinic"), "c-1") == []

    at_desk(work)


def test_another_key_opens_nothing(at_desk: AtDesk, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        log = EventLog(desk.database, desk.scope, "c-1", spool=desk.spool, patience=30)
        log.append(STARTED)
        await log.close()
        url = desk.database.url.render_as_string(hide_password=False)
        other = Database(url, parse(new_key("other")))
        try:
            with pytest.raises(SealError, match="'k1', which is not here"):
                await event_log.events(other, desk.scope, "c-1")
        finally:
            await other.close()

    at_desk(work)
