"""What a line's sound tells: voice, quality, loudness, by level alone."""

import numpy as np

from telephony.phone.sound import FAINTEST_VOICE, QUIETEST, LineMeter, level
from telephony.phone.ulaw import encode
from telephony.speech import FRAME_BYTES, RATE

SILENT = b"\xff" * FRAME_BYTES


def tone(decibels: float, seconds: float = 0.02) -> bytes:
    times = np.arange(int(seconds * RATE)) / RATE
    peak = 32_124 * 10 ** (decibels / 20) * np.sqrt(2)
    return encode((peak * np.sin(2 * np.pi * 437 * times)).astype(np.int16))


def noise(decibels: float, seed: int = 1) -> bytes:
    samples = np.random.default_rng(seed).normal(size=FRAME_BYTES)
    return encode((samples * 32_124 * 10 ** (decibels / 20)).astype(np.int16))


def frames(sound: bytes) -> list[bytes]:
    return [sound[at : at + FRAME_BYTES] for at in range(0, len(sound), FRAME_BYTES)]


def utterance(
    meter: LineMeter, decibels: float, *, behind: float | None = None
) -> tuple[float, bool]:
    for number in range(50):
        meter.feed(SILENT if behind is None else noise(behind, number))
    for frame in frames(tone(decibels, 1.0)):
        meter.feed(frame)
    return meter.utterance()


def test_levels_are_decibels_of_full_scale() -> None:
    assert level(SILENT) == QUIETEST
    assert level(b"") == QUIETEST
    for decibels in (-40.0, -20.0, -9.0):
        assert abs(level(tone(decibels, 0.2)) - decibels) < 1.5


def test_a_voice_stands_out_of_the_noise() -> None:
    meter = LineMeter()
    for number in range(50):
        assert not meter.feed(noise(-60, number))
    assert meter.feed(tone(-25))
    assert meter.is_voiced
    assert not LineMeter().feed(tone(FAINTEST_VOICE - 10))


def test_noise_lowers_the_quality_of_a_line() -> None:
    clear, _ = utterance(LineMeter(), -20.0)
    noisy, _ = utterance(LineMeter(), -20.0, behind=-36.0)
    poor, _ = utterance(LineMeter(), -20.0, behind=-31.0)
    assert clear > noisy > poor
    assert clear > 0.9
    assert poor < 0.6


def test_sound_that_was_lost_lowers_it_too() -> None:
    meter = LineMeter()
    meter.feed(SILENT)
    for frame in frames(tone(-20, 1.0)):
        meter.feed(frame)
    meter.lost(50)
    assert meter.utterance()[0] < 0.6


def test_a_line_without_sound_is_not_judged() -> None:
    assert LineMeter().utterance() == (1.0, False)


def test_a_voice_is_raised_against_its_own_usual_loudness() -> None:
    meter = LineMeter()
    assert utterance(meter, -28.0)[1] is False
    assert utterance(meter, -12.0)[1] is False, "too little is known of this voice"
    quiet = LineMeter()
    for _ in range(3):
        utterance(quiet, -28.0)
    assert utterance(quiet, -12.0)[1] is True
    assert utterance(quiet, -27.0)[1] is False
