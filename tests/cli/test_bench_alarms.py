"""What the figures of alarms count."""

import gzip
import json
from pathlib import Path

import pytest

from cli.benchmarks import alarms
from engine.safety import Level
from nlu.alarm.lines import Line
from nlu.understand import Understanding


def line(level: Level, asks: bool = False) -> Line:
    return Line("words", "en", level, "any", "group", asks)


SAID = [
    (line(Level.EMERGENCY), Level.EMERGENCY),
    (line(Level.EMERGENCY), Level.CHECK),
    (line(Level.URGENT), Level.NONE),
    (line(Level.NONE), Level.NONE),
    (line(Level.NONE), Level.EMERGENCY),
    (line(Level.NONE, asks=True), Level.CHECK),
    (line(Level.NONE, asks=True), Level.CHECK),
]


def test_emergencies_and_lookalikes_are_counted_apart() -> None:
    said, levels = zip(*SAID, strict=True)
    found = {one.name: (one.value, one.rows) for one in alarms._judged("x", said, levels)}
    assert found == {
        "alarms_x_found": (66.67, 3),
        "alarms_x_found_emergency": (100.0, 2),
        "alarms_x_found_urgent": (0.0, 1),
        "alarms_x_911_at_once": (50.0, 2),
        "alarms_x_lookalikes_911": (25.0, 4),
        "alarms_x_lookalikes_asked": (75.0, 4),
        "alarms_x_lookalikes_needlessly_asked": (50.0, 2),
    }


def test_public_sets_are_judged_one_by_one_and_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = {"hello": Level.NONE, "help me": Level.CHECK, "call 911": Level.EMERGENCY}
    monkeypatch.setattr(alarms, "_heard", lambda _, said: ([heard[words] for words in said], [1.0]))
    for name, said in (("clinc", ("hello", "call 911")), ("evi", ("hello", "help me"))):
        with gzip.open(tmp_path / alarms.SETS[name], "wt", encoding="utf-8") as packed:
            packed.writelines(json.dumps({"text": text}) + "\n" for text in said)
    judged = alarms._public(Understanding.__new__(Understanding), tmp_path)
    assert {one.name: one.value for one in judged} == {
        "alarms_clinc_911": 50.0,
        "alarms_clinc_asked": 50.0,
        "alarms_evi_911": 0.0,
        "alarms_evi_asked": 50.0,
        "alarms_ordinary_911": 25.0,
        "alarms_ordinary_asked": 50.0,
    }


def test_without_the_sets_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert alarms._public(Understanding.__new__(Understanding), tmp_path) == []


def test_without_the_encoder_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarms, "encoder", lambda: None)
    assert alarms.measure(None) == []
