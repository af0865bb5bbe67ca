"""`extends`: what a flow leaves out, it inherits; texts in other languages too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.flow_file import load_flow
from agent_config.yaml_document import read_document
from engine.clinic import Clinic

CASES: Final = read_document(Path(__file__).with_name("language_mistakes.yaml")).value

Tell = Callable[[Callable[[], object]], list[str]]

CHILD = """\
flow: child
version: 7
extends: small
limits: {misses: 1}
slots:
  callback_number: {again: ["Once more?"]}
requests:
  callback: null
prompts:
  greeting: "Hello from the child."
"""


@pytest.fixture
def family(small_flow: str, here: Path) -> Path:
    """A flow, and a child of it."""
    (here / "small.yaml").write_text(small_flow, "utf-8")
    (here / "child.yaml").write_text(CHILD, "utf-8")
    return here


def test_a_child_writes_only_what_differs(family: Path, riverside: Clinic) -> None:
    flow = load_flow("child.yaml", riverside)
    assert (flow.name, flow.version, flow.language) == ("child", 7, "en")
    assert (flow.limits.turns, flow.limits.misses) == (40, 1)
    assert flow.slots["callback_number"].prefill == "caller_id"
    english = flow.texts["en"]
    assert english["slots.callback_number.again"] == ("Once more?",)
    assert english["slots.callback_number.ask"] == ("Your number?",)
    assert english["prompts.greeting"][0] == "Hello from the child."
    assert list(flow.requests) == ["book_appointment"]


def test_mistakes_are_told_where_they_stand(family: Path, riverside: Clinic, told: Tell) -> None:
    text = (family / "small.yaml").read_text("utf-8")
    (family / "small.yaml").write_text(text.replace("triage: visit_reason", "triage: visit"))
    (family / "child.yaml").write_text(CHILD.replace("misses: 1", "misses: 9"))
    assert told(lambda: load_flow("child.yaml", riverside)) == [
        "child.yaml:4:18: limits.misses must be from 0 to 5, not 9",
        "small.yaml:32:17: unknown slot 'visit' in requests.book_appointment.steps[1]",
    ]


def test_yaml_surprises_in_a_parent_are_told(family: Path, riverside: Clinic, told: Tell) -> None:
    text = (family / "small.yaml").read_text("utf-8")
    (family / "small.yaml").write_text(text.replace("turns: 40", "turns: off"))
    assert told(lambda: load_flow("child.yaml", riverside)) == [
        "small.yaml:4:17: 'off' has two meanings; write \"off\" in quotes, or false"
    ]


def test_only_what_is_inherited_can_be_taken_out(
    family: Path, riverside: Clinic, told: Tell
) -> None:
    (family / "child.yaml").write_text(CHILD.replace("callback: null", "calback: null"))
    assert told(lambda: load_flow("child.yaml", riverside)) == [
        "child.yaml:8:3: requests.calback is empty; only what is inherited can be taken out"
    ]


def test_a_shipped_flow_can_be_extended(here: Path, riverside: Clinic) -> None:
    (here / "own.yaml").write_text(
        'flow: own\nversion: 1\nextends: dental_reception\nprompts: {goodbye: "Bye."}\n', "utf-8"
    )
    (here / "own.es.yaml").write_text(
        'flow: own\nlanguage: es-US\nprompts: {goodbye: "Adiós."}\n', "utf-8"
    )
    flow = load_flow("own.yaml", riverside)
    shipped = load_flow("dental_reception", riverside)
    assert flow.texts["es"]["prompts.goodbye"] == ("Adiós.",)
    assert flow.requests == shipped.requests
    assert load_flow("own.yaml").clinic.flow == "dental_reception"


def test_circles_are_found(family: Path, riverside: Clinic, told: Tell) -> None:
    text = (family / "small.yaml").read_text("utf-8")
    (family / "small.yaml").write_text(f"extends: child\n{text}", "utf-8")
    assert told(lambda: load_flow("child.yaml", riverside)) == [
        "small.yaml:1:10: flows extend each other in a circle: child extends small extends child"
    ]


def test_a_missing_parent_is_told_with_what_else_is_wrong(here: Path, told: Tell) -> None:
    (here / "a.yaml").write_text("flow: a\nextends: ../b\nversion: 1:00\n", "utf-8")
    assert told(lambda: load_flow("a.yaml")) == [
        "a.yaml:2:10: there is no flow '../b' to extend; known are a, confirmation, "
        "dental_reception, follow_up, lead, medical_reception, recall, reminder",
        "a.yaml:3:10: '1:00' can be read as a number; write \"01:00\" in quotes",
    ]


# --- languages


def test_a_language_file_brings_texts_examples_and_words(
    small_flow: str, small_spanish: str, here: Path, riverside: Clinic
) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    (here / "small.es.yaml").write_text(small_spanish, "utf-8")
    flow = load_flow("small.yaml", riverside)
    assert set(flow.texts["es"]) == set(flow.texts["en"])
    assert flow.texts["es"]["slots.callback_number.prefill"] == ("¿Es este el mejor número?",)
    assert flow.examples["es"]["callback"] == ("llámeme",)
    assert flow.slots["patient_status"].says == {
        "new": ("first", "nuevo"),
        "old": ("known", "ya vine"),
    }


def test_a_child_inherits_languages_without_what_it_took_out(
    family: Path, small_spanish: str, riverside: Clinic, told: Tell
) -> None:
    (family / "small.es.yaml").write_text(small_spanish, "utf-8")
    flow = load_flow("child.yaml", riverside)
    assert flow.texts["es"]["prompts.summary"] == ("{opening}, ¿verdad?",)
    extra = CHILD + '  farewell: "Bye."\n'
    (family / "child.yaml").write_text(extra, "utf-8")
    assert told(lambda: load_flow("child.yaml", riverside)) == [
        "small.es.yaml:19:3: prompts.farewell is missing in this language; "
        "write it in 'child.es.yaml', beside the flow"
    ]
    (family / "child.es.yaml").write_text(
        'flow: child\nlanguage: es-US\nprompts: {farewell: "Adiós."}\n', "utf-8"
    )
    assert load_flow("child.yaml", riverside).texts["es"]["prompts.farewell"] == ("Adiós.",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["told"][0][:70])
def test_mistakes_in_a_language_file(
    case: dict[str, Any],
    small_flow: str,
    small_spanish: str,
    here: Path,
    riverside: Clinic,
    told: Tell,
) -> None:
    assert case["change"] in small_spanish
    (here / "small.yaml").write_text(small_flow, "utf-8")
    broken = small_spanish.replace(case["change"], case["to"], 1)
    (here / "small.es.yaml").write_text(broken, "utf-8")
    expected = [f"small.es.yaml:{sentence}" for sentence in case["told"]]
    assert told(lambda: load_flow("small.yaml", riverside)) == expected


def test_a_language_file_that_is_no_map(
    small_flow: str, here: Path, riverside: Clinic, told: Tell
) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    (here / "small.es.yaml").write_text("hola", "utf-8")
    found = told(lambda: load_flow("small.yaml", riverside))
    assert "small.es.yaml:1:1: the file must be a map, not 'hola'" in found


def test_a_language_file_of_a_child_that_is_no_map(
    family: Path, small_spanish: str, riverside: Clinic, told: Tell
) -> None:
    (family / "small.es.yaml").write_text(small_spanish, "utf-8")
    (family / "child.es.yaml").write_text("[hola]", "utf-8")
    found = told(lambda: load_flow("child.yaml", riverside))
    assert "child.es.yaml:1:1: the file must be a map, not a list" in found


def test_what_a_child_writes_itself_is_heard_as_written(
    family: Path, small_spanish: str, riverside: Clinic
) -> None:
    (family / "small.es.yaml").write_text(small_spanish, "utf-8")
    assert riverside.persona.texts["en"]["prompts.greeting"]
    flow = load_flow("child.yaml", riverside)
    assert flow.texts["en"]["prompts.greeting"] == ("Hello from the child.",)
    inherited = flow.texts["es"]["prompts.greeting"]
    assert set(riverside.persona.texts["es"]["prompts.greeting"]) < set(inherited)
