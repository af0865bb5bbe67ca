"""Several requests in one breath, and how sure each must be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.commands import Expecting
from engine.events import Intent
from engine.flow import Flow
from nlu.dictation.card import MASK
from nlu.intent import clauses
from nlu.intent.classifier import ACCEPTED, OUT_OF_SCOPE, WORTH_ASKING
from nlu.intent.implied import asked_of_carrier, implied, open_question
from nlu.intent.reader import IntentReader

OPEN = Expecting(kind="open", state="QUALIFY")
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture(scope="module")
def reader(practice: Flow) -> IntentReader:
    """What reads the intents of the small dental flow."""
    return IntentReader(practice)


def _names(reader: IntentReader, words: str, expecting: Expecting = OPEN) -> set[str]:
    return {
        one.name
        for one in reader.read(words, expecting, "en")
        if one.confidence >= ACCEPTED and one.polarity == clauses.WANTS
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("I need to cancel my appointment", {"cancel_appointment"}),
        ("where do I park and what are your hours", {"parking", "opening_hours"}),
        ("where do I park, and what time do you close", {"parking", "opening_hours"}),
        (
            "I need to reschedule my appointment where do I park",
            {"reschedule_appointment", "parking"},
        ),
        ("I can't make it tomorrow, can we find another day", {"reschedule_appointment"}),
        ("I don't want to cancel my appointment, move it to friday", {"reschedule_appointment"}),
        ("thank you, where are you located", {"thanks", "location"}),
    ],
)
def test_what_a_breath_asks_for(reader: IntentReader, words: str, names: set[str]) -> None:
    assert _names(reader, words) == names


@pytest.mark.parametrize("words", ["about my appointment", "I have an appointment", "my visit"])
def test_an_appointment_and_nothing_more_is_asked_about(reader: IntentReader, words: str) -> None:
    assert _names(reader, words) == set()


def test_in_doubt_there_are_two_at_most(reader: IntentReader) -> None:
    said = reader.read("I have a question about the cost of parking at your office", OPEN, "en")
    doubtful = [one for one in said if one.confidence < ACCEPTED]
    assert len(doubtful) <= 2
    assert all(one.confidence >= WORTH_ASKING for one in doubtful)


def test_a_card_number_hides_no_request(reader: IntentReader) -> None:
    words = f"I want to pay my bill, my card is {MASK}"
    assert _names(reader, words) == {"card_number", "billing_question"}


def test_what_is_likely_is_told_however_doubtful(reader: IntentReader) -> None:
    ranked = reader.likely("could I leave the car somewhere", "en")
    assert ranked[0][0] == "parking"
    chances = [chance for _, chance in ranked]
    assert chances == sorted(chances, reverse=True)
    assert reader.likely("zxqv", "en") == []


@pytest.mark.parametrize(
    ("expecting", "words", "turn"),
    [
        (Expecting(kind="open"), "cancel", None),
        (Expecting(kind="open"), "cancel that", "never_mind"),
        (Expecting(kind="slot", slot="reschedule_instead"), "just cancel it", None),
        (Expecting(kind="slot", slot="patient_name"), "cancel that", "never_mind"),
        (Expecting(kind="yes_no", asked="Shall I cancel it?"), "cancel it", None),
        (Expecting(kind="yes_no", asked="Shall I book it?"), "cancel it", "never_mind"),
        (Expecting(kind="slot", slot="patient_name"), "hold on", "wait"),
    ],
)
def test_what_cancel_means_hangs_on_the_question(
    reader: IntentReader, expecting: Expecting, words: str, turn: str | None
) -> None:
    assert reader.turn(words, expecting) == turn


def test_what_an_answer_is_aside(reader: IntentReader) -> None:
    name = Expecting(kind="slot", slot="patient_name", state="COLLECT")
    message = Expecting(kind="slot", slot="message", state="COLLECT")
    yes_or_no = Expecting(kind="slot", slot="reschedule_instead", state="COLLECT")
    assert reader.aside("where are you located", name, "en")
    assert not reader.aside("Susan Johnson", name, "en")
    assert not reader.aside("where are you located", yes_or_no, "en")
    assert not reader.aside("please tell the doctor that my crown fell off", message, "en")
    assert not reader.aside("thank you all so much for last week", message, "en")


def test_what_a_place_in_the_words_is_about(reader: IntentReader) -> None:
    words = "I need to cancel my appointment. Susan Johnson"
    assert reader.about(words, 3, "en") == "cancel_appointment"
    assert reader.about(words, len(words) - 2, "en") in (None, OUT_OF_SCOPE)
    assert reader.about(words, 500, "en") is None


def test_a_service_named_at_the_beginning_is_booked(practice: Flow) -> None:
    def after(*intents: Intent, serviced: bool = True, words: str = "a cleaning") -> list[str]:
        found = implied(intents, practice, OPEN, serviced, words)
        return [one.name for one in found]

    assert after() == ["book_appointment"]
    assert after(serviced=False) == []
    assert after(Intent("cancel_appointment", 0.9)) == ["cancel_appointment"]
    greeted = (Intent("greeting", 1.0), Intent("pricing", 0.45))
    assert after(*greeted) == ["greeting", "book_appointment"]
    assert after(*greeted, words="how much is a cleaning") == ["greeting", "pricing"]


def test_a_carrier_is_asked_about_only_where_that_is_asked(practice: Flow) -> None:
    asks = Intent("insurance_accepted", 0.6)
    assert asked_of_carrier((), practice, "do you accept Cigna") == (asks,)
    assert asked_of_carrier((), practice, "I have Cigna") == ()
    assert asked_of_carrier((asks,), practice, "do you take Cigna") == (asks,)


def test_what_questions_are_open() -> None:
    assert open_question(Expecting(kind="open"))
    assert open_question(Expecting(kind="yes_no", state="QUALIFY"))
    assert not open_question(Expecting(kind="yes_no", state="CONFIRM"))


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (
            "move my visit and could you send my x-rays",
            ["move my visit", "could you send my x-rays"],
        ),
        ("what time are you open where do I park", ["what time are you open", "where do I park"]),
        ("quiero cancelar mi cita cuanto cuesta una limpieza", None),
        ("I was wondering if I could come in tomorrow", None),
        ("do you know what time you close", None),
        ("where do I park", None),
    ],
)
def test_where_a_breath_may_be_cut(words: str, pieces: list[str] | None) -> None:
    whole = clauses.Clause(words, 10, 10 + len(words))
    found = [[one.words for one in cut] for cut in clauses.cuts(whole)]
    assert pieces in found if pieces else all(len(cut) == 2 for cut in found)
    for cut in clauses.cuts(whole):
        for one in cut:
            assert words[one.start - 10 : one.end - 10] == one.words


@pytest.mark.parametrize(
    ("slot", "words", "intents"),
    [
        ("patient_name", "my name is Susan Johnson", set()),
        ("patient_name", "Susan Johnson and where do I park", {"parking"}),
        ("visit_reason", "my gums hurt a lot since yesterday", set()),
        ("visit_reason", "is it normal to still be swollen", {"medical_advice"}),
        ("preferred_time", "actually cancel my appointment", {"cancel_appointment"}),
        ("preferred_time", "what are your hours", {"opening_hours"}),
        ("preferred_time", "thanks", {"thanks"}),
    ],
)
def test_what_breaks_into_a_question(
    reader: IntentReader, slot: str, words: str, intents: set[str]
) -> None:
    expecting = Expecting(kind="slot", slot=slot, state="COLLECT", asked="What would suit you?")
    assert _names(reader, words, expecting) == intents


def test_words_of_the_question_are_an_echo(reader: IntentReader) -> None:
    asked = "Would you like to move it to another time instead of cancelling?"
    expecting = Expecting(kind="slot", slot="cancel_reason", state="COLLECT", asked=asked)
    assert _names(reader, "instead of cancelling", expecting) == set()


def test_a_slot_in_the_words_asks_for_nothing(reader: IntentReader) -> None:
    expecting = Expecting(kind="slot", slot="visit_reason", state="COLLECT")
    words = "just a regular checkup"
    assert reader.read(words, expecting, "en", [(0, len(words))]) == ()


def test_what_is_refused_or_imagined_is_told_as_such(reader: IntentReader) -> None:
    (refused,) = reader.read("I don't want to cancel my appointment", OPEN, "en")
    assert (refused.name, refused.polarity) == ("cancel_appointment", clauses.DOES_NOT_WANT)
    (imagined,) = reader.read("what if I need to cancel my appointment", OPEN, "en")
    assert imagined.polarity == clauses.HYPOTHETICAL


def test_turns_alone_need_no_classifier(reader: IntentReader) -> None:
    assert [one.name for one in reader.turns("hold on", OPEN)] == ["wait"]
    assert reader.turns("where do I park", OPEN) == ()
