"""The mends of mistakes, where there is only one that can be meant, as edits of the text.

The sentences of problems are ours, so what they propose can be read from them: `did you mean 'x'?`
says what to write instead of the first word that they quote. Everything else is left to people.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agent_config.problem import Problem

_MEANT: Final = re.compile(r"did you mean '([^']+)'\?$")
_QUOTED: Final = re.compile(r"'([^']+)'")
_IN_QUOTES: Final = re.compile(
    r"put it in quotes$|write it in quotes$|write \"([^\"]*)\" in quotes"
)
_WORD: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|\'(?:[^\']|\'\')*\'?|[^\s,\[\]{}#"\']+')


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Text to be put in place of some; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Mend:
    """An edit that takes a mistake away, and what it says on its button."""

    title: str
    text_edit: TextEdit


@dataclass(frozen=True, slots=True)
class Marked:
    """A problem, the columns to underline, and its mends."""

    problem: Problem
    column: int
    end_column: int
    mends: tuple[Mend, ...] = ()


def marked(problems: Iterable[Problem]) -> tuple[Marked, ...]:
    """Problems with what to underline, and how they can be mended."""
    return tuple(_marked(one) for one in problems)


def _marked(problem: Problem) -> Marked:
    if problem.line == 0:
        return Marked(problem, 0, 0)
    mend = _meant(problem) or _in_quotes(problem)
    if mend is not None:
        edit = mend.text_edit
        return Marked(problem, edit.column, edit.end_column, (mend,))
    start = problem.column - 1
    word = _WORD.match(problem.echo, start)
    end = word.end() if word else min(start + 1, len(problem.echo))
    return Marked(problem, problem.column, max(end, start + 1) + 1)


def _meant(problem: Problem) -> Mend | None:
    """The edit that a sentence proposes, where it is plain which word is wrong."""
    meant, wrong = _MEANT.search(problem.text), _QUOTED.search(problem.text)
    if meant is None or wrong is None or wrong.start() >= meant.start():
        return None
    word = re.compile(rf"(?<![\w.]){re.escape(wrong[1])}(?![\w.])")
    found = list(word.finditer(problem.echo, problem.column - 1))
    if not found:  # the place of a condition is its value; its name stands before it
        found = list(word.finditer(problem.echo))
    if not found or (len(found) > 1 and found[0].start() != problem.column - 1):
        return None
    return _mend(problem, found[0].start(), found[0].end(), meant[1], f"Write {meant[1]}")


def _in_quotes(problem: Problem) -> Mend | None:
    """Quotation marks around a word that YAML would read as something else."""
    asked = _IN_QUOTES.search(problem.text)
    word = re.compile(r"[^\s,\[\]{}#\"':][^\s,\[\]{}#\"']*").match(problem.echo, problem.column - 1)
    if asked is None or word is None or "second ': '" in problem.text:
        return None
    text = json.dumps(asked[1] or word[0].rstrip(":"), ensure_ascii=False)
    end = word.start() + len(word[0].rstrip(":"))
    return _mend(problem, word.start(), end, text, f"Write {text}")


def _mend(problem: Problem, start: int, end: int, text: str, title: str) -> Mend:
    edit = TextEdit(problem.line, start + 1, problem.line, end + 1, text)
    return Mend(title, edit)
