"""Several voices as one: whoever fails, hangs or breaks off, somebody speaks, and soon."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from telephony.speaking.patience import Patience, within
from telephony.speaking.voices import Voices
from telephony.speech import VoiceFailed
from tests.nlu.model.virtual_time import in_no_time

HANGS = 1_000.0


class Scripted:
    """A voice that waits so long before each piece; an exception instead of a wait is raised."""

    def __init__(self, label: str, *waits: float | Exception) -> None:
        self.label = label
        self.waits = waits
        self.asked = self.left = self.warmed = 0

    async def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        self.asked += 1
        try:
            for wait in self.waits:
                if isinstance(wait, Exception):
                    raise wait
                await asyncio.sleep(wait)
                yield self.label.encode()
        finally:
            self.left += 1

    async def warm_up(self) -> None:
        self.warmed += 1
        raise OSError

    async def close(self) -> None:
        raise OSError


def good(label: str, first: float = 0.1) -> Scripted:
    return Scripted(label, first, 0.1)


def broken(label: str, fault: Exception | None = None) -> Scripted:
    return Scripted(label, fault or VoiceFailed(f"{label} is down"))


async def heard(voices: Voices) -> str:
    return b"".join([piece async for piece in voices.speak("Hello.", "en")]).decode()


async def when_first_heard(voices: Voices) -> float:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with aclosing(voices.speak("Hello.", "en")) as sound:
        await anext(sound)
        return loop.time() - begun


def test_the_first_voice_speaks_and_nobody_else_is_asked() -> None:
    async def scene() -> None:
        first, second = good("A"), good("B")
        voices = Voices([first, second])
        assert await heard(voices) == "AA"
        assert (first.asked, second.asked) == (1, 0)
        assert voices.label == "A"

    in_no_time(scene)


@pytest.mark.parametrize("fault", [VoiceFailed("no"), ZeroDivisionError(), OSError()])
def test_the_next_one_speaks_at_once_when_a_voice_fails(fault: Exception) -> None:
    async def scene() -> None:
        voices = Voices([broken("A", fault), good("B", 0.1)])
        assert await when_first_heard(voices) == pytest.approx(0.1)

    in_no_time(scene)


def test_a_voice_without_any_sound_has_failed() -> None:
    async def scene() -> None:
        assert await heard(Voices([Scripted("A"), good("B")])) == "BB"
        assert await heard(Voices([Scripted("", 0.0), good("B")])) == "BB"

    in_no_time(scene)


def test_a_voice_that_hangs_costs_less_than_two_seconds() -> None:
    async def scene() -> None:
        first, second = Scripted("A", HANGS), good("B", 0.15)
        voices = Voices([first, second])
        assert await when_first_heard(voices) == pytest.approx(0.85)
        assert first.left == 1

    in_no_time(scene)


def test_the_sooner_of_two_is_heard_alone() -> None:
    async def scene() -> None:
        first, second = good("A", 0.9), good("B", 0.6)
        assert await heard(Voices([first, second])) == "AA"
        assert second.left == 1
        first, second = good("A", 1.1), good("B", 0.2)
        assert await heard(Voices([first, second])) == "BB"
        assert first.left == 1

    in_no_time(scene)


def test_nobody_who_speaks_is_told_within_two_seconds() -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        with pytest.raises(VoiceFailed, match=r"no voice spoke: .*1\.2 s.*1\.2 s"):
            await heard(Voices([Scripted("A", HANGS), Scripted("B", HANGS)]))
        assert loop.time() < 2.0

    in_no_time(scene)


def test_who_breaks_off_is_not_continued_by_another() -> None:
    async def scene() -> None:
        second = good("B")
        for first in (Scripted("A", 0.1, VoiceFailed("gone")), Scripted("A", 0.1, HANGS)):
            voices = Voices([first, second])
            pieces: list[bytes] = []

            async def listen(voices: Voices, pieces: list[bytes]) -> None:
                async for piece in voices.speak("Hello.", "en"):
                    pieces.append(piece)

            with pytest.raises(VoiceFailed):
                await listen(voices, pieces)
            assert pieces == [b"A"]
        assert not second.asked

    in_no_time(scene)


@pytest.mark.parametrize("first", [broken("A"), Scripted("A", HANGS), good("A", 1.1)])
def test_who_failed_three_times_is_left_alone_for_a_while(first: Scripted) -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        told: list[str] = []
        second = good("B", 0.1)
        voices = Voices([first, second], clock=loop.time, failed=lambda who, why: told.append(who))
        first.asked = 0
        for _ in range(5):
            assert await heard(voices) == "BB"
        assert first.asked == 3
        assert told == ["A"] * 3
        await asyncio.sleep(31)
        first.waits = (0.1,)
        assert await heard(voices) == "A"
        assert await heard(voices) == "A"

    in_no_time(scene)


def test_when_all_are_left_alone_they_are_asked_all_the_same() -> None:
    async def scene() -> None:
        first, second = broken("A"), broken("B")
        voices = Voices([first, second])
        for _ in range(4):
            with pytest.raises(VoiceFailed):
                await heard(voices)
        first.waits = (0.1,)
        assert await heard(voices) == "A"

    in_no_time(scene)


def test_a_caller_who_interrupts_is_no_failure_and_no_success() -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        first = good("A")
        voices = Voices([first, good("B")], clock=loop.time)
        for _ in range(5):
            await when_first_heard(voices)
        assert first.left == first.asked == 5
        waiting = asyncio.create_task(heard(voices))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert first.left == first.asked == 6
        assert await heard(voices) == "AA"

    in_no_time(scene)


def test_what_fails_is_logged_without_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        with caplog.at_level(logging.DEBUG):
            await heard(Voices([broken("A"), good("B")]))
        assert "A is down" in caplog.text
        assert "Hello" not in caplog.text

    in_no_time(scene)


def test_warming_up_and_closing_never_fail() -> None:
    async def scene() -> None:
        first, second = good("A"), good("B")
        voices = Voices([first, second])
        await voices.warm_up()
        await voices.close()
        assert (first.warmed, second.warmed) == (1, 1)

    in_no_time(scene)


def test_a_voice_is_made_of_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Voices([])


def test_sound_that_comes_in_time_comes_through() -> None:
    async def scene() -> None:
        voice = Scripted("A", 1.1, 1.9, 0.0)
        pieces = [one async for one in within(voice.speak("Hello.", "en"), Patience())]
        assert pieces == [b"A"] * 3

    in_no_time(scene)
