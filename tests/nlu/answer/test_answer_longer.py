"""Yes and no in whole sentences: judgements, what is put off, what cannot be told."""

import pytest

from nlu.answer.yes_no import answer

BOOK = "Would you like me to book an appointment?"
RIGHT = "That's Thursday the fifth at ten. Is that right?"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("it's completely right, thanks", "yes"),
        ("what you read out is correct", "yes"),
        ("that's not wrong", "yes"),
        ("that ain't right", "no"),
        ("that time is good", "yes"),
        ("that would suit me", "yes"),
        ("I confirm all of that", "yes"),
        ("I think so. Where do I park?", "yes"),
        ("please proceed", "yes"),
        ("that is what I wanted", "yes"),
        ("that's a definite yes", "yes"),
        ("I'd have to say no", "no"),
        ("it seems not", "no"),
        ("good morning", None),
        ("how do I proceed from there", None),
        ("I can't decide", "unclear"),
        ("I don't have the faintest idea", "unclear"),
        ("not too sure about that", "unclear"),
        ("I haven't a clue", "unclear"),
    ],
)
def test_a_judgement(words: str, said: str | None) -> None:
    assert answer(words) == said


@pytest.mark.parametrize("words", ["okay, later", "let's do that later", "hold off for now", "nah"])
def test_what_is_put_off_is_not_wanted(words: str) -> None:
    assert answer(words, asked=BOOK) == "no"


@pytest.mark.parametrize(
    "words", ["yes, later today if you can", "sure, later this week would be great"]
)
def test_later_in_the_day_is_a_time(words: str) -> None:
    assert answer(words, asked=BOOK) == "yes"


def test_no_thats_fine_leaves_an_invitation_and_agrees_to_a_reading() -> None:
    assert answer("No, that's fine.", asked=BOOK) == "no"
    assert answer("No, that's fine.", asked=RIGHT) == "yes"


@pytest.mark.parametrize(
    "words",
    [
        "sorry, let's do it at two",
        "actually can you book it with the other dentist",
        "I've changed my mind, the ninth",
        "the ninth sounds better",
    ],
)
def test_another_wish_is_no_yes_to_a_reading(words: str) -> None:
    assert answer(words, asked=RIGHT) == "no"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ni idea", "unclear"),
        ("déjeme pensarlo", "unclear"),
        ("más adelante", "no"),
        ("adelante", "yes"),
        ("mejor luego", "no"),
        ("no está nada mal", "yes"),
        ("me parece que no", "no"),
        ("eso mismo", "yes"),
        ("preferiría el jueves", "no"),
        ("sí, pero el jueves", "no"),
        ("yes, but Thursday", "no"),
        ("yes but will it hurt", "yes"),
    ],
)
def test_in_both_languages(words: str, said: str) -> None:
    assert answer(words, asked=RIGHT) == said
