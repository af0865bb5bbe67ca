"""Hears one call on this machine: a voice begins, pauses and ends, and what it said.

Recognition begins in the first quarter second of a pause, so that the words are there when the
caller's patience is over (`EagerEnd`, then `EndOfTurn`, or `Resumed`). While they speak, the words
so far are told every 0.7 seconds if the recogniser has nothing better to do: an emergency is not
to wait for the end of a sentence. Where those words stay the same though a voice goes on, it is
other people's, and the caller has finished.

Sound in which no words can be told ends as `EndOfTurn` without words, so that whoever waits for
the end of what began is not left waiting.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from engine.commands import Expecting
from telephony.local.expected import answered
from telephony.local.patience import USUAL, patience
from telephony.local.recogniser import LANGUAGES, Recognised, shared
from telephony.local.segmenting import Mark, Segmenter
from telephony.local.voice_activity import WINDOW, WINDOW_SECONDS, VoiceActivity
from telephony.local.weights import NoLocalSpeech
from telephony.phone.ulaw import decode
from telephony.speech import (
    RATE,
    Deaf,
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Segment,
    Sound,
    SpeechStarted,
)

BEFORE: Final = int(0.4 * RATE)
"""How much of the sound before a voice was noticed belongs to it."""
INTERIM: Final = int(0.7 * RATE)
SAME: Final = 3
"""How often the words so far may stay the same before they are taken to be all."""
AT_ONCE: Final = 10 * RATE
"""How much sound is kept while the model is still being loaded."""
CLOSING: Final = 0.5

_log = logging.getLogger(__name__)


class Hearing(Protocol):
    """What recognises words; see `telephony.local.recogniser.Recogniser`."""

    @property
    def is_idle(self) -> bool:
        """Whether words could be recognised at once."""

    async def hear(self, sound: bytes, language: str) -> Recognised:
        """The words of an utterance of μ-law sound."""


class LocalEars:
    """Makes ears. The models are loaded once, when the first ear opens.

    `chosen` is the folder of another model for words; see `telephony.local.weights`.
    """

    def __init__(self, chosen: Path | None = None) -> None:
        self._load = partial(shared, chosen)

    @property
    def vendor(self) -> str:
        """This machine's; see the port."""
        return "local"

    def ear(self, language: str, keyterms: Sequence[str]) -> "LocalEar":
        """An ear, not open yet. Words to listen for make Whisper worse, so it is told none."""
        return LocalEar(language, self._load)


class _Wanted(Enum):
    """What recognised words are wanted for."""

    INTERIM = auto()
    EAGER = auto()
    CUT = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class _Job:
    """Sound to recognise. `moment` is where the utterance stood; the sound may be empty."""

    wanted: _Wanted
    sound: bytes
    language: str
    expecting: Expecting
    moment: int


