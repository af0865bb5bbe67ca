"""The smaller commands: graph, diff, understand, rehearse, bench."""

import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from cli import bench, view
from cli.benchmarks import engine
from cli.benchmarks.figure import Figure
from cli.main import app
from telephony import rehearsal


def frontdesk(*arguments: object, lines: str = "") -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=lines)


def test_a_flow_is_drawn_as_text() -> None:
    assert frontdesk("graph", "dental_reception").stdout.startswith("flowchart LR")
    assert frontdesk("graph", "dental_reception", "--format", "dot").stdout.startswith("digraph")
    picture = frontdesk("graph", "dental_reception", "--format", "svg").stdout
    assert ET.fromstring(picture).tag.endswith("svg")


def test_a_flow_is_drawn_to_a_file(tmp_path: Path) -> None:
    picture = tmp_path / "flow.png"
    result = frontdesk("graph", "reminder", "--format", "png", "-o", picture)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"wrote {picture}\n"
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_png_may_be_piped_but_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = frontdesk("graph", "reminder", "--format", "png")
    assert piped.stdout_bytes.startswith(b"\x89PNG")
    monkeypatch.setattr(view, "is_terminal", lambda: True)
    shown = frontdesk("graph", "reminder", "--format", "png")
    assert shown.exit_code == 1
    assert "give it a file" in shown.stderr


def test_a_flow_that_is_not_there() -> None:
    result = frontdesk("graph", "dental_receptoin")
    assert result.exit_code == 1
    assert "did you mean 'dental_reception'?" in result.stderr


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "flow.svg"
    result = frontdesk("graph", "reminder", "-o", target)
    assert result.exit_code == 1
    assert result.stderr == f"error: {target}: no such file or directory\n"


def test_lines_are_understood_in_their_order() -> None:
    lines = (
        '{"text": "yes", "expecting": "yes_no"}\n'
        "I can't breathe\n"
        '{"text": "tuesday morning", "now": "2026-03-02T09:15", "expecting": "preferred_time"}\n'
    )
    result = frontdesk("understand", "--json", lines=lines)
    assert result.exit_code == 0
    yes, emergency, tuesday = map(json.loads, result.stdout.splitlines())
    assert set(yes) == {"intents", "slots", "answer", "alarm", "distress", "ms"}
    assert yes["answer"] == "yes"
    assert emergency["alarm"] == "emergency"
    assert tuesday["slots"]["preferred_time"]["value"] == [
        {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}
    ]


def test_lines_that_cannot_be_read_keep_their_place() -> None:
    lines = '{"text": "yes", "expecting": "yes_no"\n{"text": "a", "expecting": "x"}\nhello\n'
    result = frontdesk("understand", "--json", lines=lines)
    assert result.exit_code == 1
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert set(first) == set(second) == {"error"}
    assert "alarm" in third
    assert result.stderr.startswith("error: line 1: this is no JSON")


def test_what_is_understood_is_told_to_people() -> None:
    lines = (
        '{"text": "no", "expecting": "yes_no"}\n'
        "I can't breathe, I want a cleaning\n"
        "this is ridiculous, I am so angry\n"
    )
    told = frontdesk("understand", lines=lines).stdout
    assert "answer: no" in told
    assert "distress" in told
    assert "alarm: emergency" in told
    assert "+ visit_reason cleaning" in told


def test_callers_rehearse() -> None:
    result = frontdesk("rehearse", "dental_reception", "--calls", "2", "--callers", "patient,angry")
    lines = result.stdout.splitlines()
    assert lines[0] == "dental_reception, seed 1"
    assert [line.split()[0] for line in lines[1:5]] == ["caller", "patient", "angry", "all"]
    assert any(line.startswith("states:") for line in lines)


