"""The proof finds what is planted: in a flow's words and steps, and in the engine itself.

Each fault is found under its rule, and its counterexample, run as a scripted call, fails with
the fault and passes without it. So the proof is worth something when it finds nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

import engine.advance
import engine.escalation
import engine.hearing
import engine.meaning
import engine.questions
import engine.results
import engine.steps
import engine.talk
import engine.turn
from engine.events import Silence, TransferEnded, Understood
from engine.flow import Flow
from engine.proof import Fault, prove
from engine.safety import sentences
from engine.turn import Turn
from telephony.scripted import Result

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Planted:
    """A fault: which flow it is planted in, how, and what the proof should say of it."""

    rule: str
    says: str
    flow: str = "calling_back"
    texts: Mapping[str, str] | None = None
    steps: Callable[[Flow], Flow] = lambda flow: flow
    engine: Callable[[Patch], None] = lambda patch: None
    heard: bool = True
    """Whether a script can tell the difference."""


# --- in the flow


def without_confirm(flow: Flow) -> Flow:
    requests = {
        name: replace(request, steps=tuple(one for one in request.steps if one.kind != "confirm"))
        for name, request in flow.requests.items()
    }
    return replace(flow, requests=requests)


def unchecked_identity(flow: Flow) -> Flow:
    """The appointment is told of before anybody has said who they are."""
    requests = {
        name: replace(request, steps=tuple(one for one in request.steps if one.kind == "say"))
        for name, request in flow.requests.items()
    }
    return replace(flow, requests=requests)


# --- in the engine


def no_911(patch: Patch) -> None:
    def explain(turn: Turn, reason: str) -> None:
        turn.speak(sentences.CONNECTING[turn.call.language], "safety.connecting")

    patch.setattr(engine.escalation, "_explain", explain)


def interruptible(patch: Patch) -> None:
    real = Turn.speak

    def speak(turn: Turn, text: str, prompt: str, *, interruptible: bool = True) -> None:
        real(turn, text, prompt)

    patch.setattr(Turn, "speak", speak)


def deaf_to_zero(patch: Patch) -> None:
    patch.setattr(engine.hearing, "HUMAN_KEY", "*")


def deaf_to_people(patch: Patch) -> None:
    patch.setattr(engine.hearing, "_alarm", lambda turn, event: engine.hearing._emergency(event))


def endless_patience(patch: Patch) -> None:
    patch.setattr(Turn, "spend", lambda turn, budget: turn.call.left[budget] > 0)


def endless_answers(patch: Patch) -> None:
    real = Turn.spend
    patch.setattr(Turn, "spend", lambda turn, budget: budget == "digressions" or real(turn, budget))


def speechless(patch: Patch) -> None:
    for room in (engine.hearing, engine.meaning):
        patch.setattr(room, "miss", lambda turn: None)


def forgetful(patch: Patch) -> None:
    real = engine.steps.collected

    def collected(turn: Turn, name: str) -> bool:
        if name == "message" and name in turn.call.slots and turn.spend("repeats"):
            engine.questions._ask(turn, name)
            return False
        return real(turn, name)

    patch.setattr(engine.steps, "collected", collected)


def failing(patch: Patch) -> None:
    def handler(turn: Turn, event: Any) -> None:
        raise RuntimeError("planted")

    patch.setitem(engine.advance._HANDLERS, Silence, handler)


def wordless_end(patch: Patch) -> None:
    def part(turn: Turn, key: str) -> None:
        turn.move("END")
        turn.call.question, turn.call.waiting = engine.turn.Question(), None

    for room in (engine.escalation, engine.hearing, engine.talk, engine.results):
        patch.setattr(room, "part", part)


def deaf_to_the_line(patch: Patch) -> None:
    patch.setitem(engine.advance._HANDLERS, TransferEnded, lambda turn, event: None)


def yes_by_silence(patch: Patch) -> None:
    real = engine.hearing.miss

    def miss(turn: Turn) -> None:
        if turn.call.question.kind == "confirm":
            engine.hearing.act(turn, Understood(at=turn.event.at, answer="yes"))
        else:
            real(turn)

    patch.setattr(engine.hearing, "miss", miss)


def unvalidated(patch: Patch) -> None:
    patch.setattr(engine.turn, "fault", lambda text, flow, call: None)


ADVICE = {"prompts.open": "You can take your ibuprofen. What do you need?"}
WITHHELD = "a sentence had to be withheld"


def keep_on_the_line(patch: Patch) -> None:
    patch.setattr(engine.hearing, "_stops", lambda call, alarm: False)


FAULTS: dict[str, Planted] = {
    "whom we call is kept on the line": Planted(
        "let go", "no more calls", "following_up", engine=keep_on_the_line
    ),
    "an appointment told before it is they": Planted(
        "private",
        "is_this",
        "following_up",
        texts={"prompts.is_this": "Is this {first_name}, for your {appointment_service}?"},
    ),
    "advice in a prompt": Planted("speakable", WITHHELD, texts=ADVICE),
    "booked where all is by request": Planted(
        "speakable", WITHHELD, texts={"prompts.noted": "Perfect, you are booked."}
    ),
    "advice in the greeting": Planted(
        "speakable", WITHHELD, texts={"prompts.greeting": "Take an aspirin. How can I help?"}
    ),
    "an empty prompt": Planted("speakable", WITHHELD, texts={"prompts.noted": " "}),
    "an appointment told to anybody": Planted(
        "private",
        "slots.patient_name.ask tells of a record",
        "lookup",
        texts={"slots.patient_name.ask": "Is it about {appointment_service}? Who is calling?"},
    ),
    "an opening that is not known": Planted(
        "known",
        "prompts.noted says {opening}",
        texts={"prompts.noted": "Noted, for {opening}."},
    ),
    "a name that is not known": Planted(
        "known", "prompts.open says {patient_name}", texts={"prompts.open": "Hi {patient_name}."}
    ),
    "again in the first words": Planted(
        "other words",
        "the same words",
        texts={
            "slots.callback_number.prefill": "Is this the right number?",
            "prompts.yes_no_again": "Is this the right number?",
        },
    ),
    "done without a read-back": Planted(
        "confirmed", "goes on to cancel", "cancelling", steps=without_confirm
    ),
    "identity not verified": Planted(
        "private", "prompts.appointment_info tells", "lookup", steps=unchecked_identity
    ),
    "911 forgotten": Planted("emergency", "fixed sentence", engine=no_911),
    "911 interruptible": Planted("emergency", "fixed sentence", engine=interruptible, heard=False),
    "zero ignored": Planted("human", "asks for a person", engine=deaf_to_zero),
    "people ignored": Planted("human", "asks for a person", engine=deaf_to_people),
    "budgets never spent": Planted("ends", "go round for ever", engine=endless_patience),
    "answers without end": Planted("ends", "go round for ever", engine=endless_answers),
    "silent after a miss": Planted("never silent", "left in silence", engine=speechless),
    "asked though filled": Planted("once", "message is asked for", engine=forgetful),
    "a handler fails": Planted("no exception", "planted", engine=failing),
    "hung up without a word": Planted("closes", "without a word", engine=wordless_end),
    "a transfer that never ends": Planted("ends", "no way out of", engine=deaf_to_the_line),
    "silence is a yes": Planted(
        "confirmed", "goes on to cancel", "cancelling", engine=yes_by_silence
    ),
    "advice unvalidated": Planted(
        "speakable", "it gives medical advice", texts=ADVICE, engine=unvalidated
    ),
}


@dataclass(frozen=True)
class Case:
    """A fault that was planted and found; `plant` plants it again."""

    fault: Fault
    sound: Flow
    faulty: Flow
    heard: bool


@pytest.fixture(params=FAULTS, ids=lambda name: name.replace(" ", "-"))
def planted(
    request: pytest.FixtureRequest,
    reworded: Callable[[Flow, Mapping[str, str]], Flow],
    monkeypatch: Patch,
) -> Case:
    what = FAULTS[request.param]
    sound: Flow = request.getfixturevalue(what.flow)
    faulty = what.steps(reworded(sound, what.texts or {}))
    what.engine(monkeypatch)
    found = [one for one in prove(faulty).broken if one.rule == what.rule and what.says in one.text]
    assert found, f"not found: {what}"
    return Case(found[0], sound, faulty, what.heard)


def test_is_found_and_its_counterexample_shows_it(
    planted: Case,
    play: Callable[[str, Flow], Result],
    monkeypatch: Patch,
) -> None:
    assert play(planted.fault.script, planted.faulty).passed is not planted.heard
    monkeypatch.undo()
    assert play(planted.fault.script, planted.sound).failures == ()


@pytest.mark.parametrize("name", ["calling_back", "lookup", "cancelling", "following_up"])
def test_nothing_is_found_where_nothing_is_planted(
    name: str, request: pytest.FixtureRequest
) -> None:
    assert prove(request.getfixturevalue(name)).broken == ()
