"""What the figures of dates, spans and windows count."""

import json
from pathlib import Path
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from cli.benchmarks import dates, spans, windows
from tests.cli.packed_rows import put


def request(text: str, *slots: tuple[str, str], requested: tuple[str, ...] = ()) -> dict[str, Any]:
    marked = [
        {"slot": slot, "start": text.index(said), "end": text.index(said) + len(said)}
        for slot, said in slots
    ]
    return {"text": text, "slots": marked, "requested": list(requested)}


def row(text: str, span: str, kind: str, *expected: Any, tags: tuple[str, ...] = ()) -> Any:
    return {
        "id": f"{text}/{kind}",
        "source": "nlu++",
        "text": text,
        "span": span,
        "ref": "2026-03-03T09:15",
        "kind": kind,
        "expected": list(expected),
        "tags": list(tags),
    }


def test_nothing_without_the_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert dates.measure(None) == []
    assert spans.measure(None) == []
    monkeypatch.setattr(windows, "EXAM", tmp_path / "gone")
    assert windows.measure(None) == []


@pytest.mark.parametrize(
    ("given", "strict", "lenient"),
    [
        (row("on Friday", "Friday", "date", "2026-03-06"), True, True),
        (row("on Friday", "Friday", "date", "2026-03-13"), False, False),
        (row("at five", "at five", "time", "05:00"), True, True),
        (row("at five", "at five", "time", "17:00"), False, True),
        (row("the 9th at noon", "9th at noon", "datetime", "2026-03-09T12:00"), True, True),
        (row("next week", "next week", "daterange", ["2026-03-09", "2026-03-16"]), True, True),
        (row("next week", "next week", "daterange", ["2026-03-09", "2026-03-14"]), False, True),
        (row("after nine", "after nine", "timerange", ["09:00", "23:59"]), True, True),
        (row("the 3rd to the 6th", "the 6th", "date", "2026-03-06", tags=("slot:date_to",)),
         True, True),
        (row("tomorrow from 2 to 4 pm", "tomorrow from 2 to 4 pm", "datetimerange",
             ["2026-03-04T14:00", "2026-03-04T16:00"]), True, True),
        (row("tomorrow from 2 to 4 pm", "2 to 4 pm", "date", "2026-03-04"), False, False),
    ],
)  # fmt: skip
def test_strict_and_lenient(given: dict[str, Any], strict: bool, lenient: bool) -> None:
    assert dates.is_right(given, "span", strict=True) is strict
    assert dates.is_right(given, "span", strict=False) is lenient


def test_of_a_sentence_the_first_two_finds_count(tmp_path: Path) -> None:
    words = "Monday or Tuesday or Friday"
    second, third = (
        row(words, "Tuesday", "date", "2026-03-10"),
        row(words, "Friday", "date", "2026-03-06"),
    )
    put(tmp_path / dates.FILE, second, third)
    figures = {one.name: one.value for one in dates.measure(tmp_path)}
    assert figures["dates_sentence_strict"] == 50.0
    assert figures["dates_span_strict"] == figures["dates_span_strict_nlupp"] == 100.0


def test_stretches_are_compared_without_what_stands_around_them(tmp_path: Path) -> None:
    put(
        tmp_path / spans.FILE,
        request("A table on Friday, at 7:30 pm.", ("date", "Friday"), ("time", "7:30")),
        request("around half past six", ("time", "half past six")),
        request("for 7", ("time", "7"), requested=("time",)),
        request("a table for 7 tomorrow", ("date", "tomorrow")),
    )
    put(
        tmp_path / spans.TURNS,
        {"text": "How is the weather on March 7th?", "slots": []},
        {"text": "The salon on March Street.", "slots": []},
        {"text": "I was there on March 7th.", "slots": []},
        {"text": "March 8th, please.", "slots": [{"slot": "appointment_date"}]},
    )
    figures = {one.name: one.value for one in spans.measure(tmp_path)}
    assert figures["spans_date_exact_f1"] == figures["spans_time_overlap_f1"] == 100.0
    assert figures["spans_time_exact_f1"] == 66.67
    assert figures["spans_time_hour_f1"] == 100.0
    assert figures["sgd_false_dates"] == 50.0
    assert figures["sgd_unlabelled_dates"] == 66.67


def test_a_wish_is_right_if_it_holds_all_that_it_should_and_nothing_else() -> None:
    clinic = load_clinic(windows.CLINIC)
    line = {"text": "tomorrow morning", "now": "2026-03-03T09:15", "language": "en", "tags": []}
    good = {"in": ["2026-03-04T09:00"], "out": ["2026-03-04T14:00"]}
    assert windows.is_right({**line, "expect": good}, clinic)
    assert not windows.is_right({**line, "expect": {"in": ["2026-03-04T14:00"]}}, clinic)
    assert not windows.is_right({**line, "text": "hello", "expect": {}}, clinic)
    exact = {**line, "text": "tomorrow at ten", "expect": {"at": ["2026-03-04T10:00"]}}
    assert windows.is_right(exact, clinic)


def test_what_is_wrong_is_told_by_the_kind_of_wish(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    line = {"text": "tomorrow", "now": "2026-03-03T09:15", "language": "en", "tags": ["relative"]}
    lines = [
        {**line, "expect": {"in": ["2026-03-04T09:00"]}},
        {**line, "expect": {"in": ["2026-03-05T09:00"]}},
    ]
    exam = tmp_path / "windows.jsonl"
    exam.write_text("".join(json.dumps(one) + "\n" for one in lines))
    monkeypatch.setattr(windows, "EXAM", exam)
    assert windows.wrong_by_tag() == {"relative": (1, 2)}
    figures = {one.name: one.value for one in windows.measure(None)}
    assert figures == {"windows": 50.0, "windows_en": 50.0, "windows_es": 0.0}
