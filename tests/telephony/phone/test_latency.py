"""How long a caller waited, and for whom."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.commands import Expecting
from engine.events import Understood
from engine.safety import Alarm
from telephony.observer import Stages, summary
from telephony.phone.latency import Stopwatch, Timed
from tests.telephony.phone.stage import Stage
from tests.telephony.phone.test_phone_call import played


class Clock:
    def __init__(self) -> None:
        self.now = 10.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock) -> Stopwatch:
    return Stopwatch(clock)


def test_a_turn_in_its_stages(clock: Clock, watch: Stopwatch) -> None:
    watch.heard()
    clock.now += 0.5
    watch.understood()
    clock.now += 0.25
    watch.decided()
    clock.now += 0.125
    watch.spoke()
    watch.spoke()
    assert watch.turns == [Stages(0.875, 0.5, 0.25, 0.125)]
    assert watch.waits == [0.875]


def test_what_needs_no_understanding_is_decided_at_once(clock: Clock, watch: Stopwatch) -> None:
    watch.understood()  # ahead, before the caller had finished
    clock.now += 1
    watch.heard()
    clock.now += 0.25
    watch.decided()
    watch.decided()
    watch.understood()  # what else was said, after the answer was ordered
    clock.now += 0.25
    watch.spoke()
    assert watch.turns == [Stages(0.5, None, 0.25, 0.25)]


def test_what_stands_in_for_an_answer_is_the_first_sound(clock: Clock, watch: Stopwatch) -> None:
    watch.heard()
    clock.now += 1.5
    watch.spoke()
    clock.now += 1
    watch.understood()
    watch.decided()
    watch.spoke()
    assert watch.turns == [Stages(1.5)]


def test_an_answer_that_joined_what_was_said_is_no_wait(clock: Clock, watch: Stopwatch) -> None:
    watch.heard()
    watch.fell_silent()  # what was said before; the answer is still to come
    watch.decided()
    watch.fell_silent()
    clock.now += 8
    watch.spoke()  # because the caller was silent
    assert watch.turns == []


def test_greetings_are_no_turns(watch: Stopwatch) -> None:
    watch.decided()
    watch.spoke()
    assert watch.turns == []


def test_the_record_of_a_call() -> None:
    turns = [Stages(0.2, 0.1, 0.05, 0.05), Stages(1.0, 0.5), Stages(0.3)]
    assert summary(turns) == {
        "turns": 3,
        "understand": {"p50_ms": 300.0, "max_ms": 500.0},
        "decide": {"p50_ms": 50.0, "max_ms": 50.0},
        "speak": {"p50_ms": 50.0, "max_ms": 50.0},
        "total": {"p50_ms": 300.0, "max_ms": 1000.0},
    }
    assert summary([]) is None


class Thinking:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        self._clock.now += 0.5
        return Understood(at=at)

    def alarm(self, words: str) -> Alarm:
        return Alarm(distress=words == "help")


def test_understanding_is_timed(clock: Clock, watch: Stopwatch) -> None:
    timed = Timed(Thinking(clock), watch)
    assert timed.alarm("help").distress
    watch.heard()
    asyncio.run(timed.understand("yes", Expecting("open"), datetime.now(UTC)))
    watch.decided()
    watch.spoke()
    assert watch.turns == [Stages(0.5, 0.5, 0.0, 0.0)]


def test_turns_of_a_call_are_measured_to_their_first_sound(tmp_path: Path) -> None:
    async def work(stage: Stage) -> None:
        await stage.hear_out()
        await stage.speak("I need a cleaning")
        await stage.hear_out()
        stage.troubles["voice"].kind, stage.troubles["voice"].seconds = "slow", 0.3
        await stage.speak("John Smith")
        await stage.hear_out()
        await stage.rest(12.0)  # a silence that is asked about is no wait

    turns = played(tmp_path, work).call.stopwatch.turns
    assert len(turns) == 2
    for one in turns:
        assert one.total < 2
        assert (one.decide, one.speak) != (None, None)
        assert one.total == pytest.approx((one.decide or 0) + (one.speak or 0))
    assert (turns[0].speak or 0) < 0.1, "it was voiced ahead"
