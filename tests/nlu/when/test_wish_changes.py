"""Wishes that change: corrected in the words, or completing an earlier wish."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.utterance.found import Found
from nlu.when.windows import windows

Said: TypeAlias = Callable[[Found | None], list[str] | None]

MONDAY = datetime(2026, 3, 2, 9, 15)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tuesday no wait wednesday", ["03-04 08:00-17:00"]),
        ("tuesday morning, no, thursday", ["03-05 08:00-12:00"]),
        ("tuesday at ten actually make it eleven", ["03-03 11:00"]),
        ("tuesday i mean wednesday sorry thursday", ["03-05 08:00-17:00"]),
    ],
)
def test_a_correction_in_the_words(
    said: Said, riverside: Clinic, words: str, expected: list[str]
) -> None:
    found = windows(words, MONDAY, riverside)
    assert said(found) == expected
    assert found is not None
    assert found.corrected


MORNING = [{"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}]
TEN = [{"start": "2026-03-03T10:00", "end": "2026-03-03T10:00"}]
WHOLE = [{"start": "2026-03-03T08:00", "end": "2026-03-03T17:00"}]
WEEK = [
    {"start": "2026-03-09T08:00", "end": "2026-03-09T17:00"},
    {"start": "2026-03-10T08:00", "end": "2026-03-10T17:00"},
    {"start": "2026-03-13T08:00", "end": "2026-03-13T15:00"},
]


@pytest.mark.parametrize(
    ("words", "previous", "expected", "corrected"),
    [
        ("actually make it wednesday", MORNING, ["03-04 08:00-12:00"], True),
        ("no thursday", MORNING, ["03-05 08:00-12:00"], True),
        ("wednesday", TEN, ["03-04 10:00"], False),
        ("wednesday", WHOLE, ["03-04 08:00-17:00"], False),
        ("in the afternoon instead", MORNING, ["03-03 12:00-17:00"], True),
        ("at eleven", TEN, ["03-03 11:00"], False),
        ("make it eleven", TEN, ["03-03 11:00"], True),
        ("wednesday at two", MORNING, ["03-04 14:00"], False),
        ("but not friday", WEEK, ["03-09 08:00-17:00", "03-10 08:00-17:00"], False),
        ("mornings", WEEK, ["03-09 08:00-12:00", "03-10 08:00-12:00", "03-13 08:00-12:00"], False),
        ("do you have anything later", MORNING, ["03-03 12:00-17:00"], False),
        ("something earlier", TEN, ["03-03 08:00-10:00"], False),
        ("any time", MORNING, [], False),
        ("that's not good, thursday", MORNING, ["03-05 08:00-12:00"], False),
    ],
)
def test_an_earlier_wish_is_completed(
    said: Said,
    riverside: Clinic,
    words: str,
    previous: list[dict[str, str]],
    expected: list[str],
    corrected: bool,
) -> None:
    found = windows(words, MONDAY, riverside, previous=previous)
    assert said(found) == expected
    assert found is not None
    assert found.corrected is corrected


def test_another_day_keeps_the_time_and_leaves_the_day(riverside: Clinic) -> None:
    for words in ("another day", "not tuesday"):
        found = windows(words, MONDAY, riverside, previous=MORNING)
        assert found is not None
        assert all(window["end"].endswith("12:00") for window in found.value)
        assert "2026-03-03" not in {window["start"][:10] for window in found.value}


def test_later_needs_a_single_earlier_day(riverside: Clinic) -> None:
    assert windows("later", MONDAY, riverside, previous=WEEK) is None
