"""Mistakes in a flow, and the exact sentences that they are told in (`flow_mistakes.yaml`)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.flow_file import load_flow
from agent_config.problem import ConfigError
from agent_config.yaml_document import read_document
from engine.clinic import Clinic

CASES: Final = read_document(Path(__file__).with_name("flow_mistakes.yaml")).value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["told"][0][:70])
def test_a_mistake_is_told_in_a_sentence_with_its_place(
    case: dict[str, Any],
    small_flow: str,
    here: Path,
    riverside: Clinic,
    told: Callable[[Callable[[], object]], list[str]],
) -> None:
    assert case["change"] in small_flow
    broken = small_flow.replace(case["change"], case["to"], 1)
    (here / "small.yaml").write_text(broken, "utf-8")
    expected = [f"small.yaml:{sentence}" for sentence in case["told"]]
    assert told(lambda: load_flow("small.yaml", riverside)) == expected


def test_all_mistakes_of_all_parts_are_told_in_one_run(
    small_flow: str,
    here: Path,
    riverside: Clinic,
    told: Callable[[Callable[[], object]], list[str]],
) -> None:
    broken = small_flow
    for right, wrong in (
        ("version: 1", "version: 0"),
        ("turns: 40", "turns: off"),
        ("type: time_window", "type: time_windw"),
        ("triage: visit_reason", "triage: visit_raeson"),
        ("owner: doctor", "owner: nurse"),
        ("{clinic.parking}", "{clinic.parkng}"),
        ("  human: {says", "  humann: {says"),
        ('  greeting: "The greeting."\n', ""),
    ):
        broken = broken.replace(right, wrong, 1)
    (here / "small.yaml").write_text(broken, "utf-8")
    assert told(lambda: load_flow("small.yaml", riverside)) == [
        "small.yaml:2:10: version must be from 1 to 1000000, not 0",
        "small.yaml:4:17: 'off' has two meanings; write \"off\" in quotes, or false",
        "small.yaml:23:26: slots.preferred_time.type cannot be 'time_windw'; "
        "did you mean 'time_window'?",
        "small.yaml:32:17: unknown slot 'visit_raeson' in requests.book_appointment.steps[1]; "
        "did you mean 'visit_reason'?",
        "small.yaml:42:12: requests.callback.owner must be staff or doctor, not 'nurse'",
        "small.yaml:49:72: unknown placeholder '{clinic.parkng}' in answers.parking.say; "
        "did you mean '{clinic.parking}'?",
        "small.yaml:51:3: unknown name 'humann' in escalations; did you mean 'human'?",
        "small.yaml:52:1: the prompt 'greeting' is missing: it is the first sentence of a call: "
        "the clinic, and that this is an automated assistant",
    ]


def test_a_problem_echoes_the_line_with_a_mark_under_the_spot(
    small_flow: str, here: Path, riverside: Clinic
) -> None:
    (here / "small.yaml").write_text(small_flow.replace("owner: doctor", "owner: nurse"), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_flow("small.yaml", riverside)
    assert str(caught.value) == (
        "small.yaml:42:12: requests.callback.owner must be staff or doctor, not 'nurse'\n"
        "  42 |     owner: nurse\n"
        "                  ^"
    )


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("type: phone", "type: [phone]"),
        ("type: phone", "type: {phone: 1}"),
        (
            "      - confirm: summary\n",
            "      - confirm: summary\n        when: {patient_status: new}\n",
        ),
    ],
)
def test_a_list_or_map_may_stand_where_a_word_belongs(
    text: str, other: str, small_flow: str, here: Path, riverside: Clinic
) -> None:
    broken = small_flow.replace(text, other)
    broken = broken.replace("of: {new: [first], old: [known]}", "of: [new, [old], {older: 1}, 5]")
    broken = broken.replace("number, visit_reason]", "number, visit_reason, patient_status]")
    (here / "small.yaml").write_text(broken, "utf-8")
    with pytest.raises(ConfigError):
        load_flow(here / "small.yaml", riverside)
