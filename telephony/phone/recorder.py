"""Records a call, if it may be recorded, from the moment on at which that is allowed.

Both sides are taken from the stream that we carry anyway, so no vendor keeps a copy. Where the
caller must be told, recording begins when they have heard the notice to its end. If they say no it
stops at once and nothing that was recorded stays. It ends when a person takes the call. Whatever
goes wrong with it, the call goes on: a frame costs a copy, and the disk is waited for elsewhere.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, Protocol

from clinic.recordings.law import Ground
from telephony.phone.tracks import Tracks
from telephony.speech import Media

MOST_WAITING: Final = 24
"""Parts in memory that the disk has not taken, two minutes; then recording is given up."""
CLOSE_SECONDS: Final = 5.0
_log = logging.getLogger(__name__)


class Tape(Protocol):
    """Takes the sound of one recording (`clinic/recordings/archive`)."""

    async def add(self, sound: bytes) -> None:
        """Keep a part."""

    async def end(self, sound: bytes) -> None:
        """Keep the rest, less than a part."""

    async def discard(self) -> None:
        """Remove everything."""


class Records(Protocol):
    """What is kept of the recording of one call (`clinic/recordings/archive`)."""

    ground: Ground | None

    async def begin(self) -> Tape:
        """A tape for what is heard from now on."""

    async def refuse(self, words: str) -> None:
        """Keep that the caller said no."""


class Recorder:
    """The recorder of one call; without `records` it does nothing at all.

    `notices` are the sentences that tell of it, in every language. `clock` gives seconds that only
    rise.
    """

    def __init__(
        self,
        records: Records | None = None,
        notices: Iterable[str] = (),
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._records = records
        self._notices = tuple(" ".join(one.split()) for one in notices if one.strip())
        self._clock = clock or asyncio.get_running_loop().time
        self._tracks: Tracks | None = None
        self._announcing = False
        self._is_over = records is None
        self._is_refused = False
        self._parts: deque[bytes] = deque()
        self._rest = b""
        self._ready = asyncio.Event()
        self._durable: Callable[[], Awaitable[None]] | None = None
        self._known = asyncio.Event()
        self._tape: Tape | None = None
        self._writer: asyncio.Task[None] | None = None
        self._refusal: asyncio.Task[None] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the call is being recorded."""
        return self._tracks is not None

    def through(self, media: Media) -> Media:
        """A call's sound towards the caller, taken down on its way."""
        return media if self._records is None else _Overheard(media, self)

    def answered(self, durable: Callable[[], Awaitable[None]]) -> None:
        """The call has begun; `durable` waits until it is in the records."""
        self._durable = durable
        self._known.set()
        if self._records is not None and self._records.ground == "implied":
            self._begin()

    # --- what is said and heard; nothing here waits

    def say(self, text: str) -> None:
        """A sentence is going to be spoken."""
        if self._is_told_by(text):
            self._announcing = True

    def spoken(self) -> None:
        """Everything that was going to be spoken has been heard."""
        if self._announcing:
            self._announced()

    def unspoken(self) -> None:
        """A sentence could not be spoken, maybe the notice."""
        self._announcing = False

    def interrupted(self, heard: str) -> None:
        """We were interrupted; of what we said, this was heard."""
        if self._is_told_by(heard):
            self._announced()

    def heard(self, sound: bytes) -> None:
        """Sound of the caller."""
        if self._tracks is not None:
            self._tracks.heard(self._clock(), sound)
            self._hand_over()

    def played(self, sound: bytes) -> None:
        """Sound of ours is on its way, behind the rest."""
        if self._tracks is not None:
            self._tracks.said(self._clock(), sound)
            self._hand_over()

    def cleared(self) -> None:
        """Sound of ours that was not played yet was dropped, maybe the notice with it."""
        self._announcing = False
        if self._tracks is not None:
            self._tracks.cleared(self._clock())

    # --- its end

    def refuse(self, words: str) -> None:
        """The caller does not want to be recorded: nothing stays."""
        if self._records is None or self._is_refused:
            return
        self._is_refused = self._is_over = True
        self._tracks = None
        self._parts.clear()
        self._ready.set()
        self._refusal = asyncio.create_task(self._obey(self._records, words))

    def stop(self) -> None:
        """What was recorded so far stays, and no more comes."""
        self._is_over = True
        if self._tracks is not None:
            *parts, self._rest = self._tracks.rest(self._clock())
            self._parts.extend(parts)
            self._tracks = None
            self._ready.set()

    async def close(self) -> None:
        """Stop, and wait until all is kept, for some seconds at most."""
        self.stop()
        tasks = [one for one in (self._writer, self._refusal) if one is not None]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
        for task in late:
            task.cancel()
        if late:
            _log.error("a recording was not finished in time; the sweep looks after it")
            await asyncio.wait(late)

    # --- inside

    def _is_told_by(self, text: str) -> bool:
        said = " ".join(text.split())
        return any(notice in said for notice in self._notices)

    def _announced(self) -> None:
        self._announcing = False
        if self._records is not None and self._records.ground == "announced":
            self._begin()

    def _begin(self) -> None:
        if self._records is None or self._is_over or self._tracks is not None:
            return
        self._tracks = Tracks(self._clock())
        self._writer = asyncio.create_task(self._write(self._records))

    def _hand_over(self) -> None:
        assert self._tracks is not None
        for part in self._tracks.settled(self._clock()):
            self._parts.append(part)
            self._ready.set()
        if len(self._parts) > MOST_WAITING:
            _log.error("a call is recorded no further: the disk does not keep up")
            self._give_up()

    def _give_up(self) -> None:
        self._is_over = True
        self._tracks, self._rest = None, b""
        self._parts.clear()
        self._ready.set()

    async def _write(self, records: Records) -> None:
        """Bring the parts to the tape in their order."""
        try:
            await self._known.wait()
            if self._durable is not None:
                await self._durable()
            if self._is_refused:
                return
            self._tape = await records.begin()
            while self._parts or not self._is_over:
                await self._ready.wait()
                self._ready.clear()
                while self._parts:
                    await self._tape.add(self._parts.popleft())
        except Exception as fault:
            _log.error("a call is recorded no further: %s", type(fault).__name__)
            self._give_up()
        if self._tape is not None and not self._is_refused:
            try:
                await self._tape.end(self._rest)
            except Exception as fault:
                _log.error("the end of a recording is not noted: %s", type(fault).__name__)

    async def _obey(self, records: Records, words: str) -> None:
        """Note a refusal, and remove what was recorded, whatever becomes of the note."""
        try:
            await records.refuse(words)
        except Exception as fault:
            _log.error("a refused recording is not noted: %s", type(fault).__name__)
        if self._writer is not None:
            await asyncio.wait([self._writer])
        try:
            if self._tape is not None:
                await self._tape.discard()
        except Exception as fault:
            _log.error("a refused recording is not removed: %s", type(fault).__name__)


class _Overheard:
    """A call's sound, with the recorder listening."""

    def __init__(self, media: Media, recorder: Recorder) -> None:
        self._media = media
        self._recorder = recorder

    def play(self, sound: bytes) -> None:
        """Queue sound; see the port."""
        self._media.play(sound)
        self._recorder.played(sound)

    def mark(self, name: str) -> None:
        """Ask to be told; see the port."""
        self._media.mark(name)

    def clear(self) -> None:
        """Drop what was not played; see the port."""
        self._media.clear()
        self._recorder.cleared()

    async def close(self) -> None:
        """End the stream; see the port."""
        await self._media.close()
