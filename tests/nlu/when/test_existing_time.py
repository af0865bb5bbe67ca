"""The time of an appointment that exists is taken out of the words, and nothing else is."""

import pytest

from nlu.when.existing_time import without_existing


@pytest.mark.parametrize(
    ("words", "gone", "left"),
    [
        ("can I move my tuesday appointment to friday", "tuesday", "friday"),
        ("I have one on thursday and need to reschedule", "thursday", "reschedule"),
        ("cambiar mi cita del martes para el viernes", "martes", "viernes"),
        ("move it from monday to wednesday", "monday", "wednesday"),
        ("I can't make it on monday, what about friday", "monday", "friday"),
    ],
)
def test_only_the_new_time_is_left(words: str, gone: str, left: str) -> None:
    kept = without_existing(words)
    assert gone not in kept
    assert left in kept
    assert len(kept) == len(words)
    assert kept.index(left) == words.index(left)


@pytest.mark.parametrize("words", ["tuesday at ten", "could I come on friday"])
def test_a_wish_alone_stays_as_it_is(words: str) -> None:
    assert without_existing(words) == words
