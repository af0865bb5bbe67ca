"""A server with a telephone, in this process, and callers who play scores to it over its socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from agent_config.clinic_file import load_clinic
from agent_config.settings import Settings
from api.house import House
from cli.benchmarks.scored_server import CLINICS, enter_clinics, scored_house
from cli.serve import LINE
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from telephony.phone.turn_taking import Pace
from telephony.sandbox.score import Score, a_call_id
from telephony.sandbox.scored_caller import Legs, Played
from telephony.sandbox.scored_calls import ScoredLoop
from telephony.sandbox.twilio_call import Behaviour
from telephony.sandbox.vendors import Vendors
from tests.application import application

HURRIED = Pace(quiet=60.0, patient=60.0, waits=0.0, again=0.0)
"""Callers who never rest: a machine that stands still for a moment is no silence."""
SOON_SILENT = Pace(quiet=0.4, patient=0.4, waits=0.0, again=0.0)
SHORT_LETTER = 0.0002
PLAIN_LETTER = 0.015
"""Seconds of a letter where it matters how much of a sentence was heard."""


@dataclass
class Wired:
    """The server and its callers."""

    vendors: Vendors
    house: House
    scores: dict[str, Score]
    legs: Legs
    public: str
    scope: Scope

    @property
    def media(self) -> str:
        """The address of the media socket."""
        return self.public.replace("http", "ws", 1) + "/media"

    async def play(self, score: Score) -> tuple[Played, ScoredLoop]:
        """One whole call: what came of it at the far end, and the loop that carried it."""
        call_id = a_call_id()
        self.scores[call_id] = score
        board = self.house.switchboard
        played: Mapping[str, ScoredLoop] = board.played  # type: ignore[attr-defined]
        caller = score.script.caller or "anonymous"
        call = self.vendors.twilio.call(score.flow.clinic.number, caller, call_id)
        while call_id not in self.legs.played and not call.ended.is_set():
            await asyncio.sleep(0.005)
        heard = self.legs.played[call_id]
        await heard.left.wait()
        while not played[call_id].ended:
            await asyncio.sleep(0.005)
        await call.hang_up()
        return heard, played[call_id]


@asynccontextmanager
async def wired(folder: Path, keyring: Keyring) -> AsyncIterator[Wired]:
    """A server whose vendors are all acted; callers wait ten seconds for a sentence that is due."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    public = f"http://127.0.0.1:{listening.getsockname()[1]}"
    scores: dict[str, Score] = {}
    made: list[House] = []
    scopes: list[Scope] = []
    async with Vendors(seconds_a_letter=SHORT_LETTER) as vendors:
        settings = Settings(
            **{name.lower(): value for name, value in vendors.environment().items()},  # type: ignore[arg-type]
            database_url=f"sqlite:///{folder}/records.sqlite3",
            data_dir=folder,
            public_url=public,
            rate_limits="1000000/minute",
        )

        def people(how: Behaviour) -> None:
            vendors.twilio.everybody = how

        @asynccontextmanager
        async def opening() -> AsyncIterator[House]:
            database = Database(settings.database_url, keyring)
            try:
                scopes.extend(await enter_clinics(database))
                there = scored_house(settings, database, scores.get, people=people)
                made.append(there)
                yield there
                await there.switchboard.close()
                await there.exchange.close()
                await there.phones.close()
            finally:
                await database.close()

        config = uvicorn.Config(
            application(opening, settings),
            log_config=None,
            lifespan="on",
            **{**LINE, "loop": "none"},
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.005)
            if serving.done():
                await serving
        legs = Legs(vendors.twilio, scores, patience=10.0)
        vendors.twilio.stream = legs.carry
        for name in CLINICS:
            vendors.twilio.own(
                load_clinic(name).number,
                f"{public}/webhook/voice",
                status_callback=f"{public}/webhook/voice/status",
            )
        try:
            yield Wired(vendors, made[0], scores, legs, public, scopes[0])
        finally:
            await vendors.twilio.close()
            server.should_exit = True
            await serving
