"""The weekly review: who is in the queue and why, what is said of a call, and what comes of it."""

from datetime import timedelta
from typing import Any

import pytest

from clinic.store.reviews import LEAST, week_of
from clinic.store.tables.call import CallRow
from tests.api.conftest import Server
from tests.databases import NOW

WEEK = "2026-W10"


def calls(server: Server, *rows: dict[str, Any]) -> None:
    """Enter calls, a minute apart."""

    async def enter() -> None:
        async with server.house.database.writing() as session:
            for number, row in enumerate(rows):
                began = NOW + timedelta(minutes=number)
                usual = {"disposition": "booked", "started_at": began, "ended_at": began}
                own = {"id": f"call-{number:03d}", "state": "END", **server.scope.ids}
                session.add(CallRow(**(own | usual | row)))

    server.run(enter)


def setting(server: Server, name: str, value: Any) -> Any:
    headers = server.as_("admin")
    return server.client.put(f"/api/settings/{name}", json={"value": value}, headers=headers)


def put(server: Server, call_id: str, role: str = "staff", **said: Any) -> Any:
    headers = server.as_(role)
    return server.client.put(f"/api/calls/{call_id}/review", json=said, headers=headers)


def why(server: Server, **query: Any) -> dict[str, list[str]]:
    answer = server.get("/api/reviews", params={"week": WEEK, "limit": 200, **query})
    assert answer.status_code == 200, answer.text
    return {one["call_id"]: one["why"] for one in answer.json()["items"]}


def test_the_queue_says_why_a_call_is_in_it(server: Server) -> None:
    calls(
        server,
        {"disposition": "escalated", "escalation": "human"},
        {"disposition": "abandoned"},
        {"disposition": "escalated", "escalation": "not_understood"},
        *({} for _ in range(40)),
        {"ended_at": None, "disposition": None},
    )
    assert setting(server, "first_calls_reviewed", 0).status_code == 200
    found = why(server)
    assert found["call-000"][0] == "escalated"
    assert "failed" not in found["call-000"]
    assert "failed" in found["call-001"]
    assert {"escalated", "failed"} <= set(found["call-002"])
    drawn = [name for name, reasons in found.items() if "sample" in reasons]
    assert len(drawn) == LEAST
    assert "call-043" not in found, "a call that is under way is not to be reviewed"
    assert why(server) == found, "the same calls are drawn again"
    assert set(why(server, why="failed")) == {"call-001", "call-002"}


def test_the_first_calls_of_a_clinic_are_all_in_it(server: Server) -> None:
    calls(server, *({} for _ in range(30)))
    assert all("first" in reasons for reasons in why(server).values())
    assert len(why(server)) == 30
    setting(server, "first_calls_reviewed", 10)
    first = [name for name, reasons in why(server).items() if "first" in reasons]
    assert sorted(first) == [f"call-{number:03d}" for number in range(10)]


def test_pages_follow_one_another_and_the_week_is_told(server: Server) -> None:
    calls(server, *({} for _ in range(7)))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"week": WEEK, "limit": 3} | ({"cursor": cursor} if cursor else {})
        page = server.get("/api/reviews", params=query).json()
        seen += [one["call_id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"call-{number:03d}" for number in reversed(range(7))]
    assert server.get("/api/reviews").json()["items"], "this week is the usual one"
    other = server.get("/api/reviews", params={"week": "2026-W09"}).json()
    assert other == {"items": [], "next": None}
    assert server.get("/api/reviews", params={"week": "2026-W60"}).status_code == 422
    assert server.get("/api/reviews", params={"cursor": "nonsense"}).status_code == 422


def test_a_week_begins_on_the_clinics_own_monday() -> None:
    week = week_of(None, "America/Chicago", NOW)
    assert week.name == WEEK
    assert week.since.isoformat() == "2026-03-02T06:00:00+00:00"
    assert week.until.isoformat() == "2026-03-09T05:00:00+00:00", "the clocks go forward"


def test_what_is_said_of_a_call_is_kept_whole_and_counts(server: Server) -> None:
    calls(server, {"disposition": "abandoned"}, {})
    nothing = server.get("/api/calls/call-000/review").json()
    assert (nothing["status"], nothing["rating"], nothing["errors"]) == ("open", None, [])
    said = {
        "rating": 2,
        "errors": [{"line": 3, "kind": "misunderstood", "note": "she said Friday"}],
        "intents": [{"line": 3, "intent": "reschedule_appointment"}],
        "slots": {"preferred_time": "Friday"},
        "example": {"line": 3, "intent": "reschedule_appointment", "text": "push it to later"},
        "better_answer": "Which day suits you?",
        "tags": ["accent"],
    }
    kept = put(server, "call-000", **said)
    assert kept.status_code == 200, kept.text
    assert {name: kept.json()[name] for name in said} == said
    assert kept.json()["status"] == "started"
    assert kept.json()["user_id"] == "staff_riverside"
    assert put(server, "call-000", **said, done=True).json()["status"] == "done"
    assert server.get("/api/calls/call-000/review", role="doctor").json()["rating"] == 2
    progress = server.get("/api/reviews/progress", params={"week": WEEK}).json()
    assert (progress["total"], progress["done"], progress["open"]) == (2, 1, 1)
    assert progress["by_reason"]["failed"] == {"total": 1, "done": 1}
    assert progress["rating"] == 2
    assert list(why(server, status="done")) == ["call-000"]
    assert put(server, "call-000").json()["rating"] is None, "a review is written whole"


def test_a_call_that_somebody_chose_stays_in_the_queue(server: Server) -> None:
    calls(server, *({} for _ in range(30)))
    setting(server, "first_calls_reviewed", 0)
    chosen = next(one for one in (f"call-{n:03d}" for n in range(30)) if one not in why(server))
    put(server, chosen, rating=5)
    assert why(server)[chosen] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"rating": 6},
        {"tags": ["two words"]},
        {"errors": [{"line": 0, "kind": "boring"}]},
        {"example": {"intent": "book_appointment", "text": ""}},
    ],
)
def test_what_is_no_review_is_refused(server: Server, wrong: dict[str, Any]) -> None:
    calls(server, {})
    assert put(server, "call-000", **wrong).status_code == 422


def test_of_a_call_that_is_not_there_nothing_is_said(server: Server) -> None:
    assert put(server, "nowhere", rating=1).status_code == 404
    assert server.get("/api/calls/nowhere/review").status_code == 404


def test_the_screens_are_told_without_a_word_of_it(server: Server) -> None:
    from sqlalchemy import select

    from clinic.store.tables.trail import LiveEvent

    calls(server, {})
    put(server, "call-000", rating=1, better_answer="something else", done=True)

    async def told() -> list[LiveEvent]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(LiveEvent)))

    (event,) = [one for one in server.run(told) if one.kind == "review.changed"]
    assert event.body == {"reference": "call-000", "done": True}
