"""How a recorded caller speaks again, and what is counted of the call."""

import gzip
import json
from pathlib import Path
from typing import Any

from cli.benchmarks import dialogues


def wizard(text: str, label: str | None = None) -> dict[str, Any]:
    return {"who": "Wizard", "text": text, "label": label}


def user(text: str) -> dict[str, Any]:
    return {"who": "User", "text": text}


BOOKS = [
    user("I need a check-up with Dr. Morgan, please book me an appointment."),
    wizard("When?", "doctor_ask_day"),
    user("On Wednesday at ten."),
    wizard("Your name?", "ask_name"),
    user("My name is Ben."),
]


def told(data: Path, *calls: list[dict[str, Any]]) -> dict[str, float]:
    with gzip.open(data / dialogues.FILE, "wt", encoding="utf-8") as packed:
        for events in calls:
            row = {"kind": "happy", "tasks": ["doctor_schedule"], "events": events}
            packed.write(json.dumps(row) + "\n")
        other = {"kind": "multi", "tasks": ["doctor_schedule"], "events": []}
        packed.write(json.dumps(other) + "\n")
    happy = dialogues.measure(data)[:3]
    return {one.name: one.value for one in happy}


def test_nothing_without_the_set(tmp_path: Path) -> None:
    assert dialogues.measure(None) == []
    assert dialogues.measure(tmp_path) == []


def test_every_turn_knows_what_it_answers() -> None:
    assert [answers for answers, _ in dialogues.recorded(BOOKS)] == [
        "open",
        "preferred_time",
        "patient_name",
    ]
    assert dialogues.recorded([wizard("Hm.", "custom"), user("Yes.")]) == [(None, "Yes.")]


def test_a_call_that_gets_done_in_another_order(tmp_path: Path) -> None:
    assert told(tmp_path, BOOKS) == {
        "dialogues_star_done": 100.0,
        "dialogues_star_missed_turns": 0.0,
        "dialogues_star_asked_again": 0.0,
    }


def test_a_call_that_goes_nowhere(tmp_path: Path) -> None:
    figures = told(tmp_path, [user("Purple elephants sing."), user("They do.")])
    assert figures["dialogues_star_done"] == 0.0
    assert figures["dialogues_star_missed_turns"] > 0
