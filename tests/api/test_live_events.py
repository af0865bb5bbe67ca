"""What screens are told as it happens: to the right roles, of the right clinic, while signed in."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import Request

from api.access import Member, member_of
from api.routes import live_events
from clinic.store.outbox import show, tell
from tests.api.conftest import PASSWORD, Server
from tests.api.test_chat import Chat


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_events, "POLL_SECONDS", 0.001)
    monkeypatch.setattr(live_events, "CHECK_SECONDS", 0.005)


async def happen(server: Server, *events: tuple[str, tuple[str, ...]]) -> None:
    async with server.house.database.writing() as session:
        for kind, roles in events:
            show(session, server.scope, kind, f"about {kind}", server.clock(), roles=roles)
            await session.flush()


async def member(server: Server, role: str) -> Member:
    token = server.as_(role)["Authorization"].removeprefix("Bearer ")
    return await member_of(server.house, token, counts=False)


async def begun(server: Server) -> int:
    """Where a stream begins that is opened now."""
    return await live_events._newest(server.house, server.scope)


async def heard(stream: AsyncIterator[str], count: int) -> list[dict[str, Any]]:
    """So many events, without the signs of life between them."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        async for text in stream:
            if not text.startswith(("id:", "event:")):
                continue
            fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
            found.append({**fields, "data": json.loads(fields["data"])})
            if len(found) == count:
                break
    return found


def test_each_role_is_told_what_is_for_it(server: Server) -> None:
    staff, doctor = server.as_("staff"), server.as_("doctor")
    assert staff != doctor

    async def work() -> tuple[list[str], list[str]]:
        place = await begun(server)
        await happen(server, ("one", ("staff",)), ("two", ("doctor",)), ("three", ("staff",)))
        told = []
        for role, count in (("staff", 2), ("doctor", 1)):
            stream = live_events._stream(
                server.house, await member(server, role), server.scope, place
            )
            told.append([one["event"] for one in await heard(stream, count)])
        return told[0], told[1]

    assert server.run(work) == (["one", "three"], ["two"])


def test_a_stream_goes_on_where_it_broke_off(server: Server) -> None:
    server.as_("staff")

    async def work() -> list[dict[str, Any]]:
        place = await begun(server)
        await happen(server, ("one", ("staff",)), ("two", ("staff",)), ("three", ("staff",)))
        whole = live_events._stream(
            server.house, await member(server, "staff"), server.scope, place
        )
        first = await heard(whole, 1)
        rest = live_events._stream(
            server.house, await member(server, "staff"), server.scope, int(first[0]["id"])
        )
        return await heard(rest, 2)

    events = server.run(work)
    assert [one["event"] for one in events] == ["two", "three"]
    assert events[0]["data"]["reference"] == "about two"


def test_a_stream_ends_with_the_sign_in_and_does_not_keep_it_alive(server: Server) -> None:
    server.as_("staff")

    async def work() -> list[dict[str, Any]]:
        place = await begun(server)
        stream = live_events._stream(
            server.house, await member(server, "staff"), server.scope, place
        )
        idle = timedelta(minutes=server.house.settings.idle_minutes)
        server.clock.pass_time(seconds=idle.total_seconds() + 1)
        return await heard(stream, 5)

    assert [one["event"] for one in server.run(work)] == ["signed_out"]


def test_who_watches_a_call_reads_it_as_it_grows(server: Server) -> None:
    server.as_("staff")
    place = server.run(begun, server)
    chat = Chat(server)
    chat.say("Hi, I need a cleaning")
    chat.say("John Smith")
    call = f"chat-{chat.session}"
    server.run(server.house.switchboard.noted)
    transcript = server.get(f"/api/calls/{call}/transcript").json()
    assert server.get(f"/api/calls/{call}").json()["ended_at"] is None
    chat.say("actually, never mind, bye")

    async def told(watched: frozenset[str]) -> list[dict[str, Any]]:
        await server.house.switchboard.noted()
        await happen(server, ("the end", ("staff",)))
        someone = await member(server, "staff")
        stream = live_events._stream(server.house, someone, server.scope, place, watched)
        found: list[dict[str, Any]] = []
        while not found or found[-1]["event"] != "the end":
            found += await heard(stream, 1)
        return found

    events = server.run(told, frozenset({call}))
    lines = [one["data"] for one in events if one["event"] == "call.said"]
    assert [one["number"] for one in lines] == list(range(len(lines)))
    shown = [(one["who"], one["text"], one["state"]) for one in transcript["lines"]]
    assert [(one["who"], one["text"], one["state"]) for one in lines[: len(shown)]] == shown
    assert lines[0]["reference"] == call
    changed = [one["data"] for one in events if one["event"] == "call.changed"]
    assert changed[-1]["slots"]["patient_name"] == "John Smith"
    assert changed[-1]["request"] == "book_appointment"

    events = server.run(told, frozenset())
    assert "John Smith" not in json.dumps(events)
    assert "call.said" not in {one["event"] for one in events}
    changed = [one["data"] for one in events if one["event"] == "call.changed"]
    assert changed
    assert "slots" not in changed[-1]


