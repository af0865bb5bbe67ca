"""Wishes in a clinic's hours: which times on which days, and exclusions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.utterance.found import Found
from nlu.when.windows import windows

Said: TypeAlias = Callable[[Found | None], list[str] | None]

MONDAY = datetime(2026, 3, 2, 9, 15)


# Called on Monday 2 March 2026 at 9:15; open Monday to Thursday 8-17, Friday 8-15.
CLINIC_CASES: list[tuple[str, list[str]]] = [
    ("today", ["03-02 09:15-17:00"]),
    ("friday", ["03-06 08:00-15:00"]),
    ("saturday", ["03-07 00:00-03-08 00:00"]),
    ("wednesday the eleventh", ["03-11 00:00-03-12 00:00"]),
    (
        "next week",
        ["03-09 08:00-17:00", "03-10 08:00-17:00", "03-12 08:00-17:00", "03-13 08:00-15:00"],
    ),
    ("next month", ["04-01 08:00-04-30 17:00"]),
    ("tuesday or thursday morning", ["03-03 08:00-12:00", "03-05 08:00-12:00"]),
    ("tuesday morning or thursday afternoon", ["03-03 08:00-12:00", "03-05 12:00-17:00"]),
    ("ten on tuesday or thursday at eleven", ["03-03 10:00", "03-05 11:00"]),
    ("at ten on tuesday or thursday", ["03-03 10:00", "03-05 10:00"]),
    ("tuesday at ten or eleven", ["03-03 10:00", "03-03 11:00"]),
    ("tuesday morning or afternoon", ["03-03 08:00-17:00"]),
    ("tuesday at ten or thursday", ["03-03 10:00", "03-05 08:00-17:00"]),
    ("tuesday after three or friday before ten", ["03-03 15:00-17:00", "03-06 08:00-10:00"]),
    (
        "monday tuesday and wednesday afternoons",
        [
            "03-02 12:00-17:00",
            "03-03 12:00-17:00",
            "03-04 12:00-17:00",
            "03-09 12:00-17:00",
            "03-10 12:00-17:00",
            "03-11 12:00-17:00",
        ],
    ),
    ("next week tuesday or thursday morning", ["03-10 08:00-12:00", "03-12 08:00-12:00"]),
    ("tuesday or thursday next week", ["03-10 08:00-17:00", "03-12 08:00-17:00"]),
    ("first thing on thursday", ["03-05 08:00-10:00"]),
    ("end of the day friday", ["03-06 13:00-15:00"]),
    ("after 3 on friday", ["03-06 15:00-03-07 00:00"]),
    ("tomorrow at 5", ["03-03 17:00"]),
    ("tomorrow at 6", ["03-03 18:00"]),
    ("tomorrow at 7", ["03-03 07:00"]),
    ("before ten tomorrow", ["03-03 08:00-10:00"]),
    ("any time tuesday", ["03-03 08:00-17:00"]),
    ("the earliest you have on thursday", ["03-05 08:00-17:00"]),
    ("i'm busy tuesday but thursday is fine", ["03-05 08:00-17:00"]),
    ("not tuesday, thursday", ["03-05 08:00-17:00"]),
    ("not monday tuesday or wednesday but thursday", ["03-05 08:00-17:00"]),
    ("not tuesday or wednesday thursday", ["03-05 08:00-17:00"]),
    ("not mornings afternoons on tuesday", ["03-03 12:00-17:00", "03-10 12:00-17:00"]),
    ("tuesday afternoon doesn't work but tuesday morning does", ["03-03 08:00-12:00"]),
    ("i can't do tuesday can we do thursday", ["03-05 08:00-17:00"]),
    ("tuesday doesn't work thursday does", ["03-05 08:00-17:00"]),
    ("tuesday but not before ten", ["03-03 10:00-17:00"]),
    ("tuesday but after three", ["03-03 15:00-17:00"]),
    (
        "next week but not friday",
        ["03-09 08:00-17:00", "03-10 08:00-17:00", "03-12 08:00-17:00"],
    ),
    ("next week but not tuesday or thursday", ["03-09 08:00-17:00", "03-13 08:00-15:00"]),
    (
        "next week except in the afternoon on monday",
        [
            "03-09 08:00-12:00",
            "03-10 08:00-17:00",
            "03-12 08:00-17:00",
            "03-13 08:00-15:00",
        ],
    ),
    (
        "any afternoon but friday",
        [
            "03-02 12:00-17:00",
            "03-03 12:00-17:00",
            "03-04 12:00-17:00",
            "03-05 12:00-17:00",
            "03-09 12:00-17:00",
            "03-10 12:00-17:00",
            "03-12 12:00-17:00",
        ],
    ),
    (
        "as soon as possible",
        [
            "03-02 09:15-17:00",
            "03-03 08:00-17:00",
            "03-04 08:00-17:00",
            "03-05 08:00-17:00",
            "03-06 08:00-15:00",
            "03-09 08:00-17:00",
        ],
    ),
    (
        "as soon as possible in the morning",
        [
            "03-02 09:15-12:00",
            "03-03 08:00-12:00",
            "03-04 08:00-12:00",
            "03-05 08:00-12:00",
            "03-06 08:00-12:00",
            "03-09 08:00-12:00",
        ],
    ),
    (
        "anytime after four",
        [
            "03-02 16:00-17:00",
            "03-03 16:00-17:00",
            "03-04 16:00-17:00",
            "03-05 16:00-17:00",
            "03-09 16:00-17:00",
            "03-10 16:00-17:00",
            "03-12 16:00-17:00",
        ],
    ),
    ("any friday", ["03-06 08:00-15:00", "03-13 08:00-15:00"]),
    ("friday mornings", ["03-06 08:00-12:00", "03-13 08:00-12:00"]),
    ("weekends", ["03-07 00:00-03-09 00:00", "03-14 00:00-03-16 00:00"]),
]


@pytest.mark.parametrize(("words", "expected"), CLINIC_CASES)
def test_clinic(said: Said, riverside: Clinic, words: str, expected: list[str]) -> None:
    assert said(windows(words, MONDAY, riverside)) == expected


EXCLUSIONS: list[tuple[str, str]] = [
    # what is said, and what no window may touch: weekday, or hours from-to
    ("not friday", "4"),
    ("i can't do fridays", "4"),
    ("fridays don't work for me", "4"),
    ("any day but friday", "4"),
    ("no fridays", "4"),
    ("anything except friday", "4"),
    ("i work fridays", "4"),
    ("cualquier día menos el viernes", "4"),
    ("no puedo los viernes", "4"),
    ("not before ten", "08:00-10:00"),
    ("i can't come before ten", "08:00-10:00"),
    ("anything except mornings", "08:00-12:00"),
    ("no mornings", "08:00-12:00"),
    ("not in the morning", "08:00-12:00"),
    ("not after three", "15:00-24:00"),
]


@pytest.mark.parametrize(("words", "out"), EXCLUSIONS)
def test_an_exclusion_expands_over_fourteen_days(riverside: Clinic, words: str, out: str) -> None:
    language = "es" if "viernes" in words else "en"
    found = windows(words, MONDAY, riverside, language)
    assert found is not None
    days = {window["start"][:10] for window in found.value}
    fridays = {"2026-03-06", "2026-03-13"}
    others = {f"2026-03-{day:02}" for day in (2, 3, 4, 5, 9, 10, 12)}
    if out == "4":
        assert days == others
        return
    assert days == others | fridays
    start, end = out.split("-")
    for window in found.value:
        assert window["end"][11:] <= start or end <= window["start"][11:]


@pytest.mark.parametrize(
    "words", ["flexible", "any time", "whenever", "I have no preference", "i'm pretty flexible"]
)
def test_any_time(riverside: Clinic, words: str) -> None:
    found = windows(words, MONDAY, riverside)
    assert found is not None
    assert found.value == []


@pytest.mark.parametrize(
    "words", ["it doesn't matter", "whatever works", "any day", "i don't care"]
)
def test_any_time_only_as_an_answer(riverside: Clinic, words: str) -> None:
    assert windows(words, MONDAY, riverside) is None
    found = windows(words, MONDAY, riverside, asked=True)
    assert found is not None
    assert found.value == []


@pytest.mark.parametrize(
    ("words", "minute"),
    [("ten", "10:00"), ("two thirty", "14:30"), ("330", "15:30"), ("ten works for me", "10:00"),
     ("two thirty would be great", "14:30"), ("ocho y media", "08:30")],
)  # fmt: skip
def test_a_bare_number_is_a_time_only_when_asked(
    riverside: Clinic, words: str, minute: str
) -> None:
    language = "es" if "y" in words.split() else "en"
    assert windows(words, MONDAY, riverside, "en") is None
    found = windows(words, MONDAY, riverside, language, asked=True)
    assert found is not None
    assert {window["start"][11:] for window in found.value} == {minute}
    assert all(window["start"] == window["end"] for window in found.value)


def test_figures_that_count_are_no_time_even_when_asked(riverside: Clinic) -> None:
    for words in ("two of my teeth", "my number is 512 555 0142", "3 kids", "four point"):
        assert windows(words, MONDAY, riverside, asked=True) is None


def test_mornings_expand_over_the_open_days_of_two_weeks(riverside: Clinic) -> None:
    for words in ("mornings", "any morning", "in the morning"):
        found = windows(words, MONDAY, riverside)
        assert found is not None
        assert len(found.value) == 9
    found = windows("mornings", MONDAY)
    assert found is not None
    assert len(found.value) == 14


# Clinic's own parts of day


def test_the_clinics_own_parts_of_day(said: Said, riverside: Clinic) -> None:
    own = replace(riverside, parts_of_day={"morning": ("07:00", "10:00")})
    assert said(windows("tomorrow morning", MONDAY, own)) == ["03-03 07:00-10:00"]
    assert said(windows("late morning tomorrow", MONDAY, own)) == ["03-03 09:00-10:00"]
    assert said(windows("early morning tomorrow", MONDAY, own)) == ["03-03 07:00-08:00"]
    assert said(windows("tomorrow afternoon", MONDAY, own)) == ["03-03 12:00-17:00"]


def test_today_after_closing_time_is_still_today(said: Said, riverside: Clinic) -> None:
    evening = datetime(2026, 3, 2, 18)
    assert said(windows("today", evening, riverside)) == ["03-02 18:00-03-03 00:00"]


def test_an_hour_that_is_over_today_leaves_the_other_days(riverside: Clinic) -> None:
    found = windows("at 3", datetime(2026, 3, 2, 16), riverside)
    assert found is not None
    assert found.value[0] == {"start": "2026-03-03T15:00", "end": "2026-03-03T15:00"}


# What holds of every answer


def test_the_span_is_that_of_the_words(riverside: Clinic) -> None:
    words = "Hi, could I come Tuesday at 2:30, please?"
    found = windows(words, MONDAY, riverside)
    assert found is not None
    assert words[found.start : found.end] == "Tuesday at 2:30"


def test_a_bare_number_is_less_sure() -> None:
    bare, clear = (windows(words, MONDAY, asked=True) for words in ("ten", "ten am"))
    assert bare is not None
    assert clear is not None
    assert bare.confidence < clear.confidence


def _sound(found: Sequence[dict[str, str]]) -> bool:
    ends = "2026-03-02T09:15"
    for window in found:
        if not ends <= window["start"] <= window["end"]:
            return False
        ends = window["end"]
    return len(found) <= 14


@pytest.mark.parametrize(
    "words",
    [
        "tuesday or wednesday or thursday at eight nine ten eleven one two three four",
        "any morning or any afternoon or any evening",
        "at ten or at eleven",
        "mornings in may",
        "not monday not tuesday not ten to four",
        "today at ten or today or this morning",
    ],
)
def test_windows_are_sorted_apart_ahead_and_few(riverside: Clinic, words: str) -> None:
    for clinic in (None, riverside):
        found = windows(words, MONDAY, clinic)
        assert found is not None
        assert _sound(found.value)


def test_merged_windows_touch_no_other(said: Said, riverside: Clinic) -> None:
    found = windows("tomorrow from 9 to 11 or tomorrow from 10 to 12", MONDAY, riverside)
    assert said(found) == ["03-03 09:00-12:00"]
    found = windows("tomorrow at ten or tomorrow morning", MONDAY, riverside)
    assert said(found) == ["03-03 08:00-12:00"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Friday I'm busy, Monday is fine", ["2026-03-09"]),
        ("Monday, I'm busy Friday", ["2026-03-09"]),
        ("no Friday I'm working can we do Monday instead", ["2026-03-09"]),
        ("on Wednesday I have my grandson, could we do the Tuesday", ["2026-03-03"]),
        ("Tuesday but not tomorrow", ["2026-03-10"]),
    ],
)
def test_a_reason_against_a_day_is_no_wish_for_it(words: str, days: list[str]) -> None:
    found = windows(words, datetime(2026, 3, 2, 9, 15), asked=True)
    assert found is not None
    assert [window["start"][:10] for window in found.value] == days
