"""A flow's files put together: the flow, the flows it extends, its examples, its other languages.

The texts of `dental.yaml` in Spanish stand beside it in `dental.es.yaml`, and what its callers say
in `dental.examples.yaml`. A flow that extends another inherits all that one's files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from agent_config.flow_examples import (
    ENDING,
    lonely_examples,
    missing_examples,
    read_examples,
    strange_examples,
    with_examples,
)
from agent_config.inheritance import left_empty, written_over
from agent_config.problem import (
    ConfigError,
    Problem,
    did_you_mean,
    printable,
    shown,
    whole_file,
)
from agent_config.structure import structure_problems
from agent_config.yaml_document import Document, read_document

SHIPPED: Final = Path(str(files("flows")))
SCHEMA: Final = SHIPPED / "flow.schema.json"


@dataclass(frozen=True, slots=True)
class FlowSource:
    """Everything that the files of a flow say, before it is given a meaning."""

    name: str
    base: Document
    languages: Mapping[str, Document]
    """Texts in other languages, by language (`es`)."""
    lineage: tuple[str, ...]
    """The flow's name and those of the flows that it extends, nearest first."""
    problems: tuple[Problem, ...]
    """What is wrong with the form of the files."""


def flows() -> tuple[str, ...]:
    """The names of the flows that are shipped."""
    return _flows_in(SHIPPED)


def find_flow(path_or_name: str | Path) -> Path:
    """The file of a flow, given by its path or by the name of a shipped one."""
    given = Path(path_or_name)
    if given.suffix or len(given.parts) > 1:
        return given
    if given.name not in flows():
        name = printable(str(path_or_name))
        hint = did_you_mean(str(path_or_name), flows())
        raise ConfigError([whole_file(name).problem(f"there is no flow of this name{hint}")])
    return SHIPPED / f"{given.name}.yaml"


def read_source(path: Path) -> FlowSource:
    """Read a flow with everything that belongs to it.

    `ConfigError` when the files cannot be put together; what is wrong with their form is in the
    source's problems.
    """
    chain = _chain(path, ())
    problems = [problem for _, document in chain for problem in document.problems]
    base, others = _base(chain)
    base, empty = left_empty(base)
    problems += others + empty + _misnamed(chain[0][1], path) + structure_problems(base, SCHEMA)
    problems += missing_examples(base) + lonely_examples(path)
    languages: dict[str, Document] = {}
    for file, _ in reversed(chain):
        for language, document, found in _languages(file):
            problems += found
            if language in languages:
                document = written_over(languages[language], document)
            languages[language] = document
    for language, document in languages.items():
        languages[language], empty = left_empty(document)
        problems += empty
        problems += structure_problems(languages[language], SCHEMA, "language_file")
    lineage = tuple(file.stem for file, _ in chain)
    return FlowSource(path.stem, base, languages, lineage, tuple(problems))


def _base(chain: Sequence[tuple[Path, Document]]) -> tuple[Document, list[Problem]]:
    """The flow with what it inherits and the examples beside each file; what is wrong with these.

    Examples can only be of what the flow has that they stand beside, so it is put together
    without any of them as well.
    """
    file, bare = chain[-1]
    base, problems = _taught(bare, file, str(bare.value.get("language")), bare)
    for file, child in reversed(chain[:-1]):
        bare = written_over(bare, child)
        child, found = _taught(child, file, str(bare.value.get("language")), bare)
        base = written_over(base, child)
        problems += found
    return base, problems


def _taught(
    document: Document, file: Path, language: str, flow: Document | None = None
) -> tuple[Document, list[Problem]]:
    """A document with the examples beside its file, and what is wrong with these.

    `flow` is what the examples must be of; a language's are judged with its other texts.
    """
    given = read_examples(file)
    if given is None:
        return document, []
    problems = [*given.problems, *structure_problems(given, SCHEMA, "examples_file")]
    problems += _misnamed(given, file.with_name(f"{file.stem.split('.')[0]}.yaml"))
    problems += _mislabelled(given, language.split("-")[0])
    if flow is not None:
        problems += strange_examples(flow, given)
    return with_examples(document, given, problems), problems


def _chain(path: Path, children: tuple[Path, ...]) -> list[tuple[Path, Document]]:
    """The flow and those that it extends, nearest first."""
    document = read_document(path)
    family = (*children, path)
    parent = _parent(document, family)
    return [(path, document), *(_chain(parent, family) if parent is not None else ())]


def _parent(document: Document, family: tuple[Path, ...]) -> Path | None:
    """The file of the flow that a flow extends."""
    folder = family[-1].parent
    if not isinstance(document.value, dict):
        text = f"a flow is a map ('key: value' lines), not {shown(document.value)}"
        raise ConfigError([*document.problems, document.place(()).problem(text)])
    name = document.value.get("extends")
    if not isinstance(name, str):
        return None
    candidates = [one / f"{name}.yaml" for one in (folder, SHIPPED) if name in _flows_in(one)]
    place = document.place(("extends",))
    if not candidates:
        hint = did_you_mean(name, dict.fromkeys((*_flows_in(folder), *flows())))
        problem = place.problem(f"there is no flow {shown(name)} to extend{hint}")
        raise ConfigError([*document.problems, problem])
    if candidates[0].resolve() in [one.resolve() for one in family]:
        circle = " extends ".join([*(one.stem for one in family), name])
        raise ConfigError([place.problem(f"flows extend each other in a circle: {circle}")])
    return candidates[0]


def _flows_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(one.stem for one in folder.glob("*.yaml") if "." not in one.stem))


def _languages(flow: Path) -> Iterator[tuple[str, Document, list[Problem]]]:
    """The files of a flow in other languages, each with the examples beside it."""
    for file in sorted(flow.parent.glob("*.yaml")):
        stem, _, language = file.stem.rpartition(".")
        if stem == flow.stem and language != ENDING:
            document = read_document(file)
            problems = [*document.problems, *_misnamed(document, flow)]
            problems += _mislabelled(document, language)
            document, found = _taught(document, file, language)
            yield language, document, problems + found


def _misnamed(document: Document, path: Path) -> list[Problem]:
    """A file must say the name of the flow that its own name says."""
    name = document.value.get("flow") if isinstance(document.value, dict) else None
    if not isinstance(name, str) or name == path.stem:
        return []
    text = f"the flow is called {shown(name)}, but its file '{path.stem}.yaml'; use one name"
    return [document.place(("flow",)).problem(text)]


def _mislabelled(document: Document, language: str) -> list[Problem]:
    said = document.value.get("language") if isinstance(document.value, dict) else None
    if not isinstance(said, str) or said.split("-")[0] == language:
        return []
    text = f"the file's name says '{language}', but its language is {shown(said)}"
    return [document.place(("language",)).problem(text)]
