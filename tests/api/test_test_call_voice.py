"""Test calls in the browser, spoken: over a real socket, to stand-ins whose sound carries words."""

import asyncio
import json
import logging
import socket as sockets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
import uvicorn
from sqlalchemy import select
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from agent_config.clinic_file import load_clinic
from agent_config.draft import files_of
from agent_config.settings import Settings
from api.house import House, house_of
from api.routes import test_call_voice as voice
from cli.serve import LINE
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.trail import LiveEvent
from engine.clinic import Clinic
from telephony.browser import carrier
from telephony.phone.ulaw import decode
from telephony.sandbox.utterance import UtteranceReader, frames_of
from telephony.speaking.clips import Clips
from tests.api.conftest import PASSWORD, Clock, listener, people
from tests.application import application
from tests.databases import found, publish_flow_of
from tests.telephony.phone.stage import ActedEar, ActedVoice, Trouble

PLANTED: Final = "Zwetschgenbaum"
NUMBER: Final = "+15125550142"


class Ears:
    """Makes ears that read stand-in speech."""

    vendor = "acted"

    def ear(self, language: str, keyterms: Sequence[str]) -> ActedEar:
        return ActedEar(Trouble())


class Voices:
    """Speaks with sound that carries its words."""

    def __init__(self, folder: Path) -> None:
        self._clips = Clips(ActedVoice(Trouble()), folder)

    def clips(self, call_id: str, clinic: Clinic) -> Clips:
        return self._clips

    def speaks(self, clinic: Clinic) -> bool:
        return True

    async def wake(self, clinic: Clinic, text: str, language: str) -> None:
        await self._clips.prepare([text], language)

    async def close(self) -> None:
        await self._clips.close()


@dataclass
class Served:
    """A server on a socket of its own."""

    house: House
    clock: Clock
    address: str
    scope: Scope

    @property
    def voice(self) -> str:
        return self.address.replace("http", "ws", 1) + "/api/test_calls/voice"

    async def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx2.AsyncClient(trust_env=False) as client:
            return await client.request(
                method, self.address + path, json=body, headers=headers, timeout=60
            )

    async def token(self, role: str = "staff", practice: str = "riverside") -> str:
        given = {"email": f"{role}@{practice}.example", "password": PASSWORD}
        answer = await self.ask("POST", "/api/auth/login", given)
        token: str = answer.json()["access_token"]
        return token

    async def calls(self, table: type = CallRow) -> list[Any]:
        async with self.house.database.reading() as session:
            return list(await session.scalars(select(table)))


@asynccontextmanager
async def served(folder: Path, keyring: Keyring, *, able: bool = True) -> AsyncIterator[Served]:
    listening = sockets.socket()
    listening.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    riverside = load_clinic("riverside_dental")
    scope = Scope(riverside.practice, riverside.id)
    clock = Clock()
    made: list[House] = []
    settings = Settings(
        database_url=f"sqlite:///{folder}/records.sqlite3",
        data_dir=folder / "data",
        public_url=address,
        rate_limits="100000/minute",
    )

    @asynccontextmanager
    async def opening() -> AsyncIterator[House]:
        from clinic.store import schema

        database = Database(settings.database_url, keyring)
        try:
            await schema.upgrade(database)
            await found(database, riverside)
            await people(database, riverside.practice, "riverside")
            await publish_flow_of(database, scope, riverside)
            made.append(house_of(settings, database, listener, clock))
            made[0].phones.ears = lambda clinic: [Ears()] if able else []
            made[0].phones.casting = Voices(folder / "clips")  # type: ignore[assignment]
            made[0].prepared.set()
            yield made[0]
            await made[0].switchboard.close()
            await made[0].phones.close()
        finally:
            await database.close()

    config = uvicorn.Config(
        application(opening, settings), log_config=None, lifespan="on", **{**LINE, "loop": "none"}
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.005)
        if serving.done():
            await serving
    try:
        yield Served(made[0], clock, address, scope)
    finally:
        server.should_exit = True
        await serving


