"""What the figures of a model at the side count."""

from pathlib import Path

import pytest

from cli.benchmarks import model
from cli.benchmarks.model_server import says, wants
from tests.cli.packed_rows import put


def told(data: Path | None) -> dict[str, float]:
    return {one.name: one.value for one in model.measure(data)}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only kinds of trouble that take no time."""
    quick = {name: model.TROUBLE[name] for name in ("refusing", "down", "injected")}
    monkeypatch.setattr(model, "TROUBLE", quick)


def test_every_kind_of_trouble_is_told_with_its_cost() -> None:
    figures = told(None)
    assert set(figures) == {
        "model_refusing_worst_ms",
        "model_down_worst_ms",
        "model_injected_worst_ms",
        "model_trouble_changes",
    }
    assert figures["model_trouble_changes"] == 0
    assert figures["model_refusing_worst_ms"] > 0


def test_a_model_that_is_believed_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    believed = says(wants("going over", "parking"))
    monkeypatch.setattr(model, "TROUBLE", {"believed": (believed, model.UNCLEAR)})
    assert told(None)["model_trouble_changes"] == 50.0


def test_words_that_the_model_is_not_asked_about_measure_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clear = ("I need to schedule an appointment",)
    monkeypatch.setattr(model, "TROUBLE", {"unasked": (says(wants("", "")), clear)})
    with pytest.raises(RuntimeError, match="not asked about every line"):
        told(None)


def test_what_a_vendor_would_see_is_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(
        tmp_path / model.NAMES,
        {"text": "a table for Ana Ruiz", "slots": [{"slot": "last_name", "text": "Ruiz"}]},
        {"text": "it is under Will", "slots": [{"slot": "first_name", "text": "Will"}]},
        {"text": "a table for two", "slots": [{"slot": "people", "text": "two"}]},
    )
    person = {"gold_first": "Ana", "gold_last": "Ruiz"}
    put(
        tmp_path / model.PEOPLE,
        {"item": "name", "text": "my name is Ana Ruiz", **person},
        {"item": "name", "text": "anna reese", **person},
        {"item": "dob", "text": "the 8th of May 1970", **person},
        {"item": "postcode", "text": "TQ6R 4FL", **person},
    )
    figures = told(tmp_path)
    assert figures["model_names_sent_to_vendor"] == 0
    assert figures["model_spoken_names_sent_to_vendor"] == 0
    assert figures["model_births_sent_to_vendor"] == 0
    assert figures["model_births_undisguised"] == 0
    rows = {one.name: one.rows for one in model.measure(tmp_path)}
    assert rows["model_names_sent_to_vendor"] == 2
    assert rows["model_spoken_names_undisguised"] == 1
