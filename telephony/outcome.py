"""What came of a call, as plain values: the object that `simulate --json` prints.

The digest is the same for two calls that went the same way: it covers every line with its state
and how the call ended, but no ids and no times.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from clinic.ports import Appointment, Task
from engine import spoken
from engine.call import Call
from engine.events import Value
from engine.flow import Flow
from telephony.loop import Loop
from telephony.record import Entry, Step
from telephony.simulated import World

TASK_FIELDS: Final = ("type", "priority", "patient_name", "callback_number", "details")
APPOINTMENT_FIELDS: Final = ("patient", "service", "start", "status")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished call. `slots` holds plain values, a person's name as "First Last"."""

    disposition: str
    escalation: str | None
    state: str
    turns: int
    slots: Mapping[str, Value]
    tasks: tuple[Task, ...]
    appointments: tuple[Appointment, ...]
    transcript: tuple[Entry, ...]
    steps: tuple[Step, ...]
    faults: tuple[tuple[str, Exception], ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the lines with their states, and of the end."""
        whole = {
            "turns": [[entry.state, entry.text] for entry in self.transcript],
            "outcome": [self.disposition, self.escalation, self.state],
        }
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The stable fields of a call, ready to be printed."""
        return {
            "disposition": self.disposition,
            "escalation": self.escalation,
            "state": self.state,
            "turns": self.turns,
            "slots": dict(self.slots),
            "tasks": [dict(task) for task in self.tasks],
            "appointments": [dict(appointment) for appointment in self.appointments],
            "transcript": [asdict(entry) for entry in self.transcript],
            "digest": self.digest,
        }


def outcome(loop: Loop, world: World) -> Outcome:
    """What a loop and the world around it have come to."""
    call = loop.call
    return Outcome(
        disposition=call.disposition,
        escalation=call.escalation,
        state=call.state,
        turns=call.turns,
        slots=plain_slots(loop.flow, call),
        tasks=tuple(_part(task, TASK_FIELDS) for task in world.desk.tasks),
        appointments=tuple(
            _part(each, APPOINTMENT_FIELDS) for each in world.calendar.made_or_moved
        ),
        transcript=tuple(loop.record.transcript),
        steps=tuple(loop.record.steps),
        faults=loop.faults,
    )


def plain_slots(flow: Flow, call: Call) -> dict[str, Value]:
    """The filled slots of a call, names of people in one piece.

    While a request is under way these are its own; between requests and after the call, all that
    was learned.
    """
    under_way = call.request is not None and not call.ended
    return {
        name: spoken.name(filled.value) if _is_name(flow, name) else filled.value
        for name, filled in (call.slots if under_way else call.learned).items()
    }


def _is_name(flow: Flow, slot: str) -> bool:
    return slot in flow.slots and flow.slots[slot].type == "person_name"


def _part(whole: Mapping[str, Value], names: tuple[str, ...]) -> dict[str, Value]:
    return {name: whole.get(name) for name in names}
