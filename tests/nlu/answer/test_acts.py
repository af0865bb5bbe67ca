"""The moves that callers make, by what they answer."""

import pytest

from nlu.answer.acts import Act, Standing, acts, flattened, seeks_alternatives

RIGHT = "Monday the ninth at ten, is that right?"
BOOK = "Would you like me to book it?"
MORE = "Is there anything else I can do for you?"


@pytest.mark.parametrize(
    ("words", "told", "fact", "made"),
    [
        ("that works for me", False, False, {Act.TAKE}),
        ("Perfect, that's all I need.", False, False, {Act.TAKE, Act.LEAVE}),
        ("sounds great, can you book me an appointment", False, False, {Act.TAKE, Act.WISH}),
        ("yes, book it for three", True, False, {Act.TAKE, Act.WISH, Act.TELL}),
        ("where is that?", False, True, {Act.ASK}),
        ("their phone number?", False, True, {Act.ASK}),
        ("anyone else?", False, False, {Act.ALTERNATIVES}),
        ("no, what other dentists are there", False, False, {Act.ALTERNATIVES}),
        ("find me a doctor in Springfield", True, False, {Act.ALTERNATIVES, Act.TELL}),
        ("nah", False, False, {Act.ALTERNATIVES}),
    ],
)
def test_to_an_offer(words: str, told: bool, fact: bool, made: set[Act]) -> None:
    assert acts(words, Standing.OFFER, "How about Dr. Gray?", told, fact) == made


@pytest.mark.parametrize(
    ("words", "told", "fact", "made"),
    [
        ("yes, that's right", False, False, {Act.AFFIRM}),
        ("yes, and what's the address?", False, True, {Act.AFFIRM, Act.ASK}),
        ("I need the tenth", True, False, {Act.DENY, Act.TELL}),
        ("yes, Monday at ten", True, False, {Act.AFFIRM}),
    ],
)
def test_to_a_read_back(words: str, told: bool, fact: bool, made: set[Act]) -> None:
    assert acts(words, Standing.READ_BACK, RIGHT, told, fact) == made


@pytest.mark.parametrize(
    ("words", "told", "made"),
    [
        ("yes please", False, {Act.AFFIRM}),
        ("could you do the tenth", True, {Act.AFFIRM, Act.TELL}),
        ("not right now", False, {Act.DENY}),
        ("no, that's everything", False, {Act.DENY, Act.LEAVE}),
    ],
)
def test_to_an_invitation(words: str, told: bool, made: set[Act]) -> None:
    assert acts(words, Standing.INVITATION, BOOK, told) == made


@pytest.mark.parametrize(
    ("words", "told", "made"),
    [
        ("no, thank you", False, {Act.DENY, Act.THANK}),
        ("no, that's it for today", True, {Act.DENY, Act.THANK}),
        ("yes, I need an appointment as well", False, {Act.WISH}),
        ("anything available on the tenth?", True, {Act.WISH, Act.TELL}),
    ],
)
def test_to_anything_else(words: str, told: bool, made: set[Act]) -> None:
    assert acts(words, Standing.ANYTHING_ELSE, MORE, told) == made


@pytest.mark.parametrize(
    ("words", "fact", "made"),
    [
        ("thanks a lot", False, {Act.THANK}),
        ("thank you, goodbye", False, {Act.THANK, Act.LEAVE}),
        ("great, what's the address?", True, {Act.ASK}),
        ("thanks, now book me an appointment", False, {Act.WISH}),
    ],
)
def test_when_all_is_done(words: str, fact: bool, made: set[Act]) -> None:
    assert acts(words, Standing.DONE, fact=fact) == made


def test_the_beginning_is_a_wish_and_an_answer_tells() -> None:
    assert acts("where can I find a dentist", Standing.OPEN, fact=True) == {Act.WISH}
    assert acts("a dentist in Springfield", Standing.OPEN, told=True) == {Act.WISH, Act.TELL}
    assert acts("Springfield", Standing.SLOT) == {Act.TELL}


@pytest.mark.parametrize(
    "words", ["do you have anything else", "a different day", "¿hay otras opciones?", "what else?"]
)
def test_alternatives(words: str) -> None:
    assert seeks_alternatives(words)


@pytest.mark.parametrize("words", ["the other one", "la otra", "that one", "one more question"])
def test_no_alternatives(words: str) -> None:
    assert not seeks_alternatives(words)


def test_flattened_words_are_plain() -> None:
    assert flattened("¿Qué tal,  el Día? It’s 3:30.") == "que tal el dia it's 3:30"
