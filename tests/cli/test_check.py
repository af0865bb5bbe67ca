"""`frontdesk check` and `frontdesk diff`: what is told of mistakes, proofs and edits.

The proof itself is tested with the engine; here a canned one stands in, which is quick.
"""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import telephony.proving
from cli import check, proving
from cli.main import app
from engine.proof import Fault, Proof

EDIT = """\
flow: edited
version: 2
language: en-US
extends: dental_reception
limits: {misses: 3}
prompts:
  goodbye: "Bye for now."
"""


def proof(*broken: Fault) -> Proof:
    return Proof(
        flow="canned",
        states=12_345,
        edges=67_890,
        bound=412,
        longest=41,
        longest_script="call: long\n",
        by_request={"book_appointment": 39},
        broken=broken,
    )


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Canned proofs, in threads: a process of its own would know nothing of them."""
    answer(monkeypatch, proof())
    monkeypatch.setattr(
        proving, "ProcessPoolExecutor", lambda workers, mp_context: ThreadPoolExecutor(workers)
    )
    seconds = count(0, 1.25)
    monkeypatch.setattr(telephony.proving, "perf_counter", lambda: next(seconds))


def answer(monkeypatch: pytest.MonkeyPatch, canned: Proof) -> None:
    monkeypatch.setattr(telephony.proving, "prove", lambda flow, explored: canned)


def frontdesk(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def edited(folder: Path, text: str) -> Path:
    path = folder / "edited.yaml"
    path.write_text(text)
    return path


def test_everything_that_ships_is_checked() -> None:
    result = frontdesk("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("ok") for line in lines)
    assert any("dental_reception, riverside_dental " in line for line in lines)
    assert any("reminder" in line for line in lines)
    told = (
        r"every call ends within 412 turns without the limit of turns \(\d+ with it\); "
        r"longest call found 41; 12,345 states, 67,890 edges, [\d.]+ s$"
    )
    assert all(re.search(told, line) for line in lines)
    assert "(60 with it)" in lines[0]


def test_the_seconds_are_those_of_the_proof(tmp_path: Path) -> None:
    result = frontdesk("check", edited(tmp_path, EDIT))
    assert result.stdout.rstrip().endswith("67,890 edges, 1.2 s")


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    path = edited(tmp_path, EDIT.replace("misses", "mises"))
    result = frontdesk("check", path)
    assert result.exit_code == 1
    assert "edited.yaml:5:10: unknown key 'mises'" in result.stderr
    assert "   5 | limits: {mises: 3}" in result.stderr
    assert result.stdout.startswith("FAILED")


def test_a_broken_rule_is_shown_as_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "call: breaks it\nturns:\n  - caller: hello\n"
    answer(monkeypatch, proof(Fault("ends", "no way out of CONFIRM", script)))
    result = frontdesk("check", edited(tmp_path, EDIT))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "FAILED edited, riverside_dental  1 rule broken",
        "  ends: no way out of CONFIRM",
        "    call: breaks it",
        "    turns:",
        "      - caller: hello",
    ]


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = edited(tmp_path, EDIT.replace("misses", "mises"))
    answer(monkeypatch, proof(Fault("ends", "no way out", "call: x\n")))
    result = frontdesk("check", wrong, "reminder", "--json")
    assert result.exit_code == 1
    mistaken, broken = json.loads(result.stdout)
    assert set(mistaken) == {"flow", "clinic", "sound", "problems", "proof"}
    assert mistaken["proof"] is None
    assert mistaken["problems"][0]["line"] == 5
    assert broken["sound"] is False
    assert broken["proof"] == {
        "states": 12_345,
        "edges": 67_890,
        "bound": 412,
        "longest": 41,
        "longest_script": "call: long\n",
        "by_request": {"book_appointment": 39},
        "seconds": 1.25,
        "broken": [{"rule": "ends", "text": "no way out", "script": "call: x\n"}],
    }


def test_a_broken_clinic_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.yaml").write_text("clinic: odd\n")
    monkeypatch.setattr(check, "clinics", lambda: (str(tmp_path / "odd.yaml"),))
    monkeypatch.setattr(check, "flows", lambda: ())
    result = frontdesk("check")
    assert result.exit_code == 1
    assert "odd.yaml" in result.stderr


def test_an_edit_is_told_in_sentences(tmp_path: Path) -> None:
    result = frontdesk("diff", "dental_reception", edited(tmp_path, EDIT))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == ["limits", "  misses is 3, was 2"]
    wording = lines[lines.index("wording") + 1]
    assert wording.startswith('  prompts.goodbye (en) says "Bye for now."')
    figures = [line.split()[-2:] for line in lines if "in turns" in line]
    assert figures == [["412", "412"], ["41", "41"]]


def test_no_edit_is_told_too() -> None:
    result = frontdesk("diff", "reminder", "reminder")
    assert result.stdout == "Nothing changes for callers.\n"
