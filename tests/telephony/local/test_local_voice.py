import asyncio
import io
import wave
from shutil import which

import numpy as np
import pytest

from telephony.local import voice as local_voice
from telephony.local import weights
from telephony.local.voice import SPANISH_PROGRAM, LocalVoice, from_wav, loud
from telephony.local.weights import missing
from telephony.phone.ulaw import decode
from telephony.speech import FRAME_BYTES, RATE, VoiceFailed

needs_speech = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")


def says(text: str, language: str, voice: LocalVoice | None = None) -> list[bytes]:
    async def all_of_it() -> list[bytes]:
        speaker = voice or LocalVoice()
        try:
            return [piece async for piece in speaker.speak(text, language)]
        finally:
            await speaker.close()

    return asyncio.run(all_of_it())


@needs_speech
def test_every_sentence_comes_as_soon_as_it_is_ready_in_whole_frames() -> None:
    pieces = says("Thank you for calling. How can I help you today?", "en")
    assert len(pieces) == 2
    assert all(len(piece) % FRAME_BYTES == 0 for piece in pieces)
    assert 1.5 < sum(map(len, pieces)) / RATE < 6
    assert np.abs(decode(pieces[0])).max() > 3000


@needs_speech
def test_the_same_text_sounds_the_same() -> None:
    assert says("One moment, please.", "en") == says("One moment, please.", "en")


@needs_speech
@pytest.mark.skipif(which(SPANISH_PROGRAM) is None, reason="eSpeak NG is not installed")
def test_spanish_is_spoken_by_espeak() -> None:
    assert len(says("Gracias por llamar.", "es")[0]) / RATE > 0.8


@needs_speech
def test_spanish_without_its_program_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local_voice, "which", lambda name: None)
    with pytest.raises(VoiceFailed, match="apt-get install espeak-ng"):
        says("Gracias por llamar.", "es")


def test_other_languages_have_no_voice() -> None:
    with pytest.raises(VoiceFailed, match="'fr'"):
        says("Merci", "fr")


def test_without_the_models_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(VoiceFailed, match="make voice"):
        says("Hello", "en")


@needs_speech
def test_a_sentence_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(VoiceFailed, match="too long"):
        says("Thank you for calling.", "en", LocalVoice(deadline=0.0))


@needs_speech
def test_wav_files_of_any_rate_become_telephone_sound() -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as opened:
        opened.setnchannels(2)
        opened.setsampwidth(2)
        opened.setframerate(44_100)
        opened.writeframes(np.zeros(2 * 44_100, "<i2").tobytes())
    assert from_wav(out.getvalue()).size == RATE
    with pytest.raises(ValueError, match="no WAV file"):
        from_wav(b"nothing of the kind")


def test_sound_is_made_as_loud_as_telephones_like_it_and_never_clipped() -> None:
    peaks = np.zeros(8000, np.float32)
    peaks[::800] = 0.1
    assert np.abs(loud(peaks)).max() <= 0.96
    assert loud(np.zeros(0, np.float32)).size == 0
