"""The practice of a month with its server and its carrier, all in this process and all real.

The server is the application that `frontdesk serve` runs, on a socket; the carrier is Twilio's
stand-in, asked by Twilio's own kit and asking by signed webhooks. Calls go by turns, so that no
sound has to pass in real time.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import httpx2
import uvicorn
from pydantic import SecretStr

from agent_config.settings import Settings, Telephony
from api.house import House, house_of
from clinic.jobs.job import Work
from clinic.setting import BY_TURNS, OUTREACH_LINES
from clinic.store import schema
from clinic.store.clinic_settings import keep
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.practice import Agreement
from telephony.publishing import publish_files
from telephony.sandbox.callee import PlacedCall
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from tests.api.conftest import PASSWORD, listener, people
from tests.application import application
from tests.databases import found
from tests.outreach.callees import Callees, Inbox
from tests.outreach.contact import Log, Text
from tests.outreach.patience import unhurried
from tests.outreach.world import World, enter

PLACE: Final = "riverside"
WAYS: Final = {
    "reminder": "preferred", "confirmation": "call", "follow_up": "call", "recall": "call",
}  # fmt: skip
"""What the practice has asked for: everything that runs by itself."""
SET: Final = {BY_TURNS: True, "campaign_id": "C123", "outreach": WAYS, OUTREACH_LINES: 6}


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Carrier:
    """The stand-in with the people behind it, and all that both note."""

    stand_in: TwilioStandIn
    callees: Callees
    inbox: Inbox
    log: Log
    clock: Clock

    async def write(self, number: str, words: str) -> None:
        """Somebody texts the clinic, and gets the answer."""
        self.inbox.wrote(number, words)
        clinic = self.callees.world.clinic.number
        document = ElementTree.fromstring(await self.stand_in.text(number, clinic, words))
        for message in document.iter("Message"):
            body = (message.text or "").strip()
            self.log.texts.append(Text(self.log.next(), number, self.clock(), body, answer=True))
            self.inbox.answered(number, body)

    @property
    def placed(self) -> list[PlacedCall]:
        """The calls that it was told to place to people, in order."""
        return [one for one in self.stand_in.calls.values() if isinstance(one, PlacedCall)]

    async def quiet(self) -> None:
        """Wait until every call is over."""
        for leg in list(self.stand_in.calls.values()):
            await leg.ended.wait()

    def note_calls(self) -> None:
        """Make the log of the calls out."""
        ordered = [
            fields["Url"][0]
            for method, path, fields in self.stand_in.taken
            if (method, path) == ("POST", "Calls") and "Url" in fields
        ]
        self.log.calls = self.callees.calls(self.placed, ordered)


@asynccontextmanager
async def carrier_of(world: World, log: Log, clock: Clock, seed: int) -> AsyncIterator[Carrier]:
    """The stand-in, with the people of a world behind it."""
    with unhurried():
        async with TwilioStandIn() as stand_in:
            stand_in.clock = clock
            callees = Callees(world, log, clock, seed)
            inbox = Inbox(callees)
            stand_in.callees, stand_in.messages = callees, inbox
            yield Carrier(stand_in, callees, inbox, log, clock)


@dataclass
class Place:
    """The practice as it stands: its house, its carrier, its clock."""

    house: House
    scope: Scope
    carrier: Carrier
    clock: Clock
    world: World
    public: str

    @property
    def work(self) -> Work:
        """What jobs work with."""
        return Work(self.house.database, self.house.settings, self.clock)

    async def post(self, path: str, body: Any) -> Any:
        """Somebody at the clinic asks the server for something."""
        async with httpx2.AsyncClient(base_url=self.public, timeout=60) as client:
            given = {"email": f"practice_admin@{PLACE}.example", "password": PASSWORD}
            token = (await client.post("/api/auth/login", json=given)).json()["access_token"]
            headers = {"Authorization": f"Bearer {token}"}
            answer = await client.post(path, json=body, headers=headers)
            assert answer.is_success, answer.text
            return answer.json()


def settings_of(url: str, folder: Path, public: str, carrier_url: str) -> Settings:
    """A house whose calls and texts go to an acted Twilio."""
    return Settings(
        database_url=url,
        data_dir=folder / "data",
        public_url=public,
        telephony_mode=Telephony.TWILIO,
        twilio_sid=ACCOUNT,
        twilio_token=SecretStr(TOKEN),
        twilio_base_url=carrier_url,
        rate_limits="1000000/minute",
        signed_in_rate_limits="1000000/minute",
    )


async def settle_in(database: Database, world: World, log: Log) -> Scope:
    """Everything that the month begins with: tables, clinic, flows, settings, records."""
    await schema.upgrade(database)
    await found(database, world.clinic)
    scope = Scope(world.clinic.practice, world.clinic.id)
    before = world.since - timedelta(days=90)
    await publish_files(database, scope, world.clinic, before)
    for name, value in SET.items():
        await keep(database, scope, name, value, before, "test")
    async with database.writing() as session:
        practice = scope.practice_id
        session.add(Agreement(id="a", practice_id=practice, vendor="twilio", signed_at=before))
    await people(database, scope.practice_id, PLACE)
    await enter(database, scope, world, log)
    return scope


def own_number(carrier: Carrier, public: str) -> None:
    """Point the clinic's number at the server."""
    carrier.stand_in.own(
        carrier.callees.world.clinic.number,
        f"{public}/webhook/voice",
        status_callback=f"{public}/webhook/voice/status",
        sms_url=f"{public}/webhook/sms",
    )


@asynccontextmanager
async def practice(
    url: str, keyring: Keyring, folder: Path, world: World, seed: int
) -> AsyncIterator[Place]:
    """The practice, on the morning on which its month begins."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    public = f"http://127.0.0.1:{listening.getsockname()[1]}"
    clock, log = Clock(world.since), Log()
    async with carrier_of(world, log, clock, seed) as carrier:
        settings = settings_of(url, folder, public, carrier.stand_in.url)
        made: list[Any] = []

        @asynccontextmanager
        async def opening() -> AsyncIterator[House]:
            database = Database(url, keyring)
            try:
                scope = await settle_in(database, world, log)
                house = house_of(settings, database, listener, clock)
                made.extend((house, scope))
                yield house
                await house.exchange.close()
                await house.switchboard.close()
                await house.workshop.close()
            finally:
                await database.close()

        config = uvicorn.Config(application(opening, settings), log_config=None, lifespan="on")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.005)
            if serving.done():
                await serving
        own_number(carrier, public)
        try:
            yield Place(made[0], made[1], carrier, clock, world, public)
        finally:
            server.should_exit = True
            await serving
