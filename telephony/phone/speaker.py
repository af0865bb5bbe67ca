"""Speaks our sentences at the pace at which they are heard, a little ahead of it.

The carrier keeps what it has not played yet, so everything could be sent at once. It is not: what
was sent can no longer be made quieter, and when the caller speaks over us little must be dropped.
A few hundred milliseconds ahead are enough for any delay of ours to go unheard.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Protocol

from telephony.phone.playout import Playout, Sentence
from telephony.phone.ulaw import decode, encode
from telephony.speech import RATE, Media, VoiceFailed

AHEAD_SECONDS: Final = 0.4
CHUNK_SECONDS: Final = 0.2
MARK_SECONDS: Final = 0.8
"""So long after its moment a mark that has not come back is taken for heard."""
_CHUNK: Final = int(CHUNK_SECONDS * RATE)
_QUIETER: Final = encode(decode(bytes(range(256))) // 4)
"""Every code of μ-law, 12 dB down."""
_log = logging.getLogger(__name__)


class Clips(Protocol):
    """Where the sound of sentences comes from (`telephony/speaking/clips`)."""

    def at_hand(self, text: str, language: str) -> bytes | None:
        """The sound, if it is in memory."""

    def stream(self, text: str, language: str) -> AsyncIterator[bytes]:
        """The sound as it is made. Raises `VoiceFailed`."""

    def prefetch(self, text: str, language: str) -> None:
        """Have the sound made in the background, for it may be wanted soon."""


@dataclass(slots=True, eq=False)
class _Item:
    text: str
    language: str
    protected: bool
    stands_in: bool = False
    sentence: Sentence | None = None
    sound: bytearray = field(default_factory=bytearray)
    at: int = 0
    """How much of the sound has been sent."""
    is_whole: bool = False
    maker: asyncio.Task[None] | None = None


class Speaker:
    """What we say on one call. `spoken` is called when everything has been heard; `failed` with
    a sentence that no voice could speak; `began` when sound flows after none did.

    `clock` gives seconds that only rise: the clock of the event loop.
    """

    def __init__(
        self,
        media: Media,
        clips: Clips,
        *,
        spoken: Callable[[], None],
        failed: Callable[[str, str], None],
        began: Callable[[], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._media = media
        self._clips = clips
        self._spoken = spoken
        self._failed = failed
        self._began = began
        self._items: deque[_Item] = deque()
        self._playout = Playout()
        self._timer: asyncio.TimerHandle | None = None
        self._lost: asyncio.TimerHandle | None = None
        self._heard_out = asyncio.Event()
        self._heard_out.set()
        self._is_ducked = False
        self._protected_until = 0.0
        self._music = b""
        self._music_at = 0

    @property
    def is_audible(self) -> bool:
        """Whether the caller hears something of ours now, or is about to."""
        return self._playout.ends() > self._loop.time()

    @property
    def is_busy(self) -> bool:
        """Whether there is something that they have not heard to the end."""
        return bool(self._items) or self._playout.is_playing

    @property
    def is_protected(self) -> bool:
        """Whether something on its way is spoken to its end, whatever the caller says."""
        return self._protected_until > self._loop.time() or any(
            item.protected for item in self._items
        )

    def say(
        self, text: str, language: str, *, protected: bool = False, stands_in: bool = False
    ) -> None:
        """Speak a sentence behind the others. Never waits.

        One that `stands_in` for others is nothing that the caller could interrupt.
        """
        item = _Item(text, language, protected, stands_in)
        if self._music and not self._items:
            self._drop()
        self._items.append(item)
        self._heard_out.clear()
        sound = self._clips.at_hand(text, language)
        if sound is None:
            item.maker = self._loop.create_task(self._make(item))
        else:
            item.sound += sound
            item.is_whole = True
        self._pump()

    def stand_in(self, text: str, language: str) -> None:
        """Speak a sentence before those whose sound is not there yet."""
        waiting = [item for item in self._items if item.sentence is None]
        for item in waiting:
            self._items.remove(item)
        self.say(text, language, stands_in=True)
        self._items.extend(waiting)

    def stop(self) -> str | None:
        """Fall silent at once; returns what was heard of what we said last.

        `None` where nothing was cut that the caller should have heard.
        """
        cut = self._playout.has_words or any(not item.stands_in for item in self._items)
        for item in self._items:
            if item.maker is not None:
                item.maker.cancel()
        self._items.clear()
        self._is_ducked = False
        self._protected_until = 0.0
        self._settle()
        heard = self._drop()
        return heard if cut else None

    def duck(self, on: bool) -> None:
        """Be quieter, or as loud as before, from the next sound on."""
        self._is_ducked = on

    def hold_music(self, sound: bytes) -> None:
        """Play some sound over and over while nothing is said; empty: stop it."""
        if self._music and not sound and not self._items:
            self._drop()
        self._music, self._music_at = sound, 0
        if sound:
            self._pump()

    def marked(self, name: str) -> None:
        """The carrier has played up to a mark."""
        if self._playout.marked(name) and not self._items:
            self._settle()
            self._heard_out.set()
            self._spoken()

    async def heard_out(self) -> None:
        """Wait until the caller has heard everything, or it was dropped."""
        await self._heard_out.wait()

    def close(self) -> None:
        """The call is over: nothing is sent any more."""
        for item in self._items:
            if item.maker is not None:
                item.maker.cancel()
        self._items.clear()
        self._music = b""
        self._heard_out.set()
        self._settle()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _drop(self) -> str:
        """Drop what was sent and not heard yet; returns what was heard."""
        self._media.clear()
        self._heard_out.set()
        return self._playout.cleared(self._loop.time())

    async def _make(self, item: _Item) -> None:
        """Fetch a sentence's sound, and send it as it comes."""
        try:
            async for piece in self._clips.stream(item.text, item.language):
                item.sound += piece
                self._pump()
            item.is_whole = True
            self._pump()
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            if not isinstance(fault, VoiceFailed):
                _log.error("a sentence could not be spoken: %s", type(fault).__name__)
            with suppress(ValueError):
                self._items.remove(item)
            self._failed(item.text, item.language)
            if not self.is_busy:
                self._heard_out.set()
            self._pump()

    def _pump(self) -> None:
        """Send what is due, and come back when more is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._loop.time()
        while self._items or self._music:
            ahead = self._playout.ends() - now
            if ahead >= AHEAD_SECONDS:
                self._timer = self._loop.call_later(
                    ahead - AHEAD_SECONDS + CHUNK_SECONDS / 2, self._pump
                )
                return
            if not self._items:
                self._send_music(now)
            elif not self._send(self._items[0], now):
                return

    def _send(self, item: _Item, now: float) -> bool:
        """Send the next of a sentence; returns whether to go on."""
        piece = bytes(item.sound[item.at : item.at + _CHUNK])
        if not piece and not item.is_whole:
            return False
        if item.sentence is None:
            item.sentence = self._playout.begin("" if item.stands_in else item.text, now)
            if self._playout.ends() <= now:
                self._began()
        if piece:
            item.at += len(piece)
            self._media.play(piece.translate(_QUIETER) if self._is_ducked else piece)
            self._playout.sent(item.sentence, piece, now)
            if item.protected:
                self._protected_until = self._playout.ends()
        if item.is_whole and item.at >= len(item.sound):
            self._media.mark(item.sentence.name)
            self._items.popleft()
            self._expect(item.sentence)
        return True

    def _send_music(self, now: float) -> None:
        piece = self._music[self._music_at : self._music_at + _CHUNK]
        self._music_at = (self._music_at + len(piece)) % len(self._music)
        sentence = self._playout.begin("", now)
        self._media.play(piece)
        self._playout.sent(sentence, piece, now)
        self._playout.marked(sentence.name)

    def _expect(self, sentence: Sentence) -> None:
        """A mark that never comes must not keep the call waiting: the clock stands in for it."""
        self._settle()
        late = self._playout.ends() - self._loop.time() + MARK_SECONDS
        self._lost = self._loop.call_later(late, self.marked, sentence.name)

    def _settle(self) -> None:
        if self._lost is not None:
            self._lost.cancel()
            self._lost = None
