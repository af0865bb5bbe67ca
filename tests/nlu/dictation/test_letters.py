"""Letters out of whatever a recogniser makes of spelling."""

import pytest

from nlu.dictation.letters import letters_heard


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
        ("", ""),
    ],
)
def test_letters(guess: str, letters: str) -> None:
    assert letters_heard(guess) == letters
