"""Each rule of a call is found broken when it is, and only then."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from engine import commands, events
from engine.call import Call, Filled, Question
from engine.commands import Expecting, Listen, Say
from engine.safety import Alarm, Level
from engine.safety.sentences import EMERGENCY
from telephony.faulty import Fault
from telephony.outcome import Outcome
from telephony.record import Step
from telephony.rules import broken

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
CALL = Call(
    flow="f", version=1, clinic="river", language="en", at=AT, started=AT, progress_at=AT, left={}
)
OPENING = {"start": "2026-03-03T10:00"}
BOOK = commands.Book(OPENING, {}, None, "direct")
YES = events.Understood(at=AT, answer="yes")
EMERGENCY_WORDS = events.Heard(at=AT, words="help", alarm=Alarm(Level.EMERGENCY))
SENTENCE = Say(EMERGENCY["en"], "safety.emergency", interruptible=False)


def call(**changes: Any) -> Call:
    return replace(CALL, **changes)


def outcome(*steps: Step, state: str = "END", faults: Any = ()) -> Outcome:
    return Outcome("booked", None, state, 1, {}, (), (), (), steps, faults)


def step(*ordered: commands.Command, event: events.Event | None = None,
         before: Call = CALL, after: Call = CALL) -> Step:  # fmt: skip
    return Step(event or events.TimeUp(at=AT), before, after, ordered)


def test_a_call_that_keeps_every_rule() -> None:
    asked = call(question=Question("slot", "patient_name"))
    confirm = call(state="CONFIRM", question=Question("confirm"))
    offered = call(offered=(OPENING,))
    good = outcome(
        step(Say("Your name?", "p"), Listen(Expecting()), after=asked),
        step(commands.Hold(OPENING), after=offered),
        step(BOOK, event=YES, before=confirm),
        step(BOOK, event=events.Keyed(at=AT, digits="1"), before=confirm),
        step(SENTENCE, event=EMERGENCY_WORDS),
        step(SENTENCE, event=EMERGENCY_WORDS),
        step(event=EMERGENCY_WORDS, before=call(escalation="emergency")),
        faults=(("book", Fault("book: error")), ("understand", TimeoutError())),
    )
    assert broken(good) == ()


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        (outcome(state="COLLECT"), "the call did not end; it stopped in COLLECT"),
        (
            outcome(step(Say("Hello", "p")), step(Say("Hello", "q"))),
            "said twice in a row: 'Hello'",
        ),
        (
            outcome(
                step(
                    Listen(Expecting()),
                    after=call(question=Question("slot", "email"), slots={"email": Filled("a@b")}),
                )
            ),
            "asked for email although it is 'a@b'",
        ),
        (
            outcome(step(event=EMERGENCY_WORDS)),
            "no 911 sentence at once after 'help'",
        ),
        (
            outcome(step(replace(SENTENCE, interruptible=True), event=EMERGENCY_WORDS)),
            "no 911 sentence at once after 'help'",
        ),
        (
            outcome(step(Say("Hm", "p"), SENTENCE, event=EMERGENCY_WORDS)),
            "no 911 sentence at once after 'help'",
        ),
        (outcome(step(BOOK, event=YES)), "acted in GREETING without a yes"),
        (
            outcome(
                step(BOOK, event=replace(YES, answer="unclear"),
                     before=call(state="CONFIRM", question=Question("confirm")))
            ),
            "acted in CONFIRM without a yes",
        ),
        (
            outcome(step(commands.Hold(OPENING))),
            "held 2026-03-03T10:00, which was not on offer",
        ),
        (
            outcome(faults=(("advance", KeyError("start")),)),
            "advance failed: KeyError('start')",
        ),
    ],
)  # fmt: skip
def test_a_broken_rule_is_a_sentence(bad: Outcome, rule: str) -> None:
    assert broken(bad) == (rule,)


def test_a_slot_may_be_asked_again_where_something_is_missing() -> None:
    half = Filled({"first": "Ana", "last": None})
    name = Question("slot", "patient_name")
    fine = outcome(
        step(Listen(Expecting()), after=call(question=name, slots={"patient_name": half})),
        step(
            Listen(Expecting()),
            after=call(
                question=Question("slot", "email"), slots={"email": Filled("a@b", used=True)}
            ),
        ),
        step(
            Listen(Expecting()),
            after=call(question=Question("read_back", "email"), slots={"email": Filled("a@b")}),
        ),
    )
    assert broken(fine) == ()
