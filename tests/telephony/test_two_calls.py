"""Two callers at once in one clinic: a time that one of them holds is not offered to the other."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.loop import Loop
from telephony.simulated import World

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo("America/Chicago"))
WISH = ("I need a cleaning", "John Smith", "yes", "Tuesday at ten")


@pytest.fixture(scope="module")
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@dataclass
class Clinic:
    """One clinic, several lines."""

    flow: Flow

    def __post_init__(self) -> None:
        self.understanding = Understanding(self.flow)
        self.first = World(self.flow.clinic, NOW, self.understanding)

    async def call(self, number: str) -> Loop:
        world = World(self.flow.clinic, NOW, self.understanding)
        loop = Loop(
            self.flow,
            clock=world.clock,
            line=world.line,
            understander=world.understanding,
            services=self.first.services,
        )
        await loop.begin(number, f"+1512555010{number}")
        for words in WISH:
            await loop.hear(words)
        return loop

    def starts(self) -> list[str]:
        return [each["start"] for each in self.first.calendar.made_or_moved]


def offered(loop: Loop) -> list[str]:
    return [opening["start"] for opening in loop.call.offered]


def test_a_held_time_is_not_offered_to_another_caller(flow: Flow) -> None:
    async def scenario() -> None:
        clinic = Clinic(flow)
        one = await clinic.call("1")
        assert offered(one) == ["2026-03-03T10:00"]
        await one.hear("the first one")
        other = await clinic.call("2")
        assert "2026-03-03T10:00" not in offered(other)
        assert other.call.nearest or offered(other)
        await one.hear("yes")
        await other.hear("the first one")
        await other.hear("yes")
        starts = clinic.starts()
        assert len(starts) == len(set(starts)) == 2

    asyncio.run(scenario())


def test_who_asks_first_may_still_come_second(flow: Flow) -> None:
    async def scenario() -> None:
        clinic = Clinic(flow)
        slow, quick = await clinic.call("1"), await clinic.call("2")
        assert offered(slow) == offered(quick) == ["2026-03-03T10:00"]
        await quick.hear("the first one")
        await quick.hear("yes")
        await slow.hear("the first one")
        assert slow.call.state == "OFFER_SLOT"  # told so, and offered what is left
        assert "2026-03-03T10:00" not in offered(slow)
        assert clinic.starts() == ["2026-03-03T10:00"]

    asyncio.run(scenario())


def test_a_caller_who_hangs_up_gives_the_time_back(flow: Flow) -> None:
    async def scenario() -> None:
        clinic = Clinic(flow)
        gone = await clinic.call("1")
        await gone.hear("the first one")
        await gone.hung_up()
        assert offered(await clinic.call("2")) == ["2026-03-03T10:00"]
        assert clinic.starts() == []

    asyncio.run(scenario())
