"""What people answer when it is the clinic that calls."""

from datetime import datetime
from functools import cache

import pytest

from agent_config.flow_file import load_flow
from engine.commands import Expecting
from engine.events import Understood
from engine.safety import Level
from nlu.understand import Understanding

AT = datetime.fromisoformat("2026-03-02T10:15:00-06:00")


@cache
def listener(flow: str) -> Understanding:
    return Understanding(load_flow(flow))


def meant(flow: str, slot: str, words: str) -> Understood:
    question = load_flow(flow).texts["en"][f"slots.{slot}.ask"][0]
    asked = Expecting("yes_no", slot, state="COLLECT", asked=question)
    return listener(flow).understand(words, asked, AT)


@pytest.mark.parametrize(
    ("flow", "slot", "words", "intent"),
    [
        ("recall", "wants_visit", "I'm driving, can you call me tomorrow", "callback"),
        ("recall", "wants_visit", "I'd like a cleaning on Tuesday", "book_appointment"),
        ("lead", "wants_visit", "where did you get my number", "where_from"),
        ("lead", "wants_visit", "what is this about?", "where_from"),
        ("follow_up", "feeling_well", "I'm fine, thank you", "how_are_you"),
        ("follow_up", "feeling_well", "it still hurts", "report_trouble"),
        ("follow_up", "feeling_well", "todo bien, gracias", "how_are_you"),
        ("confirmation", "coming", "I'll be there", "confirm_appointment"),
        ("reminder", "coming", "see you then", "confirm_appointment"),
        ("reminder", "coming", "I need to move it to Friday", "reschedule_appointment"),
    ],
)
def test_our_question_is_answered_as_freely_as_an_open_one(
    flow: str, slot: str, words: str, intent: str
) -> None:
    found = meant(flow, slot, words)
    assert found.intents[0].name == intent
    assert found.intents[0].confidence >= 0.5


@pytest.mark.parametrize("words", ["no", "yes", "not now", "I'm not interested", "sure"])
def test_a_yes_or_no_is_one(words: str) -> None:
    assert meant("recall", "wants_visit", words).answer in ("yes", "no")


def test_on_calls_to_us_nothing_is_different() -> None:
    found = meant("dental_reception", "reschedule_instead", "I'm fine, thank you")
    assert found.intents == ()


def test_who_picked_up_and_nothing_else_is_understood() -> None:
    asked = Expecting("yes_no", state="GREETING", asked="Is this Ana?", whom="Ana")
    found = listener("reminder").understand("no, this is Maria, her mother", asked, AT)
    assert (found.answer, dict(found.slots)) == ("no", {})
    away = listener("reminder").understand("she's not here", asked, AT)
    assert [one.name for one in away.intents] == ["not_here"]


def test_not_being_there_is_no_alarm() -> None:
    assert listener("reminder").alarm("no, she's not here").level is Level.NONE
    assert listener("reminder").alarm("she's not here and she can't breathe").level > Level.NONE
