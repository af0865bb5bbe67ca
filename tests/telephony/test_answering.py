"""Which answer of a script a question takes, and what an interruption cuts off."""

import pytest

from engine.call import Question
from engine.commands import Say
from telephony.answering import in_words, name_of, reached


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (Question("slot", "patient_name"), "patient_name"),
        (Question("prefill", "callback_number"), "callback_number"),
        (Question("yes_no", "reschedule_instead"), "reschedule_instead"),
        (Question("message", "message"), "message"),
        (Question("offer", "appointment"), "appointment"),
        (Question("triage"), "triage"),
        (Question("check"), "triage"),
        (Question("anything_else"), "anything_else"),
        (Question("offer", "opening"), None),
        (Question("confirm"), None),
        (Question("open"), None),
    ],
)
def test_names_of_questions(question: Question, name: str | None) -> None:
    assert name_of(question) == name


def test_answers_in_words() -> None:
    assert in_words("next Tuesday", "en") == "next Tuesday"
    assert in_words("1988-04-12", "en") == "April 12th, 1988"
    assert in_words("1988-04-12", "es") == "12 de abril de 1988"
    assert in_words(True, "es") == "sí"
    assert in_words(False, "en") == "no"
    assert in_words(5125550142, "en") == "5125550142"


def say(text: str, interruptible: bool = True) -> Say:
    return Say(text, "p", interruptible=interruptible)


@pytest.mark.parametrize(
    ("said", "after", "heard"),
    [
        ([say("one two three")], 2, "one two"),
        ([say("one two three")], 0, ""),
        ([say("one two"), say("three four")], 3, "one two three"),
        ([say("one two three")], 3, None),
        ([say("one two", False)], 1, None),
        ([say("one two", False), say("three four")], 1, "one two"),
        ([say("one two", False), say("three four")], 3, "one two three"),
        ([say("one two"), say("three four", False)], 1, None),
        ([say("one two"), say("three", False), say("four five")], 1, "one two three"),
        ([], 2, None),
    ],
)
def test_what_an_interruption_lets_through(said: list[Say], after: int, heard: str | None) -> None:
    assert reached(said, after) == heard
