"""The sound of a spoken test call on its socket: what a page sends, read; what it plays, written.

Sound is binary: samples of 16 bits up, at the rate of the page's microphone, and μ-law down, 8,000
a second, as the voice made it. All else is JSON in text frames. As with a carrier, the page echoes
a mark when it has played up to it, so that it is known what the caller heard, and drops what it has
not played when it is told to `clear`. What is not of this protocol ends the stream.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import orjson

LONGEST_WORDS: Final = 2000
LONGEST_TOKEN: Final = 4096
KEYS: Final = "0123456789*#"
MOST_KEYS: Final = 20


class BadMessage(Exception):  # noqa: N818 - what came, not a fault of ours
    """A message is none of this protocol. Its text is a word for the log, never its contents."""


@dataclass(frozen=True, slots=True, repr=False)
class Started:
    """A call is wanted; the token says by whom. `draft` is a draft's call to be spoken instead."""

    token: str
    sample_rate: int
    clinic_id: str | None
    draft: str | None
    caller: str | None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that were typed instead of said."""

    words: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys of the page's keypad."""

    digits: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What we sent before a mark has been played, or was cleared."""

    name: str


@dataclass(frozen=True, slots=True)
class HungUp:
    """The caller has finished."""


Message: TypeAlias = Started | Typed | Keyed | Marked | HungUp


def read(text: str) -> Message:
    """One message of text. Raises `BadMessage`."""
    try:
        message = orjson.loads(text)
        kind = message["type"]
        if kind == "marked":
            return Marked(_word(message["name"]))
        if kind == "says":
            return Typed(_word(message["words"], LONGEST_WORDS))
        if kind == "keys":
            return Keyed(_digits(message["digits"]))
        if kind == "start":
            return _started(message)
    except BadMessage:
        raise
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise BadMessage("not of the protocol") from None
    if kind != "hang_up":
        raise BadMessage("not of the protocol")
    return HungUp()


class BrowserMedia:
    """The sound of one call as its page takes it; see `telephony.speech.Media`.

    `send` puts sound or a message on the socket and never waits; `end` closes it behind them.
    """

    def __init__(self, send: Callable[[bytes | str], None], end: Callable[[], None]) -> None:
        self._send = send
        self._end = end

    def play(self, sound: bytes) -> None:
        """Queue sound; see the port."""
        self._send(sound)

    def mark(self, name: str) -> None:
        """Ask for an echo; see the port."""
        self._send(orjson.dumps({"type": "mark", "name": name}).decode())

    def clear(self) -> None:
        """Drop what waits; see the port."""
        self._send('{"type":"clear"}')

    async def close(self) -> None:
        """End the stream; see the port."""
        self._end()


def _started(message: dict[str, Any]) -> Started:
    rate = message["sample_rate"]
    if not isinstance(rate, int) or isinstance(rate, bool):
        raise BadMessage("not of the protocol")
    return Started(
        _word(message["token"], LONGEST_TOKEN),
        rate,
        _perhaps(message.get("clinic_id")),
        _perhaps(message.get("draft")),
        _perhaps(message.get("from")),
    )


def _digits(digits: object) -> str:
    if not isinstance(digits, str) or not 0 < len(digits) <= MOST_KEYS or set(digits) - set(KEYS):
        raise BadMessage("no key")
    return digits


def _perhaps(word: object) -> str | None:
    return None if word is None else _word(word)


def _word(word: object, longest: int = 128) -> str:
    if not isinstance(word, str) or not 0 < len(word) <= longest:
        raise BadMessage("not of the protocol")
    return word
