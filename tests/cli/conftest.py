"""A store that commands find through the settings, on both databases."""

import base64
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from clinic.store.keyring import Keyring

Run = Callable[..., Result]


def setting(keyring: Keyring) -> str:
    """Keys as ENCRYPTION_KEY has them."""
    return ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in keyring.keys)


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch, keyring: Keyring, tmp_path: Path) -> Path:
    """Settings of a server with a folder of its own; returns the folder."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("ENCRYPTION_KEY", setting(keyring))
    monkeypatch.setenv("FRONTDESK_PLAIN", "1")
    return folder


@pytest.fixture
def frontdesk(surroundings: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a database with every table and no rows."""
    monkeypatch.setenv("DATABASE_URL", url)
    return run


def run(*arguments: str, stdin: Sequence[str] = (), fails: bool = False) -> Result:
    """Run a command; what it prints must be all there is to see."""
    given = "".join(f"{line}\n" for line in stdin)
    result = CliRunner().invoke(app, list(arguments), input=given)
    assert result.exit_code == (1 if fails else 0), result.output
    assert "Traceback" not in result.output
    assert "broke inside" not in result.output
    return result
