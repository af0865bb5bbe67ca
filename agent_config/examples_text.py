"""New examples written into the text of a file of examples, which stays as it is around them.

The file is edited as text: comments, order and quotes are the practice manager's own.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from agent_config.flow_examples import ENDING, PARTS
from agent_config.flow_parts import entries
from agent_config.problem import ConfigError
from agent_config.yaml_document import read_document

ITEM = "      - "
ENTRY = "  "
LIST = "    "


def examples_path(flow: Path, language: str | None) -> Path:
    """The file of a flow's examples in one of its further languages, or (`None`) in its own."""
    ending = f".{language}.{ENDING}.yaml" if language else f".{ENDING}.yaml"
    return flow.with_name(flow.stem + ending)


def with_lessons(
    path: Path, flow: str, language: str, lessons: Mapping[tuple[str, str], Sequence[str]]
) -> tuple[str, str]:
    """The text of a file, empty if there is none, and the text with further examples.

    `lessons` are sentences by part (`requests`, `answers`) and name. Raises `ConfigError` for a
    file that cannot be read, or whose list stands on one line, as `[one, two]`.
    """
    if not path.exists():
        text, after = "", [f"flow: {flow}", f"language: {language}"]
        for part in PARTS:
            block = [
                row for key, said in lessons.items() if key[0] == part for row in _new(key, said)
            ]
            after += ["", f"{part}:", *block] if block else []
        return text, _joined(after)
    document = read_document(path)
    if document.problems:
        raise ConfigError(list(document.problems))
    text = path.read_text("utf-8")
    rows = text.splitlines()
    added: dict[int, list[str]] = {}
    for (part, name), said in lessons.items():
        listed = entries(document.value, part, name).get(ENDING)
        if isinstance(listed, list) and listed:
            last = document.place((part, name, ENDING, len(listed) - 1))
            row = rows[last.line - 1]
            if not row.lstrip().startswith("- "):
                raise ConfigError([last.problem("write one example a line, each after '- '")])
            indent = row[: len(row) - len(row.lstrip())] + "- "
            added.setdefault(last.line, []).extend(indent + _scalar(one) for one in said)
        elif part in document.value:
            added.setdefault(document.key_place((part,)).line, []).extend(_new((part, name), said))
        else:
            added.setdefault(len(rows), []).extend(["", f"{part}:", *_new((part, name), said)])
    after = [new for number, row in enumerate(rows, 1) for new in (row, *added.get(number, ()))]
    return text, _joined(after)


def _new(key: tuple[str, str], said: Sequence[str]) -> list[str]:
    return [f"{ENTRY}{key[1]}:", f"{LIST}{ENDING}:", *(ITEM + _scalar(one) for one in said)]


def _scalar(sentence: str) -> str:
    """A sentence as YAML: plain where that means the same, else in quotes."""
    try:
        plain = yaml.safe_load(f"- {sentence}") == [sentence]
    except yaml.YAMLError:
        plain = False
    return sentence if plain else json.dumps(sentence, ensure_ascii=False)


def _joined(rows: Sequence[str]) -> str:
    return "\n".join(rows) + "\n"
