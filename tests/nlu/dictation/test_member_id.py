"""Member numbers: letters and digits, when asked for or named."""

import time

import pytest

from nlu.dictation.member_id import member_id


@pytest.mark.parametrize(
    ("words", "asked", "number"),
    [
        ("my member id is w one two three four five six seven eight nine", False, "W123456789"),
        ("XYZ 123 456 789", True, "XYZ123456789"),
        ("W123456789", True, "W123456789"),
        ("12ab345", True, "12AB345"),
        ("w as in whiskey 4 4 5 double 6 7", True, "W445667"),
        ("it's a b c one two three four five", True, "ABC12345"),
        ("alpha bravo one two three four", True, "AB1234"),
        ("group number is 12345 and member id is 99887766", False, "99887766"),
        ("it is zero zero one two three x", True, "00123X"),
        ("one oh four dash five five six", True, "104556"),
        ("mi número de miembro es equis y zeta uno dos tres cuatro cinco", False, "XYZ12345"),
        ("la póliza es a de avión cinco cinco uno dos tres", False, "A55123"),
    ],
)
def test_a_number_is_heard(words: str, asked: bool, number: str) -> None:
    found = member_id(words, asked=asked)
    assert found is not None
    assert (found.value, found.corrected) == (number, False)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("member number 445566 no sorry 445567", "445567"),
        ("alpha bravo one two three four no wait five", "AB1235"),
        ("no it's 998877", "998877"),
        ("998877 no wait that is all", "998877"),
    ],
)
def test_what_is_taken_back_is_replaced(words: str, number: str) -> None:
    found = member_id(words, asked=True)
    assert found is not None
    assert found.value == number
    assert found.corrected == ("all" not in words)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("my birthday is april 12 1988", True),
        ("my phone is 512 555 0142", True),
        ("512 555 0142", False),
        ("group 123456", True),
        ("yes", True),
        ("i don't have it with me", True),
        ("a b c d e f", True),
        ("12", True),
        ("1234567890123456789012345", True),
        ("", True),
        ("🦷\x00", True),
    ],
)
def test_no_number(words: str, asked: bool) -> None:
    assert member_id(words, asked=asked) is None


@pytest.mark.parametrize("words", ["a 1 " * 10_000, "word " * 10_000, "no 1 " * 5_000])
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    member_id(words, asked=True)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
