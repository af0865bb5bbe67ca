"""A server in this process, on both databases, with two practices and people of every role."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from agent_config.clinic_file import SHIPPED
from agent_config.settings import Settings
from api.house import House, house_of
from clinic.store import accounts, event_log
from clinic.store.accounts import email_index
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from engine.clinic import Clinic
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.listening import LocalListener
from tests.application import application
from tests.databases import NOW, found, publish_flow_of

PASSWORD = "correct horse battery"
ROLES = ("staff", "doctor", "admin", "practice_admin")
OTHER = "elsewhere_dental"
"""A clinic of another practice."""


_listeners: dict[str, LocalListener] = {}


async def listener(flow: Flow) -> LocalListener:
    """What understands a flow's callers, made once for all tests of a process."""
    key = f"{flow.name} {flow.clinic.id}"
    if key not in _listeners:
        _listeners[key] = LocalListener(Understanding(flow))
    return _listeners[key]


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_time(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Server:
    """The server, its clock, its records, and how to ask it as somebody."""

    client: TestClient
    house: House
    clock: Clock
    scope: Scope
    other: Scope
    _tokens: dict[str, str] = field(default_factory=dict)

    def as_(self, role: str, practice: str = "riverside") -> dict[str, str]:
        """The headers of somebody of a role, signed in once."""
        email = f"{role}@{practice}.example"
        if email not in self._tokens:
            given = {"email": email, "password": PASSWORD}
            answer = self.client.post("/api/auth/login", json=given)
            assert answer.status_code == 200, answer.text
            self._tokens[email] = answer.json()["access_token"]
        return {"Authorization": f"Bearer {self._tokens[email]}"}

    def forget(self) -> None:
        """Sign in anew from now on."""
        self._tokens.clear()

    def get(self, path: str, role: str = "staff", **more: Any) -> Any:
        return self.client.get(path, headers=self.as_(role), **more)

    def post(self, path: str, body: Any = None, role: str = "staff", **more: Any) -> Any:
        headers = self.as_(role) | more.pop("headers", {})
        return self.client.post(path, json=body, headers=headers, **more)

    def patch(self, path: str, body: Any, role: str = "staff") -> Any:
        return self.client.patch(path, json=body, headers=self.as_(role))

    def delete(self, path: str, role: str = "staff") -> Any:
        return self.client.delete(path, headers=self.as_(role))

    def run(self, work: Any, *given: Any) -> Any:
        """Run something with the records in the server's own loop."""
        assert self.client.portal is not None
        return self.client.portal.call(work, *given)


@pytest.fixture
def patient_with_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that hangs for a moment does not send events of calls into the spool."""
    monkeypatch.setattr(event_log, "PATIENCE_SECONDS", 20.0)


@pytest.fixture
def server(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    scope: Scope,
    tmp_path: Path,
    patient_with_the_disk: None,
) -> Iterator[Server]:
    """A server whose practice has one clinic, beside another practice's."""
    settings = Settings(
        database_url=url,
        data_dir=tmp_path / "data",
        rate_limits="10000/minute",
        signed_in_rate_limits="10000/minute",
    )
    clock = Clock()
    elsewhere = replace(
        riverside, id=OTHER, practice="Elsewhere", name="Elsewhere Dental", number="+15125550999"
    )
    made: list[House] = []

    @asynccontextmanager
    async def opening() -> AsyncIterator[House]:
        database = Database(url, keyring)
        try:
            await found(database, riverside)
            await found(database, elsewhere, _profile(riverside))
            await people(database, riverside.practice, "riverside")
            await people(database, elsewhere.practice, "elsewhere")
            await publish_flow_of(database, scope, riverside)
            made.append(house_of(settings, database, listener, clock))
            made[0].prepared.set()
            yield made[0]
        finally:
            for one in made:
                await one.workshop.close()
                await one.switchboard.close()
            await database.close()

    with TestClient(application(opening, settings), raise_server_exceptions=False) as client:
        yield Server(client, made[0], clock, scope, Scope("Elsewhere", OTHER))


def _profile(riverside: Clinic) -> str:
    """The file of the other practice's clinic."""
    text = (SHIPPED / f"{riverside.id}.yaml").read_text("utf-8")
    return text.replace(f"clinic: {riverside.id}", f"clinic: {OTHER}", 1)


async def people(database: Database, practice: str, place: str) -> None:
    """One person of every role, with the same password."""
    password = await accounts.hashed(PASSWORD)
    async with database.writing() as session:
        for role in ROLES:
            email = f"{role}@{place}.example"
            session.add(
                User(
                    id=f"{role}_{place}",
                    practice_id=practice,
                    email=email,
                    email_index=email_index(database, email),
                    password_hash=password,
                    role=role,
                    created_at=NOW,
                    updated_at=NOW,
                )
            )
