"""The local meaning and a model's advice together."""

from datetime import datetime

from engine.events import Intent, Reading, Understood
from engine.safety import Alarm, Level
from nlu.model.advice import Advice, Meant, Told
from nlu.model.union import SURE, union

AT = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
WORDS = "no wait, the polish thing"


def read(name: str, said: str) -> Reading | None:
    return Reading("cleaning", said, 0.9) if "polish" in said else None


def together(advice: Advice, **local: object) -> Understood:
    return union(WORDS, Understood(at=AT, **local), advice, read)  # type: ignore[arg-type]


def test_what_the_model_has_words_for_takes_the_place_of_guesses() -> None:
    guesses = (Intent("parking", 0.3), Intent("callback", 0.2))
    meant = together(Advice(intents=(Meant("location", "wants", 0, 2),)), intents=guesses)
    assert meant.intents == (Intent("location", SURE),)
    assert meant.by == "model"


def test_what_the_rules_are_sure_of_stays() -> None:
    local = (Intent("greeting", 1.0), Intent("human", 0.95))
    meant = together(Advice(intents=(Meant("human", "past", 0, 2),)), intents=local)
    assert meant.intents == local


def test_without_a_wish_the_guesses_stay_to_be_asked_about() -> None:
    guesses = (Intent("parking", 0.3), Intent("callback", 0.2))
    assert together(Advice(), intents=guesses).intents == guesses
    refused = Advice(intents=(Meant("callback", "does_not_want", 0, 2),))
    assert together(refused, intents=guesses).intents == (
        Intent("parking", 0.3),
        Intent("callback", SURE, "does_not_want"),
    )


def test_a_slot_is_read_from_its_words_by_our_own_parser() -> None:
    meant = together(Advice(slots=(Told("visit_reason", 9, 25, True),)))
    assert meant.slots == {"visit_reason": Reading("cleaning", "the polish thing", SURE, True)}


def test_words_in_which_our_parser_finds_nothing_fill_nothing() -> None:
    assert together(Advice(slots=(Told("visit_reason", 0, 7, False),))).slots == {}


def test_a_slot_that_the_rules_filled_is_not_touched() -> None:
    local = {"visit_reason": Reading("crown", "crown", 0.6)}
    meant = together(Advice(slots=(Told("visit_reason", 9, 25, True),)), slots=local)
    assert meant.slots == local


def test_an_alarm_is_raised_and_never_lowered() -> None:
    raised = together(Advice(alarm=Alarm(Level.CHECK)))
    assert raised.alarm.level is Level.CHECK
    stays = together(Advice(), alarm=Alarm(Level.EMERGENCY))
    assert stays.alarm.level is Level.EMERGENCY
