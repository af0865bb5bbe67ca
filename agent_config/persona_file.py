"""Who answers: a persona's file as further wordings on top of what a flow says.

A persona never takes a flow's words away, so editing a flow always has its effect; it adds
variations of the greeting, of questions, and of what is said when something goes wrong.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from agent_config.flow_parts import entries, words
from agent_config.problem import KeyPath, did_you_mean, further, printable, refuse, shown, where
from agent_config.structure import structure_problems
from agent_config.yaml_document import Document, read_document
from engine.clinic import Persona
from engine.prompts import PLACEHOLDERS, REQUIRED_PROMPTS, placeholders

SHIPPED: Final = Path(str(files("agent_config")))
SCHEMA: Final = SHIPPED / "persona.schema.json"


def load_persona(path: Path) -> Persona:
    """The persona in a file. Raises `ConfigError` with every mistake."""
    document = read_document(path)
    problems = [*document.problems, *structure_problems(document, SCHEMA)]
    found = (document.place(spot).problem(text) for spot, text in _findings(document))
    refuse(further(problems, found))
    texts: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, _, language, wordings in _texts(document.value):
        texts.setdefault(language, {})[key] = wordings
    return Persona(
        name=document.value["persona"]["name"],
        texts=texts,
        limits=document.value.get("booking_logic", {}),
    )


def _texts(value: Any) -> Iterator[tuple[str, KeyPath, str, tuple[str, ...]]]:
    """Everything that the persona says: its key in a flow, path, language and wordings."""
    parts: list[tuple[str, KeyPath, Mapping[str, Any]]] = [
        ("prompts.greeting", ("greetings",), entries(value, "greetings"))
    ]
    for part, key in (("qualifying_questions", "slots.{}.ask"), ("fallbacks", "prompts.{}")):
        for name, by_language in entries(value, part).items():
            parts.append((key.format(name), (part, name), entries(by_language)))
    for key, path, by_language in parts:
        for language, wordings in by_language.items():
            yield key, (*path, language), language, words(wordings)


def _findings(document: Document) -> Iterator[tuple[KeyPath, str]]:
    name = entries(document.value, "persona").get("id")
    stem = Path(document.file.file).stem
    if isinstance(name, str) and name != stem:
        yield ("persona", "id"), f"the persona is called {shown(name)}, but its file '{stem}'"
    for prompt in entries(document.value, "fallbacks"):
        if prompt not in REQUIRED_PROMPTS:
            hint = did_you_mean(prompt, REQUIRED_PROMPTS)
            yield ("fallbacks", prompt), f"unknown prompt '{printable(prompt)}' in fallbacks{hint}"
    for _, path, _, wordings in _texts(document.value):
        for index, wording in enumerate(wordings):
            for name in placeholders(wording):
                if name not in PLACEHOLDERS:
                    hint = did_you_mean(name, PLACEHOLDERS)
                    text = f"unknown placeholder '{{{printable(name)}}}' in {where(path)}{hint}"
                    yield (*path, index), text
