"""The voices of ElevenLabs and Google, through the real kits and real sockets, in every trouble."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import TypeAlias

import pytest

from telephony.elevenlabs.voice import Account as ElevenLabsAccount
from telephony.elevenlabs.voice import ElevenLabsVoice
from telephony.google.voice import Account as GoogleAccount
from telephony.google.voice import GoogleVoice, without_header
from telephony.sandbox.elevenlabs import ElevenLabsStandIn
from telephony.sandbox.google_voice import GoogleVoiceStandIn, in_wav
from telephony.sandbox.utterance import UtteranceReader
from telephony.speaking.patience import Patience
from telephony.speech import RATE, SILENCE, VoiceFailed

StandIn: TypeAlias = ElevenLabsStandIn | GoogleVoiceStandIn
RemoteVoice: TypeAlias = ElevenLabsVoice | GoogleVoice
TEXT = "Is five one two, five five five, zero one four two the best number?"
BOTH = pytest.mark.parametrize("vendor", ["elevenlabs", "google"])
SHORT = Patience(first=0.2, between=0.2)
LONG = Patience(first=20, between=20)


def with_vendor(
    vendor: str,
    scene: Callable[[StandIn, RemoteVoice], Awaitable[None]],
    *,
    key: str = "sandbox",
    patience: Patience = LONG,
) -> None:
    """Play a scene between a vendor's stand-in and our voice."""

    async def play() -> None:
        stand_in: StandIn
        voice: RemoteVoice
        if vendor == "elevenlabs":
            stand_in = ElevenLabsStandIn()
            await stand_in.start()
            voice = ElevenLabsVoice(ElevenLabsAccount(key, stand_in.url), patience=patience)
        else:
            stand_in = GoogleVoiceStandIn()
            await stand_in.start()
            voice = GoogleVoice(GoogleAccount(key, stand_in.url), patience=patience)
        try:
            await scene(stand_in, voice)
        finally:
            await voice.close()
            await stand_in.close()

    asyncio.run(play())


async def sound(voice: RemoteVoice, text: str = TEXT, language: str = "en") -> bytes:
    return b"".join([piece async for piece in voice.speak(text, language)])


def words(heard: bytes) -> str:
    """What was said, as the sound itself tells."""
    told = [one.words for one in UtteranceReader().feed(heard) if one is not None and one.is_over]
    return " / ".join(told)


