"""A server that is killed in the middle of a call: the call goes on, and nothing is lost or double.

Once every day, fifty times at night (`make soak`). The caller is a browser: where an answer
does not come, it looks what was kept, and says again only what was not. Words that reach a server
which has just started wait until it has read the call again, and are not counted as lost: nobody
has heard them yet.
"""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from clinic.store.database import Database
from clinic.store.event_log import events
from clinic.store.keyring import new_key, parse
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, HoldRow
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from engine.clinic import Clinic
from engine.events import Heard
from telephony.publishing import publish_files
from tests.api.server_process import ServerProcess
from tests.databases import NOW, found

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KILLS = 50 if NIGHT else 1
KEPT_WITHIN = 0.05
"""Seconds after which what was said must survive."""
WORDS = (
    "Hi, I need a cleaning",
    "John Smith",
    "512 555 0142",
    "yes",
    "any day next week",
    "the first one",
    "yes",
    "I have a question about a bill",
    "why is it so high",
    "no, that's all",
)


class Browser:
    """Somebody who chats with a server that may die at any moment."""

    def __init__(self, server: ServerProcess, clinic: str) -> None:
        self._server = server
        given = {"clinicId": clinic}
        answer = httpx2.post(f"{server.address}/api/chatbot/token", json=given, timeout=30)
        self.session = answer.json()["sessionId"]
        self._headers = {"Authorization": f"Bearer {answer.json()['token']}"}
        self.said: list[str] = []
        self.lost = 0
        self._warm = True
        """Whether this server has answered: one that just started first reads the call again."""

    def say(self, words: str) -> dict[str, Any]:
        body = {"message": words, "sessionId": self.session}
        path = f"{self._server.address}/api/chatbot/message"
        answer = httpx2.post(path, json=body, headers=self._headers, timeout=30)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def kept(self) -> list[str]:
        path = f"{self._server.address}/api/chat_sessions/{self.session}/messages?limit=200"
        page = httpx2.get(path, headers=self._headers, timeout=30).json()
        return [one["text"] for one in page["items"] if one["who"] == "caller"]

    def insist(self, words: str, dies_after: float | None) -> dict[str, Any]:
        """Say something; where the server dies meanwhile, find out whether it was heard."""
        began, was_warm = time.monotonic(), self._warm
        died: list[float] = []
        if dies_after is not None:
            killer = threading.Timer(dies_after, lambda: died.append(self._kill(began)))
            killer.start()
        try:
            told = self.say(words)
        except httpx2.TransportError:
            told = None
        if dies_after is not None:
            killer.join()
            self._server.start()
        self._warm = dies_after is None
        self.said.append(words)
        if told is None:
            heard = self.kept()
            if len(heard) == len(self.said):
                return self.say("")
            self.lost += was_warm and died[0] > KEPT_WITHIN + self.round_trip
            return self.say(words)
        return told

    round_trip = 0.2
    """Seconds that a request may take until a busy machine's server has read it."""

    def _kill(self, began: float) -> float:
        self._server.kill()
        return time.monotonic() - began


@pytest.fixture
def key() -> str:
    return new_key()


@asynccontextmanager
async def records(url: str, key: str, riverside: Clinic) -> AsyncIterator[Database]:
    database = Database(url, parse(key))
    try:
        await found(database, riverside)
        yield database
    finally:
        await database.close()


@pytest.mark.timeout(3000 if NIGHT else 300)
def test_a_call_survives_the_death_of_its_server_at_any_point(
    url: str, key: str, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    async def prepare() -> None:
        async with records(url, key, riverside) as database:
            await publish_files(database, scope, riverside, NOW)

    asyncio.run(prepare())
    chance = Random(7)
    server = ServerProcess(url, tmp_path / "data", key)
    server.start()
    try:
        killed = lost = calls = 0
        while killed < KILLS:
            browser = Browser(server, riverside.id)
            calls += 1
            deadly = set(chance.sample(range(len(WORDS)), 5 if NIGHT else KILLS))
            for number, words in enumerate(WORDS):
                dies = chance.uniform(0, 0.5) if number in deadly else None
                browser.insist(words, dies)
                killed += dies is not None
            assert browser.say("")["ended"] is True
            lost += browser.lost
            asyncio.run(judge(url, key, riverside, scope, browser.session))
    finally:
        server.stop()
    assert lost == 0, f"{lost} of {killed} utterances were lost"


async def judge(url: str, key: str, riverside: Clinic, scope: Scope, session: str) -> None:
    """One booking, one task of a kind, every word, no hold left."""
    call_id = f"chat-{session}"
    async with records(url, key, riverside) as database, database.reading() as reading:
        booked = [
            one for one in await reading.scalars(select(AppointmentRow)) if one.call_id == call_id
        ]
        tasks = [one for one in await reading.scalars(select(TaskRow)) if one.call_id == call_id]
        holds = [one for one in await reading.scalars(select(HoldRow)) if one.holder == call_id]
        call = await reading.get_one(CallRow, call_id)
        heard = [
            one.words
            for one in await events(database, scope, call_id)
            if isinstance(one, Heard) and one.final
        ]
    assert heard == list(WORDS)
    assert [one.status for one in booked] == ["confirmed"]
    assert [one.type for one in tasks] == ["billing_question"]
    assert holds == []
    assert (call.disposition, call.state) == ("booked", "END")
