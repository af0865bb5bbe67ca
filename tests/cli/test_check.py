"""`frontdesk check` and `frontdesk diff`: what is told of mistakes, proofs and edits.

The proof itself is tested with the engine; here a canned one stands in, which is quick.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import check, diff
from cli.main import app
from engine.flow import Flow

EDIT = """\
flow: edited
version: 2
language: en-US
extends: dental_reception
limits: {misses: 3}
prompts:
  goodbye: "Bye for now."
"""


@dataclass(frozen=True)
class Broken:
    rule: str
    script: str


@dataclass(frozen=True)
class Canned:
    states: int = 12_345
    edges: int = 67_890
    longest: int = 41
    seconds: float = 1.25
    broken: tuple[Broken, ...] = ()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Canned())


def answer(monkeypatch: pytest.MonkeyPatch, proof: Canned) -> None:
    def prove(flow: Flow) -> Canned:
        return proof

    monkeypatch.setattr(check, "prove", prove)
    monkeypatch.setattr(diff, "prove", prove)


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
    assert len(lines) == 4
    assert all(line.startswith("ok") for line in lines)
    assert any("dental_reception, riverside_dental " in line for line in lines)
    assert any("reminder" in line for line in lines)
    told = "every call ends within 41 turns; 12,345 states, 67,890 edges, 1.2 s"
    assert lines[0].endswith(told)


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
    answer(monkeypatch, Canned(broken=(Broken("every call ends", script),)))
    result = frontdesk("check", edited(tmp_path, EDIT))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "FAILED edited, riverside_dental  1 rule broken",
        "  every call ends",
        "    call: breaks it",
        "    turns:",
        "      - caller: hello",
    ]


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = edited(tmp_path, EDIT.replace("misses", "mises"))
    answer(monkeypatch, Canned(broken=(Broken("every call ends", "call: x\n"),)))
    result = frontdesk("check", wrong, "reminder", "--json")
    assert result.exit_code == 1
    mistaken, broken = json.loads(result.stdout)
    assert set(mistaken) == {"flow", "clinic", "sound", "problems", "proof"}
    assert mistaken["proof"] is None
    assert mistaken["problems"][0]["line"] == 5
    assert broken["sound"] is False
    assert broken["proof"]["broken"] == [{"rule": "every call ends", "script": "call: x\n"}]


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
    assert any(line.startswith("longest call, in turns") for line in lines)


def test_no_edit_is_told_too() -> None:
    result = frontdesk("diff", "reminder", "reminder")
    assert result.stdout == "Nothing changes for callers.\n"
