"""A browser's sound as the telephone has it."""

import numpy as np
import pytest

from telephony.browser.resampling import Resampler
from telephony.phone.ulaw import decode, encode


def tone(rate: int, hertz: float, seconds: float = 1.0) -> bytes:
    at = np.arange(int(rate * seconds)) / rate
    return (10_000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes()


def heard(rate: int, sound: bytes, piece: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    resampler = Resampler(rate)
    frames = [
        frame
        for start in range(0, len(sound), piece)
        for frame in resampler.feed(sound[start : start + piece])
    ]
    assert {len(frame) for frame in frames} == {160}
    return decode(b"".join(frames)).astype(np.float64)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 96_000])
def test_voices_pass_and_what_no_telephone_carries_does_not(rate: int) -> None:
    for hertz in (300, 1000, 3000):
        loud = heard(rate, tone(rate, hertz), 1920)[800:-800]
        assert np.sqrt((loud**2).mean()) == pytest.approx(10_000 / 2**0.5, rel=0.05)
    for hertz in (5000, 7000):
        quiet = heard(rate, tone(rate, hertz), 1920)[800:-800]
        assert np.abs(quiet).max() < 30


def test_pieces_of_any_length_are_joined_without_a_seam() -> None:
    sound = tone(44_100, 440)
    whole = heard(44_100, sound, len(sound))
    for piece in (2, 14, 882, 1764, 10_000):
        cut = heard(44_100, sound, piece)
        assert np.array_equal(cut[:7000], whole[:7000])


def test_a_tone_stays_where_it_is_in_time() -> None:
    made = heard(48_000, tone(48_000, 200), 1920)
    at = np.arange(len(made)) / 8000
    assert np.abs(made - 10_000 * np.sin(2 * np.pi * 200 * at))[400:-400].max() < 400


def test_sound_at_our_own_rate_is_only_written_anew() -> None:
    coded = bytes(range(128, 255)) * 10
    samples = decode(coded).astype("<i2").tobytes()
    assert b"".join(Resampler(8000).feed(samples)) == encode(decode(coded))[:1120]


@pytest.mark.parametrize("rate", [0, 7_999, 200_000])
def test_rates_that_no_microphone_has_are_refused(rate: int) -> None:
    with pytest.raises(ValueError, match="microphone"):
        Resampler(rate)
