"""Proofs for the tests: the shipped flows, small ones of one request, and scripts played.

A flow of one request is proved in about a second, so a fault can be planted in it for one test.
The shipped medical flow is explored once for all tests; that takes about ten seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import Caller, Script
from agent_config.script_file import load_script
from engine.commands import Expecting
from engine.events import Understood
from engine.flow import Flow
from engine.proof.explore import Explorer
from engine.proof.length import Length, length
from engine.proof.rules import Broken, broken
from engine.proof.stall import stalled
from engine.safety import Alarm, assess
from telephony.scripted import Result, run

MEANS = any(one.name == "means" for one in fields(Caller))
"""Whether a scripted call can say what its words mean."""


@dataclass(frozen=True)
class Explored:
    """A flow, all that was explored of it, and what was found."""

    flow: Flow
    explorer: Explorer
    broken: tuple[Broken, ...]
    length: Length


class Nothing:
    """Understands nothing; alarms are the real ones."""

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        return Understood(at=at)

    def alarm(self, words: str) -> Alarm:
        return assess(words)


def explored(flow: Flow) -> Explored:
    explorer = Explorer(flow, flow.language)
    found = tuple(one for _, step in explorer.explore() for one in broken(flow, step))
    return Explored(flow, explorer, found, length(flow, explorer.nodes, explorer.edges))


@pytest.fixture(scope="session")
def medical_explored(medical: Flow) -> Explored:
    """The shipped medical flow, explored to the end."""
    return explored(medical)


@pytest.fixture(scope="session")
def medical_stalled(medical_explored: Explored) -> tuple[int, list]:
    """The longest call found through the shipped medical flow."""
    return stalled(medical_explored.flow, medical_explored.length.bound)


@pytest.fixture(scope="session")
def lookup(dental: Flow) -> Flow:
    """A dental line that only tells callers of their next appointment."""
    return _only(dental, "appointment_lookup")


@pytest.fixture(scope="session")
def lookup_explored(lookup: Flow) -> Explored:
    return explored(lookup)


@pytest.fixture(scope="session")
def known_only_explored(dental: Flow) -> Explored:
    """A dental line that books cleanings, which new patients may not book in a call."""
    flow = _only(dental, "book_appointment")
    whole = flow.requests["book_appointment"]
    steps = tuple(
        replace(step, names=("visit_reason",)) if step.kind == "collect" else step
        for step in whole.steps
        if step.kind in ("offer", "confirm", "do") or "visit_reason" in step.names[1:]
    )
    (cleaning,) = (one for one in flow.clinic.services if one.name == "cleaning")
    services = (replace(cleaning, new_patients=False),)
    reason = replace(flow.slots["visit_reason"], of=("cleaning",))
    return explored(
        replace(
            flow,
            clinic=replace(flow.clinic, services=services),
            slots={**flow.slots, "visit_reason": reason},
            requests={whole.name: replace(whole, steps=steps)},
        )
    )


@pytest.fixture(scope="session")
def cancelling(dental: Flow) -> Flow:
    """A dental line that only cancels appointments, whatever the reason and the notice."""
    flow = _only(dental, "cancel_appointment")
    whole = flow.requests["cancel_appointment"]
    steps = tuple(
        replace(step, when=())
        for step in whole.steps
        if step.names[0] in ("identity", "appointment", "cancel_summary", "cancel_appointment")
    )
    return replace(flow, requests={whole.name: replace(whole, steps=steps)})


@pytest.fixture(scope="session")
def calling_back(medical: Flow) -> Flow:
    """A medical line that only takes down who wants to be called back."""
    return _only(medical, "callback")


@pytest.fixture(scope="session")
def following_up() -> Flow:
    """The shipped calls after a visit, which we place."""
    return load_flow("follow_up", load_clinic("riverside_dental"))


def _only(flow: Flow, *names: str) -> Flow:
    return replace(flow, requests={name: flow.requests[name] for name in names})


@pytest.fixture
def reworded() -> Callable[..., Flow]:
    """A flow with other English texts: `reworded(flow, **{"prompts.noted": "Done."})`."""

    def compiled(flow: Flow, texts: dict[str, str]) -> Flow:
        english = {**flow.texts["en"], **{key: (text,) for key, text in texts.items()}}
        return replace(flow, texts={**flow.texts, "en": english})

    return compiled


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Script]:
    """A script from its text, by way of a file."""

    def from_text(text: str) -> Script:
        path = tmp_path / "counterexample.yaml"
        path.write_text(text, encoding="utf-8")
        return load_script(path)

    if not MEANS:
        pytest.skip("scripted calls cannot say what words mean yet")
    return from_text


@pytest.fixture
def play(read: Callable[[str], Script]) -> Callable[[str, Flow], Result]:
    """A script played as `simulate` does, with a flow of the test's own."""

    def played(text: str, flow: Flow) -> Result:
        return run(read(text), flow, Nothing())

    return played
