"""Letters by themselves, by name, by alphabet word, by example, doubled."""

import pytest

from nlu.dictation.spelling import letter, spellings
from nlu.utterance.word import words_of


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("s m i t h", "smith"),
        ("S-M-I-T-H", "smith"),
        ("s. m. i. t. h.", "smith"),
        ("ess em eye tee aitch", "smith"),
        ("sierra mike india tango hotel", "smith"),
        ("s as in sam m as in mary i t h", "smith"),
        ("s like sam m like mary i t h", "smith"),
        ("s for sugar m for mother i t h", "smith"),
        ("p as in boy e t", "bet"),
        ("e l l i o double t", "elliott"),
        ("e two l's i o two t's", "elliott"),
        ("double u i l s o n", "wilson"),
        ("doble ve i l s o n", "wilson"),
        ("capital s m i t h", "smith"),
        ("s m i t h hyphen j o n e s", "smithjones"),
        ("x ray y z", "xyz"),
        ("be de burro a ere a jota a ese", "barajas"),
        ("ge a erre ce i griega a", "garcya"),
        ("pe i latina eñe a", "pina"),
        ("ele o pe e zeta", "lopez"),
    ],
)
def test_letters_are_read(words: str, letters: str) -> None:
    found = spellings(words_of(words))
    assert [one.letters for one in found] == [letters]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "you are a",
        "i see you are here",
        "mike oscar",
        "de la o en el",
        "oh why are you",
        "double",
        "double double t",
        "two",
        "two you see",
        "s m",
    ],
)
def test_everyday_words_are_no_spelling(words: str) -> None:
    assert spellings(words_of(words)) == ()


def test_an_example_needs_a_word() -> None:
    assert letter(words_of("b as in"), 0) == ("b", 1, True)
    assert letter(words_of("b is for"), 0) == ("b", 1, True)
    assert letter(words_of("b for dog"), 0) == ("b", 1, True)
    assert letter(words_of("b for x"), 0) == ("b", 1, True)
