"""`frontdesk bench engine`: what the engine costs on this machine.

It is measured on a whole call that books a visit: the events of one real run are folded
again and again, so the figures are of the engine alone, without understanding and terminal.
Times are wall-clock; the median says what is usual, the 99th percentile what is rare.
"""

import asyncio
import gc
import statistics
import subprocess
import sys
import tracemalloc
from datetime import datetime
from time import perf_counter, perf_counter_ns
from typing import Final
from zoneinfo import ZoneInfo

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.advance import advance, start
from engine.events import Event
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.loop import Loop
from telephony.simulated import World

CLINIC: Final = "riverside_dental"
SAYS: Final = (
    "Hi, I need an appointment for a cleaning",
    "John Smith",
    "yes",
    "no, I have been there before",
    "Tuesday morning",
    "the first one",
    "yes",
    "no, that's all",
)
ROUNDS: Final = 200
LIVE: Final = (1, 100, 10_000)
HELP: Final = "import sys; from cli.main import main; sys.argv = ['frontdesk', '--help']; main()"


def measure() -> dict[str, float]:
    """The figures of the engine: times in the unit of their names, memory in bytes."""
    began = perf_counter()
    clinic = load_clinic(CLINIC)
    flow = load_flow(clinic.flow, clinic)
    loaded = perf_counter() - began
    events = asyncio.run(_recorded(flow))
    times = sorted(_timed(flow, events))
    return {
        "advance_us_median": round(statistics.median(times) / 1000, 2),
        "advance_us_p99": round(times[len(times) * 99 // 100] / 1000, 2),
        "events_per_call": len(events),
        "calls_per_second": round(1e9 * ROUNDS / sum(times)),
        **{f"bytes_per_live_call_at_{count}": _bytes(flow, events, count) for count in LIVE},
        "flow_load_ms": round(loaded * 1000, 1),
        "help_ms": round(_help_seconds() * 1000, 1),
    }


async def _recorded(flow: Flow) -> tuple[Event, ...]:
    """The events of one call that books a visit."""
    now = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo(flow.clinic.timezone))
    world = World(flow.clinic, now, Understanding(flow))
    loop = Loop(
        flow,
        clock=world.clock,
        line=world.line,
        understander=world.understanding,
        services=world.services,
    )
    await loop.begin("bench", "+15125550142")
    for words in SAYS:
        await loop.hear(words)
    await loop.hung_up()
    return tuple(loop.record.events)


def _timed(flow: Flow, events: tuple[Event, ...]) -> list[int]:
    """Nanoseconds of each step of the call, over all rounds."""
    times = []
    gc.disable()
    try:
        for _ in range(ROUNDS):
            call = start(flow)
            for event in events:
                began = perf_counter_ns()
                call, _ = advance(flow, call, event)
                times.append(perf_counter_ns() - began)
    finally:
        gc.enable()
    return times


def _bytes(flow: Flow, events: tuple[Event, ...], count: int) -> int:
    """What one call in its middle takes of memory when so many are alive."""
    middle = events[: len(events) // 2]
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    calls = []
    for _ in range(count):
        call = start(flow)
        for event in middle:
            call, _ = advance(flow, call, event)
        calls.append(call)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) // len(calls)


def _help_seconds() -> float:
    """How long `frontdesk --help` takes, the quickest of five."""
    times = []
    for _ in range(5):
        began = perf_counter()
        subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=True)
        times.append(perf_counter() - began)
    return min(times)
