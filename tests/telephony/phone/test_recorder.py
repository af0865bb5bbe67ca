"""A call is recorded from when that is allowed until it must end, and never holds the call up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clinic.recordings.law import Ground
from clinic.recordings.sealed_sound import PART
from clinic.recordings.wave import RATE
from telephony.phone import recorder as recorders
from telephony.phone.recorder import MOST_WAITING, Recorder

NOTICE = "This call is recorded."
GREETING = f"Thank you for calling. {NOTICE} How can I help?"
FRAME = b"c" * 160


class ActedTape:
    """Takes what comes; `slow` waits for nobody to release it, `broken` raises."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.rest: bytes | None = None
        self.is_discarded = False
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.is_broken = False

    async def add(self, sound: bytes) -> None:
        await self.may_go_on.wait()
        if self.is_broken:
            raise OSError("no space left on the device")
        self.parts.append(sound)

    async def end(self, sound: bytes) -> None:
        self.rest = sound

    async def discard(self) -> None:
        self.is_discarded = True

    @property
    def seconds(self) -> float:
        whole = sum(map(len, self.parts)) + len(self.rest or b"")
        return whole / 2 / RATE


class ActedRecords:
    """What is kept of one call."""

    def __init__(self, ground: Ground | None = "announced") -> None:
        self.ground = ground
        self.tape = ActedTape()
        self.begun = 0
        self.refused: list[str] = []
        self.is_broken = False

    async def begin(self) -> ActedTape:
        if self.is_broken:
            raise ConnectionError("no database")
        self.begun += 1
        return self.tape

    async def refuse(self, words: str) -> None:
        if self.is_broken:
            raise ConnectionError("no database")
        self.refused.append(words)


