"""Another time for the day that was read back, which callers name again in many ways."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.utterance.found import Found
from nlu.when.windows import windows

Said: TypeAlias = Callable[[Found | None], list[str] | None]

WEDNESDAY = datetime.fromisoformat("2026-03-04T09:15")
THURSDAY = [{"start": "2026-03-12T00:00", "end": "2026-03-13T00:00"}]

CHANGES: list[tuple[str, str]] = [
    (
        "the bus won't get me over there in the morning. Make it the "
        "afternoon, would you? The same day, next Thursday.",
        "03-12 12:00-17:00",
    ),
    (
        "could we keep Thursday but do the afternoon",
        "03-12 12:00-17:00",
    ),
    (
        "Thursday's right but I said the afternoon",
        "03-12 12:00-17:00",
    ),
    (
        "same day, just later, say two o'clock",
        "03-12 14:00",
    ),
    (
        "no, not the morning, I need the afternoon that day",
        "03-12 12:00-17:00",
    ),
    (
        "I can't get there before noon, same day though",
        "03-12 12:00-03-13 00:00",
    ),
    (
        "Morning. no sorry afternoon",
        "03-12 12:00-17:00",
    ),
    (
        "I said afternoon not morning",
        "03-12 12:00-17:00",
    ),
    (
        "ten's too early for me, could it be after lunch",
        "03-12 13:00-17:00",
    ),
    (
        "that's the wrong day, it should be Friday, same time",
        "03-06 08:00-15:00",
    ),
    (
        "the day is fine. The time isn't. Three in the afternoon please.",
        "03-12 15:00",
    ),
    (
        "mornings are no use to me. After four would do.",
        "03-12 16:00-17:00",
    ),
    (
        "Thursday I work. Friday in the morning instead.",
        "03-06 08:00-12:00",
    ),
]

CAMBIOS: list[tuple[str, str]] = [
    (
        "el mismo día pero por la tarde, por favor",
        "03-12 12:00-17:00",
    ),
    (
        "No, por la mañana no puedo llegar. Por la tarde. El mismo día.",
        "03-12 12:00-17:00",
    ),
    (
        "ese mismo día a las tres",
        "03-12 15:00",
    ),
    (
        "El jueves trabajo. ¿El viernes por la mañana?",
        "03-06 08:00-12:00",
    ),
]


@pytest.mark.parametrize(("words", "expected"), CHANGES)
def test_changes(said: Said, riverside: Clinic, words: str, expected: str) -> None:
    found = windows(words, WEDNESDAY, riverside, previous=THURSDAY)
    assert said(found) == expected.split(" | ")


@pytest.mark.parametrize(("words", "expected"), CAMBIOS)
def test_spanish_changes(said: Said, riverside: Clinic, words: str, expected: str) -> None:
    found = windows(words, WEDNESDAY, riverside, "es", previous=THURSDAY)
    assert said(found) == expected.split(" | ")


def test_a_day_of_another_week_is_not_the_one_spoken_of(said: Said, riverside: Clinic) -> None:
    first = [{"start": "2026-03-05T08:00", "end": "2026-03-05T17:00"}]
    found = windows("thursday next week", WEDNESDAY, riverside, previous=first)
    assert said(found) == ["03-12 08:00-17:00"]
