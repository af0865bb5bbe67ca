"""What an ear asks of a recogniser, whichever of the vendor's models it is."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from math import isfinite
from typing import Any, Final, Protocol, TypeAlias

from websockets.exceptions import WebSocketException

from engine.commands import Expecting
from telephony.speech import Sound

ENGLISH: Final = "flux-general-en"
MULTILINGUAL: Final = "flux-general-multi"
STILL_HEARING: Final = 1.0
"""Seconds of sound after which interim words are told again though they are the same: whoever
waits for more learns from it that somebody still listens."""

Tell: TypeAlias = Callable[[Sound], None]


class Socket(Protocol):
    """A connection of the kit's, of either version."""

    async def send_media(self, message: bytes) -> None:
        """Send sound."""

    async def send_close_stream(self) -> None:
        """Say that no more sound comes."""

    async def recv(self) -> Any:
        """The next message as a model of the kit's, or something else where it made no sense."""


class Recogniser(Protocol):
    """One call's side of a model: what is asked of it, and what its messages mean.

    It outlives connections: `began` and `take` keep what was told apart from what comes again.
    """

    quiet_seconds: float
    """After which a connection on which sound goes out and nothing comes back is dead."""
    idle_seconds: float
    """Without sound, before the connection has to be kept alive."""

    def connect(self) -> AbstractAsyncContextManager[Socket]:
        """A new connection, with the options of the moment."""

    def ask_less(self) -> bool:
        """The options were refused: leave out what can be done without; false if nothing can."""

    async def greet(self, socket: Socket) -> None:
        """Wait until the connection stands. Raises what broke it."""

    def take(self, message: object) -> bool:
        """Tell what a message means; false if it shows nothing of a recogniser that hears."""

    def expect(self, expecting: Expecting) -> bool:
        """What the caller was asked; true if another connection is needed for it."""

    @property
    def has_wish(self) -> bool:
        """Whether something is to be changed on this connection, and may be now."""

    async def send_wish(self, socket: Socket) -> None:
        """Ask for the change."""

    async def keep_alive(self, socket: Socket) -> None:
        """Send what keeps a connection without sound open."""


async def readable(socket: Socket) -> Any:
    """The next message that the kit can read; it raises on what is no JSON, and so ends at junk.

    Raises what a connection raises.
    """
    while True:
        try:
            return await socket.recv()
        except (OSError, WebSocketException):
            raise
        except (ValueError, TypeError, RecursionError):
            continue


def plain(language: str) -> str:
    """A language without its country: `en-US` is heard as `en`."""
    return language.partition("-")[0]


def mean(confidences: Sequence[object], otherwise: object = None) -> float:
    """The mean over words, within 0 and 1; 1 where nothing is known."""
    known = [one for one in map(as_number, confidences) if one is not None]
    if not known:
        known = [as_number(otherwise, 1.0) or 0.0]
    return min(max(sum(known) / len(known), 0.0), 1.0)


def as_number(given: object, otherwise: float | None = None) -> float | None:
    """A finite number, for a message may hold anything."""
    if isinstance(given, int | float) and isfinite(given):
        return float(given)
    return otherwise
