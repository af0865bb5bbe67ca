"""Files that are broken anywhere end in a value or in problems, never in another exception."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.problem import ConfigError
from agent_config.script_file import load_script
from engine.clinic import Clinic

SCRAPS: Final = (
    *("null", "[]", "{}", "[[]]", "{a: 1}", "5", "-1", "1.5", "true", "yes", "9:00", "text"),
    *('"quoted"', "- ", ": ", ", ", "[", "]", "{", "}", '"', "'", "|", "\n", "\n  ", "# ", "&a "),
    *("*a", "collect", "confirm", "do", "steps", "slots", "when", "known", "services", "opening"),
    *("extends: x\n", '"{opening}"', "1988-13-45", "{says: []}", "[x, 5, null]", "{en: 5}"),
)


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[float, int, str]]:
    """Where to cut a text, how much of it, and what to put there instead."""
    count = draw(st.integers(1, 3))
    return [
        (draw(st.floats(0, 1)), draw(st.integers(0, 25)), draw(st.sampled_from(SCRAPS)))
        for _ in range(count)
    ]


def survives(load: Callable[[], object]) -> None:
    """Loads something, or says what is wrong with it."""
    told = "nothing"
    try:
        load()
    except ConfigError as error:
        told = str(error)
    assert told


def damaged(text: str, cuts: list[tuple[float, int, str]]) -> str:
    """The text with its cuts; each takes whole words where it can."""
    for share, length, scrap in cuts:
        at = int(share * len(text))
        at = text.rfind(" ", 0, at) + 1
        text = text[:at] + scrap + text[at + length :]
    return text


ALWAYS = settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ALWAYS
@given(cuts=damages())
def test_flows(cuts: list[tuple[float, int, str]], small_flow: str, riverside: Clinic) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.yaml"
        head, prompts = small_flow.split("prompts:\n")
        file.write_text(damaged(head, cuts) + "prompts:\n" + prompts, "utf-8")
        survives(lambda: load_flow(file, riverside))


@ALWAYS
@given(cuts=damages())
def test_languages(
    cuts: list[tuple[float, int, str]], small_flow: str, small_spanish: str, riverside: Clinic
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.yaml"
        file.write_text(small_flow, "utf-8")
        (Path(folder) / "small.es.yaml").write_text(damaged(small_spanish, cuts), "utf-8")
        survives(lambda: load_flow(file, riverside))


@ALWAYS
@given(cuts=damages())
def test_clinics(cuts: list[tuple[float, int, str]], tiny_clinic: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tiny.yaml"
        file.write_text(damaged(tiny_clinic, cuts), "utf-8")
        survives(lambda: load_clinic(file))


@ALWAYS
@given(cuts=damages())
def test_scripts(cuts: list[tuple[float, int, str]], short_call: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "call.yaml"
        file.write_text(damaged(short_call, cuts), "utf-8")
        survives(lambda: load_script(file))


@pytest.mark.parametrize("load", [load_flow, load_clinic, load_script])
@given(text=st.text(max_size=60))
def test_any_name(load: Callable[[str], object], text: str) -> None:
    survives(lambda: load(text))