def test_a_rehearsed_call_that_broke_a_rule_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "broken", lambda outcome: ("it never ended",))
    result = frontdesk("rehearse", "dental_reception", "--calls", "1", "--callers", "patient")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    failed = next(at for at, line in enumerate(lines) if line.startswith("FAILED call 0: patient"))
    assert lines[failed + 1] == "    it never ended"
    assert lines[failed + 2].startswith("receptionist")
    assert lines[-1] == "0 passed, 1 failed"


def test_a_person_who_asks_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["hello", None])
    monkeypatch.setattr(view, "is_interactive", lambda: True)
    monkeypatch.setattr(view, "ask", lambda: next(typed))
    result = frontdesk("understand")
    assert "what does the caller say?" in result.stderr


@pytest.mark.parametrize("callers", ["polite", "", ","])
def test_callers_that_do_not_exist(callers: str) -> None:
    result = frontdesk("rehearse", "dental_reception", "--callers", callers)
    assert result.exit_code == 1
    assert "there are patient, confused, angry" in result.stderr


def test_callers_mix_in_real_utterances(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "give me a person"}\n'))
    options = ("rehearse", "dental_reception", "--callers", "confused", "--calls", "4")
    plain = frontdesk(*options)
    mixed = frontdesk(*options, "--data", tmp_path)
    assert (plain.exit_code, mixed.exit_code) == (0, 0)
    assert mixed.stdout != plain.stdout


def test_utterances_that_are_not_there(tmp_path: Path) -> None:
    empty = frontdesk("rehearse", "reminder", "--data", tmp_path)
    assert empty.exit_code == 1
    assert "there are no utterances here" in empty.stderr
    (tmp_path / "a.jsonl.gz").write_bytes(b"?")
    odd = frontdesk("rehearse", "reminder", "--data", tmp_path)
    assert odd.exit_code == 1
    assert "a.jsonl.gz: these are no gzipped JSON lines" in odd.stderr


def test_the_engine_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "ROUNDS", 2)
    monkeypatch.setattr(engine, "LIVE", (1, 3))
    result = frontdesk("bench", "engine", "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert list(figures) == [
        "advance_us_median",
        "advance_us_p99",
        "events_per_call",
        "calls_per_second",
        "bytes_per_live_call_at_1",
        "bytes_per_live_call_at_3",
        "flow_load_ms",
        "help_ms",
    ]
    assert all(value > 0 for value in figures.values())
    assert "calls_per_second" in frontdesk("bench", "engine").stdout


def test_understanding_is_measured_set_by_set(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = [Figure("dates_right", 96.5, 20, aim=95, baseline=76.0), Figure("dates_ms", 0.5, 20)]
    short = [Figure("windows_wrong", 4.0, 9, aim=3, at_most=True)]
    found = {"cli.benchmarks.dates": figures, "cli.benchmarks.windows": short}
    measures = {name: SimpleNamespace(measure=lambda _, f=f: f) for name, f in found.items()}
    monkeypatch.setattr(bench, "import_module", measures.__getitem__)
    chosen = ("bench", "understanding", "--only", "dates", "--only", "windows")
    table = frontdesk(*chosen).stdout.splitlines()
    assert table[1].split() == ["dates_right", "96.50", "≥", "95", "76", "20", "reached"]
    assert table[2].split() == ["dates_ms", "0.50", "-", "-", "20"]
    assert table[3].split() == ["windows_wrong", "4.00", "≤", "3", "-", "9", "short"]
    told = json.loads(frontdesk(*chosen, "--json").stdout)
    assert told == {"dates_right": 96.5, "dates_ms": 0.5, "windows_wrong": 4.0}


def test_what_cannot_be_measured_is_told(tmp_path: Path) -> None:
    odd = frontdesk("bench", "understanding", "--only", "dats")
    assert "there is no set 'dats'; known are dates, windows" in odd.stderr
    gone = frontdesk("bench", "understanding", "--data", tmp_path / "gone")
    assert "there is no folder" in gone.stderr
    assert odd.exit_code == gone.exit_code == 1
