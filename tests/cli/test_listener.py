"""Commands say where words cannot be read by meaning, and why a new flow takes seconds."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from cli import listener, view
from cli.main import app


class Incomplete:
    """Stands in for an understanding without an encoder."""

    complete = False

    def __init__(self, flow: object, learning: Callable[[], None]) -> None:
        self.flow = flow
        learning()


def test_an_incomplete_understanding_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listener._warn.cache_clear()
    monkeypatch.setattr(listener, "Understanding", Incomplete)
    listener.listener("flow")  # type: ignore[arg-type]
    listener.listener("flow")  # type: ignore[arg-type]
    told = " ".join(capsys.readouterr().err.split())
    assert told.count("warning: the sentence encoder is not installed") == 1
    assert "every caller is asked about danger signs" in told
    listener._warn.cache_clear()


def test_on_a_terminal_learning_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(listener, "Understanding", Incomplete)
    for shown, times in ((False, 0), (True, 1)):
        listener._learning.cache_clear()
        monkeypatch.setattr(view, "is_terminal", lambda shown=shown: shown)
        listener.listener("flow")  # type: ignore[arg-type]
        listener.listener("flow")  # type: ignore[arg-type]
        assert capsys.readouterr().err.count("learning how callers speak") == times
    listener._learning.cache_clear()


def test_a_complete_one_is_not_talked_about() -> None:
    result = CliRunner().invoke(app, ["call", "--now", "2026-03-02T09:15"], input="/hang up\n")
    assert "encoder" not in result.stderr
