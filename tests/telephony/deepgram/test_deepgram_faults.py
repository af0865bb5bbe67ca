"""A vendor that is away, slow, dead or mad: no word is lost or told twice, or the ear says so."""

import asyncio
import time
from dataclasses import replace
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from deepgram.transport_interface import AsyncTransport

from engine.commands import Expecting
from nlu.model.breaker import Breaker
from telephony.deepgram.deadlines import Deadlines
from telephony.deepgram.ear import DeepgramEar
from telephony.deepgram.flux import Flux
from telephony.deepgram.kit import client
from telephony.deepgram.maker import DeepgramEars
from telephony.deepgram.recogniser import Recogniser, Tell
from telephony.deepgram.tape import Tape
from telephony.deepgram.wire import Wire
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.faults import Kind
from telephony.speech import (
    FRAME_BYTES,
    RATE,
    SILENCE,
    Deaf,
    EndOfTurn,
    Interim,
    SpeechStarted,
)
from tests.telephony.deepgram.caller import MODELS, QUICK, calling

WORDS = "I would like a cleaning next Tuesday morning"


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("fault", "status", "asked", "reason"),
    [
        ("refuse", 503, 3, "refused"),
        ("refuse", 429, 3, "refused"),
        ("refuse", 401, 1, "refused"),
        ("hang", 0, 3, "silent"),
        ("drop", 0, 3, "closed"),
        ("garbage", 0, 3, "silent"),
    ],
)
def test_after_some_tries_the_ear_says_once_that_it_is_deaf(
    model: str, fault: Kind, status: int, asked: int, reason: str
) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            stand_in.faults.order(fault, status=status)
            async with calling(stand_in, model) as caller:
                await caller.until(lambda: caller.is_deaf, keeps_quiet=True)
                caller.say(WORDS)
                await asyncio.sleep(0.1)
                assert caller.told == [Deaf(reason)]
            assert stand_in.asked == asked

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_nobody_at_the_address_is_a_refusal_of_its_own(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            gone = stand_in.url
        ears = DeepgramEars("sandbox", model=model, base_url=gone, deadlines=QUICK)
        async with calling(stand_in, ears=ears) as caller:
            await caller.until(lambda: caller.is_deaf)
            assert caller.told == [Deaf("closed")]

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_late_answers_are_waited_for(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            stand_in.faults.order("slow", 0.15)
            async with calling(stand_in, model) as caller:
                caller.say(WORDS)
                await caller.until(lambda: caller.heard == [WORDS], keeps_quiet=True)
            assert stand_in.asked == 1

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("fault", ["drop", "hang", "garbage"])
@pytest.mark.parametrize("upto", [0.0, 0.5, 1.0])
def test_a_fault_in_the_middle_of_words_loses_none_of_them(
    model: str, fault: Kind, upto: float
) -> None:
    async def run() -> None:
        async with (
            DeepgramStandIn(delay=0.03, endpointing=0.03) as stand_in,
            calling(stand_in, model) as caller,
        ):
            caller.say("good morning")
            await caller.until(lambda: bool(caller.heard))
            await caller.until(lambda: stand_in.asked == 1, keeps_quiet=True)
            caller.say(WORDS, upto=upto)
            await asyncio.sleep(0.01)
            stand_in.faults.order(fault)
            caller.finish()
            await asyncio.sleep(0.01)
            await caller.until(lambda: stand_in.asked > 1, keeps_quiet=True)
            stand_in.faults.clear()
            await caller.until(lambda: len(caller.heard) > 1, keeps_quiet=True)
            caller.say("thank you")
            await caller.until(lambda: len(caller.heard) > 2, keeps_quiet=True)
            assert " / ".join(caller.heard) == f"good morning / {WORDS} / thank you"
            assert not caller.is_deaf

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", range(4))
def test_connections_that_break_at_any_moment_lose_and_double_nothing(
    model: str, seed: int
) -> None:
    chance = Random(seed)
    said = [f"sentence {n} has some words in it" for n in range(12)]
    deadlines = replace(QUICK, steady=0.0, pauses=(0.0,))

    async def run() -> None:
        async with DeepgramStandIn(delay=0.005, endpointing=0.005) as stand_in:
            async with calling(stand_in, model, deadlines=deadlines) as caller:
                for words in said:
                    upto = chance.random()
                    caller.be_quiet(chance.randrange(60))
                    caller.say(words, upto=upto)
                    await asyncio.sleep(chance.random() * 0.02)
                    if chance.random() < 0.7:
                        stand_in.faults.order("drop")
                        stand_in.faults.clear()
                    caller.finish()
                    if chance.random() < 0.5:
                        await asyncio.sleep(chance.random() * 0.01)
                        stand_in.faults.order("drop")
                        stand_in.faults.clear()
                    caller.be_quiet()
                    await caller.until(lambda words=words: words in caller.heard, keeps_quiet=True)
                assert caller.heard == said
            assert stand_in.asked > 4

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_a_dead_connection_is_found_out_and_replaced(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, model) as caller:
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
            stand_in.faults.order("hang")
            caller.say(WORDS)
            await caller.until(lambda: stand_in.asked == 2, keeps_quiet=True)
            stand_in.faults.clear()
            await caller.until(lambda: caller.heard == ["hello", WORDS], keeps_quiet=True)

    asyncio.run(run())


def test_a_vendor_that_is_down_is_not_asked_by_every_call() -> None:
    now = [0.0]

    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            breaker = Breaker(lambda: now[0], failures=2, pause=30)
            ears = DeepgramEars("sandbox", base_url=stand_in.url, breaker=breaker, deadlines=QUICK)
            stand_in.faults.order("refuse")
            for _ in range(4):
                async with calling(stand_in, ears=ears) as caller:
                    await caller.until(lambda caller=caller: caller.is_deaf)
                    assert caller.told == [Deaf("refused")]
            assert stand_in.asked == 2 * 3
            stand_in.faults.clear()
            now[0] = 31
            for _ in range(2):
                async with calling(stand_in, ears=ears) as caller:
                    caller.say("hello")
                    await caller.until(lambda caller=caller: caller.heard == ["hello"])
            assert stand_in.asked == 2 * 3 + 2

    asyncio.run(run())


def test_a_call_that_ends_while_it_is_the_trial_leaves_the_trial_to_the_next() -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            breaker = Breaker(failures=1, pause=0)
            breaker.failed()
            ears = DeepgramEars("sandbox", base_url=stand_in.url, breaker=breaker, deadlines=QUICK)
            async with calling(stand_in, ears=ears):
                await asyncio.sleep(0)
            async with calling(stand_in, ears=ears) as caller:
                caller.say("hello")
                await caller.until(lambda: caller.heard == ["hello"])

    asyncio.run(run())


class StuckSocket:
    """Takes one frame and never lets go of it."""

    async def __aenter__(self) -> "StuckSocket":
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing to let go of."""

    async def send_media(self, message: bytes) -> None:
        await asyncio.Event().wait()

    async def send_close_stream(self) -> None:
        await asyncio.Event().wait()

    async def recv(self) -> Any:
        await asyncio.Event().wait()


class Stub:
    """A recogniser on a socket that is stuck."""

    quiet_seconds = 100.0
    idle_seconds = 100.0
    has_wish = False

    def connect(self) -> Any:
        return StuckSocket()

    def ask_less(self) -> bool:
        return False

    async def greet(self, socket: Any) -> None:
        """It stands at once."""

    def take(self, message: object) -> bool:
        return False

    def expect(self, expecting: Expecting) -> bool:
        return False

    async def send_wish(self, socket: Any) -> None:
        """Never asked for."""

    async def keep_alive(self, socket: Any) -> None:
        """Never asked for."""


def test_a_frame_that_does_not_leave_breaks_the_connection_and_feeding_never_waits() -> None:
    def make(tape: Tape, tell: Tell) -> Recogniser:
        return Stub()

    async def run() -> None:
        told: list[object] = []
        deadlines = Deadlines(tick=0.01, send=0.05, first=100, pauses=(0.0,), close=0.05)
        ear = DeepgramEar(make, Breaker(), deadlines)
        await ear.open(told.append)
        async with asyncio.timeout(3):
            while not told:
                ear.feed(SILENCE * FRAME_BYTES)
                await asyncio.sleep(0.01)
        assert told == [Deaf("silent")]
        await ear.close()

    asyncio.run(run())


def said(event: str, words: str = "", upto: float = 0.0) -> Any:
    return SimpleNamespace(
        type="TurnInfo", event=event, transcript=words, words=[], audio_window_end=upto
    )


def test_words_that_are_not_found_again_after_a_break_are_told_as_they_were() -> None:
    tape, told = Tape(), list[object]()
    flux = Flux(client("key").listen.v2, tape=tape, tell=told.append, language="en", keyterms=())
    tape.feed(SILENCE * 2 * RATE)
    flux.connect()
    assert flux.take(said("StartOfTurn", "yes", 1.0))
    flux.connect()
    for seconds in (1.0, 2.0, 3.0, 4.0):
        assert flux.take(said("Update", upto=seconds))
        assert EndOfTurn("yes") not in told
    assert flux.take(said("Update", upto=4.1))
    assert told == [SpeechStarted(), Interim("yes"), EndOfTurn("yes")]


def test_sound_without_words_is_not_kept_for_long() -> None:
    tape = Tape()
    flux = Flux(client("key").listen.v2, tape=tape, tell=print, language="en", keyterms=())
    for _ in range(500):
        tape.feed(SILENCE * FRAME_BYTES)
        tape.next()
    assert tape.seconds == 10.0
    flux.take(said("Update", upto=10.0))
    assert tape.seconds == 1.0


@pytest.mark.parametrize("model", MODELS)
def test_words_that_are_heard_again_do_not_shrink(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, model) as caller:
            caller.say(WORDS, upto=0.8)
            await caller.until(lambda: Interim("I would like a cleaning next") in caller.told)
            stand_in.faults.order("drop")
            stand_in.faults.clear()
            await caller.until(lambda: stand_in.asked == 2)
            caller.finish()
            await caller.until(lambda: bool(caller.heard))
            interim = [one.words for one in caller.told if isinstance(one, Interim)]
            assert interim == sorted(interim, key=len)
            assert caller.told.count(SpeechStarted()) == 1

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_an_address_where_nobody_ever_answers_is_given_up(model: str) -> None:
    async def run() -> None:
        async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()

        async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            ears = DeepgramEars(
                "key", model=model, base_url=f"http://127.0.0.1:{port}", deadlines=QUICK
            )
            async with calling(DeepgramStandIn(), ears=ears) as caller:
                await caller.until(lambda: caller.is_deaf)
                assert caller.told == [Deaf("silent")]

    asyncio.run(run())


def test_the_wire_is_what_the_kit_asks_for() -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            kit = client("sandbox", stand_in.url).listen.v2
            options = {"encoding": "mulaw", "sample_rate": "8000"}
            async with kit.connect(model="flux-general-en", **options) as socket:
                await socket.send_close_stream()
                assert [one.type async for one in socket] == ["Connected"]

    assert isinstance(Wire("ws://127.0.0.1", {}), AsyncTransport)
    asyncio.run(run())


def test_words_that_stay_the_same_are_told_once_a_second() -> None:
    told: list[object] = []
    flux = Flux(client("k").listen.v2, tape=Tape(), tell=told.append, language="en", keyterms=())
    for quarter in range(1, 17):
        flux.take(said("Update", "five five", upto=quarter / 4))
    assert told == [SpeechStarted(), *[Interim("five five")] * 4]


@pytest.mark.parametrize("model", MODELS)
def test_a_process_that_was_busy_does_not_take_its_connections_for_dead(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, model) as caller:
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
            caller.say(WORDS)
            await asyncio.sleep(0.01)
            time.sleep(0.5)  # nobody gets a turn for longer than a silent connection may be
            await caller.until(lambda: caller.heard == ["hello", WORDS])
            assert stand_in.asked == 1

    asyncio.run(run())


def test_a_language_that_changes_before_the_connection_stands_is_asked_for() -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in) as caller:
            await asyncio.sleep(0)
            caller.ear.expect(Expecting("open", language="es-MX"))
            caller.say("hola")
            await caller.until(lambda: caller.heard == ["hola"])
        assert stand_in.options[-1]["language_hint"] == ["es"]

    asyncio.run(run())
