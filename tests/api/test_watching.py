"""A vendor fails, calls go on, and the admin is told: once."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from api.metrics import exposition
from clinic.store import vendor_alerts
from clinic.store.tables.trail import LiveEvent
from clinic.store.vendor_alerts import vendor_failed
from telephony.deepgram.maker import DeepgramEars
from telephony.phone.watched_ear import WatchedEar
from telephony.speech import Deaf, EndOfTurn, Sound
from tests.api.conftest import Server


def alerts(server: Server, practice: str = "riverside") -> list[dict[str, Any]]:
    headers = server.as_("admin", practice)
    page = server.client.get("/api/alerts", headers=headers).json()
    found: list[dict[str, Any]] = [one for one in page["items"] if one["type"].startswith("vendor")]
    return found


def test_many_calls_that_fail_alike_are_one_alert_an_hour(server: Server) -> None:
    watching = server.house.watching

    async def fail() -> None:
        for _ in range(5):
            watching.failed("deepgram", "refused", server.scope)
        assert await watching.write()

    server.run(fail)
    (alert,) = alerts(server)
    assert alert["type"] == "vendor_deepgram"
    assert "Deepgram" in alert["description"]
    assert "refused" in alert["description"]
    assert alerts(server, "elsewhere") == [], "it was not their call"
    server.clock.pass_time(minutes=59)
    server.forget()
    server.run(fail)
    assert len(alerts(server)) == 1
    server.clock.pass_time(minutes=2)
    server.forget()
    server.run(fail)
    assert len(alerts(server)) == 2


def test_two_processes_that_notice_write_one(server: Server) -> None:
    async def work() -> list[int]:
        told = [
            vendor_failed(server.house.database, "twilio", "twilio_timeout", server.clock())
            for _ in range(3)
        ]
        return list(await asyncio.gather(*told))

    assert sum(server.run(work)) == 2, "one for each practice"
    assert len(alerts(server)) == len(alerts(server, "elsewhere")) == 1

    async def shown() -> list[LiveEvent]:
        async with server.house.database.reading() as session:
            kind = col(LiveEvent.kind) == vendor_alerts.CREATED
            return list(await session.scalars(select(LiveEvent).where(kind)))

    for one in server.run(shown):
        assert one.roles == ["admin", "practice_admin"]


def test_what_the_database_did_not_take_is_written_later(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching = server.house.watching

    async def away(*given: Any, **more: Any) -> int:
        raise ConnectionError

    async def fail() -> bool:
        watching.failed("store", "TimeoutError")
        return await watching.write()

    with monkeypatch.context() as broken:
        broken.setattr(vendor_alerts, "vendor_failed", away)
        assert not server.run(fail)
    assert alerts(server) == []
    assert server.run(watching.write)
    assert [one["type"] for one in alerts(server)] == ["vendor_store"]


def test_failures_are_counted_by_vendor(server: Server) -> None:
    watching = server.house.watching

    def count() -> float:
        for line in exposition({}, []).decode().splitlines():
            if line.startswith('frontdesk_vendor_failures_total{vendor="model"}'):
                return float(line.split()[-1])
        return 0.0

    before = count()
    watching.slipped("model")

    async def down() -> None:
        watching.failed("model", "TimeoutError")

    server.run(down)
    assert count() == before + 2


class Dying:
    """An ear that is lost at once."""

    def __init__(self) -> None:
        self.fed: list[bytes] = []

    async def open(self, told: Any) -> None:
        told(EndOfTurn("hello"))
        told(Deaf("refused"))

    def feed(self, frame: bytes) -> None:
        self.fed.append(frame)

    def expect(self, expecting: Any) -> None: ...

    async def close(self) -> None: ...


def test_the_loss_of_an_ear_is_told_of_and_still_heard_of() -> None:
    lost: list[str] = []
    told: list[Sound] = []
    inner = Dying()
    ear = WatchedEar(inner, lost.append)
    ear.feed(b"x")
    asyncio.run(ear.open(told.append))
    assert (lost, inner.fed) == (["refused"], [b"x"])
    assert told == [EndOfTurn("hello"), Deaf("refused")]
    assert DeepgramEars("key").vendor == "deepgram"
