"""An ear whose loss the observer is told of; whoever hears the call goes on with the next.

Sound goes straight to the ear itself: nothing stands in the way of a frame.
"""

from collections.abc import Callable
from functools import partial

from telephony.speech import Deaf, Ear, Sound


class WatchedEar:
    """See `telephony.speech.Ear`. `lost` is called with the reason, a word."""

    def __init__(self, ear: Ear, lost: Callable[[str], None]) -> None:
        self._ear = ear
        self._lost = lost
        self.feed = ear.feed
        self.expect = ear.expect
        self.close = ear.close

    async def open(self, told: Callable[[Sound], None]) -> None:
        """Begin; see the port."""
        await self._ear.open(partial(self._tell, told))

    def _tell(self, told: Callable[[Sound], None], sound: Sound) -> None:
        if isinstance(sound, Deaf):
            self._lost(sound.reason)
        told(sound)
