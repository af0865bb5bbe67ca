"""A flow's texts in another language: complete, or refused with every text that is missing.

A caller who chose Spanish must never hear half a sentence of English.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from agent_config.flow_outbound import is_outbound, outbound_findings
from agent_config.flow_parts import SLOT_TEXTS, entries, examples, steps, texts, whole
from agent_config.flow_references import placeholder_findings, repeated_examples
from agent_config.problem import KeyPath, Problem, closest, did_you_mean, printable, where
from agent_config.step_order import Finding
from agent_config.step_prompts import step_prompt_findings
from agent_config.yaml_document import Document

_TRANSLATED: Final = (*SLOT_TEXTS, "of", "title", "say", "examples")


def language_problems(base: Document, other: Document) -> list[Problem]:
    """What is missing, left over or wrong in the texts of another language."""
    problems = list(_missing(base, other))
    for path, text in (*_strangers(base, other), *_strange_choices(base.value, other)):
        problems.append(other.key_place(path).problem(text))
    for path, text in (
        *placeholder_findings(other),
        *repeated_examples(other),
        *_steps(base, other),
        *(outbound_findings(other.value) if is_outbound(base.value) else ()),
    ):
        problems.append(other.place(path).problem(text))
    return problems


def _steps(base: Document, other: Document) -> Iterator[Finding]:
    for request, spec in entries(base.value, "requests").items():
        if whole(request, spec):
            yield from step_prompt_findings(steps(request, spec), entries(other.value, "prompts"))


def _missing(base: Document, other: Document) -> Iterator[Problem]:
    """What the flow says and the other language does not, with the file to write it in."""
    language = str(entries(other.value).get("language")).split("-")[0]
    own = f"{Path(base.file.file).stem}.{language}.yaml"
    hint = "" if Path(other.file.file).name == own else f"; write it in '{own}', beside the flow"
    for _, path, _ in (*texts(base.value), *examples(base.value)):
        if path not in other.values and not _misspelt(base.value, other.value, path):
            yield other.place(path).problem(f"{where(path)} is missing in this language{hint}")


def _misspelt(flow: Any, other: Any, path: KeyPath) -> bool:
    """Whether a name on the way to a missing text stands there under a name close to it."""
    here = [str(part) for part in path]
    depth = 1
    while here[depth] in entries(other, *here[:depth]):
        depth += 1
    own, known = entries(other, *here[:depth]), entries(flow, *here[:depth])
    return closest(here[depth], [key for key in own if key not in known]) is not None


def _strangers(base: Document, other: Document) -> Iterator[Finding]:
    """Entries for something that the flow does not have.

    What a flow inherits may be about something that it took out; that is no mistake.
    """
    own_files = f"{Path(base.file.file).stem}."
    for part in ("slots", "requests", "answers", "prompts"):
        known = entries(base.value, part)
        for name, spec in entries(other.value, part).items():
            path = (part, name)
            if not Path(other.key_place(path).file).name.startswith(own_files):
                continue
            if name not in known:
                hint = did_you_mean(name, known)
                noun = part.removesuffix("s")
                yield path, f"the flow has no {noun} '{printable(name)}'{hint}"
                continue
            for key in entries(spec):
                if key in _TRANSLATED and key not in entries(known, name):
                    yield (*path, key), f"the flow has no {where((*path, key))} to translate"


def _strange_choices(flow: Any, other: Document) -> Iterator[Finding]:
    for name, spec in entries(other.value, "slots").items():
        of = entries(flow, "slots", name).get("of")
        if not isinstance(of, list | dict):
            continue
        for choice in entries(spec, "of"):
            if choice not in of:
                hint = did_you_mean(choice, list(map(str, of)))
                text = f"'{printable(choice)}' is no choice of '{name}'{hint}"
                yield ("slots", name, "of", choice), text
