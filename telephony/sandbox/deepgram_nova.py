"""Deepgram's Nova, acted: interim words, words that are final, pauses.

The messages are those of /v1/listen; `telephony/deepgram/nova.py` tells where they are described.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from telephony.sandbox.outbox import Outbox
from telephony.sandbox.utterance import UtteranceReader, Uttered
from telephony.speech import FRAME_SECONDS

SPEECH_FRAMES: Final = 8
"""Between two interim results while somebody speaks: 160 ms."""
QUIET_FRAMES: Final = 50
"""Between two results without words while nobody does: a second."""
_MODEL: Final = {"name": "general-nova-3", "version": "2026-01-01.0", "arch": "nova-3"}


class ActedNova:
    """One connection. `endpointing` is the silence, in seconds, after which words are final."""

    def __init__(
        self,
        outbox: Outbox,
        request_id: str,
        options: Mapping[str, Sequence[str]],
        *,
        endpointing: float | None,
    ) -> None:
        self._outbox = outbox
        self._request_id = request_id
        self._tells_interim = options.get("interim_results") == ["true"]
        self._tells_voice = options.get("vad_events") == ["true"]
        asked = options.get("endpointing", ["10"])[0]
        self._pause = float(asked) / 1000 if asked.isdigit() else None
        if endpointing is not None:
            self._pause = endpointing
        gap = options.get("utterance_end_ms")
        self._gap = float(gap[0]) / 1000 if gap else None
        self._reader = UtteranceReader()
        self._loop = asyncio.get_running_loop()
        self._timers: list[asyncio.TimerHandle] = []
        self._frames = 0
        self._since_result = 0
        self._start = 0.0
        self._is_speaking = False
        self._now: Uttered | None = None

    def begin(self) -> None:
        """Nova does not greet."""

    def sound(self, sound: bytes) -> None:
        """Hear what a caller said."""
        for uttered in self._reader.feed(sound):
            self._frames += 1
            self._since_result += 1
            if uttered is not None:
                self._hear(uttered)
            elif self._since_result >= QUIET_FRAMES and self._now is None:
                self._tell(is_final=True)

    def control(self, message: Mapping[str, Any]) -> bool:
        """Take a message that is not sound; false if it is none of ours."""
        kind = message.get("type")
        if kind == "Finalize":
            self._settle(from_finalize=True)
        elif kind == "Configure":
            answer = {"type": "ConfigureSuccess", "request_id": self._request_id}
            if isinstance(message.get("keyterms"), list):
                answer["keyterms"] = message["keyterms"]
            self._outbox.put(answer)
        else:
            return kind == "KeepAlive"
        return True

    def finish(self) -> None:
        """No more sound comes."""
        if self._now is not None:
            self._settle(from_finalize=True)
        self._outbox.put(
            {
                "type": "Metadata",
                "transaction_key": "deprecated",
                "request_id": self._request_id,
                "sha256": "0" * 64,
                "created": datetime.now(UTC).isoformat(),
                "duration": round(self._seconds, 3),
                "channels": 1,
            }
        )

    def stop(self) -> None:
        """Forget what was to be said later."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    @property
    def _seconds(self) -> float:
        return self._frames * FRAME_SECONDS

    def _hear(self, uttered: Uttered) -> None:
        self.stop()
        if self._now is not None and self._now.number != uttered.number:
            self._tell(is_final=True)
        self._now = uttered
        if not self._is_speaking:
            self._is_speaking = True
            if self._tells_voice:
                began = round(self._seconds - FRAME_SECONDS, 3)
                self._outbox.put({"type": "SpeechStarted", "channel": [0], "timestamp": began})
        if uttered.is_over:
            if self._pause is not None:
                self._after(self._pause, self._settle)
            if self._gap is not None:
                self._after(self._gap, self._end)
        elif self._tells_interim and self._since_result >= SPEECH_FRAMES:
            self._tell(is_final=False)

    def _after(self, seconds: float, do: Any) -> None:
        if seconds > 0:
            self._timers.append(self._loop.call_later(seconds, do))
        else:
            do()

    def _settle(self, *, from_finalize: bool = False) -> None:
        self._tell(is_final=True, speech_final=not from_finalize, from_finalize=from_finalize)
        self._is_speaking = False

    def _end(self) -> None:
        last = round(self._seconds, 3)
        self._outbox.put({"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": last})

    def _tell(
        self, *, is_final: bool, speech_final: bool = False, from_finalize: bool = False
    ) -> None:
        self._since_result = 0
        words = self._now.words.split() if self._now else []
        confidence = self._now.confidence if self._now else 0.0
        length = self._seconds - self._start
        pace = length / max(len(words), 1)
        spoken = [
            {
                "word": word.lower(),
                "start": round(self._start + n * pace, 3),
                "end": round(self._start + (n + 1) * pace, 3),
                "confidence": confidence,
                "punctuated_word": word,
            }
            for n, word in enumerate(words)
        ]
        said = {"transcript": " ".join(words), "confidence": confidence, "words": spoken}
        self._outbox.put(
            {
                "type": "Results",
                "channel_index": [0, 1],
                "duration": round(length, 3),
                "start": round(self._start, 3),
                "is_final": is_final,
                "speech_final": speech_final,
                "from_finalize": from_finalize,
                "channel": {"alternatives": [said]},
                "metadata": {
                    "request_id": self._request_id,
                    "model_info": _MODEL,
                    "model_uuid": "00000000-0000-0000-0000-000000000003",
                },
            }
        )
        if is_final:
            self._start, self._now = self._seconds, None
