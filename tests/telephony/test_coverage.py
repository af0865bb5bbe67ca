"""Coverage is read off what really happened."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from engine import commands, events
from engine.call import Call, Filled, Question
from engine.clinic import Clinic
from engine.commands import Say
from engine.flow import Flow, Limits, Request, Slot, Thresholds
from engine.flow import Step as FlowStep
from telephony.coverage import Coverage, coverage
from telephony.record import Step

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
CALL = Call(
    flow="f", version=1, clinic="river", language="en", at=AT, started=AT, progress_at=AT,
    left={"misses": 2},
)  # fmt: skip
STEPS = (
    FlowStep("collect", ("email",)),
    FlowStep("verify", ("identity",)),
    FlowStep("triage", ("visit_reason",)),
    FlowStep("offer", ("opening",)),
    FlowStep("confirm", ("booking_summary",)),
    FlowStep("do", ("book_appointment",)),
    FlowStep("say", ("note",)),
    FlowStep("hand_off", ("staff",)),
)
FLOW = Flow(
    name="f", version=1, language="en", limits=Limits(), thresholds=Thresholds(),
    slots={"email": Slot("email", "email", read_back="always"), "message": Slot("message", "text")},
    requests={"book_appointment": Request("book_appointment", "", "staff", STEPS)},
    answers={}, triggers=(), texts={}, examples={},
    clinic=Clinic(
        id="river", name="River", practice="River", timezone="America/Chicago", state="TX",
        number="+15125550100", staff_line="+15125550101", on_call_line=None, address="1 River",
        parking=None, hours={}, lunch=None, holidays=frozenset(), languages=("en-US",), flow="f",
    ),
)  # fmt: skip
BOOKING = replace(CALL, request="book_appointment")


def seen(*ordered: commands.Command, before: Call = CALL, after: Call = CALL) -> Coverage:
    return coverage(FLOW, [[Step(events.TimeUp(at=AT), before, after, ordered)]])


def booking(**changes: Any) -> Call:
    return replace(BOOKING, **changes)


def test_nothing_covers_nothing_and_an_empty_part_is_covered() -> None:
    empty = coverage(FLOW, [])
    assert empty.states.percent == 0
    assert empty.calls == 0
    assert coverage(replace(FLOW, requests={}), []).steps.percent == 100
    plain = empty.as_json()
    assert plain["flow"] == "f"
    assert len(plain["moves"]["missing"]) == 25
    assert plain["slots"]["missing"] == [
        "email filled", "email corrected", "email read_back", "email missed",
        "message filled", "message corrected", "message missed",
    ]  # fmt: skip


def test_states_and_moves() -> None:
    found = seen(after=replace(CALL, state="QUALIFY"))
    assert found.states.covered == ("QUALIFY",)
    assert found.moves.covered == ("GREETING -> QUALIFY",)


def test_one_event_may_make_two_moves() -> None:
    found = seen(after=replace(CALL, state="COLLECT"))
    assert found.moves.covered == ("GREETING -> QUALIFY", "QUALIFY -> COLLECT")
    assert found.states.covered == ("QUALIFY", "COLLECT")
    none = seen(before=replace(CALL, state="END"), after=CALL)
    assert none.moves.covered == ()


@pytest.mark.parametrize(
    ("ordered", "after", "kind"),
    [
        ((), booking(question=Question("slot", "email")), "collect: email"),
        ((), booking(slots={"email": Filled("a@b")}), "collect: email"),
        ((commands.FindPatients({}, ""),), BOOKING, "verify: identity"),
        ((), booking(question=Question("triage")), "triage: visit_reason"),
        ((commands.FindOpenings("x"),), BOOKING, "offer: opening"),
        ((Say("x", "prompts.booking_summary"),), BOOKING, "confirm: booking_summary"),
        ((commands.Book({}, {}, None, "direct"),), BOOKING, "do: book_appointment"),
        (
            (commands.CreateTask("k", "appointment_scheduling"),),
            replace(CALL, outcomes=(("book_appointment", "requested"),)),
            "do: book_appointment",
        ),
        ((Say("x", "prompts.note"),), BOOKING, "say: note"),
        ((commands.Handoff("+1", "policy"),), BOOKING, "hand_off: staff"),
    ],
)
def test_a_step_shows_by_what_it_does(
    ordered: tuple[commands.Command, ...], after: Call, kind: str
) -> None:
    found = seen(*ordered, before=CALL if after.outcomes else BOOKING, after=after)
    assert [title.split("] ")[1] for title in found.steps.covered] == [kind]
    assert seen(*ordered).steps.covered == ()  # without its request it is something else


def test_what_befalls_a_slot() -> None:
    with_email = booking(slots={"email": Filled("a@b")})
    other_email = booking(slots={"email": Filled("c@d")})
    read_back = replace(with_email, question=Question("read_back", "email"))
    asked = booking(question=Question("slot", "email"))
    missed = replace(asked, left={"misses": 1})
    assert seen(after=with_email).slots.covered == ("email filled",)
    assert seen(before=with_email, after=other_email).slots.covered == ("email corrected",)
    assert seen(before=with_email, after=read_back).slots.covered == ("email read_back",)
    assert seen(before=asked, after=missed).slots.covered == ("email missed",)
    assert seen(before=with_email, after=with_email).slots.covered == ()
