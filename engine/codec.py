"""Calls, events, commands and flows as JSON text, and back: what a store keeps of a call.

Every dataclass is written with its name under `$`, and only classes of the engine are ever made
from text. A mapping that has such a key itself, as a language model may give it, is wrapped.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any, Final

from engine import call, clinic, commands, events, flow
from engine.safety import alarm, rules

KIND: Final = "$"


def _classes(*modules: ModuleType) -> dict[str, type]:
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and is_dataclass(value)
    }


CLASSES: Final = _classes(alarm, rules, events, commands, call, clinic, flow)


def dumps(value: Any) -> str:
    """A call, event, command, flow, or a list of them, as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """What `dumps` wrote. Raises `ValueError` for text that it did not write."""
    try:
        return _value(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This is not a recorded call or event: {error!r}.") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {KIND: type(value).__name__} | pairs
    if isinstance(value, datetime):
        return {KIND: "datetime", "iso": value.isoformat()}
    if isinstance(value, date):
        return {KIND: "date", "iso": value.isoformat()}
    if isinstance(value, tuple | frozenset):
        items = sorted(value) if isinstance(value, frozenset) else value
        return {KIND: type(value).__name__, "items": [_plain(item) for item in items]}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        pairs = {key: _plain(item) for key, item in value.items()}
        return {KIND: "dict", "items": pairs} if KIND in value else pairs
    return value


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    kind = value.get(KIND)
    if kind is None:
        return {key: _value(item) for key, item in value.items()}
    if kind == "datetime":
        return datetime.fromisoformat(value["iso"])
    if kind == "date":
        return date.fromisoformat(value["iso"])
    if kind == "dict":
        return {key: _value(item) for key, item in value["items"].items()}
    if kind == "tuple":
        return tuple(_value(item) for item in value["items"])
    if kind == "frozenset":
        return frozenset(_value(item) for item in value["items"])
    rest = {key: _value(item) for key, item in value.items() if key != KIND}
    if kind == "Alarm":
        rest["level"] = alarm.Level(rest["level"])
    return CLASSES[kind](**rest)
