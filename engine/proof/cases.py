"""Everything that may happen next to a call: one case for each class of events.

A case carries the event and the words in which a script says it, so that any path through the
explored states can be written down as a call that `simulate` runs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from engine import events
from engine.call import Call
from engine.events import Intent, Reading, Understood
from engine.flow import Flow, Request
from engine.hearing import YES_NO
from engine.proof.classes import Classes, appointments, opening, turns_new_away
from engine.safety import PEOPLE, Alarm, Level
from engine.slots import incomplete
from engine.steps import SAME_APPOINTMENT
from engine.talk import TALK
from engine.turn import IDENTITY

EMERGENCY: Final = "I can't breathe"
ALIKE: Final = (
    "card_number",
    "relay",
    "i_already_said",
    "speak_english",
    "greeting",
    "spam",
    "abuse",
)
"""Turns of conversation that the engine handles as it handles another one of them."""

CHOICES: Final = ("the first one", "the second one")
"""How a caller points at one of those on offer."""

NO_MORE_BLEEDING: Final = "My gums bleed when I brush, and stop calling me"

MODELS: Final = (Alarm(Level.EMERGENCY), Alarm(Level.CHECK))
"""What a language model may find in words that raised no alarm of their own."""

TURNS_OF_TALK: Final = tuple(name for name in TALK if name not in ALIKE)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that may happen; `turn` is how a script says it, `None` for what the world does."""

    event: events.Event
    turn: Mapping[str, Any] | None = None
    fails: Mapping[str, str] = field(default_factory=dict)
    """What a script must let fail for the world to answer so."""
    counts: bool = False
    """Whether it is one of the caller's turns."""
    first: events.Event | None = None
    """What happens just before it, in the same breath: words are heard, then understood."""


def said(words: str, **more: Any) -> dict[str, Any]:
    """A caller's turn in a script."""
    return {"caller": {"says": words} | more if more else words}


def cases(classes: Classes, call: Call, at: datetime) -> Iterator[Case]:
    """All that may happen to a call at a moment."""
    flow = classes.flow
    yield Case(events.HungUp(at=at), {"hangs_up": True})
    yield from _alarms(call, at)
    failure = events.ActionFailed(at=at, action="understand", how="error")
    if call.aside:
        for intents in ((), *((Intent(name),) for name in _worth_trying(flow, call))):
            yield Case(Understood(at=at, intents=intents), {"means": str(intents)})
        for alarm in MODELS:
            yield Case(Understood(at=at, alarm=alarm), {"means": alarm.level.name})
        yield Case(failure, {"means": ""}, fails={"understand": "error"})
        return  # the loop has words understood before it hears the next ones
    if call.waiting is not None:
        yield from _results(flow, call, at)
        return
    quiet = Alarm()
    heard = events.Heard(at=at, words="hm", alarm=quiet)
    for understood, words in _understood(classes, call, at):
        yield Case(understood, {"means": words}, counts=True, first=heard)
    yield Case(failure, said("hm"), fails={"understand": "error"}, counts=True, first=heard)
    yield Case(
        events.Heard(at=at, words="hm", alarm=quiet, confidence=0.0),
        said("hm", confidence=0.0),
        counts=True,
    )
    yield Case(
        events.Heard(at=at, words="hm", alarm=quiet, audio_quality=0.0),
        said("hm", audio_quality=0.0),
        counts=True,
    )
    yield Case(events.Silence(at=at, seconds=8), {"silence": 8}, counts=True)
    for digits in _keys(flow, call):
        yield Case(events.Keyed(at=at, digits=digits), {"keys": digits}, counts=True)
    yield Case(events.TimeUp(at=at))
    if call.question.kind == "confirm":
        yield Case(events.BargedIn(at=at, heard=""))


def _keys(flow: Flow, call: Call) -> Iterator[str]:
    """The keys that mean something at a question, and some that mean nothing."""
    yield from ("0", "77777")
    slot = flow.slots.get(call.question.slot or "")
    if call.question.kind in (*YES_NO, "offer") or call.request is None:
        yield from ("1", "2")
    if call.direction == "outbound":
        yield "9"
    if slot is not None and slot.type in ("phone", "date"):
        yield {"phone": "5125550199", "date": "02031981"}[slot.type]


