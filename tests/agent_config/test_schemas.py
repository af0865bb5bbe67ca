"""The published schemas are right themselves, and say what the engine says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from agent_config.clinic_file import SCHEMA as CLINIC
from agent_config.flow_file import PRESETS
from agent_config.flow_source import SCHEMA as FLOW
from agent_config.persona_file import SCHEMA as PERSONA
from agent_config.problem import Place
from agent_config.script_file import SCHEMA as SCRIPT
from agent_config.structure import structure_problems
from agent_config.yaml_document import Document
from engine.call import DISPOSITIONS
from engine.clinic import DAYS
from engine.events import Intent, Reading
from engine.flow import ACTIONS, SLOT_TYPES, STEP_KINDS, Limits, Thresholds
from engine.states import STATES
from engine.tasks import OF_REQUEST

SCHEMAS: Final = (FLOW, CLINIC, PERSONA, SCRIPT)


def schema(file: Path) -> Any:
    """A schema as JSON."""
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_a_schema_is_a_schema_and_explains_itself(file: Path) -> None:
    Draft202012Validator.check_schema(schema(file))
    for where, part in parts(schema(file)):
        assert part.keys() & {"description", "$ref", "enum"}, where
        if "pattern" in part:
            assert part["patternErrorMessage"].startswith("must be "), where


def parts(node: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every property of a schema: what an editor explains."""
    if isinstance(node, dict):
        for name, part in node.get("properties", {}).items():
            if isinstance(part, dict) and name != "properties":
                yield f"{where}.{name}", part
        for name, inner in node.items():
            yield from parts(inner, f"{where}.{name}")
    elif isinstance(node, list):
        for inner in node:
            yield from parts(inner, where)


def test_the_flow_schema_says_what_the_engine_says() -> None:
    defs = schema(FLOW)["$defs"]
    assert tuple(defs["slot"]["properties"]["type"]["enum"]) == SLOT_TYPES
    assert tuple(one["required"][0] for one in defs["step"]["oneOf"]) == STEP_KINDS
    assert tuple(defs["do_step"]["properties"]["do"]["enum"][: len(ACTIONS)]) == ACTIONS
    assert set(OF_REQUEST.values()) <= set(defs["do_step"]["properties"]["task"]["enum"])
    for part, kind in (("limits", Limits), ("thresholds", Thresholds)):
        usual = kind()
        said = {name: spec["default"] for name, spec in defs[part]["properties"].items()}
        assert said == {name: getattr(usual, name) for name in said}
        assert set(said) == set(kind.__dataclass_fields__)
    assert set(PRESETS) == set(defs["preset"]["enum"])


def test_the_other_schemas_say_what_the_engine_says() -> None:
    assert tuple(schema(CLINIC)["properties"]["hours"]["properties"]) == DAYS
    expected = schema(SCRIPT)["$defs"]["expected"]["properties"]
    assert set(expected["state"]["enum"]) == set(STATES)
    assert tuple(expected["disposition"]["enum"]) == DISPOSITIONS
    meaning = schema(SCRIPT)["$defs"]["meaning"]["properties"]
    assert set(meaning["intents"]["items"]["properties"]) == set(Intent.__dataclass_fields__)
    read = meaning["slots"]["additionalProperties"]["properties"]
    assert set(read) == set(Reading.__dataclass_fields__)


def test_no_limit_of_a_flow_can_be_switched_off() -> None:
    for spec in schema(FLOW)["$defs"]["limits"]["properties"].values():
        assert spec["type"] in ("integer", "number")
        assert spec["minimum"] >= 0
        assert spec["maximum"] <= 200


def test_problems_have_an_end() -> None:
    value = {"call": "x" * 3_000, "turns": [{"choose": -1}] * 300}
    found = structure_problems(Document(file=Place("x.yaml", 0, 0), value=value), SCRIPT)
    assert len(found) == 100
    assert found[0].text == "call is too long; at most 2000 are allowed"


VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "flow slots requests steps collect when do done a type ask of prompts limits turns "
                "agent caller answers expect given hours services goto".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=300)
@given(VALUES, st.sampled_from(SCHEMAS))
def test_whatever_a_file_holds_is_told_in_sentences(value: Any, file: Path) -> None:
    document = Document(file=Place("x.yaml", 0, 0), value=value)
    found = structure_problems(document, file)
    assert bool(found) == (not Draft202012Validator(schema(file)).is_valid(value))
    for problem in found:
        assert "is not valid under" not in problem.text
        assert "Additional properties" not in problem.text
