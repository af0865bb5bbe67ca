"""What a model is asked."""

import pytest

from engine.commands import Expecting
from engine.flow import Flow
from engine.safety import PEOPLE
from nlu.model.question import Question, question


def asked(flow: Flow, kind: str = "open", slot: str | None = None, words: str = "") -> Question:
    return question(flow, Expecting(kind=kind, slot=slot, asked=words))


def test_the_intents_are_those_of_the_flow_and_of_people_with_their_meaning(flow: Flow) -> None:
    what = asked(flow)
    assert set(what.intents) == {*flow.requests, *flow.answers, *PEOPLE}
    assert f"- book_appointment: {flow.requests['book_appointment'].means}" in what.text
    assert f"- parking: {flow.answers['parking'].means}" in what.text
    enum = what.form["properties"]["intents"]["items"]["properties"]["intent"]["enum"]
    assert enum == [*what.intents, "other"]


def test_evidence_stands_before_the_label(flow: Flow) -> None:
    form = asked(flow).form
    assert list(form["properties"])[:2] == ["safety_evidence", "safety"]
    for part in ("intents", "slots"):
        item = form["properties"][part]["items"]
        assert item["additionalProperties"] is False
        assert item["required"] == list(item["properties"])
    assert next(iter(form["properties"]["intents"]["items"]["properties"])) == "evidence"


def test_no_slot_that_tells_who_somebody_is_may_be_filled(flow: Flow) -> None:
    assert set(asked(flow).slots) == {
        "relationship",
        "patient_status",
        "visit_reason",
        "provider",
        "insurance_carrier",
    }


def test_a_question_about_a_slot_lets_questions_break_in_but_no_second_request(flow: Flow) -> None:
    what = asked(flow, "slot", "visit_reason")
    assert what.slots == ("visit_reason",)
    assert "parking" in what.intents
    assert "book_appointment" not in what.intents
    assert "What type of appointment" in what.text


def test_a_time_is_looked_for_only_where_one_was_asked_for(flow: Flow) -> None:
    assert asked(flow, "slot", "preferred_time").slots == ("preferred_time",)
    assert "preferred_time" not in asked(flow, "change").slots


@pytest.mark.parametrize("kind", ["open", "slot", "change"])
def test_nothing_of_the_call_is_in_the_question(flow: Flow, kind: str) -> None:
    slot = "visit_reason" if kind == "slot" else None
    said = asked(flow, kind, slot, "Thanks, Ana. What brings you in?")
    assert said == asked(flow, kind, slot)
    assert said.fingerprint == asked(flow, kind, slot).fingerprint
    assert "Ana" not in said.text


def test_different_questions_have_different_fingerprints(flow: Flow) -> None:
    prints = {
        asked(flow).fingerprint,
        asked(flow, "slot", "visit_reason").fingerprint,
        asked(flow, "slot", "preferred_time").fingerprint,
    }
    assert len(prints) == 3
