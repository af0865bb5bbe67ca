"""Understanding with a stand-in for a language model at its side."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli.benchmarks.model_server import StandIn
from engine.commands import Expecting
from engine.events import Intent, Understood
from engine.flow import Flow
from engine.safety import Alarm, assess
from nlu.model.endpoint import Endpoint
from nlu.model.route import Route
from nlu.model.understander import ModelUnderstanding
from tests.nlu.model.patience import LONG


@pytest.fixture(scope="session")
def flow() -> Flow:
    """The shipped dental flow for a clinic without any agreement."""
    clinic = load_clinic("riverside_dental")
    return load_flow(clinic.flow, clinic)


class Rules:
    """A local understanding that knows two wishes, and of anything else has two guesses."""

    known: Mapping[str, Intent] = {
        "I need to schedule an appointment": Intent("book_appointment", 0.9),
        "I need a refill": Intent("prescription_refill", 0.95),
    }
    guesses = (Intent("parking", 0.3), Intent("leave_message", 0.2))

    def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        known = self.known.get(words)
        return Understood(at=at, intents=(known,) if known else self.guesses)

    def alarm(self, words: str) -> Alarm:
        return assess(words)


@pytest.fixture(scope="session")
def local() -> Rules:
    """The local understanding."""
    return Rules()


Assisted = Callable[..., ModelUnderstanding]


@pytest.fixture
def assisted(flow: Flow, local: Rules) -> Assisted:
    """Makes understanding with a stand-in (or two) at its side."""

    def make(
        server: StandIn | None = None, *, own: StandIn | None = None, **more: Any
    ) -> ModelUnderstanding:
        usual = Endpoint(server.address) if server else None
        private = Endpoint(own.address) if own else usual
        given = {"patience": LONG, **more}
        return ModelUnderstanding(flow, local, Route(usual, private), **given)

    return make
