"""Deepgram's own kit over a real socket: what it is asked, and what it tells."""

import asyncio
import logging
from time import monotonic

import pytest

from engine.commands import Expecting
from telephony.deepgram.maker import DeepgramEars
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.faults import KINDS
from telephony.sandbox.utterance import frames_of
from telephony.speech import (
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Segment,
    SpeechStarted,
)
from tests.telephony.deepgram.caller import MODELS, QUICK, calling

WORDS = "I would like a cleaning next Tuesday morning"


@pytest.mark.parametrize("model", MODELS)
def test_words_are_told_as_they_come_and_for_good_once(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, model) as caller:
            caller.say(WORDS, confidence=0.83)
            await caller.until(lambda: bool(caller.heard))
            assert caller.told[0] == SpeechStarted()
            interim = [one.words for one in caller.told if isinstance(one, Interim)]
            assert interim
            assert all(WORDS.startswith(one) for one in interim)
            assert interim == sorted(interim, key=len)
            last = caller.told[-1]
            assert isinstance(last, EndOfTurn | Segment)
            assert last.confidence == pytest.approx(0.83)
            caller.say("yes please")
            await caller.until(lambda: len(caller.heard) == 2)
            assert caller.heard == [WORDS, "yes please"]

    asyncio.run(run())


def test_flux_is_asked_for_telephone_sound_eager_ends_and_key_terms() -> None:
    async def run() -> None:
        terms = ("Riverside Dental", "Dr. Ng & Söhne")
        async with DeepgramStandIn() as stand_in, calling(stand_in, keyterms=terms) as caller:
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
        assert stand_in.options == [
            {
                "model": ["flux-general-en"],
                "encoding": ["mulaw"],
                "sample_rate": ["8000"],
                "eot_threshold": ["0.7"],
                "eager_eot_threshold": ["0.4"],
                "eot_timeout_ms": ["4000"],
                "keyterm": list(terms),
                "mip_opt_out": ["true"],
            }
        ]
        assert stand_in.controls == [{"type": "CloseStream"}]

    asyncio.run(run())


def test_nova_is_asked_for_interim_words_voice_and_pauses() -> None:
    async def run() -> None:
        async with (
            DeepgramStandIn() as stand_in,
            calling(stand_in, "nova-3", language="es", keyterms=("Ruiz",)) as caller,
        ):
            caller.say("hola")
            await caller.until(lambda: bool(caller.heard))
        (options,) = stand_in.options
        assert options == {
            "model": ["nova-3"],
            "language": ["es"],
            "encoding": ["mulaw"],
            "sample_rate": ["8000"],
            "interim_results": ["true"],
            "vad_events": ["true"],
            "punctuate": ["true"],
            "endpointing": ["300"],
            "utterance_end_ms": ["1000"],
            "keyterm": ["Ruiz"],
            "mip_opt_out": ["true"],
        }

    asyncio.run(run())


def test_spanish_is_heard_by_the_multilingual_flux() -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, language="es") as caller:
            caller.say("quisiera una limpieza")
            await caller.until(lambda: caller.heard == ["quisiera una limpieza"])
        assert stand_in.options[0]["model"] == ["flux-general-multi"]
        assert stand_in.options[0]["language_hint"] == ["es"]

    asyncio.run(run())


def test_an_eager_end_is_taken_back_when_the_caller_goes_on() -> None:
    async def run() -> None:
        async with DeepgramStandIn(delay=0.3) as stand_in, calling(stand_in) as caller:
            caller.say("my number is")
            await caller.until(lambda: EagerEnd("my number is") in caller.told)
            caller.say("five five five")
            await caller.until(lambda: bool(caller.heard))
            ends = [one for one in caller.told if isinstance(one, EagerEnd | Resumed | EndOfTurn)]
            assert ends == [
                EagerEnd("my number is"),
                Resumed(),
                EagerEnd("my number is five five five"),
                EndOfTurn("my number is five five five"),
            ]
            assert caller.told.count(SpeechStarted()) == 1

    asyncio.run(run())


def test_flux_can_be_asked_without_eager_ends() -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            ears = DeepgramEars("sandbox", base_url=stand_in.url, is_eager=False, deadlines=QUICK)
            async with calling(stand_in, ears=ears) as caller:
                caller.say("hello")
                await caller.until(lambda: bool(caller.heard))
                assert not [one for one in caller.told if isinstance(one, EagerEnd)]

    asyncio.run(run())


def test_nova_tells_a_pause_and_words_that_go_on() -> None:
    async def run() -> None:
        async with (
            DeepgramStandIn(endpointing=0.2) as stand_in,
            calling(stand_in, "nova-3") as caller,
        ):
            caller.say("my number is")
            caller.say("five five five")
            await caller.until(lambda: len(caller.heard) == 2)
            said = [one for one in caller.told if isinstance(one, Segment)]
            assert said == [
                Segment("my number is", 1.0),
                Segment("five five five", 1.0, pause=True),
            ]

    asyncio.run(run())