def _alarms(call: Call, at: datetime) -> Iterator[Case]:
    """What the safety rules may hear, in every state and while anything is waited for."""
    alarms: tuple[tuple[str, Alarm], ...] = (
        (EMERGENCY, Alarm(Level.EMERGENCY)),
        ("I want to talk to a real person", Alarm(people=("human",))),
        ("My gums bleed when I brush", Alarm(Level.CHECK)),
        ("My tooth was knocked out", Alarm(Level.URGENT)),
        ("I need a refill", Alarm(people=("prescription_refill",))),
        ("This is ridiculous", Alarm(distress=True)),
    )
    if call.waiting is not None:
        alarms = alarms[: 2 if call.to_check else 3]
    if call.direction == "outbound":
        alarms += ((NO_MORE_BLEEDING, Alarm(Level.CHECK, no_more_calls=True)),)
    if call.direction == "outbound" or call.request is None:
        alarms += (("Stop calling me", Alarm(no_more_calls=True)),)
    for words, alarm in alarms:
        heard = events.Heard(at=at, words=words, alarm=alarm)
        yield Case(heard, said(words), counts=call.waiting is None)
    alarm = Alarm(Level.EMERGENCY)
    yield Case(events.Heard(at=at, words=EMERGENCY, alarm=alarm, final=False))


def _results(flow: Flow, call: Call, at: datetime) -> Iterator[Case]:
    """What the world may answer."""
    waiting = call.waiting
    if waiting == "patients":
        for hours in ((), (24 * 20,), (1,), (24 * 20, 24 * 21)):
            record = {"id": "p", "appointments": appointments(flow, *hours)}
            yield Case(events.PatientsFound(at=at, patients=(record,)))
        yield Case(events.PatientsFound(at=at, patients=()), fails={"find_patients": "no_match"})
        twins = ({"id": "p", "appointments": []}, {"id": "q", "appointments": []})
        yield Case(events.PatientsFound(at=at, patients=twins))
    elif waiting == "openings":
        yield Case(events.OpeningsFound(at=at, openings=(opening(0), opening(1))))
        yield Case(events.OpeningsFound(at=at, openings=(opening(0),), exact=False))
        yield Case(events.OpeningsFound(at=at, openings=()))
    elif waiting == "transfer":
        yield Case(events.TransferEnded(at=at, how="answered"))
        yield Case(events.TransferEnded(at=at, how="busy"), fails={"handoff": "busy"})
        return
    else:
        yield Case(events.ActionDone(at=at, action=str(waiting)))
        yield Case(
            events.ActionFailed(at=at, action=str(waiting), how="conflict"),
            fails={_faulty(flow, call): "conflict"},
        )
    yield Case(
        events.ActionFailed(at=at, action=str(waiting), how="timeout"),
        fails={_faulty(flow, call): "timeout"},
    )


def _faulty(flow: Flow, call: Call) -> str:
    """What a script calls the action that the call waits for."""
    if call.waiting != "do":
        return ASKED_FOR.get(str(call.waiting), str(call.waiting))
    action = flow.requests[str(call.request)].steps[call.acting].names[0]
    return "waitlist" if action == "add_to_waitlist" else action.removesuffix("_appointment")


ASKED_FOR: Final = {"patients": "find_patients", "openings": "find_openings"}
"""What a script calls a question to the world."""

LOOKS_AT: Final = {
    "booking": "visit_reason",
    "age_group": "date_of_birth",
    "notice": "appointment",
}
"""The slot from which a fact follows."""


def _looked_at(flow: Flow, name: str) -> tuple[str, ...]:
    """The slot of a condition, or those that its fact follows from."""
    slot = LOOKS_AT.get(name, name)
    if name == "booking" and "patient_status" in flow.slots and turns_new_away(flow):
        return slot, "patient_status"
    return (slot,)


def relevant(flow: Flow, request: Request) -> tuple[str, ...]:
    """The slots that a request's steps look at, in the order in which they do."""
    names: list[str] = []
    for step in request.steps:
        names += [name for one in step.when for name in _looked_at(flow, one.slot)]
        if step.kind == "verify":
            names += ["patient_name", "date_of_birth"]
        elif step.kind in ("collect", "triage", "offer"):
            names += step.names
    names += ["patient_name", "callback_number"]
    return tuple(dict.fromkeys(name for name in names if name in flow.slots))


def touched(flow: Flow, request: Request) -> tuple[str, ...]:
    """The relevant slots, and those whose correction would clear one of them."""
    names = relevant(flow, request)
    parents = (parent for name in names for parent in flow.slots[name].depends_on)
    return tuple(dict.fromkeys((*names, *parents)))


def tests(flow: Flow, request: Request) -> dict[str, set[str]]:
    """The slots that a request tests but never asks for, and the values it tests them for."""
    tested: dict[str, set[str]] = {}
    collected: set[str] = set()
    for step in request.steps:
        for one in step.when:
            name, *others = _looked_at(flow, one.slot)
            tested.setdefault(name, set()).update(one.values or ("known",))
            for other in others:
                tested.setdefault(other, set()).add("new")
        if step.kind == "verify":
            collected.update(IDENTITY)
        for name in step.names if step.kind in ("collect", "triage", "offer") else ():
            collected.add(name)
    return {name: values for name, values in tested.items() if name not in collected}


