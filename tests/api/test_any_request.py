"""Any request that the OpenAPI document allows, and many that it does not: never a server's error.

A few for each path every day, more of them at night (`make soak`); with a sign-in and without.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

from agent_config.settings import Settings
from api.application import create
from api.house import House
from api.problem import MEDIA
from clinic.store.flow_versions import published
from tests.api.conftest import Server
from tests.api.planting import plant
from tests.api.test_walls import IDS

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
REQUESTS = 100 if NIGHT else 1
"""For each path and kind."""
UNENDING = "/api/events"


@asynccontextmanager
async def nobody() -> AsyncIterator[House]:
    """The document needs no house."""
    raise AssertionError("nobody lives here")
    yield


SCHEMA = schemathesis.openapi.from_dict(create(nobody, Settings()).openapi())
PATHS = [found.ok() for found in SCHEMA.get_all_operations()]


def test_the_document_describes_every_path_with_its_problems() -> None:
    assert len(PATHS) > 90
    for path in PATHS:
        raw = path.definition.raw
        assert raw.get("summary"), path.label
        if path.path.startswith("/api/") and path.label not in ("POST /api/chatbot/token",):
            assert raw["responses"], path.label
        assert "ValidationError" not in str(raw["responses"]), path.label


@pytest.mark.timeout(3000 if NIGHT else 300)
@pytest.mark.parametrize("role", ["practice_admin", None])
def test_no_request_breaks_the_server(server: Server, role: str | None) -> None:
    async def work() -> None:
        version = await published(server.house.database, server.scope)
        assert version is not None
        await plant(server.house.database, server.scope, version.id)

    server.run(work)
    sent = 0

    def send(case: Case) -> None:
        nonlocal sent
        given = case.as_transport_kwargs(base_url="http://testserver")
        given.pop("cookies", None)
        headers = {**(given.pop("headers", None) or {}), **_sign_in(server, role)}
        if not _can_be_sent(headers, given):
            return
        sent += 1
        answer = server.client.request(headers=headers, **given)
        told = f"{case.method} {case.formatted_path}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code < 500, told
        if answer.status_code >= 400:
            assert answer.headers["content-type"].startswith(MEDIA), told
        if answer.status_code == 401:
            server.forget()

    for path in PATHS:
        if path.path == UNENDING or path.path == "/ready":
            continue
        kinds = [path.as_strategy(generation_mode=mode) for mode in GenerationMode]
        named = {name: IDS[name] for name in IDS if f"{{{name}}}" in path.path}
        if named:
            kinds.append(path.as_strategy(path_parameters=named))
        trial = given(case=st.one_of(kinds))(send)
        settings(
            max_examples=REQUESTS * len(kinds),
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            deadline=None,
            database=None,
        )(trial)()
    assert sent > len(PATHS) * REQUESTS


def _sign_in(server: Server, role: str | None) -> dict[str, str]:
    return server.as_(role) if role is not None else {}


def _can_be_sent(headers: dict[str, str], given: dict[str, Any]) -> bool:
    """What no client can put on the wire is not sent."""
    try:
        for name, value in headers.items():
            f"{name}{value}".encode("ascii")
        str(given.get("url")).encode()
    except UnicodeEncodeError:
        return False
    if any(isinstance(given.get(part), NotSet) for part in ("json", "data")):
        given.pop("json", None)
        given.pop("data", None)
    if isinstance(given.get("data"), bytes | str):
        given["content"] = given.pop("data")
    plain = all("\n" not in value and "\r" not in value for value in headers.values())
    return plain and all(name.strip() for name in headers)
