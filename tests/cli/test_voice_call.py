"""Calls by voice from the command line: through files, and what is told where that cannot be."""

import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from telephony.local import sound_card, weights
from telephony.local.voice import english, loud, to_ulaw
from telephony.local.weights import missing
from telephony.phone.ulaw import decode
from telephony.speech import RATE

needs_speech = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")
run = CliRunner().invoke


def write(path: Path, text: str) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(decode(to_ulaw(loud(english(text)))).astype("<i2").tobytes())


@needs_speech
def test_a_call_out_of_files_and_into_one(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", "What time do you close today?")
    write(tmp_path / "2.wav", "No thank you, goodbye.")
    out = tmp_path / "call.wave"
    when = ("--now", "2026-03-02T09:15")
    done = run(app, ["call", "--voice", *when, "--wav-in", str(tmp_path), "--wav-out", str(out)])
    assert done.exit_code == 0, done.output
    assert "disposition: answered" in " ".join(done.output.split())
    with wave.open(str(out)) as whole:
        assert whole.getnframes() / RATE > 12, "our side is in it too"


@needs_speech
@pytest.mark.parametrize("content", [None, b"no sound at all"])
def test_what_is_no_sound_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "caller.wav"
    if content is not None:
        path.write_bytes(content)
    done = run(app, ["call", "--voice", "--wav-in", str(path)])
    assert done.exit_code == 1
    assert "caller.wav" in done.output


@needs_speech
def test_without_a_sound_card_files_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_card, "find_spec", lambda name: None)
    done = run(app, ["call", "--voice"])
    assert done.exit_code == 1
    assert "--wav-in" in done.output


@pytest.mark.parametrize(
    "wish", [["call", "--voice"], ["simulate", "--voice", "tests/calls/reminder"]]
)
def test_without_the_extra_it_is_told_how_to_get_it(
    wish: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    done = run(app, wish)
    assert done.exit_code == 1
    assert "make voice" in done.output


@pytest.mark.parametrize(
    "wish",
    [
        ["call", "--wav-out", "x.wav"],
        ["call", "--voice", "--live"],
        ["simulate", "--noise", "10", "tests/calls/reminder"],
    ],
)
def test_flags_that_do_not_go_together_are_told(wish: list[str]) -> None:
    done = run(app, wish)
    assert done.exit_code == 1
    assert "--" in done.output
