"""Dates of birth over all that a recogniser thinks it has heard."""

from datetime import datetime

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


def test_letters_stuck_to_a_date_make_it_doubtful() -> None:
    heard = births_heard(("c21 July 1936", "31 July 1936"), NOW)
    assert heard[0].value == "1936-07-31"


def test_the_day_first_where_callers_say_so() -> None:
    guesses = ("04/12/1988", "4 12 1988")
    assert births_heard(guesses, NOW)[0].value == "1988-04-12"
    assert births_heard(guesses, NOW, day_first=True)[0].value == "1988-12-04"
