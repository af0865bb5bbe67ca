"""`frontdesk bench voice`: what a call costs and how soon it is answered, in figures.

The server runs on one core by itself; callers and the vendors' stand-ins on another. The stand-ins
answer at once unless a delay is given, so what is measured is our own: from the recogniser's "the
caller has finished" to our first sound, from "the caller began" to our falling silent.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from statistics import quantiles
from time import perf_counter
from typing import Final

import httpx2
import orjson
import uvloop

from agent_config.clinic_file import load_clinic
from cli.benchmarks.figure import Figure
from cli.benchmarks.model_server import Request as ModelRequest
from cli.benchmarks.model_server import StandIn as ModelStandIn
from cli.benchmarks.model_server import says, wants
from cli.benchmarks.voice_callers import Caller, Town, Waits
from clinic.store import schema
from clinic.store.database import Database
from clinic.store.foundation import as_id, enter_clinic
from clinic.store.keyring import new_key, parse
from clinic.store.scope import Scope
from telephony.publishing import publish_files
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.elevenlabs import ElevenLabsStandIn
from telephony.sandbox.web import Reply, Request, Web
from telephony.twilio.stream_token import StreamTokens

CALLS: Final = (1, 10, 40, 80)
SECONDS: Final = 20.0
WARM_SECONDS: Final = 4.0
CLINIC: Final = "riverside_dental"
STARTS_IN: Final = 120.0
RING_SPREAD: Final = 3.0
"""Seconds over which callers begin."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the vendors behave, and what is used of them; delays in seconds."""

    name: str
    eager: bool = True
    cached: bool = True
    model: bool = False
    hears_after: float = 0.0
    eager_after: float = 0.0
    thinks_for: float = 0.0
    speaks_after: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What so many calls at once came to."""

    waits: Waits
    seconds: float
    cpu_seconds: float
    resident_mb: float
    idle_mb: float
    late_ms: float


def measure(calls: Sequence[int] = CALLS, seconds: float = SECONDS) -> list[Figure]:
    """Every figure, in the order of the table."""
    found: list[Figure] = []
    for count in calls:
        found += _load(count, _run(Setting("cached"), count, seconds))
    for setting, aim in (
        (Setting("late_understanding", eager=False), None),
        (Setting("model", eager=False, model=True), 5.0),
    ):
        waits = _run(setting, 1, seconds).waits
        found += _figures(f"turn_1_{setting.name}_ms", waits.answers, aim)
    for setting in REAL:
        waits = _run(setting, 4, seconds * 1.5).waits
        found += _figures(f"voice_to_voice_{setting.name}_ms", waits.voice_to_voice, None)
    return found


_DELAYS: Final = {"hears_after": 0.3, "thinks_for": 0.4, "speaks_after": 0.15, "model": True}
REAL: Final = (
    Setting("eager_cached", eager_after=0.05, **_DELAYS),  # type: ignore[arg-type]
    Setting("eager_uncached", cached=False, eager_after=0.05, **_DELAYS),  # type: ignore[arg-type]
    Setting("late_cached", eager=False, **_DELAYS),  # type: ignore[arg-type]
    Setting("late_uncached", eager=False, cached=False, **_DELAYS),  # type: ignore[arg-type]
)


def _load(count: int, run: Measured) -> Iterator[Figure]:
    waits = run.waits
    yield from _figures(f"turn_{count}_ms", waits.answers, 2.0 if count == 1 else None)
    yield from _figures(f"barge_in_{count}_ms", waits.barges, 1.0 if count == 1 else None)
    cpu = 100 * run.cpu_seconds / run.seconds / count
    aim = 1.0 if count >= 10 else None
    yield Figure(f"cpu_per_call_{count}_percent", round(cpu, 3), count, aim, at_most=True)
    yield Figure(f"underruns_{count}", waits.underruns, waits.calls, 0.0, at_most=True)
    memory = (run.resident_mb - run.idle_mb) / count
    yield Figure(f"memory_per_call_{count}_mb", round(memory, 3), count)
    yield Figure(f"stand_ins_late_{count}_ms", round(run.late_ms, 1), count)


def _figures(name: str, seconds: Sequence[float], aim: float | None) -> Iterator[Figure]:
    if len(seconds) < 2:
        return
    cuts = quantiles(seconds, n=20)
    yield Figure(f"{name}_p50", round(cuts[9] * 1000, 2), len(seconds), aim, at_most=True)
    yield Figure(f"{name}_p95", round(cuts[18] * 1000, 2), len(seconds))


def _run(setting: Setting, calls: int, seconds: float) -> Measured:
    with tempfile.TemporaryDirectory(prefix="frontdesk-voice-") as folder:
        _pin(os.getpid(), -1)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_measured(setting, calls, seconds, Path(folder)))


def _pin(process: int, core: int) -> None:
    """Keep a process on a core of its own, where there are two and the system can do it."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    everything = range(os.cpu_count() or 1)
    chosen = sorted(everything)[core] if len(cores) >= 1 else None
    if chosen is not None and len(everything) > 1:
        os.sched_setaffinity(process, {chosen})


