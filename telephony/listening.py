"""What understands the callers of a server's flows: one for each flow, made once, off the loop."""

import asyncio
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.commands import Expecting
from engine.events import Understood
from engine.flow import Flow
from engine.safety import Alarm
from nlu.understand import Understanding
from telephony.language_model import language_model
from telephony.observer import Observer
from telephony.ports import RemoteUnderstander, Understander
from telephony.settings import Settings

FIRST_WORDS: Final = ("I need a cleaning next Tuesday at ten", "512 555 0142", "John Smith", "yes")
"""What is understood once before the first caller: tables are read and patterns made then."""


class LocalListener:
    """The local understanding, by itself."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        return self._understanding.understand(words, expecting, at, nbest)

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._understanding.alarm(words)


def _practised(flow: Flow) -> Understanding:
    """An understanding that has heard every kind of answer once, so that no caller waits for it."""
    understanding = Understanding(flow)
    now = datetime.now(ZoneInfo(flow.clinic.timezone))
    for words in FIRST_WORDS:
        for slot in (None, *flow.slots):
            kind = "open" if slot is None else "slot"
            understanding.understand(words, Expecting(kind, slot), now)
        understanding.alarm(words)
    return understanding


class Listeners:
    """Makes listeners, and closes what they opened."""

    def __init__(self, settings: Settings, observer: Observer | None = None) -> None:
        self._settings = settings
        self._observer = observer
        self._remote: list[RemoteUnderstander] = []
        self._one_at_a_time = asyncio.Lock()

    async def of(self, flow: Flow) -> Understander:
        """What understands a flow's callers; learning a new flow takes seconds, in a thread."""
        async with self._one_at_a_time:
            understanding = await asyncio.to_thread(_practised, flow)
        model = language_model(flow, understanding, self._settings, self._observer)
        if model is None:
            return LocalListener(understanding)
        await model.warm_up()
        self._remote.append(model)
        return model

    async def close(self) -> None:
        """Let go of every connection."""
        for one in self._remote:
            await one.close()
