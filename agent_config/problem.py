"""A mistake in a file, told so that the person who made it can mend it.

A problem names the place, says what is wrong in one sentence, and echoes the line with a mark
under the spot:

    flows/x.yaml:12:7: unknown slot 'patient_nam' in requests.a.steps[0]; did you mean …
      12 |   - collect: [patient_nam]
                       ^
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands inside a document: keys and list indexes from the top."""

_ECHO_WIDTH: Final = 100
_SHOWN_WIDTH: Final = 50
_GUESSED_WIDTH: Final = 60
"""Longer words get no suggestion: comparing them costs much and helps nobody."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file. Line and column count from 1; line 0 is the file as a whole."""

    file: str
    line: int
    column: int
    echo: str = ""
    """The line's own text."""

    def problem(self, text: str) -> "Problem":
        """A mistake at this spot."""
        return Problem(self.file, self.line, self.column, text, self.echo)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. Problems sort as they are read: by file, line and column."""

    file: str
    line: int
    column: int
    text: str
    echo: str = ""

    def __str__(self) -> str:
        if self.line == 0:
            return f"{self.file}: {self.text}"
        head = f"{self.file}:{self.line}:{self.column}: {self.text}"
        if not self.echo.strip():
            return head
        echo, column = _window(self.echo, self.column)
        gutter = f"{self.line:>4} | "
        return f"{head}\n{gutter}{echo}\n{' ' * (len(gutter) + column - 1)}^"


class ConfigError(Exception):
    """A file, or one that it refers to, holds mistakes; here are all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def refuse(problems: Iterable[Problem]) -> None:
    """Raise a `ConfigError` if there are any problems."""
    found = tuple(problems)
    if found:
        raise ConfigError(found)


def further(problems: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Problems, and of some others those at spots that nothing is said about yet."""
    told = list(problems)
    spots = {(problem.file, problem.line, problem.column) for problem in told}
    return [*told, *(one for one in others if (one.file, one.line, one.column) not in spots)]


def whole_file(path: Path | str) -> Place:
    """A file as a whole, named relative to where the command runs if it lies below it."""
    path = Path(path)
    try:
        return Place(path.resolve().relative_to(Path.cwd()).as_posix(), 0, 0)
    except (ValueError, OSError):
        return Place(path.as_posix(), 0, 0)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, if one is close enough."""
    if len(word) > _GUESSED_WIDTH:
        return None
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: a suggestion, or the few that there are."""
    known = list(candidates)
    meant = closest(word, known)
    if meant is not None:
        return f"; did you mean '{meant}'?"
    if 0 < len(known) <= 12:
        return f"; known are {', '.join(known)}"
    return ""


def where(path: KeyPath) -> str:
    """A path as people write it: `requests.book_appointment.steps[0]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return printable(text.removeprefix(".")) or "the file"


def shown(value: Any) -> str:
    """A value inside a sentence: short, and on one line."""
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a map"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"'{printable(value)}'"
    return json.dumps(value)


def printable(text: str) -> str:
    """Text that cannot disturb a terminal, and no more of it than a sentence can bear."""
    clean = "".join(char if char.isprintable() else " " for char in text[: _SHOWN_WIDTH + 1])
    return clean if len(clean) <= _SHOWN_WIDTH else clean[: _SHOWN_WIDTH - 1] + "…"


def _window(echo: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and the column inside it."""
    start = max(0, min(column - _ECHO_WIDTH // 2, len(echo) - _ECHO_WIDTH))
    part = echo[start : start + _ECHO_WIDTH]
    clean = "".join(char if char.isprintable() else " " for char in part)
    return clean.rstrip(), column - start
