"""Where sentences cannot be read by meaning, every call is asked about danger signs, once."""

from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script_file import load_script
from engine.safety.sentences import RED_FLAGS
from nlu import understand
from nlu.encoder import encoder
from nlu.intent.classifier import KernelClassifier
from nlu.understand import Understanding
from telephony.scripted import run

CALL = """
# A checkup, asked for in plain words.
call: books a checkup
clinic: riverside_dental
now: 2026-03-02T09:15
from: "+15125550142"
turns:
  - caller: {first}
  - caller: "no, none of those"
  - caller: "Grace Parker"
  - caller: "yes"
  - caller: "no thanks, that was all I wanted to ask today"
  - hangs_up: true
expect: {{escalation: null}}
"""


@pytest.fixture
def cautious(monkeypatch: pytest.MonkeyPatch) -> Understanding:
    """What understands the callers of the dental flow without a sense of danger."""
    clinic = load_clinic("riverside_dental")
    flow = load_flow(clinic.flow, clinic)
    classifier = KernelClassifier(encoder())
    monkeypatch.setattr(understand, "encoder", lambda: None)
    return Understanding(flow, classifier)


@pytest.mark.parametrize("first", ["I'd like to book a checkup", "what are your opening hours"])
def test_every_call_is_asked_exactly_once(
    cautious: Understanding, tmp_path: Path, first: str
) -> None:
    assert not cautious.complete
    path = tmp_path / "checkup.yaml"
    path.write_text(CALL.format(first=first), encoding="utf-8")
    script = load_script(path)
    clinic = load_clinic("riverside_dental")
    result = run(script, load_flow(clinic.flow, clinic), cautious)
    assert not result.failures
    said = [line.text for line in result.outcome.transcript]
    assert sum(text.count(RED_FLAGS["en"]) for text in said) == 1
