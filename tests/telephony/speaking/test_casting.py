"""Who speaks on which call: by setting, by the call's id, and by the clinic's agreements."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agent_config.settings import Settings
from engine.clinic import Clinic
from telephony.sandbox.elevenlabs import ElevenLabsStandIn
from telephony.sandbox.google_voice import GoogleVoiceStandIn
from telephony.sandbox.utterance import UtteranceReader
from telephony.speaking.casting import Casting, falls_in_share
from telephony.speaking.clips import Clips
from telephony.speaking.fixed import fixed
from telephony.speech import VoiceFailed
from tests.telephony.speaking.corpus import flow_of

KEYS = {"elevenlabs_api_key": "sandbox", "google_tts_api_key": "sandbox"}
IDS = [f"CA{number:032x}" for number in range(1000)]


class OwnVoice:
    label = "own"

    async def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        yield b"own"

    async def close(self) -> None:
        pass


def clinic(*baa: str) -> Clinic:
    return replace(flow_of(None, "riverside_dental").clinic, baa=baa)


def settings(**given: object) -> Settings:
    return Settings.model_validate(given)


def leads(clips: Clips) -> str:
    return clips.label.partition("/")[0]


async def said(clips: Clips, text: str) -> str:
    sound = b"".join([piece async for piece in clips.stream(text, "en")])
    return " ".join(
        one.words for one in UtteranceReader().feed(sound) if one is not None and one.is_over
    )


def play(scene: Callable[[ElevenLabsStandIn, GoogleVoiceStandIn], Awaitable[None]]) -> None:
    async def whole() -> None:
        eleven, google = ElevenLabsStandIn(), GoogleVoiceStandIn()
        await eleven.start()
        await google.start()
        try:
            await scene(eleven, google)
        finally:
            await eleven.close()
            await google.close()

    asyncio.run(whole())


def own(eleven: ElevenLabsStandIn, google: GoogleVoiceStandIn, **more: object) -> Settings:
    addresses = {"elevenlabs_base_url": eleven.url, "google_tts_base_url": google.url}
    return settings(**KEYS, **addresses, **more)


@pytest.mark.parametrize(
    ("given", "order"),
    [
        ({}, ()),
        (KEYS, ("elevenlabs", "google")),
        ({**KEYS, "voice_first": "google"}, ("google", "elevenlabs")),
        ({"google_tts_api_key": "k"}, ("google",)),
    ],
)
def test_the_order_of_the_vendors(
    tmp_path: Path, given: dict[str, object], order: tuple[str, ...]
) -> None:
    async def scene() -> None:
        casting = Casting(settings(**given), tmp_path)
        assert casting.vendors == order
        await casting.close()

    asyncio.run(scene())


def test_a_share_of_the_calls_is_spoken_by_the_second_and_always_the_same(tmp_path: Path) -> None:
    async def scene() -> None:
        both = clinic("elevenlabs", "google")
        casting = Casting(settings(**KEYS, voice_second_share=20), tmp_path)
        first = [leads(casting.clips(one, both)) for one in IDS]
        assert 150 < first.count("google") < 250
        other = Casting(settings(**KEYS, voice_second_share=20), tmp_path)
        assert [leads(other.clips(one, both)) for one in IDS] == first
        await casting.close()
        await other.close()

    asyncio.run(scene())


def test_a_share_grows_by_further_calls_and_loses_none() -> None:
    before: set[str] = set()
    for percent in (0, 10, 50, 100):
        now = {one for one in IDS if falls_in_share(one, percent)}
        assert before <= now
        before = now
    assert before == set(IDS)
    assert not any(falls_in_share(one, 0) for one in IDS)


def test_without_an_agreement_a_vendor_hears_nothing(tmp_path: Path) -> None:
    async def scene() -> None:
        casting = Casting(settings(**KEYS, voice_second_share=50), tmp_path, spare=[OwnVoice()])
        assert {leads(casting.clips(one, clinic("google"))) for one in IDS[:50]} == {"google"}
        assert {leads(casting.clips(one, clinic())) for one in IDS[:50]} == {"own"}
        [told] = casting.refusals(clinic("google"))
        assert "no agreement (BAA) with elevenlabs" in told
        assert not casting.refusals(clinic("google", "elevenlabs"))
        await casting.close()

    asyncio.run(scene())


def test_a_server_in_our_own_network_needs_no_agreement(tmp_path: Path) -> None:
    async def scene(eleven: ElevenLabsStandIn, google: GoogleVoiceStandIn) -> None:
        casting = Casting(own(eleven, google), tmp_path)
        assert await said(casting.clips("CA1", clinic()), "Is it John?") == "Is it John?"
        await casting.close()

    play(scene)


def test_whoever_does_not_begin_stands_in(tmp_path: Path) -> None:
    async def scene(eleven: ElevenLabsStandIn, google: GoogleVoiceStandIn) -> None:
        failed: list[str] = []
        casting = Casting(
            own(eleven, google),
            tmp_path,
            spare=[OwnVoice()],
            failed=lambda who, why: failed.append(who.partition("/")[0]),
        )
        await casting.warm_up()
        assert eleven.connections == google.connections == 1
        clips = casting.clips("CA1", clinic())
        eleven.faults.order("refuse", status=503)
        assert await said(clips, "Is it John?") == "Is it John?"
        assert [one["input"] for one in google.spoken] == [{"text": "Is it John?"}]
        assert failed == ["elevenlabs"]
        google.faults.order("drop")
        assert [one async for one in clips.stream("Is it Ana?", "en")] == [b"own"]
        await casting.close()

    play(scene)


def test_where_nobody_may_speak_a_call_is_told(tmp_path: Path) -> None:
    async def scene() -> None:
        casting = Casting(settings(), tmp_path)
        with pytest.raises(VoiceFailed, match="no voice may speak here"):
            await said(casting.clips("CA1", clinic()), "Is it John?")
        await casting.close()

    asyncio.run(scene())


def test_a_flow_is_prepared_by_every_voice_that_begins_calls(tmp_path: Path) -> None:
    async def scene(eleven: ElevenLabsStandIn, google: GoogleVoiceStandIn) -> None:
        flow = flow_of(None, "riverside_dental")
        casting = Casting(own(eleven, google, voice_second_share=50), tmp_path)
        told = await casting.prepare(flow)
        wanted = [len(fixed(flow, language)) for language in flow.texts]
        assert [one.total for one in told] == wanted * 2
        assert not sum(one.failed + one.kept for one in told)
        assert len(eleven.spoken) == len(google.spoken) == sum(wanted)
        for one in IDS[:10]:
            assert casting.clips(one, flow.clinic).at_hand("Got it.", "en") is not None
        again = Casting(own(eleven, google), tmp_path)
        assert [one.kept for one in await again.prepare(flow)] == wanted
        await casting.close()
        await again.close()

    play(scene)


def test_an_address_that_is_none_is_told_with_its_variable(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"GOOGLE_TTS_BASE_URL: 'http://tts\.example\.com'"):
        Casting(settings(google_tts_base_url="http://tts.example.com"), tmp_path)
