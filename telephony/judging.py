"""Does a call come up to what a script expects of it?

Expected are parts of the truth: every listed field must agree, others do not matter. Case does
not matter in names and texts, quoted and bare dates are equal, `null` means unfilled, and an
opening or appointment may be given by its start alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from telephony.outcome import Outcome

MINUTE: Final = "%Y-%m-%dT%H:%M"
START: Final = "start"


def agrees(expected: Any, actual: Any) -> bool:
    """Whether an actual value is what was expected."""
    expected, actual = _plain(expected), _plain(actual)
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(
            agrees(value, actual.get(name)) for name, value in expected.items()
        )
    if isinstance(actual, Mapping):
        return isinstance(expected, str) and START in actual and agrees(expected, actual[START])
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return (
            isinstance(actual, Sequence)
            and not isinstance(actual, str)
            and len(expected) == len(actual)
            and all(map(agrees, expected, actual))
        )
    if isinstance(expected, str) and isinstance(actual, str):
        return expected.casefold() == actual.casefold()
    return type(expected) is type(actual) and bool(expected == actual)


def unmet(expected: Sequence[Any], actual: Sequence[Any]) -> list[Any]:
    """The expected items that find none of their own among the actual ones.

    Each actual item serves one expected item; the pairing leaves as few unmet as can be.
    """
    serves: dict[int, int] = {}

    def place(wish: int, tried: set[int]) -> bool:
        for number, item in enumerate(actual):
            if number in tried or not agrees(expected[wish], item):
                continue
            tried.add(number)
            if number not in serves or place(serves[number], tried):
                serves[number] = wish
                return True
        return False

    return [expected[wish] for wish in range(len(expected)) if not place(wish, set())]


def disagreements(expected: Mapping[str, Any], call: Outcome) -> list[str]:
    """What is not as expected, a sentence each. A field that is not listed is not judged."""
    found: list[str] = []
    for name in ("state", "disposition", "escalation"):
        actual = getattr(call, name)
        if name in expected and not agrees(expected[name], actual):
            found.append(f"expected {name} {_shown(expected[name])}, but it is {_shown(actual)}")
    for slot, value in (expected.get("slots") or {}).items():
        actual = call.slots.get(slot)
        if not agrees(value, actual):
            found.append(f"expected {slot} to be {_shown(value)}, but it is {_shown(actual)}")
    for name in ("tasks", "appointments"):
        if name in expected:
            found += _about_items(name, expected[name] or [], getattr(call, name))
    most = expected.get("turns_at_most")
    if most is not None and call.turns > most:
        found.append(f"expected at most {most} turns of the caller, but there were {call.turns}")
    said = [entry.text for entry in call.transcript if entry.who == "agent"]
    for words in expected.get("never_says") or ():
        if heard := next((text for text in said if words.casefold() in text.casefold()), None):
            found.append(f"expected never to hear {words!r}, but heard {heard!r}")
    return found


def _about_items(name: str, expected: Sequence[Any], actual: Sequence[Any]) -> list[str]:
    all_of_them = "; ".join(map(_shown, actual)) or "none"
    if not expected and actual:
        return [f"expected no {name}, but there are: {all_of_them}"]
    return [
        f"expected among the {name} one with {_shown(item)}, but there are: {all_of_them}"
        for item in unmet(expected, actual)
    ]


def _shown(value: Any) -> str:
    value = _plain(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    return str(value)


def _plain(value: Any) -> Any:
    """Dates as ISO text, moments to the minute; everything else as it is."""
    if isinstance(value, datetime):
        return value.strftime(MINUTE)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) == len("2026-03-03T10:00:00") and value[10:11] == "T":
        return value.removesuffix(":00")
    return value
