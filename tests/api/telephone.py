"""A server on a real socket, pointed to by an account at the carrier's stand-in."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import uvicorn
from pydantic import SecretStr
from sqlalchemy import select

from agent_config.settings import Settings
from api.house import House, house_of
from clinic.store.clinic_settings import keep
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from telephony.twilio import turns
from tests.api.conftest import Clock, listener
from tests.application import application
from tests.databases import found, publish_flow_of

NUMBER: Final = "+15125550100"
STAFF: Final = "+15125550101"
ON_CALL: Final = "+15125550109"
CALLER: Final = "+15125550142"
ELSEWHERE_SECONDS: Final = 0.2
"""Only one process takes these calls: nobody has to wait for another to end them."""


@dataclass
class Telephone:
    """The server, its carrier, its clock."""

    carrier: TwilioStandIn
    house: House
    clock: Clock
    scope: Scope
    public: str

    async def set(self, name: str, value: Any) -> None:
        """Set something of the clinic's."""
        await keep(self.house.database, self.scope, name, value, self.clock(), "test")

    async def tasks(self) -> list[TaskRow]:
        """What was left for the staff."""
        async with self.house.database.reading() as session:
            return list(await session.scalars(select(TaskRow)))

    async def call_row(self, call_id: str) -> CallRow | None:
        """A call as it is kept."""
        async with self.house.database.reading() as session:
            return await session.get(CallRow, call_id)

    async def until(self, true: Callable[[], Awaitable[bool]], seconds: float = 10.0) -> None:
        """Wait for something that the server does by itself."""
        async with asyncio.timeout(seconds):
            while not await true():
                await asyncio.sleep(0.01)


Places = tuple[str, Keyring, Clinic, Scope, Path]


@asynccontextmanager
async def telephone(places: Places, *, routing: str = "ai_first") -> AsyncIterator[Telephone]:
    """A clinic that is reached by telephone; `routing` is its mode."""
    url, keyring, clinic, scope, folder = places
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    public = f"http://127.0.0.1:{listening.getsockname()[1]}"
    clock = Clock()
    async with AsyncExitStack() as standing:
        standing.enter_context(patch.object(turns, "ELSEWHERE_SECONDS", ELSEWHERE_SECONDS))
        carrier = await standing.enter_async_context(TwilioStandIn())
        settings = Settings(
            database_url=url,
            data_dir=folder / "data",
            public_url=public,
            twilio_sid=ACCOUNT,
            twilio_token=SecretStr(TOKEN),
            twilio_base_url=carrier.url,
            rate_limits="10000/minute",
        )
        made: list[House] = []

        @asynccontextmanager
        async def opening() -> AsyncIterator[House]:
            database = Database(url, keyring)
            try:
                await found(database, clinic, routed(clinic, routing))
                await publish_flow_of(database, scope, clinic)
                made.append(house_of(settings, database, listener, clock))
                yield made[0]
                await made[0].exchange.close()
                await made[0].switchboard.close()
            finally:
                await database.close()

        config = uvicorn.Config(application(opening, settings), log_config=None, lifespan="on")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.005)
            if serving.done():
                await serving
        carrier.own(
            NUMBER, f"{public}/webhook/voice", status_callback=f"{public}/webhook/voice/status"
        )
        try:
            yield Telephone(carrier, made[0], clock, scope, public)
        finally:
            await carrier.close()
            server.should_exit = True
            await serving


def routed(clinic: Clinic, routing: str) -> str:
    """The clinic's file with another routing mode; empty for the one it has."""
    from agent_config.clinic_file import SHIPPED

    text = (SHIPPED / f"{clinic.id}.yaml").read_text("utf-8")
    return text.replace(f"call_routing: {clinic.call_routing}", f"call_routing: {routing}", 1)


async def pause(phone: Telephone) -> None:
    """Pull the kill switch."""
    async with phone.house.database.writing() as session:
        row = await session.get(ClinicRow, phone.scope.clinic_id)
        assert row is not None
        row.paused = True


def at_night(phone: Telephone) -> None:
    """Turn the clock to an hour at which the clinic is closed."""
    phone.clock.at = datetime.fromisoformat("2026-03-02T21:15:00-06:00")
