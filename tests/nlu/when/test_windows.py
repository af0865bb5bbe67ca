"""When callers could come: from words to time windows."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest

from nlu.utterance.found import Found
from nlu.when.windows import windows

Said: TypeAlias = Callable[[Found | None], list[str] | None]

TUESDAY = datetime(2026, 3, 3, 9, 15)


# Without a clinic, called on Tuesday 3 March 2026 at 9:15.
ONE: list[tuple[str, str]] = [
    ("tuesday", "03-10 00:00-03-11 00:00"),
    ("this tuesday", "03-10 00:00-03-11 00:00"),
    ("next tuesday", "03-10 00:00-03-11 00:00"),
    ("wednesday", "03-04 00:00-03-05 00:00"),
    ("next wednesday", "03-11 00:00-03-12 00:00"),
    ("following friday", "03-13 00:00-03-14 00:00"),
    ("friday after next", "03-20 00:00-03-21 00:00"),
    ("saturday coming", "03-07 00:00-03-08 00:00"),
    ("wednesday next week", "03-11 00:00-03-12 00:00"),
    ("next week on wednesday", "03-11 00:00-03-12 00:00"),
    ("today", "03-03 09:15-03-04 00:00"),
    ("later today", "03-03 09:15-03-04 00:00"),
    ("tomorrow", "03-04 00:00-03-05 00:00"),
    ("the day after tomorrow", "03-05 00:00-03-06 00:00"),
    ("in two weeks", "03-17 00:00-03-18 00:00"),
    ("in a couple of weeks", "03-17 00:00-03-18 00:00"),
    ("in three months", "06-03 00:00-06-04 00:00"),
    ("ten days from now", "03-13 00:00-03-14 00:00"),
    ("two weeks from tuesday", "03-24 00:00-03-25 00:00"),
    ("a week from tomorrow", "03-11 00:00-03-12 00:00"),
    ("the week after next", "03-16 00:00-03-23 00:00"),
    ("next week", "03-09 00:00-03-16 00:00"),
    ("this week", "03-03 09:15-03-09 00:00"),
    ("later this week", "03-03 09:15-03-09 00:00"),
    ("early next week", "03-09 00:00-03-11 00:00"),
    ("middle of next week", "03-10 00:00-03-13 00:00"),
    ("end of next week", "03-12 00:00-03-14 00:00"),
    ("this weekend", "03-07 00:00-03-09 00:00"),
    ("next weekend", "03-14 00:00-03-16 00:00"),
    ("next month", "04-01 00:00-05-01 00:00"),
    ("beginning of april", "04-01 00:00-04-11 00:00"),
    ("mid april", "04-10 00:00-04-21 00:00"),
    ("end of the month", "03-21 00:00-04-01 00:00"),
    ("in may", "05-01 00:00-06-01 00:00"),
    ("in march", "03-03 09:15-04-01 00:00"),
    ("the next three days", "03-04 00:00-03-07 00:00"),
    ("within the next three days", "03-03 09:15-03-07 00:00"),
    ("the week of march 23rd", "03-23 00:00-03-30 00:00"),
    ("the weekend of march 23rd", "03-28 00:00-03-30 00:00"),
    ("the 10th", "03-10 00:00-03-11 00:00"),
    ("can't you fit me in on the 2nd with him", "04-02 00:00-04-03 00:00"),
    ("for the 2nd", "04-02 00:00-04-03 00:00"),
    ("on the 2nd", "04-02 00:00-04-03 00:00"),
    ("the fifth monday in march", "03-30 00:00-03-31 00:00"),
    ("the month after next", "05-01 00:00-06-01 00:00"),
    ("the weekend after next", "03-21 00:00-03-23 00:00"),
    ("tuesday week", "03-17 00:00-03-18 00:00"),
    ("between now and friday", "03-03 09:15-03-07 00:00"),
    ("the first of march 2027", "03-01 00:00-03-02 00:00"),
    ("easter monday", "04-06 00:00-04-07 00:00"),
    ("memorial day", "05-25 00:00-05-26 00:00"),
    ("black friday", "11-27 00:00-11-28 00:00"),
    ("christmas 2027", "12-25 00:00-12-26 00:00"),
    ("the 5th of next month", "04-05 00:00-04-06 00:00"),
    ("march tenth", "03-10 00:00-03-11 00:00"),
    ("the tenth of march", "03-10 00:00-03-11 00:00"),
    ("3/10", "03-10 00:00-03-11 00:00"),
    ("13/4", "04-13 00:00-04-14 00:00"),
    ("2026-03-10", "03-10 00:00-03-11 00:00"),
    ("march 10th 2026", "03-10 00:00-03-11 00:00"),
    ("friday the 13th", "03-13 00:00-03-14 00:00"),
    ("tuesday 17", "03-17 00:00-03-18 00:00"),
    ("the second tuesday in april", "04-14 00:00-04-15 00:00"),
    ("the last friday of the month", "03-27 00:00-03-28 00:00"),
    ("the first monday of next month", "04-06 00:00-04-07 00:00"),
    ("christmas eve", "12-24 00:00-12-25 00:00"),
    ("the day after thanksgiving", "11-27 00:00-11-28 00:00"),
    ("the monday after easter", "04-06 00:00-04-07 00:00"),
    ("the friday before easter", "04-03 00:00-04-04 00:00"),
    ("from monday to thursday", "03-09 00:00-03-12 00:00"),
    ("monday through thursday", "03-09 00:00-03-13 00:00"),
    ("from the 20th to the 24th", "03-20 00:00-03-24 00:00"),
    ("between the 9th and the 12th of april", "04-09 00:00-04-13 00:00"),
    ("april 9th through 12th", "04-09 00:00-04-13 00:00"),
    ("april 28th to the 3rd", "04-28 00:00-05-03 00:00"),
    ("the 28th to the 3rd of april", "03-28 00:00-04-03 00:00"),
    ("before friday", "03-03 09:15-03-06 00:00"),
    ("by friday", "03-03 09:15-03-07 00:00"),
    ("after the 15th", "03-16 00:00-03-30 00:00"),
    ("starting monday", "03-09 00:00-03-23 00:00"),
    ("tomorrow or thursday", "03-04 00:00-03-06 00:00"),
    ("next tuesday morning", "03-10 08:00-12:00"),
    ("tomorrow afternoon", "03-04 12:00-17:00"),
    ("tomorrow evening", "03-04 16:00-20:00"),
    ("tomorrow night", "03-04 20:00-03-05 00:00"),
    ("tonight", "03-03 20:00-03-04 00:00"),
    ("this afternoon", "03-03 12:00-17:00"),
    ("late afternoon on wednesday", "03-04 15:00-17:00"),
    ("early tomorrow morning", "03-04 08:00-10:00"),
    ("mid morning tomorrow", "03-04 09:00-11:00"),
    ("first thing tomorrow", "03-04 08:00-10:00"),
    ("tomorrow end of the day", "03-04 15:00-17:00"),
    ("lunchtime tomorrow", "03-04 11:00-14:00"),
    ("tomorrow after work", "03-04 17:00-03-05 00:00"),
    ("tomorrow before school", "03-04 00:00-09:00"),
    ("tomorrow after three", "03-04 15:00-03-05 00:00"),
    ("tomorrow before noon", "03-04 00:00-12:00"),
    ("tomorrow three or later", "03-04 15:00-03-05 00:00"),
    ("tomorrow between 2 and 4", "03-04 14:00-16:00"),
    ("tomorrow from 10 to 2", "03-04 10:00-14:00"),
    ("tomorrow between eleven and one", "03-04 11:00-13:00"),
    ("tomorrow two to four pm", "03-04 14:00-16:00"),
    ("tomorrow 10 am to 12", "03-04 10:00-12:00"),
    ("nine to five tomorrow", "03-04 09:00-17:00"),
    ("around ten tomorrow", "03-04 09:30-10:30"),
    ("at ten tomorrow morning", "03-04 10:00"),
    ("at ten in the evening tomorrow", "03-04 22:00"),
    ("in the morning tomorrow at ten", "03-04 10:00"),
    ("tomorrow ten ish", "03-04 09:30-10:30"),
    ("wednesday morning after nine", "03-04 09:00-12:00"),
    ("tomorrow after nine and before eleven", "03-04 09:00-11:00"),
    ("next tuesday at three thirty", "03-10 15:30"),
    ("tuesday at 2 30", "03-10 14:30"),
    ("tomorrow at 330", "03-04 15:30"),
    ("10am on friday", "03-06 10:00"),
    ("ten a m wednesday", "03-04 10:00"),
    ("Wednesday, 10 A.M.", "03-04 10:00"),
    ("tomorrow at 8.30pm", "03-04 20:30"),
    ("half past two tomorrow", "03-04 14:30"),
    ("tuesday at a quarter past nine", "03-10 09:15"),
    ("quarter to four thursday", "03-05 15:45"),
    ("ten to four tomorrow", "03-04 15:50"),
    ("seven o clock in the evening tomorrow", "03-04 19:00"),
    ("tomorrow ten oh five", "03-04 10:05"),
    ("tomorrow ten", "03-04 10:00"),
    ("tomorrow at 14:00", "03-04 14:00"),
    ("tomorrow at 08:30", "03-04 08:30"),
    ("tomorrow at noon", "03-04 12:00"),
    ("tomorrow at twelve", "03-04 12:00"),
    ("tomorrow at ten at night", "03-04 22:00"),
    ("in two hours", "03-03 11:15"),
    ("half an hour from now", "03-03 09:45"),
    ("tuesday or tuesday at ten", "03-10 10:00"),
    ("tuesday 😀 morning", "03-10 08:00-12:00"),
    ("\x00tuesday\x1b morning\x07", "03-10 08:00-12:00"),
    ("TUESDAY MORNING!!!", "03-10 08:00-12:00"),
]

NOT_FOUND: list[str] = [
    "",
    " ",
    "hello there",
    "good morning i would like to book",
    "four people",
    "i have two kids",
    "i called yesterday",
    "last tuesday",
    "two weeks ago",
    "last week",
    "it has been hurting since tuesday",
    "for the past two weeks",
    "may i ask a question",
    "we march in",
    "my number is 512 555 0142",
    "i was born april 12 1988",
    "04/12/1988",
    "ten",
    "two thirty",
    "330",
    "one of my crowns",
    "the second one",
    "the first one please",
    "the second works",
    "the second crown",
    "this is my fifth visit",
    "i can't even sleep at night",
    "next step",
    "3/10/88",
    "0000-00-00",
    "friday the 45th",
    "every week",
    "a month",
    "twenty minutes past a hundred",
    "the 0th",
    "at 75",
    "february 30th",
    "13/13",
    "9999-12-31",
    "in 4000 weeks",
    "whatever",
    "anything",
    "now",
    "later",
    "another day",
    "not",
    "not sure",
    "from",
    "between and",
    "two weeks from",
    "at at at",
    "🦷🦷🦷",
    "\x00\x01\x02",
    "this morning at eight",
    "ßüñ İstanbul",
]


@pytest.mark.parametrize(("words", "window"), ONE)
def test_one_window(said: Said, words: str, window: str) -> None:
    assert said(windows(words, TUESDAY)) == [window]


@pytest.mark.parametrize("words", NOT_FOUND)
def test_nothing_to_come(words: str) -> None:
    assert windows(words, TUESDAY) is None


# The calendar's edges


@pytest.mark.parametrize(
    ("now", "words", "expected"),
    [
        (datetime(2026, 12, 31, 10), "tomorrow", ["01-01 00:00-01-02 00:00"]),
        (datetime(2026, 12, 30, 10), "next week", ["01-04 00:00-01-11 00:00"]),
        (datetime(2026, 12, 30, 10), "next month", ["01-01 00:00-02-01 00:00"]),
        (datetime(2026, 12, 30, 10), "january fifth", ["01-05 00:00-01-06 00:00"]),
        (datetime(2026, 12, 30, 10), "new years day", ["01-01 00:00-01-02 00:00"]),
        (datetime(2026, 1, 31, 10), "in a month", ["02-28 00:00-03-01 00:00"]),
        (datetime(2026, 1, 31, 10), "the 30th", ["03-30 00:00-03-31 00:00"]),
        (datetime(2026, 2, 10, 10), "the 31st", ["03-31 00:00-04-01 00:00"]),
        (datetime(2026, 3, 1, 10), "february 29th", ["02-29 00:00-03-01 00:00"]),
        (datetime(2026, 3, 8, 10), "this weekend", ["03-08 10:00-03-09 00:00"]),
        (datetime(2026, 3, 8, 10), "next monday", ["03-09 00:00-03-10 00:00"]),
        (datetime(2026, 3, 8, 10), "monday", ["03-09 00:00-03-10 00:00"]),
        (datetime(2026, 3, 2, 10, 0, 1), "today", ["03-02 10:01-03-03 00:00"]),
        (datetime(2026, 3, 2, 10), "today at ten", ["03-02 10:00"]),
        (datetime(2026, 3, 2, 23, 59, 30), "tomorrow morning", ["03-03 08:00-12:00"]),
    ],
)
def test_edges_of_the_calendar(said: Said, now: datetime, words: str, expected: list[str]) -> None:
    assert said(windows(words, now)) == expected


@pytest.mark.parametrize(
    ("now", "words", "expected"),
    [
        # The clocks go from 2:00 to 3:00 on 8 March 2026 and back on 1 November 2026.
        (datetime(2026, 3, 8, 1, 30), "in two hours", ["03-08 04:30"]),
        (datetime(2026, 11, 1, 0, 30), "in two hours", ["11-01 01:30"]),
        (datetime(2026, 3, 7, 9), "tomorrow morning", ["03-08 08:00-12:00"]),
        (datetime(2026, 3, 7, 9), "tomorrow", ["03-08 00:00-03-09 00:00"]),
        (datetime(2026, 10, 31, 9), "tomorrow", ["11-01 00:00-11-02 00:00"]),
        (datetime(2026, 10, 31, 9), "in two weeks", ["11-14 00:00-11-15 00:00"]),
        (datetime(2026, 11, 1, 1, 30, fold=1), "today", ["11-01 01:30-11-02 00:00"]),
    ],
)
def test_days_on_which_the_clocks_change(
    said: Said, now: datetime, words: str, expected: list[str]
) -> None:
    aware = now.replace(tzinfo=ZoneInfo("America/Chicago"))
    assert said(windows(words, aware)) == expected


# Spanish, called on Tuesday 3 March 2026 at 9:15

SPANISH: list[tuple[str, str]] = [
    ("el martes por la mañana", "03-10 08:00-12:00"),
    ("mañana por la tarde", "03-04 12:00-17:00"),
    ("mañana por la mañana", "03-04 08:00-12:00"),
    ("mañana", "03-04 00:00-03-05 00:00"),
    ("pasado mañana a las tres y media", "03-05 15:30"),
    ("el viernes que viene", "03-06 00:00-03-07 00:00"),
    ("el próximo viernes", "03-13 00:00-03-14 00:00"),
    ("la próxima semana", "03-09 00:00-03-16 00:00"),
    ("la semana que viene", "03-09 00:00-03-16 00:00"),
    ("el 10 de marzo", "03-10 00:00-03-11 00:00"),
    ("el diez de marzo a las diez de la mañana", "03-10 10:00"),
    ("el martes diez", "03-10 00:00-03-11 00:00"),
    ("el veintiuno", "03-21 00:00-03-22 00:00"),
    ("el segundo martes de abril", "04-14 00:00-04-15 00:00"),
    ("en dos semanas", "03-17 00:00-03-18 00:00"),
    ("mañana a las tres menos cuarto", "03-04 14:45"),
    ("mañana un cuarto para las tres", "03-04 14:45"),
    ("mañana diez para las tres", "03-04 14:50"),
    ("mañana a las nueve y cuarto", "03-04 09:15"),
    ("mañana a las nueve y veinte", "03-04 09:20"),
    ("mañana a la una", "03-04 13:00"),
    ("mañana a las ocho de la noche", "03-04 20:00"),
    ("mañana entre las dos y las cuatro", "03-04 14:00-16:00"),
    ("mañana de dos a cuatro", "03-04 14:00-16:00"),
    ("de las 2 a las 4 el jueves", "03-05 14:00-16:00"),
    ("mañana después de las tres", "03-04 15:00-03-05 00:00"),
    ("mañana antes del mediodía", "03-04 00:00-12:00"),
    ("mañana no antes de las diez", "03-04 10:00-03-05 00:00"),
    ("mañana a primera hora", "03-04 08:00-10:00"),
    ("mañana como a las diez", "03-04 09:30-10:30"),
    ("de lunes a jueves", "03-09 00:00-03-12 00:00"),
    ("lo antes posible", "03-03 09:15-03-11 00:00"),
    ("hoy", "03-03 09:15-03-04 00:00"),
    ("este fin de semana", "03-07 00:00-03-09 00:00"),
    ("el martes no espere el miércoles", "03-04 00:00-03-05 00:00"),
    ("EL MIÉRCOLES A LAS 10", "03-04 10:00"),
]


@pytest.mark.parametrize(("words", "window"), SPANISH)
def test_spanish(said: Said, words: str, window: str) -> None:
    assert said(windows(words, TUESDAY, None, "es")) == [window]


@pytest.mark.parametrize(
    "words", ["buenos días", "hace dos semanas", "ayer", "una cita", "dos niños", "desde ayer"]
)
def test_spanish_nothing_to_come(words: str) -> None:
    assert windows(words, TUESDAY, None, "es") is None


@pytest.mark.parametrize("words", ["cuando sea", "no tengo preferencia", "a cualquier hora"])
def test_spanish_any_time(words: str) -> None:
    found = windows(words, TUESDAY, None, "es")
    assert found is not None
    assert found.value == []


@pytest.mark.parametrize(
    "word",
    ["hello ", "tuesday or ", "not tuesday morning but ", "four ", "no ", "from tuesday to ",
     "two weeks from ", "at ", "april 12 no make it may 13 at ten ", "9" * 50 + " "],
)  # fmt: skip
def test_ten_thousand_words_are_fast(word: str) -> None:
    words = word * (10_000 // len(word.split()))
    before = time.process_time()
    windows(words, TUESDAY, asked=True)
    assert time.process_time() - before < 30  # no more than a guard against a hang
