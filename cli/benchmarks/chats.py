"""Fifty people who chat at once with a server in a process of its own: how long answers take.

All of them book a cleaning. With one wish they all want the same first opening, and whoever comes
too late is offered others: the worst that a server can meet. With wishes of their own they are more
like the callers of a day, and of as many clinics.
"""

import asyncio
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic, perf_counter
from typing import Final

import httpx2

from agent_config.clinic_file import load_clinic
from clinic.store.database import Database
from clinic.store.foundation import as_id
from clinic.store.keyring import parse
from clinic.store.scope import Scope
from telephony.publishing import publish_files

PEOPLE: Final = 50
THINKING: Final = (1.0, 3.0)
"""Seconds between an answer and the next message."""
STARTS_IN: Final = 60.0
CLINIC: Final = "riverside_dental"
WISH: Final = 5
"""Which of the words tell when it should be."""
WORDS: Final = (
    "",
    "Hi, I need a cleaning",
    "John Smith",
    "512 555 0142",
    "yes",
    "any day next month",
    "the first one",
    "yes",
    "when are you open on Fridays?",
    "no, that's all",
)


async def chats(url: str, key: str, folder: Path, *, varied: bool = False) -> list[float]:
    """The milliseconds of every message over HTTP; `varied` if everybody has their own wish."""
    clinic = load_clinic(CLINIC)
    database = Database(url, parse(key))
    scope = Scope(as_id(clinic.practice), clinic.id)
    await publish_files(database, scope, clinic, datetime.now(UTC))
    await database.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "api.application:made", "--factory"),
            *("--host", "127.0.0.1", "--port", str(port), "--log-level", "error"),
        ],
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "ENCRYPTION_KEY": key,
            "JOBS": "false",
            "RATE_LIMITS": "100000/minute",
            "LOG_LEVEL": "ERROR",
        },
    )
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            await _ready(client)
            found = await asyncio.gather(
                *(_person(client, number, _words(number, varied)) for number in range(PEOPLE))
            )
            return [each for times in found for each in times]
    finally:
        process.terminate()
        process.wait()


async def _ready(client: httpx2.AsyncClient) -> None:
    until = monotonic() + STARTS_IN
    while monotonic() < until:
        try:
            if (await client.get("/ready")).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError("the server did not start")


def _words(number: int, varied: bool) -> tuple[str, ...]:
    """What somebody will say."""
    if not varied:
        return WORDS
    day = datetime.now(UTC) + timedelta(days=7 + number // 2)
    half = ("morning", "afternoon")[number % 2]
    wish = f"{day:%B} {day.day} in the {half}"
    return (*WORDS[:WISH], wish, *WORDS[WISH + 1 :])


async def _person(client: httpx2.AsyncClient, number: int, said: tuple[str, ...]) -> list[float]:
    chance = Random(number)
    await asyncio.sleep(chance.uniform(0, THINKING[1]))
    given = await client.post("/api/chatbot/token", json={"clinicId": CLINIC})
    told = given.raise_for_status().json()
    headers = {"Authorization": f"Bearer {told['token']}"}
    times = []
    for words in said:
        body = {"message": words, "sessionId": told["sessionId"]}
        began = perf_counter()
        answer = await client.post("/api/chatbot/message", json=body, headers=headers)
        times.append(1000 * (perf_counter() - began))
        answer.raise_for_status()
        await asyncio.sleep(chance.uniform(*THINKING))
    return times
