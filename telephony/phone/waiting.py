"""What the caller hears while they wait for us: something, within two seconds.

As long as it is our turn and nothing of ours can be heard, a short sentence stands in for the
answer, again and again until the answer comes. It stands here and not in the flow for the reason
that the last resort does: it is for the moments in which something is wrong.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from telephony.phone.speaker import Clips, Speaker

WAIT_SECONDS: Final = 1.4
"""When it is our turn and nothing is heard for so long, the caller is told to wait."""
AGAIN_SECONDS: Final = 1.6
WAIT: Final = {"en": "One moment, please.", "es": "Un momento, por favor."}


class Waiting:
    """Sees to it that it is never silent while it is our turn. `language` is the call's."""

    def __init__(self, speaker: Speaker, clips: Clips, language: Callable[[], str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._speaker = speaker
        self._clips = clips
        self._language = language
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_our_turn(self) -> bool:
        """Whether the caller waits for us."""
        return self._timer is not None

    def begin(self) -> None:
        """It is our turn, from now."""
        self.end()
        self._timer = self._loop.call_later(WAIT_SECONDS, self._still)

    def end(self) -> None:
        """It is the caller's turn, or somebody else's."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def stand_in(self) -> None:
        """Say that it takes a moment, if nothing else is heard."""
        language = self._language()
        text = WAIT.get(language, WAIT["en"])
        if not self._speaker.is_audible and self._clips.at_hand(text, language) is not None:
            self._speaker.stand_in(text, language)

    def _still(self) -> None:
        self.stand_in()
        self._timer = self._loop.call_later(AGAIN_SECONDS, self._still)
