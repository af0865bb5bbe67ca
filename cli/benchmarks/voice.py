"""`frontdesk bench voice`: what a call costs and how soon it is answered, in figures.

The server runs on one core by itself; callers and the vendors' stand-ins on another. The stand-ins
answer at once unless a delay is given, so what is measured is our own: from the recogniser's "the
caller has finished" to our first sound, from "the caller began" to our falling silent.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from agent_config.clinic_file import load_clinic
from cli.benchmarks.figure import Figure
from cli.benchmarks.model_server import Answer, says, wants
from cli.benchmarks.model_server import Request as ModelRequest
from cli.benchmarks.model_server import StandIn as ModelStandIn
from cli.benchmarks.voice_callers import UNCLEAR, WORDS, Town
from cli.benchmarks.voice_load import Measured, run, serving, spread, talk
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
CLINIC: Final = "riverside_dental"
ANSWERED: Final = wants("I need to schedule an appointment", "book_appointment")


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
    words: tuple[str, ...] = WORDS
    interrupts: bool = False
    """Whether callers speak into every second answer, too."""


def measure(calls: Sequence[int] = CALLS, seconds: float = SECONDS) -> list[Figure]:
    """Every figure, in the order of the table."""
    found: list[Figure] = []
    for count in calls:
        found += _load(count, ours(USUAL, count, seconds))
    for setting, aim in (
        (Setting("at_once"), None),
        (Setting("late_understanding", eager=False), None),
        (Setting("model", eager=False, model=True, words=UNCLEAR), 5.0),
    ):
        waits = ours(setting, 1, seconds).waits
        found += spread(f"turn_1_{setting.name}_ms", waits.answers, aim)
    for setting in REAL:
        waits = ours(setting, 4, seconds * 1.5).waits
        found += spread(f"voice_to_voice_{setting.name}_ms", waits.voice_to_voice, None)
    return found


USUAL: Final = Setting("cached", hears_after=0.1)
"""Flux tells "probably finished" a while before "finished"; a tenth of a second is a short while.
The wait is not ours and is not counted: answers are measured from "finished". `at_once` has none.
"""
_DELAYS: Final = {"hears_after": 0.3, "thinks_for": 0.4, "speaks_after": 0.15, "model": True}
REAL: Final = (
    Setting("eager_cached", eager_after=0.05, **_DELAYS),  # type: ignore[arg-type]
    Setting("eager_uncached", cached=False, eager_after=0.05, **_DELAYS),  # type: ignore[arg-type]
    Setting("late_cached", eager=False, **_DELAYS),  # type: ignore[arg-type]
    Setting("late_uncached", eager=False, cached=False, **_DELAYS),  # type: ignore[arg-type]
)


def _load(count: int, found: Measured) -> Iterator[Figure]:
    waits = found.waits
    yield from spread(f"turn_{count}_ms", waits.answers, 2.0 if count == 1 else None)
    yield from spread(f"barge_in_{count}_ms", waits.barges, 1.0 if count == 1 else None)
    cpu = 100 * found.cpu_seconds / found.seconds / count
    aim = 1.0 if count >= 10 else None
    yield Figure(f"cpu_per_call_{count}_percent", round(cpu, 3), count, aim, at_most=True)
    yield Figure(f"underruns_{count}", waits.underruns, waits.calls, 0.0, at_most=True)
    memory = (found.resident_mb - found.idle_mb) / count
    yield Figure(f"memory_per_call_{count}_mb", round(memory, 3), count)
    yield Figure(f"stand_ins_late_{count}_ms", round(found.late_ms, 1), count)


def ours(setting: Setting, calls: int, seconds: float) -> Measured:
    """So many callers at once who call our server."""
    return run(lambda folder: _measured(setting, calls, seconds, folder))


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
        carrier = Web(obeyed)
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
        server = await stack.enter_async_context(
            serving(
                (sys.executable, "-m", "cli.benchmarks.voice_server"),
                environment,
                (str(setting.cached).lower(),),
            )
        )
        tokens = StreamTokens(Database(url, parse(key)), lambda: datetime.now(UTC))
        return await talk(
            server,
            town,
            calls,
            seconds,
            lambda call_id: tokens.issue(call_id, scope, None),
            words=setting.words,
            interrupts=setting.interrupts,
        )


async def _clinic(url: str, key: str) -> Scope:
    database = Database(url, parse(key))
    await schema.upgrade(database)
    clinic = load_clinic(CLINIC)
    scope = Scope(as_id(clinic.practice), clinic.id)
    await enter_clinic(database, clinic, "", datetime.now(UTC))
    await publish_files(database, scope, clinic, datetime.now(UTC))
    await database.close()
    return scope


async def obeyed(request: Request, reply: Reply) -> None:
    """A carrier that does as it is told."""
    call = request.path.rsplit("/", 1)[-1].removesuffix(".json")
    await reply.whole(200, orjson.dumps({"sid": call, "status": "completed"}))


def _thinking(seconds: float) -> Answer:
    """A model that takes unclear words for the question where we are, and others as they are."""

    async def think(request: ModelRequest) -> None:
        if seconds:
            await asyncio.sleep(seconds)
        asked = str(request.body.get("messages", ""))
        meaning = wants("about the", "location") if "about the" in asked else ANSWERED
        await says(meaning)(request)

    return think
