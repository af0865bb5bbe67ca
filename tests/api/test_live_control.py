"""People take a call over, end it, and take Frontdesk off the line; on both sides of processes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.setting import BY_TURNS
from clinic.store.call_state import is_standing
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.trail import LiveEvent
from engine.clinic import Clinic
from engine.flow import Flow
from telephony.call_orders import DONE, HANG_UP, ORDER, TRANSFER, Orders
from telephony.phone.call import PhoneCall
from telephony.switchboard import Switchboard
from tests.api.conftest import Server, listener
from tests.api.telephone import NUMBER, STAFF, Telephone, telephone
from tests.api.test_chat import Chat
from tests.api.test_from_stream_to_turns import streamed
from tests.databases import NOW

Work = Callable[[Telephone], Awaitable[None]]


class Quiet:
    """Makes ears that hear nothing."""

    vendor = "quiet"

    def ear(self, language: str, keyterms: Any) -> "Quiet":
        return self

    async def open(self, told: Any) -> None: ...

    def feed(self, frame: bytes) -> None: ...

    def expect(self, expecting: Any) -> None: ...

    async def close(self) -> None: ...


class Toned:
    """Voices that say everything in a tenth of a second; see `telephony.phone.phones.Casting`."""

    def clips(self, call_id: str, clinic: Clinic) -> "Toned":
        return self

    def at_hand(self, text: str, language: str) -> bytes:
        return b"\xff" * 800

    def prefetch(self, text: str, language: str) -> None: ...

    async def stream(self, text: str, language: str) -> AsyncIterator[bytes]:
        yield b"\xff" * 800

    async def prepare(self, flow: Flow) -> None: ...

    async def warm_up(self) -> None: ...

    async def close(self) -> None: ...


@pytest.fixture
def ringing(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> Callable[[Work], None]:
    """Runs something with a clinic whose callers are carried with sound."""

    def run(work: Work) -> None:
        async def whole() -> None:
            places = url, keyring, riverside, scope, tmp_path
            async with telephone(places) as phone, asyncio.timeout(60):
                phone.house.phones.ears = lambda clinic: [Quiet()]
                phone.house.phones.casting = Toned()
                phone.carrier.stream = streamed
                await work(phone)

        asyncio.run(whole())

    return run


async def carried(phone: Telephone) -> Any:
    """A call that is under way, with its first words spoken."""
    call = phone.carrier.call(NUMBER)

    async def is_carried() -> bool:
        here = [one for one in phone.house.switchboard.live if one.id == call.sid]
        return bool(here) and isinstance(here[0].line, PhoneCall) and here[0].loop.call.turns == 0

    await phone.until(is_carried)
    return call


def test_a_caller_is_put_through_to_who_asked_for_them(ringing: Callable[[Work], None]) -> None:
    async def work(phone: Telephone) -> None:
        call = await carried(phone)
        assert await phone.house.orders.give(phone.scope, call.sid, "phone", TRANSFER)

        async def rung() -> bool:
            return bool(phone.carrier.rung(STAFF))

        await phone.until(rung)
        (person,) = phone.carrier.rung(STAFF)

        async def noted() -> bool:
            row = await phone.call_row(call.sid)
            return row is not None and row.escalation == "taken_over"

        async def met() -> bool:
            return bool(phone.carrier.conferences)

        await phone.until(noted)
        await phone.until(met)
        (room,) = phone.carrier.conferences.values()
        await room.met.wait()
        assert set(room.members) == {call.sid, person.sid}
        assert "whom the clinic asked for" in person.said[0]
        await person.hang_up()

    ringing(work)


def test_a_call_in_turns_is_taken_over_with_its_next_turn(ringing: Callable[[Work], None]) -> None:
    async def work(phone: Telephone) -> None:
        await phone.set(BY_TURNS, True)
        call = phone.carrier.call(NUMBER)
        await call.asks()
        assert await phone.house.orders.give(phone.scope, call.sid, "phone", TRANSFER)
        call.say("hello?")

        async def rung() -> bool:
            return bool(phone.carrier.rung(STAFF))

        await phone.until(rung)
        (person,) = phone.carrier.rung(STAFF)
        await person.hang_up()

    ringing(work)


def test_a_call_in_turns_is_ended_with_its_next_turn(ringing: Callable[[Work], None]) -> None:
    async def work(phone: Telephone) -> None:
        await phone.set(BY_TURNS, True)
        call = phone.carrier.call(NUMBER)
        await call.asks()
        assert await phone.house.orders.give(phone.scope, call.sid, "phone", HANG_UP)
        row = await phone.call_row(call.sid)
        assert row is not None
        assert not is_standing(row)
        assert row.latency["turns"] == 1
        call.say("hello?")
        await call.ended.wait()

    ringing(work)


def test_another_process_passes_the_order_on(ringing: Callable[[Work], None]) -> None:
    async def work(phone: Telephone) -> None:
        house = phone.house
        call = await carried(phone)
        spool = house.settings.data_dir / "other"
        elsewhere = Switchboard(house.database, spool=spool, clock=phone.clock, listener=listener)
        other = Orders(house.database, elsewhere, phone.clock)
        giving = asyncio.create_task(other.give(phone.scope, call.sid, "phone", HANG_UP))
        done = 0
        while not giving.done():
            done += await house.orders.look()
            await asyncio.sleep(0.01)
        assert (await giving, done) == (True, 1)
        assert await house.orders.look() == 0, "an order is carried out once"
        await call.ended.wait()

        async def is_over() -> bool:
            row = await phone.call_row(call.sid)
            return row is not None and not is_standing(row)

        await phone.until(is_over)
        async with house.database.reading() as session:
            kinds = col(LiveEvent.kind).in_([ORDER, DONE])
            rows = list(await session.scalars(select(LiveEvent).where(kinds)))
        assert [one.roles for one in rows] == [[], []], "no screen is shown an order"

    ringing(work)


async def plant(server: Server) -> None:
    """A telephone call that no process carries."""
    async with server.house.database.writing() as session:
        session.add(CallRow(id="CA1", state="QUALIFY", started_at=NOW, **server.scope.ids))


def test_a_call_that_nobody_carries_cannot_be_taken_over(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.run(plant, server)
    monkeypatch.setattr(server.house.orders, "_taken_seconds", 0.05)
    answer = server.post("/api/calls/CA1/transfer")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_carried")


def test_a_chat_is_ended_by_an_admin_and_by_nobody_else(server: Server) -> None:
    chat = Chat(server)
    chat.say("I need a cleaning")
    path = f"/api/calls/chat-{chat.session}"
    answer = server.post(f"{path}/transfer")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_by_telephone")
    assert server.post(f"{path}/hang_up").status_code == 403
    ended = server.post(f"{path}/hang_up", role="admin")
    assert ended.status_code == 200
    assert ended.json()["state"] == "END"
    assert ended.json()["ended_at"] is not None
    assert chat.say("hello?")["ended"]
    again = server.post(f"{path}/hang_up", role="admin")
    assert (again.status_code, again.json()["code"]) == (409, "over")
    page = server.get("/api/audit", "practice_admin", params={"limit": 20}).json()
    noted = [one for one in page["items"] if one["resource_id"] == f"chat-{chat.session}"]
    assert {(one["action"], one["success"]) for one in noted} == {
        ("update", True),
        ("update", False),
    }


def test_frontdesk_is_taken_off_the_line_with_one_click(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.run(plant, server)
    given: list[tuple[str, str]] = []

    async def give(scope: Scope, call_id: str, channel: str, what: str) -> bool:
        given.append((call_id, what))
        return True

    monkeypatch.setattr(server.house.orders, "give", give)
    path = "/api/clinics/riverside_dental"
    assert server.post(f"{path}/pause", {}).status_code == 403
    paused = server.post(f"{path}/pause", {}, role="admin").json()
    assert (paused["clinic"]["paused"], paused["put_through"], given) == (True, 0, [])
    token = server.client.post("/api/chatbot/token", json={"clinicId": "riverside_dental"})
    assert token.json()["code"] == "paused"
    killed = server.post(f"{path}/pause", {"put_through": True}, role="admin").json()
    assert (killed["put_through"], given) == (1, [("CA1", TRANSFER)])
    assert not server.post(f"{path}/resume", role="admin").json()["paused"]

    async def told() -> list[Any]:
        async with server.house.database.reading() as session:
            kind = col(LiveEvent.kind) == "clinic.changed"
            rows = await session.scalars(select(LiveEvent).where(kind).order_by(col(LiveEvent.id)))
            return [one.body["paused"] for one in rows]

    assert server.run(told) == [True, True, False]