class ActedMedia:
    """A line that plays nothing."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def play(self, sound: bytes) -> None:
        self.told.append(f"play {len(sound)}")

    def mark(self, name: str) -> None:
        self.told.append(f"mark {name}")

    def clear(self) -> None:
        self.told.append("clear")

    async def close(self) -> None:
        self.told.append("close")


class Stage:
    """A recorder, its clock, and a caller who speaks all the time."""

    def __init__(self, records: ActedRecords | None) -> None:
        self.now = 50.0
        self.records: Any = records
        self.recorder = Recorder(records, [NOTICE, "Esta llamada se graba."], lambda: self.now)
        self.line = ActedMedia()
        self.media = self.recorder.through(self.line)
        self.durable = 0
        self.recorder.answered(self._durable)

    async def _durable(self) -> None:
        self.durable += 1

    async def talk(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            self.now += 0.02
            self.recorder.heard(FRAME)
            await asyncio.sleep(0)

    def greet(self) -> None:
        self.recorder.say(GREETING)
        self.media.play(b"w" * 1600)


def on_stage(
    work: Callable[[Stage], Awaitable[None]], records: Callable[[], ActedRecords | None]
) -> Stage:
    async def whole() -> Stage:
        stage = Stage(records())
        async with asyncio.timeout(20):
            await work(stage)
            await stage.recorder.close()
        return stage

    return asyncio.run(whole())


def test_it_begins_when_the_notice_has_been_heard() -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        await stage.talk(2)
        assert not stage.recorder.is_on
        stage.recorder.spoken()
        assert stage.recorder.is_on
        await stage.talk(12)
        stage.media.play(b"w" * 8000)
        await stage.talk(1)

    stage = on_stage(work, ActedRecords)
    assert (stage.records.begun, stage.durable) == (1, 1)
    tape = stage.records.tape
    assert [len(part) for part in tape.parts] == [PART, PART]
    assert tape.seconds == pytest.approx(13.0, abs=0.03)
    assert set(tape.parts[0][0::2]) == {ord("c")}
    assert b"w" in tape.rest[1::2]
    assert b"w" not in tape.parts[0]
    assert stage.line.told == ["play 1600", "play 8000"]


def test_a_greeting_without_the_notice_begins_nothing() -> None:
    async def work(stage: Stage) -> None:
        stage.recorder.say("Hello, this is the automated assistant.")
        stage.recorder.spoken()
        await stage.talk(7)

    assert on_stage(work, ActedRecords).records.begun == 0


@pytest.mark.parametrize(
    ("heard", "begins"),
    [("Thank you for calling. This call is", 0), (f"Thank you for calling. {NOTICE} How can", 1)],
)
def test_a_greeting_that_is_spoken_over_counts_if_its_notice_was_heard(
    heard: str, begins: int
) -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        await stage.talk(1)
        stage.media.clear()
        stage.recorder.interrupted(heard)
        await stage.talk(1)
        stage.recorder.spoken()  # of the next sentence
        await stage.talk(7)

    assert on_stage(work, ActedRecords).records.begun == begins


def test_a_greeting_that_no_voice_spoke_tells_nobody() -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.unspoken()
        stage.recorder.spoken()
        await stage.talk(7)

    assert on_stage(work, ActedRecords).records.begun == 0


def test_where_nobody_need_be_told_it_begins_at_once() -> None:
    async def work(stage: Stage) -> None:
        await stage.talk(3)

    stage = on_stage(work, lambda: ActedRecords("implied"))
    assert stage.records.tape.seconds == pytest.approx(3.0, abs=0.03)


@pytest.mark.parametrize("records", [lambda: None, lambda: ActedRecords(None)])
def test_a_call_that_may_not_be_recorded_is_not(records: Any) -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        assert not stage.recorder.is_on
        await stage.talk(7)
        stage.recorder.refuse("don't record me")

    stage = on_stage(work, records)
    if stage.records is not None:
        assert (stage.records.begun, stage.records.refused) == (0, ["don't record me"])


@pytest.mark.parametrize("after", [0.0, 3.0, 14.0])
def test_a_caller_who_says_no_leaves_nothing(after: float) -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(after)
        stage.recorder.refuse("please don't record this")
        assert not stage.recorder.is_on
        stage.recorder.refuse("please don't record this")  # it is noted with every event
        await stage.talk(8)
        stage.greet()
        stage.recorder.spoken()
        assert not stage.recorder.is_on

    stage = on_stage(work, ActedRecords)
    tape = stage.records.tape
    assert stage.records.refused == ["please don't record this"]
    assert tape.is_discarded == (stage.records.begun == 1)
    assert tape.rest is None
    if after == 14.0:
        assert tape.is_discarded


def test_a_refusal_holds_even_where_it_cannot_be_noted(caplog: pytest.LogCaptureFixture) -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(3)
        stage.records.is_broken = True
        stage.recorder.refuse("no recording, says Zwetschgenbaum")

    with caplog.at_level(logging.DEBUG):
        stage = on_stage(work, ActedRecords)
    assert stage.records.tape.is_discarded
    assert "Zwetschgenbaum" not in caplog.text
    assert "a refused recording is not noted: ConnectionError" in caplog.text


def test_what_was_kept_before_a_refusal_goes_too() -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(3)
        stage.recorder.stop()
        await stage.talk(1)
        stage.recorder.refuse("no")

    assert on_stage(work, ActedRecords).records.tape.is_discarded


def test_a_person_on_the_line_ends_it() -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(3)
        stage.recorder.stop()
        await stage.talk(30)

    stage = on_stage(work, ActedRecords)
    assert stage.records.tape.seconds == pytest.approx(3.0, abs=0.03)
    assert not stage.records.tape.is_discarded


def test_records_that_are_away_mean_no_recording_and_no_harm(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work(stage: Stage) -> None:
        stage.records.is_broken = True
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(20)
        assert not stage.recorder.is_on

    on_stage(work, ActedRecords)
    assert "a call is recorded no further: ConnectionError" in caplog.text


def test_a_full_disk_ends_the_recording_alone(caplog: pytest.LogCaptureFixture) -> None:
    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        await stage.talk(7)
        stage.records.tape.is_broken = True
        await stage.talk(10)
        assert not stage.recorder.is_on

    stage = on_stage(work, ActedRecords)
    assert stage.records.tape.rest == b""
    assert "a call is recorded no further: OSError" in caplog.text


def test_a_disk_that_hangs_fills_no_memory_and_holds_no_call_up(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorders, "CLOSE_SECONDS", 0.01)

    async def work(stage: Stage) -> None:
        stage.greet()
        stage.recorder.spoken()
        stage.records.tape.may_go_on.clear()
        await stage.talk(5 * (MOST_WAITING + 4))
        assert not stage.recorder.is_on

    on_stage(work, ActedRecords)
    assert "the disk does not keep up" in caplog.text
    assert "not finished in time" in caplog.text


def test_it_waits_for_the_call_to_be_in_the_records() -> None:
    async def whole() -> None:
        records: Any = ActedRecords()
        recorder = Recorder(records, [NOTICE], lambda: 1.0)
        recorder.say(GREETING)
        recorder.spoken()
        await asyncio.sleep(0)
        assert records.begun == 0
        wait = asyncio.Event()

        async def durable() -> None:
            await wait.wait()

        recorder.answered(durable)
        await asyncio.sleep(0)
        assert records.begun == 0
        wait.set()
        await recorder.close()
        assert records.begun == 1

    asyncio.run(whole())


def test_the_line_hears_all_it_was_told() -> None:
    async def work(stage: Stage) -> None:
        stage.media.play(b"w")
        stage.media.mark("s1")
        stage.media.clear()
        await stage.media.close()

    assert on_stage(work, ActedRecords).line.told == ["play 1", "mark s1", "clear", "close"]
