"""Both sides of a call lie where they were heard."""

from clinic.recordings.sealed_sound import PART, PART_SECONDS
from clinic.recordings.wave import RATE
from telephony.phone.tracks import MOST_AHEAD, Tracks

FRAME = 160
QUIET = b"\xff"


def sides(*parts: bytes) -> tuple[bytes, bytes]:
    whole = b"".join(parts)
    return whole[0::2], whole[1::2]


def samples(seconds: float) -> int:
    return round(seconds * RATE)


def test_each_side_is_a_track_of_its_own() -> None:
    tracks = Tracks(100.0)
    for number in range(50):
        tracks.heard(100.02 + number * 0.02, b"c" * FRAME)
    tracks.said(100.5, b"w" * samples(0.25))
    left, right = sides(*tracks.rest(101.0))
    assert left == b"c" * samples(1)
    assert right == QUIET * samples(0.5) + b"w" * samples(0.25) + QUIET * samples(0.25)


def test_what_is_sent_ahead_is_heard_behind_what_plays() -> None:
    tracks = Tracks(0.0)
    tracks.said(0.0, b"1" * samples(0.4))
    tracks.said(0.1, b"2" * samples(0.4))
    _, right = sides(*tracks.rest(1.0))
    assert right == b"1" * samples(0.4) + b"2" * samples(0.4) + QUIET * samples(0.2)


def test_what_was_taken_back_was_not_heard() -> None:
    tracks = Tracks(0.0)
    tracks.said(0.0, b"w" * samples(0.8))
    tracks.cleared(0.3)
    tracks.said(0.5, b"x" * samples(0.1))
    _, right = sides(*tracks.rest(0.6))
    assert right == b"w" * samples(0.3) + QUIET * samples(0.2) + b"x" * samples(0.1)


def test_what_was_not_played_when_recording_ends_is_left_out() -> None:
    tracks = Tracks(0.0)
    tracks.said(0.0, b"w" * samples(2))
    _, right = sides(*tracks.rest(0.5))
    assert right == b"w" * samples(0.5)


def test_small_delays_are_none_and_long_ones_are_silence() -> None:
    tracks = Tracks(0.0)
    tracks.heard(0.02, b"a" * FRAME)
    tracks.heard(0.24, b"b" * FRAME)  # 200 milliseconds late
    tracks.heard(1.0, b"c" * FRAME)
    left, _ = sides(*tracks.rest(1.0))
    assert left == b"a" * FRAME + b"b" * FRAME + QUIET * (samples(0.98) - 2 * FRAME) + b"c" * FRAME


def test_parts_come_once_they_cannot_change() -> None:
    tracks = Tracks(0.0)
    out: list[bytes] = []
    for number in range(1, 601):
        now = number * 0.02
        tracks.heard(now, b"c" * FRAME)
        tracks.said(now, b"w" * FRAME)
        out += tracks.settled(now)
        assert len(out) == max(int((now - 1.0 + 1e-6) / PART_SECONDS), 0)
    assert [len(part) for part in out] == [PART, PART]
    rest = list(tracks.rest(now))
    left, right = sides(*out, *rest)
    assert left == b"c" * samples(12)
    assert right[FRAME : samples(12)] == b"w" * (samples(12) - FRAME)


def test_a_line_that_falls_silent_is_recorded_as_silence() -> None:
    tracks = Tracks(0.0)
    parts = list(tracks.settled(16.5))
    assert [set(part) for part in parts] == [{0xFF}] * 3
    *more, rest = tracks.rest(17.0)
    assert more == []
    assert len(rest) == 2 * samples(2)


def test_who_floods_us_fills_no_memory() -> None:
    tracks = Tracks(0.0)
    for _ in range(10_000):
        tracks.heard(0.1, b"c" * samples(1))
        tracks.said(0.1, b"w" * samples(1))
    whole = b"".join(tracks.rest(0.2))
    assert len(whole) <= 2 * (MOST_AHEAD + samples(1))
