import numpy as np

from telephony.phone.ulaw import decode, encode


def test_known_codes_of_the_standard() -> None:
    """ITU-T G.711, table 2: the ends of the scale, and both zeros."""
    assert decode(b"\x00\x80\x7f\xff").tolist() == [-32124, 32124, 0, 0]
    assert encode(np.array([0, 32767, -32768], np.int16)) == b"\xff\x80\x00"


def test_every_code_survives_the_way_there_and_back() -> None:
    codes = bytes(code for code in range(256) if code != 0x7F)  # the other zero
    assert encode(decode(codes)) == codes


def test_what_is_lost_is_small_beside_the_sound() -> None:
    samples = np.arange(-32_000, 32_000, dtype=np.int16)
    lost = np.abs(decode(encode(samples)).astype(int) - samples.astype(int))
    assert (lost <= np.maximum(np.abs(samples.astype(int)) / 16, 8)).all()
