"""`frontdesk bench voice --soak`: scripted calls, many at once, for minutes on end.

Every caller speaks at the pace of people and knows what they must hear; the server is in a process
of its own, and all it sees is what a carrier would bring. Counted is how many calls ended as
scripted; measured is the server's memory, which must not rise once it is warm.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Final

from agent_config.clinic_file import load_clinic
from cli import view
from cli.benchmarks.figure import Figure
from cli.benchmarks.scored_server import CLINICS
from cli.benchmarks.soak_scores import call_id_of, the_scores
from cli.benchmarks.voice_load import resident, serving
from clinic.store.keyring import new_key
from telephony.sandbox.score import Score
from telephony.sandbox.scored_caller import Legs, Played
from telephony.sandbox.vendors import Vendors

CALLS: Final = 50
SAMPLE_SECONDS: Final = 10.0
WARM: Final = 1 / 3
"""The part of the time in which memory may still rise."""
PATIENCE: Final = 30.0
"""Seconds within which a sentence that is due must come; a caller's own silence is among them."""
RING_SPREAD: Final = 10.0
RING_SECONDS: Final = 12.0
"""How long people's telephones ring: nobody picks up before the caller has heard who is rung."""
LONGEST_CALL: Final = 300.0
SCRIPTS: Final = Path("tests/calls")


def measure(minutes: float, calls: int = CALLS, folder: Path = SCRIPTS) -> list[Figure]:
    """Every figure, in the order of the table; calls that went wrong are told on the way."""
    scores = the_scores(folder)
    view.remark(f"{len(scores)} scripts, {calls} calls at once, {minutes:g} minutes")
    return list(asyncio.run(_measured(scores, minutes, calls, folder)))


async def _measured(
    scores: Sequence[Score], minutes: float, calls: int, folder: Path
) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="frontdesk-soak-") as place:
        async with Vendors() as vendors:
            vendors.twilio.ring_seconds = RING_SECONDS
            environment = {
                **vendors.environment(),
                "DATABASE_URL": f"sqlite:///{place}/records.sqlite3",
                "DATA_DIR": place,
                "ENCRYPTION_KEY": new_key(),
                "JOBS": "false",
                "LOG_LEVEL": "ERROR",
                "RATE_LIMITS": "1000000/minute",
            }
            command = (sys.executable, "-m", "cli.benchmarks.soak_server")
            async with serving(command, environment, (str(folder),)) as server:
                public = f"http://127.0.0.1:{server.port}"
                for name in CLINICS:
                    vendors.twilio.own(
                        load_clinic(name).number,
                        f"{public}/webhook/voice",
                        status_callback=f"{public}/webhook/voice/status",
                    )
                samples: list[tuple[float, float]] = []
                sampling = asyncio.create_task(_sample(server.process, samples))
                ended = await _crowd(vendors, scores, minutes * 60, calls)
                sampling.cancel()
    return _figures(ended, samples)


async def _crowd(
    vendors: Vendors, scores: Sequence[Score], seconds: float, calls: int
) -> list[tuple[Score, Played | None]]:
    """So many callers, each with one call after the other until the time is over."""
    known: dict[str, Score] = {}
    legs = Legs(vendors.twilio, known, patience=PATIENCE, hurries=False)
    vendors.twilio.stream = legs.carry
    numbers = count()
    until = perf_counter() + seconds
    ended: list[tuple[Score, Played | None]] = []

    async def person(delay: float) -> None:
        await asyncio.sleep(delay)
        while perf_counter() < until:
            number = next(numbers) % len(scores)
            call_id, score = call_id_of(number), scores[number]
            known[call_id] = score
            played = await _called(vendors, legs, score, call_id)
            ended.append((score, played))
            if played is None or not played.is_as_scripted:
                view.warn(f"{score.script.path}: {_wrong(played)}")
            known.pop(call_id)
            legs.played.pop(call_id, None)

    await asyncio.gather(*(person(n * RING_SPREAD / calls) for n in range(calls)))
    return ended


async def _called(vendors: Vendors, legs: Legs, score: Score, call_id: str) -> Played | None:
    """One whole call; `None` where it was never connected, or never ended."""
    caller = score.script.caller or "anonymous"
    call = vendors.twilio.call(score.flow.clinic.number, caller, call_id)
    try:
        async with asyncio.timeout(LONGEST_CALL):
            while call_id not in legs.played and not call.ended.is_set():
                await asyncio.sleep(0.02)
            if call_id in legs.played:
                await legs.played[call_id].left.wait()
                await asyncio.sleep(0.5)  # a person and the caller say goodbye
    except TimeoutError:
        return None
    finally:
        await call.hang_up()
        vendors.twilio.calls.pop(call_id, None)
    return legs.played.get(call_id)


def _wrong(played: Played | None) -> str:
    if played is None:
        return "was not connected, or did not end"
    if not played.is_over:
        return f"did not end; missed {played.missed}"
    return f"missed {played.missed}, heard besides {played.strange}"


async def _sample(process: int, samples: list[tuple[float, float]]) -> None:
    """The server's memory, every ten seconds: (minutes, megabytes)."""
    began = perf_counter()
    while True:
        samples.append(((perf_counter() - began) / 60, resident(process)))
        await asyncio.sleep(SAMPLE_SECONDS)


def _figures(
    ended: Sequence[tuple[Score, Played | None]], samples: Sequence[tuple[float, float]]
) -> Iterator[Figure]:
    fine = sum(played is not None and played.is_as_scripted for _, played in ended)
    yield Figure("soak_calls", len(ended), len(ended))
    yield Figure(
        "soak_as_scripted_percent", round(100 * fine / max(len(ended), 1), 2), len(ended), 100
    )
    for minute in range(int(samples[-1][0]) + 1):
        near = min(samples, key=lambda one: abs(one[0] - minute))
        yield Figure(f"soak_memory_minute_{minute}_mb", round(near[1], 1), 1)
    warm = [one for one in samples if one[0] >= samples[-1][0] * WARM]
    yield Figure(
        "soak_memory_slope_mb_per_minute", round(slope(warm), 3), len(warm), 0.5, at_most=True
    )


def slope(points: Sequence[tuple[float, float]]) -> float:
    """How steeply points rise, by least squares; 0 for fewer than two."""
    if len(points) < 2:
        return 0.0
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
