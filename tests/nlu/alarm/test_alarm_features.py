"""What the sense of danger sees of words."""

import numpy as np
import pytest

from nlu.alarm.features import PLACES, WIDTH, rows
from nlu.encoder import SIZE, Encoder


def test_a_row_for_each_text(words: Encoder) -> None:
    assert rows(words, ["one", "two words", ""]).shape == (3, WIDTH)
    assert rows(words, []).shape == (0, WIDTH)


@pytest.mark.parametrize("said", ["Um, he CAN'T breathe!", "he can't breathe.", "he can’t breathe"])
def test_capitals_marks_and_fillers_are_not_seen(words: Encoder, said: str) -> None:
    one, other = rows(words, [said, "he can't breathe"])
    assert np.allclose(one, other, atol=1e-5)


def test_words_count_alike_however_many(words: Encoder) -> None:
    short, long = rows(words, ["help", "a long story about tuesday and nothing else at all"])
    there = slice(SIZE, SIZE + PLACES)
    assert np.linalg.norm(short[there]) == pytest.approx(np.linalg.norm(long[there]), rel=1e-5)


def test_a_sign_that_stands_is_another_than_one_that_is_denied(words: Encoder) -> None:
    has, denies, neither = rows(words, ["chest pain", "no chest pain", "a cleaning"])
    signs = slice(SIZE + PLACES, WIDTH - 1)
    assert has[signs].any()
    assert denies[signs].any()
    assert not np.array_equal(has[signs], denies[signs])
    assert not neither[signs].any()


def test_the_order_of_words_is_seen(words: Encoder) -> None:
    one, other = rows(words, ["not breathing", "breathing not"])
    assert not np.allclose(one, other)
