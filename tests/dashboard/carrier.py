"""A clinic's number at the carrier's stand-in, in a thread of its own beside Playwright's."""

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from telephony.sandbox.twilio_call import ActedCall
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from tests.dashboard.desk import Desk, begun, free_port, wait_until_ready

NUMBER: Final = "+15125550100"
R = TypeVar("R")


@dataclass
class Wired:
    """A running server, and telephones that can call it."""

    desk: Desk
    carrier: TwilioStandIn
    loop: asyncio.AbstractEventLoop
    rung_at: dict[str, float] = field(default_factory=dict)
    """When each call began, by its number, as seconds since 1970."""

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Do something in the carrier's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def rings(self, number: str) -> ActedCall:
        """Somebody calls the clinic."""

        async def work() -> ActedCall:
            self.rung_at[number] = time.time()
            return self.carrier.call(NUMBER, number)

        return self.run(work())

    def asked(self, call: ActedCall) -> str:
        """What a caller is told, up to the next question."""

        async def work() -> str:
            async with asyncio.timeout(30):
                return " ".join(await call.asks())

        return self.run(work())

    def says(self, call: ActedCall, words: str) -> None:
        """A caller answers, or presses keys."""
        self.loop.call_soon_threadsafe(call.press if words.isdecimal() else call.say, words)

    def hang_up(self, *calls: ActedCall) -> None:
        """Callers put the receiver down."""

        async def work() -> None:
            for call in calls:
                await call.hang_up()

        self.run(work())


@contextmanager
def wired(folder: Path) -> Iterator[Wired]:
    """A server of its own whose clinic is called by turns, so that no sound is needed."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    carrier = TwilioStandIn()
    asyncio.run_coroutine_threadsafe(carrier.start(), loop).result(10)
    address = f"http://127.0.0.1:{(port := free_port())}"
    process = begun(
        folder,
        port,
        PUBLIC_URL=address,
        TWILIO_SID=ACCOUNT,
        TWILIO_TOKEN=TOKEN,
        TWILIO_BASE_URL=carrier.url,
        EXAMPLE_WEEK="false",
    )
    try:
        wait_until_ready(address, process, folder)
        desk = Desk(address, folder)
        with closing(desk.api("admin")) as client:
            client.put("/api/settings/phone_by_turns", json={"value": True}).raise_for_status()
        voice = f"{address}/webhook/voice"
        carrier.own(NUMBER, voice, status_callback=f"{voice}/status")
        yield Wired(desk, carrier, loop)
    finally:
        asyncio.run_coroutine_threadsafe(carrier.close(), loop).result(20)
        process.terminate()
        process.wait(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
