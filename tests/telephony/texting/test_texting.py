"""Texts at the door: in time or later, once, one at a time, and only where the law lets them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic.messages.twilio.webhook import Door
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import Agreement
from engine.clinic import Clinic
from engine.commands import Expecting
from engine.safety.sentences import EMERGENCY
from telephony.texting.receptionist import TextReceptionist
from telephony.texting.understanding import short
from tests.clinic.messages.office import BEN, NOON, together
from tests.clinic.messages.twilio_server import TwilioServer
from tests.databases import InStore, publish_flow_of
from tests.telephony.texting.office import TextOffice, office_of

AtTextOffice = Callable[[Callable[[TextOffice], Awaitable[None]]], None]


@pytest.fixture
def at_office(in_store: InStore, scope: Scope, riverside: Clinic, tmp_path: Path) -> AtTextOffice:
    def run(work: Callable[[TextOffice], Awaitable[None]]) -> None:
        async def whole(database: Database) -> None:
            await publish_flow_of(database, scope, riverside)
            await work(office_of(database, scope, tmp_path / "spool"))

        in_store(whole)

    return run


class Slow(TextReceptionist):
    """One who thinks until she is let go."""

    gate: asyncio.Event

    async def answer(self, talk: Any) -> Any:
        await self.gate.wait()
        return await super().answer(talk)


def slow_door(office: TextOffice, seconds: float = 0.01) -> tuple[Door, asyncio.Event]:
    """A door that waits for a moment, before one who is slow."""
    slow = Slow(office.database, office.open(), office.clock)
    slow.gate = asyncio.Event()
    office.door = Door(slow, seconds)
    return office.door, slow.gate


def test_an_answer_that_comes_too_late_for_the_carrier_is_sent_by_itself(
    at_office: AtTextOffice,
) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        door, gate = slow_door(office)
        assert await office.write("R") == []
        gate.set()
        await door.close()
        (row,) = await office.send_queued()
        assert "preferred day" in row.body
        assert (row.status, row.template, row.purpose) == ("sent", "conversation", "reply")
        assert await office.write("R", sid="SM1") == []

    at_office(work)


def test_texts_of_one_telephone_are_taken_one_at_a_time(at_office: AtTextOffice) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        await together(office.write("R", sid="A"), office.write("Friday morning", sid="B"))
        calls = await office.rows(CallRow)
        assert len(calls) == 1
        rows = [one for one in await office.rows(MessageRow) if one.template.startswith("turn")]
        assert sorted(one.template for one in rows) == ["turn 1", "turn 2"]

    at_office(work)


def test_a_text_posted_twice_at_once_is_answered_with_the_same_words(
    at_office: AtTextOffice,
) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        one, other = await together(office.write("R", sid="A"), office.write("R", sid="A"))
        assert one == other
        assert len([one for one in await office.outgoing() if one.call_id]) == 1

    at_office(work)


def test_another_process_that_gets_the_same_text_meanwhile_says_nothing(
    at_office: AtTextOffice,
) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        _, gate = slow_door(office, 30)
        first = asyncio.create_task(office.write("R", sid="A"))
        while not [one for one in await office.rows(MessageRow) if one.status == "answering"]:
            await asyncio.sleep(0)
        office.open()
        assert await office.write("R", sid="A") == []
        gate.set()
        (said,) = await first
        assert "preferred day" in said

    at_office(work)


def test_two_telephones_have_two_conversations(at_office: AtTextOffice) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        await office.write("R")
        (said,) = await office.write("I need an appointment", number=BEN)
        assert "full name" in said
        assert len(await office.rows(CallRow)) == 2

    at_office(work)


async def signed_agreement(office: TextOffice) -> None:
    await office.add(
        Agreement(
            id="a",
            practice_id=office.scope.practice_id,
            vendor="twilio",
            signed_at=NOON - timedelta(days=9),
        )
    )


def test_live_texts_are_conversations_only_with_a_campaign_and_an_agreement(
    at_office: AtTextOffice, twilio: TwilioServer
) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        office.live(twilio.url)
        assert await office.write("can I come Friday?") == []
        refused = [one for one in await office.outgoing() if one.status == "refused"]
        assert {one.error for one in refused} == {"no_campaign"}
        assert len(await office.rows(TaskRow)) == 1
        await office.set("campaign_id", "C0FFEE")
        (said,) = await office.write("can I come Friday?")
        assert "Our staff will read this" in said
        await signed_agreement(office)
        (said,) = await office.write("can I come Friday?")
        assert "reply 1" in said

    at_office(work)


def test_danger_is_answered_though_the_receptionist_fails(
    at_office: AtTextOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(office: TextOffice) -> None:
        await office.remind()
        await office.write("R")

        async def broken(self: TextReceptionist, talk: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr(TextReceptionist, "answer", broken)
        (said,) = await office.write("my face is swelling and I can't breathe")
        assert said.startswith(EMERGENCY["en"])
        (task,) = await office.rows(TaskRow)
        assert (task.type, task.priority) == ("escalated_call", "urgent")
        (noted,) = await office.write("Friday, please")
        assert "Our staff will read this" in noted

    at_office(work)


def test_a_long_answer_is_several_texts(at_office: AtTextOffice) -> None:
    async def work(office: TextOffice) -> None:
        words = (
            "what are your hours, where are you, where can I park and which insurance do you take?"
        )
        said = await office.write(words)
        assert all(len(one) <= 320 for one in said)
        assert said

    at_office(work)


@pytest.mark.parametrize(
    ("words", "kind", "answer", "intents"),
    [
        ("1", "yes_no", "yes", []),
        ("C", "yes_no", "yes", []),
        ("2", "yes_no", "no", []),
        ("N", "yes_no", "no", []),
        ("0", "slot", None, ["human"]),
        ("R", "open", None, ["reschedule_appointment"]),
        ("C", "open", None, ["confirm_appointment"]),
    ],
)
def test_letters_and_numbers(words: str, kind: str, answer: str | None, intents: list[str]) -> None:
    found = short(words, Expecting(kind), NOON)
    assert found is not None
    assert (found.answer, [one.name for one in found.intents]) == (answer, intents)


def test_a_number_chooses_what_is_on_offer_and_nothing_else() -> None:
    expecting = Expecting("offer", "opening", options=("2026-03-06T08:00", "2026-03-06T09:00"))
    found = short("2.", expecting, NOON)
    assert found is not None
    assert found.slots["opening"].value == "2026-03-06T09:00"
    assert short("3", expecting, NOON) is None
    assert short("10 am", Expecting("slot", "preferred_time"), NOON) is None
    assert short("yes", Expecting("slot", "preferred_time"), NOON) is None
