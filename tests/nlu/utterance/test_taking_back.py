"""Words that take back what was said, and words as they are compared."""

import pytest

from nlu.utterance import correction
from nlu.utterance.word import MOST_WORDS, plain, same_length_plain, words_of


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("john smith", ["john smith"]),
        ("jon, no, john", ["jon", "john"]),
        ("jon no wait john", ["jon", "john"]),
        ("ana perdón anna", ["ana", "anna"]),
        ("it's not jon it's john", ["", "john"]),
        ("no es ana, es anna", ["", "anna"]),
        ("noel", ["noel"]),
        ("", [""]),
    ],
)
def test_parts(words: str, parts: list[str]) -> None:
    assert [words[start:end].strip(" ,") for start, end in correction.parts(words)] == parts


@pytest.mark.parametrize(
    ("before", "denied"),
    [("no it's ", True), ("uh no ", True), ("not ", True), ("yes it's ", False), ("north", False)],
)
def test_denial(before: str, denied: bool) -> None:
    assert correction.denies(before) is denied


def test_words_keep_their_places() -> None:
    text = "¡José O’Brien llamó, 512-555!"
    found = words_of(text)
    assert [word.plain for word in found] == ["jose", "o'brien", "llamo", "512", "555"]
    assert all(text[word.start : word.end] == word.said for word in found)
    assert [word.gap for word in found] == ["¡", " ", " ", ", ", "-"]


def test_plain_forms() -> None:
    assert plain("Ñandú’s") == "nandu's"
    odd = "ŉ İ ﬃ ① \u0301 mañana"
    assert len(same_length_plain(odd)) == len(odd)
    assert len(words_of("word " * 10_000)) == MOST_WORDS
