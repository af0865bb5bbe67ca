"""Scripted calls from their files.

QA writes them by hand, so every mistake is told with its line; what is said is taken as it
stands, quoted or not, and bare ISO dates and times stay text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from agent_config.clinic_file import USUAL
from agent_config.flow_parts import entries, words
from agent_config.problem import KeyPath, Place, did_you_mean, further, refuse, shown
from agent_config.script import (
    Agent,
    Answers,
    Caller,
    Choose,
    Expect,
    Expected,
    Fails,
    HangsUp,
    Interrupts,
    Keys,
    Outreach,
    Script,
    Silence,
    Turn,
)
from agent_config.structure import structure_problems
from agent_config.yaml_document import Document, parse_document, read_document

SCHEMA: Final = Path(str(files("agent_config"))) / "script.schema.json"

_WORDS: Final = (
    ("caller", ("says",)),
    ("caller", ("nbest",)),
    ("interrupts", ("says",)),
)
"""Where the words stand in a turn that says more than words."""

USUAL_NOW: Final = "2026-03-02T09:00"
"""The clock of a script that names none: a Monday morning, the same on every machine."""


def load_script(path: str | Path) -> Script:
    """The scripted call in a file. Raises `ConfigError` with every mistake."""
    return _checked(read_document(Path(path), anything_at=_said))


def read_script(text: str, name: str) -> Script:
    """The scripted call in a text, which messages call by a name. Raises `ConfigError` so too."""
    return _checked(parse_document(text.encode(), Place(name, 0, 0), anything_at=_said))


def _checked(document: Document) -> Script:
    problems = [*document.problems, *structure_problems(document, SCHEMA)]
    found = (document.place(spot).problem(text) for spot, text in _findings(document.value))
    refuse(further(problems, found))
    return _compiled(document)


def _said(path: KeyPath) -> bool:
    """Whether the text at a path is a caller's words, which may hold any character at all."""
    if len(path) < 3 or path[0] != "turns":
        return False
    return path[2:] == ("caller",) or (path[2], path[3:4]) in _WORDS


# --- what the schema cannot say


