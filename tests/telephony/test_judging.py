"""What counts as agreeing with a script, and the sentences when something does not."""

from datetime import date, datetime
from typing import Any

import pytest

from telephony.judging import agrees, disagreements, unmet
from telephony.outcome import Outcome
from telephony.record import Entry

OPENING = {"start": "2026-03-03T10:00", "minutes": 60}


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (None, None),
        ("Ana Ruiz", "ana ruiz"),
        (date(1988, 4, 12), "1988-04-12"),
        ("1988-04-12", "1988-04-12"),
        (datetime(2026, 3, 3, 10), "2026-03-03T10:00"),
        ("2026-03-03T10:00:00", "2026-03-03T10:00"),
        ("2026-03-03T10:00", OPENING),
        ({"start": "2026-03-03T10:00"}, OPENING),
        ({}, OPENING),
        ([OPENING], [OPENING]),
        ([], []),
        (True, True),
        (2, 2),
        ({"details": {"escalation": "human"}}, {"details": {"escalation": "human", "words": "x"}}),
    ],
)
def test_these_agree(expected: Any, actual: Any) -> None:
    assert agrees(expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (None, "Ana Ruiz"),
        ("Ana Ruiz", None),
        ("Ana", "Ana Ruiz"),
        ("2026-03-03T10:30", OPENING),
        ("Ana", {"first": "Ana"}),
        ({"start": "2026-03-03T10:30"}, OPENING),
        ({"start": "2026-03-03T10:00"}, "2026-03-03T10:00"),
        ({"other": 1}, OPENING),
        ([], [OPENING]),
        (["a"], "a"),
        (["a"], None),
        (True, "yes"),
        (1, True),
        ("2026-03-03", "2026-03-03T10:00"),
    ],
)
def test_these_do_not(expected: Any, actual: Any) -> None:
    assert not agrees(expected, actual)


def test_each_expected_item_needs_one_of_its_own() -> None:
    one, other = {"type": "callback"}, {"type": "message"}
    assert unmet([one], [other, one]) == []
    assert unmet([one, one], [one, other]) == [one]
    assert unmet([one], []) == [one]


def test_a_broad_wish_does_not_take_what_a_narrow_one_needs() -> None:
    broad, narrow = {"type": "callback"}, {"type": "callback", "priority": "high"}
    high, low = {"type": "callback", "priority": "high"}, {"type": "callback", "priority": "low"}
    assert unmet([broad, narrow], [high, low]) == []
    assert unmet([narrow, broad, narrow], [high, low]) == [narrow]


def call(**changes: Any) -> Outcome:
    values: dict[str, Any] = {
        "disposition": "booked",
        "escalation": None,
        "state": "END",
        "turns": 5,
        "slots": {"patient_name": "Ana Ruiz", "opening": OPENING},
        "tasks": ({"type": "callback", "priority": "normal"},),
        "appointments": ({"service": "cleaning", "start": "2026-03-03T10:00"},),
        "transcript": (Entry("caller", "What date", "QUALIFY"), Entry("agent", "Hello", "QUALIFY")),
        "steps": (),
        "faults": (),
    }
    return Outcome(**(values | changes))


def test_a_call_that_is_as_expected() -> None:
    expected = {
        "disposition": "booked",
        "escalation": None,
        "state": "END",
        "slots": {"patient_name": "Ana Ruiz", "opening": "2026-03-03T10:00", "email": None},
        "tasks": [{"type": "callback"}],
        "appointments": [{"service": "cleaning"}],
        "turns_at_most": 5,
        "never_says": ["What date"],
    }
    assert disagreements(expected, call()) == []
    assert disagreements({}, call()) == []
    assert disagreements({"slots": None, "tasks": None, "never_says": None}, call(tasks=())) == []


def test_every_disagreement_is_a_sentence() -> None:
    expected = {
        "state": "CONFIRM",
        "disposition": "requested",
        "escalation": "human",
        "slots": {"patient_name": None, "email": "a@b.org", "opening": "2026-03-03T11:00"},
        "tasks": [],
        "appointments": [{"service": "crown", "start": datetime(2026, 3, 3, 10)}],
        "turns_at_most": 4,
        "never_says": ["hELLo", "Goodbye"],
    }
    assert disagreements(expected, call()) == [
        "expected state CONFIRM, but it is END",
        "expected disposition requested, but it is booked",
        "expected escalation human, but it is null",
        "expected patient_name to be null, but it is Ana Ruiz",
        "expected email to be a@b.org, but it is null",
        "expected opening to be 2026-03-03T11:00, but it is start 2026-03-03T10:00, minutes 60",
        "expected no tasks, but there are: type callback, priority normal",
        "expected among the appointments one with service crown, start 2026-03-03T10:00, "
        "but there are: service cleaning, start 2026-03-03T10:00",
        "expected at most 4 turns of the caller, but there were 5",
        "expected never to hear 'hELLo', but heard 'Hello'",
    ]
    assert disagreements({"tasks": [{"type": "x"}]}, call(tasks=())) == [
        "expected among the tasks one with type x, but there are: none"
    ]


def test_the_digest_covers_words_states_and_end_but_no_ids() -> None:
    assert call().digest == call(tasks=(), turns=9).digest
    assert len(call().digest) == 64
    others = (
        call(disposition="held"),
        call(escalation="human"),
        call(transcript=(Entry("caller", "What date", "COLLECT"),)),
        call(transcript=()),
    )
    assert len({each.digest for each in (call(), *others)}) == 5


def test_the_json_of_a_call() -> None:
    plain = call().as_json()
    assert list(plain) == [
        "disposition", "escalation", "state", "turns", "slots", "tasks", "appointments",
        "transcript", "digest",
    ]  # fmt: skip
    assert plain["transcript"][1] == {"who": "agent", "text": "Hello", "state": "QUALIFY"}
