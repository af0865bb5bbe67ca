"""`frontdesk bench voice --pipecat`: the same callers call pipecat's bot and ours, by turns.

Ours is measured twice. `model`: every turn asks a model, as theirs must, and every sentence is
voiced when it is said; that is the same work, so the ratios are of that. `usual`: as Frontdesk
runs, asking a model only where that is worth it, with sentences voiced ahead. Callers speak into
every second answer of either.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Final

from cli.benchmarks.figure import Figure
from cli.benchmarks.model_server import Request, StandIn
from cli.benchmarks.voice import Setting, obeyed, ours
from cli.benchmarks.voice_callers import UNCLEAR, Town
from cli.benchmarks.voice_load import Measured, Server, run, serving, spread, talk
from cli.failure import Failure
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.deepgram_flux import Told
from telephony.sandbox.elevenlabs_socket import ElevenLabsSocketStandIn
from telephony.sandbox.web import Web

HOUSE: Final = Path(__file__).parents[2]
PYTHON: Final = HOUSE / ".venv-pipecat" / "bin" / "python"
BOT: Final = Path(__file__).with_name("pipecat_bot.py")
CALLS: Final = (1, 10, 20)
MORE: Final = (26, 32, 38, 44, 50)
"""Tried one after another until theirs slips, unless the numbers of calls are given."""
FEW: Final = 3
"""Calls up to which it is measured for three times as long, for they have few turns."""
SLIPS_AT: Final = 0.2
"""Seconds of the median answer at which callers are too many; so are they when sound breaks off."""
ANSWER: Final = "Thank you. And what is the best phone number to reach you?"
MODEL: Final = Setting(
    "model", eager=False, cached=False, model=True, words=UNCLEAR, interrupts=True
)
USUAL: Final = Setting("usual", interrupts=True)


def measure(calls: Sequence[int] = CALLS, seconds: float = 30.0) -> list[Figure]:
    """Theirs, ours, and how many times faster ours is.

    Raises `Failure` where pipecat is not installed, before anything is measured.
    """
    python = installed()
    found: list[Figure] = []
    for count in (*calls, *(MORE if calls == CALLS else ())):
        took = seconds * 3 if count <= FEW else seconds
        peer = theirs(python, count, took)
        found += compared(count, peer, ours(MODEL, count, took), ours(USUAL, count, took))
        if count >= calls[-1] and slipped(peer):
            break
    return found


def installed() -> Path:
    """The Python that knows pipecat. Raises `Failure`, with the way to it."""
    if not PYTHON.exists():
        raise Failure(
            f"pipecat is not installed in {PYTHON.parents[1].name}; 'make pipecat' does that"
        )
    return PYTHON


def theirs(python: Path, calls: int, seconds: float) -> Measured:
    """So many callers at once who call pipecat's bot, and say what those of `MODEL` say."""
    return run(lambda folder: _measured(python, calls, seconds))


def compared(count: int, peer: Measured, model: Measured, usual: Measured) -> Iterator[Figure]:
    """The figures of so many calls at once, and the ratios of theirs to ours."""
    for name, found in (("pipecat", peer), ("model", model), ("usual", usual)):
        yield from spread(f"{name}_turn_{count}_ms", found.waits.answers)
        yield from spread(f"{name}_barge_in_{count}_ms", found.waits.barges)
        yield Figure(f"{name}_cpu_per_call_{count}_percent", round(_cpu(found, count), 3), count)
        yield Figure(f"{name}_underruns_{count}", found.waits.underruns, found.waits.calls)
        yield Figure(f"{name}_memory_{count}_mb", round(found.resident_mb), count)
        yield Figure(f"{name}_stand_ins_late_{count}_ms", round(found.late_ms, 1), count)
    for name, found in (("", model), ("_usual", usual)):
        yield from _ratio(
            f"times_faster{name}_turn_{count}", peer.waits.answers, found.waits.answers
        )
        yield from _ratio(
            f"times_faster{name}_barge_in_{count}", peer.waits.barges, found.waits.barges
        )
        cheaper = _cpu(peer, count) / max(_cpu(found, count), 1e-9)
        yield Figure(f"times_cheaper{name}_{count}", round(cheaper, 2), count)


def slipped(found: Measured) -> bool:
    """Whether so many calls are too many: sound breaks off, or answers are awaited."""
    waits = found.waits
    return waits.underruns > waits.calls or not waits.answers or median(waits.answers) > SLIPS_AT


def _ratio(name: str, peer: Sequence[float], own: Sequence[float]) -> Iterator[Figure]:
    if peer and own:
        times = median(peer) / max(median(own), 1e-9)
        yield Figure(name, round(times, 2), min(len(peer), len(own)))


def _cpu(found: Measured, calls: int) -> float:
    return 100 * found.cpu_seconds / found.seconds / calls


async def _measured(python: Path, calls: int, seconds: float) -> Measured:
    town = Town()
    async with bot(python, town.tell) as server:
        return await talk(
            server, town, calls, seconds, lambda call_id: "", words=UNCLEAR, interrupts=True
        )


@asynccontextmanager
async def bot(python: Path, told: Told) -> AsyncIterator[Server]:
    """Pipecat's bot, ready for calls, among the stand-ins; `told` hears what Flux tells."""
    async with AsyncExitStack() as stack:
        hearing = await stack.enter_async_context(DeepgramStandIn(told=told))
        speaking = await stack.enter_async_context(ElevenLabsSocketStandIn())
        thinking = await stack.enter_async_context(StandIn(_answer))
        carrier = Web(obeyed)
        await carrier.start()
        stack.push_async_callback(carrier.close)
        environment = {
            "DEEPGRAM_BASE_URL": hearing.url.replace("http", "ws", 1),
            "ELEVENLABS_BASE_URL": speaking.url,
            "OPENAI_BASE_URL": thinking.address,
            "TWILIO_BASE_URL": carrier.url,
            "LOGURU_LEVEL": "CRITICAL",
        }
        # -P: the bot's neighbours here are not to be taken for packages of that name.
        yield await stack.enter_async_context(serving((str(python), "-P", str(BOT)), environment))


async def _answer(request: Request) -> None:
    await request.stream(ANSWER)
