"""Whatever breaks, whenever: nobody waits in silence, nothing said is lost, a person can be had.

Each of recogniser, model, voice, records and the stream itself is refused, hangs, lags, breaks off
or sends nonsense, from the greeting on, in the middle of an answer, at the confirmation, and when a
person was asked for. FRONTDESK_SHOW_MATRIX=1 prints what each call came to.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.flow import Flow
from nlu.understand import Understanding
from tests.nlu.model.virtual_time import in_no_time
from tests.telephony.phone.stage import Stage

WHAT = ("ear", "model", "voice", "store", "media")
HOW = ("refuse", "hang", "slow", "drop", "garbage")
WHEN = ("greeting", "collect", "confirm", "escalate")
SHOWN = bool(os.environ.get("FRONTDESK_SHOW_MATRIX"))
LONGEST_SILENCE = 2.0
SLOW_SECONDS = {"ear": 1.2, "model": 3.0, "voice": 3.0, "store": 3.0, "media": 3.0}
TURNS = (
    "I need to schedule an appointment",
    "John Smith",
    "yes it is",
    "just a regular checkup",
    "no it's my first time",
    "I have Delta Dental",
    "next Tuesday morning",
    "the first one",
    "yes please",
    "no that's all thank you",
)
CONFIRMING = 8
"""The turn that answers the confirmation."""
FILLED = ("patient_name", "callback_number", "visit_reason", "patient_status")
SERVICES = ("find_openings", "hold", "book", "notify", "find_patients")


@cache
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@cache
def understanding() -> Understanding:
    return Understanding(flow())


async def played(what: str, how: str, when: str, folder: Path) -> Stage:
    """A whole call in which something breaks and stays broken."""
    stage = Stage(flow(), understanding(), folder, ears=2, voices=2)

    def break_it() -> None:
        stage.troubles[what].seconds = SLOW_SECONDS[what]
        stage.troubles[what].kind = how
        if what == "store":
            for service in SERVICES:
                stage.world.faults.set(service, "timeout" if how in ("hang", "slow") else "error")
        if what == "media" and how in ("refuse", "drop", "garbage"):
            stage.call.broke()

    if when == "greeting" and what != "media":
        break_it()
    await stage.open()
    if when == "greeting" and what == "media":
        await stage.rest(0.5)
        break_it()
    turns = TURNS if when != "escalate" else (*TURNS[:3], "I want to talk to a person please")
    breaks_at = {"greeting": -1, "collect": 2, "confirm": CONFIRMING, "escalate": 3}[when]
    for number, words in enumerate(turns):
        await stage.hear_out()
        if stage.is_over:
            break
        if number == breaks_at:
            break_it()
        await stage.speak(words)
    for _ in range(40):
        if stage.is_over:
            break
        await stage.rest(1.0)
    await stage.close()
    return stage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


def ways() -> Iterator[tuple[str, str, str]]:
    """All of them at night and when they are shown; every day one moment of each two."""
    every = SHOWN or os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
    for number, (what, how) in enumerate(product(WHAT, HOW)):
        for moment in WHEN if every else (WHEN[number % 2], WHEN[2 + number % 2]):
            yield what, how, moment


@pytest.mark.parametrize(("what", "how", "when"), list(ways()))
def test_nobody_is_left_alone(what: str, how: str, when: str, folder: Path) -> None:
    stage, _ = in_no_time(lambda: played(what, how, when, folder))
    call = stage.loop.call
    longest = (stage.silences() or [(0.0, 0.0)])[0]
    waited = longest[1] - longest[0]
    if stage.carrier.rung:
        came_to = f"rung for {stage.carrier.rung[-1]}"
    elif stage.carrier.by_turns:
        came_to = "goes on at the carrier"
    else:
        came_to = call.disposition or call.state
    if SHOWN:
        sys.stdout.write(f"{what:6} {how:8} {when:9} {came_to:28} longest silence {waited:.2f} s\n")
    assert stage.is_over, f"the line is still open: {stage.said[-3:]}"
    assert waited <= LONGEST_SILENCE, f"{longest}, after {stage.said[-2:]}"
    heard = [event.words for event in stage.log.events if type(event).__name__ == "Heard"]
    if not (stage.carrier.by_turns or what == "media"):
        answered = [words for words in stage.words if any(words in one for one in heard)]
        assert answered == stage.words, "something that was said is lost"
        if when == "escalate":
            assert stage.carrier.rung == ["human"], "the caller asked for a person"
        else:
            assert call.disposition in ("booked", "requested", "escalated", "message_taken")
    if what == "media" and how in ("refuse", "drop", "garbage"):
        kinds = {task["type"] for task in stage.world.desk.tasks}
        assert "escalated_call" in kinds, "nobody was told of a call that broke off"


def test_every_fault_is_had_at_two_moments_at_least() -> None:
    had = {(what, how) for what, how, _ in ways()}
    assert len(had) == len(WHAT) * len(HOW)
    assert len(list(ways())) >= 2 * len(had)
    assert {when for _, _, when in ways()} == set(WHEN)


def test_without_a_fault_the_call_is_booked(folder: Path) -> None:
    async def fine() -> Stage:
        return await played("ear", "none", "greeting", folder)

    stage, seconds = in_no_time(fine)
    assert stage.loop.call.disposition == "booked"
    assert stage.carrier.hung_up
    assert not stage.carrier.rung
    assert seconds < 200
