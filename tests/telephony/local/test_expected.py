"""What was asked makes a plain answer surer, and nothing else."""

import pytest

from engine.commands import Expecting
from telephony.local.expected import answered
from telephony.local.recogniser import SPOKEN, Recognised

YES_NO = Expecting("yes_no", asked="Shall I book it?")


@pytest.mark.parametrize("words", ["Yup", "No.", "yes please"])
def test_a_plain_answer_to_such_a_question_is_believed(words: str) -> None:
    heard = Recognised(words, 0.5, ("Bye.",), is_doubtful=True)
    assert answered(heard, YES_NO) == Recognised(words, 0.75, ("Bye.",))


def test_where_another_guess_says_the_opposite_it_is_not() -> None:
    heard = Recognised("Yes", 0.5, ("No",))
    assert answered(heard, YES_NO) is heard


def test_where_something_else_was_asked_it_is_not() -> None:
    heard = Recognised("Yes", 0.5)
    assert answered(heard, Expecting("slot", "patient_name")) is heard


def test_other_words_are_not() -> None:
    heard = Recognised("the weather", 0.5)
    assert answered(heard, YES_NO) is heard


def test_doubtful_words_are_left_out_but_for_a_sentence() -> None:
    word = Recognised("man", 0.4, is_doubtful=True)
    assert answered(word, YES_NO).words == ""
    sentence = Recognised("half his face is living down", SPOKEN, is_doubtful=True)
    assert answered(sentence, YES_NO) is sentence
