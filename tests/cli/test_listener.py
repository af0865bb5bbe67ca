"""Commands say where words cannot be read by meaning."""

import pytest
from typer.testing import CliRunner

from cli import listener
from cli.main import app


class Incomplete:
    """Stands in for an understanding without an encoder."""

    complete = False

    def __init__(self, flow: object) -> None:
        self.flow = flow


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


def test_a_complete_one_is_not_talked_about() -> None:
    result = CliRunner().invoke(app, ["call", "--now", "2026-03-02T09:15"], input="/hang up\n")
    assert "encoder" not in result.stderr
