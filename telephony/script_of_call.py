"""A recorded call as a script that tells of nobody: a test that a clinic keeps.

Whoever called is replaced (see `telephony/stand_ins`), the days are moved into another week, and
what we said is left out. Of the caller's own words only those stay in which nothing is left that is
not everyday speech; all others are put in other words, with the meaning that they had. The world is
the one that answered then. Before anything is kept the script is run, and has to come to the end
that the call came to; it is written twice if need be: as it was said, and with every meaning.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from engine import spoken
from engine.advance import advance, start
from engine.call import Call
from engine.commands import CreateTask
from engine.events import (
    ActionDone,
    BargedIn,
    CallStarted,
    Event,
    Heard,
    HungUp,
    Keyed,
    OpeningsFound,
    PatientsFound,
    Silence,
    TakenOver,
    TimeUp,
    Understood,
)
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.clinic_scripts import run_text
from telephony.faulty import FAULTY, HOW
from telephony.replay import Turn, turns
from telephony.said_again import SaidAgain
from telephony.simulated import LocalUnderstanding
from telephony.stand_ins import PERSONAL, StandIns

JUDGED: Final = ("person_name", "phone", "date", "choice", "bool")
"""Types of slot whose values the script expects; others are said in other words."""
_FAULTS: Final = {"find_patient": "find_patients", "voicemail": "no_answer"}
_SLUG: Final = re.compile(r"[^a-z0-9]+")


class NotScripted(Exception):  # noqa: N818 - an outcome, told in a sentence
    """A call that cannot be made a test; the text says why, and what can be done."""


@dataclass(frozen=True, slots=True)
class MadeScript:
    """A script and the name that suits it."""

    name: str
    text: str


async def script_of_call(
    flow: Flow, log: Sequence[Event], understanding: LocalUnderstanding | None = None
) -> MadeScript:
    """The script of a call that is over, on the flow that it ran on. Raises `NotScripted`."""
    return await asyncio.to_thread(made_of, flow, log, understanding)


def made_of(
    flow: Flow, log: Sequence[Event], understanding: LocalUnderstanding | None = None
) -> MadeScript:
    """The same, where time may be taken."""
    first = _first(log)
    understood = understanding or Understanding(flow)
    failures: tuple[str, ...] = ()
    for with_meanings in (False, True):
        people = _met(flow, first, log)
        again = SaidAgain(flow, people, understood, with_meanings=with_meanings)
        whole = _Writer(flow, first, log, people, again).script()
        text = yaml.dump(whole, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
        if people.tells(text):
            raise NotScripted(
                "Something of the caller would stay in this script; write it by hand."
            )
        found = run_text("the script", text, flow, understood)
        if found.passed:
            return MadeScript(_named(whole["call"]), text)
        failures = failures or found.failures
    raise NotScripted(
        "With invented people this call does not come to the end that it came to, so it is not "
        f"kept as a test: {failures[0].partition(': ')[2]}."
    )


def _first(log: Sequence[Event]) -> CallStarted:
    if not log or not isinstance(log[0], CallStarted):
        raise NotScripted("The beginning of this call was not kept, so it cannot be a test.")
    if log[0].direction != "inbound":
        raise NotScripted("Only calls that came in can be tests; this one went out.")
    if any(isinstance(one, TakenOver) for one in log):
        raise NotScripted("Somebody at the desk took this call over; no script can do that.")
    if any(isinstance(one, TimeUp) for one in log):
        raise NotScripted("This call ran out of time while nobody spoke; no script can do that.")
    return log[0]


def _met(flow: Flow, first: CallStarted, log: Sequence[Event]) -> StandIns:
    """Everybody who occurs in a call; the records first, for they spell names right."""
    people = StandIns(flow, first.at.date())
    for event in log:
        if isinstance(event, PatientsFound):
            for patient in event.patients:
                people.name(patient["name"])
                people.born(str(patient["date_of_birth"]))
    if first.caller:
        people.phone(first.caller)
    for event in log:
        if isinstance(event, Understood):
            for name, reading in event.slots.items():
                kind = _type(flow, name)
                if kind in PERSONAL:
                    people.value(kind, reading.value)
    return people


def _type(flow: Flow, slot: str) -> str:
    return flow.slots[slot].type if slot in flow.slots else ""


class _Plain(yaml.SafeDumper):
    """Writes YAML without aliases: the reader has none."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whatever comes twice is written twice."""
        return True