@dataclass
class Page:
    """The page of a spoken call: it plays what comes, and echoes marks at once or when asked."""

    socket: ClientConnection
    heard: list[str] = field(default_factory=list)
    """Sentences of ours, from their sound."""
    told: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    echoes: bool = True
    cleared: int = 0
    _reader: UtteranceReader = field(default_factory=UtteranceReader)
    _number: int = 0

    async def start(self, token: str, **more: Any) -> None:
        about = {"type": "start", "token": token, "sample_rate": 8000, **more}
        await self.socket.send(json.dumps(about))

    async def listen(self) -> None:
        async for message in self.socket:
            if isinstance(message, bytes):
                for uttered in self._reader.feed(message):
                    if uttered is not None and uttered.is_over:
                        self.heard.append(uttered.words)
                continue
            about = json.loads(message)
            if about["type"] == "mark":
                self.marks.append(about["name"])
                if self.echoes:
                    await self.socket.send(json.dumps({"type": "marked", "name": about["name"]}))
            elif about["type"] == "told":
                self.told.append(about)
            elif about["type"] == "clear":
                self.cleared += 1
            else:
                self.others.append(about)

    async def say(self, words: str) -> None:
        """Speak, as fast as the line takes it."""
        self._number += 1
        for frame in frames_of(words, self._number, seconds=0.2):
            await self.socket.send(decode(frame).astype("<i2").tobytes())

    async def until(self, so: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not so():
                await asyncio.sleep(0.01)

    def state(self) -> str:
        state: str = self.told[-1]["state"] if self.told else ""
        return state

    def lines(self) -> list[str]:
        return [line["text"] for told in self.told for line in told["lines"]]


@asynccontextmanager
async def page(there: Served, **headers: str) -> AsyncIterator[Page]:
    origin = headers.pop("origin", there.address)
    async with connect(
        there.voice, compression=None, additional_headers={"Origin": origin}, close_timeout=1
    ) as socket:
        one = Page(socket)
        listening = asyncio.create_task(one.listen())
        try:
            yield one
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


def run(work: Callable[[Served], Awaitable[None]], folder: Path, keyring: Keyring) -> None:
    async def whole() -> None:
        async with served(folder, keyring) as there, asyncio.timeout(120):
            await work(there)

    asyncio.run(whole())


def test_a_call_is_heard_spoken_and_kept(
    tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "RINGS_SECONDS", 0.05)

    async def work(there: Served) -> None:
        async with page(there) as one:
            await one.start(await there.token(), **{"from": NUMBER})
            await one.until(lambda: one.told)
            assert one.others[0]["kind"] == "live"
            assert one.others[0]["rate"] == 8000
            await one.until(lambda: any("Riverside Dental" in each for each in one.heard))
            await one.say("I need a cleaning")
            await one.until(lambda: "I need a cleaning" in one.lines())
            await one.until(lambda: one.state() == "COLLECT")
            asked = one.told[-1]
            assert {each["name"]: each["value"] for each in asked["slots"]} == {
                "visit_reason": "cleaning"
            }
            assert asked["step"].startswith("book_appointment.collect.")
            await one.socket.send(json.dumps({"type": "says", "words": "John Smith"}))
            await one.until(lambda: "John Smith" in one.lines())
            await one.until(lambda: one.marks)
            await one.socket.send(json.dumps({"type": "keys", "digits": "0"}))
            await one.until(lambda: "[keys 0]" in one.lines())
            await one.until(lambda: one.told[-1]["escalation"] == "human")
            await one.until(lambda: one.told[-1]["ended"])
            await one.socket.wait_closed()
        (call,) = await there.calls()
        assert (call.channel, call.disposition) == ("browser", "escalated")
        assert call.latency["turns"] >= 1
        shown = [one for one in await there.calls(LiveEvent) if one.kind == "incoming_call"]
        assert [one.body["reference"] for one in shown] == [call.id]

    run(work, tmp_path, keyring)


def test_speaking_over_us_clears_what_waits_to_be_played(tmp_path: Path, keyring: Keyring) -> None:
    async def work(there: Served) -> None:
        async with page(there) as one:
            one.echoes = False  # nothing was heard to its end yet
            await one.start(await there.token())
            await one.until(lambda: one.told)
            await asyncio.sleep(0.3)
            await one.say("I need a cleaning please")
            await one.until(lambda: one.cleared)
            await one.until(lambda: one.state() == "COLLECT")
            await one.socket.send(json.dumps({"type": "hang_up"}))
            await one.until(lambda: one.told[-1]["ended"])
            await one.socket.wait_closed()  # by then it is kept how the call ended
        (call,) = await there.calls()
        assert call.disposition == "abandoned"

    run(work, tmp_path, keyring)


def test_a_draft_is_spoken_and_leaves_nothing(tmp_path: Path, keyring: Keyring) -> None:
    texts = files_of("dental_reception")
    files = [{"name": name, "text": text} for name, text in texts.items()]

    async def work(there: Served) -> None:
        token = await there.token("admin")
        body = {"flow": "dental_reception", "files": files}
        begun = await there.ask("POST", "/api/test_calls", body, token)
        draft = begun.json()["id"]
        async with page(there) as one:
            await one.start(token, draft=draft)
            await one.until(lambda: one.told)
            assert one.others[0]["kind"] == "draft"
            await one.say("I need a cleaning")
            await one.until(lambda: one.state() == "COLLECT")
        for role, code in (("staff", "forbidden"), ("admin", "not_found")):
            async with page(there) as one:
                await one.start(await there.token(role), draft=draft if role == "staff" else "x")
                await one.until(lambda one=one: one.others)  # type: ignore[misc]
                assert one.others[0]["code"] == code
        assert await there.calls() == []

    run(work, tmp_path, keyring)


def test_who_may_not_is_told_why_or_nothing(
    tmp_path: Path, keyring: Keyring, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async def refused(there: Served, *messages: str | bytes) -> tuple[int, list[dict[str, Any]]]:
        async with page(there) as one:
            try:
                for message in messages:
                    await one.socket.send(message)
            except ConnectionClosed:
                pass
            await one.socket.wait_closed()
            return one.socket.close_code or 0, one.others

    def start(**more: Any) -> str:
        return json.dumps({"type": "start", "sample_rate": 8000, **more})

    async def work(there: Served) -> None:
        token = await there.token()
        with pytest.raises(InvalidStatus) as far:
            async with page(there, origin="https://elsewhere.example"):
                pass
        assert far.value.response.status_code == 403
        for bad in (PLANTED, "[]", "{}", b"\x00\x00", start(), start(token=7), "x" * 70_000):
            code, told = await refused(there, bad)
            assert code in (1008, 1009)
            assert told == []
        for more, code_of in (
            ({"token": PLANTED}, "invalid_token"),
            ({"token": token, "clinic_id": "elsewhere_dental"}, "not_found"),
            ({"token": token, "sample_rate": 3}, "sample_rate"),
            ({"token": token, "from": "12"}, "no_number"),
        ):
            code, told = await refused(there, start(**more))
            assert (code, told[0]["code"]) == (1008, code_of)
            assert told[0]["detail"]
        for bad in (b"\x00", b"\x00" * 60_000, "{}", json.dumps({"type": "keys", "digits": "x"})):
            rest = [bad] * 3 if len(bad) > 100 else [bad]
            code, told = await refused(there, start(token=token), *rest)
            assert told[0]["type"] == "ready"
            assert code == 1000
        assert {call.disposition for call in await there.calls()} == {"abandoned"}

    run(work, tmp_path, keyring)
    said = "\n".join(one.getMessage() for one in caplog.records if "websockets" not in one.name)
    assert "a test call is refused" in said
    assert "a test call ends" in said
    assert PLANTED not in said


def test_the_end_of_the_sign_in_ends_the_call(
    tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "CHECK_SECONDS", 0.05)

    async def work(there: Served) -> None:
        token = await there.token()
        async with page(there) as one:
            await one.start(token)
            await one.until(lambda: one.told)
            await there.ask("POST", "/api/auth/logout", None, token)
            await one.until(lambda: one.told[-1]["ended"])
            assert one.others[-1]["code"] == "signed_out"

    run(work, tmp_path, keyring)


def test_without_speech_it_says_what_to_install(tmp_path: Path, keyring: Keyring) -> None:
    async def whole() -> None:
        async with served(tmp_path, keyring, able=False) as there, asyncio.timeout(60):
            token = await there.token()
            answer = (await there.ask("GET", "/api/test_calls/voice", None, token)).json()
            assert answer["available"] is False
            assert "make voice" in answer["why"]
            async with page(there) as one:
                await one.start(token)
                await one.until(lambda: one.others)
                assert (one.others[0]["code"], one.others[0]["detail"]) == (
                    "no_speech",
                    answer["why"],
                )

    asyncio.run(whole())
