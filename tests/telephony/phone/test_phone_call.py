"""Calls by telephone as they go: interrupted, nodded at, typed into, in danger, too long."""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.events import BargedIn, Heard, Silence, TimeUp
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.sandbox.spoken_sound import SECONDS_A_LETTER
from tests.nlu.model.virtual_time import in_no_time
from tests.telephony.phone.stage import Stage


@cache
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@cache
def understanding() -> Understanding:
    return Understanding(flow())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


def played(folder: Path, work: Callable[[Stage], Awaitable[None]], **more: Any) -> Stage:
    async def whole() -> Stage:
        stage = Stage(flow(), understanding(), folder, with_model=False, **more)
        await stage.open()
        await work(stage)
        await stage.close()
        return stage

    return in_no_time(whole)[0]


def events(stage: Stage, kind: type) -> list[Any]:
    return [event for event in stage.log.events if isinstance(event, kind)]


def test_a_caller_who_speaks_over_the_greeting_is_heard(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.rest(1.5)
        await stage.speak("I need to schedule an appointment")
        await stage.hear_out()

    stage = played(folder, work)
    (cut,) = events(stage, BargedIn)
    assert flow().clinic.name.split()[0] not in cut.heard.split()[-1:]
    assert "Thank you for" in cut.heard
    assert "How can I help" not in cut.heard
    assert "May I have your full name, please?" in stage.said


def test_a_nod_does_not_stop_us(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.rest(1.0)
        await stage.speak("mhm")
        await stage.rest(12.0)

    stage = played(folder, work)
    assert not events(stage, BargedIn)
    assert not [one for one in events(stage, Heard) if one.final]
    assert "How can I help today?" in stage.said


def test_an_emergency_is_answered_before_it_is_finished(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        stage.carrier.rings_for = 30.0
        await stage.speak("my husband can't breathe his face is blue please hurry I don't know why")
        await stage.rest(10.0)

    stage = played(folder, work)
    interim = [one for one in events(stage, Heard) if not one.final]
    assert len(interim) == 1, "told once, while the caller still speaks"
    at, words = next(one for one in stage.media.heard if "dial nine one one" in one[1])
    assert at - SECONDS_A_LETTER * len(words) < stage.spoken[-1][1], "while they still speak"
    assert stage.carrier.rung == ["emergency"]


def test_the_emergency_sentence_cannot_be_interrupted(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        await stage.speak("I can't breathe")
        await stage.rest(0.6)
        await stage.speak("what did you say hello hello are you there")
        await stage.rest(5.0)

    stage = played(folder, work)
    assert " ".join(stage.said).count("dial nine one one") == 1
    assert not events(stage, BargedIn)


def test_a_person_who_answers_gets_the_caller(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        await stage.speak("let me talk to a person please")
        await stage.rest(20.0)

    stage = played(folder, work)
    assert stage.is_over
    assert stage.carrier.rung == ["human"]
    assert not stage.carrier.hung_up, "the caller is with them"
    music = [ends - begins for begins, ends in stage.media.spans]
    assert sum(music) > 5, "music while it rings"


def test_nobody_answers_and_the_caller_is_told(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        stage.carrier.answers = "no_answer"
        await stage.hear_out()
        await stage.speak("let me talk to a person please")
        await stage.rest(12.0)
        await stage.hear_out()
        await stage.speak("please call me back about my bill")
        await stage.rest(20.0)

    stage = played(folder, work)
    assert stage.loop.call.disposition == "escalated"
    assert {task["type"] for task in stage.world.desk.tasks} >= {"escalated_call"}


def test_keys_are_taken(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.rest(1.0)
        stage.call.key("0")
        await stage.rest(15.0)

    assert played(folder, work).carrier.rung == ["human"]


def test_three_silences_end_a_call(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.rest(90.0)

    stage = played(folder, work)
    assert len(events(stage, Silence)) == 3
    assert stage.is_over
    assert stage.carrier.hung_up
    assert stage.loop.call.disposition == "abandoned"


def test_no_call_lasts_for_ever(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        for number in range(60):
            await stage.hear_out()
            if stage.is_over:
                return
            await stage.speak("wait" if number % 2 else "hold on a second please")
            await stage.rest(12.0)

    stage = played(folder, work)
    assert stage.is_over
    lasted = stage.ended - stage.began
    assert lasted < 60 * (flow().limits.minutes or 8) + 150
    assert events(stage, TimeUp) or stage.loop.call.escalation


def test_a_caller_who_hangs_up_is_gone(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        await stage.speak("I need an appointment")
        stage.call.gone()
        await stage.rest(3.0)

    stage = played(folder, work)
    assert stage.is_over
    assert stage.loop.call.disposition == "abandoned"
    assert not stage.carrier.hung_up


def test_a_caller_who_was_put_through_has_not_hung_up(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        await stage.speak("let me talk to a person please")
        await stage.rest(3.0)
        stage.carrier.left = True
        stage.call.gone()
        await stage.rest(6.0)

    stage = played(folder, work)
    assert stage.loop.call.disposition == "escalated"
    assert stage.is_over


@pytest.mark.parametrize("what", ["ear", "voice"])
def test_without_any_ear_or_voice_the_carrier_speaks(folder: Path, what: str) -> None:
    async def work(stage: Stage) -> None:
        stage.troubles[what].kind = "refuse"
        await stage.hear_out()
        await stage.speak("I need an appointment")
        await stage.rest(2.0)
        if not stage.is_over:
            await stage.hear_out(longest=10)
        await stage.rest(8.0)

    stage = played(folder, work, ears=1, voices=1)
    if what == "ear":
        assert stage.carrier.by_turns
        assert stage.is_over
        assert not stage.carrier.hung_up


def test_a_carrier_that_cannot_help_leaves_a_person(folder: Path) -> None:
    async def refuse() -> None:
        raise ConnectionError("refused")

    async def work(stage: Stage) -> None:
        stage.carrier.speak_by_turns = refuse  # type: ignore[method-assign]
        stage.troubles["ear"].kind = "refuse"
        await stage.hear_out()
        await stage.speak("I need an appointment")
        await stage.rest(20.0)

    stage = played(folder, work, ears=1)
    assert stage.carrier.rung == ["system_failure"]
    assert stage.is_over


def test_a_raised_voice_and_words_of_displeasure_are_distress(folder: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        stage.call._meter.utterance = lambda: (1.0, True)  # type: ignore[method-assign]
        await stage.speak("how many times do I have to tell you people")
        await stage.rest(1.0)

    stage = played(folder, work)
    assert events(stage, Heard)[-1].alarm.distress
    assert stage.loop.call.escalation == "distress"
