"""Answers in the light of what was asked: read-backs, offers, changes, and no preference."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.commands import Expecting
from engine.events import Understood
from nlu.understand import Understanding

Meant: TypeAlias = Callable[..., Understood]

SUMMARY = Expecting(
    kind="yes_no",
    state="CONFIRM",
    asked="So, cleaning for Linda Muller, Monday, March 9th at 10 AM. Shall I book it?",
)
CHANGE = Expecting(kind="change", state="CONFIRM", asked="Okay. What should I change?")
INSTEAD = Expecting(
    kind="yes_no",
    slot="reschedule_instead",
    state="COLLECT",
    asked="Would you like to move it to another time instead of cancelling?",
)
SIGNS = Expecting(
    kind="yes_no", state="COLLECT", asked="Any trouble breathing, or bleeding that won't stop?"
)
MORE = Expecting(kind="yes_no", state="QUALIFY", asked="Is there anything else?")
TIME = Expecting(kind="slot", slot="preferred_time", asked="Do you have a preferred day or time?")
PROVIDER = Expecting(kind="slot", slot="provider", asked="Who would you like to see?")
MONDAY, TUESDAY = "2026-03-09T10:00", "2026-03-10T14:00"


def offer(*openings: str) -> Expecting:
    return Expecting(kind="offer", slot="opening", options=openings, asked="I have these.")


@pytest.fixture
def meant(understanding: Understanding, now: datetime) -> Meant:
    def understand(words: str, expecting: Expecting, rules_only: bool = False) -> Understood:
        return understanding.understand(words, expecting, now, rules_only=rules_only)

    return understand


@pytest.mark.parametrize(("words", "said"), [("yes", "yes"), ("no, just cancel it", "no")])
def test_a_question_of_its_own_is_answered_and_fills_nothing(
    meant: Meant, words: str, said: str
) -> None:
    told = meant(words, INSTEAD)
    assert (told.answer, dict(told.slots)) == (said, {})


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("no, it's Linda Miller, M I L L E R", "Linda", "Miller"),
        ("oh no it's Miller, M I L L E R", None, "Miller"),
        ("yes, but the name is Linda Miller", "Linda", "Miller"),
    ],
)
def test_another_name_in_answer_to_the_summary_corrects_it(
    meant: Meant, words: str, first: str | None, last: str
) -> None:
    told = meant(words, SUMMARY)
    assert told.answer == "no"
    assert told.slots["patient_name"].value == {"first": first, "last": last}
    assert told.slots["patient_name"].corrected


def test_what_should_change_may_begin_with_no(meant: Meant) -> None:
    told = meant("no, it's Linda Miller, M I L L E R", CHANGE)
    assert told.slots["patient_name"].value == {"first": "Linda", "last": "Miller"}


@pytest.mark.parametrize(
    "words",
    [
        "yes, Monday at ten is great",
        "let me think, yes please",
        "let me check my calendar, yes that works",
        "well I told the other lady but it's all so correct, anyway, go ahead",
        "um my sister drives me and she's free, so correct, anyway",
    ],
)
def test_a_yes_with_other_words_changes_nothing(meant: Meant, words: str) -> None:
    told = meant(words, SUMMARY)
    assert (told.answer, dict(told.slots)) == ("yes", {})
    assert "wait" not in {intent.name for intent in told.intents}


def test_a_yes_to_another_time_is_none(meant: Meant) -> None:
    told = meant("yes but make it Tuesday at two", SUMMARY)
    assert told.answer == "no"
    assert told.slots["preferred_time"].corrected


@pytest.mark.parametrize(
    "words",
    ["nothing", "nothing, it's fine", "leave it", "no changes", "never mind it's fine", "no"],
)
def test_nothing_is_to_be_changed(meant: Meant, words: str) -> None:
    told = meant(words, CHANGE)
    assert (told.answer, told.intents) == ("no", ())


def test_what_is_to_be_changed_is_no_refusal(meant: Meant) -> None:
    told = meant("no, the time is wrong", CHANGE)
    assert told.answer is None
    assert [intent.name for intent in told.intents] == ["change:preferred_time"]


@pytest.mark.parametrize("words", ["that one is fine", "that one works", "that one"])
def test_that_one_is_the_only_one_or_none(meant: Meant, words: str) -> None:
    alone = meant(words, offer(MONDAY))
    assert (alone.answer, alone.slots["opening"].value) == ("yes", MONDAY)
    of_two = meant(words, offer(MONDAY, TUESDAY))
    assert (of_two.answer, dict(of_two.slots), of_two.intents) == (None, {}, ())


def test_the_first_one_is_the_first(meant: Meant) -> None:
    told = meant("the first one is fine", offer(MONDAY, TUESDAY))
    assert told.slots["opening"].value == MONDAY


def test_a_time_without_a_day_is_for_the_days_on_offer(meant: Meant) -> None:
    told = meant("do you have anything in the morning", offer("2026-03-10T14:00"))
    starts = [window["start"][:10] for window in told.slots["preferred_time"].value]
    assert starts == ["2026-03-10"]


@pytest.mark.parametrize("words", ["any", "whoever", "anyone is fine", "no preference"])
def test_whoever_names_nobody(meant: Meant, words: str) -> None:
    told = meant(words, PROVIDER)
    assert (told.answer, dict(told.slots)) == ("no", {})


@pytest.mark.parametrize(
    "words", ["no", "not really", "no preference", "doesn't matter", "what do you have", "nope"]
)
def test_no_preference_is_any_time(meant: Meant, words: str) -> None:
    told = meant(words, TIME)
    assert told.slots["preferred_time"].value == []
    assert told.intents == ()


@pytest.mark.parametrize(
    "words",
    ["how late are you open?", "how late are you open on Thursday?", "what time do you open"],
)
def test_a_question_about_the_hours_is_no_time(meant: Meant, words: str) -> None:
    told = meant(words, TIME)
    assert not told.slots
    assert "opening_hours" in {intent.name for intent in told.intents}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no, none of that", "no"),
        ("no nothing like that", "no"),
        ("nothing like that, it just hurts", "no"),
        ("yes my throat is tight", "yes"),
        ("maybe a bit", "unclear"),
    ],
)
def test_the_question_about_danger_signs(meant: Meant, words: str, said: str) -> None:
    assert meant(words, SIGNS).answer == said


@pytest.mark.parametrize("words", ["thank you for last week", "hello from all of us"])
def test_a_text_that_was_asked_for_may_be_polite(meant: Meant, words: str) -> None:
    told = meant(words, Expecting(kind="slot", slot="message", state="COLLECT"))
    assert told.slots["message"].value == words
    assert told.intents == ()


def test_never_mind_at_the_offer_is_no_mere_no(meant: Meant) -> None:
    offer = Expecting(
        kind="offer",
        slot="opening",
        options=("2026-03-03T09:00", "2026-03-03T14:00"),
        state="OFFER_SLOT",
        asked="I have Tuesday at nine, or at two. Which is better?",
    )
    told = meant("actually never mind", offer)
    assert "never_mind" in {intent.name for intent in told.intents}


@pytest.mark.parametrize(
    "words", ["yes but could we make it eleven instead", "no, at eleven please"]
)
def test_another_hour_in_answer_to_the_summary_is_on_its_day(meant: Meant, words: str) -> None:
    asked = "A cleaning on Tuesday, March 3rd at 9 AM. Shall I book it?"
    told = meant(words, Expecting(kind="yes_no", state="CONFIRM", asked=asked))
    assert told.answer == "no"
    assert told.slots["preferred_time"].corrected
    assert told.slots["preferred_time"].value == [
        {"start": "2026-03-03T11:00", "end": "2026-03-03T11:00"}
    ]


def test_one_of_the_family_too_is_another_booking(meant: Meant) -> None:
    told = meant("oh and my son too", MORE)
    assert [intent.name for intent in told.intents] == ["book_appointment"]
    assert told.slots["relationship"].value == "parent"


def test_by_rules_alone_only_what_is_exact_counts(meant: Meant) -> None:
    assert meant("I need an appointment", Expecting()).intents
    told = meant("I need an appointment", Expecting(), rules_only=True)
    assert (told.intents, dict(told.slots), told.answer) == ((), {}, None)
    held = meant("hold on", TIME, rules_only=True)
    assert [intent.name for intent in held.intents] == ["wait"]
    asked = Expecting(kind="slot", slot="patient_name")
    named = meant("John Smith", asked, rules_only=True)
    assert named.slots["patient_name"].value == {"first": "John", "last": "Smith"}
    assert meant("yes please", SUMMARY, rules_only=True).answer == "yes"
    assert "preferred_time" in meant("Friday morning", TIME, rules_only=True).slots


@pytest.mark.parametrize(
    "words", ["great, can you also add my son for a checkup", "yes and my daughter needs one too"]
)
def test_what_the_family_needs_besides_corrects_nothing(meant: Meant, words: str) -> None:
    told = meant(words, SUMMARY)
    assert (told.answer, dict(told.slots)) == ("yes", {})
