"""Which opening a caller takes, of those that were offered."""

import time

import pytest

from nlu.answer.pick import NONE, pick

TWO = ("2026-03-03T10:00", "2026-03-05T14:30")
THREE = ("2026-03-02T13:00", "2026-03-03T13:30", "2026-03-04T09:00")


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("the first one", 0),
        ("the second", 1),
        ("the earlier one", 0),
        ("the later", 1),
        ("ten o'clock", 0),
        ("the 2:30", 1),
        ("thursday", 1),
        ("the one on tuesday at ten", 0),
        ("the third at ten", 0),
        ("the last one", 1),
        ("let's do ten", 0),
        ("10 works", 0),
        ("neither", NONE),
        ("none of those", NONE),
        ("nothing works", NONE),
        ("neither works for me", NONE),
        ("something later", NONE),
        ("something else", NONE),
        ("ninguna", NONE),
        ("yes", None),
        ("tuesday works", 0),
        ("tuesday the third please", 0),
        ("the fifth", 1),
        ("two thirty", 1),
        ("half past two", 1),
        ("thursday at two thirty pm please", 1),
        ("i'll take the morning one", 0),
        ("the afternoon", 1),
        ("la primera", 0),
        ("la segunda por favor", 1),
        ("a las diez", 0),
        ("las dos y media", 1),
        ("el jueves", 1),
        ("el martes a las diez de la mañana", 0),
        ("do you have anything later", NONE),
        ("ten doesn't work but two thirty does", 1),
        ("not the first one the second one", 1),
        ("i can't do tuesday", None),
        ("what about friday", None),
        ("either one", 0),
        ("cualquiera", 0),
        ("the other one", None),
        ("not tuesday, the other one", 1),
        ("230", 1),
        ("option two", 1),
        ("number one please", 0),
        ("march third", 0),
        ("the 5th", 1),
        ("quarter past ten", None),
        ("", None),
        ("🦷", None),
        ("can you do 4 instead", NONE),
        ("actually make it the second", 1),
        ("the first, no wait, the second", 1),
        ("ni una ni otra", NONE),
        ("otra hora por favor", NONE),
        ("uh the tuesday one i guess", 0),
        ("ten a.m.", 0),
        ("10 a m", 0),
        ("earliest", 0),
        ("la de las diez", 0),
        ("la más temprano", 0),
        ("el cinco de marzo", 1),
        ("those don't work for me", NONE),
        ("i'm good with ten", 0),
        ("the second one is better", 1),
        ("let's go with thursday", 1),
        ("that doesn't work", NONE),
        ("not the first one, the other one", 1),
        ("ninguna de las dos", NONE),
        ("cualquiera de las dos", 0),
        ("what was the first one again", None),
        ("could you repeat the second one", None),
        ("march 5", 1),
        ("i prefer mornings", 0),
        ("what about the second", 1),
        ("the former", 0),
        ("the latter", 1),
        ("quarter to ten", None),
        ("diez en punto", 0),
        ("a las dos menos cuarto", None),
        ("neither one really", NONE),
        ("any of those", 0),
        ("option five", None),
        ("march third at two thirty", None),
        ("i can't do tuesday or thursday", NONE),
        ("i can't do tuesday, thursday is not possible either", NONE),
        ("noon", None),
        ("10:00", 0),
        ("2:30 pm", 1),
        ("14:30", 1),
        ("2:30 am", None),
        ("ten oh five", None),
        ("fourteen thirty", None),
        ("twenty fifth", None),
        ("the 3rd of march", 0),
        ("el tres", 0),
        ("on the fifth of march at two thirty", 1),
    ],
)
def test_of_two(words: str, taken: int | str | None) -> None:
    assert pick(words, TWO) == taken


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("the one on wednesday", 2),
        ("the third one", 2),
        ("one o'clock", 0),
        ("one works", 0),
        ("one thirty", 1),
        ("the third", None),
        ("la una y media", 1),
        ("a la una", 0),
        ("monday", 0),
        ("the middle one", 1),
        ("at one", 0),
        ("the 3rd one", 2),
        ("tuesday the third", 1),
        ("the first one", 0),
        ("the earliest", 0),
        ("the last one", 2),
        ("the morning", 2),
        ("9", 2),
        ("la del medio", 1),
        ("number four", None),
        ("the second", None),
        ("noon", None),
    ],
)
def test_of_three(words: str, taken: int | None) -> None:
    assert pick(words, THREE) == taken


def test_by_place_without_times() -> None:
    assert pick("the first one", ("a1", "a2")) == 0
    assert pick("the last one", ("a1", "a2")) == 1
    assert pick("the second", ("a1", "a2")) == 1
    assert pick("tuesday at ten", ("a1", "a2")) is None
    assert pick("the earlier", ("a1", "a2")) is None


def test_one_offer_is_left_to_yes_and_no() -> None:
    assert pick("that works", ("2026-03-03T10:00",)) is None
    assert pick("yes", ("2026-03-03T10:00",)) is None
    assert pick("ten works", ("2026-03-03T10:00",)) == 0
    assert pick("ten", ()) is None


@pytest.mark.parametrize(
    "words", ["ten " * 10_000, "not the first " * 3_000, "a" * 50_000, "the second one " * 4_000]
)
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    pick(words, TWO)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
