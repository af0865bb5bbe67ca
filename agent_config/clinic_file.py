"""A clinic's file, with the persona that it names, as the value that calls are about.

Holidays are worked out here, for a fixed range of years, so that the engine needs no calendar
of its own and the same file always means the same days.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

import holidays

from agent_config.clinic_services import service_findings
from agent_config.flow_parts import entries, words
from agent_config.flow_source import flows
from agent_config.persona_file import SHIPPED as PERSONAS
from agent_config.persona_file import load_persona
from agent_config.problem import (
    ConfigError,
    KeyPath,
    did_you_mean,
    further,
    printable,
    refuse,
    shown,
    whole_file,
)
from agent_config.structure import structure_problems
from agent_config.yaml_document import Document, parse_document, read_document
from engine.clinic import Clinic, Exam, Hours, Persona, Provider, Recording, Service

SHIPPED: Final = Path(str(files("agent_config"))) / "clinics"
SCHEMA: Final = Path(str(files("agent_config"))) / "clinic.schema.json"
USUAL: Final = "riverside_dental"
"""The clinic of a call for which none is named."""

VENDORS: Final = ("deepgram", "elevenlabs", "openai", "twilio")
"""The vendors that have a name here."""

YEARS: Final = range(2020, 2046)
"""The years whose public holidays are known."""

_PLAIN: Final = (
    "name", "practice", "timezone", "state", "number", "staff_line", "address", "flow",
    "call_routing", "callback_within_hours", "cancellation_notice_hours",
    "booking_horizon_days", "minimum_notice_hours", "preset", "thresholds", "texts",
)  # fmt: skip
"""What stands in the file as the clinic has it."""


def clinics() -> tuple[str, ...]:
    """The ids of the clinics that are shipped."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yaml")))


def load_clinic(path_or_id: str | Path) -> Clinic:
    """The clinic in a file, or the shipped clinic of an id.

    Raises `ConfigError` with every mistake.
    """
    return _loaded(read_document(_find_clinic(path_or_id)))


def parse_clinic(text: str, clinic_id: str) -> Clinic:
    """The clinic of an id in the text of its file, wherever that is kept.

    Its persona is one that is shipped: a text reaches no files. Raises `ConfigError` with every
    mistake.
    """
    document = parse_document(text.encode(), whole_file(f"{clinic_id}.yaml"))
    persona = entries(document.value).get("persona")
    if isinstance(persona, str) and persona.endswith(".json"):
        problem = "a clinic that is kept without its folder takes a persona that is shipped"
        refuse([document.place(("persona",)).problem(problem)])
    return _loaded(document)


def _loaded(document: Document) -> Clinic:
    problems = [*document.problems, *structure_problems(document, SCHEMA)]
    found = (document.place(path).problem(text) for path, text in _findings(document))
    problems = further(problems, found)
    persona = Persona()
    try:
        persona = _persona(document)
    except ConfigError as error:
        problems += error.problems
    refuse(problems)
    return _compiled(document.value, persona)


def _find_clinic(path_or_id: str | Path) -> Path:
    given = Path(path_or_id)
    if given.suffix or len(given.parts) > 1:
        return given
    if given.name not in clinics():
        name = printable(str(path_or_id))
        hint = did_you_mean(str(path_or_id), clinics())
        raise ConfigError([whole_file(name).problem(f"there is no clinic of this name{hint}")])
    return SHIPPED / f"{given.name}.yaml"


# --- what the schema cannot say


def _findings(document: Document) -> Iterator[tuple[KeyPath, str]]:
    clinic = document.value if isinstance(document.value, dict) else {}
    name, stem = clinic.get("clinic"), Path(document.file.file).stem
    if isinstance(name, str) and name != stem:
        yield ("clinic",), f"the clinic is called {shown(name)}, but its file '{stem}'"
    zone = clinic.get("timezone")
    if isinstance(zone, str) and not _is_zone(zone):
        hint = did_you_mean(zone, available_timezones())
        yield ("timezone",), f"there is no time zone {shown(zone)}{hint}"
    flow = clinic.get("flow")
    if isinstance(flow, str) and not flow.endswith(".yaml") and flow not in flows():
        yield ("flow",), f"there is no flow {shown(flow)}{did_you_mean(flow, flows())}"
    for index, vendor in enumerate(words(clinic.get("baa"))):
        if "." not in vendor and vendor not in VENDORS:
            hint = did_you_mean(vendor, VENDORS)  # any other server is named by its host
            yield ("baa", index), f"there is no vendor {shown(vendor)}{hint}"
    yield from _times(clinic)
    yield from _days(clinic)
    yield from service_findings(clinic)


