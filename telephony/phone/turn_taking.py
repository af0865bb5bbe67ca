"""Whose turn it is to speak: pure logic on timestamps, without a clock, a socket or a word of ours.

What is heard goes in with the moment it came; what to do comes out. The rules:
- we fall quieter as soon as a voice is heard over us, and stop only for words, or for a voice that
  the recogniser has confirmed and that lasts; never for loudness alone;
- "mhm" while we speak keeps us speaking;
- some sentences are spoken to their end, whatever is heard meanwhile (the 911 sentence);
- the recogniser's end of turn is believed at once where the answer is complete, and after a wait
  where it is not (`telephony/phone/patience`);
- nobody is called silent while they talk. A voice without any words is talk for a while only: hold
  music must not keep a line for ever (FG-24).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from telephony.phone.patience import LONGEST, STALLED, WITHOUT_A_PAUSE, Asked, wait_after
from telephony.speech import (
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Segment,
    Sound,
    SpeechStarted,
)

DUCK_SECONDS: Final = 0.06
"""Voice for so long makes us quieter."""
UNDUCK_SECONDS: Final = 0.7
"""So long after a voice that brought no words we are loud again."""
VOICE_SECONDS: Final = 0.7
"""A confirmed voice that lasts so long stops us, even before its words are known."""
VOICE_GAP: Final = 0.2
"""A pause shorter than this does not end a voice."""
QUIET_SECONDS: Final = 7.0
"""Silence after a question, before we ask again."""
PATIENT_SECONDS: Final = 14.0
"""The same for a caller who needs longer: relay services, the elderly, someone who looks it up."""
WORDLESS_SECONDS: Final = 8.0
"""A voice without words counts as talk for so long."""
UNHEARD_SECONDS: Final = 0.3
"""A voice of so long should have been told by the recogniser as words …"""
LAG_SECONDS: Final = 1.0
"""… so long after it ended; if it was not, the caller is waiting for a recogniser that lags."""
AGAIN_SECONDS: Final = 1.0
"""Words that come again within so long are the same ones, told twice."""
KEY_SECONDS: Final = 2.0
"""After the last key, more may come for so long."""

_FROM_ZERO: Final = ("date", "member_id")
"""Types whose digits may begin with a zero, as months do; telephone numbers do not."""
_NODS: Final = frozenset("mhm mm mmhm mm-hmm mmm uh-huh uhhuh hm hmm aha ajá ok okay right".split())


@dataclass(frozen=True, slots=True)
class Duck:
    """Speak more quietly (`on`), or as before."""

    on: bool


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Stop speaking: the caller does."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that may still change: for the alarm, and to think ahead.

    `is_likely` tells that the caller has probably finished with them.
    """

    words: str
    confidence: float = 1.0
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class Utter:
    """The caller has said this."""

    words: str
    confidence: float = 1.0
    nbest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing was said for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Pressed:
    """Keys, without a closing `#`."""

    digits: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """The caller spoke and has finished, and nobody could tell yet what they said."""


Act: TypeAlias = Duck | Interrupt | Guess | Utter | Quiet | Pressed | Unheard


@dataclass(frozen=True, slots=True)
class Pace:
    """How long callers are waited for, in seconds. A stand-in caller talks faster than people do.

    `waits` is what the waits after words that are not complete are multiplied with; `again` is how
    soon words that come again are the same ones.
    """

    quiet: float = QUIET_SECONDS
    patient: float = PATIENT_SECONDS
    waits: float = 1.0
    again: float = AGAIN_SECONDS


USUAL: Final = Pace()


