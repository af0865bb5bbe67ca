"""Several voices as one: when a vendor is down, another speaks, and the caller hears no gap.

The first voice is asked first. One that fails before its first sound gives way to the next at
once; one that is merely slow gets company after a moment, and whichever sounds first goes on
alone, so that a hanging vendor costs less than two seconds (RL-8). A voice that broke off in the
middle is not continued by another: which words were heard cannot be told from sound. Who failed
several times in a row is not asked for a while.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from time import monotonic
from typing import Final, Protocol, TypeAlias, runtime_checkable

from nlu.model.breaker import Breaker
from telephony.speaking.patience import Patience, within
from telephony.speech import Voice, VoiceFailed

AGAIN_AFTER: Final = 0.7
"""Seconds without a sound after which the next voice is asked too."""

_log = logging.getLogger(__name__)
_Begun: TypeAlias = tuple[AsyncGenerator[bytes, None], bytes]
"""A voice's sound, and the first piece of it."""


@runtime_checkable
class RemoteVoice(Voice, Protocol):
    """A voice that speaks through a network."""

    async def warm_up(self) -> None:
        """Open a connection before the first sentence needs it. Never fails."""


class Voices:
    """A voice made of several, the best first; at least one.

    `label` is that of the first: clips that another one spoke in its place are not its own (see
    `Clips`). `failed` hears which voice failed, by its label, and why, in a word or a sentence.
    """

    def __init__(
        self,
        voices: Sequence[Voice],
        *,
        patience: Patience = Patience(),  # noqa: B008 - it cannot be changed
        again_after: float = AGAIN_AFTER,
        clock: Callable[[], float] = monotonic,
        failed: Callable[[str, str], None] | None = None,
    ) -> None:
        if not voices:
            raise ValueError("a voice is made of at least one")
        self._voices = tuple((one, Breaker(clock)) for one in voices)
        self._patience = patience
        self._again_after = again_after
        self._failed = failed

    @property
    def label(self) -> str:
        """The label of the first voice; see the port."""
        return self._voices[0][0].label

    async def speak(self, text: str, language: str) -> AsyncGenerator[bytes, None]:
        """The sound of a text, from the first voice that gives any; see the port."""
        sound, first, voice, breaker = await self._first(text, language)
        async with aclosing(sound):
            try:
                yield first
                async for piece in sound:
                    yield piece
            except VoiceFailed as fault:
                self._note(voice, breaker, fault)
                raise
            except GeneratorExit:
                breaker.given_up()  # the caller interrupted
                raise
        breaker.succeeded()

    async def warm_up(self) -> None:
        """Open the connections of those that speak through a network. Never fails."""
        remote = [one for one, _ in self._voices if isinstance(one, RemoteVoice)]
        await asyncio.gather(*(one.warm_up() for one in remote), return_exceptions=True)

    async def close(self) -> None:
        """Let go of every voice; see the port."""
        await asyncio.gather(*(one.close() for one, _ in self._voices), return_exceptions=True)

    async def _first(
        self, text: str, language: str
    ) -> tuple[AsyncGenerator[bytes, None], bytes, Voice, Breaker]:
        """The voice that sounds first, begun. Raises `VoiceFailed` when none does."""
        waiting = [(one, breaker) for one, breaker in self._voices if breaker.allows()]
        if not waiting:  # better a try in vain than certain silence
            waiting = list(self._voices)
        told: list[str] = []
        tries: dict[asyncio.Task[_Begun], tuple[Voice, Breaker]] = {}
        try:
            while waiting or tries:
                if waiting:
                    voice, breaker = waiting.pop(0)
                    task = asyncio.create_task(self._begin(voice, text, language))
                    tries[task] = (voice, breaker)
                patience = self._again_after if waiting else None
                done, _ = await asyncio.wait(
                    tries, timeout=patience, return_when=asyncio.FIRST_COMPLETED
                )
                for task in [one for one in tries if one in done]:
                    voice, breaker = tries[task]
                    if (fault := task.exception()) is None:
                        self._overtaken(tries, task)
                        del tries[task]
                        return (*task.result(), voice, breaker)
                    del tries[task]
                    told.append(str(fault))
                    self._note(voice, breaker, fault)
        finally:
            await self._withdraw(tries)
        raise VoiceFailed("no voice spoke: " + "; ".join(told))

    async def _begin(self, voice: Voice, text: str, language: str) -> _Begun:
        sound = within(voice.speak(text, language), self._patience)
        try:
            return sound, await anext(sound)
        except VoiceFailed:
            raise
        except Exception as fault:  # a voice's own mistake costs that voice, not the caller
            raise VoiceFailed(f"the voice failed: {type(fault).__name__}") from None

    def _overtaken(
        self, tries: dict[asyncio.Task[_Begun], tuple[Voice, Breaker]], winner: asyncio.Task[_Begun]
    ) -> None:
        """Count it against a voice that was asked earlier than another and sounded later."""
        for task, (voice, breaker) in tries.items():
            if task is winner:
                return
            late = VoiceFailed(f"another voice, asked {self._again_after:g} s later, was sooner")
            self._note(voice, breaker, late)

    async def _withdraw(self, tries: dict[asyncio.Task[_Begun], tuple[Voice, Breaker]]) -> None:
        for task, (_, breaker) in tries.items():
            task.cancel()
            with suppress(asyncio.CancelledError, VoiceFailed):
                sound, _ = await task
                await sound.aclose()
            breaker.given_up()

    def _note(self, voice: Voice, breaker: Breaker, fault: BaseException) -> None:
        breaker.failed()
        _log.warning("a voice failed: %s: %s", voice.label, fault)
        if self._failed is not None:
            self._failed(voice.label, str(fault))
