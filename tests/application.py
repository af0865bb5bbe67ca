"""The server's application in tests: built a few times in a process, around the house of each test.

At its first request an application works out what every path takes and gives. That takes longer
than most tests do, and is the same for all of them.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from agent_config.settings import Settings
from api.application import Opening, create
from api.house import House


class _Application:
    """An application that is used again once its house is closed."""

    def __init__(self, settings: Settings) -> None:
        self.opening: Opening
        self.app = create(self._living, settings)

    @asynccontextmanager
    async def _living(self) -> AsyncIterator[House]:
        try:
            async with self.opening() as house:
                yield house
        finally:
            _free.append(self)


_free: list[_Application] = []


def application(opening: Opening, settings: Settings) -> FastAPI:
    """The application around a house that `opening` opens and closes; nobody else has it."""
    if settings.cors_origins:
        return create(opening, settings)
    taken = _free.pop() if _free else _Application(settings)
    taken.opening = opening
    return taken.app
