"""Drafts are read from memory; what they may be is bounded, and they reach no other file."""

import os
import tempfile
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.draft import (
    MOST_BYTES,
    clinic_text,
    fault,
    files_of,
    kind_of,
    language_of_file,
    read_draft,
)
from agent_config.flow_file import load_flow
from agent_config.flow_graph import flow_graph, step_ids
from agent_config.problem import ConfigError
from engine import codec
from engine.clinic import Clinic


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return load_clinic("riverside_dental")


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    own = {"riverside_dental.yaml": clinic_text("riverside_dental", "")}
    return files_of("dental_reception") | own


def test_a_draft_of_the_shipped_files_is_the_shipped_flow(
    clinic: Clinic, shipped: dict[str, str]
) -> None:
    draft = read_draft("dental_reception", shipped, clinic)
    assert draft.flow is not None
    assert codec.dumps(draft.flow) == codec.dumps(load_flow("dental_reception", clinic))
    assert len(files_of("medical_reception")) == 4, "what is shipped and extended is not a file"


def test_a_flow_of_a_folder_brings_what_it_extends_there(
    small_flow: str, tmp_path: Path, clinic: Clinic
) -> None:
    (tmp_path / "small.yaml").write_text(small_flow, "utf-8")
    (tmp_path / "mine.yaml").write_text("flow: mine\nversion: 2\nextends: small\n", "utf-8")
    texts = files_of(tmp_path / "mine.yaml")
    assert set(texts) == {"mine.yaml", "small.yaml"}
    draft = read_draft("mine", texts, clinic)
    assert draft.flow is not None
    assert draft.flow.version == 2


def test_the_clinics_own_file_is_read_with_it(clinic: Clinic, shipped: dict[str, str]) -> None:
    own = shipped["riverside_dental.yaml"].replace('fri: "08:00-13:00"', 'fri: "08:00-12:00"')
    draft = read_draft("dental_reception", shipped | {"riverside_dental.yaml": own}, clinic)
    assert draft.flow is not None
    assert draft.flow.clinic.hours["fri"] == (("08:00", "12:00"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('number: "+15125550100"', 'number: "+15125550777"'),
        ("practice: Riverside Dental Group", "practice: Elsewhere"),
        ("state: TX", "state: CA"),
        ("flow: dental_reception", "flow: reminder"),
        ("languages:", "baa: [openai]\nlanguages:"),
    ],
)
def test_what_is_not_the_clinics_to_change_is_refused(
    clinic: Clinic, shipped: dict[str, str], old: str, new: str
) -> None:
    own = shipped["riverside_dental.yaml"].replace(old, new)
    draft = read_draft("dental_reception", shipped | {"riverside_dental.yaml": own}, clinic)
    (problem,) = draft.problems
    assert problem.file == "riverside_dental.yaml"
    assert "cannot be changed here" in problem.text


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"../x.yaml": ""}, "A file is called"),
        ({"/etc/x.yaml": ""}, "A file is called"),
        ({"x.yaml\n": ""}, "A file is called"),
        ({"x.json": ""}, "A file is called"),
        ({"flow.schema.json": ""}, "A file is called"),
        ({"x.en.es.yaml": ""}, "A file is called"),
        ({"x.yaml": "é" * (MOST_BYTES // 2 + 1)}, "at most 256 kB"),
        ({f"x{number}.yaml": "" for number in range(7)}, "at most 6 files"),
        ({"y.yaml": ""}, "'x.yaml', is missing"),
    ],
)
def test_what_cannot_be_a_draft_is_said(texts: dict[str, str], why: str, clinic: Clinic) -> None:
    assert why in str(fault("x", texts))
    with pytest.raises(ValueError, match="file"):
        read_draft("x", texts, clinic)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &a [x]\nb: [*a, *a]\nc: &b [*a]\n", "is an anchor"),
        ("flow: x\nextends: ../../../etc/passwd\n", "to extend"),
        ("flow: x\nextends: /etc/passwd\n", "to extend"),
        ("flow: !!python/object/apply:os.system [id]\n", "a tag"),
        ("[" * 60_000, "levels deep"),
        ("x: " + "{a: " * 60 + "1" + "}" * 60, "levels deep"),
        ("\0", "control character"),
        ("", "the file is empty"),
    ],
)
def test_hostile_yaml_is_told_as_a_mistake(text: str, told: str, clinic: Clinic) -> None:
    before = set(os.listdir(tempfile.gettempdir()))
    draft = read_draft("x", {"x.yaml": text}, clinic)
    assert draft.flow is None
    assert any(told in problem.text for problem in draft.problems), draft.problems
    assert all(problem.file == "x.yaml" for problem in draft.problems)
    left = set(os.listdir(tempfile.gettempdir())) - before
    assert not [one for one in left if one.startswith("frontdesk-draft")]


def test_a_persona_outside_is_not_read(clinic: Clinic, shipped: dict[str, str]) -> None:
    own = shipped["riverside_dental.yaml"].replace(
        "persona: dental_receptionist", "persona: ../../../etc/x.json"
    )
    draft = read_draft("dental_reception", shipped | {"riverside_dental.yaml": own}, clinic)
    assert [one.text for one in draft.problems] == [
        "a clinic that is kept without its folder takes a persona that is shipped"
    ]


def test_a_file_says_what_it_is() -> None:
    names = ("x.yaml", "x.es.yaml", "x.examples.yaml", "x.es.examples.yaml", "c.yaml")
    assert [(kind_of(one, "c"), language_of_file(one)) for one in names] == [
        ("flow", None),
        ("language", "es"),
        ("examples", None),
        ("examples", "es"),
        ("clinic", None),
    ]


def test_ids_stay_where_nothing_was_edited(clinic: Clinic, shipped: dict[str, str]) -> None:
    own = "dental_reception.yaml"
    before = read_draft("dental_reception", shipped, clinic)
    old = "      - collect: [preferred_time]\n"
    assert old in shipped[own]
    more = shipped[own].replace(old, "      - say: thanks_name\n" + old, 1)
    after = read_draft("dental_reception", shipped | {own: more}, clinic)
    assert before.flow is not None
    assert before.source is not None
    assert after.flow is not None, after.problems
    assert after.source is not None
    was, now = flow_graph(before.flow, before.source), flow_graph(after.flow, after.source)
    known = {node.id for node in was.nodes}
    assert known < {node.id for node in now.nodes}
    assert len(known) == len(was.nodes), "every id is one node's"
    assert {edge.source for edge in was.edges} | {edge.target for edge in was.edges} <= known
    for name, request in before.flow.requests.items():
        assert len(set(step_ids(request))) == len(request.steps), name


def test_a_node_stands_on_its_lines(clinic: Clinic, shipped: dict[str, str]) -> None:
    draft = read_draft("dental_reception", shipped, clinic)
    assert draft.flow is not None
    assert draft.source is not None
    for node in flow_graph(draft.flow, draft.source).nodes:
        if node.spot is None:
            assert node.kind == "people"
            continue
        rows = shipped[node.spot.file].splitlines()[node.spot.line - 1 : node.spot.end_line]
        assert rows, node
        if node.kind in ("request", "answer"):
            assert rows[0].strip().startswith(node.id.removeprefix("answers.") + ":"), node
        else:
            whole = "\n".join(rows)
            assert all(name.split("_")[0] in whole for name in node.names), (node, whole)


def test_a_flow_that_is_not_there_is_told() -> None:
    with pytest.raises(ConfigError, match="no flow of this name"):
        files_of("dental_receptoin")
