"""Deepgram's Flux, acted: turns that begin, may be over, go on after all, and end.

The messages are those of /v2/listen; `telephony/deepgram/flux.py` tells where they are described.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from telephony.sandbox.outbox import Outbox
from telephony.sandbox.utterance import UtteranceReader, Uttered
from telephony.speech import FRAME_SECONDS

SPEECH_FRAMES: Final = 8
"""Between two updates while somebody speaks: 160 ms."""
QUIET_FRAMES: Final = 12
"""Between two updates while nobody does: about a quarter of a second."""
_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "eot_threshold": (0.5, 1.0),
    "eager_eot_threshold": (0.3, 0.9),
    "eot_timeout_ms": (500, 60_000),
}


def wrong_threshold(given: Mapping[str, Any]) -> str | None:
    """What is wrong with thresholds, in a sentence; `None` if nothing is."""
    for name, (least, most) in _RANGES.items():
        if given.get(name) is None:
            continue
        try:
            value = float(given[name])
        except (TypeError, ValueError):
            return f"{name} must be a number."
        if not least <= value <= most:
            return f"{name} must be between {least} and {most}."
    eager, end = given.get("eager_eot_threshold"), given.get("eot_threshold")
    if eager is not None and end is not None and float(eager) > float(end):
        return "eager_eot_threshold must not be above eot_threshold."
    return None


Told: TypeAlias = Callable[[str, int], None]
"""Hears of each event as it is sent, with the number of the utterance it is about."""


class ActedFlux:
    """One connection. `eager_after` and `delay` are seconds after an utterance's last frame."""

    def __init__(
        self,
        outbox: Outbox,
        request_id: str,
        options: Mapping[str, Sequence[str]],
        *,
        eager_after: float,
        delay: float,
        told: Told | None = None,
    ) -> None:
        self._told = told
        self._number = 0
        self._outbox = outbox
        self._request_id = request_id
        self._is_eager = "eager_eot_threshold" in options
        self._eager_after = eager_after
        self._delay = delay
        self._reader = UtteranceReader()
        self._loop = asyncio.get_running_loop()
        self._sequence = 0
        self._turn = 0
        self._frames = 0
        self._since_update = 0
        self._turn_began = 0.0
        self._is_open = False
        self._has_begun = False
        """Whether StartOfTurn was told; it always has words (developers.deepgram.com/docs/flux)."""
        self._said: list[str] = []
        """Utterances of this turn that are over."""
        self._now: Uttered | None = None
        self._confidence = 1.0
        self._was_eager = False
        self._timers: list[asyncio.TimerHandle] = []
        self.thresholds: dict[str, float] = {
            name: float(options[name][0]) for name in _RANGES if name in options
        }
        self.keyterms = list(options.get("keyterm", ()))

    def begin(self) -> None:
        """Greet."""
        self._put({"type": "Connected"})

    def sound(self, sound: bytes) -> None:
        """Hear what a caller said."""
        for uttered in self._reader.feed(sound):
            self._frames += 1
            self._since_update += 1
            if uttered is not None:
                self._hear(uttered)
            elif self._since_update >= QUIET_FRAMES:
                self._tell("Update")

    def control(self, message: Mapping[str, Any]) -> bool:
        """Take a message that is not sound; false if it is none of ours."""
        kind = message.get("type")
        if kind == "ForceEndTurn":
            if self._is_open:
                self._end("manual")
        elif kind == "Configure":
            self._configure(message)
        else:
            return False
        return True

    def finish(self) -> None:
        """No more sound comes."""
        self.stop()
        if self._is_open:
            self._end("model")

    def stop(self) -> None:
        """Forget what was to be said later."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _hear(self, uttered: Uttered) -> None:
        self._number = uttered.number
        self._confidence = uttered.confidence
        if not self._is_open:
            self._is_open, self._has_begun = True, False
            self._turn_began = self._seconds
        elif self._now is None:
            self.stop()
            self._now = uttered
            if self._was_eager:
                self._was_eager = False
                self._tell("TurnResumed")
        self._now = uttered
        if not self._has_begun and uttered.words:
            self._has_begun = True
            self._tell("StartOfTurn")
        if uttered.is_over:
            self._said.append(uttered.words)
            self._now = None
            self._later()
        elif self._since_update >= SPEECH_FRAMES:
            self._tell("Update")

    def _later(self) -> None:
        """The utterance is over: perhaps the turn is, and then it is."""
        if self._is_eager and self._eager_after <= self._delay:
            self._after(self._eager_after, self._end_eagerly)
        self._after(self._delay, self._end)

    def _after(self, seconds: float, do: Any) -> None:
        if seconds > 0:
            self._timers.append(self._loop.call_later(seconds, do))
        else:
            do()

    def _end_eagerly(self) -> None:
        self._was_eager = True
        self._tell("EagerEndOfTurn")

    def _end(self, trigger: str = "model") -> None:
        self._tell("EndOfTurn", trigger=trigger)
        self._is_open, self._was_eager = False, False
        self._said.clear()
        self._now = None
        self._timers.clear()
        self._turn += 1

    @property
    def _seconds(self) -> float:
        return self._frames * FRAME_SECONDS

    def _tell(self, event: str, **more: str) -> None:
        self._since_update = 0
        if self._told is not None:
            self._told(event, self._number)
        said = [*self._said, *([self._now.words] if self._now else [])]
        words = " ".join(said).split()
        began = self._turn_began if self._is_open else self._seconds
        pace = (self._seconds - began) / max(len(words), 1)
        self._put(
            {
                "type": "TurnInfo",
                "event": event,
                "turn_index": self._turn,
                "audio_window_start": round(began, 3),
                "audio_window_end": round(self._seconds, 3),
                "transcript": " ".join(words),
                "words": [
                    {
                        "word": word,
                        "confidence": self._confidence,
                        "start": round(began + n * pace, 3),
                        "end": round(began + (n + 1) * pace, 3),
                    }
                    for n, word in enumerate(words)
                ],
                "end_of_turn_confidence": {"EndOfTurn": 0.92, "EagerEndOfTurn": 0.55}.get(
                    event, 0.04
                ),
                **more,
            }
        )

    def _configure(self, message: Mapping[str, Any]) -> None:
        thresholds = message.get("thresholds") or {}
        wrong = wrong_threshold({**self.thresholds, **thresholds})
        if wrong is not None:
            failure = {"code": "INVALID_CONFIGURATION", "description": wrong}
            self._put({"type": "ConfigureFailure", **failure})
            return
        self.thresholds |= thresholds
        self._is_eager = "eager_eot_threshold" in self.thresholds
        self.keyterms = message.get("keyterms", self.keyterms)
        configured = {"thresholds": self.thresholds, "keyterms": self.keyterms}
        self._put({"type": "ConfigureSuccess", **configured})

    def _put(self, message: Mapping[str, Any]) -> None:
        self._outbox.put({"request_id": self._request_id, "sequence_id": self._sequence, **message})
        self._sequence += 1