class TurnTaking:
    """One caller and us. Every method takes the moment, in seconds of a clock that only rises."""

    def __init__(self, now: float, pace: Pace = USUAL) -> None:
        self._pace = pace
        self._asked = Asked()
        self._patience = pace.quiet
        self._speaking = False
        self._protected = False
        self._ducked: float | None = None
        self._parts: list[EndOfTurn] = []
        self._interim = ""
        self._sure = 1.0
        self._began: float | None = None
        self._finish: float | None = None
        self._started = False
        self._taken = ""
        self._taken_at = now
        self._is_unsure = False
        self._untold = 0.0
        self._voice_began: float | None = None
        self._voiced = now - VOICE_GAP
        self._silent = now
        self._waits = False
        self._keys = ""
        self._keys_full = 0
        self._key_at = now

    @property
    def is_talking(self) -> bool:
        """Whether the caller is in the middle of saying or typing something."""
        return bool(self._keys or self._words())

    # --- what we do

    def ask(self, asked: Asked, *, patient: bool = False) -> None:
        """The caller is expected to answer this."""
        self._asked = asked
        self._patience = self._pace.patient if patient else self._pace.quiet
        self._keys_full = asked.keys
        self._waits = True

    def work(self) -> None:
        """The caller waits for us, so their silence means nothing."""
        self._waits = False

    def speak(self, *, protected: bool) -> None:
        """We speak; `protected` sentences are not interrupted."""
        self._speaking = True
        self._protected = protected

    def spoken(self, now: float) -> None:
        """We have been heard to the end, or stopped."""
        self._speaking = self._protected = False
        self._ducked = None
        self._silent = now

    # --- what the caller does

    def voice(self, now: float) -> Iterator[Act]:
        """A frame as loud as a voice."""
        if self._voice_began is None or now - self._voiced > VOICE_GAP:
            self._voice_began = now
        if not self._speaking and now - self._voiced <= VOICE_GAP:
            self._untold += now - self._voiced
        self._voiced = now
        if not self._speaking or self._protected:
            return
        lasts = now - self._voice_began
        if lasts >= DUCK_SECONDS:
            yield from self._duck(now)
        if self._started and lasts >= VOICE_SECONDS and not self._is_nod():
            yield from self._interrupt(now)

    def sound(self, now: float, sound: Sound) -> Iterator[Act]:
        """What the recogniser told."""
        match sound:
            case SpeechStarted():
                self._started = True
                if self._speaking and not self._protected:
                    yield from self._duck(now)
            case Interim(words) | EagerEnd(words) if self._is_taken(now, words):
                return
            case Interim(words, confidence) | EagerEnd(words, confidence) if words:
                self._interim, self._sure = words, confidence
                self._talked(now)
                self._finish = now + STALLED
                yield from self._overheard(now)
                likely = isinstance(sound, EagerEnd)
                yield Guess(self._words(), self._confidence(), is_likely=likely)
            case Resumed():
                self._finish = now + STALLED
            case Segment(words, confidence, nbest, pause) if words or pause:
                wait = 0.0 if pause else WITHOUT_A_PAUSE
                yield from self._part(now, EndOfTurn(words, confidence, nbest), wait)
            case EndOfTurn():
                yield from self._part(now, sound, 0.0)
            case _:
                return

    def key(self, now: float, digit: str) -> Iterator[Act]:
        """A key was pressed. Keys interrupt us like words; 0 by itself means a person."""
        self._silent = self._key_at = now
        if digit == "#" and not self._keys:
            return  # it ends an answer that was whole without it, and may come late
        if self._speaking and not self._protected:
            yield from self._interrupt(now)
        if digit != "#":
            self._keys += digit
        short = self._keys_full <= 1
        full = 0 < self._keys_full <= len(self._keys)
        if digit == "#" or full or short or self._is_for_a_person():
            yield from self._press()

    # --- time

    def due(self) -> float | None:
        """When to look again, if nothing happens before; `None`: when something happens."""
        moments = [at for at in (self._finish,) if at is not None]
        if self._keys:
            moments.append(self._key_at + KEY_SECONDS)
        if self._lags:
            moments.append(self._voiced + LAG_SECONDS)
        if self._ducked is not None:
            moments.append(max(self._voiced, self._ducked) + UNDUCK_SECONDS)
        if (quiet := self._quiet_at()) is not None:
            moments.append(quiet)
        if self._began is not None:
            moments.append(self._began + LONGEST)
        return min(moments, default=None)

    def tick(self, now: float) -> Iterator[Act]:
        """Time has passed."""
        if self._keys and now >= self._key_at + KEY_SECONDS:
            yield from self._press()
        if self._finish is not None and now >= self._finish:
            yield from self._finished(now)
        if self._began is not None and now >= self._began + LONGEST:
            yield from self._finished(now)
        if self._ducked is not None and now >= max(self._voiced, self._ducked) + UNDUCK_SECONDS:
            self._ducked = None
            yield Duck(False)
        if self._lags and now >= self._voiced + LAG_SECONDS:
            self._untold = 0.0
            yield Unheard()
        quiet = self._quiet_at()
        if quiet is not None and now >= quiet:
            seconds = now - self._silent
            self._silent = now
            self._waits = False
            yield Quiet(seconds)

    def _quiet_at(self) -> float | None:
        """When the caller has been silent for too long, if they go on as now."""
        if self._speaking or not self._waits or self._words() or self._keys:
            return None
        talk = min(self._voiced, self._silent + WORDLESS_SECONDS)
        return max(self._silent, talk) + self._patience

    @property
    def _lags(self) -> bool:
        return self._waits and not self._speaking and self._untold >= UNHEARD_SECONDS

    # --- words

    def _part(self, now: float, part: EndOfTurn, wait: float) -> Iterator[Act]:
        """Words that are final; the end of the utterance is near."""
        self._interim = ""
        if self._is_taken(now, part.words):
            self._reset()
            return
        if part.words:
            self._parts.append(part)
            self._talked(now)
            yield from self._overheard(now)
        if not self._parts:
            self._reset()
            return
        words = self._words()
        wait += wait_after(words, self._asked) * self._pace.waits
        self._finish = now + wait
        if wait <= 0:
            yield from self._finished(now)
        else:
            yield Guess(words, self._confidence(), is_likely=True)

    def _finished(self, now: float) -> Iterator[Act]:
        words, confidence = self._words(), self._confidence()
        is_unsure = bool(self._interim)
        nbest = self._parts[0].nbest if len(self._parts) == 1 else ()
        is_nod = self._speaking and self._is_nod()
        self._reset()
        self._taken, self._taken_at, self._is_unsure = words, now, is_unsure
        self._silent = now
        if words and not is_nod:
            self._waits = False
            yield Utter(words, confidence, nbest)

    def _overheard(self, now: float) -> Iterator[Act]:
        """Words over our own: we stop, unless they are a nod or we may not."""
        if self._speaking and not self._protected and not self._is_nod():
            yield from self._interrupt(now)

    def _interrupt(self, now: float) -> Iterator[Act]:
        self.spoken(now)
        yield Interrupt()

    def _duck(self, now: float) -> Iterator[Act]:
        if self._ducked is None:
            self._ducked = now
            yield Duck(True)

    def _is_for_a_person(self) -> bool:
        """Whether a zero stands alone; where numbers may begin with one, a pause has to tell."""
        return self._keys == "0" and self._asked.type not in _FROM_ZERO

    def _press(self) -> Iterator[Act]:
        digits, self._keys = self._keys, ""
        if digits:
            self._waits = False
            yield Pressed(digits)

    def _is_taken(self, now: float, words: str) -> bool:
        """Whether words were taken already: told twice, or by a recogniser that had stalled."""
        if not words or words != self._taken or self._parts:
            return False
        return self._is_unsure or now - self._taken_at < self._pace.again

    def _talked(self, now: float) -> None:
        self._silent = now
        self._untold = 0.0
        self._started = True
        if self._began is None:
            self._began = now

    def _words(self) -> str:
        said = [part.words for part in self._parts]
        return " ".join([*said, self._interim] if self._interim else said)

    def _confidence(self) -> float:
        """The mean over the words of all parts."""
        weights = [(len(part.words.split()), part.confidence) for part in self._parts]
        if self._interim:
            weights.append((len(self._interim.split()), self._sure))
        count = sum(weight for weight, _ in weights)
        return sum(weight * sure for weight, sure in weights) / count if count else 1.0

    def _is_nod(self) -> bool:
        words = self._words().casefold().replace(",", " ").replace(".", " ").split()
        return bool(words) and len(words) <= 3 and all(word in _NODS for word in words)

    def _reset(self) -> None:
        self._parts.clear()
        self._interim, self._sure = "", 1.0
        self._began = self._finish = None
        self._started = False
