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

EMPTY: Final = "empty"
NAMES: Final = ({"first": "Mary", "last": "Jones"}, {"first": "Ana", "last": "Ruiz"})
PHONES: Final = ("+15125550177", "+15125550188")
ADULTS: Final = ("1980-02-03", "1981-02-03")
UNSURE: Final = 0.3


def values(flow: Flow, slot: Slot) -> dict[str, tuple[Any, Any]]:
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
        "appointment": tuple(appointments(flow, 24 * 20, 24 * 21)),
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
    told_apart = tested(flow, slot.name)
    for value in slot.of:
        service = flow.clinic.service(value)
        kind = f"{service.booking}{'!' if service.urgent else ''}" if service else "any"
        classes.setdefault(value if value in told_apart else kind, []).append(value)
    return {name: (members[0], members[-1]) for name, members in classes.items()}


def tested(flow: Flow, name: str) -> set[str]:
    """The values of a slot or fact that some step's `when` looks for."""
    return {
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


def filled(flow: Flow, slot: Slot) -> dict[str, Filled]:
    """What may stand in a slot, by class; `empty` is not among them."""
    unsure = flow.thresholds.stt_confidence * UNSURE
    found: dict[str, Filled] = {}
    for name, (value, _) in values(flow, slot).items():
        if slot.read_back == "always":
            found[f"{name} unread"] = Filled(value)
            found[name] = Filled(value, confirmed=True)
        elif slot.read_back == "spell_if_unsure":
            found[f"{name} unread"] = Filled(value, confidence=unsure)
            found[name] = Filled(value)
        else:
            found[name] = Filled(value)
    if slot.type == "person_name":
        found["partial"] = Filled({"first": "Mary", "last": None})
    return found


def class_of(flow: Flow, slot: Slot, held: Filled) -> str:
    """The class of what stands in a slot."""
    if slot.type == "person_name" and not (held.value.get("first") and held.value.get("last")):
        return "partial"
    name = _class_of_value(flow, slot, held.value)
    unsure = held.confidence < flow.thresholds.stt_confidence
    unread = slot.read_back == "always" or (slot.read_back == "spell_if_unsure" and unsure)
    return f"{name} unread" if unread and not held.confirmed else name


def _class_of_value(flow: Flow, slot: Slot, value: Any) -> str:
    kinds = values(flow, slot)
    if len(kinds) == 1:
        return next(iter(kinds))
    if slot.type == "bool":
        return "yes" if value else "no"
    if slot.type == "date":
        return "minor" if value > f"{NOW.year - 18}" else "adult"
    if slot.type == "appointment":
        limit = NOW + timedelta(hours=flow.clinic.cancellation_notice_hours)
        return "inside" if value["start"] < limit.isoformat()[:16] else "outside"
    if value in kinds:
        return str(value)
    service = flow.clinic.service(str(value))
    return f"{service.booking}{'!' if service.urgent else ''}" if service else "any"


def readings(flow: Flow, slot: Slot, *, corrected: bool) -> dict[str, Reading]:
    """What may be understood for a slot, by class: a first value, or another one."""
    unsure = flow.thresholds.stt_confidence * UNSURE
    found: dict[str, Reading] = {}
    for name, both in values(flow, slot).items():
        value = both[1 if corrected else 0]
        found[name] = Reading(value, corrected=corrected)
        if slot.read_back == "spell_if_unsure":
            found[f"{name} unread"] = Reading(value, confidence=unsure, corrected=corrected)
    if slot.type == "person_name":
        found["partial"] = Reading({"first": "Mary", "last": None}, corrected=corrected)
    return found
