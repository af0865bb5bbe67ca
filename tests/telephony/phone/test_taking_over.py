"""Somebody at the clinic takes a caller over, whatever is being said at that moment."""

import asyncio
from pathlib import Path

import pytest

from engine.events import TakenOver, TransferEnded
from tests.telephony.phone.stage import Stage
from tests.telephony.phone.test_phone_call import events, played


async def take_over(stage: Stage) -> None:
    over = asyncio.Event()
    stage.call.order(lambda live: live.loop.take_over(), over.set)
    await over.wait()


@pytest.mark.parametrize("seconds", [1.0, 20.0], ids=["while we speak", "while they should"])
def test_a_caller_who_is_taken_over_hears_so_and_gets_a_person(
    tmp_path: Path, seconds: float
) -> None:
    async def work(stage: Stage) -> None:
        if seconds > 10:
            await stage.hear_out()
            await stage.speak("I need a cleaning")
            await stage.hear_out()
        else:
            await stage.rest(seconds)
        await take_over(stage)
        await stage.rest(40.0)

    stage = played(tmp_path, work)
    assert stage.carrier.rung == ["taken_over"]
    assert stage.is_over
    assert len(events(stage, TakenOver)) == 1
    assert [one.how for one in events(stage, TransferEnded)] == ["answered"]
    assert "connect" in " ".join(stage.said[-2:])
    assert not stage.carrier.hung_up, "the leg is with a person"


def test_a_caller_whom_nobody_takes_after_all_may_leave_a_message(tmp_path: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        stage.carrier.answers = "no_answer"
        await take_over(stage)
        await stage.rest(7.0)
        await stage.hear_out()
        await stage.speak("please call me back about my cleaning")
        await stage.rest(10.0)

    stage = played(tmp_path, work)
    assert stage.loop.call.escalation == "taken_over"
    assert any("call me back" in str(task) for task in stage.world.desk.tasks)
