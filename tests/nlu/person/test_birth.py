"""Dates of birth, spoken, written and keyed."""

import time
from datetime import datetime

import pytest

from nlu.person.birth import date_of_birth, keyed_date

NOW = datetime(2026, 3, 3, 9, 15)

ENGLISH = [
    ("april twelfth nineteen eighty eight", "1988-04-12"),
    ("April 12th, 1988.", "1988-04-12"),
    ("it's april the twelfth eighty eight", "1988-04-12"),
    ("the twelfth of april eighty eight", "1988-04-12"),
    ("12 april 1988", "1988-04-12"),
    ("1988 april 12", "1988-04-12"),
    ("4 12 88", "1988-04-12"),
    ("04/12/1988", "1988-04-12"),
    ("4-12-88", "1988-04-12"),
    ("1988-04-12", "1988-04-12"),
    ("oh four twelve eighty eight", "1988-04-12"),
    ("zero four one two one nine eight eight", "1988-04-12"),
    ("four twelve nineteen eighty eight", "1988-04-12"),
    ("04121988", "1988-04-12"),
    ("4121988", "1988-04-12"),
    ("041288", "1988-04-12"),
    ("0412 1988", "1988-04-12"),
    ("19880412", "1988-04-12"),
    ("13 4 1990", "1990-04-13"),
    ("1988 4 12", "1988-04-12"),
    ("june second nineteen oh five", "1905-06-02"),
    ("june second oh five", "2005-06-02"),
    ("december fifth two thousand and five", "2005-12-05"),
    ("february twenty ninth two thousand", "2000-02-29"),
    ("march third twenty twenty six", "2026-03-03"),
    ("july 4th 76", "1976-07-04"),
    ("may one nineteen sixty one", "1961-05-01"),
    ("sept 9 '59", "1959-09-09"),
    ("the third of march nineteen hundred and seventy two", "1972-03-03"),
    ("sure my name is ann lee and i was born on october 31 1970 in austin", "1970-10-31"),
    ("march 4 26", "1926-03-04"),
    ("3 3 26", "2026-03-03"),
    ("eleven eleven nineteen fifty five", "1955-11-11"),
    ("april 12 😀 1988", "1988-04-12"),
    ("4th of July 1974", "1974-07-04"),
    ("fourth of july nineteen eighty", "1980-07-04"),
    ("born on christmas day 1990", "1990-12-25"),
    ("the 6th of the August 1932", "1932-08-06"),
    ("14th December 1950 5", "1955-12-14"),
    ("april 12 1980 8th", "1988-04-12"),
    ("9th of May 2000 and 4", "2004-05-09"),
    ("17 April 19th 1988", "1988-04-17"),
    ("16th of May 12th 1917", "1917-12-16"),
    ("the 5th of the 3rd 1990", "1990-03-05"),
    ("04:12 1988", "1988-04-12"),
    ("28 or 5 2003", "2003-05-28"),
    ("12 to 1983", "1983-12-02"),
    ("18th March 19-21", "1921-03-18"),
    ("18th March 19 21", "1921-03-18"),
    ("march 18 19 21", "1921-03-18"),
    ("16 June 19th 15", "1915-06-16"),
    ("the 20 9th of May 2011", "2011-05-29"),
    ("12 25 198 2", "1982-12-25"),
]
SPANISH = [
    ("12 de abril de 1988", "1988-04-12"),
    ("doce de abril de mil novecientos ochenta y ocho", "1988-04-12"),
    ("el primero de enero del 2001", "2001-01-01"),
    ("uno de enero de dos mil uno", "2001-01-01"),
    ("doce cuatro ochenta y ocho", "1988-04-12"),
    ("nací el tres de mayo del ochenta y cinco", "1985-05-03"),
    ("04/12/1988", "1988-04-12"),
    ("31 de diciembre de 1999", "1999-12-31"),
]
NONE = [
    "",
    "hello",
    "april 12th",
    "april",
    "nineteen eighty eight",
    "born in 1988",
    "february thirtieth nineteen ninety",
    "february 29 1900",
    "january first eighteen fifty",
    "march fourth twenty twenty six",
    "4/12/2030",
    "13 13 1990",
    "my phone is 512 555 0142",
    "5125550142",
    "10 1947",
    "12 1959",
    "28th 1996",
    "2000 and 11",
    "tuesday at ten",
    "\x00\x01\x02",
    "😀😀😀",
    "0 0 0",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
]


