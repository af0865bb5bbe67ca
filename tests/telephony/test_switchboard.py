"""Calls of a process, over the store: begun, taken up elsewhere, left, and carried without it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_config.flow_file import load_flow
from clinic.store import event_log, journal
from clinic.store.call_state import Standing, note_states
from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow
from clinic.store.tables.patient import Consent, Recognition
from clinic.store.tables.trail import LiveEvent
from engine.clinic import Clinic
from engine.flow import Flow
from nlu.understand import Understanding
from telephony import call_notes, flow_plans, switchboard
from telephony.channel import IDLE
from telephony.flow_plans import NoFlow
from telephony.listening import Listeners, LocalListener
from telephony.settings import Settings
from telephony.switchboard import Switchboard
from telephony.written import WrittenLine
from tests.databases import NOW, InStore, publish_flow_of

NUMBER = "+15125550142"
_ears: dict[str, LocalListener] = {}


async def listener(flow: Flow) -> LocalListener:
    if flow.name not in _ears:
        _ears[flow.name] = LocalListener(Understanding(flow))
    return _ears[flow.name]


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


class Office:
    """A store with a clinic's published flow, and processes that work in it."""

    def __init__(self, database: Database, scope: Scope, folder: Path) -> None:
        self.database = database
        self.scope = scope
        self.clock = Clock()
        self._folder = folder

    def process(self) -> Switchboard:
        return Switchboard(self.database, spool=self._folder, clock=self.clock, listener=listener)

    async def say(
        self, board: Switchboard, words: str | None, call_id: str = "c-1", channel: str = "phone"
    ) -> list[str]:
        """What a process answers to some words, or to the beginning of a call."""
        async with board.call(
            self.scope, call_id, WrittenLine, channel=channel, caller=NUMBER
        ) as live:
            assert isinstance(live.line, WrittenLine)
            if words is not None:
                live.line.read()
                await live.loop.hear(words)
                await live.loop.settled()
            said = live.line.read()
        await board.noted()
        return said

    async def rows(self, table: type) -> list[Any]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(table)))


async def away(*given: Any, **more: Any) -> Any:
    """What every question to a database that is away comes to."""
    raise ConnectionError("the database is away")


AtOffice = Callable[[Callable[[Office], Awaitable[None]]], None]


@pytest.fixture
def at_office(in_store: InStore, scope: Scope, riverside: Clinic, tmp_path: Path) -> AtOffice:
    def run(work: Callable[[Office], Awaitable[None]]) -> None:
        async def whole(database: Database) -> None:
            await publish_flow_of(database, scope, riverside)
            await work(Office(database, scope, tmp_path / "spool"))

        in_store(whole)

    return run


