"""The simulated world: its clock, and everything that can be broken in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clinic.ports import Conflict
from engine.clinic import Clinic, Provider, Service
from engine.commands import (
    AddToWaitlist,
    Book,
    Expecting,
    FindOpenings,
    Handoff,
    Listen,
    Say,
    SendMessage,
)
from engine.events import Intent, Reading, Understood
from engine.safety import Alarm
from telephony.faulty import FAULTY, HOW, NO_MATCH, Fault, Faults
from telephony.simulated import VirtualClock, World

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=ZONE)
CLINIC = Clinic(
    id="river", name="River", practice="River", timezone="America/Chicago", state="TX",
    number="+15125550100", staff_line="+15125550101", on_call_line=None, address="1 River",
    parking=None, hours={"tue": (("08:00", "17:00"),)}, lunch=None, holidays=frozenset(),
    languages=("en-US",), flow="f", providers=(Provider("Maria", "hygienist"),),
    operatories=("Hygiene 1",), services=(Service("cleaning", minutes=60, by="hygienist"),),
)  # fmt: skip
OPENING = {"start": "2026-03-03T10:00", "minutes": 60, "provider": "Maria",
           "operatory": "Hygiene 1", "service": "cleaning"}  # fmt: skip
ANA = {"first": "Ana", "last": "Ruiz"}
WISH = AddToWaitlist("cleaning", (), ANA, None)
MESSAGE = SendMessage("booked", "+15125550142")
BOOKING = Book(OPENING, {"first": "Ana", "last": "Ruiz"}, None, "direct")


class Echo:
    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        return Understood(at=at, answer=words if words == "no" or not rules_only else None)

    def alarm(self, words: str) -> Alarm:
        return Alarm()


def world(**given: Any) -> World:
    return World(CLINIC, NOW, Echo(), **given)


def test_the_clock_moves_by_words_and_over_a_change_of_clocks() -> None:
    clock = VirtualClock(datetime(2026, 3, 8, 7, 59, tzinfo=UTC), "America/Chicago")
    assert clock.now().strftime("%H:%M") == "01:59"
    clock.pass_seconds(59)
    clock.pass_words("one two three")
    assert clock.now().isoformat() == "2026-03-08T03:00:00.200000-05:00"


def test_the_line_hears_everything_in_order() -> None:
    async def scenario() -> World:
        made = world()
        await made.line.say(Say("one two", "p"))
        await made.line.say(Say("three", "p"))
        await made.line.listen(Listen(Expecting()))
        assert await made.line.handoff(Handoff("+1", "human")) == "answered"
        await made.line.hang_up()
        return made

    made = asyncio.run(scenario())
    assert [say.text for say in made.line.said] == ["one two", "three"]
    assert made.line.hung_up
    assert made.line.listening == Listen(Expecting())
    assert [handoff.reason for handoff in made.line.handoffs] == ["human"]
    assert (made.clock.now() - NOW).total_seconds() == pytest.approx(2.2)


def actions(made: World) -> dict[str, Callable[[], Awaitable[Any]]]:
    calendar, desk = made.calendar, made.desk
    moved = {**OPENING, "start": "2026-03-03T14:00"}
    return {
        "understand": lambda: made.understanding.understand("yes", Expecting(), NOW),
        "find_openings": lambda: calendar.find_openings(
            FindOpenings("cleaning"), holder="a", now=NOW
        ),
        "hold": lambda: calendar.hold(OPENING, holder="a", now=NOW),
        "book": lambda: calendar.book(BOOKING, holder="a", now=NOW),
        "reschedule": lambda: calendar.reschedule(
            {"id": "appointment-1"}, moved, holder="a", now=NOW
        ),
        "cancel": lambda: calendar.cancel({"id": "appointment-1"}, None),
        "confirm": lambda: calendar.confirm({"id": "appointment-1"}),
        "find_patients": lambda: made.records.find_patients(ANA, "1988-04-12", now=NOW),
        "waitlist": lambda: desk.add_to_waitlist(WISH, holder="a"),
        "send_message": lambda: desk.send_message(MESSAGE, holder="a"),
        "handoff": lambda: made.line.handoff(Handoff("+1", "human")),
        "notify": lambda: desk.notify("staff", "human", holder="a"),
    }


GIVEN = [{"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-10T09:00"}]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("action", FAULTY)
def test_everything_can_be_broken_and_mended(action: str, how: str) -> None:
    async def scenario() -> None:
        made = world(appointments=GIVEN)
        made.faults.set(action, how)
        if action == "handoff" and how in ("busy", "no_answer"):
            assert await actions(made)[action]() == how
        else:
            raised = {"timeout": TimeoutError, "conflict": Conflict}.get(how, Fault)
            with pytest.raises(raised):
                await actions(made)[action]()
        made.faults.set(action, "none")
        if how == "conflict" and action in ("hold", "book", "reschedule"):
            with pytest.raises(Conflict):  # somebody else really has it now
                await actions(made)[action]()
        else:
            await actions(made)[action]()

    asyncio.run(scenario())


@pytest.mark.parametrize("how", HOW)
def test_broken_understanding_goes_on_by_rules_as_long_as_they_understand(how: str) -> None:
    made = world()
    made.faults.set("understand", how)
    assert asyncio.run(made.understanding.understand("no", Expecting(), NOW)).answer == "no"
    with pytest.raises((TimeoutError, Conflict, Fault)):
        asyncio.run(made.understanding.understand("hm", Expecting(), NOW))


def test_whole_understanding_may_understand_nothing() -> None:
    understood = asyncio.run(world().understanding.understand("", Expecting(), NOW))
    assert not understood.answer


def test_a_meaning_that_is_given_is_exactly_what_is_understood() -> None:
    made = world()
    meaning = {
        "intents": ["human", {"name": "callback", "confidence": 0.5, "polarity": "past"}],
        "slots": {"age": {"value": 7, "words": "seven", "confidence": 0.25, "corrected": True}},
        "answer": "unclear",
    }
    with made.understanding.given(meaning):
        assert asyncio.run(made.understanding.understand("no", Expecting(), NOW)) == Understood(
            at=NOW,
            intents=(Intent("human"), Intent("callback", 0.5, "past")),
            slots={"age": Reading(7, "seven", 0.25, True)},
            answer="unclear",
        )
    assert asyncio.run(made.understanding.understand("no", Expecting(), NOW)).answer == "no"


def test_every_part_of_a_given_meaning_may_be_missing() -> None:
    made = world()
    with made.understanding.given({}):
        understood = asyncio.run(made.understanding.understand("no", Expecting(), NOW))
    assert understood == Understood(at=NOW)


@pytest.mark.parametrize("how", HOW)
def test_broken_understanding_goes_before_a_given_meaning(how: str) -> None:
    made = world()
    made.faults.set("understand", how)
    with made.understanding.given({"answer": "yes"}):
        assert asyncio.run(made.understanding.understand("no", Expecting(), NOW)).answer == "no"
        with pytest.raises((TimeoutError, Conflict, Fault)):
            asyncio.run(made.understanding.understand("hm", Expecting(), NOW))


def test_the_records_can_find_nobody() -> None:
    made = world(patients=[{"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}])

    def found() -> int:
        return len(asyncio.run(made.records.find_patients(ANA, "1988-04-12", now=NOW)))

    assert found() == 1
    made.faults.set("find_patients", NO_MATCH)
    assert found() == 0
    made.faults.set("find_patients", "none")
    assert found() == 1


def test_mending_what_is_whole_changes_nothing() -> None:
    faults = Faults()
    faults.set("book", "none")
    faults.check("book")


def test_made_or_moved_are_the_calls_own_appointments() -> None:
    async def scenario() -> World:
        made = world(appointments=[*GIVEN, {**GIVEN[0], "start": "2026-03-17T09:00"}])
        await actions(made)["book"]()
        await actions(made)["reschedule"]()
        return made

    changed = asyncio.run(scenario()).calendar.made_or_moved
    assert [each["start"] for each in changed] == ["2026-03-03T14:00", "2026-03-03T10:00"]


def test_alarms_cannot_be_broken() -> None:
    made = world()
    made.faults.set("understand", "error")
    assert made.understanding.alarm("hello") == Alarm()


def test_patients_and_listed_openings() -> None:
    async def scenario() -> None:
        made = world(
            patients=[{"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}],
            appointments=GIVEN,
            openings=["2026-03-04T10:00"],
        )
        (ana,) = await made.records.find_patients(
            {"first": "Ana", "last": "Ruiz"}, "1988-04-12", now=NOW
        )
        assert ana["appointments"][0]["start"] == "2026-03-10T09:00"
        found = await made.calendar.find_openings(FindOpenings("cleaning"), holder="a", now=NOW)
        assert [each["start"] for each in found.openings] == ["2026-03-04T10:00"]

    asyncio.run(scenario())


def test_a_clinic_in_another_zone_has_its_own_clock() -> None:
    west = World(replace(CLINIC, timezone="America/Los_Angeles"), NOW, Echo())
    assert west.clock.now().strftime("%H:%M") == "07:15"
