"""The form that `frontdesk understand` prints."""

import json
from typing import Any

import pytest

from engine.flow import Flow
from nlu.report import report
from nlu.understand import Understanding

NOW = "2026-03-02T09:15:00-06:00"


def test_form(practice: Flow, understanding: Understanding) -> None:
    told = report(practice, understanding, {"text": "I need to cancel my appointment", "now": NOW})
    assert list(told) == ["intents", "slots", "answer", "alarm", "distress", "ms"]
    (intent,) = told["intents"]
    assert intent["name"] == "cancel_appointment"
    assert intent["confidence"] >= 0.5
    assert intent["polarity"] == "wants"
    assert (told["answer"], told["alarm"], told["distress"]) == (None, "none", False)
    assert 0 < told["ms"] < 5000
    json.dumps(told)


def test_slot_expected(practice: Flow, understanding: Understanding) -> None:
    line = {"text": "Tuesday morning", "expecting": "preferred_time", "now": "2026-03-02T09:15"}
    told = report(practice, understanding, line)
    assert told["slots"]["preferred_time"]["value"] == [
        {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}
    ]
    assert told["slots"]["preferred_time"]["words"] == "Tuesday morning"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ({"text": "yes please", "expecting": "yes_no"}, "yes"),
        ({"text": "that's all", "expecting": "yes_no", "asked": "Anything else?"}, "no"),
        ({"text": "I'm not sure", "expecting": "yes_no"}, "unclear"),
        ({"text": "", "expecting": "yes_no"}, None),
        ({}, None),
    ],
)
def test_answer(
    practice: Flow, understanding: Understanding, line: dict[str, Any], answer: str | None
) -> None:
    assert report(practice, understanding, line)["answer"] == answer


def test_offer(practice: Flow, understanding: Understanding) -> None:
    line = {
        "text": "the second one",
        "expecting": "offer",
        "options": ["2026-03-03T10:00", "2026-03-05T14:30"],
        "now": NOW,
    }
    told = report(practice, understanding, line)
    assert told["slots"]["opening"]["value"] == "2026-03-05T14:30"


def test_alarm(practice: Flow, understanding: Understanding) -> None:
    told = report(practice, understanding, {"text": "I can't breathe", "now": NOW})
    assert told["alarm"] == "emergency"


def test_card_numbers_are_masked(practice: Flow, understanding: Understanding) -> None:
    told = report(practice, understanding, {"text": "my card is 4111 1111 1111 1111", "now": NOW})
    assert [one["name"] for one in told["intents"]] == ["card_number"]


def test_now_in_the_time_zone_of_the_line(practice: Flow, understanding: Understanding) -> None:
    line = {
        "text": "tomorrow at ten",
        "expecting": "preferred_time",
        "now": "2026-03-03T03:00:00Z",
        "timezone": "America/Los_Angeles",
        "state": "COLLECT",
    }
    told = report(practice, understanding, line)
    assert told["slots"]["preferred_time"]["value"][0]["start"] == "2026-03-03T10:00"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"text": "hi", "expecting": "patient_nam"}, "unknown expecting 'patient_nam'"),
        ({"text": "hi", "timezone": "Mars/Olympus"}, "unknown timezone 'Mars/Olympus'"),
        ({"text": "hi", "now": "yesterday"}, "yesterday"),
    ],
)
def test_mistakes(
    practice: Flow, understanding: Understanding, line: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        report(practice, understanding, line)
