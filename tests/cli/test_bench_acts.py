"""What the figure of acts in context counts, and what context it has."""

from pathlib import Path
from typing import Any

from cli.benchmarks import acts
from tests.cli.packed_rows import put


def turn(place: int, before: list[list[Any]], text: str, *gold: str) -> dict[str, Any]:
    return {
        "id": f"one/{place}",
        "service": "Services_3",
        "prev_system": "",
        "prev_acts": before,
        "text": text,
        "acts": [[name, "", [], []] for name in gold],
    }


OFFER = [["OFFER", "doctor_name", ["Ann Gray"]]]
TOLD = [["INFORM", "address", ["1 Main Street"]]]
RESULT = {"city": "Springfield", "doctor_name": "Ann Gray", "type": "Dermatologist"}
CALL = {"speaker": "CALL", "service": "Services_3", "results": [RESULT]}


def told(data: Path, *turns: dict[str, Any]) -> dict[str, float]:
    put(data / acts.DIALOGUES, {"turns": [CALL]})
    put(data / acts.TURNS, *turns)
    return {one.name: one.value for one in acts.measure(data)}


def test_nothing_without_the_sets(tmp_path: Path) -> None:
    assert acts.measure(None) == []
    assert acts.measure(tmp_path) == []


def test_places_and_kinds_are_told_by_any_of_their_names(tmp_path: Path) -> None:
    figures = told(
        tmp_path,
        turn(0, [], "I need a skin doctor.", "INFORM_INTENT", "INFORM"),
        turn(2, OFFER, "Find someone in Springfield.", "REQUEST_ALTS", "INFORM"),
    )
    assert figures == {"acts_exact": 100.0, "acts_exact_doctor": 100.0}


def test_an_offer_stands_until_it_is_taken_or_booked(tmp_path: Path) -> None:
    figures = told(
        tmp_path,
        turn(0, OFFER, "Where are they?", "REQUEST"),
        turn(2, TOLD, "That sounds good.", "SELECT"),
        turn(4, TOLD, "Thanks.", "THANK_YOU"),
        turn(6, [["NOTIFY_SUCCESS", "", []]], "Thanks, bye.", "THANK_YOU", "GOODBYE"),
    )
    assert figures["acts_exact"] == 100.0


def test_an_invitation_of_another_service_is_none(tmp_path: Path) -> None:
    ours, other = ([["OFFER_INTENT", "intent", [one]]] for one in ("BookAppointment", "AddEvent"))
    figures = told(
        tmp_path,
        turn(0, ours, "No, thanks.", "NEGATE_INTENT"),
        turn(2, other, "No, just book the doctor.", "INFORM_INTENT"),
    )
    assert figures["acts_exact"] == 100.0


def test_one_act_too_many_is_wrong(tmp_path: Path) -> None:
    confirm = [["CONFIRM", "appointment_time", ["3 pm"]]]
    figures = told(tmp_path, turn(0, confirm, "Yes. What's the address?", "AFFIRM"))
    assert figures["acts_exact"] == 0.0
