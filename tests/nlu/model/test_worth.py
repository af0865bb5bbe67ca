"""Which words are shown to a model at all."""

from datetime import datetime

import pytest

from engine.commands import Expecting
from engine.events import Intent, Reading, Understood
from engine.flow import Flow
from engine.safety import Alarm, Level
from nlu.model.worth import worth_asking

AT = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
UNCLEAR = "the whole gang is due for a going over"
OPEN = Expecting()


def worth(
    flow: Flow,
    expecting: Expecting = OPEN,
    words: str = UNCLEAR,
    alarm: Alarm | None = None,
    **local: object,
) -> bool:
    meant = Understood(at=AT, **local)  # type: ignore[arg-type]
    return worth_asking(flow, words, expecting, meant, alarm or Alarm())


def test_unclear_words_are(flow: Flow) -> None:
    assert worth(flow)
    assert worth(flow, intents=(Intent("parking", 0.3), Intent("callback", 0.2)))
    assert worth(flow, intents=(Intent("human", 0.2),))
    assert worth(flow, intents=(Intent("greeting", 1.0),))
    assert worth(flow, intents=(Intent("cancel_appointment", 0.9, "does_not_want"),))
    assert worth(flow, Expecting(kind="slot", slot="visit_reason"))
    assert worth(flow, Expecting(kind="slot", slot="preferred_time"))
    assert worth(flow, Expecting(kind="change"))


@pytest.mark.parametrize(
    "kind_and_slot",
    [
        ("yes_no", None),
        ("yes_no", "callback_number"),
        ("offer", "opening"),
        ("nothing", None),
        ("slot", "patient_name"),
        ("slot", "caller_name"),
        ("slot", "date_of_birth"),
        ("slot", "callback_number"),
        ("slot", "email"),
        ("slot", "insurance_member_id"),
        ("slot", "cancel_reason"),
        ("slot", "message"),
        ("slot", "reschedule_instead"),
        ("slot", "no_such_slot"),
    ],
    ids=str,
)
def test_answers_to_closed_and_private_questions_are_not(
    flow: Flow, kind_and_slot: tuple[str, str | None]
) -> None:
    kind, slot = kind_and_slot
    assert not worth(flow, Expecting(kind=kind, slot=slot))


def test_what_the_rules_made_out_needs_no_second_opinion(flow: Flow) -> None:
    assert not worth(flow, intents=(Intent("parking", 0.5),))
    assert not worth(flow, intents=(Intent("human", 0.95),))
    reason = {"visit_reason": Reading("cleaning")}
    assert not worth(flow, Expecting(kind="slot", slot="visit_reason"), slots=reason)
    assert not worth(flow, Expecting(kind="slot", slot="visit_reason"), answer="no")
    assert not worth(flow, Expecting(kind="change"), slots=reason)
    assert not worth(flow, Expecting(kind="change"), answer="no")


@pytest.mark.parametrize(
    "alarm", [Alarm(Level.CHECK), Alarm(people=("human",)), Alarm(distress=True)], ids=str
)
def test_words_that_raised_an_alarm_are_not(flow: Flow, alarm: Alarm) -> None:
    assert not worth(flow, alarm=alarm)


@pytest.mark.parametrize("words", ["", "whitening", "good morning", "...", "say that again please"])
def test_too_little_to_ask_about(flow: Flow, words: str) -> None:
    assert not worth(flow, words=words)
