"""What may fill a slot: the shape of each type's value, and digits typed on a keypad.

Understanding gives values; this is the gate. A value of the wrong shape, whoever made it, is not
let into a call.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from engine.events import Value
from engine.flow import Slot

LONGEST: Final = 2000
"""Characters of text that are kept: a message of some minutes."""

_PHONE: Final = re.compile(r"\+\d{8,15}")


def _name(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"first", "last"}:
        return False
    parts = [part for part in value.values() if part is not None]
    return bool(parts) and all(_short(part) for part in parts)


def _short(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 60


def _date(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _windows(value: Any) -> bool:
    return isinstance(value, list) and all(_window(one) for one in value)


def _window(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"start", "end"}:
        return False
    try:
        start, end = datetime.fromisoformat(value["start"]), datetime.fromisoformat(value["end"])
    except (TypeError, ValueError):
        return False
    return start.tzinfo is None and end.tzinfo is None and start <= end


_SHAPES: Final[dict[str, Callable[[Any], bool]]] = {
    "person_name": _name,
    "date": _date,
    "phone": lambda value: isinstance(value, str) and bool(_PHONE.fullmatch(value)),
    "bool": lambda value: isinstance(value, bool),
    "time_window": _windows,
    "insurance_carrier": _short,
    "member_id": _short,
    "email": lambda value: isinstance(value, str) and "@" in value,
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
}


def acceptable(slot: Slot, value: Value) -> bool:
    """Whether a value has the shape of the slot's type; openings come from a calendar only."""
    if slot.type == "choice":
        return value in slot.of
    shape = _SHAPES.get(slot.type)
    return shape is not None and shape(value)


def merged(slot: Slot, old: Value, new: Value) -> Value:
    """A value over an earlier one: of a name, a part that was not said again stays."""
    if slot.type != "person_name":
        return new
    return {part: new.get(part) or old.get(part) for part in ("first", "last")}


def incomplete(slot: Slot, value: Value) -> bool:
    """Whether a value lacks a part: a name of which only the first or the last was heard."""
    return slot.type == "person_name" and not (value.get("first") and value.get("last"))


def typed(slot: Slot, digits: str, today: date) -> Value | None:
    """What keys mean for a slot: ten digits of a phone, eight of a date (month, day, year)."""
    if slot.type == "phone":
        number = digits.removeprefix("1") if len(digits) == 11 else digits
        return f"+1{number}" if re.fullmatch(r"[2-9]\d{9}", number) else None
    if slot.type == "date" and re.fullmatch(r"\d{8}", digits):
        iso = f"{digits[4:]}-{digits[:2]}-{digits[2:4]}"
        return iso if _date(iso) and date.fromisoformat(iso) < today else None
    return None
