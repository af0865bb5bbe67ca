"""What the caller's words mean in answer: to a slot, a read-back, an offer, a change."""

import time
from typing import Any

import pytest

from engine.commands import Expecting
from engine.events import Understood

OPEN = Expecting()
ANYTHING_ELSE = Expecting(
    kind="yes_no", state="QUALIFY", asked="Is there anything else I can help you with?"
)
CONFIRM = Expecting(
    kind="yes_no", state="CONFIRM", asked="A checkup on Tuesday, March 3 at 10. Shall I book it?"
)
NUMBER_READ_BACK = Expecting(
    kind="yes_no",
    slot="callback_number",
    state="COLLECT",
    asked="I have 5 1 2, 5 5 5, 0 1 4 2. Is that right?",
)
OFFER = Expecting(
    kind="offer",
    slot="opening",
    options=("2026-03-03T10:00", "2026-03-05T14:30"),
    state="OFFER_SLOT",
    asked="I have Tuesday at ten, or Thursday at two thirty. Which is better?",
)
CHANGE = Expecting(kind="change", state="CONFIRM", asked="What would you like to change?")


def _slot(name: str, **more: Any) -> Expecting:
    return Expecting(kind="slot", slot=name, state="COLLECT", **more)


def _wanted(understood: Understood) -> list[str]:
    return [
        one.name for one in understood.intents if one.polarity == "wants" and one.confidence >= 0.5
    ]


def _values(understood: Understood) -> dict[str, Any]:
    return {name: reading.value for name, reading in understood.slots.items()}


# --- asked for a slot


@pytest.mark.parametrize(
    ("slot", "words", "value"),
    [
        ("visit_reason", "just a regular checkup", "checkup"),
        ("visit_reason", "my tooth has been killing me since Sunday", "toothache"),
        ("visit_reason", "clening", "cleaning"),
        ("patient_name", "John Smith", {"first": "John", "last": "Smith"}),
        ("patient_name", "Bill Parker", {"first": "Bill", "last": "Parker"}),
        ("visit_reason", "it just hurts", "toothache"),
        ("date_of_birth", "four twelve eighty eight", "1988-04-12"),
        ("callback_number", "five one two five five five oh one four two", "+15125550142"),
        ("email", "ana at gmail dot com", "ana@gmail.com"),
        ("insurance_carrier", "I have no insurance", "none"),
        ("insurance_member_id", "W 1 2 3 4 5 6 7", "W1234567"),
        ("cancel_reason", "I can't make it, I have to work", "I can't make it, I have to work"),
        ("message", "please tell Dr. Chen that my crown fell off", None),
        ("patient_status", "I've never been there", "new"),
        ("patient_status", "existing", "existing"),
        ("relationship", "I'm his mother", "parent"),
        ("provider", "doctor wilson", "Dr. James Wilson"),
        ("reschedule_instead", "yes please", True),
        ("reschedule_instead", "no just cancel it", False),
        ("pet_friendly", "a puppy", "dog"),
    ],
)
def test_the_answer_is_no_request(meant: Any, slot: str, words: str, value: Any) -> None:
    told = meant(words, _slot(slot))
    assert told.slots[slot].value == (value if value is not None else words)
    assert told.intents == ()


@pytest.mark.parametrize(
    ("slot", "words", "name"),
    [
        ("patient_name", "where are you located", "location"),
        ("patient_name", "hold on", "wait"),
        ("patient_name", "I want to talk to a person", "human"),
        ("insurance_carrier", "do you have parking", "parking"),
        ("message", "what are your opening hours", "opening_hours"),
        ("message", "what? say that again", "repeat"),
        ("preferred_time", "do you take Cigna", "insurance_accepted"),
        ("preferred_time", "I also need a prescription refill", "prescription_refill"),
        ("visit_reason", "actually I want to cancel my appointment", "cancel_appointment"),
        ("visit_reason", "cancel that", "never_mind"),
        ("date_of_birth", "I don't know", "dont_know"),
        ("patient_name", "I already told you", "i_already_said"),
        ("patient_name", "billing question please", "billing_question"),
    ],
)
def test_another_thing_than_was_asked(meant: Any, slot: str, words: str, name: str) -> None:
    told = meant(words, _slot(slot))
    assert name in _wanted(told)
    assert slot not in told.slots


