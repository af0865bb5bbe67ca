"""How the time wanted is kept over a dialogue, until it is booked."""

import gzip
import json
from pathlib import Path
from typing import Any

from cli.benchmarks import bookings


def caller(text: str) -> dict[str, Any]:
    return {"speaker": "USER", "text": text, "frames": []}


def desk(text: str, *acts: tuple[str, str, list[str]]) -> dict[str, Any]:
    return {"speaker": "SYSTEM", "text": text, "acts": list(acts)}


def call(day: str, time: str) -> dict[str, Any]:
    arguments = {"appointment_date": day, "appointment_time": time}
    return {"speaker": "CALL", "method": "BookAppointment", "parameters": arguments}


WHEN = desk("When?", ("REQUEST", "appointment_date", []))
WHAT_TIME = desk("At what time?", ("REQUEST", "appointment_time", []))


def told(data: Path, *turns: dict[str, Any]) -> dict[str, float]:
    path = data / bookings.DIALOGUES
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as packed:
        packed.write(json.dumps({"services": ["Services_2"], "turns": turns}) + "\n")
    return {one.name: one.value for one in bookings.measure(data)}


def test_nothing_without_the_dialogues(tmp_path: Path) -> None:
    assert bookings.measure(None) == []
    assert bookings.measure(tmp_path) == []


def test_a_day_is_completed_by_a_time(tmp_path: Path) -> None:
    turns = [WHEN, caller("Next Tuesday."), WHAT_TIME, caller("Around 3 pm.")]
    figures = told(tmp_path, *turns, call("2019-03-05", "15:00"))
    assert figures["bookings_both"] == figures["bookings_both_dentist"] == 100.0


def test_an_offer_that_is_taken_counts_and_one_turned_down_does_not(tmp_path: Path) -> None:
    offer = desk(
        "I could not book that. How about 2 pm?",
        ("NOTIFY_FAILURE", "", []),
        ("OFFER", "appointment_time", ["2 pm"]),
    )
    wish = [WHEN, caller("The 14th at a quarter past two in the afternoon.")]
    taken = told(tmp_path, *wish, offer, caller("Yes, please."), call("2019-03-14", "14:00"))
    assert taken["bookings_both"] == 100.0
    left = told(tmp_path, *wish, offer, caller("No, thanks."), call("2019-03-14", "14:00"))
    assert (left["bookings_date"], left["bookings_time"]) == (100.0, 0.0)


def test_what_is_read_back_tells_nothing(tmp_path: Path) -> None:
    read_back = desk("The 14th at two?", ("CONFIRM", "appointment_time", ["2 pm"]))
    turns = [WHEN, caller("The 14th."), read_back, caller("Yes.")]
    figures = told(tmp_path, *turns, call("2019-03-14", "14:00"))
    assert (figures["bookings_date"], figures["bookings_time"]) == (100.0, 0.0)


def test_every_call_of_a_dialogue_must_be_right(tmp_path: Path) -> None:
    turns = [WHEN, caller("The 14th at noon."), call("2019-03-14", "12:00"), WHAT_TIME]
    figures = told(tmp_path, *turns, caller("At one pm."), call("2019-03-14", "12:30"))
    assert figures["bookings_both"] == 0.0
