"""What of a flow can be changed without writing YAML: what callers hear, and the clinic's hours.

Read from the files as they are, and written into them in place. What a flow inherits from one that
it extends is shown too; changed, it is written into the flow's own file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from agent_config.draft import Texts, source_of
from agent_config.flow_parts import entries, words
from agent_config.flow_source import FlowSource
from agent_config.problem import ConfigError, KeyPath, whole_file
from agent_config.yaml_document import Document, parse_document
from agent_config.yaml_patch import patched
from engine.prompts import OUTBOUND_PROMPTS, REQUIRED_PROMPTS

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUESTIONS: Final = ("ask", "again")
"""What is asked for a slot: at first, and when the answer was not understood."""


@dataclass(frozen=True, slots=True)
class FormText:
    """Something that callers hear, in one language. Several wordings are used in turn."""

    key: str
    """What a change calls it: `prompts.greeting`."""
    label: str
    language: str
    texts: tuple[str, ...]
    about: str = ""
    """When it is said."""
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """What is asked for a slot, in one language; changed as `slots.SLOT.ask` and `….again`."""

    slot: str
    label: str
    language: str
    ask: tuple[str, ...]
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormDay:
    """When a clinic is open on a day of the week; no stretches: closed. Changed as `hours.mon`."""

    day: str
    stretches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that can be changed in a form."""

    languages: tuple[str, ...]
    prompts: tuple[FormText, ...]
    questions: tuple[FormQuestion, ...]
    hours: tuple[FormDay, ...]
    lunch: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Other wordings, or stretches of a day; none: the entry is taken out."""

    key: str
    language: str | None
    texts: tuple[str, ...]


def form_of(flow: str, texts: Texts, clinic_id: str) -> Form:
    """The form of a draft. Raises `ValueError`, a sentence, where its YAML cannot be read."""
    source = _source(flow, texts)
    own = str(source.base.value.get("language")).split("-")[0]
    documents = {own: source.base, **source.languages}
    prompts, questions = [], []
    for language, document in documents.items():
        prompts += list(_texts(flow, language, source.base, document))
        questions += list(_questions(language, source.base, document))
    clinic = _clinic(texts, clinic_id)
    hours = entries(clinic, "hours")
    lunch = clinic.get("lunch")
    return Form(
        tuple(documents),
        tuple(prompts),
        tuple(questions),
        tuple(FormDay(day, words(hours.get(day))) for day in DAYS) if clinic else (),
        lunch if isinstance(lunch, str) else None,
    )


def with_changes(
    flow: str, texts: Texts, clinic_id: str, changes: Sequence[Change]
) -> Mapping[str, str]:
    """The files with some values changed, and everything else as it was.

    Raises `ValueError`, a sentence, for a key or language that there is not, or YAML that cannot be
    read.
    """
    source = _source(flow, texts)
    own = str(source.base.value.get("language")).split("-")[0]
    changed = dict(texts)
    for one in changes:
        path = _path(one, source.base)
        if one.key.startswith(("hours.", "lunch")):
            name = f"{clinic_id}.yaml"
            if name not in changed:
                raise ValueError("The clinic's own file is not among the files.")
        elif one.language in (None, own):
            name = f"{flow}.yaml"
        elif one.language in source.languages:
            name = f"{flow}.{one.language}.yaml"
            said = source.languages[one.language].value.get("language")
            changed.setdefault(name, f"flow: {flow}\nlanguage: {said}\n")
        else:
            raise ValueError("The flow has no texts in this language; add its file first.")
        changed[name] = patched(changed[name], path, one.texts)
    return changed


def _source(flow: str, texts: Texts) -> FlowSource:
    try:
        source = source_of(flow, texts)
    except ConfigError as error:
        raise ValueError(_first(error)) from None
    return source


def _first(error: ConfigError) -> str:
    first = error.problems[0]
    place = f"line {first.line} of {first.file.rpartition('/')[2]}"
    return f"The form cannot be shown while the YAML cannot be read; mend {place} first."


def _clinic(texts: Texts, clinic_id: str) -> Mapping[str, Any]:
    name = f"{clinic_id}.yaml"
    if name not in texts:
        return {}
    try:
        return entries(parse_document(texts[name].encode(), whole_file(name)).value)
    except ConfigError as error:
        raise ValueError(_first(error)) from None


def _path(one: Change, base: Document) -> tuple[str, ...]:
    """Where a text stands in its file. Raises `ValueError` for something that there is not."""
    path = tuple(one.key.split("."))
    match path:
        case ("hours", day) if day in DAYS:
            return path
        case ("lunch",):
            return path
        case ("prompts", name) if name in entries(base.value, "prompts") and one.texts:
            return path
        case ("slots", name, part) if part in QUESTIONS and one.texts:
            if name in entries(base.value, "slots"):
                return path
        case ("answers", name, "say") if name in entries(base.value, "answers") and one.texts:
            return path
    raise ValueError("There is no such text in the flow; a prompt or question is never empty.")


def _texts(flow: str, language: str, base: Document, document: Document) -> Iterator[FormText]:
    listed: list[tuple[KeyPath, str]] = [
        (("prompts", name), {**REQUIRED_PROMPTS, **OUTBOUND_PROMPTS}.get(name, ""))
        for name in entries(base.value, "prompts")
    ]
    listed += [
        (("answers", name, "say"), str(entries(spec).get("means", "")))
        for name, spec in entries(base.value, "answers").items()
    ]
    for path, about in listed:
        *above, last = map(str, path)
        found = words(entries(document.value, *above).get(last))
        file = document.place(path).file.rpartition("/")[2]
        yield FormText(
            key=".".join(map(str, path)),
            label=str(path[1]).replace("_", " "),
            language=language,
            texts=found,
            about=about,
            inherited=bool(found) and file.split(".")[0] != flow,
        )


def _questions(language: str, base: Document, document: Document) -> Iterator[FormQuestion]:
    for name in entries(base.value, "slots"):
        spec = entries(document.value, "slots", name)
        if words(spec.get("ask")):
            label = name.replace("_", " ")
            yield FormQuestion(
                name, label, language, words(spec.get("ask")), words(spec.get("again"))
            )