def _times(clinic: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    stretches: list[tuple[KeyPath, tuple[str, ...]]] = [(("lunch",), words(clinic.get("lunch")))]
    for part in ("hours", "other_hours", "parts_of_day"):
        for day, value in entries(clinic, part).items():
            stretches.append(((part, day), words(value)))
    for path, texts in stretches:
        last = ""
        for text in texts:
            start, _, end = text.partition("-")
            if end <= start:
                yield path, f"{shown(text)} ends before it begins"
            elif start < last:
                yield path, f"{shown(text)} begins before the stretch ahead of it ends"
            last = end


def _days(clinic: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    spec = entries(clinic, "holidays")
    country = spec.get("country")
    if isinstance(country, str) and country not in holidays.list_supported_countries():
        hint = did_you_mean(country, holidays.list_supported_countries())
        yield ("holidays", "country"), f"no holidays are known for {shown(country)}{hint}"
    for key in ("also", "except"):
        for index, day in enumerate(words(spec.get(key))):
            if _date(day) is None:
                yield ("holidays", key, index), f"there is no day {shown(day)}"
    for day in entries(clinic, "other_hours"):
        if _date(day) is None:
            yield ("other_hours", day), f"there is no day {shown(day)}"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- values


def _persona(document: Document) -> Persona:
    name = entries(document.value).get("persona")
    if not isinstance(name, str):
        return Persona()
    if name.endswith(".json"):
        return load_persona(Path(document.file.file).parent / name)
    known = [file.stem for file in PERSONAS.glob("*.json") if "." not in file.stem]
    if name not in known:
        text = f"there is no persona {shown(name)}{did_you_mean(name, known)}"
        raise ConfigError([document.place(("persona",)).problem(text)])
    return load_persona(PERSONAS / f"{name}.json")


def _compiled(spec: Mapping[str, Any], persona: Persona) -> Clinic:
    texts = spec.get("texts", {})
    usual = str(spec["languages"][0]).split("-")[0]
    return Clinic(
        **{name: spec[name] for name in _PLAIN if name in spec},
        id=spec["clinic"],
        on_call_line=spec.get("on_call_line"),
        parking=entries(texts, usual).get("parking"),
        hours={day: tuple(map(_hours, words(value))) for day, value in spec["hours"].items()},
        lunch=_hours(spec["lunch"]) if "lunch" in spec else None,
        holidays=_holidays(spec.get("holidays", {})),
        languages=tuple(spec["languages"]),
        recording=Recording(**spec.get("recording", {})),
        providers=tuple(_provider(one) for one in spec.get("providers", ())),
        operatories=tuple(spec.get("operatories", ())),
        services=tuple(_service(one) for one in spec.get("services", ())),
        insurance_accepted=tuple(spec.get("insurance_accepted", ())),
        other_hours={
            date.fromisoformat(day): tuple(map(_hours, words(value)))
            for day, value in spec.get("other_hours", {}).items()
        },
        parts_of_day={part: _hours(text) for part, text in spec.get("parts_of_day", {}).items()},
        baa=tuple(spec.get("baa", ())),
        persona=persona,
    )


def _hours(text: str) -> Hours:
    start, _, end = text.partition("-")
    return start, end


def _provider(spec: Mapping[str, Any]) -> Provider:
    days = {"days": tuple(spec["days"])} if "days" in spec else {}
    return Provider(name=spec["name"], role=spec["role"], **days)


def _service(spec: Mapping[str, Any]) -> Service:
    says = spec.get("says", ())
    lists = says.values() if isinstance(says, Mapping) else (says,)
    made: dict[str, Any] = {
        name: tuple(spec[name]) for name in ("providers", "operatories") if name in spec
    }
    if "exam" in spec:
        made["exam"] = Exam(**spec["exam"])
    return Service(**{**spec, "says": tuple(one for some in lists for one in some), **made})


def _holidays(spec: Mapping[str, Any]) -> frozenset[date]:
    public = _public_holidays(spec["country"]) if "country" in spec else frozenset()
    also = {date.fromisoformat(day) for day in spec.get("also", ())}
    return (public - {date.fromisoformat(day) for day in spec.get("except", ())}) | also


@cache
def _public_holidays(country: str) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=YEARS))
