"""The days and times that words name, and where they stand."""

from datetime import datetime, timedelta

import pytest

from nlu.when.moments import Moment, moments

TUESDAY = datetime.fromisoformat("2026-03-03T09:15")


def short(moment: Moment) -> str:
    """A moment as "datetimerange 03-09..03-11 09:00-10:00"."""
    said = [moment.kind]
    if moment.days:
        first, last = moment.days[0], moment.days[1] - timedelta(days=1)
        said.append(f"{first:%m-%d}" + (f"..{last:%m-%d}" if last != first else ""))
    if moment.minutes:
        start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in moment.minutes)
        said.append(start + (f"-{end}" if end != start else ""))
    return " ".join(said)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("tuesday", ["date 03-10"]),
        ("next week", ["daterange 03-09..03-15"]),
        ("the 10th at three", ["datetime 03-10 03:00"]),
        ("tuesday or thursday", ["date 03-10", "date 03-05"]),
        ("from the 9th to the 12th", ["daterange 03-09..03-11"]),
        ("the 9th through the 12th", ["daterange 03-09..03-12"]),
        ("from 4 to 22 this month", ["daterange 03-04..03-21"]),
        ("january 12 - 16", ["daterange 01-12..01-15"]),
        ("between the 3rd and the 6th of april", ["daterange 04-03..04-06"]),
        ("the 3rd or the 6th of april", ["date 04-03", "date 04-06"]),
        ("from may to august", ["daterange 05-01..08-31"]),
        ("the last 3 days", ["daterange 02-28..03-02"]),
        ("two weeks ago", ["date 02-17"]),
        ("next year", ["daterange 01-01..12-31"]),
        ("early next year", ["daterange 01-01..03-31"]),
        ("later this year", ["daterange 03-03..12-31"]),
        ("the third weekend of june", ["daterange 06-20..06-21"]),
        ("easter weekend", ["daterange 04-04..04-05"]),
        ("the week of christmas", ["daterange 12-21..12-27"]),
        ("the last day of next month", ["date 04-30"]),
        ("the second week of january", ["daterange 01-08..01-14"]),
        ("first week of the month", ["daterange 03-01..03-07"]),
        ("monday two weeks from now", ["date 03-16"]),
        ("three fridays from now", ["date 03-20"]),
        ("in a week or two", ["daterange 03-10..03-17"]),
        ("for 3 days from monday", ["date 03-12"]),
        ("on 5.12", ["date 05-12"]),
        ("2026-04-10 16:30", ["datetime 04-10 16:30"]),
        ("arriving on monday leaving on thursday", ["date 03-09", "daterange 03-03..03-04"]),
    ],
)
def test_days(words: str, named: list[str]) -> None:
    assert [short(moment) for moment in moments(words, TUESDAY)] == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("half past seven in the evening", ["time 19:30"]),
        ("tonight at eight", ["datetime 03-03 20:00"]),
        ("this evening at 9 pm", ["datetime 03-03 21:00"]),
        ("six in the morning", ["time 06:00"]),
        ("noon", ["time 12:00"]),
        ("around noon", ["time 12:00"]),
        ("after three", ["timerange 03:00-24:00"]),
        ("before ten", ["timerange 00:00-10:00"]),
        ("from two to four on tuesday", ["datetimerange 03-10 02:00-04:00"]),
        ("monday 9am-11am", ["datetimerange 03-09 09:00-11:00"]),
        ("from 2 pm today until 4 pm", ["datetimerange 03-03 14:00-16:00"]),
        ("from 2:30 for two and a half hours", ["timerange 02:30-05:00"]),
        ("for an hour from 3", ["timerange 03:00-04:00"]),
        ("in two and a half hours", ["datetime 03-03 11:45"]),
        ("an hour and a half from now", ["datetime 03-03 10:45"]),
        ("in the next two hours", ["datetimerange 03-03 09:15-11:15"]),
        ("last night", ["datetimerange 03-02 20:00-24:00"]),
        ("first monday evening of april", ["datetimerange 04-06 16:00-20:00"]),
        ("let's find one morning together", ["timerange 08:00-12:00"]),
        ("i'll be back at five tomorrow", ["datetime 03-04 05:00"]),
        ("now", ["datetime 03-03 09:15"]),
    ],
)
def test_times(words: str, named: list[str]) -> None:
    assert [short(moment) for moment in moments(words, TUESDAY)] == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("a table for two tomorrow at seven", ["datetime 03-04 07:00"]),
        ("the meeting is in building 4 this afternoon", ["datetimerange 03-03 12:00-17:00"]),
        ("my number is 512 555 0142", []),
        ("i now want two mornings", []),
        ("i may go to the end", []),
        ("we had a second crown", []),
        ("the 3 sisters", []),
    ],
)
def test_what_counts_names_no_time(words: str, named: list[str]) -> None:
    assert [short(moment) for moment in moments(words, TUESDAY)] == named


def test_a_lone_number_is_a_time_only_when_asked() -> None:
    assert moments("seven", TUESDAY) == []
    assert [short(moment) for moment in moments("seven", TUESDAY, asked=True)] == ["time 07:00"]


def test_what_is_taken_back_or_unwanted_is_named_all_the_same() -> None:
    found = moments("tuesday, no, wednesday, but not at ten", TUESDAY)
    assert [short(moment) for moment in found] == ["date 03-10", "date 03-04", "time 10:00"]


@pytest.mark.parametrize(
    ("words", "day", "time"),
    [
        ("Could I come Tuesday at 2:30, please?", "Tuesday", "2:30"),
        ("this evening at 9pm", "this evening", "9pm"),
        ("eight in the evening on the 10th", "on the 10th", "eight in the evening"),
        ("at six in the morning next monday", "next monday", "six in the morning"),
        ("two weeks from tuesday, early", "two weeks from tuesday", "early"),
    ],
)
def test_the_words_of_the_day_and_of_the_time(words: str, day: str, time: str) -> None:
    (found,) = moments(words, TUESDAY)
    assert found.day_span is not None
    assert found.time_span is not None
    assert words[slice(*found.day_span)] == day
    assert words[slice(*found.time_span)] == time


def test_the_days_and_times_by_which_a_range_is_named() -> None:
    (days,) = moments("from the 9th to the 12th", TUESDAY)
    assert [day.day for day in days.named_days] == [9, 12]
    (hours,) = moments("from two to four", TUESDAY)
    assert hours.named_minutes == (120, 240)
    (bound,) = moments("before ten", TUESDAY)
    assert bound.named_minutes == (600,)
