"""The classes into which the values of a slot fall, as far as any decision can tell them apart.

Of a slot's value the engine decides by: whether there is one, whether it is complete, whether it
still has to be read back, and, where a step's `when`, a service or a fact looks at the value
itself, what that says. Each class has one value that stands for all.
"""

from datetime import timedelta
from typing import Any, Final

from engine.call import Filled
from engine.events import Reading
from engine.flow import Flow, Slot
from engine.proof.moment import NOW
from engine.slots import incomplete

EMPTY: Final = "empty"
PARTIAL: Final = "partial"
NAMES: Final = ({"first": "Mary", "last": "Jones"}, {"first": "Ana", "last": "Ruiz"})
PHONES: Final = ("+15125550177", "+15125550188")
ADULTS: Final = ("1980-02-03", "1981-02-03")
MINORS: Final = f"{NOW.year - 18}"
"""Dates of birth after this are those of minors."""
UNSURE: Final = 0.3


class Classes:
    """The classes of every slot of one flow, worked out once."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.values = {name: _values(flow, slot) for name, slot in flow.slots.items()}
        self.filled = {name: self._filled(slot) for name, slot in flow.slots.items()}
        limit = NOW + timedelta(hours=flow.clinic.cancellation_notice_hours)
        self._notice = limit.isoformat()[:16]
        self._only = {name: next(iter(of)) for name, of in self.values.items() if len(of) == 1}
        self._choices = {
            slot.name: {value: _kind(flow, slot, value) for value in slot.of}
            for slot in flow.slots.values()
        }
        self._stand_ins = {
            id(held): kind for kinds in self.filled.values() for kind, held in kinds.items()
        }
        self._readings = {
            (name, corrected): self._read(slot, corrected)
            for name, slot in flow.slots.items()
            for corrected in (False, True)
        }

    def readings(self, name: str, *, corrected: bool) -> dict[str, Reading]:
        """What may be understood for a slot, by class: a first value, or another one."""
        return self._readings[name, corrected]

    def of(self, name: str, held: Filled) -> str:
        """The class of what stands in a slot."""
        stand_in = self._stand_ins.get(id(held))
        if stand_in is not None:
            return stand_in
        slot = self.flow.slots[name]
        if incomplete(slot, held.value):
            return PARTIAL
        kind = self._of_value(slot, held.value)
        unsure = held.confidence < self.flow.thresholds.stt_confidence
        unread = slot.read_back == "always" or (slot.read_back == "spell_if_unsure" and unsure)
        return f"{kind} unread" if unread and not held.confirmed else kind

    def _of_value(self, slot: Slot, value: Any) -> str:
        only = self._only.get(slot.name)
        if only is not None:
            return only
        if slot.type == "bool":
            return "yes" if value else "no"
        if slot.type == "date":
            return "minor" if value > MINORS else "adult"
        if slot.type == "appointment":
            return "inside" if value["start"] < self._notice else "outside"
        return self._choices[slot.name].get(value) or _kind(self.flow, slot, value)

    def _filled(self, slot: Slot) -> dict[str, Filled]:
        """What may stand in a slot, by class; `empty` is not among them."""
        unsure = self.flow.thresholds.stt_confidence * UNSURE
        found: dict[str, Filled] = {}
        for name, (value, _) in self.values[slot.name].items():
            if slot.read_back == "always":
                found[f"{name} unread"] = Filled(value)
                found[name] = Filled(value, confirmed=True)
            elif slot.read_back == "spell_if_unsure":
                found[f"{name} unread"] = Filled(value, confidence=unsure)
                found[name] = Filled(value)
            else:
                found[name] = Filled(value)
        if slot.type == "person_name":
            found[PARTIAL] = Filled({"first": "Mary", "last": None})
        return found

    def _read(self, slot: Slot, corrected: bool) -> dict[str, Reading]:
        unsure = self.flow.thresholds.stt_confidence * UNSURE
        found: dict[str, Reading] = {}
        for name, both in self.values[slot.name].items():
            value = both[1 if corrected else 0]
            found[name] = Reading(value, corrected=corrected)
            if slot.read_back == "spell_if_unsure":
                found[f"{name} unread"] = Reading(value, confidence=unsure, corrected=corrected)
        if slot.type == "person_name":
            found[PARTIAL] = Reading({"first": "Mary", "last": None}, corrected=corrected)
        return found


def _values(flow: Flow, slot: Slot) -> dict[str, tuple[Any, Any]]:
    """The classes of a slot's values, each with two values that stand for it.

    The second is used to correct the first: another value, of the same class.
    """
    if slot.type == "choice":
        return _choices(flow, slot)
    if slot.type == "date" and tested(flow, "age_group"):
        return {"adult": ADULTS, "minor": ("2018-02-03", "2019-02-03")}
    if slot.type == "appointment" and tested(flow, "notice"):
        near, far = appointments(flow, 1, 2), appointments(flow, 24 * 20, 24 * 21)
        return {"inside": (near[0], near[1]), "outside": (far[0], far[1])}
    if slot.type == "bool":
        return {"yes": (True, True), "no": (False, False)}
    both: dict[str, tuple[Any, Any]] = {
        "person_name": NAMES,
        "date": ADULTS,
        "appointment": (appointments(flow, 24 * 20)[0], appointments(flow, 24 * 21)[0]),
        "phone": PHONES,
        "email": ("a@example.com", "b@example.com"),
        "time_window": ([], [_window()]),
        "opening": (opening(0), opening(1)),
        "insurance_carrier": ("Cigna", "Aetna"),
        "member_id": ("ABC12345", "XYZ98765"),
        "text": ("about a question", "about another question"),
    }
    return {"any": both[slot.type]}


def _choices(flow: Flow, slot: Slot) -> dict[str, tuple[Any, Any]]:
    classes: dict[str, list[str]] = {}
    for value in slot.of:
        classes.setdefault(_kind(flow, slot, value), []).append(value)
    return {name: (members[0], members[-1]) for name, members in classes.items()}


def _kind(flow: Flow, slot: Slot, value: str) -> str:
    """The class of a choice: itself where a step looks for it, else how the service is booked."""
    if value in tested(flow, slot.name):
        return value
    service = flow.clinic.service(value)
    if service is None:
        return "any"
    known = "" if service.new_patients else " for known patients"
    return f"{service.booking}{'!' if service.urgent else ''}{known}"


def turns_new_away(flow: Flow) -> bool:
    """Whether it matters to a booking that a patient is new."""
    return any(not service.new_patients for service in flow.clinic.services)


def tested(flow: Flow, name: str) -> set[str]:
    """The values of a slot or fact that some step's `when`, or a rule of a service, looks for."""
    ruled = {"new"} if name == "patient_status" and turns_new_away(flow) else set()
    return ruled | {
        value
        for request in flow.requests.values()
        for step in request.steps
        for condition in step.when
        if condition.slot == name
        for value in condition.values or ("known",)
    }


def _window() -> dict[str, str]:
    day = (NOW + timedelta(days=1)).date()
    return {"start": f"{day}T08:00", "end": f"{day}T17:00"}


def opening(number: int) -> dict[str, Any]:
    """One of the openings of the proof's calendar: one a day, at ten."""
    day = (NOW + timedelta(days=3 + number)).date()
    return {
        "start": f"{day}T10:00",
        "minutes": 30,
        "provider": "Dr. Proof",
        "operatory": "Op 1",
        "service": "checkup",
    }


def appointments(flow: Flow, *hours: int) -> list[dict[str, Any]]:
    """Coming appointments of the proof's patient, so many hours from now."""
    services = flow.clinic.services
    return [
        {
            "id": f"appointment-{one}",
            "service": services[0].name if services else "visit",
            "start": (NOW + timedelta(hours=one)).replace(tzinfo=None).isoformat("T", "minutes"),
            "minutes": 30,
            "provider": "Dr. Proof",
        }
        for one in hours
    ]