async def _measured(setting: Setting, calls: int, seconds: float, folder: Path) -> Measured:
    town = Town()
    async with AsyncExitStack() as stack:
        heard = await stack.enter_async_context(
            DeepgramStandIn(
                told=town.tell, eager_after=setting.eager_after, delay=setting.hears_after
            )
        )
        voice = ElevenLabsStandIn(delay=setting.speaks_after)
        await voice.start()
        stack.push_async_callback(voice.close)
        carrier = Web(_obeyed)
        await carrier.start()
        stack.push_async_callback(carrier.close)
        model = await stack.enter_async_context(ModelStandIn(_thinking(setting.thinks_for)))
        key = new_key()
        url = f"sqlite:///{folder}/records.sqlite3"
        scope = await _clinic(url, key)
        environment = {
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "ENCRYPTION_KEY": key,
            "JOBS": "false",
            "LOG_LEVEL": "ERROR",
            "TELEPHONY_MODE": "TWILIO",
            "TWILIO_SID": "AC" + "0" * 32,
            "TWILIO_TOKEN": "sandbox",
            "TWILIO_NUMBER": "+15125550100",
            "TWILIO_BASE_URL": carrier.url,
            "DEEPGRAM_API_KEY": "sandbox",
            "DEEPGRAM_BASE_URL": heard.url,
            "DEEPGRAM_EAGER": str(setting.eager).lower(),
            "ELEVENLABS_API_KEY": "sandbox",
            "ELEVENLABS_BASE_URL": voice.url,
            **({"OPENAI_BASE_URL": model.address} if setting.model else {}),
        }
        process, port = await stack.enter_async_context(_server(environment, setting.cached))
        tokens = StreamTokens(Database(url, parse(key)), lambda: datetime.now(UTC))
        sending = asyncio.create_task(town.run())
        await asyncio.sleep(1.0)
        idle = _resident(process)
        waits = Waits()
        until = perf_counter() + WARM_SECONDS + RING_SPREAD + seconds

        async def person(number: int) -> None:
            await asyncio.sleep(number * RING_SPREAD / calls)
            while perf_counter() < until:
                call_id = f"CA{token_hex(16)}"
                token = tokens.issue(call_id, scope, None)
                await Caller(waits, town).call(
                    f"ws://127.0.0.1:{port}/media",
                    call_id,
                    token,
                    lambda: perf_counter() >= until,
                )

        people = [asyncio.create_task(person(number)) for number in range(calls)]
        await asyncio.sleep(WARM_SECONDS + RING_SPREAD)
        for kept in (waits.answers, waits.barges, waits.voice_to_voice):
            kept.clear()
        town.late = 0.0
        began, cpu = perf_counter(), _cpu(process)
        await asyncio.sleep(max(until - perf_counter(), 0))
        took, spent, resident = perf_counter() - began, _cpu(process) - cpu, _resident(process)
        late = town.late
        found = Waits(list(waits.answers), list(waits.voice_to_voice), list(waits.barges))
        await asyncio.gather(*people, return_exceptions=True)
        found.underruns, found.calls = waits.underruns, waits.calls
        sending.cancel()
        return Measured(found, took, spent, resident, idle, late * 1000)


async def _clinic(url: str, key: str) -> Scope:
    database = Database(url, parse(key))
    await schema.upgrade(database)
    clinic = load_clinic(CLINIC)
    scope = Scope(as_id(clinic.practice), clinic.id)
    await enter_clinic(database, clinic, "", datetime.now(UTC))
    await publish_files(database, scope, clinic, datetime.now(UTC))
    await database.close()
    return scope


@asynccontextmanager
async def _server(environment: dict[str, str], cached: bool) -> AsyncIterator[tuple[int, int]]:
    """Our server on the first core; its process and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.benchmarks.voice_server", str(port), str(cached).lower()],
        env={**os.environ, **environment, "OMP_NUM_THREADS": "1"},
    )
    _pin(process.pid, 0)
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
            await _ready(client)
        await asyncio.sleep(3.0)
        yield process.pid, port
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


async def _ready(client: httpx2.AsyncClient) -> None:
    until = perf_counter() + STARTS_IN
    while perf_counter() < until:
        with suppress(httpx2.HTTPError):
            if (await client.get("/ready")).status_code == 200:
                return
        await asyncio.sleep(0.2)
    raise TimeoutError("the server is not ready")


async def _obeyed(request: Request, reply: Reply) -> None:
    """A carrier that does as it is told."""
    call = request.path.rsplit("/", 1)[-1].removesuffix(".json")
    await reply.whole(200, orjson.dumps({"sid": call, "status": "completed"}))


def _thinking(seconds: float):  # type: ignore[no-untyped-def]
    answer = says(wants("I need to schedule an appointment", "book_appointment"))

    async def think(request: ModelRequest) -> None:
        if seconds:
            await asyncio.sleep(seconds)
        await answer(request)

    return think


def _cpu(process: int) -> float:
    """Seconds of a core that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
