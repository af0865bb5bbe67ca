"""Pipecat beside ours: what is compared, where it is missing, and that its bot speaks."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openai import AsyncOpenAI
from typer.testing import CliRunner

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli.benchmarks import pipecat_voice, voice_load
from cli.benchmarks.model_server import StandIn
from cli.benchmarks.voice_callers import UNCLEAR, Waits
from cli.benchmarks.voice_load import Measured
from cli.main import app
from engine.commands import Expecting
from nlu.model.worth import worth_asking
from nlu.understand import Understanding
from telephony.sandbox.caller import StandInCaller

NEEDS_PIPECAT = pytest.mark.skipif(
    not pipecat_voice.PYTHON.exists(), reason="pipecat is not installed: make pipecat"
)
MONDAY = datetime(2026, 3, 2, 15, 15, tzinfo=UTC)


def found(
    answers: list[float], barges: list[float], cpu: float, underruns: int = 0, calls: int = 4
) -> Measured:
    waits = Waits(answers, [], barges, underruns, calls)
    return Measured(waits, 10.0, cpu, 200.0, 150.0, 0.001)


def test_ratios_are_of_medians_and_of_cost() -> None:
    theirs = found([0.010, 0.020, 0.500], [0.004, 0.004], 4.0, underruns=3)
    model, usual = found([0.005] * 3, [0.001] * 2, 1.0), found([0.002] * 3, [], 0.5)
    told = {one.name: one.value for one in pipecat_voice.compared(10, theirs, model, usual)}
    assert told["times_faster_turn_10"] == 4.0
    assert told["times_faster_usual_turn_10"] == 10.0
    assert told["times_faster_barge_in_10"] == 4.0
    assert "times_faster_usual_barge_in_10" not in told  # nobody interrupted
    assert (told["times_cheaper_10"], told["times_cheaper_usual_10"]) == (4.0, 8.0)
    assert told["pipecat_turn_10_ms_p50"] == 20.0
    assert told["pipecat_cpu_per_call_10_percent"] == 4.0
    assert (told["pipecat_underruns_10"], told["model_underruns_10"]) == (3, 0)
    assert told["pipecat_memory_10_mb"] == 200


@pytest.mark.parametrize(
    ("measured", "is_too_much"),
    [
        (found([0.02, 0.03], [], 1.0), False),
        (found([0.02, 0.03], [], 1.0, underruns=5), True),  # more than one in each call
        (found([0.3, 0.3], [], 1.0), True),
        (found([], [], 1.0), True),
    ],
)
def test_when_calls_are_too_many(measured: Measured, is_too_much: bool) -> None:
    assert pipecat_voice.slipped(measured) is is_too_much


def test_more_and_more_calls_are_tried_until_theirs_slips(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, float]] = []

    def theirs(python: Path, calls: int, seconds: float) -> Measured:
        asked.append((calls, seconds))
        return found([0.02 if calls < 32 else 0.4] * 2, [], 1.0)

    monkeypatch.setattr(pipecat_voice, "installed", lambda: Path("python"))
    monkeypatch.setattr(pipecat_voice, "theirs", theirs)
    monkeypatch.setattr(pipecat_voice, "ours", lambda *_: found([0.01] * 2, [], 1.0))
    told = {one.name for one in pipecat_voice.measure(seconds=10)}
    assert asked == [(1, 30), (10, 10), (20, 10), (26, 10), (32, 10)]
    assert {"times_faster_turn_1", "times_faster_turn_32"} <= told
    asked.clear()
    pipecat_voice.measure((5,), 10)
    assert asked == [(5, 10)]


def test_without_pipecat_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipecat_voice, "PYTHON", tmp_path / ".venv-pipecat" / "bin" / "python")
    result = CliRunner().invoke(app, ["bench", "voice", "--pipecat"])
    assert result.exit_code == 1
    assert "'make pipecat'" in result.output


@pytest.mark.parametrize("words", UNCLEAR)
def test_the_words_of_its_callers_are_worth_a_question_to_a_model(words: str) -> None:
    clinic = load_clinic("riverside_dental")
    flow = load_flow(clinic.flow, clinic)
    local, asked = Understanding(flow), Expecting("open")
    meant = local.understand(words, asked, MONDAY)
    assert worth_asking(flow, words, asked, meant, local.alarm(words))


def test_the_model_streams_words_as_its_kit_reads_them() -> None:
    async def ask() -> str:
        async with (
            StandIn(lambda request: request.stream("Good morning, caller.")) as stand_in,
            AsyncOpenAI(api_key="sandbox", base_url=stand_in.address) as kit,
        ):
            pieces = await kit.chat.completions.create(
                model="any",
                messages=[{"role": "user", "content": "hello"}],
                stream=True,
                stream_options={"include_usage": True},
            )
            said = [one async for one in pieces]
        assert said[-1].usage is not None
        return "".join(one.choices[0].delta.content or "" for one in said if one.choices)

    assert asyncio.run(ask()) == "Good morning, caller."


@NEEDS_PIPECAT
def test_its_bot_greets_answers_and_falls_silent_when_spoken_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(voice_load, "SETTLES_IN", 0)

    async def call() -> None:
        told: list[str] = []
        heard, cleared = asyncio.Event(), asyncio.Event()

        async def said(leg: StandInCaller, words: str) -> None:
            cleared.clear()
            leg.say(words)
            await cleared.wait()
            while "EndOfTurn" not in told:
                await asyncio.sleep(0.01)
            told.clear()
            heard.clear()
            await heard.wait()

        async with (
            asyncio.timeout(60),
            pipecat_voice.bot(pipecat_voice.PYTHON, lambda event, _: told.append(event)) as bot,
            StandInCaller(
                f"ws://127.0.0.1:{bot.port}/media",
                "CA" + "1" * 32,
                "",
                heard=lambda _: heard.set(),
                cleared=cleared.set,
            ) as leg,
        ):
            talking = asyncio.create_task(leg.run())
            await heard.wait()
            await said(leg, "hello")
            await said(leg, "one more word")
            await leg.hang_up()
            talking.cancel()

    asyncio.run(call())
