"""A server of calls under load: a process on a core of its own, callers who talk to it, figures.

Whose server it is does not matter here, so ours and other people's are measured by the same lines.
"""

import asyncio
import os
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from statistics import quantiles
from time import perf_counter
from typing import Final

import httpx2
import uvloop

from cli.benchmarks.figure import Figure
from cli.benchmarks.voice_callers import WORDS, Caller, Town, Waits

WARM_SECONDS: Final = 4.0
STARTS_IN: Final = 120.0
RING_SPREAD: Final = 3.0
"""Seconds over which callers begin."""
SETTLES_IN: Final = 3.0
"""Seconds after a server is ready, in which it may do what can be done ahead."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What so many calls at once came to."""

    waits: Waits
    seconds: float
    cpu_seconds: float
    resident_mb: float
    idle_mb: float
    late_ms: float


@dataclass(frozen=True, slots=True)
class Server:
    """A process that takes calls at `/media` on a port of this machine."""

    process: int
    port: int


def run(measured: Callable[[Path], Awaitable[Measured]]) -> Measured:
    """Measure with callers and stand-ins on the last core, in a folder that goes afterwards."""

    async def measuring() -> Measured:
        return await measured(Path(folder))

    with tempfile.TemporaryDirectory(prefix="frontdesk-voice-") as folder:
        _pin(os.getpid(), -1)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(measuring())


@asynccontextmanager
async def serving(
    command: Sequence[str], environment: Mapping[str, str], arguments: Sequence[str] = ()
) -> AsyncIterator[Server]:
    """A server on the first core: the command, its port, further arguments.

    Raises `TimeoutError` when it is not ready in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*command, str(port), *arguments],
        env={**os.environ, **environment, "OMP_NUM_THREADS": "1"},
    )
    _pin(process.pid, 0)
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
            await _ready(client, process)
        await asyncio.sleep(SETTLES_IN)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()
        process.wait()


async def talk(
    server: Server,
    town: Town,
    calls: int,
    seconds: float,
    token: Callable[[str], str],
    *,
    words: Sequence[str] = WORDS,
    interrupts: bool = False,
) -> Measured:
    """So many callers at once, for so long, who say these words; `token` admits a call of a name.

    `interrupts`: they speak into every second answer.
    """
    sending = asyncio.create_task(town.run())
    await asyncio.sleep(1.0)
    idle = resident(server.process)
    waits = Waits()
    until = perf_counter() + WARM_SECONDS + RING_SPREAD + seconds

    async def person(number: int) -> None:
        await asyncio.sleep(number * RING_SPREAD / calls)
        while perf_counter() < until:
            call_id = f"CA{token_hex(16)}"
            await Caller(waits, town, words=words, interrupts=interrupts).call(
                f"ws://127.0.0.1:{server.port}/media",
                call_id,
                token(call_id),
                lambda: perf_counter() >= until,
            )

    people = [asyncio.create_task(person(number)) for number in range(calls)]
    await asyncio.sleep(WARM_SECONDS + RING_SPREAD)
    for kept in (waits.answers, waits.barges, waits.voice_to_voice):
        kept.clear()
    town.late = 0.0
    began, cpu = perf_counter(), _cpu(server.process)
    await asyncio.sleep(max(until - perf_counter(), 0))
    took, spent = perf_counter() - began, _cpu(server.process) - cpu
    held, late = resident(server.process), town.late
    found = Waits(list(waits.answers), list(waits.voice_to_voice), list(waits.barges))
    await asyncio.gather(*people, return_exceptions=True)
    found.underruns, found.calls = waits.underruns, waits.calls
    sending.cancel()
    return Measured(found, took, spent, held, idle, late * 1000)


def spread(name: str, seconds: Sequence[float], aim: float | None = None) -> Iterator[Figure]:
    """The median and the 95th percentile of seconds, in milliseconds; nothing of fewer than two."""
    if len(seconds) < 2:
        return
    cuts = quantiles(seconds, n=20)
    yield Figure(f"{name}_p50", round(cuts[9] * 1000, 2), len(seconds), aim, at_most=True)
    yield Figure(f"{name}_p95", round(cuts[18] * 1000, 2), len(seconds))


def _pin(process: int, core: int) -> None:
    """Keep a process on a core of its own, where there are two and the system can do it."""
    everything = range(os.cpu_count() or 1)
    if hasattr(os, "sched_setaffinity") and len(everything) > 1:
        os.sched_setaffinity(process, {everything[core]})


async def _ready(client: httpx2.AsyncClient, process: "subprocess.Popen[bytes]") -> None:
    until = perf_counter() + STARTS_IN
    while perf_counter() < until and process.poll() is None:
        with suppress(httpx2.HTTPError):
            if (await client.get("/ready")).status_code == 200:
                return
        await asyncio.sleep(0.2)
    raise TimeoutError("the server is not ready")


def _cpu(process: int) -> float:
    """Seconds of a core that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