class _Writer:
    """Writes one call as a script."""

    def __init__(
        self,
        flow: Flow,
        first: CallStarted,
        log: Sequence[Event],
        people: StandIns,
        again: SaidAgain,
    ) -> None:
        self._flow = flow
        self._first = first
        self._log = log
        self._people = people
        self._again = again
        self._call: Call = start(flow)
        self._broken: dict[str, str] = {}
        self._cut: int | None = None
        """After how many words of ours the caller spoke over us."""
        self._tasks: list[dict[str, str]] = []

    def script(self) -> dict[str, Any]:
        """The whole of it, as a mapping."""
        given = self._given()
        said = [one for turn in turns(self._log) for one in self._turn(turn)]
        caller = self._first.caller
        request = next((name for name, _ in self._call.outcomes), self._call.request)
        about = (request or "a call").replace("_", " ")
        began = self._first.at.replace(tzinfo=None, microsecond=0).isoformat()
        return {
            "call": f"{about}, {self._call.disposition}".replace("_", " "),
            "flow": self._flow.name,
            "clinic": self._flow.clinic.id,
            "now": self._people.moved(began),
            "from": self._people.phone(caller) if caller else "anonymous",
            **({"given": given} if given else {}),
            "turns": said,
            "expect": self._expected(),
        }

    # --- the world

    def _given(self) -> dict[str, Any]:
        found = [one for one in self._log if isinstance(one, OpeningsFound)]
        known = self._patients()
        given: dict[str, Any] = {}
        if known:
            given["patients"] = [self._patient(one) for one in known.values()]
            booked = list(self._booked(known))
            if booked:
                given["appointments"] = booked
        if found:
            starts = {str(one["start"]) for event in found for one in event.openings}
            given["openings"] = sorted(self._people.moved(one) for one in starts)
        return given

    def _patients(self) -> dict[str, Mapping[str, Any]]:
        return {
            str(patient["id"]): patient
            for event in self._log
            if isinstance(event, PatientsFound)
            for patient in event.patients
        }

    def _patient(self, real: Mapping[str, Any]) -> dict[str, Any]:
        told = {
            "name": spoken.name(self._people.name(real["name"])),
            "date_of_birth": self._people.born(str(real["date_of_birth"])),
        }
        status = real.get("status") or "active"
        return told if status == "active" else told | {"status": status}

    def _booked(self, known: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        number = 0
        for patient in known.values():
            for one in patient["appointments"]:
                number += 1
                self._again.appointments[str(one["id"])] = f"appointment-{number}"
                yield {
                    "patient": spoken.name(self._people.name(patient["name"])),
                    "service": one["service"],
                    "start": self._people.moved(one["start"]),
                }

    # --- what happened

    def _turn(self, turn: Turn) -> Iterator[dict[str, Any]]:
        before = self._call
        for event in (turn.event, *turn.answers):
            self._call, commands = advance(self._flow, self._call, event)
            self._tasks += [{"type": one.type} for one in commands if isinstance(one, CreateTask)]
        faults = self._faults(turn)
        if faults:
            yield {"fails": faults}
        match turn.event:
            case Heard():
                yield self._again.turn(turn.event, turn.understood, before, self._cut)
                self._cut = None
            case Keyed():
                yield self._again.keys(turn.event, before)
            case Silence():
                yield {"silence": turn.event.seconds}
            case BargedIn():
                self._cut = len(turn.event.heard.split())
            case HungUp() if not before.ended:
                yield {"hangs_up": True}

    def _faults(self, turn: Turn) -> dict[str, str]:
        """What breaks here, and what works again."""
        failed = {
            _FAULTS.get(action, action): _FAULTS.get(how, how)
            for action, how in turn.faults.items()
        }
        now = {action: how for action, how in failed.items() if action in FAULTY and how in HOW}
        told = {action: how for action, how in now.items() if self._broken.get(action) != how}
        told |= {action: "none" for action in self._broken if action not in now}
        self._broken = now
        return told

    # --- what came of it

    def _expected(self) -> dict[str, Any]:
        made = [
            {"service": one["service"], "start": self._people.moved(one["start"])}
            for event in self._log
            if isinstance(event, ActionDone) and event.action in ("book", "reschedule")
            for one in [event.result["appointment"]]
        ]
        expected: dict[str, Any] = {
            "disposition": self._call.disposition,
            "escalation": self._call.escalation,
        }
        slots = dict(self._slots())
        if slots:
            expected["slots"] = slots
        if made:
            expected["appointments"] = made[-1:]
        if self._tasks:
            expected["tasks"] = self._tasks
        return expected

    def _slots(self) -> Iterator[tuple[str, Any]]:
        for name, filled in self._call.learned.items():
            kind = _type(self._flow, name)
            if kind in JUDGED and filled.value is not None:
                value = self._people.value(kind, filled.value)
                yield name, spoken.name(value) if kind == "person_name" else value


def _named(about: str) -> str:
    return _SLUG.sub("-", about.casefold()).strip("-")[:50]
