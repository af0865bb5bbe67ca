"""Checks a document against a JSON Schema, and says what is wrong in plain sentences.

The schemas are published for editors and are the only description of the form; here their
errors become sentences. A list item that comes in kinds (a step, a turn of a scripted call) is
judged by its kind alone: the schema dispatches with `if`/`then`, and its one `oneOf` only says
that there is exactly one kind.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from agent_config.problem import (
    ConfigError,
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
        report.take(error)
        if len(report.found) >= MAX_PROBLEMS:
            break
    return report.problems()


def check_structure(document: Document, schema_file: Path, part: str | None = None) -> None:
    """Raise a `ConfigError` with everything that is wrong with a document so far."""
    problems = [*document.problems, *structure_problems(document, schema_file, part)]
    if problems:
        raise ConfigError(problems)


class _Report:
    """Collects sentences, and drops those that only follow from another one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: dict[tuple[KeyPath, str], Problem] = {}
        self.missing: list[tuple[KeyPath, str]] = []
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

    def take(self, error: ValidationError) -> None:
        """Note what one error of the validator says."""
        path = tuple(error.absolute_path)
        match error.validator:
            case "oneOf":
                self._kind(path, error)
            case "additionalProperties":
                self._unknown(path, error)
            case "required":
                known = error.instance
                for key in error.validator_value:
                    if key not in known and (path, key) not in self.missing:
                        self.missing.append((path, key))
            case _ if "propertyNames" in error.absolute_schema_path:
                self._name(path, error)
            case _:
                self._add(path, f"{where(path)} {_must(error, path)}")

    def _kind(self, path: KeyPath, error: ValidationError) -> None:
        if not isinstance(error.instance, Mapping):
            return
        self.kindless.append(path)
        kinds = [one["required"][0] for one in error.validator_value]
        present = [kind for kind in kinds if kind in error.instance]
        if present:
            both = " and ".join(f"'{kind}'" for kind in present)
            self._add(path, f"{where(path)} has {both}; it can only be one of them")
            return
        for key in error.instance:
            meant = closest(key, kinds)
            if meant is not None:
                text = f"unknown key '{printable(key)}' in {where(path)}; did you mean '{meant}'?"
                break
        else:
            jump = next((key for key in error.instance if key in _FORWARD), None)
            if jump is not None:
                text = _no_jumps(jump, path)
            else:
                text = f"{where(path)} must have one of {', '.join(kinds)}"
        self._add(path, text)

    def _unknown(self, path: KeyPath, error: ValidationError) -> None:
        known = list(error.schema.get("properties", {}))
        missing = [key for key in error.schema.get("required", ()) if key not in error.instance]
        for key in list(_extras(error))[:MAX_PROBLEMS]:
            here = (*path, key)
            meant = closest(key, missing)
            if meant is not None:
                self.guessed.add((path, meant))
            if key in _FORWARD and "steps" in path:
                text = _no_jumps(key, path)
            elif key in _MACHINE and not path:
                text = f"'{key}' is not for a flow to say: its seven states are always the same"
            else:
                free = [one for one in known if one not in error.instance]
                hint = f"; did you mean '{meant}'?" if meant else did_you_mean(key, free)
                text = f"unknown key '{printable(key)}' in {where(path)}{hint}"
            self._add(here, text, at_key=True)

    def _name(self, path: KeyPath, error: ValidationError) -> None:
        name = str(error.instance)
        if error.validator == "enum":
            hint = did_you_mean(name, error.validator_value)
            text = f"unknown name '{printable(name)}' in {where(path)}{hint}"
        else:
            text = f"the name '{printable(name)}' in {where(path)} {_must(error, path)}"
        self._add((*path, name), text, at_key=True)


def _extras(error: ValidationError) -> Iterator[str]:
    known = error.schema.get("properties", {})
    return (key for key in error.instance if key not in known)


def _no_jumps(key: str, path: KeyPath) -> str:
    return f"'{key}' in {where(path)} is not possible: steps only run forward, so every call ends"


def _must(error: ValidationError, path: KeyPath) -> str:
    """What a value must be, and what it is instead."""
    wanted, value = error.validator_value, error.instance
    match error.validator:
        case "type":
            return _must_be_type(error, path)
        case "enum" | "const":
            allowed = [str(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
            meant = closest(value, allowed) if isinstance(value, str) else None
            if meant is not None:
                return f"cannot be {shown(value)}; did you mean '{meant}'?"
            return f"must be {_either(allowed)}, not {shown(value)}"
        case "minimum" | "maximum":
            return f"must be {_range(error.schema)}, not {shown(value)}"
        case "minLength" | "minItems" | "minProperties":
            return "must not be empty"
        case "maxLength" | "maxItems":
            return "is too long"
    sentence = error.schema.get("patternErrorMessage")
    return f"{sentence}, not {shown(value)}" if sentence else error.message


def _must_be_type(error: ValidationError, path: KeyPath) -> str:
    wanted, value = error.validator_value, error.instance
    names = [wanted] if isinstance(wanted, str) else [one for one in wanted if one != "null"]
    numeric = set(names) & {"integer", "number"}
    kinds = _either([_KINDS[name] for name in names])
    if numeric and "minimum" in error.schema and "maximum" in error.schema:
        kinds = f"{kinds} {_range(error.schema)}"
    text = f"must be {kinds}, not {shown(value)}"
    if isinstance(value, int | float) and "string" in names:
        return f"{text}; put it in quotes"
    if path[:1] == ("limits",) and numeric:
        return f"{text}: no limit can be switched off, so that every call ends"
    return text


def _range(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if high is None:
        return f"at least {low}"
    return f"from {low} to {high}"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
