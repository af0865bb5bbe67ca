"""Stretches of spoken digits, and where they stand."""

import pytest

from nlu.dictation.digits import stretches
from nlu.utterance.word import words_of


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("five oh five", ["505"]),
        ("oh five", ["05"]),
        ("five oh", ["50"]),
        ("five to three", ["523"]),
        ("five to", ["5"]),
        ("two hundred and five", ["205"]),
        ("two hundred fifty five", ["255"]),
        ("two hundred and", ["200"]),
        ("two hundred", ["200"]),
        ("doscientos cinco", ["205"]),
        ("doscientos cincuenta", ["250"]),
        ("dos mil", ["2000"]),
        ("treinta y", ["30"]),
        ("treinta y uno", ["31"]),
        ("twenty twenty", ["2020"]),
        ("triple seven double oh", ["77700"]),
        ("double five and a half", ["55"]),
        ("one dash two, then three", ["123"]),
        ("one two people three", ["12", "3"]),
        ("one; two ! three", ["12", "3"]),
        ("one to too for two", ["1", "2"]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_stretches(words: str, said: list[str]) -> None:
    found = stretches(words_of(words))
    assert [one.text for one in found] == said


def test_ends_count_when_told() -> None:
    (one,) = stretches(words_of("for one five to"), edges=True)
    assert one.text == "4152"
    assert (one.start, one.end) == (0, len("for one five to"))


def test_a_hundred_may_stand_alone() -> None:
    (one,) = stretches(words_of("eight hundred fifty five"), whole_hundreds=False)
    assert one.text == "80055"