@BOTH
def test_a_sentence_is_spoken_as_the_telephone_has_it(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        heard = await sound(voice)
        assert words(heard) == TEXT
        assert not heard.startswith(b"RIFF")
        assert len(heard) / RATE == pytest.approx(0.06 * len(TEXT), abs=0.03)
        assert SILENCE not in heard

    with_vendor(vendor, scene)


def test_elevenlabs_is_asked_for_what_a_call_needs() -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        await sound(voice, "Hola.", "es")
        [asked] = stand_in.requests
        assert asked.query == {"output_format": "ulaw_8000", "enable_logging": "false"}
        assert asked.headers["xi-api-key"] == "sandbox"
        assert asked.json() == {
            "text": "Hola.",
            "model_id": "eleven_flash_v2_5",
            "language_code": "es",
        }
        assert voice.label.endswith("/eleven_flash_v2_5/ulaw_8000")

    with_vendor("elevenlabs", scene)


def test_google_is_asked_for_what_a_call_needs_and_the_key_is_in_no_address() -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        await sound(voice, "Hola.", "es")
        await sound(voice, "Hi.", "en")
        spanish, english = stand_in.requests
        assert spanish.path == "/v1/text:synthesize"
        assert spanish.query == {}
        assert spanish.headers["x-goog-api-key"] == "sandbox"
        assert spanish.json()["voice"] == {"languageCode": "es-US", "name": "es-US-Neural2-A"}
        assert english.json()["voice"] == {"languageCode": "en-US", "name": "en-US-Neural2-F"}

    with_vendor("google", scene)


@BOTH
def test_sentences_share_a_connection_that_was_opened_ahead(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        await voice.warm_up()
        assert stand_in.connections == 1
        for _ in range(3):
            await sound(voice)
        assert stand_in.connections == 1

    with_vendor(vendor, scene)


@BOTH
def test_warming_up_never_fails(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        await stand_in.close()
        await voice.warm_up()

    with_vendor(vendor, scene)


@BOTH
def test_a_vendor_that_fails_is_asked_once_more_and_no_more(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order("refuse", status=503)
        with pytest.raises(VoiceFailed, match="503"):
            await sound(voice)
        assert len(stand_in.spoken) == 2

    with_vendor(vendor, scene)


@BOTH
@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429])
def test_a_refusal_is_told_in_a_sentence_and_not_repeated(vendor: str, status: int) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order("refuse", status=status)
        with pytest.raises(VoiceFailed, match=f"refuses with status {status}: ") as told:
            await sound(voice)
        assert "five" not in str(told.value)
        assert told.value.__context__ is None or told.value.__suppress_context__
        assert len(stand_in.spoken) == 1

    with_vendor(vendor, scene)


@BOTH
def test_a_wrong_key_is_told_and_not_shown(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        with pytest.raises(VoiceFailed, match=r"refuses with status 40[13]") as told:
            await sound(voice)
        assert "hunter2" not in str(told.value) + repr(voice) + voice.label

    with_vendor(vendor, scene, key="hunter2")


@BOTH
@pytest.mark.parametrize("kind", ["hang", "slow"])
def test_a_vendor_that_lets_us_wait_is_given_up(vendor: str, kind: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order(kind, 60.0)  # type: ignore[arg-type]
        with pytest.raises(VoiceFailed):
            await sound(voice)

    with_vendor(vendor, scene, patience=SHORT)


@BOTH
def test_what_comes_a_little_late_is_heard(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order("slow", 0.05)
        assert words(await sound(voice)) == TEXT
        stand_in.faults.clear()
        stand_in.delay = 0.05
        assert words(await sound(voice)) == TEXT

    with_vendor(vendor, scene)


def test_a_vendor_that_falls_silent_in_the_middle_is_given_up() -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        assert isinstance(stand_in, ElevenLabsStandIn)
        stand_in.pause = 60
        pieces: list[bytes] = []

        async def listen() -> None:
            async for piece in voice.speak(TEXT, "en"):
                pieces.append(piece)

        with pytest.raises(VoiceFailed):
            await listen()
        assert pieces

    with_vendor("elevenlabs", scene, patience=SHORT)


@BOTH
@pytest.mark.parametrize("seconds", [0.0, 0.01])
def test_a_broken_connection_is_a_failure(vendor: str, seconds: float) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order("drop", seconds)
        with pytest.raises(VoiceFailed):
            await sound(voice)
        stand_in.faults.clear()
        assert words(await sound(voice)) == TEXT

    with_vendor(vendor, scene)


@BOTH
def test_what_is_broken_off_under_way_is_a_failure(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.delay = 60
        speaking = asyncio.create_task(sound(voice))
        while not stand_in.spoken:
            await asyncio.sleep(0)
        stand_in.faults.order("drop")
        with pytest.raises(VoiceFailed):
            await speaking

    with_vendor(vendor, scene)


@BOTH
def test_garbage_is_never_played(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        stand_in.faults.order("garbage")
        with pytest.raises(VoiceFailed, match="no sound"):
            await sound(voice)

    with_vendor(vendor, scene)


@BOTH
def test_what_is_no_http_is_a_failure(vendor: str) -> None:
    async def play() -> None:
        async def nonsense(reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
            await reader.readline()
            out.write(b"\x00\xffSSH-2.0\r\n\r\n")
            out.close()

        server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        voice: RemoteVoice
        if vendor == "elevenlabs":
            voice = ElevenLabsVoice(ElevenLabsAccount("k", address), patience=LONG)
        else:
            voice = GoogleVoice(GoogleAccount("k", address), patience=LONG)
        with pytest.raises(VoiceFailed, match="cannot be heard"):
            await sound(voice)
        await voice.close()
        server.close()
        await server.wait_closed()

    asyncio.run(play())


@BOTH
def test_nobody_there_is_a_failure(vendor: str) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        await stand_in.close()
        with pytest.raises(VoiceFailed, match="cannot be heard"):
            await sound(voice)

    with_vendor(vendor, scene)


def test_who_stops_listening_hangs_up_on_the_vendor() -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        assert isinstance(stand_in, ElevenLabsStandIn)
        stand_in.pause = 60
        async with aclosing(voice.speak(TEXT, "en")) as pieces:  # type: ignore[type-var]
            await anext(pieces)
        stand_in.pause = 0
        assert words(await sound(voice)) == TEXT
        assert stand_in.connections == 2

    with_vendor("elevenlabs", scene)


@BOTH
def test_nothing_that_is_said_is_logged(vendor: str, caplog: pytest.LogCaptureFixture) -> None:
    async def scene(stand_in: StandIn, voice: RemoteVoice) -> None:
        with caplog.at_level(logging.DEBUG):
            await sound(voice)
            stand_in.faults.order("refuse", status=500)
            with pytest.raises(VoiceFailed):
                await sound(voice)
        assert "five" not in caplog.text
        assert "sandbox" not in caplog.text

    with_vendor(vendor, scene)


def test_a_wav_file_of_something_else_is_no_sound() -> None:
    good = in_wav(b"\x10\x90\x11")
    assert without_header(good) == b"\x10\x90\x11"
    assert without_header(b"\x10\x90") == b"\x10\x90"
    with pytest.raises(ValueError, match="not μ-law"):
        without_header(good.replace(b"\x07\x00\x01\x00", b"\x01\x00\x01\x00"))
    with pytest.raises(ValueError, match="not μ-law"):
        without_header(b"RIFF\x00\x00")
