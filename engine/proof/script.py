"""A path through the explored states, written down as a scripted call.

What the words mean is given with them, so that the script shows what the engine does and not how
well it is understood. JSON is YAML, so values are written as JSON.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.events import CallStarted, Event, PatientsFound, Understood
from engine.flow import Flow
from engine.proof.cases import CHOICES, Case
from engine.proof.classes import ADULTS, NAMES, appointments, opening
from engine.proof.rings import CALLER

OPENINGS = 40
"""How many openings a script's calendar holds: one a day."""


def written(flow: Flow, name: str, path: Sequence[Case], shown: Sequence[Mapping[str, Any]]) -> str:
    """A script that plays a path of cases, then looks for something.

    Where it does not begin with its ring, somebody rings from a known number.
    """
    turns: list[Mapping[str, Any]] = []
    broken: Mapping[str, str] = {}
    for turn, fails in _turns(path):
        if fails != broken:
            turns.append({"fails": dict.fromkeys(broken, "none") | fails})
            broken = fails
        if turn is not None:
            turns.append(turn)
    now = path[-1].event.at
    lines = [
        f"call: {json.dumps(name)}",
        f"flow: {flow.name}",
        f"clinic: {flow.clinic.id}",
        f'now: "{now.replace(tzinfo=None).isoformat()}"',
        *_begins(path[0].event),
        'limits: "off"',
        f"given: {json.dumps(_given(flow, path))}",
        "turns:",
        *(f"  - {json.dumps(turn, ensure_ascii=False)}" for turn in [*turns, *shown]),
    ]
    return "\n".join(lines) + "\n"


def _begins(ring: Event) -> Iterator[str]:
    """Who rings; or whom we call, and about what."""
    if not isinstance(ring, CallStarted) or ring.direction == "inbound":
        caller = ring.caller if isinstance(ring, CallStarted) else CALLER
        yield from [f"from: {json.dumps(caller)}"] if caller else []  # else it is withheld
        return
    ours = {"request": ring.request}
    name, appointment = ring.known.get("patient_name"), ring.known.get("appointment")
    if isinstance(name, Mapping) and isinstance(appointment, Mapping):
        ours |= {"patient": f"{name['first']} {name['last']}", "appointment": appointment["start"]}
    yield f"from: {json.dumps(ring.known['callback_number'])}"
    yield f"outreach: {json.dumps(ours)}"


def _turns(path: Sequence[Case]) -> Iterator[tuple[Mapping[str, Any] | None, dict[str, str]]]:
    """The caller's turns, each with what must fail in the world's answers to it.

    The world answers within the turn, so a fault is in place before the caller speaks.
    """
    turn: Mapping[str, Any] | None = None
    fails: dict[str, str] = {}
    for case in path:
        said = _turn(case)
        if said is not None:
            yield turn, fails
            turn, fails = said, {}
        fails |= case.fails
    yield turn, fails


def _given(flow: Flow, path: Sequence[Case]) -> dict[str, Any]:
    """The world that answers as it does on the path: whoever is named has a record."""
    names = [f"{name['first']} {name['last']}" for name in NAMES]
    found = [case.event for case in path if isinstance(case.event, PatientsFound)]
    coming = appointments(flow, 24 * 20, 24 * 21)
    if found and found[-1].patients:
        coming = found[-1].patients[0]["appointments"]
    return {
        "patients": [
            {"name": name, "date_of_birth": born, "phone": CALLER}
            for name, born in zip(names, ADULTS, strict=True)
        ],
        "openings": [opening(number)["start"] for number in range(OPENINGS)],
        "appointments": [
            {"patient": name, "service": one["service"], "start": one["start"]}
            for name in names
            for one in coming
        ],
    }


def _turn(case: Case) -> Mapping[str, Any] | None:
    """How a script says a case; what the world does by itself is not said."""
    if case.turn is None or "means" not in case.turn:
        return case.turn
    if not isinstance(case.event, Understood) or case.first is None:
        return None
    if "opening" in case.event.slots or "appointment" in case.event.slots:
        return {"choose": CHOICES.index(str(case.turn["means"])) + 1}
    return {"caller": {"says": _words(str(case.turn["means"])), "means": _means(case.event)}}


def _words(text: str) -> str:
    """Words that raise no alarm of their own."""
    return text.replace("(", "").replace(")", "").replace("_", " ")


def _means(event: Understood) -> dict[str, Any]:
    return {
        "intents": [
            {"name": one.name, "confidence": one.confidence, "polarity": one.polarity}
            for one in event.intents
        ],
        "slots": {
            name: {
                "value": one.value,
                "confidence": one.confidence,
                "corrected": one.corrected,
            }
            for name, one in event.slots.items()
        },
        **({"answer": event.answer} if event.answer is not None else {}),
        **({"alarm": event.alarm.level.name.lower()} if event.alarm.level else {}),
    }
