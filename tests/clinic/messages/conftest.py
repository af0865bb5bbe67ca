"""An office on each database, and the servers of vendors on this machine."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from clinic.store.database import Database
from clinic.store.scope import Scope
from tests.clinic.messages.office import Clock, Office, plain_settings
from tests.clinic.messages.twilio_server import TwilioServer
from tests.databases import InStore

AtOffice = Callable[[Callable[[Office], Awaitable[Any]]], Any]


@pytest.fixture
def at_office(in_store: InStore, scope: Scope) -> AtOffice:
    """Does something in the office of Riverside Dental, at noon on a Monday."""

    def run(work: Callable[[Office], Awaitable[Any]]) -> Any:
        def inside(database: Database) -> Awaitable[Any]:
            return work(Office(database, scope, Clock(), plain_settings()))

        return in_store(inside)

    return run


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    """Twilio's part of the conversation, on a port of this machine."""
    with TwilioServer.running() as server:
        yield server
