"""A clinic's flow as texts that somebody is writing, before they are in force.

The files are those that stand beside one another in a folder: the flow, its other languages, their
examples; and the clinic's own file, for its hours and services are heard in calls too. To be read
they are put into a folder of their own that is gone at once, so that a draft means what the same
files mean anywhere. It reaches no other file but the flows that are shipped, which it may extend.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from agent_config.clinic_file import SHIPPED as CLINICS
from agent_config.clinic_file import parse_clinic
from agent_config.flow_examples import ENDING
from agent_config.flow_file import compiled
from agent_config.flow_source import SHIPPED, FlowSource, find_flow, read_source
from agent_config.problem import ConfigError, Problem, refuse, whole_file
from agent_config.yaml_document import parse_document
from engine.clinic import Clinic
from engine.flow import Flow

MOST_FILES: Final = 6
MOST_BYTES: Final = 256 * 1024
"""Of one file. The largest that is shipped, the examples of the dental flow, has 200,000."""

FIXED: Final = ("id", "practice", "number", "state", "flow", "baa")
"""What a clinic's file says that is not the clinic's to change: whose it is, which line it answers,
and which vendors there is an agreement with."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}(\.[a-z]{2})?(\.examples)?\.yaml")

Texts = Mapping[str, str]
"""The text of each file, by its name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the files come to: a flow, or the mistakes in them."""

    problems: tuple[Problem, ...]
    """Named by the files of the draft, without a folder."""
    flow: Flow | None = None
    source: FlowSource | None = None


def kind_of(name: str, clinic_id: str) -> str:
    """What a file of a draft is: `flow`, `language`, `examples` or `clinic`."""
    if name == f"{clinic_id}.yaml":
        return "clinic"
    middle = name.split(".")[1:-1]
    if middle[-1:] == [ENDING]:
        return ENDING
    return "language" if middle else "flow"


def language_of_file(name: str) -> str | None:
    """The language that a file's name tells (`es`); `None` for those of the flow's own."""
    middle = name.split(".")[1:-1]
    return middle[0] if middle and middle[0] != ENDING else None


def fault(flow: str, texts: Texts) -> str | None:
    """Why texts cannot be a draft of a flow at all, as a sentence; `None` if they can."""
    if len(texts) > MOST_FILES:
        return f"A draft has at most {MOST_FILES} files; take one away."
    for name, text in texts.items():
        if not _NAME.fullmatch(name):
            return (
                "A file is called as the flow is, in small letters, such as 'my_flow.yaml', "
                "'my_flow.es.yaml' or 'my_flow.examples.yaml'."
            )
        if len(text.encode()) > MOST_BYTES:
            return f"A file of a draft has at most {MOST_BYTES // 1024} kB; shorten '{name}'."
    if f"{flow}.yaml" not in texts:
        return f"The flow's own file, '{flow}.yaml', is missing."
    return None


def read_draft(flow: str, texts: Texts, standing: Clinic) -> Draft:
    """What texts come to for a clinic as it stands. Raises `ValueError`, a sentence.

    The clinic's own file may be left out; then it is as it stands.
    """
    wrong = fault(flow, texts)
    if wrong:
        raise ValueError(wrong)
    own = f"{standing.id}.yaml"
    problems: list[Problem] = []
    clinic, source, made = standing, None, None
    try:
        clinic = _clinic(texts[own], standing) if own in texts else standing
    except ConfigError as error:
        problems += error.problems
    try:
        source = source_of(flow, {name: text for name, text in texts.items() if name != own})
        made = compiled(source, clinic)
    except ConfigError as error:
        problems += error.problems
    if problems:
        return Draft(tuple(sorted({_named(one) for one in problems})), None, source)
    return Draft((), made, source)


def source_of(flow: str, texts: Texts) -> FlowSource:
    """The files of a flow put together. Raises `ConfigError`, as `read_source` does."""
    with TemporaryDirectory(prefix="frontdesk-draft-") as folder:
        for name, text in texts.items():
            if _NAME.fullmatch(name):
                (Path(folder) / name).write_text(text, "utf-8", newline="")
        return read_source(Path(folder) / f"{flow}.yaml")


def files_of(flow: str | Path) -> dict[str, str]:
    """The texts of a flow's files as they stand in a folder, with what it extends there.

    Flows that are shipped are not among them, unless it is one. Raises `ConfigError`.
    """
    path = find_flow(flow)
    found: dict[str, str] = {}
    for stem in _family(path):
        for file in sorted(path.parent.glob(f"{stem}*.yaml")):
            if file.name.split(".")[0] == stem:
                found[file.name] = file.read_text("utf-8")
    return found


def clinic_text(clinic_id: str, profile: str) -> str:
    """The text of a clinic's file: its profile, or the shipped file of its id."""
    return profile if profile.strip() else (CLINICS / f"{clinic_id}.yaml").read_text("utf-8")


def differs(clinic: Clinic, standing: Clinic) -> tuple[str, ...]:
    """What of a clinic's fixed facts is another."""
    return tuple(name for name in FIXED if getattr(clinic, name) != getattr(standing, name))


def _family(path: Path) -> Sequence[str]:
    lineage = read_source(path).lineage
    if path.parent.resolve() == SHIPPED.resolve():
        return lineage[:1]
    return [stem for stem in lineage if (path.parent / f"{stem}.yaml").exists()]


def _clinic(text: str, standing: Clinic) -> Clinic:
    """The clinic in a text, if it differs in nothing that is not the clinic's to change."""
    clinic = parse_clinic(text, standing.id)
    document = parse_document(text.encode(), whole_file(f"{standing.id}.yaml"))
    refuse(
        document.place((name,)).problem(
            f"'{name}' cannot be changed here: it is set by whoever runs Frontdesk for you"
        )
        for name in differs(clinic, standing)
    )
    return clinic


def _named(problem: Problem) -> Problem:
    return Problem(
        Path(problem.file).name, problem.line, problem.column, problem.text, problem.echo
    )
