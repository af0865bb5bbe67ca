"""What of our words has reached the caller's ear.

The carrier plays what we send at its own pace and echoes a mark when it comes to one. Marks are the
truth; between two of them the clock of the sound tells how far a sentence has got. A mark that
comes back after our own `clear` was dropped with the sound, not heard.
"""

from collections import deque
from dataclasses import dataclass

from telephony.speech import RATE


@dataclass(slots=True)
class Sentence:
    """A sentence on its way. `seconds` grows while its sound is still being made."""

    name: str
    text: str
    starts: float
    """When its first sound is heard, on the clock of the loop."""
    seconds: float = 0.0
    is_whole: bool = False
    """Whether all of its sound has been sent, and its mark behind it."""

    def part(self, now: float) -> float:
        """How much of it has been heard, 0 to 1, by the clock."""
        if self.seconds <= 0:
            return 0.0
        return min(max((now - self.starts) / self.seconds, 0.0), 1.0)


class Playout:
    """The sentences that the caller has not heard to the end yet, in order.

    Times are seconds of one clock that only rises.
    """

    def __init__(self) -> None:
        self._queue: deque[Sentence] = deque()
        self._heard: list[str] = []
        self._end = 0.0
        self._count = 0

    @property
    def is_playing(self) -> bool:
        """Whether a sentence is on its way."""
        return bool(self._queue)

    def ends(self) -> float:
        """When everything that was sent will have been played."""
        return self._end

    @property
    def has_words(self) -> bool:
        """Whether something under way has words; music has none, nor has what stands in."""
        return any(one.text for one in self._queue)

    def begin(self, text: str, now: float) -> Sentence:
        """A sentence is about to be sent, behind all others; one without words counts for none."""
        self._count += 1
        sentence = Sentence(f"s{self._count}", text, max(now, self._end))
        if not self._queue:
            self._heard.clear()
        self._queue.append(sentence)
        return sentence

    def sent(self, sentence: Sentence, sound: bytes, now: float) -> None:
        """Some of a sentence's sound was sent."""
        if sentence.seconds == 0:
            sentence.starts = max(now, self._end)
        seconds = len(sound) / RATE
        sentence.seconds += seconds
        self._end = max(now, self._end) + seconds

    def marked(self, name: str) -> bool:
        """A mark came back; returns whether that was the end of everything under way."""
        if all(one.name != name for one in self._queue):
            return False
        while True:
            done = self._queue.popleft()
            self._heard.append(done.text)
            if done.name == name:
                return not self._queue

    def cleared(self, now: float) -> str:
        """Everything on its way was dropped; returns the words that were heard since silence."""
        heard = list(self._heard)
        for sentence in self._queue:
            words = sentence.text.split()
            heard.extend(words[: int(len(words) * sentence.part(now))])
        self._queue.clear()
        self._heard.clear()
        self._end = now
        return " ".join(heard)
