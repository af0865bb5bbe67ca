"""Nova on /v1/listen: it hears words and pauses; whether a turn is over is for others to judge.

Facts of the protocol (developers.deepgram.com/reference/speech-to-text/listen-streaming,
deepgram-sdk 7.17): results count seconds from the first sound of the connection; a final one is
never said again; sound without words gives results with an empty transcript; without sound or
`KeepAlive` for ten seconds the connection is closed (1011, NET-0001).
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from engine.commands import Expecting
from telephony.deepgram.kit import AsyncV1Client, AsyncV1SocketClient
from telephony.deepgram.recogniser import STILL_HEARING, Socket, Tell, as_number, mean, plain
from telephony.deepgram.tape import Tape
from telephony.speech import RATE, Interim, Segment, SpeechStarted

PAUSE_MS: Final = 300
"""Silence after which Nova calls words final (`endpointing`)."""
GAP_MS: Final = 1_000
"""A gap between words, where noise hides the silence (`utterance_end_ms`, 1,000 at least)."""


class Nova:
    """One call's side of Nova."""

    quiet_seconds = 4.0
    idle_seconds = 4.0

    def __init__(
        self,
        client: AsyncV1Client,
        *,
        tape: Tape,
        tell: Tell,
        model: str,
        language: str,
        keyterms: Sequence[str],
    ) -> None:
        self._client = client
        self._tape = tape
        self._tell = tell
        self._model = model
        self._language = plain(language)
        self._keyterms = list(keyterms)
        self._is_speaking = False
        self._has_words = False
        """Whether words were told and no pause behind them."""
        self._interim = ""
        self._told_upto = 0.0
        """Seconds of this connection up to which interim words were told."""
        self._again: float | None = None
        """Seconds of sound that this connection was sent again; `None` before the first one."""

    def connect(self) -> AbstractAsyncContextManager[Socket]:
        """A connection in the language of the moment; see the port."""
        self._told_upto = 0.0
        self._again = 0.0 if self._again is None else self._tape.seconds
        return self._client.connect(
            model=self._model,
            language=self._language,
            encoding="mulaw",
            sample_rate=str(RATE),
            interim_results="true",
            vad_events="true",
            punctuate="true",
            endpointing=str(PAUSE_MS),
            utterance_end_ms=str(GAP_MS),
            keyterm=self._keyterms or None,
            mip_opt_out="true",
        )

    def ask_less(self) -> bool:
        """Do without key terms, which not every model and language takes; see the port."""
        had, self._keyterms = bool(self._keyterms), []
        return had

    async def greet(self, socket: Socket) -> None:
        """Nova says nothing at first, so its acceptance is all there is; see the port."""
        await self.keep_alive(socket)

    def take(self, message: object) -> bool:
        """Tell what a message means; see the port."""
        kind = getattr(message, "type", None)
        if kind == "Results":
            return self._take_results(message)
        if kind == "SpeechStarted":
            self._start()
        elif kind == "UtteranceEnd":
            self._pause()
        else:
            return False
        return True

    def expect(self, expecting: Expecting) -> bool:
        """Only another language makes a difference; see the port."""
        before, self._language = self._language, plain(expecting.language)
        return before != self._language

    @property
    def has_wish(self) -> bool:
        """Never: pauses are judged elsewhere; see the port."""
        return False

    async def send_wish(self, socket: Socket) -> None:
        """There is none; see the port."""

    async def keep_alive(self, socket: Socket) -> None:
        """Send `KeepAlive`; see the port."""
        if isinstance(socket, AsyncV1SocketClient):
            await socket.send_keep_alive()

    def _take_results(self, results: Any) -> bool:
        start, length = as_number(results.start), as_number(results.duration)
        alternatives = results.channel.alternatives
        if start is None or length is None or not alternatives:
            return False
        best = alternatives[0]
        words = best.transcript
        if not isinstance(words, str):
            return False
        confidence = mean([one.confidence for one in best.words], best.confidence)
        if not results.is_final:
            upto = start + length
            is_due = words != self._interim or upto >= self._told_upto + STILL_HEARING
            if words and is_due and upto > (self._again or 0.0):
                self._interim, self._told_upto = words, upto
                self._start()
                self._tell(Interim(words, confidence))
            return True
        self._interim = ""
        self._tape.told(start + length)
        if not words:
            self._pause()
            return True
        self._start()
        is_pause = bool(results.speech_final)
        self._is_speaking, self._has_words = not is_pause, not is_pause
        others = tuple(one.transcript for one in alternatives[1:] if one.transcript)
        self._tell(Segment(words, confidence, others, pause=is_pause))
        return True

    def _start(self) -> None:
        if not self._is_speaking:
            self._is_speaking = True
            self._tell(SpeechStarted())

    def _pause(self) -> None:
        """Sound without words: whatever was said before is over."""
        self._is_speaking = False
        if self._has_words:
            self._has_words = False
            self._tell(Segment("", pause=True))