def test_a_call_that_begins_rings_on_the_screens(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        said = await office.say(board, None, channel="sms")
        assert "Riverside Dental" in said[0]
        kinds = [one.kind for one in await office.rows(LiveEvent)]
        assert "incoming_call" in kinds
        assert "call.changed" in kinds
        (call,) = await office.rows(CallRow)
        assert (call.channel, call.state, call.caller) == ("sms", "GREETING", NUMBER)
        assert len(board.live) == 1

    at_office(work)


def test_two_processes_take_turns_with_one_call(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        one, other = office.process(), office.process()
        await office.say(one, "I need a cleaning")
        asked = await office.say(other, "John Smith")
        assert "best one" in asked[-1]
        said = await office.say(one, "yes")
        assert "preferred day" in said[-1]
        async with one.call(office.scope, "c-1", WrittenLine, channel="phone") as live:
            assert live.loop.call.value("patient_name") == {"first": "John", "last": "Smith"}
            assert live.loop.call.value("callback_number") == NUMBER

    at_office(work)


def test_a_call_that_is_over_stays_so(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        async with board.call(office.scope, "c-1", WrittenLine, channel="phone") as live:
            await live.loop.hung_up()
        assert board.live == ()
        async with office.process().call(
            office.scope, "c-1", WrittenLine, channel="phone"
        ) as again:
            assert again.loop.ended
            await again.loop.hear("hello?")
        (call,) = await office.rows(CallRow)
        assert (call.disposition, call.events) == ("abandoned", 2)

    at_office(work)


def test_a_call_of_a_dead_process_is_ended_by_another(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.say(office.process(), "I need a cleaning")
        living = office.process()
        assert await living.leave_idle() == 0
        office.clock.at += IDLE + timedelta(seconds=1)
        assert await living.leave_idle() == 1
        assert await living.leave_idle() == 0
        (call,) = await office.rows(CallRow)
        assert (call.state, call.disposition) == ("END", "abandoned")

    at_office(work)


def test_a_dead_process_that_was_ringing_leaves_the_truth(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.say(office.process(), "I want to talk to a human")
        office.clock.at += IDLE + timedelta(seconds=1)
        await office.process().leave_idle()
        (row,) = await office.rows(EscalationRow)
        assert (row.reason, row.handoff) == ("human", "no_answer")

    at_office(work)


def test_nobody_reaches_a_call_through_another_clinic(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        await office.say(board, "I need a cleaning")
        elsewhere = Scope("Elsewhere", "elsewhere_dental")
        for process in (board, office.process()):
            with pytest.raises(KeyError):
                async with process.call(elsewhere, "c-1", WrittenLine, channel="phone"):
                    raise AssertionError("reached")

    at_office(work)


def test_a_clinic_without_a_flow_takes_no_calls(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        with pytest.raises(NoFlow, match="publish"):
            await office.process().prepare(Scope("Elsewhere", "elsewhere_dental"))

    at_office(work)


def test_who_proves_to_be_a_patient_is_noted_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        records = StoreRecords(office.database, office.scope)
        patient = {"name": "John Smith", "date_of_birth": "1975-09-30"}
        known = await records.add(patient, [("mobile", NUMBER)], NOW)
        board = office.process()
        for words in (
            "when is my appointment",
            "John Smith",
            "September 30th 1975",
            "yes",
            "when are you open",
        ):
            await office.say(board, words, channel="sms")
        async with board.call(office.scope, "c-1", WrittenLine, channel="sms") as live:
            assert live.loop.call.patient is not None
        kinds = [one.recognition_type for one in await office.rows(Recognition)]
        assert sorted(kinds) == ["caller_id", "manual"]
        (call,) = await office.rows(CallRow)
        assert call.patient_id == known

    at_office(work)


def test_who_wants_no_more_calls_gets_none(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        async with board.call(
            office.scope, "c-1", WrittenLine, channel="phone", caller=NUMBER
        ) as live:
            live.loop.call.opted_out = True
        await board.noted()
        (consent,) = await office.rows(Consent)
        assert (consent.granted, consent.source) == (False, "call")

    at_office(work)


def test_the_database_goes_away_and_the_caller_does_not_notice(
    at_office: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        await board.prepare(office.scope)
        await office.say(board, "I need a cleaning")
        with monkeypatch.context() as broken:
            for module, name in (
                (journal, "enter"),
                (switchboard, "count"),
                (flow_plans, "published"),
                (switchboard, "ringing"),
                (call_notes, "note_states"),
            ):
                broken.setattr(module, name, away)
            said = await office.say(board, "John Smith")
            assert "best one" in said[-1]
        other = office.process()
        said = await office.say(other, "yes")
        assert "preferred day" in said[-1]
        assert [
            type(one).__name__
            for one in await event_log.events(office.database, office.scope, "c-1")
        ][:3] == ["CallStarted", "Heard", "Understood"]

    at_office(work)


def test_the_screens_may_learn_later_but_only_what_is_newest(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        calls = [f"c-{number}" for number in range(3)]
        for words in ("I need a cleaning", "John Smith"):
            for call_id in calls:
                async with board.call(
                    office.scope, call_id, WrittenLine, channel="sms", caller=NUMBER
                ) as live:
                    await live.loop.hear(words)
        await board.noted()
        assert {(one.state, one.turns) for one in await office.rows(CallRow)} == {("COLLECT", 2)}

    at_office(work)


def test_a_call_that_is_over_is_never_noted_as_standing(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        async with board.call(office.scope, "c-1", WrittenLine, channel="sms") as live:
            await live.loop.hear("I need a cleaning")
            standing = Standing(office.scope, live.loop.call, NOW)
        async with board.call(office.scope, "c-1", WrittenLine, channel="sms") as live:
            await live.loop.hung_up()
        await note_states(office.database, standing)
        await board.noted()
        (call,) = await office.rows(CallRow)
        assert (call.state, call.disposition) == ("END", "abandoned")

    at_office(work)


def test_a_new_call_begins_on_the_flow_that_was_last_known(
    at_office: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        await board.prepare(office.scope)
        with monkeypatch.context() as broken:
            broken.setattr(flow_plans, "published", away)
            broken.setattr(switchboard, "ringing", away)
            broken.setattr(journal, "enter", away)
            assert "Riverside Dental" in (await office.say(board, None))[0]
        assert await event_log.enter_spooled(office.database, board._spool) >= 1
        (call,) = await office.rows(CallRow)
        assert call.caller == NUMBER

    at_office(work)


@pytest.mark.parametrize("was_known", [True, False])
def test_a_call_that_ended_while_the_database_was_away_is_ended_later(
    at_office: AtOffice, monkeypatch: pytest.MonkeyPatch, was_known: bool
) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        await board.prepare(office.scope)
        if was_known:
            await office.say(board, "I need a cleaning")
        with monkeypatch.context() as broken:
            for module, name in (
                (journal, "enter"),
                (flow_plans, "published"),
                (switchboard, "ringing"),
                (switchboard, "count"),
                (call_notes, "note_states"),
                *([(switchboard, "close")] if was_known else []),
            ):
                broken.setattr(module, name, away)
            async with board.call(office.scope, "c-1", WrittenLine, channel="sms") as live:
                await live.loop.hung_up()
        assert all(one.ended_at is None for one in await office.rows(CallRow))
        await board.leave_idle()
        (call,) = await office.rows(CallRow)
        assert (call.state, call.disposition) == ("END", "abandoned")
        assert board.live == ()
        ended = [one for one in await office.rows(LiveEvent) if one.kind == "call.ended"]
        assert len(ended) == 1
        await board.leave_idle()

    at_office(work)


def test_a_process_that_ends_waits_until_everything_is_kept(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        board = office.process()
        await office.say(board, "I need a cleaning")
        await board.close()
        assert board.live == ()
        assert len(await event_log.events(office.database, office.scope, "c-1")) >= 3

    at_office(work)


def test_listeners_are_local_where_no_model_is_configured(riverside: Clinic) -> None:
    async def work() -> None:
        listeners = Listeners(Settings())
        made = await listeners.of(load_flow("dental_reception", riverside))
        assert isinstance(made, LocalListener)
        await listeners.close()

    asyncio.run(work())
