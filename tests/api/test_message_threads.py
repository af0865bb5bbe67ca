"""The desk's view of texts: threads, what became of each text, and a person's answer."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from clinic.jobs.job import Job, Work
from clinic.messages.consent import suppress
from clinic.messages.incoming import received
from clinic.messages.sending import send
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.tables.message import MessageRow
from clinic.store.tables.trail import AuditRow
from tests.api.conftest import Server

ANA, BEN = "+15125550142", "+15125550143"


class Texts:
    """Texts that people send to the clinic of a server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.count = 0

    @property
    def work(self) -> Work:
        house = self.server.house
        return Work(house.database, house.settings, house.clock)

    def write(self, body: str, number: str = ANA) -> str | None:
        self.count += 1
        scope, at = self.server.scope, self.server.clock()
        answer: str | None = self.server.run(
            lambda: received(self.work, scope, number, body, f"SM{self.count}", at)
        )
        self.server.clock.pass_time(seconds=1)
        return answer

    def send(self, message_id: str) -> None:
        at = self.server.clock()
        job = Job(new_id(at), "message.queued", message_id, self.server.scope, at, {})
        self.server.run(lambda: send(self.work, job))


@pytest.fixture
def texts(server: Server) -> Texts:
    async def enter() -> None:
        records = StoreRecords(server.house.database, server.scope)
        given = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        await records.add(given, [("mobile", ANA)], server.clock())

    server.run(enter)
    return Texts(server)


def listed(server: Server) -> Any:
    return server.get("/api/messages/threads").json()["items"]


def test_threads_are_people_with_their_latest_text(server: Server, texts: Texts) -> None:
    texts.write("help")
    texts.write("is there parking for a van?", BEN)
    first, second = listed(server)
    assert (first["address"], first["people"], first["status"]) == (BEN, [], "staff")
    assert second["latest"]["direction"] == "out"
    assert [one["name"] for one in second["people"]] == ["Ana Ruiz"]
    assert second["status"] == "quiet"
    until = datetime.fromisoformat(second["reply_until"])
    assert until > server.clock() + timedelta(hours=23)
    page = server.get("/api/messages/threads", params={"limit": 1}).json()
    rest = server.get("/api/messages/threads", params={"cursor": page["next"]}).json()
    assert [one["id"] for one in (*page["items"], *rest["items"])] == [first["id"], second["id"]]


def test_a_thread_shows_both_directions(server: Server, texts: Texts) -> None:
    texts.write("help")
    (thread,) = listed(server)
    shown = server.get(f"/api/messages/threads/{thread['id']}").json()
    assert [one["direction"] for one in shown["items"]] == ["out", "in"]
    assert shown["thread"] == thread
    assert server.get("/api/messages/threads/nobody").status_code == 404


def test_staff_answer_somebody_who_just_wrote(server: Server, texts: Texts) -> None:
    texts.write("is there parking for a van?")
    (thread,) = listed(server)
    path = f"/api/messages/threads/{thread['id']}/replies"
    made = server.post(path, {"text": "Yes, behind the house."})
    assert made.status_code == 201
    assert (made.json()["status"], made.json()["template"]) == ("queued", "staff_reply")
    texts.send(made.json()["id"])
    (thread,) = listed(server)
    latest = thread["latest"]
    assert (latest["body"], latest["status"]) == ("Yes, behind the house.", "sent")

    async def trail() -> list[tuple[str, str, bool]]:
        async with server.house.database.reading() as session:
            rows = await session.scalars(select(AuditRow))
            return [(one.action, one.resource, one.success) for one in rows]

    assert ("create", "messages", True) in server.run(trail)


def test_nobody_is_answered_a_day_later_or_after_stop(server: Server, texts: Texts) -> None:
    texts.write("is there parking for a van?")
    (thread,) = listed(server)
    path = f"/api/messages/threads/{thread['id']}/replies"
    assert server.post(path, {"text": "x" * 700}).status_code == 422
    server.clock.pass_time(hours=25)
    server.forget()
    late = server.post(path, {"text": "Yes."})
    assert (late.status_code, late.json()["code"]) == (409, "too_late")
    texts.write("STOP")
    (thread,) = listed(server)
    assert (thread["status"], thread["reply_until"]) == ("stopped", None)
    stopped = server.post(path, {"text": "Yes."})
    assert (stopped.status_code, stopped.json()["code"]) == (409, "opted_out")

    async def rows() -> list[str]:
        async with server.house.database.reading() as session:
            return [one.template for one in await session.scalars(select(MessageRow))]

    assert "staff_reply" not in server.run(rows)


def test_a_stop_between_the_answer_and_its_leaving_is_obeyed(server: Server, texts: Texts) -> None:
    texts.write("is there parking for a van?")
    (thread,) = listed(server)
    path = f"/api/messages/threads/{thread['id']}/replies"
    made = server.post(path, {"text": "Yes, behind the house."}).json()

    async def stop() -> None:
        database = server.house.database
        async with database.writing() as session:
            await suppress(session, database.keyring, server.scope, ANA, server.clock())

    server.run(stop)
    texts.send(made["id"])
    row = server.get(f"/api/messages/{made['id']}").json()
    assert (row["status"], row["error"]) == ("refused", "opted_out")
