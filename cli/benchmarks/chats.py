"""Fifty people who chat at once with a server in a process of its own: how long answers take."""

import asyncio
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
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


async def chats(url: str, key: str, folder: Path) -> list[float]:
    """The milliseconds of every message, over HTTP."""
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
            found = await asyncio.gather(*(_person(client, number) for number in range(PEOPLE)))
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


async def _person(client: httpx2.AsyncClient, number: int) -> list[float]:
    chance = Random(number)
    await asyncio.sleep(chance.uniform(0, THINKING[1]))
    given = await client.post("/api/chatbot/token", json={"clinicId": CLINIC})
    told = given.raise_for_status().json()
    headers = {"Authorization": f"Bearer {told['token']}"}
    times = []
    for words in WORDS:
        body = {"message": words, "sessionId": told["sessionId"]}
        began = perf_counter()
        answer = await client.post("/api/chatbot/message", json=body, headers=headers)
        times.append(1000 * (perf_counter() - began))
        answer.raise_for_status()
        await asyncio.sleep(chance.uniform(*THINKING))
    return times
