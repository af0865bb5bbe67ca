"""Every keyword, alone and dressed up; and sentences that only look like one."""

import pytest

from clinic.messages.keyword import KEYWORDS, Keyword, keyword, settled

EVERY = [
    (word, meaning, language)
    for meaning, languages in KEYWORDS.items()
    for language, words in languages.items()
    for word in words
]


@pytest.mark.parametrize(("word", "meaning", "language"), EVERY)
@pytest.mark.parametrize("dress", ["{}", " {}. ", "{}!!", "«{}»", "\n{}\n"])
def test_every_keyword_is_understood_however_it_is_written(
    word: str, meaning: str, language: str, dress: str
) -> None:
    for written in (word, word.upper(), word.title()):
        assert keyword(dress.format(written)) == Keyword(meaning, language, word)


def test_no_word_means_two_things() -> None:
    assert len({word for word, _, _ in EVERY}) == len(EVERY)
    assert all(settled(word) == word for word, _, _ in EVERY)


@pytest.mark.parametrize(
    "text",
    ["STOP", "QUIT", "END", "REVOKE", "OPT OUT", "OPT-OUT", "OPTOUT", "CANCEL", "UNSUBSCRIBE",
     "STOPALL", "Alto", "Parar", "Baja"],
)  # fmt: skip
def test_the_words_of_the_law_stop(text: str) -> None:
    found = keyword(text)
    assert found is not None
    assert (found.meaning, found.is_sentence) == ("stop", False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Stop texting me", "en"),
        ("please stop", "en"),
        ("Please stop calling this number", "en"),
        ("STOP THESE MESSAGES", "en"),
        ("Don’t text me anymore", "en"),
        ("Do not contact me", "en"),
        ("never call me again please", "en"),
        ("unsubscribe me", "en"),
        ("take me off your list", "en"),
        ("I want to opt out", "en"),
        ("No me escriban más, por favor", "es"),
        ("Dejen de llamarme", "es"),
        ("No quiero recibir más mensajes", "es"),
    ],
)
def test_a_sentence_that_plainly_says_stop_stops(text: str, language: str) -> None:
    found = keyword(text)
    assert found is not None
    assert (found.meaning, found.language, found.is_sentence) == ("stop", language, True)


@pytest.mark.parametrize(
    "text",
    [
        "Can I stop by tomorrow?",
        "I need to cancel my appointment",
        "Don't call me before noon",
        "yes but at three",
        "Is parking free at the end of the street?",
        "help me find you",
        "start at 9?",
        "call me tomorrow",
        "C U soon",
        "¿Alto o bajo?",
        "",
        "   ",
        "🙂",
        "11",
    ],
)
def test_what_only_looks_like_a_keyword_is_for_people(text: str) -> None:
    assert keyword(text) is None


@pytest.mark.parametrize("text", ["SÍ", "sí", "Si", "Si\u0301", "¡Sí!", "👍", "👍🏽"])
def test_yes_in_whatever_letters(text: str) -> None:
    found = keyword(text)
    assert found is not None
    assert found.meaning == "confirm"
