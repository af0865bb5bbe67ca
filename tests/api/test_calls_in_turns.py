"""Calls in turns, from the carrier's stand-in over real sockets to the rows that they leave."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from clinic.setting import BY_TURNS
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.desk import EscalationRow
from engine.clinic import Clinic
from telephony.sandbox.twilio_call import ActedCall, Behaviour
from tests.api.telephone import NUMBER, ON_CALL, STAFF, Places, Telephone, at_night, telephone

SID = f"CA{7:032x}"
"""Pinned, for the wording of a call goes by it."""
Run = Callable[[Callable[[Telephone], Awaitable[None]]], None]


@pytest.fixture
def places(url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path) -> Places:
    return url, keyring, riverside, scope, tmp_path


@pytest.fixture
def in_turns(places: Places) -> Run:
    """Runs something with a clinic whose calls go by turns."""

    def run(work: Callable[[Telephone], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with telephone(places) as phone, asyncio.timeout(60):
                await phone.set(BY_TURNS, True)
                await work(phone)

        asyncio.run(whole())

    return run


async def talk(call: ActedCall, turns: list[tuple[str, str]]) -> list[str]:
    """Answer each question that holds some words; returns what was said after the last answer."""
    left = list(turns)
    while True:
        said = " ".join(await call.asks())
        if not left or call.ended.is_set():
            return [said]
        part, answer = left[0]
        assert part in said, f"{part!r} is not in {said!r}"
        left.pop(0)
        if answer.isdecimal():
            call.press(answer)
        elif answer:
            call.say(answer)
        else:
            call.keep_silent()


BOOKING = [
    ("Riverside Dental", "I need a cleaning"),
    ("full name", "Ana Ruiz"),
    ("the number you're calling from", "1"),
    ("preferred day or time", "next Tuesday morning"),
]


def test_an_appointment_is_booked_by_turns(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, sid=SID)
        said = await talk(call, BOOKING)
        for _ in range(12):
            if call.ended.is_set():
                break
            last = said[-1]
            call.say("no" if "anything else" in last else "the first one, yes")
            said = [" ".join(await call.asks())]
        async with phone.house.database.reading() as session:
            booked = list(await session.scalars(select(AppointmentRow)))
        assert [one.service for one in booked] == ["cleaning"]
        row = await phone.call_row(call.sid)
        assert row is not None
        assert (row.channel, row.disposition, row.state) == ("phone", "booked", "END")
        for address, _, _ in phone.carrier.webhooks.sent:
            assert "Ruiz" not in address
            assert "5125550142" not in address

    in_turns(work)


def test_a_request_that_comes_again_gets_the_same_answer(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, sid=SID)
        await talk(call, BOOKING[:2])
        address, fields, answer = phone.carrier.webhooks.sent[-1]
        assert await phone.carrier.webhooks.post(address, fields) == answer
        before = await phone.carrier.webhooks.post(
            f"{phone.public}/webhook/voice/turn?n=2", {**fields, "SpeechResult": "something else"}
        )
        assert before == answer
        call.press("1")
        assert "preferred day" in " ".join(await call.asks())

    in_turns(work)


def test_another_process_goes_on_with_the_call(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, sid=SID)
        await talk(call, BOOKING[:2])
        await phone.house.switchboard.close()
        call.press("1")
        said = " ".join(await call.asks())
        assert "preferred day" in said
        assert "calling from" not in said

    in_turns(work)


def test_silence_is_heard_as_silence(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, sid=SID)
        for _ in range(3):
            await call.asks()
            call.keep_silent()
        await call.ended.wait()
        row = await phone.call_row(call.sid)
        assert row is not None
        assert row.disposition == "abandoned"

    in_turns(work)


def test_who_hangs_up_has_hung_up(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, sid=SID)
        await talk(call, BOOKING[:2])
        await call.hang_up()

        async def over() -> bool:
            row = await phone.call_row(call.sid)
            return row is not None and row.ended_at is not None

        await phone.until(over)

    in_turns(work)


@pytest.mark.parametrize(
    ("behaviour", "handoff", "told"),
    [
        ("accepts", "answered", ""),
        ("voicemail", "voicemail", "could"),
        ("declines", "voicemail", "could"),
        ("busy", "busy", "could"),
        ("no_answer", "no_answer", "could"),
    ],
)
def test_a_person_is_asked_for(
    in_turns: Run, behaviour: Behaviour, handoff: str, told: str
) -> None:
    async def work(phone: Telephone) -> None:
        phone.carrier.people[STAFF] = behaviour
        call = phone.carrier.call(NUMBER, sid=SID)
        said = await talk(call, [("Riverside Dental", "0")])
        row = await escalation(phone)
        assert (row.reason, row.handoff) == ("human", handoff)
        (person,) = phone.carrier.rung(STAFF)
        assert person.bridged is (handoff == "answered")
        assert not any("5125550142" in one or "Ana" in one for one in person.said)
        if handoff == "answered":
            assert call.ended.is_set()
        else:
            assert told in said[0]
            call.say("Please call me about my bill")
            await call.asks()
            tasks = {one.type: one for one in await phone.tasks()}
            assert tasks["escalated_call"].priority == "urgent"
            assert tasks["escalated_call"].callback_number == "+15125550142"

    in_turns(work)


async def escalation(phone: Telephone) -> EscalationRow:
    """The one there is, once the end of its handoff is noted: the caller does not wait for that."""

    async def found() -> EscalationRow:
        async with phone.house.database.reading() as session:
            (row,) = await session.scalars(select(EscalationRow))
            return row

    async def is_noted() -> bool:
        return (await found()).handoff is not None

    await phone.until(is_noted)
    return await found()


def test_an_emergency_is_answered_first_and_rings_both_numbers(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        phone.carrier.people |= {STAFF: "voicemail", ON_CALL: "accepts"}
        call = phone.carrier.call(NUMBER, sid=SID)
        await talk(call, [("Riverside Dental", "my face is swelling and I can't breathe")])
        assert call.ended.is_set()
        turn = next(
            answer or ""
            for address, fields, answer in phone.carrier.webhooks.sent
            if "SpeechResult" in fields
        )
        before, dial, _ = turn.partition("<Dial")
        assert dial
        assert "hang up and dial 911" in before
        assert "<Gather" not in turn
        assert [one.bridged for one in phone.carrier.rung(STAFF)] == [False]
        assert [one.bridged for one in phone.carrier.rung(ON_CALL)] == [True]
        assert (await escalation(phone)).handoff == "answered"

    in_turns(work)


def test_at_night_an_urgent_call_rings_the_on_call_line(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        at_night(phone)
        call = phone.carrier.call(NUMBER, sid=SID)
        await talk(call, [("Riverside Dental", "my tooth was knocked out")])
        assert [one.bridged for one in phone.carrier.rung(ON_CALL)] == [True]
        assert phone.carrier.rung(STAFF) == []
        (person,) = phone.carrier.rung(ON_CALL)
        assert "press 1" in person.said[0]

    in_turns(work)


def test_at_night_a_person_is_rung_for_nothing_else(in_turns: Run) -> None:
    async def work(phone: Telephone) -> None:
        at_night(phone)
        call = phone.carrier.call(NUMBER, sid=SID)
        said = await talk(call, [("Riverside Dental", "0")])
        assert "closed" in said[0]
        assert phone.carrier.rung(ON_CALL) == phone.carrier.rung(STAFF) == []

    in_turns(work)
