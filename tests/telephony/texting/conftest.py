"""Twilio's part of the conversation, on a port of this machine."""

from collections.abc import Iterator

import pytest

from tests.clinic.messages.twilio_server import TwilioServer


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer.running() as server:
        yield server
