"""Clock times named when choosing between openings."""

from datetime import datetime

import pytest

from nlu.when.spoken_clock import SpokenClock, spoken_clocks


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("the ten thirty", SpokenClock(10, 30, None)),
        ("half past two", SpokenClock(2, 30, None)),
        ("quarter past ten", SpokenClock(10, 15, None)),
        ("quarter to one", SpokenClock(12, 45, None)),
        ("las diez menos cuarto", SpokenClock(9, 45, None)),
        ("las tres y media", SpokenClock(3, 30, None)),
        ("three o'clock", SpokenClock(3, 0, None)),
        ("nine oh five", SpokenClock(9, 5, None)),
        ("10:15", SpokenClock(10, 15, None)),
        ("1030", SpokenClock(10, 30, None)),
        ("two in the afternoon", SpokenClock(2, None, True)),
        ("9 a.m.", SpokenClock(9, None, False)),
        ("noon", SpokenClock(12, 0, True)),
        ("at one", SpokenClock(1, None, None)),
    ],
)
def test_a_clock_as_said(words: str, clock: SpokenClock) -> None:
    assert spoken_clocks(words) == [clock]


@pytest.mark.parametrize("words", ["the first one", "that one please", "all good"])
def test_a_pronoun_is_no_hour(words: str) -> None:
    assert spoken_clocks(words) == []


@pytest.mark.parametrize(
    ("words", "start", "fits"),
    [
        ("at two", "2026-03-03T14:00", True),
        ("two thirty", "2026-03-03T14:00", False),
        ("two p m", "2026-03-03T14:00", True),
        ("two a m", "2026-03-03T14:00", False),
        ("14:00", "2026-03-03T14:00", True),
    ],
)
def test_which_opening_it_fits(words: str, start: str, fits: bool) -> None:
    (clock,) = spoken_clocks(words)
    assert clock.fits(datetime.fromisoformat(start)) is fits