def test_a_yes_and_more(meant: Any) -> None:
    told = meant("sure, Friday works, and where do I park", _slot("reschedule_instead"))
    assert told.slots["reschedule_instead"].value is True
    assert told.slots["reschedule_instead"].words.startswith("sure")
    assert "preferred_time" in told.slots
    assert _wanted(told) == ["parking"]


def test_a_bool_that_is_not_answered(meant: Any) -> None:
    assert dict(meant("well the blue one", _slot("reschedule_instead")).slots) == {}


def test_yes_tells_the_status_where_the_question_takes_it(meant: Any) -> None:
    first = _slot("patient_status", asked="Is this your first visit with us?")
    assert _values(meant("yes it is", first)) == {"patient_status": "new"}
    before = _slot("patient_status", asked="Have you been here before?")
    assert _values(meant("yes", before)) == {"patient_status": "existing"}
    which = _slot("patient_status", asked="Are you a new patient, or have you been here before?")
    assert _values(meant("yes", which)) == {}


def test_other_guesses(meant: Any) -> None:
    told = meant("for twelfth aid tea", _slot("date_of_birth"), "nothing", "April 12 1988")
    assert told.slots["date_of_birth"].value == "1988-04-12"
    assert told.slots["date_of_birth"].confidence < 0.9
    assert meant("blah", _slot("visit_reason"), "a cleaning").slots == {}
    assert meant("blah", _slot("date_of_birth"), "bleh").slots == {}


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("actually make it Friday", "preferred_time"),
        ("can you change the number to 512 555 0199", "callback_number"),
        ("let's do a cleaning instead", "visit_reason"),
        ("perdón, quise decir una limpieza", "visit_reason"),
    ],
)
def test_corrections_anywhere(meant: Any, words: str, slot: str) -> None:
    told = meant(words, _slot("patient_name"))
    assert told.slots[slot].corrected
    assert _wanted(told) == []


# --- read-backs and confirmation


def test_read_back(meant: Any) -> None:
    other = meant("no it's 512 555 0199", NUMBER_READ_BACK)
    assert other.answer == "no"
    assert other.slots["callback_number"].value == "+15125550199"
    assert other.slots["callback_number"].corrected
    same = meant("512 555 0142", NUMBER_READ_BACK)
    assert (same.answer, dict(same.slots)) == ("yes", {})


def test_read_back_of_a_name(meant: Any) -> None:
    asked = Expecting(
        kind="yes_no", slot="patient_name", state="COLLECT", asked="Is it John Smith?"
    )
    told = meant("no, it's Smyth", asked)
    assert (told.answer, told.slots["patient_name"].value["last"]) == ("no", "Smyth")
    assert meant("no that's wrong", asked).slots == {}
    assert meant("no", asked).answer == "no"
    assert meant("yes, John Smith", asked).answer == "yes"


def test_confirmation(meant: Any) -> None:
    assert meant("yes", CONFIRM).answer == "yes"
    but = meant("yes but make it Friday", CONFIRM)
    assert but.answer == "no"
    assert but.slots["preferred_time"].corrected
    wrong = meant("no, the time is wrong", CONFIRM)
    assert (wrong.answer, [one.name for one in wrong.intents]) == ("no", ["change:preferred_time"])
    changed = meant("actually make it a cleaning", CONFIRM)
    assert (changed.answer, changed.slots["visit_reason"].value) == ("no", "cleaning")