@pytest.mark.parametrize(("words", "value"), ENGLISH)
def test_english(words: str, value: str) -> None:
    found = date_of_birth(words, NOW)
    assert found is not None
    assert found.value == value
    assert not found.corrected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("04/12/1988", "1988-12-04"),
        ("4 12 88", "1988-12-04"),
        ("0412 1988", "1988-12-04"),
        ("04121988", "1988-12-04"),
        ("april 12 1988", "1988-04-12"),
        ("4 13 1988", "1988-04-13"),
    ],
)
def test_the_day_first_where_callers_say_so(words: str, value: str) -> None:
    found = date_of_birth(words, NOW, day_first=True)
    assert found is not None
    assert found.value == value


def test_by_language_spanish_figures_may_be_told_month_first() -> None:
    found = date_of_birth("doce cuatro ochenta y ocho", NOW, "es", day_first=False)
    assert found is not None
    assert found.value == "1988-12-04"


@pytest.mark.parametrize(("words", "value"), SPANISH)
def test_spanish(words: str, value: str) -> None:
    found = date_of_birth(words, NOW, "es")
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("words", NONE)
def test_none(words: str) -> None:
    assert date_of_birth(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4 12 1988 no wait 4 13 1988", "1988-04-13"),
        ("april twelfth 1988 sorry may twelfth 1988", "1988-05-12"),
        ("april 12 1988 no 1989", "1989-04-12"),
        ("april 12 1988, no, nineteen eighty nine", "1989-04-12"),
        ("april twelfth no thirteenth nineteen eighty eight", "1988-04-13"),
    ],
)
def test_the_last_correction_counts(words: str, value: str) -> None:
    found = date_of_birth(words, NOW)
    assert found is not None
    assert found.value == value
    assert found.corrected


def test_a_correction_into_the_future_changes_nothing() -> None:
    found = date_of_birth("april 12 1988 no 2090", NOW)
    assert found is not None
    assert found.value == "1988-04-12"


def test_the_span_is_that_of_the_date() -> None:
    words = "My birthday is April 12th, 1988, thank you"
    found = date_of_birth(words, NOW)
    assert found is not None
    assert words[found.start : found.end] == "April 12th, 1988"


def test_a_named_month_is_surer_than_figures() -> None:
    named, figures, sure = (
        date_of_birth(words, NOW) for words in ("april 12 1988", "4 12 1988", "4 13 1988")
    )
    assert named is not None
    assert figures is not None
    assert sure is not None
    assert named.confidence > sure.confidence > figures.confidence


def test_130_years_are_the_limit() -> None:
    assert date_of_birth("march 4 1895", NOW) is not None
    assert date_of_birth("march 3 1895", NOW) is None


def test_the_day_of_the_call_decides_on_a_short_year() -> None:
    assert date_of_birth("3 4 26", datetime(2026, 3, 4)) is not None
    found = date_of_birth("3 4 26", datetime(2026, 3, 3))
    assert found is not None
    assert found.value == "1926-03-04"


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("04121988", "1988-04-12"),
        ("02292000", "2000-02-29"),
        ("02291900", None),
        ("13011990", None),
        ("0412198", None),
        ("04122090", None),
        ("01011850", None),
        ("0412*988", None),
        ("٠٤١٢١٩٨٨", None),
        ("", None),
    ],
)
def test_keyed(digits: str, value: str | None) -> None:
    assert keyed_date(digits, NOW) == value


@pytest.mark.parametrize("word", ["no ", "4 ", "april 12 no ", "born ", "1" * 20 + " "])
def test_a_very_long_utterance_is_fast(word: str) -> None:
    words = word * 10_000
    before = time.process_time()
    date_of_birth(words, NOW)
    assert time.process_time() - before < 30  # no more than a guard against a hang
