"""Understanding with a language model at its side.

The order never changes: the local rules read the words; only what they leave unclear, and may be
shown, goes to the model, disguised; what comes back is checked and added. Nobody waits longer than
the deadline, and every kind of trouble ends in the local answer.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Final, Protocol

from engine.commands import Expecting
from engine.events import Reading, Understood
from engine.flow import Flow
from engine.safety import Alarm
from nlu.model.advice import Advice, advice
from nlu.model.breaker import Breaker
from nlu.model.chat import Chat
from nlu.model.disguise import Disguise, Disguised
from nlu.model.hedge import Patience, first_good
from nlu.model.memory import Memory
from nlu.model.question import Question, question
from nlu.model.route import Route
from nlu.model.union import union
from nlu.model.worth import PRIVATE, worth_asking
from nlu.slot_reader import SlotReader
from nlu.utterance.word import MOST_CHARACTERS

WARM_UP_SECONDS: Final = 2.0

_log = logging.getLogger(__name__)


class LocalUnderstanding(Protocol):
    """Understanding that needs no network, such as `nlu.understand.Understanding`."""

    def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean as an answer to what was asked."""

    def alarm(self, words: str) -> Alarm:
        """How urgent words are."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An endpoint with what is known of how it does."""

    chat: Chat
    breaker: Breaker


class ModelUnderstanding:
    """Understands the callers of one flow; to be shared by its calls in one process.

    `clock` gives seconds that only rise: for the breakers, and for how long understanding took.
    `failed` hears why a model gave no answer, and whether it is left alone for a while now.
    """

    def __init__(
        self,
        flow: Flow,
        local: LocalUnderstanding,
        route: Route,
        *,
        patience: Patience = Patience(),  # noqa: B008 - a frozen value
        clock: Callable[[], float] = monotonic,
        failed: Callable[[str, bool], None] = lambda why, is_down: None,
    ) -> None:
        self._flow = flow
        self._local = local
        self._route = route
        self._patience = patience
        self._clock = clock
        self._failed = failed
        self._disguise = Disguise(flow)
        self._slots = SlotReader(flow)
        self._memory = Memory()
        self._lines = {one: _Line(Chat(one), Breaker(clock)) for one in route.endpoints}

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; local and at once."""
        return self._local.alarm(words)

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port. `by` and `ms` tell who understood, and how fast."""
        began = self._clock()
        local = self._local.understand(words, expecting, at, nbest)
        understood = await self._helped(
            words[:MOST_CHARACTERS].strip(), expecting, at, local, began
        )
        return replace(understood, ms=round((self._clock() - began) * 1000))

    async def warm_up(self) -> None:
        """Open the connections before the first caller needs them; trouble is no matter yet."""
        await asyncio.gather(*(self._warmed(line.chat) for line in self._lines.values()))

    async def close(self) -> None:
        """Close the connections."""
        for line in self._lines.values():
            await line.chat.close()

    async def _warmed(self, chat: Chat) -> None:
        try:
            async with asyncio.timeout(WARM_UP_SECONDS):
                await chat.warm_up(WARM_UP_SECONDS)
        except Exception as fault:
            _log.warning("the model does not answer yet: %s", type(fault).__name__)

    async def _helped(
        self, words: str, expecting: Expecting, at: datetime, local: Understood, began: float
    ) -> Understood:
        """The local meaning, with the model's help where that is worth having and to be had."""
        alarm = self._local.alarm(words)
        if not worth_asking(self._flow, words, expecting, local, alarm):
            return local
        disguised = self._disguise.of(words, at, expecting.language)
        sensitive = disguised.sensitive or expecting.kind in PRIVATE
        endpoint = self._route.to(sensitive=sensitive)
        if endpoint is None:
            return local
        asked = question(self._flow, expecting)
        left = self._patience.after(self._clock() - began)
        advised = await self._advised(self._lines[endpoint], asked, disguised, left)
        if advised is None:
            return replace(local, by="fallback")

        def read(name: str, said: str) -> Reading | None:
            return self._read(name, said, expecting, at)

        return union(words, local, advised, read)

    async def _advised(
        self, line: _Line, asked: Question, disguised: Disguised, patience: Patience
    ) -> Advice | None:
        """The model's advice, remembered or fresh; `None` if there is none."""
        said = disguised.text
        known = self._memory.recall(asked.fingerprint, said) if disguised.as_said else None
        if known is not None or not line.breaker.allows():
            return known

        async def ask() -> Advice:
            answer = await line.chat.answer(asked, said, patience.deadline)
            return advice(answer, asked, disguised)

        try:
            given = await first_good(ask, patience)
        except asyncio.CancelledError:
            line.breaker.given_up()
            raise
        except Exception as fault:  # whatever it is, the caller is answered
            line.breaker.failed()
            _log.warning("the model gave no answer: %s", type(fault).__name__)
            self._failed(type(fault).__name__, line.breaker.is_open)
            return None
        line.breaker.succeeded()
        if disguised.as_said:
            self._memory.keep(asked.fingerprint, said, given)
        return given

    def _read(self, name: str, said: str, expecting: Expecting, at: datetime) -> Reading | None:
        """A slot from the words that are said to fill it, as if it alone had been asked for."""
        asked = Expecting(kind="slot", slot=name, state="COLLECT", language=expecting.language)
        found = self._slots.read(said, asked, at, expecting.language).get(name)
        if found is None:
            return None
        return Reading(found.value, said, found.confidence, found.corrected)
