"""A clinic is ready for its callers before they ring: at the start, and on a flow that is new."""

from dataclasses import replace
from typing import Any

import pytest

from api.preparing import Preparing
from clinic.store.flow_versions import flow_of, published
from clinic.store.scope import Scope
from engine.flow import Flow
from telephony.publishing import publish_flow
from tests.api.conftest import Server


class Studio:
    """What voices sentences ahead; see `telephony.phone.phones.Phones`."""

    def __init__(self, server: Server) -> None:
        self._board = server.house.switchboard
        self.prepared: list[tuple[Scope, int]] = []
        self.is_broken = False

    async def prepare(self, scope: Scope) -> None:
        if self.is_broken:
            raise ConnectionError
        self.prepared.append((scope, (await self._board.flow(scope)).version))


async def publish_newer(server: Server) -> Flow:
    database, scope = server.house.database, server.scope
    standing = await published(database, scope)
    assert standing is not None
    flow = await flow_of(database, scope, standing.id)
    server.clock.pass_time(seconds=1)
    newer = replace(flow, version=flow.version + 1)
    await publish_flow(database, scope, newer, server.clock(), by="somebody")
    return newer


def preparing(server: Server, studio: Any, *, with_sound: bool = True) -> Preparing:
    house = server.house
    return Preparing(house.database, house.switchboard, studio, with_sound=with_sound)


def test_sentences_are_voiced_at_the_start_and_after_each_new_version(server: Server) -> None:
    studio = Studio(server)
    ready = preparing(server, studio)
    told: list[str] = []
    assert server.run(ready.look, lambda: told.append("ready")) == 2  # one has no flow
    assert told == ["ready"]
    assert [scope for scope, _ in studio.prepared] == [server.scope]
    assert server.run(ready.look) == 0
    newer = server.run(publish_newer, server)
    assert server.run(ready.look) == 1
    assert studio.prepared[-1] == (server.scope, newer.version)
    assert server.run(ready.look) == 0
    assert len(studio.prepared) == 2


def test_what_could_not_be_voiced_is_tried_again(server: Server) -> None:
    studio = Studio(server)
    studio.is_broken = True
    ready = preparing(server, studio)
    server.run(ready.look)
    studio.is_broken = False
    assert server.run(ready.look) == 1
    assert len(studio.prepared) == 1


def test_simulated_telephones_need_no_sound(server: Server) -> None:
    studio = Studio(server)
    ready = preparing(server, studio, with_sound=False)
    server.run(ready.look)
    assert studio.prepared == []


def test_a_clinic_that_cannot_be_made_ready_keeps_no_other_waiting(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = server.house.switchboard
    usual = board.prepare

    async def prepare(scope: Scope) -> None:
        if scope == server.other:
            raise ConnectionError
        await usual(scope)

    monkeypatch.setattr(board, "prepare", prepare)
    studio = Studio(server)
    told: list[str] = []
    server.run(preparing(server, studio).look, lambda: told.append("ready"))
    assert told == ["ready"]
    assert [scope for scope, _ in studio.prepared] == [server.scope]