def test_patience_is_asked_for_when_it_changes_and_one_at_a_time() -> None:
    name = Expecting("slot", slot="patient_name")
    yes_no = Expecting("yes_no")

    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in) as caller:
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
            caller.ear.expect(Expecting("open"))
            stand_in.faults.order("slow", 0.1)
            caller.ear.expect(name)
            await caller.until(lambda: len(stand_in.controls) == 1)
            for expecting in (yes_no, name, yes_no):
                caller.ear.expect(expecting)
                await asyncio.sleep(0.01)
            assert len(stand_in.controls) == 1
            await caller.until(lambda: len(stand_in.controls) == 2, keeps_quiet=True)
            stand_in.faults.clear()
            caller.say("my name is Ana")
            await caller.until(lambda: len(caller.heard) == 2)
        assert [one.get("thresholds") for one in stand_in.controls] == [
            {"eot_threshold": 0.85, "eager_eot_threshold": 0.5, "eot_timeout_ms": 6000},
            {"eot_threshold": 0.6, "eager_eot_threshold": 0.35, "eot_timeout_ms": 2500},
            None,
        ]

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_another_language_is_another_connection(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, model) as caller:
            caller.say("do you speak Spanish")
            await caller.until(lambda: bool(caller.heard))
            caller.ear.expect(Expecting("open", language="es"))
            caller.say("quisiera una limpieza")
            await caller.until(lambda: len(caller.heard) == 2)
            assert caller.heard == ["do you speak Spanish", "quisiera una limpieza"]
            assert not caller.is_deaf
        second = stand_in.options[1]
        assert second.get("language", second.get("language_hint")) == ["es"]

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_a_line_without_sound_is_kept_open(model: str) -> None:
    deadlines = QUICK.__class__(tick=0.01, idle=0.05, quiet=5.0)

    async def run() -> None:
        async with (
            DeepgramStandIn(no_sound_after=0.2) as stand_in,
            calling(stand_in, model, deadlines=deadlines) as caller,
        ):
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
            await asyncio.sleep(0.6)
            assert (stand_in.connections, stand_in.asked) == (1, 1)
            caller.say("still here")
            await caller.until(lambda: caller.heard == ["hello", "still here"])
        kinds = [one.get("type") for one in stand_in.controls]
        assert kinds.count("KeepAlive") > 5 if model == "nova-3" else "KeepAlive" not in kinds

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
def test_sound_from_before_the_connection_is_not_lost(model: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            ears = DeepgramEars("sandbox", model=model, base_url=stand_in.url, deadlines=QUICK)
            ear = ears.ear("en", ())
            told: list[object] = []
            for frame in frames_of("good morning", 1):
                ear.feed(frame)
            await ear.open(told.append)
            async with asyncio.timeout(5):
                while not any(getattr(one, "words", "") == "good morning" for one in told):
                    await asyncio.sleep(0.01)
            await ear.close()

    asyncio.run(run())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("fault", KINDS)
def test_an_ear_is_closed_within_a_second_and_leaves_nothing_behind(model: str, fault: str) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            stand_in.faults.order(fault)
            before = asyncio.all_tasks()
            async with calling(stand_in, model) as caller:
                caller.say("hello")
                await asyncio.sleep(0.05)
                began = monotonic()
            assert monotonic() - began < 1
            told = len(caller.told)
            caller.say("nobody hears this")
            await caller.ear.close()
            await asyncio.sleep(0.05)
            assert len(caller.told) == told
            ours = [t for t in asyncio.all_tasks() - before if "deepgram/ear" in repr(t.get_coro())]
            assert not ours
            await caller.until(lambda: stand_in.connections == 0)

    asyncio.run(run())


def test_an_ear_that_was_never_opened_can_be_closed() -> None:
    ear = DeepgramEars("sandbox").ear("en", ())
    asyncio.run(ear.close())


def test_nothing_that_is_said_stands_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            for model in MODELS:
                async with calling(stand_in, model) as caller:
                    caller.say("Wilhelmina Featherstonehaugh")
                    await caller.until(lambda caller=caller: bool(caller.heard))
                    stand_in.faults.order("garbage")
                    caller.say("Wilhelmina Featherstonehaugh")
                    await caller.until(lambda caller=caller: caller.is_deaf, keeps_quiet=True)
                    stand_in.faults.clear()

    with caplog.at_level(logging.DEBUG):
        asyncio.run(run())
    assert "Featherstonehaugh" not in caplog.text
    assert "Token" not in caplog.text


def test_what_cannot_be_used_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="DEEPGRAM_API_KEY: is empty"):
        DeepgramEars("")
    with pytest.raises(ValueError, match="DEEPGRAM_MODEL: 'whisper' is not known; use flux-gen"):
        DeepgramEars("key", model="whisper")
    with pytest.raises(ValueError, match="DEEPGRAM_BASE_URL: must begin with http:// or https://"):
        DeepgramEars("key", base_url="ws://127.0.0.1")


def test_key_terms_that_are_refused_are_left_out() -> None:
    terms = tuple(f"Doctor {n}" for n in range(101))

    async def run() -> None:
        async with DeepgramStandIn() as stand_in, calling(stand_in, keyterms=terms) as caller:
            caller.say("hello")
            await caller.until(lambda: bool(caller.heard))
            assert not caller.is_deaf
        assert "keyterm" not in stand_in.options[0]

    asyncio.run(run())
