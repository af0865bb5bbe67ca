"""What a flow in which the clinic calls must have, and must not say before somebody said yes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_config.clinic_file import clinics, load_clinic
from agent_config.flow_file import flows, load_flow
from engine.clinic import Clinic
from engine.prompts import BEFORE_YES, OUTBOUND_PROMPTS, placeholders
from engine.validator import tells_why

Tell = Callable[[Callable[[], object]], list[str]]

OURS = """\
flow: ours
version: 1
language: en-US
extends: recall
calls: outbound
prompts:
"""


@pytest.fixture
def mistakes(here: Path, riverside: Clinic, told: Tell) -> Callable[[str], list[str]]:
    """What is told of a flow of ours with these prompts."""

    def write(prompts: str, spanish: str = "") -> list[str]:
        (here / "ours.yaml").write_text(f"{OURS}{prompts}", "utf-8")
        if spanish:
            (here / "ours.es.yaml").write_text(
                f"flow: ours\nlanguage: es-US\nprompts:\n{spanish}", "utf-8"
            )
        return told(lambda: load_flow("ours.yaml", riverside))

    return write


@pytest.mark.parametrize("name", [one for one in flows() if load_flow(one).calls == "outbound"])
def test_every_shipped_flow_of_ours_has_them_and_keeps_still(name: str) -> None:
    for flow in (load_flow(name, load_clinic(one)) for one in clinics()):
        for texts in flow.texts.values():
            assert {f"prompts.{one}" for one in OUTBOUND_PROMPTS} <= set(texts)
            for one in BEFORE_YES:
                assert not any(map(tells_why, texts[f"prompts.{one}"]))
            for said in texts["prompts.voicemail"]:
                assert set(placeholders(said)) == {"clinic.name", "clinic.number"}


def test_a_voicemail_says_who_called_and_not_why(mistakes: Callable[[str], list[str]]) -> None:
    said = '  voicemail: "Hi {first_name}, {clinic.name} here about your cleaning."\n'
    assert mistakes(said) == [
        "ours.yaml:7:14: 'cleaning' tells a stranger what the call is about; leave it out",
        "ours.yaml:7:14: '{first_name}' must not be heard before anybody has said who they are",
        "ours.yaml:7:14: prompts.voicemail must say '{clinic.number}'",
    ]


def test_it_may_not_tell_what_to_take(mistakes: Callable[[str], list[str]]) -> None:
    said = '  voicemail: "{clinic.name}, {clinic.number}. Remember to take your antibiotics."\n'
    assert mistakes(said) == [
        "ours.yaml:7:14: 'antibiotics' tells a stranger what the call is about; leave it out"
    ]


def test_the_greeting_names_the_clinic_in_every_wording(
    mistakes: Callable[[str], list[str]],
) -> None:
    said = '  greeting_outbound: ["{clinic.name} calling, automated.", "Hello there."]\n'
    (text,) = mistakes(said)
    assert text.endswith("must say '{clinic.name}'")


def test_other_languages_are_looked_at_too(mistakes: Callable[[str, str], list[str]]) -> None:
    spanish = '  not_here: "Gracias, era por su cita."\n'
    assert mistakes('  not_here: "Thank you."\n', spanish) == [
        "ours.es.yaml:4:13: 'cita' tells a stranger what the call is about; leave it out"
    ]


def test_the_first_name_may_be_asked_for(here: Path, riverside: Clinic) -> None:
    text = '  is_this: "May I speak with {first_name}?"\n'
    (here / "ours.yaml").write_text(f"{OURS}{text}", "utf-8")
    assert load_flow("ours.yaml", riverside).calls == "outbound"


def test_what_is_missing_is_told(
    small_flow: str, here: Path, riverside: Clinic, told: Tell
) -> None:
    (here / "small.yaml").write_text(small_flow + "calls: outbound\n", "utf-8")
    found = told(lambda: load_flow("small.yaml", riverside))
    for name, does in OUTBOUND_PROMPTS.items():
        assert any(f"the prompt '{name}' is missing: it {does}" in one for one in found)
