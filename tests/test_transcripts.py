"""The calls shown in the documentation are real: they are made again here, word for word.

`make screens` writes them anew when the wording of a flow has changed.
"""

import io
import os
import re
import shlex
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from cli import view
from cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "first-call.md"]
WIDTH = 92
BLOCK = re.compile(r"```text\n\$ (?P<command>frontdesk call[^\n]*)\n(?P<call>.*?)```", re.S)
CALLER = re.compile(r"^caller {8}(?P<words>.*)$", re.M)


def made_again(command: str, turns: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The call as a terminal shows it."""
    paper = io.StringIO()
    screen = Console(
        file=paper, force_terminal=True, width=WIDTH, theme=view.THEME, color_system=None
    )
    monkeypatch.setattr(view, "_out", lambda: screen)
    arguments = shlex.split(command)[1:]
    result = CliRunner().invoke(app, arguments, input="".join(f"{turn}\n" for turn in turns))
    assert result.exit_code == 0, result.output
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_calls_of_a_page_are_real(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text()
    shown = BLOCK.search(text)
    assert shown is not None, f"{page.name} shows no call"
    turns = [found["words"] for found in CALLER.finditer(shown["call"])]
    real = made_again(shown["command"], turns, monkeypatch)
    if os.environ.get("FRONTDESK_WRITE_DOCS"):
        page.write_text(text.replace(shown["call"], real))
    else:
        assert shown["call"] == real
