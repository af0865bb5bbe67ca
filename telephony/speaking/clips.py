"""Clips: sound that was voiced once and is kept, so that most turns need no vendor at all.

A clip is one sentence. Its name is a hash of everything that makes it sound as it does: vendor,
voice, model and format, the language, and the words as they were written for speech. Two kinds
are told apart, because one may be about a patient:
- *fixed* sentences stand in a flow; `prepare` voices them ahead and keeps them on disk;
- all others, and those alone hold what callers told us, live in memory for a while and are never
  written anywhere.
Only what came whole is kept. A sentence that several calls want at once is voiced once.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlu.model.breaker import Breaker
from telephony.speaking.cabinet import LONGEST, Cabinet
from telephony.speaking.fetch import Fetch
from telephony.speaking.patience import closable
from telephony.speaking.pronounced import pronounced
from telephony.speaking.sentences import sentences
from telephony.speaking.shelf import Name, Shelf
from telephony.speech import Voice, VoiceFailed

FIXED_BYTES: Final = 256 * 1024 * 1024
"""Of fixed clips in memory: nine hours of speech."""
PASSING_BYTES: Final = 16 * 1024 * 1024
"""Of all other clips in memory."""
DISK_BYTES: Final = 1024 * 1024 * 1024
GIVE_UP_AFTER: Final = 5
"""Sentences in a row that a voice failed to prepare."""
AHEAD: Final = 2
"""Sentences of one prompt that are voiced at the same time."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far preparing has got, in sentences. `failed` were not voiced; a later try may do it."""

    total: int
    kept: int = 0
    """Found in memory or on disk."""
    made: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """Those that need no more work now."""
        return self.kept + self.made + self.failed


