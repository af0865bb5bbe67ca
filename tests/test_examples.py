"""What `docs/write-a-flow.md` tells people to write works as it stands there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent_config.flow_file import load_flow
from cli.main import app

GUIDE = (Path(__file__).parents[1] / "docs" / "write-a-flow.md").read_text()
YAML = re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)
BASE = "flow: my_flow\nversion: 2\nlanguage: en-US\nextends: dental_reception\n\n"


def block(first: str) -> str:
    """The example that begins with these words."""
    return next(text for text in YAML if text.startswith(first))


def test_the_first_flow_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "my_flow.yaml"
    path.write_text(block("flow:"))
    flow = load_flow(path)
    assert flow.name == "my_flow"
    assert flow.texts["en"]["prompts.greeting"][0].startswith("Hi, this is")


@pytest.mark.parametrize("part", ["slots:", "requests:", "answers:", "limits:", "escalations:"])
def test_each_part_fits_into_a_flow(part: str, tmp_path: Path) -> None:
    path = tmp_path / "my_flow.yaml"
    path.write_text(BASE + block(part))
    assert load_flow(path).version == 2


def test_the_scripted_call_passes(tmp_path: Path) -> None:
    path = tmp_path / "call.yaml"
    path.write_text(block("call:"))
    result = CliRunner().invoke(app, ["simulate", str(path)])
    assert result.exit_code == 0, result.stdout
