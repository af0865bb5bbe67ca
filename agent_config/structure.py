"""Checks a document against a JSON Schema, and says what is wrong in plain sentences.

The schemas are published for editors and are the only description of the form; here their
errors become sentences. A list item that comes in kinds (a step, a turn of a scripted call) is
judged by its kind alone: the schema dispatches with `if`/`then`, and its one `oneOf` only says
that there is exactly one kind.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from agent_config.problem import (
    KeyPath,
    Problem,
    closest,
    did_you_mean,
    printable,
    shown,
    where,
)
from agent_config.yaml_document import MAX_PROBLEMS, Document

_KINDS: Final = {
    "string": "text",
    "array": "a list",
    "object": "a map",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_FORWARD: Final = (
    "goto", "go_to", "jump", "next", "then", "else", "back", "loop", "repeat", "while", "until",
    "call", "return", "if",
)  # fmt: skip
_MACHINE: Final = ("states", "transitions", "initial", "events", "actions")


@cache
def _validator(schema_file: Path, part: str | None) -> Draft202012Validator:
    schema = json.loads(schema_file.read_text("utf-8"))
    if part is not None:
        schema = {
            "$schema": schema["$schema"],
            "$ref": f"#/$defs/{part}",
            "$defs": schema["$defs"],
        }
    return Draft202012Validator(schema)


def structure_problems(
    document: Document, schema_file: Path, part: str | None = None
) -> list[Problem]:
    """Every place where a document departs from a schema (or from one part of it)."""
    report = _Report(document)
    validator = _validator(schema_file, part)
    for error in validator.iter_errors(document.value):
        report.take(_departure(error))
        if len(report.found) >= MAX_PROBLEMS:
            break
    return report.problems()


@dataclass(frozen=True, slots=True)
class _Departure:
    """One error of the validator: where, which rule of the schema, and what stands there."""

    path: KeyPath
    rule: str
    wanted: Any
    """The rule's own value: the types allowed, the least number …"""
    schema: Mapping[str, Any]
    value: Any
    about_name: bool
    """Whether `value` is the name of an entry, not its value."""


def _departure(error: ValidationError) -> _Departure:
    return _Departure(
        path=tuple(error.absolute_path),
        rule=str(error.validator),
        wanted=error.validator_value,
        schema=error.schema if isinstance(error.schema, Mapping) else {},
        value=error.instance,
        about_name="propertyNames" in error.absolute_schema_path,
    )