class Clips:
    """The clips of one voice. `folder` holds the fixed ones, one file each.

    `voice` may fall back to others while a call waits; `maker` is the one whose label the clips
    carry, and makes the fixed ones, so that nobody else's voice is kept under its name.
    """

    def __init__(
        self,
        voice: Voice,
        folder: Path,
        *,
        maker: Voice | None = None,
        fixed_bytes: int = FIXED_BYTES,
        passing_bytes: int = PASSING_BYTES,
        disk_bytes: int = DISK_BYTES,
    ) -> None:
        self._voice = voice
        self._maker = maker or voice
        self._cabinet = Cabinet(folder, voice.label, disk_bytes)
        self._fixed = Shelf(fixed_bytes)
        self._passing = Shelf(passing_bytes)
        self._under_way: dict[Name, Fetch] = {}

    @property
    def label(self) -> str:
        """The label of the voice."""
        return self._voice.label

    @property
    def is_voicing(self) -> bool:
        """Whether a sentence for a call is on its way."""
        return bool(self._under_way)

    def at_hand(self, text: str, language: str) -> bytes | None:
        """The whole sound of a text, if every sentence of it is in memory; at once."""
        found = []
        for sentence in sentences(text):
            clip = self._held((language, sentence))
            if clip is None:
                return None
            found.append(clip)
        return found[0] if len(found) == 1 else b"".join(found)

    async def stream(self, text: str, language: str) -> AsyncGenerator[bytes, None]:
        """The sound of a text as it comes, sentence by sentence; the next is voiced meanwhile.

        Raises `VoiceFailed` when a sentence is not to be had; what was yielded before it stands.
        """
        names = [(language, sentence) for sentence in sentences(text)]
        begun: list[bytes | Fetch] = []
        for at, _ in enumerate(names):
            under_way = sum(isinstance(one, Fetch) and not one.over for one in begun[at:])
            while len(begun) < len(names) and (under_way < AHEAD or len(begun) <= at):
                begun.append(self._held(names[len(begun)]) or self._fetch(names[len(begun)]))
                under_way += isinstance(begun[-1], Fetch)
            clip = begun[at]
            if isinstance(clip, bytes):
                yield clip
                continue
            async with aclosing(clip.read()) as pieces:
                async for piece in pieces:
                    yield piece

    def prefetch(self, text: str, language: str) -> None:
        """Have a text voiced in the background, because it will probably be said next."""
        for sentence in sentences(text):
            if self._held((language, sentence)) is None:
                self._fetch((language, sentence))

    async def prepare(
        self,
        texts: Iterable[str],
        language: str,
        *,
        at_once: int = 2,
        told: Callable[[Progress], None] | None = None,
    ) -> Progress:
        """Have fixed texts voiced, kept on disk and in memory. They hold nothing of any caller.

        `told` hears of every sentence. Never raises for a voice that fails, nor for a disk: what
        could not be done is counted, and what cannot be written stays in memory. A voice that
        fails time after time is down, and is not asked for the rest. Asked again, it costs only
        what was not done before.
        """
        wanted = list(dict.fromkeys(one for text in texts for one in sentences(text)))
        counts = {"kept": 0, "made": 0, "failed": 0}
        gate, breaker = asyncio.Semaphore(at_once), Breaker(failures=GIVE_UP_AFTER)

        async def ready(sentence: str) -> None:
            async with gate:
                counts[await self._prepared((language, sentence), breaker)] += 1
            if told is not None:
                told(Progress(len(wanted), **counts))

        async with asyncio.TaskGroup() as group:
            for sentence in wanted:
                group.create_task(ready(sentence))
        await asyncio.to_thread(self._cabinet.make_room)
        return Progress(len(wanted), **counts)

    async def close(self) -> None:
        """Give up what is being voiced. The voice itself belongs to whoever made it."""
        tasks = [one.task for one in self._under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _held(self, name: Name) -> bytes | None:
        return self._fixed.get(name) or self._passing.get(name)

    def _fetch(self, name: Name) -> Fetch:
        """The voicing of a sentence, begun now unless it is under way for somebody else."""
        fetch = self._under_way.get(name)
        if fetch is None:
            fetch = self._under_way[name] = Fetch(self._read_or_voice(name))
            fetch.task.add_done_callback(lambda _: self._fetched(name))
        return fetch

    def _fetched(self, name: Name) -> None:
        fetch = self._under_way.pop(name)
        if fetch.whole and len(fetch.whole) <= LONGEST and self._fixed.get(name) is None:
            self._passing.put(name, fetch.whole)

    async def _read_or_voice(self, name: Name) -> AsyncIterator[bytes]:
        if self._cabinet.has(name):  # it fell out of memory, or was prepared by another process
            kept = await asyncio.to_thread(self._cabinet.read, name)
            if kept is not None:
                self._fixed.put(name, kept)
                yield kept
                return
        language, sentence = name
        sound = self._voice.speak(pronounced(sentence, language), language)
        async with aclosing(closable(sound)):
            async for piece in sound:
                yield piece

    async def _prepared(self, name: Name, breaker: Breaker) -> str:
        """Have one fixed sentence; how: `kept`, `made` or `failed`."""
        if self._fixed.get(name) is not None:
            return "kept"
        clip = await asyncio.to_thread(self._cabinet.read, name)
        if clip is not None:
            self._fixed.put(name, clip)
            return "kept"
        if not breaker.allows():
            return "failed"
        language, sentence = name
        try:
            sound = self._maker.speak(pronounced(sentence, language), language)
            async with aclosing(closable(sound)):
                clip = b"".join([piece async for piece in sound])
        except VoiceFailed as fault:
            breaker.failed()
            _log.warning("a sentence could not be prepared: %s", fault)
            return "failed"
        except Exception as fault:  # a voice's own mistake is no reason to leave out the others
            breaker.failed()
            _log.error("a sentence could not be prepared: %s", type(fault).__name__)
            return "failed"
        breaker.succeeded()
        if not 0 < len(clip) <= LONGEST:
            _log.warning("a sentence could not be prepared: its sound is %d bytes", len(clip))
            return "failed"
        self._fixed.put(name, clip)
        try:
            await asyncio.to_thread(self._cabinet.write, name, clip)
        except OSError as fault:
            _log.error("clips cannot be kept on disk: %s", fault.strerror)
        return "made"
