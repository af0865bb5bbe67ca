"""How long a voice may take: two seconds of silence are too long, and no vendor is trusted to know.

A deadline stands before the first sound, another before every further piece. What a voice has
under way is closed whenever somebody stops listening.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from telephony.speech import VoiceFailed


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds before the first sound, and before every piece after it."""

    first: float = 1.2
    between: float = 2.0


async def within(sound: AsyncIterator[bytes], patience: Patience) -> AsyncGenerator[bytes, None]:
    """The same sound, without empty pieces.

    Raises `VoiceFailed` when a piece comes too late or none came at all.
    """
    begun = False
    async with aclosing(closable(sound)):
        while True:
            seconds = patience.between if begun else patience.first
            try:
                async with asyncio.timeout(seconds):
                    piece = await anext(sound)
            except StopAsyncIteration:
                break
            except TimeoutError:
                where = "broke off" if begun else "gave no sound"
                raise VoiceFailed(f"the voice {where}: nothing came for {seconds:g} s") from None
            if piece:
                begun = True
                yield piece
    if not begun:
        raise VoiceFailed("the voice answered without any sound")


def closable(sound: AsyncIterator[bytes]) -> "_Closable":
    """The sound as something that can be closed, whether it needs it or not."""
    return cast(_Closable, sound) if hasattr(sound, "aclose") else _Closable()


class _Closable:
    """Sound that holds nothing open."""

    async def aclose(self) -> None:
        """Let go of nothing."""
