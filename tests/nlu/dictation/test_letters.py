"""Letters out of whatever a recogniser makes of spelling."""

import pytest

from nlu.dictation.letters import fragments_of_spelling, letters_heard, spelled_only
from nlu.utterance.word import words_of


@pytest.mark.parametrize(
    ("guess", "letters"),
    [
        ("m a x", "max"),
        ("GE o RS r e ey", "georsreey"),
        ("see are why", "cry"),
        ("Delta Oscar Romeo", "dor"),
        ("double l", "ll"),
        ("b for bravo o b as in boy", "bob"),
        ("I am a r k", "mark"),
        ("a double you", "aw"),
        ("and you double e", "nuee"),
        ("l space k", "lk"),
        ("8 0 7", "ao"),
        ("Nema Eskimo November November Oscar", "nenno"),
        ("Lima Indiana Sierra Alpha and then surname Kilo India", "lisaki"),
        ("", ""),
    ],
)
def test_letters(guess: str, letters: str) -> None:
    assert letters_heard(guess) == letters


@pytest.mark.parametrize(
    ("guess", "whole", "letters"),
    [
        ("w i double l i am", False, "willm"),
        ("w i l l i am", False, "willm"),
        ("w i l l i am", True, "william"),
        ("w ill i AM s", False, "willms"),
    ],
)
def test_i_am_is_an_m_or_the_end_of_william(guess: str, whole: bool, letters: str) -> None:
    assert letters_heard(guess, whole) == letters


def test_the_name_said_before_its_spelling_is_left_out() -> None:
    assert spelled_only("Carole Porter c a r o l e") == "carole"
    assert spelled_only("Carole Porter") == ""


@pytest.mark.parametrize(
    ("words", "glued"),
    [
        ("S A mu e l r OB s o n", True),
        ("s a mu e l", True),
        ("d o n n a and w ar d", True),
        ("Juliet Indigo Lima Lima", True),
        ("d o n n a", False),
        ("Juliet India Lima Lima", False),
        ("Donna Ward d o n n a", False),
        ("why are you asking me", False),
        ("I a o he", False),
        ("MY NAME IS ANA", False),
        ("", False),
    ],
)
def test_spelling_that_was_glued(words: str, glued: bool) -> None:
    assert fragments_of_spelling(words_of(words)) is glued