class _Report:
    """Collects sentences, and drops those that only follow from another one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: dict[tuple[KeyPath, str], Problem] = {}
        self.missing: dict[tuple[KeyPath, str], None] = {}
        self.guessed: set[tuple[KeyPath, str]] = set()
        """Required keys that an unknown key was probably meant to be."""
        self.kindless: list[KeyPath] = []

    def problems(self) -> list[Problem]:
        """The problems that stand on their own."""
        for path, key in self.missing:
            if (path, key) not in self.guessed:
                self._add(path, f"{where(path)} needs '{key}'")
        return [
            problem
            for (path, _), problem in self.found.items()
            if not any(path[: len(one)] == one and path != one for one in self.kindless)
        ]

    def _add(self, path: KeyPath, text: str, *, at_key: bool = False) -> None:
        if any(path[: len(flawed)] == flawed for flawed in self.document.flawed if flawed):
            return
        place = self.document.key_place(path) if at_key else self.document.place(path)
        self.found.setdefault((path, text), place.problem(text))

    def take(self, one: _Departure) -> None:
        """Note what one error of the validator says."""
        if one.about_name:
            self._name(one)
        elif one.rule == "oneOf":
            self._kind(one)
        elif one.rule == "additionalProperties":
            self._unknown(one)
        elif one.rule == "required":
            for key in one.wanted:
                if key not in one.value:
                    self.missing[one.path, key] = None
        else:
            self._add(one.path, f"{where(one.path)} {_must(one)}")

    def _kind(self, one: _Departure) -> None:
        if not isinstance(one.value, Mapping):
            return
        self.kindless.append(one.path)
        kinds = [branch["required"][0] for branch in one.wanted]
        self._add(one.path, _kind_sentence(one, kinds))

    def _unknown(self, one: _Departure) -> None:
        known = one.schema.get("properties", {})
        needed = (*one.schema.get("required", ()), *one.schema.get("else", {}).get("required", ()))
        missing = [key for key in needed if key not in one.value]
        free = [key for key in known if key not in one.value]
        for key in [key for key in one.value if key not in known][:MAX_PROBLEMS]:
            meant = closest(key, missing)
            if meant is not None:
                self.guessed.add((one.path, meant))
            if key in _FORWARD and "steps" in one.path:
                text = _no_jumps(key, one.path)
            elif key in _MACHINE and not one.path:
                text = f"'{key}' is not for a file to say: the seven states are always the same"
            else:
                hint = f"; did you mean '{meant}'?" if meant else did_you_mean(key, free)
                text = f"unknown key '{printable(key)}' in {where(one.path)}{hint}"
            self._add((*one.path, key), text, at_key=True)

    def _name(self, one: _Departure) -> None:
        name = str(one.value)
        if one.rule == "enum":
            hint = did_you_mean(name, one.wanted)
            text = f"unknown name '{printable(name)}' in {where(one.path)}{hint}"
        else:
            must = _must(one).rpartition(", not ")[0] or _must(one)
            text = f"the name '{printable(name)}' in {where(one.path)} {must}"
        self._add((*one.path, name), text, at_key=True)


def _kind_sentence(one: _Departure, kinds: list[str]) -> str:
    present = [kind for kind in kinds if kind in one.value]
    if present:
        both = " and ".join(f"'{kind}'" for kind in present)
        return f"{where(one.path)} has {both}; it can only be one of them"
    for key in one.value:
        if key in _FORWARD:
            return _no_jumps(key, one.path)
        meant = closest(key, kinds)
        if meant is not None:
            return f"unknown key '{printable(key)}' in {where(one.path)}; did you mean '{meant}'?"
    return f"{where(one.path)} must have one of {', '.join(kinds)}"


def _no_jumps(key: str, path: KeyPath) -> str:
    return f"'{key}' in {where(path)} is not possible: steps only run forward, so every call ends"


def _must(one: _Departure) -> str:
    """What a value must be, and what it is instead."""
    if one.rule == "type":
        return _must_be_type(one)
    if one.rule in ("enum", "const"):
        return _must_be_one_of(one, one.wanted if isinstance(one.wanted, list) else [one.wanted])
    if one.rule in ("minimum", "maximum"):
        return f"must be {_range(one.schema)}, not {shown(one.value)}"
    if one.rule in ("minLength", "minItems", "minProperties"):
        return "must not be empty"
    if one.rule in ("maxLength", "maxItems", "maxProperties"):
        return f"is too long; at most {one.wanted} are allowed"
    return f"{one.schema['patternErrorMessage']}, not {shown(one.value)}"


def _must_be_one_of(one: _Departure, allowed: list[Any]) -> str:
    names = [name if isinstance(name, str) else json.dumps(name) for name in allowed]
    meant = closest(one.value, names) if isinstance(one.value, str) else None
    if meant is not None:
        return f"cannot be {shown(one.value)}; did you mean '{meant}'?"
    return f"must be {_either(names)}, not {shown(one.value)}"


def _must_be_type(one: _Departure) -> str:
    names = [one.wanted] if isinstance(one.wanted, str) else one.wanted
    kinds = _either([_KINDS[name] for name in names if name in _KINDS])
    if "minimum" in one.schema and "maximum" in one.schema and "string" not in names:
        kinds = f"{kinds} {_range(one.schema)}"
    text = f"must be {kinds}, not {shown(one.value)}"
    if isinstance(one.value, int | float) and "string" in names:
        return f"{text}; put it in quotes"
    if one.path[:1] == ("limits",) and not isinstance(one.value, float):
        return f"{text}: no limit can be switched off, so that every call ends"
    return text


def _range(schema: Mapping[str, Any]) -> str:
    return f"from {schema['minimum']} to {schema['maximum']}"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