def _understood(classes: Classes, call: Call, at: datetime) -> Iterator[tuple[Understood, str]]:
    """What words may mean, given what was asked."""

    def means(words: str, **what: Any) -> tuple[Understood, str]:
        return Understood(at=at, **what), words

    flow, question = classes.flow, call.question
    yield means("blah")
    for alarm in MODELS:
        yield means(f"blah {alarm.level.name}", alarm=alarm)
    if question.kind in (*YES_NO, "anything_else", "offer", "slot", "message"):
        yield means("no", answer="no")
    if question.kind in (*YES_NO, "anything_else", "offer", "which_request"):
        yield means("yes", answer="yes")
        yield means("unclear", answer="unclear")
    request = flow.requests.get(call.request or "")
    names = touched(flow, request) if request is not None else ("patient_name",)
    if question.kind == "check" and not call.aside:
        return  # whatever else is said does not count as an answer
    for what, slots in _readings(classes, call, names):
        yield means(what, slots=slots)
    if question.kind == "message":
        yield means("tell them I called", slots={"message": Reading("I called")})
    if question.kind == "offer":
        for index, one in enumerate(call.offered):
            chosen = {str(question.slot): Reading(one["start"])}
            yield means(CHOICES[index], slots=chosen)
    yield from _intents(flow, call, at)


def _readings(
    classes: Classes, call: Call, names: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Reading]]]:
    flow, asked = classes.flow, call.question.slot
    wanted = dict.fromkeys((*names, *([asked] if asked in flow.slots else ())))
    for name in wanted:
        slot = flow.slots[str(name)]
        if slot.type in ("opening", "appointment", "bool"):
            continue
        for kind, reading in classes.readings(slot.name, corrected=name != asked).items():
            held = call.slots.get(slot.name)
            if kind == "partial" and held is not None and not incomplete(slot, held.value):
                continue  # a part of a name that is known completes it again: any name
            yield f"{name} {kind}", {slot.name: reading}


def _worth_trying(flow: Flow, call: Call) -> tuple[str, ...]:
    """The requests that may be brought: within one, another waits its turn, whichever it is.

    Only one about the same appointment takes the place of the one under way at once.
    """
    if call.request is None:
        return tuple(flow.requests)
    instead = SAME_APPOINTMENT if call.request in SAME_APPOINTMENT else ()
    other = next((name for name in flow.requests if name not in (call.request, *instead)), None)
    known = (call.request, *instead, other)
    return tuple(dict.fromkeys(name for name in known if name in flow.requests))


def _intents(flow: Flow, call: Call, at: datetime) -> Iterator[tuple[Understood, str]]:
    def wants(words: str, *names: str, sure: float = 1.0, **what: Any) -> tuple[Understood, str]:
        intents = tuple(Intent(name, sure) for name in names)
        return Understood(at=at, intents=intents, **what), words

    for name in (*TURNS_OF_TALK, PEOPLE[0]):
        yield wants(f"({name})", name)
    if call.question.kind == "is_this":
        yield wants("no, she's not here", "not_here", answer="no")
    if call.question.kind == "yes_no" and call.direction == "outbound":
        yield wants("not now", "never_mind", answer="no")
    carrier = {"insurance_carrier": Reading("Cigna")}
    for name in list(flow.answers)[:1]:
        yield wants(f"({name})", name)
        if call.question.kind in YES_NO:
            yield wants(f"no, ({name})", name, answer="no")
            yield wants(f"yes, ({name})", name, answer="yes")
    if "insurance_accepted" in flow.answers and call.request is None:
        yield wants("do you take Cigna", "insurance_accepted", slots=carrier)
        other = {"insurance_carrier": Reading("Nobody")}
        yield wants("do you take Nobody", "insurance_accepted", slots=other)
    requests = list(flow.requests)
    further = [name for name in requests if name != call.request]
    for name in _worth_trying(flow, call):
        yield wants(f"({name})", name)
    if call.question.kind in (*YES_NO, "anything_else"):
        for name in further[:1]:
            yield wants("no, something else", name, answer="no")
    if call.request is None:
        yield wants("one or the other", requests[0], requests[-1], sure=0.3)
    for option in call.options:
        yield wants(f"({option}, perhaps)", option, sure=0.2)
    for name in call.slots if call.question.kind in ("confirm", "change") else ():
        yield wants(f"change the {name}", f"change:{name}", answer="no")
        yield wants(f"the {name}", f"change:{name}")