@pytest.mark.parametrize("words", ["yes, cancel it", "cancel it", "yes"])
def test_cancelling_is_confirmed_by_its_own_words(meant: Any, words: str) -> None:
    asked = Expecting(
        kind="yes_no", state="CONFIRM", asked="Shall I cancel your cleaning on Tuesday?"
    )
    told = meant(words, asked)
    assert (told.answer, told.intents) == ("yes", ())


def test_anything_else(meant: Any) -> None:
    assert meant("no that's all", ANYTHING_ELSE).answer == "no"
    more = meant("yes I also need to cancel my appointment", ANYTHING_ELSE)
    assert _wanted(more) == ["cancel_appointment"]
    assert _wanted(meant("what are your hours", ANYTHING_ELSE)) == ["opening_hours"]


# --- offers and changes


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("the first one", "2026-03-03T10:00"),
        ("Thursday works", "2026-03-05T14:30"),
        ("second", "2026-03-05T14:30"),
    ],
)
def test_an_offer_is_taken(meant: Any, words: str, start: str) -> None:
    told = meant(words, OFFER)
    assert (told.slots["opening"].value, told.answer) == (start, "yes")
    assert "preferred_time" not in told.slots


@pytest.mark.parametrize("words", ["neither", "no", "none of those"])
def test_an_offer_is_turned_down(meant: Any, words: str) -> None:
    told = meant(words, OFFER)
    assert (told.answer, dict(told.slots)) == ("no", {})


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("do you have anything Friday afternoon", "2026-03-06T12:00"),
        ("anything later", "2026-03-05T14:30"),
        ("something earlier", "2026-03-03T08:00"),
    ],
)
def test_another_time_is_wanted(meant: Any, words: str, start: str) -> None:
    told = meant(words, OFFER)
    assert told.answer == "no"
    assert told.slots["preferred_time"].value[0]["start"] == start
    assert told.slots["preferred_time"].corrected


def test_yes_takes_the_only_opening(meant: Any) -> None:
    only = Expecting(kind="offer", options=("2026-03-03T10:00",), state="OFFER_SLOT")
    assert _values(meant("sounds good", only)) == {"opening": "2026-03-03T10:00"}
    assert "opening" not in meant("yes", OFFER).slots


def test_which_appointment(meant: Any) -> None:
    asked = Expecting(kind="offer", slot="appointment", options=("a1", "b2"), state="COLLECT")
    assert _values(meant("the second one", asked)) == {"appointment": "b2"}
    assert meant("anything later", asked).slots == {}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the time", "preferred_time"),
        ("my number", "callback_number"),
        ("the date of birth", "date_of_birth"),
        ("is it pet friendly", "pet_friendly"),
    ],
)
def test_what_to_change(meant: Any, words: str, name: str) -> None:
    assert [one.name for one in meant(words, CHANGE).intents] == [f"change:{name}"]


def test_change_with_a_value_or_to_nothing(meant: Any) -> None:
    told = meant("Friday", CHANGE)
    assert told.slots["preferred_time"].corrected
    assert told.intents == ()
    assert meant("nothing", CHANGE).answer == "no"
    assert _wanted(meant("I want to talk to a person", CHANGE)) == ["human"]


# --- whatever was asked


@pytest.mark.parametrize(
    "words",
    ["the " * 10_000, "cancel my appointment " * 3_000, "1 2 3 " * 4_000, "á🙂\x00" * 5_000],
)
@pytest.mark.parametrize("expecting", [OPEN, _slot("patient_name"), NUMBER_READ_BACK, OFFER])
def test_long_and_hostile_input_is_quick(meant: Any, words: str, expecting: Expecting) -> None:
    began = time.process_time()
    meant(words, expecting)
    assert time.process_time() - began < 30  # no more than a guard against a hang


def test_nothing_is_asked_of_a_slot_the_flow_lacks(meant: Any) -> None:
    assert meant("Tuesday", Expecting(kind="slot", slot="shoe_size")).intents == ()
