"""Spoken numbers as whole numbers, English and Spanish."""

import pytest

from nlu.dictation.numbers import number_at, tongue

ENGLISH = [
    ("seven", 7, 1, False),
    ("twenty five", 25, 2, False),
    ("two thirty", 2, 1, False),
    ("nineteen eighty eight", 19, 1, False),
    ("nineteen hundred and seventy two", 1972, 5, False),
    ("two thousand and five", 2005, 4, False),
    ("two thousand twenty six", 2026, 4, False),
    ("one hundred five", 105, 3, False),
    ("three hundred thousand", 300000, 3, False),
    ("oh four", 4, 2, False),
    ("o 4", 4, 2, False),
    ("zero", 0, 1, False),
    ("zero nine", 9, 2, False),
    ("twelfth", 12, 1, True),
    ("twenty first", 21, 2, True),
    ("thirtieth", 30, 1, True),
    ("10th", 10, 1, True),
    ("2th", 2, 1, True),
    ("0830", 830, 1, False),
]
SPANISH = [
    ("siete", 7, 1, False),
    ("treinta y uno", 31, 3, False),
    ("ocho y treinta", 8, 1, False),
    ("veintiséis", None, 0, False),
    ("veintiseis", 26, 1, False),
    ("veinte y cinco", 25, 3, False),
    ("treinta", 30, 1, False),
    ("mil novecientos ochenta y ocho", 1988, 5, False),
    ("dos mil cinco", 2005, 3, False),
    ("mil", 1000, 1, False),
    ("ciento cinco", 105, 2, False),
    ("primero", 1, 1, True),
    ("segundo", 2, 1, True),
    ("1ro", 1, 1, True),
]


@pytest.mark.parametrize(("words", "value", "width", "ordinal"), ENGLISH)
def test_english(words: str, value: int, width: int, ordinal: bool) -> None:
    found = number_at(words.split(), 0, "en")
    assert found is not None
    assert (found.value, found.width, found.ordinal) == (value, width, ordinal)


@pytest.mark.parametrize(("words", "value", "width", "ordinal"), SPANISH)
def test_spanish(words: str, value: int | None, width: int, ordinal: bool) -> None:
    found = number_at(words.split(), 0, "es-MX")
    if value is None:  # accents are taken off before
        assert found is None
    else:
        assert found is not None
        assert (found.value, found.width, found.ordinal) == (value, width, ordinal)


@pytest.mark.parametrize("words", ["tooth", "oh well", "oh", "thousand", "hundred", "12abc", "½"])
def test_no_number(words: str) -> None:
    assert number_at(words.split(), 0, "en") is None


def test_leading_zeros_are_kept() -> None:
    found = number_at(["oh", "five"], 0)
    assert found is not None
    assert found.digits == "05"
    written = number_at(["0412"], 0)
    assert written is not None
    assert written.digits == "0412"


def test_a_run_of_many_figures_costs_nothing() -> None:
    found = number_at(["1" * 100_000], 0)
    assert found is not None
    assert len(found.digits) == 100_000


@pytest.mark.parametrize(("language", "read_as"), [("es", "es"), ("es-US", "es"), ("fr", "en")])
def test_tongue(language: str, read_as: str) -> None:
    assert tongue(language) == read_as
