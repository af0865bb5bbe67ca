"""What a language model finds urgent in words that raised no alarm of their own."""

from typing import TYPE_CHECKING

import pytest

from engine import events
from engine.codec import dumps, loads
from engine.commands import Handoff
from engine.events import Intent, Reading, Understood
from engine.safety import Alarm, Level, sentences

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

EMERGENCY = Alarm(Level.EMERGENCY)
CHECK = Alarm(Level.CHECK)


def understood(talk: "Conversation", alarm: Alarm, *intents: str, **slots: object) -> None:
    talk.send(
        Understood,
        alarm=alarm,
        intents=tuple(Intent(name) for name in intents),
        slots={name: Reading(value) for name, value in slots.items()},
        by="model",
    )


def test_an_emergency_is_obeyed_like_one_that_was_heard(talk: "Conversation") -> None:
    talk.hear("he went all floppy on me")
    understood(talk, EMERGENCY, "book_appointment")
    assert talk.says[0].text == sentences.EMERGENCY["en"]
    assert not talk.says[0].interruptible
    assert talk.one(Handoff).reason == "emergency"
    assert talk.call.escalation == "emergency"
    assert not talk.call.agenda


def test_a_possible_one_is_checked_and_the_rest_of_the_words_counts(talk: "Conversation") -> None:
    talk.hear("I feel a bit odd and need a checkup")
    understood(talk, CHECK, "book_appointment", visit_reason="checkup")
    assert [one.text for one in talk.says] == [sentences.RED_FLAGS["en"]]
    talk.no()
    assert talk.call.request == "book_appointment"
    assert talk.value("visit_reason") == "checkup"


def test_the_red_flags_are_asked_about_once(talk: "Conversation") -> None:
    talk.hear("I feel odd")
    understood(talk, CHECK)
    talk.no().hear("still a bit odd, I need a checkup")
    understood(talk, CHECK, "book_appointment")
    assert talk.call.request == "book_appointment"
    assert sentences.RED_FLAGS["en"] not in talk.text


def test_a_no_to_the_check_does_not_stand_against_an_emergency(talk: "Conversation") -> None:
    talk.hear("my gums bleed", CHECK).mean().hear("no, but he is turning blue")
    talk.send(Understood, answer="no", alarm=EMERGENCY)
    assert talk.call.escalation == "emergency"


def test_words_beside_a_handoff_raise_it_to_an_emergency(talk: "Conversation") -> None:
    talk.hear("a person, he is all floppy", Alarm(people=("human",)))
    assert talk.call.escalation == "human"
    understood(talk, EMERGENCY)
    assert talk.call.escalation == "emergency"
    assert talk.says[0].text == sentences.EMERGENCY["en"]


def test_a_check_beside_a_handoff_changes_nothing(talk: "Conversation") -> None:
    talk.hear("a person please, I feel odd", Alarm(people=("human",)))
    understood(talk, CHECK)
    assert talk.call.escalation == "human"
    assert not talk.says


def test_a_check_waits_for_a_result_that_is_on_its_way(talk: "Conversation") -> None:
    talk.say("cancel_appointment", patient_name={"first": "Mary", "last": "Jones"})
    talk.say(date_of_birth="1988-04-12").yes()
    assert talk.call.waiting == "patients"
    talk.hear("I feel odd")
    understood(talk, CHECK)
    assert not talk.says
    talk.found()
    assert [one.text for one in talk.says][-1] == sentences.RED_FLAGS["en"]


@pytest.mark.parametrize("alarm", [EMERGENCY, CHECK])
def test_what_comes_too_late_changes_nothing(talk: "Conversation", alarm: Alarm) -> None:
    before = talk.call
    understood(talk, alarm)
    assert talk.call == before
    assert not talk.out


def test_nothing_is_decided_by_who_understood_or_how_fast(talk: "Conversation") -> None:
    heard = talk.hear("hm").call
    talk.send(Understood, intents=(Intent("book_appointment"),))
    plain, said = talk.call, talk.out
    talk.call = heard
    talk.send(Understood, intents=(Intent("book_appointment"),), by="model", ms=640)
    assert talk.call == plain
    assert talk.out == said


def test_the_log_keeps_who_understood_and_reads_logs_from_before(talk: "Conversation") -> None:
    event = Understood(at=talk.at, alarm=CHECK, by="fallback", ms=1200)
    assert loads(dumps(event)) == event
    older = dumps(Understood(at=talk.at)).replace(',"by":"local","ms":0', "")
    assert '"ms"' not in older
    assert loads(older) == Understood(at=talk.at)


@pytest.mark.parametrize(
    ("event", "sure"),
    [
        ({"intents": (Intent("callback", 0.4), Intent("referral", 0.3))}, 0.4),
        ({"intents": (Intent("callback", 0.4),), "slots": {"email": Reading("a@b.c")}}, 1.0),
        ({"answer": "yes"}, 1.0),
        ({"answer": "unclear"}, 0.0),
        ({}, 0.0),
    ],
)
def test_confidence_is_that_of_the_surest_reading(
    talk: "Conversation", event: dict[str, object], sure: float
) -> None:
    assert events.Understood(at=talk.at, **event).confidence == sure  # type: ignore[arg-type]