class LocalEar:
    """One call's; see the port."""

    def __init__(
        self, language: str, load: Callable[[], Hearing], *, with_interim: bool = True
    ) -> None:
        self._language = language if language in LANGUAGES else "en"
        self._expecting = Expecting(language=self._language)
        self._load = load
        self._with_interim = with_interim
        self._recogniser: Hearing | None = None
        self._activity: VoiceActivity | None = None
        self._segmenter = Segmenter(WINDOW_SECONDS, USUAL)
        self._told: Callable[[Sound], None] = lambda sound: None
        self._waiting = bytearray()
        """Sound that no window was made of yet."""
        self._sound = bytearray()
        """The utterance since its last cut, or what was before it."""
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self._moment = 0
        """Counts what happened in the sound; words of an earlier moment may be out of date."""
        self._ahead: tuple[int, Recognised] | None = None
        """What was recognised in a pause, and at which moment."""
        self._is_cut = False
        """Whether a part of the utterance was told already."""
        self._next_interim = 0
        self._last = ""
        self._same = 0

    async def open(self, told: Callable[[Sound], None]) -> None:
        """Load the models, in a thread; see the port."""
        self._told = told
        try:
            recogniser, activity = await asyncio.to_thread(self._loaded)
        except NoLocalSpeech as reason:
            _log.error("a call has no ear: %s", reason)
            told(Deaf("missing"))
        except Exception as fault:
            _log.error("the models of local speech cannot be loaded: %s", type(fault).__name__)
            told(Deaf("broken"))
        else:
            self._recogniser, self._activity = recogniser, activity
            self._worker = asyncio.create_task(self._work(recogniser))

    def feed(self, frame: bytes) -> None:
        """Judge every whole window of sound; see the port."""
        self._waiting += frame
        if self._activity is None:
            del self._waiting[:-AT_ONCE]
            return
        while len(self._waiting) >= WINDOW:
            window = bytes(self._waiting[:WINDOW])
            del self._waiting[:WINDOW]
            self._sound += window
            self._take(self._segmenter.push(self._activity.probability(decode(window))))

    def expect(self, expecting: Expecting) -> None:
        """Be as patient as the question needs, and hear its language; see the port."""
        self._segmenter.patience = patience(expecting)
        self._expecting = expecting
        if expecting.language in LANGUAGES:
            self._language = expecting.language

    async def settled(self) -> None:
        """Wait until all that was fed is recognised as far as it can be."""
        if self._worker is not None and not self._worker.done():
            await self._jobs.join()

    async def close(self) -> None:
        """Forget what is under way; see the port."""
        self._activity = None
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.wait([self._worker], timeout=CLOSING)

    def _loaded(self) -> tuple[Hearing, VoiceActivity]:
        return self._load(), VoiceActivity()

    # --- the sound

    def _take(self, mark: Mark | None) -> None:
        if mark is not None:
            self._moment += 1
        match mark:
            case Mark.STARTED:
                self._next_interim = len(self._sound) + INTERIM
                self._told(SpeechStarted())
            case Mark.PAUSED:
                if self._segmenter.has_voice:
                    self._want(_Wanted.EAGER)
            case Mark.RESUMED:
                if self._ahead is not None:
                    self._ahead = None
                    self._told(Resumed())
            case Mark.CUT:
                self._want(_Wanted.CUT)
                self._sound.clear()
                self._next_interim = INTERIM
            case Mark.ENDED:
                self._end()
            case None if not self._segmenter.is_speaking:
                del self._sound[:-BEFORE]
            case None:
                self._perhaps_interim()

    def _end(self) -> None:
        """Recognise the whole utterance; the last of its sound may begin the next."""
        self._want(_Wanted.END)
        del self._sound[:-BEFORE]
        self._last, self._same = "", 0

    def _perhaps_interim(self) -> None:
        assert self._recogniser is not None, "sound is judged only with an open ear"
        if not self._with_interim or self._segmenter.is_paused:
            return
        if len(self._sound) >= self._next_interim and self._recogniser.is_idle:
            self._next_interim = len(self._sound) + INTERIM
            self._want(_Wanted.INTERIM)

    def _want(self, wanted: _Wanted) -> None:
        sound = bytes(self._sound)
        self._jobs.put_nowait(_Job(wanted, sound, self._language, self._expecting, self._moment))

    # --- the words

    async def _work(self, recogniser: Hearing) -> None:
        """Recognise what is wanted, one after the other, and tell it."""
        while True:
            job = await self._jobs.get()
            try:
                await self._recognise(job, recogniser)
            except Exception as fault:
                _log.error("the recogniser failed: %s", type(fault).__name__)
                self._activity = None
                self._told(Deaf("broken"))
                return
            finally:
                self._jobs.task_done()

    async def _recognise(self, job: _Job, recogniser: Hearing) -> None:
        is_late = job.moment != self._moment
        if is_late and job.wanted in (_Wanted.INTERIM, _Wanted.EAGER):
            return
        if job.wanted is _Wanted.END and self._ahead and self._ahead[0] == job.moment - 1:
            heard = self._ahead[1]
        else:
            heard = await recogniser.hear(job.sound, job.language)
        is_late = job.moment != self._moment
        match job.wanted:
            case _Wanted.INTERIM if not is_late:
                self._interim(_without_doubt(heard))
            case _Wanted.EAGER if not is_late:
                self._ahead = (job.moment, heard)
                self._told(self._likely(_without_doubt(answered(heard, job.expecting))))
            case _Wanted.CUT:
                heard = answered(heard, job.expecting)
                self._is_cut = True
                self._told(Segment(heard.words, heard.confidence))
            case _Wanted.END:
                self._ahead = None
                self._told(self._final(answered(heard, job.expecting)))
                self._is_cut = False

    def _likely(self, heard: Recognised) -> Sound:
        """Of an utterance that was cut only the rest is known here."""
        kind = Interim if self._is_cut else EagerEnd
        return kind(heard.words, heard.confidence)

    def _final(self, heard: Recognised) -> Sound:
        if self._is_cut:
            return Segment(heard.words, heard.confidence, heard.nbest, pause=True)
        return EndOfTurn(heard.words, heard.confidence, heard.nbest)

    def _interim(self, heard: Recognised) -> None:
        if heard.words:
            self._told(Interim(heard.words, heard.confidence))
        self._same = self._same + 1 if heard.words == self._last else 0
        self._last = heard.words
        if heard.words and self._same >= SAME:
            self._moment += 1
            self._segmenter.end()
            self._end()


def _without_doubt(heard: Recognised) -> Recognised:
    """What may be told before the end; doubtful words would only interrupt us."""
    return Recognised(language=heard.language) if heard.is_doubtful else heard