def test_a_call_that_goes_on_in_another_process_leaves_no_gap(server: Server) -> None:
    server.as_("staff")
    place = server.run(begun, server)
    chat = Chat(server)
    board = server.house.switchboard

    async def die() -> None:
        await board.noted()
        for one in board.live:
            board.let_go(one)

    for words in ("Hi, I need a cleaning", "John Smith", "512 555 0142"):
        chat.say(words)
        server.run(die)
    transcript = server.get(f"/api/calls/chat-{chat.session}/transcript").json()

    async def told() -> list[dict[str, Any]]:
        await happen(server, ("the end", ("staff",)))
        someone = await member(server, "staff")
        watched = frozenset({f"chat-{chat.session}"})
        stream = live_events._stream(server.house, someone, server.scope, place, watched)
        found: list[dict[str, Any]] = []
        while not found or found[-1]["event"] != "the end":
            found += await heard(stream, 1)
        return found

    lines = [one["data"] for one in server.run(told) if one["event"] == "call.said"]
    by_number = {one["number"]: (one["who"], one["text"]) for one in lines}
    assert len({(one["number"], one["text"]) for one in lines}) == len(by_number)
    shown = [(one["who"], one["text"]) for one in transcript["lines"]]
    assert [by_number[number] for number in range(len(shown))] == shown
    assert len(by_number) == len(shown)


def test_how_a_call_ended_is_told_after_its_last_words(server: Server) -> None:
    server.as_("staff")
    place = server.run(begun, server)
    chat = Chat(server)
    chat.say("When are you open?")
    chat.say("no, thanks, bye")

    async def told() -> list[dict[str, Any]]:
        someone = await member(server, "staff")
        watched = frozenset({f"chat-{chat.session}"})
        stream = live_events._stream(server.house, someone, server.scope, place, watched)
        found: list[dict[str, Any]] = []
        while not found or found[-1]["event"] != "call.ended":
            found += await heard(stream, 1)
        return found

    *_, last, end = server.run(told)
    assert last["event"] == "call.said"
    assert last["data"]["who"] == "agent"
    assert (end["data"]["disposition"], end["data"]["escalation"]) == ("answered", None)


def test_who_watches_is_noted(server: Server) -> None:
    server.as_("staff")
    bad = server.client.get("/api/events", headers=server.as_("staff"), params={"watch": "a b"})
    assert bad.status_code == 422

    async def work() -> None:
        await live_events._note(
            Request({"type": "http", "headers": [], "client": ("127.0.0.1", 1)}),
            server.house,
            await member(server, "staff"),
            server.scope,
            frozenset({"CA1", "CA2"}),
        )

    server.run(work)
    page = server.get("/api/audit", "practice_admin", params={"limit": 10}).json()
    told = [(one["resource"], one["resource_id"], one["action"]) for one in page["items"]]
    assert {("transcripts", "CA1", "read"), ("transcripts", "CA2", "read")} <= set(told)


def test_another_clinics_events_are_not_told(server: Server) -> None:
    server.as_("staff")

    async def work() -> list[dict[str, Any]]:
        place = await begun(server)
        async with server.house.database.writing() as session:
            tell(session, server.other, "secret", "theirs", server.clock())
        await happen(server, ("ours", ("staff",)))
        stream = live_events._stream(
            server.house, await member(server, "staff"), server.scope, place
        )
        return await heard(stream, 1)

    assert [one["event"] for one in server.run(work)] == ["ours"]


def test_a_stream_is_opened_by_a_sign_in_only(server: Server) -> None:
    get = server.client.get
    assert get("/api/events").json()["code"] == "token_required"
    bad = {"Authorization": "Bearer nonsense"}
    assert get("/api/events", headers=bad).status_code == 403
    server.client.cookies.set("frontdesk_events", "nonsense", path="/api/events")
    assert get("/api/events").status_code == 403
    server.client.cookies.clear()
    given = {"email": "staff@riverside.example", "password": PASSWORD}
    signed_in = server.client.post("/api/auth/login", json=given)
    cookie = signed_in.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    server.client.cookies.set("frontdesk_events", cookie, path="/api/events")
    elsewhere = get("/api/events", params={"clinic_id": server.other.clinic_id})
    assert elsewhere.status_code == 404
    server.clock.pass_time(hours=1)
    assert get("/api/events").json()["code"] == "signed_out"
    server.clock.pass_time(hours=12)
    assert get("/api/events").json()["code"] == "signed_out"
