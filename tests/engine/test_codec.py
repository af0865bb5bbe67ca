"""Calls, events and commands survive being written down."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from engine import commands, events
from engine.advance import start
from engine.call import Ending, Filled, Made, Question
from engine.codec import CLASSES, dumps, loads
from engine.events import Intent, Reading
from engine.flow import Flow
from engine.safety import Alarm, Level

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

AT = datetime(2026, 3, 2, 9, 15, tzinfo=timezone(timedelta(hours=-6)))
EVENTS = [
    events.CallStarted(at=AT, call_id="1", caller=None, known={"patient_name": {"first": "Ana"}}),
    events.Heard(at=AT, words="sí, ¿mañana?", alarm=Alarm(Level.CHECK, ("human",)), nbest=("a",)),
    events.Understood(
        at=AT,
        intents=(Intent("callback", 0.4, "past"),),
        slots={"preferred_time": Reading([{"start": "2026-03-03T09:00"}], "tomorrow", 0.9, True)},
        answer="yes",
    ),
    events.Keyed(at=AT, digits="0#"),
    events.Silence(at=AT, seconds=8.0),
    events.BargedIn(at=AT, heard="Thank you"),
    events.PatientsFound(at=AT, patients=({"id": "p", "appointments": []},)),
    events.OpeningsFound(at=AT, openings=({"start": "2026-03-03T09:00"},), exact=False),
    events.ActionDone(at=AT, action="book", result={"id": "a1"}),
    events.ActionFailed(at=AT, action="book", how="conflict"),
    events.TransferEnded(at=AT, how="busy"),
    events.TimeUp(at=AT),
    events.TakenOver(at=AT),
    events.HungUp(at=AT),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back(event: events.Event) -> None:
    assert loads(dumps(event)) == event


def test_every_event_of_the_engine_is_here() -> None:
    kinds = {kind.__name__ for kind in events.Event.__subclasses__()}
    assert {type(event).__name__ for event in EVENTS} == kinds


def test_a_log_comes_back() -> None:
    assert loads(dumps(EVENTS)) == EVENTS


def test_levels_come_back_as_levels() -> None:
    heard = loads(dumps(EVENTS[1]))
    assert isinstance(heard.alarm.level, Level)


def test_a_full_call_comes_back(dental: Flow) -> None:
    call = replace(
        start(dental),
        slots={"patient_name": Filled({"first": "Ana", "last": None}, "Ana", 0.5, True)},
        done=frozenset({3, 1}),
        denied=frozenset({"callback_number"}),
        ending=Ending("callback", "prompts.noted", "message_taken"),
        resume=(Question("slot", "patient_name"), "slots.patient_name.ask"),
        appointments=(Made("cleaning", "2026-03-03T09:00", "confirmed", "Ana Ruiz"),),
        confused_at=AT,
    )
    back = loads(dumps(call))
    assert back == call
    assert isinstance(back.done, frozenset)
    assert isinstance(back.appointments, tuple)


def test_the_commands_of_a_conversation_come_back(talk: "Conversation") -> None:
    seen = [*talk.out]
    for step in (
        lambda: talk.booking(preferred_time=[]),
        lambda: talk.openings("2026-03-03T10:00"),
        lambda: talk.say(opening="2026-03-03T10:00"),
        lambda: talk.done("hold"),
        lambda: talk.yes(),
        lambda: talk.done("book"),
        lambda: talk.key("0"),
        lambda: talk.transfer("busy"),
        lambda: talk.no(),
    ):
        step()
        seen += talk.out
    assert loads(dumps(seen)) == seen


def test_the_same_value_is_always_written_the_same_way(talk: "Conversation") -> None:
    talk.booking()
    assert dumps(talk.call) == dumps(loads(dumps(talk.call)))


def test_text_is_written_as_it_is_spoken() -> None:
    assert "¿mañana?" in dumps(EVENTS[1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        '{"$":"Nothing"}',
        '{"$":"os.system"}',
        '{"$":"Silence"}',
        '{"$":"Silence","at":1,"seconds":1,"more":1}',
        '{"$":"datetime"}',
        '{"$":"datetime","iso":"yesterday"}',
        '{"$":"datetime","iso":5}',
        '{"$":"tuple","items":5}',
        '{"$":"tuple"}',
        '{"$":["Silence"]}',
        '{"$":"dict","items":5}',
        '{"$":"Alarm","level":9}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        loads(text)


def test_only_values_of_the_engine_are_made_from_text() -> None:
    for kind in CLASSES.values():
        assert kind.__module__.startswith("engine.")
        assert fields(kind) is not None
    assert {commands.Say, events.Heard, Alarm, Filled} <= set(CLASSES.values())


@pytest.mark.parametrize(
    "value", [{"$": "Alarm"}, {"$": {"$": 5}, "a": 1}, [{"$": "tuple", "items": [1]}]]
)
def test_values_that_look_like_ours_are_themselves(value: Any) -> None:
    event = events.Understood(at=AT, slots={"message": Reading(value)})
    assert loads(dumps(event)) == event


@pytest.mark.parametrize("value", [None, True, 5, 0.5, "text", [], {}, [{"a": [1, None]}]])
def test_plain_values_are_themselves(value: Any) -> None:
    assert loads(dumps(value)) == value


def test_a_flow_and_a_clinic_with_its_days_come_back_the_same(dental: Flow) -> None:
    days = frozenset({date(2026, 12, 25), date(2026, 7, 4)})
    whole = replace(dental, clinic=replace(dental.clinic, holidays=days))
    assert loads(dumps(whole)) == whole