def _findings(script: Any) -> Iterator[tuple[KeyPath, str]]:
    now = entries(script).get("now")
    if isinstance(now, str) and _moment(now) is None:
        yield ("now",), f"there is no moment {shown(now)}; write it as 2026-03-02T09:15"
    given = entries(script, "given")
    for index, opening in enumerate(words(given.get("openings"))):
        if _moment(opening) is None:
            yield ("given", "openings", index), f"there is no moment {shown(opening)}"
    names: list[str] = []
    for index, patient in enumerate(_list(given, "patients")):
        born = entries(patient).get("date_of_birth")
        if isinstance(born, str) and _date(born) is None:
            spot = ("given", "patients", index, "date_of_birth")
            yield spot, f"there is no day {shown(born)}"
        names += words(entries(patient).get("name"))
    yield from _outreach_findings(entries(script, "outreach"), given)
    yield from _appointments(("given",), given, names)
    yield from _appointments(("expect",), entries(script, "expect"), None)
    for index, turn in enumerate(_list(script, "turns")):
        path: KeyPath = ("turns", index)
        yield from _appointments((*path, "expect"), entries(turn, "expect"), None)
        pattern = entries(turn, "agent").get("matches")
        if isinstance(pattern, str):
            try:
                re.compile(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                text = f"this is no regular expression: {error}"
                yield (*path, "agent", "matches"), text


def _outreach_findings(
    outreach: Mapping[str, Any], given: Mapping[str, Any]
) -> Iterator[tuple[KeyPath, str]]:
    """The appointment that a call of ours is about must be one that the patient has."""
    start, name = outreach.get("appointment"), outreach.get("patient")
    if not isinstance(start, str):
        return
    born = [entries(one).get("name") for one in _list(given, "patients") if "date_of_birth" in one]
    of_theirs = [
        _moment(str(one.get("start")))
        for one in map(entries, _list(given, "appointments"))
        if one.get("patient") == name and name in born
    ]
    if _moment(start) is None or _moment(start) not in of_theirs:
        text = f"no given patient {shown(name)} with a date of birth has an appointment then"
        yield ("outreach", "appointment"), text


def _appointments(
    path: KeyPath, spec: Mapping[str, Any], patients: list[str] | None
) -> Iterator[tuple[KeyPath, str]]:
    for index, appointment in enumerate(_list(spec, "appointments")):
        here = (*path, "appointments", index)
        start = entries(appointment).get("start")
        if isinstance(start, str) and _moment(start) is None:
            yield (*here, "start"), f"there is no moment {shown(start)}"
        patient = entries(appointment).get("patient")
        if patients is None or not isinstance(patient, str):
            continue
        if patient.casefold() not in [name.casefold() for name in patients]:
            hint = did_you_mean(patient, patients)
            yield (*here, "patient"), f"{shown(patient)} is none of the given patients{hint}"


def _list(value: Any, key: str) -> list[Any]:
    found = entries(value).get(key)
    return found if isinstance(found, list) else []


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- values


def _compiled(document: Document) -> Script:
    spec = document.value
    given = spec.get("given", {})
    number = spec.get("from", "anonymous")
    openings = given.get("openings")
    return Script(
        path=document.file.file,
        line=document.key_place(("turns",)).line,
        call=spec["call"],
        covers=tuple(spec.get("covers", ())),
        flow=spec.get("flow"),
        clinic=spec.get("clinic", USUAL),
        now=datetime.fromisoformat(spec.get("now", USUAL_NOW)),
        caller=None if number == "anonymous" else number,
        outreach=_outreach(spec["outreach"]) if "outreach" in spec else None,
        limited="limits" not in spec,
        patients=tuple(given.get("patients", ())),
        openings=None if openings is None else tuple(map(_minute, openings)),
        appointments=tuple(
            {**one, "start": _minute(one["start"])} for one in given.get("appointments", ())
        ),
        turns=tuple(
            _turn(turn, document.place(("turns", index)).line)
            for index, turn in enumerate(spec["turns"])
        ),
        expect=Expected(line=document.key_place(("expect",)).line, fields=spec.get("expect", {})),
    )


def _outreach(spec: Mapping[str, Any]) -> Outreach:
    about = spec.get("appointment")
    return Outreach(
        patient=spec.get("patient"),
        request=spec.get("request"),
        language=spec.get("language"),
        appointment=None if about is None else _minute(about),
        known=spec.get("known", {}),
    )


def _minute(text: str) -> str:
    return datetime.fromisoformat(text).isoformat(timespec="minutes")


def _turn(spec: Mapping[str, Any], line: int) -> Turn:
    [(kind, value)] = spec.items()
    return _TURNS[kind](value, line)


def _agent(value: Any, line: int) -> Agent:
    if isinstance(value, str):
        return Agent(line=line, contains=value)
    return Agent(
        line=line,
        contains=value.get("contains"),
        matches=value.get("matches"),
        without=value.get("not"),
    )


def _caller(value: Any, line: int) -> Caller:
    spec = value if isinstance(value, Mapping) else {"says": value}
    return Caller(
        line=line,
        says=str(spec["says"]),
        confidence=spec.get("confidence", 1.0),
        audio_quality=spec.get("audio_quality", 1.0),
        nbest=tuple(map(str, spec.get("nbest", ()))),
        means=spec.get("means"),
    )


def _answers(value: Any, line: int) -> Answers:
    return Answers(
        line=line,
        entries={
            name: answer if isinstance(answer, bool) else str(answer)
            for name, answer in value.items()
        },
    )


_TURNS: Final[Mapping[str, Callable[[Any, int], Turn]]] = {
    "agent": _agent,
    "caller": _caller,
    "answers": _answers,
    "choose": lambda value, line: Choose(line=line, number=value),
    "expect": lambda value, line: Expect(line=line, expected=Expected(line=line, fields=value)),
    "silence": lambda value, line: Silence(line=line, seconds=value),
    "keys": lambda value, line: Keys(line=line, digits=str(value)),
    "interrupts": lambda value, line: Interrupts(
        line=line, after_words=value["after_words"], says=str(value["says"])
    ),
    "fails": lambda value, line: Fails(line=line, faults=value),
    "hangs_up": lambda value, line: HangsUp(line=line),
}
