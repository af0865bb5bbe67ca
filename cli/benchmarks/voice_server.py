"""The server whose calls `frontdesk bench voice` measures: ours, in a process and on a core alone.

It is `frontdesk serve` but for what is measured in two ways: with sentences that were voiced ahead,
or without, each voiced when it is said.
"""

import json
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import uvicorn

from agent_config.settings import read_settings
from api.application import create
from api.house import House, opened
from engine.clinic import Clinic
from telephony.phone.phones import Phones
from telephony.speaking.clips import Clips


class Uncached:
    """Clips that were never voiced before."""

    def __init__(self, clips: Clips) -> None:
        self._clips = clips

    def at_hand(self, text: str, language: str) -> bytes | None:
        """Nothing is; see the port."""
        return None

    def stream(self, text: str, language: str) -> AsyncIterator[bytes]:
        """Voiced now; see the port."""
        return self._clips.stream(text, language)

    def prefetch(self, text: str, language: str) -> None:
        """Nothing is voiced ahead; see the port."""


class Casting:
    """Voices that keep nothing; see `telephony.phone.phones.Casting`."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def clips(self, call_id: str, clinic: Clinic) -> Uncached:
        """See the port; the memory of each call is its own."""
        return Uncached(self._inner.clips(call_id, clinic))

    def speaks(self, clinic: Clinic) -> bool:
        """See the port."""
        return bool(self._inner.speaks(clinic))

    async def wake(self, clinic: Clinic, text: str, language: str) -> None:
        """See the port."""
        await self._inner.wake(clinic, text, language)

    async def prepare(self, flow: object) -> object:
        """Nothing; see the port."""
        return None

    async def warm_up(self) -> None:
        """See the port."""
        await self._inner.warm_up()

    async def close(self) -> None:
        """See the port."""
        await self._inner.close()


def main(port: int, *, cached: bool) -> None:
    """Serve until the process is ended."""
    logging.basicConfig(level="ERROR")
    settings = read_settings()

    @asynccontextmanager
    async def opening() -> AsyncIterator[House]:
        async with opened(settings) as there:
            if not cached:
                phones = Phones(there.switchboard, Casting(there.phones.casting), there.phones.ears)
                there = replace(there, phones=phones)
            yield there

    uvicorn.run(
        create(opening, settings),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), cached=json.loads(sys.argv[2]))
