"""Dates of birth over all that a recogniser thinks it has heard."""

from datetime import datetime

import pytest

from nlu.person.birth_heard import births_heard

NOW = datetime(2026, 3, 3, 9, 15)


def test_nothing_heard_is_no_date() -> None:
    assert births_heard((), NOW) == ()
    assert births_heard(("seventeen", "Devon"), NOW) == ()


def test_a_later_guess_counts_where_the_first_is_no_date() -> None:
    heard = births_heard(("star tier of the 6th 1971", "30th of the 6th 1971"), NOW)
    assert [one.value for one in heard] == ["1971-06-30"]
    assert heard[0].guess == 1
    assert heard[0].weight == 1.0


def test_guesses_vote_the_earlier_the_weightier() -> None:
    heard = births_heard(("april 12 1988", "april 20 1988", "12th of april 1988"), NOW)
    assert [one.value for one in heard] == ["1988-04-12", "1988-04-20"]
    assert heard[0].weight > heard[1].weight


def test_a_year_whose_end_was_dropped_gives_way_to_the_whole_one() -> None:
    heard = births_heard(("april 12 1940", "12 april 1940", "april 12 1948"), NOW)
    assert [one.value for one in heard] == ["1948-04-12"]


def test_a_round_year_by_itself_stands() -> None:
    heard = births_heard(("april 12 1940", "april 12 1935"), NOW)
    assert heard[0].value == "1940-04-12"


def test_of_several_whole_years_none_takes_the_votes_of_a_round_one() -> None:
    heard = births_heard(("april 12 2000", "april 12 2009", "april 12 2008"), NOW)
    assert heard[0].value == "2000-04-12"


@pytest.mark.parametrize(
    ("guess", "value"),
    [
        ("or 8th 1982", "1982-08-04"),
        ("4 81982", "1982-08-04"),
        ("48198 to", "1982-08-04"),
        ("bells of March 2012", "2012-03-12"),
        ("ship of December 1927", "1927-12-06"),
    ],
)
def test_words_that_are_written_for_numbers(guess: str, value: str) -> None:
    assert [one.value for one in births_heard((guess,), NOW, day_first=True)] == [value]


def test_odd_words_before_a_date_may_be_a_part_of_it() -> None:
    heard = births_heard(("when do you 1st May 1986", "21st May 1986"), NOW)
    assert heard[0].value == "1986-05-21"
    heard = births_heard(("it's the 1st May 1986", "21st May 1986"), NOW)
    assert heard[0].value == "1986-05-01"


def test_letters_stuck_to_a_date_make_it_doubtful() -> None:
    heard = births_heard(("c21 July 1936", "31 July 1936"), NOW)
    assert heard[0].value == "1936-07-31"


def test_the_day_first_where_callers_say_so() -> None:
    guesses = ("04/12/1988", "4 12 1988")
    assert births_heard(guesses, NOW)[0].value == "1988-04-12"
    assert births_heard(guesses, NOW, day_first=True)[0].value == "1988-12-04"
