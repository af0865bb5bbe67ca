"""Flux on /v2/listen: it hears words and, from how they are said, when a turn is over.

Facts of the protocol (developers.deepgram.com/docs/flux, deepgram-sdk 7.17): an `Update` comes for
about every quarter of a second of sound, speech or not; `EndOfTurn` says what the `EagerEndOfTurn`
before it said, unless `TurnResumed` came between; there is no keep-alive, so silence is sent; one
`Configure` may be pending at a time.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from engine.commands import Expecting
from telephony.deepgram.kit import AsyncV2Client, AsyncV2SocketClient
from telephony.deepgram.patience import USUAL, Patience, patience_for
from telephony.deepgram.recogniser import (
    ENGLISH,
    MULTILINGUAL,
    STILL_HEARING,
    Socket,
    Tell,
    as_number,
    mean,
    plain,
    readable,
)
from telephony.deepgram.tape import Tape
from telephony.speech import (
    RATE,
    SILENCE,
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    SpeechStarted,
)

_BEFORE_SPEECH: Final = 1.0
"""Seconds of sound without words that are kept: words begin before they are recognised."""
_LOST_AFTER: Final = 2.0
"""Seconds behind sound that was sent again, in which a turn that had begun must begin anew."""


class Flux:
    """One call's side of Flux."""

    quiet_seconds = 1.5
    idle_seconds = 0.3

    def __init__(
        self,
        client: AsyncV2Client,
        *,
        tape: Tape,
        tell: Tell,
        language: str,
        keyterms: Sequence[str],
        is_eager: bool = True,
    ) -> None:
        self._client = client
        self._tape = tape
        self._tell = tell
        self._language = plain(language)
        self._keyterms = list(keyterms)
        self._is_eager = is_eager
        self._patience = USUAL
        self._asked: Patience | None = None
        """What this connection was last told to be."""
        self._is_pending = False
        self._in_turn = False
        self._began_here = False
        """Whether the turn began on this connection, or began anew on it."""
        self._again: float | None = None
        """Seconds of sound that this connection was sent again; `None` before the first one."""
        self._words = ""
        self._told_upto = 0.0
        """Seconds of this connection up to which interim words were told."""
        self._confidence = 1.0
        self._eager: str | None = None

    def connect(self) -> AbstractAsyncContextManager[Socket]:
        """A connection with the patience of the moment; see the port."""
        self._asked, self._is_pending = self._patience, False
        self._began_here, self._told_upto = False, 0.0
        self._again = 0.0 if self._again is None else self._tape.seconds
        is_english = self._language == "en"
        return self._client.connect(
            model=ENGLISH if is_english else MULTILINGUAL,
            language_hint=None if is_english else [self._language],
            encoding="mulaw",
            sample_rate=str(RATE),
            eot_threshold=str(self._patience.end),
            eager_eot_threshold=str(self._patience.eager) if self._is_eager else None,
            eot_timeout_ms=str(self._patience.timeout_ms),
            keyterm=self._keyterms or None,
            mip_opt_out="true",
        )

    def ask_less(self) -> bool:
        """Do without key terms, which not every model and language takes; see the port."""
        had, self._keyterms = bool(self._keyterms), []
        return had

    async def greet(self, socket: Socket) -> None:
        """Wait for `Connected`; see the port."""
        while getattr(await readable(socket), "type", None) != "Connected":
            pass

    def take(self, message: object) -> bool:
        """Tell what a message means; see the port."""
        kind = getattr(message, "type", None)
        if kind in ("ConfigureSuccess", "ConfigureFailure"):
            self._is_pending = False
        if kind != "TurnInfo":
            return False
        return self._take_turn(message)

    def expect(self, expecting: Expecting) -> bool:
        """Be patient as the question needs it; another language needs another connection."""
        self._patience = patience_for(expecting)
        before, self._language = self._language, plain(expecting.language)
        return before != self._language

    @property
    def has_wish(self) -> bool:
        """Whether the thresholds changed and none are pending; see the port."""
        return not self._is_pending and self._asked != self._patience

    async def send_wish(self, socket: Socket) -> None:
        """Send a `Configure`; see the port."""
        if not isinstance(socket, AsyncV2SocketClient):
            return
        self._asked, self._is_pending = self._patience, True
        thresholds: dict[str, float] = {
            "eot_threshold": self._patience.end,
            "eot_timeout_ms": self._patience.timeout_ms,
        }
        if self._is_eager:
            thresholds["eager_eot_threshold"] = self._patience.eager
        await socket.send_configure({"type": "Configure", "thresholds": thresholds})

    async def keep_alive(self, socket: Socket) -> None:
        """Nothing but sound keeps Flux alive, and ends a turn: so there is silence on the tape."""
        self._tape.feed(SILENCE * round(self.idle_seconds * RATE))

    def _take_turn(self, info: Any) -> bool:
        words = info.transcript
        heard_upto = as_number(info.audio_window_end)
        if not isinstance(words, str) or heard_upto is None:
            return False
        is_news = bool(words) and heard_upto > (self._again or 0.0)
        changed = is_news and words != self._words
        is_due = is_news and heard_upto >= self._told_upto + STILL_HEARING
        if words:
            self._words = words
            self._confidence = mean([one.confidence for one in info.words])
        event = info.event
        if event == "EndOfTurn":
            self._end(words, heard_upto)
        elif event == "EagerEndOfTurn":
            self._end_eagerly(words)
        elif event == "TurnResumed":
            self._resume()
        elif event == "StartOfTurn" or words:
            self._start()
        elif event == "Update":
            self._hear_nothing(heard_upto)
        if (changed or is_due) and event in ("Update", "StartOfTurn", "TurnResumed"):
            if changed:
                self._resume()
            self._told_upto = heard_upto
            self._tell(Interim(words, self._confidence))
        return True

    def _start(self) -> None:
        self._began_here = True
        if not self._in_turn:
            self._in_turn = True
            self._tell(SpeechStarted())

    def _end_eagerly(self, words: str) -> None:
        self._start()
        if self._eager == words:
            return
        self._resume()
        self._eager = words
        self._tell(EagerEnd(words, self._confidence))

    def _resume(self) -> None:
        if self._eager is not None:
            self._eager = None
            self._tell(Resumed())

    def _end(self, words: str, heard_upto: float) -> None:
        confidence = self._confidence if words else 1.0
        self._in_turn, self._began_here, self._is_pending = False, False, False
        self._words, self._eager = "", None
        self._tape.told(heard_upto)
        self._tell(EndOfTurn(words, confidence))

    def _hear_nothing(self, heard_upto: float) -> None:
        """No words are in the sound so far. A turn cut off before may not be found again."""
        if not self._in_turn:
            self._tape.told(heard_upto - _BEFORE_SPEECH)
        elif not self._began_here and heard_upto > (self._again or 0.0) + _LOST_AFTER:
            self._end(self._words, heard_upto)
