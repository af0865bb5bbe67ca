"""Values of a call in a few words, for people."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

SHOWN: Final = 3
"""How much of a list is told; a wish for "any time" has many windows."""


def wording(value: Any) -> str:
    """A slot's value, a task or an appointment on one line."""
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _whole(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_some(value)) or "none"
    return str(value).replace("T", " ") if _is_moment(str(value)) else str(value)


def _some(values: Sequence[Any]) -> list[str]:
    """The first few, and how many there are besides."""
    told = [wording(value) for value in values[:SHOWN]]
    return told if len(values) <= SHOWN else [*told, f"and {len(values) - SHOWN} more"]


def _whole(value: Mapping[str, Any]) -> str:
    if set(value) == {"first", "last"}:
        return " ".join(part for part in (value["first"], value["last"]) if part)
    if set(value) == {"start", "end"}:
        return _window(str(value["start"]), str(value["end"]))
    told = (wording(part) for name, part in value.items() if part not in (None, "", {}, []))
    return ", ".join(told) or "none"


def _window(start: str, end: str) -> str:
    if start == end:
        return wording(start)
    same_day = start[:10] == end[:10]
    return f"{wording(start)}-{end[11:] if same_day else wording(end)}"


def _is_moment(text: str) -> bool:
    return len(text) >= 16 and text[10] == "T" and text[:4].isdigit() and text[13] == ":"
