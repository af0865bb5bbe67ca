"""What a person types when they play the caller: words, keys, silence, or hanging up."""

from dataclasses import dataclass
from typing import Final, TypeAlias

SILENCE: Final = 8.0
"""Seconds that an empty line stands for."""

HELP: Final = """\
type what the caller says, or
  (nothing)       the caller is silent
  /0              a key; any digits, * and #
  /keys 5551234   several keys
  /hang up        the caller hangs up
  /help           this list"""


@dataclass(frozen=True, slots=True)
class Words:
    """Speech."""

    words: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of the telephone."""

    digits: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """No speech, for so many seconds."""

    seconds: float = SILENCE


@dataclass(frozen=True, slots=True)
class HangUp:
    """The caller is gone."""


@dataclass(frozen=True, slots=True)
class Help:
    """A wish for the list, after something that is not on it (`unknown`) or by itself."""

    unknown: str = ""


Typed: TypeAlias = Words | Keys | Quiet | HangUp | Help


def typed(line: str | None) -> Typed:
    """What a line means; `None`, the end of the input, is hanging up."""
    if line is None:
        return HangUp()
    text = line.strip()
    if not text:
        return Quiet()
    if not text.startswith("/"):
        return Words(text)
    command = " ".join(text[1:].split())
    digits = command.removeprefix("keys").replace(" ", "").replace("-", "")
    if digits and set(digits) <= set("0123456789*#"):
        return Keys(digits)
    if command in ("hang up", "hangup", "bye"):
        return HangUp()
    return Help("" if command == "help" else text)
