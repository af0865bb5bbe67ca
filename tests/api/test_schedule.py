"""The schedule over the API: appointments, openings, blocks, days off, the waitlist."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.store.tables.trail import AuditRow
from tests.api.conftest import OTHER, Server

TEN = "2026-03-03T10:00"
ANA = {"service": "cleaning", "start": TEN, "patient_name": "Ana Ruiz"}


def book(server: Server, **more: Any) -> Any:
    answer = server.post("/api/appointments", ANA | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(server: Server, made: Any, action: str, **body: Any) -> Any:
    return server.post(f"/api/appointments/{made['id']}/{action}", body)


def test_an_appointment_from_booking_to_leaving(server: Server) -> None:
    made = book(server, notes="wheelchair", estimated_cost=140, callback_number="+15125550142")
    assert (made["provider"], made["operatory"], made["minutes"]) == (
        "Maria Lopez",
        "Hygiene 1",
        60,
    )
    assert (made["scheduled_at"], made["end_at"]) == (
        "2026-03-03T16:00:00Z",
        "2026-03-03T17:00:00Z",
    )
    assert server.get(f"/api/appointments/{made['id']}").json() == made
    assert act(server, made, "confirm", sequence=0).json()["sequence"] == 1
    late = act(server, made, "arrive", sequence=0)
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    early = act(server, made, "complete")
    assert (early.status_code, early.json()["detail"]) == (
        409,
        "An appointment cannot be completed before it begins.",
    )
    server.clock.pass_time(days=2)
    server.forget()
    assert act(server, made, "arrive").json()["status"] == "arrived"
    assert act(server, made, "complete").json()["status"] == "completed"
    again = act(server, made, "cancel")
    assert again.status_code == 409
    assert again.json()["detail"] == "An appointment that is completed cannot be cancelled."


def test_a_time_is_given_once(server: Server) -> None:
    book(server)
    taken = server.post("/api/appointments", ANA)
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    wrong = server.post("/api/appointments", ANA | {"service": "massage"})
    assert (wrong.status_code, wrong.json()["detail"]) == (
        409,
        "There is no service of this name.",
    )


@pytest.mark.parametrize(
    "start", ["2026-02-30T10:00", "tomorrow", "2026-03-03T10:00Z", "1999-03-03T10:00", ""]
)
def test_a_start_is_a_minute_of_the_clinics_clock(server: Server, start: str) -> None:
    answer = server.post("/api/appointments", ANA | {"start": start})
    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["field"] == "body.start"


def test_moving_and_noting(server: Server) -> None:
    made = book(server)
    path = f"/api/appointments/{made['id']}"
    moved = server.patch(path, {"start": "2026-03-03T11:00", "notes": "afraid of needles"}).json()
    assert (moved["start"], moved["notes"], moved["moves"]) == (
        "2026-03-03T11:00",
        "afraid of needles",
        1,
    )
    assert server.patch(path, {"minutes": 45}).json()["minutes"] == 45
    assert server.patch(path, {"notes": None}).json()["notes"] is None
    book(server)
    assert server.patch(path, {"start": "2026-03-03T10:30"}).status_code == 409
    assert server.patch(path, {"notes": "x", "sequence": 0}).status_code == 409
    assert server.patch("/api/appointments/none", {"notes": "x"}).status_code == 404
    assert server.get(path).json()["start"] == "2026-03-03T11:00"


def test_what_is_pending_is_approved_or_rejected(server: Server) -> None:
    one, other = (
        book(server, start=f"2026-03-03T{hour}:00", status="pending") for hour in ("10", "11")
    )
    assert act(server, one, "confirm").status_code == 409
    assert act(server, one, "approve").json()["status"] == "confirmed"
    gone = act(server, other, "reject", reason="no time").json()
    assert (gone["status"], gone["cancel_reason"], gone["cancelled_by"]) == (
        "cancelled",
        "no time",
        "clinic",
    )


def test_cancelling_tells_whether_it_was_late(server: Server) -> None:
    soon, later = book(server, start="2026-03-02T15:00"), book(server, start="2026-03-05T10:00")
    assert act(server, soon, "cancel", reason="flu", by="patient").json()["short_notice"] is True
    assert act(server, later, "cancel").json()["short_notice"] is False
    assert book(server, start="2026-03-02T15:00")["id"] != soon["id"]


def test_who_did_not_come(server: Server) -> None:
    made = book(server)
    server.clock.pass_time(days=2)
    server.forget()
    assert act(server, made, "no-show").json()["status"] == "no_show"


def test_lists_are_cut_by_time_person_and_status(server: Server) -> None:
    made = [book(server, start=f"2026-03-0{day}T10:00") for day in (3, 4, 5)]
    other = book(server, service="checkup", status="pending")

    def found(**query: Any) -> list[str]:
        answer = server.get("/api/appointments", params=query)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert set(found()) == {one["id"] for one in [*made, other]}
    assert found(since="2026-03-04T00:00:00-06:00", until="2026-03-05T00:00:00-06:00") == [
        made[1]["id"]
    ]
    assert found(provider="Dr. Sarah Chen") == [other["id"]]
    assert found(status=["pending", "arrived"]) == [other["id"]]
    assert found(patient_id="none") == []
    page = server.get("/api/appointments", params={"limit": 3}).json()
    rest = server.get("/api/appointments", params={"limit": 3, "cursor": page["next"]}).json()
    assert [one["id"] for one in page["items"] + rest["items"]] == found()
    far = server.get("/api/appointments", params={"since": "0001-01-01T00:00:00+10:00"})
    assert far.status_code == 422


def test_another_practice_sees_nothing(server: Server) -> None:
    made = book(server)
    wish = server.post("/api/waitlist", {"service": "cleaning", "patient_name": "Bo Li"}).json()
    strangers = server.as_("practice_admin", "elsewhere")
    for path in (
        f"/api/appointments/{made['id']}",
        f"/api/waitlist/{wish['id']}",
        "/api/appointments?clinic_id=riverside_dental",
    ):
        assert server.client.get(path, headers=strangers).status_code == 404
    for path in (f"/api/appointments/{made['id']}/cancel", f"/api/waitlist/{wish['id']}/accept"):
        assert server.client.post(path, json={}, headers=strangers).status_code == 404
    empty = server.client.get("/api/appointments", headers=strangers).json()
    assert empty["items"] == []
    assert (
        server.get("/api/openings", params={"service": "x", "clinic_id": OTHER}).status_code == 404
    )


def test_what_was_read_stands_in_the_trail(server: Server) -> None:
    made = book(server)
    server.get("/api/appointments")
    act(server, made, "cancel")

    async def trail() -> list[AuditRow]:
        async with server.house.database.reading() as session:
            rows = select(AuditRow).where(col(AuditRow.resource) == "appointments")
            return list(await session.scalars(rows.order_by(col(AuditRow.id))))

    rows = server.run(trail)
    assert [row.action for row in rows] == ["create", "read", "update"]
    assert [row.changes.get("touched") for row in rows[:2]] == [[made["id"]], [made["id"]]]
    assert (rows[2].resource_id, rows[2].changes["status"]) == (made["id"], "cancelled")


def test_openings_are_those_that_callers_are_offered(server: Server) -> None:
    query = {"service": "cleaning", "since": "2026-03-03T08:00", "until": "2026-03-03T12:00"}
    found = server.get("/api/openings", params=query).json()
    assert found["exact"] is True
    assert found["items"][0] == {
        "start": "2026-03-03T08:00",
        "end": "2026-03-03T09:00",
        "minutes": 60,
        "service": "cleaning",
        "provider": "Maria Lopez",
        "operatory": "Hygiene 1",
        "buffer": 0,
        "exam_by": None,
        "exam_minutes": 0,
    }
    assert len(found["items"]) == 7
    book(server)
    left = server.get("/api/openings", params=query).json()["items"]
    assert [one["start"][11:] for one in left] == ["08:00", "08:30", "09:00", "11:00"]
    assert server.get("/api/openings", params={"service": "cleaning"}).json()["exact"] is True
    for wrong in (
        {"service": "massage"},
        {"service": "cleaning", "since": TEN},
        {"service": "cleaning", "since": TEN, "until": "2026-03-03T09:00"},
        {"service": "cleaning", "limit": 0},
    ):
        assert server.get("/api/openings", params=wrong).status_code == 422


def test_a_block_comes_and_goes(server: Server) -> None:
    hour = {"starts_at": "2026-03-03T10:00:00-06:00", "ends_at": "2026-03-03T11:00:00-06:00"}
    maria = {"resource": "Maria Lopez", "kind": "time_off", **hour}
    made = server.post("/api/blocks", maria)
    assert made.status_code == 201
    assert server.post("/api/appointments", ANA).status_code == 409
    again = server.post("/api/blocks", maria)
    assert (again.status_code, again.json()["code"]) == (409, "taken")
    listed = {"since": "2026-03-03T00:00:00Z", "until": "2026-03-05T00:00:00Z"}
    assert server.get("/api/blocks", params=listed).json() == [made.json()]
    assert server.get("/api/blocks", params=listed | {"resource": "Op 1"}).json() == []
    backwards = {"since": listed["until"], "until": listed["since"]}
    assert server.get("/api/blocks", params=backwards).status_code == 422
    assert server.delete(f"/api/blocks/{made.json()['id']}").status_code == 204
    assert server.delete(f"/api/blocks/{made.json()['id']}").status_code == 404
    book(server)
    unknown = server.post("/api/blocks", maria | {"resource": "Dr. Who"})
    assert unknown.json()["detail"] == "There is no provider or room of this name."


def test_the_hours_of_days(server: Server) -> None:
    day = {"day": "2026-03-03", "name": "Staff day", "hours": ["08:00-09:30"]}
    made = server.post("/api/holidays", day).json()
    both = {"since": "2026-03-03", "until": "2026-03-04"}
    tuesday, wednesday = server.get("/api/hours", params=both).json()
    assert tuesday == {
        "day": "2026-03-03",
        "open": [{"start": "08:00", "end": "09:30"}],
        "lunch": {"start": "12:00", "end": "13:00"},
        "holiday": True,
        "name": "Staff day",
        "holiday_id": made["id"],
    }
    assert (wednesday["holiday"], wednesday["open"]) == (
        False,
        [{"start": "08:00", "end": "17:00"}],
    )
    christmas = {"since": "2026-12-24", "until": "2026-12-24"}
    (closed,) = server.get("/api/hours", params=christmas).json()
    assert (closed["holiday"], closed["open"], closed["holiday_id"]) == (True, [], None)
    for wrong in (("2026-03-04", "2026-03-03"), ("2026-01-01", "2026-12-31"), ("0001-01-01",) * 2):
        asked = {"since": wrong[0], "until": wrong[1]}
        assert server.get("/api/hours", params=asked).status_code == 422


def test_a_day_off(server: Server) -> None:
    day = {"day": "2026-03-03", "name": "Staff day", "hours": ["08:00-09:30"]}
    made = server.post("/api/holidays", day)
    assert made.status_code == 201
    assert server.get("/api/holidays").json() == [made.json()]
    query = {"service": "cleaning", "since": "2026-03-03T08:00", "until": "2026-03-03T17:00"}
    found = server.get("/api/openings", params=query).json()["items"]
    assert [one["start"][11:] for one in found] == ["08:00", "08:30"]
    assert server.post("/api/holidays", day).status_code == 409
    for wrong in (["09:00-08:00"], ["08:00-10:00", "09:00-11:00"]):
        answer = server.post("/api/holidays", day | {"day": "2026-03-04", "hours": wrong})
        assert answer.status_code == 409
    far = server.post("/api/holidays", {"day": "9999-12-31"})
    assert far.status_code == 422
    assert server.delete(f"/api/holidays/{made.json()['id']}").status_code == 204
    assert server.delete(f"/api/holidays/{made.json()['id']}").status_code == 404
    assert server.get("/api/holidays").json() == []


def test_the_waitlist_from_a_wish_to_a_yes(server: Server) -> None:
    wish = {"service": "cleaning", "patient_name": "Bo Li", "callback_number": "+15125550111"}
    window = {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}
    first = server.post("/api/waitlist", wish | {"windows": [window]}).json()
    server.clock.pass_time(minutes=1)
    second = server.post("/api/waitlist", wish).json()
    assert [one["id"] for one in server.get("/api/waitlist").json()["items"]] == [
        first["id"],
        second["id"],
    ]
    path = f"/api/waitlist/{first['id']}"
    offered = server.post(f"{path}/offer", {"start": TEN, "minutes_to_answer": 30})
    assert offered.status_code == 200, offered.text
    assert offered.json()["status"] == "offered"
    assert offered.json()["offered"]["start"] == TEN
    assert server.post(f"{path}/offer", {"start": "2026-03-04T10:00"}).json()["code"] == (
        "not_waiting"
    )
    taken = server.post(f"/api/waitlist/{second['id']}/offer", {"start": TEN})
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    assert server.post(f"{path}/decline").json()["status"] == "waiting"
    assert server.post(f"{path}/decline").status_code == 409
    assert server.post(f"{path}/accept").json()["code"] == "gone"
    server.post(f"/api/waitlist/{second['id']}/offer", {"start": TEN})
    yes = server.post(f"/api/waitlist/{second['id']}/accept")
    assert yes.json()["start"] == TEN
    assert server.post(f"/api/waitlist/{second['id']}/accept").json() == yes.json()
    made = server.get(f"/api/appointments/{yes.json()['appointment_id']}").json()
    assert (made["patient_name"], made["booked_by"]) == ("Bo Li", "patient")
    listed = server.get("/api/waitlist", params={"status": "waiting", "service": "cleaning"})
    assert [one["id"] for one in listed.json()["items"]] == [first["id"]]
    assert server.delete(path).status_code == 204
    assert server.get(path).json()["status"] == "gone"
    assert server.delete("/api/waitlist/none").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": "massage"},
        {"provider": "Dr. Who"},
        {"patient_id": "nobody"},
        {"windows": [{"start": TEN, "end": "2026-03-03T09:00"}]},
    ],
)
def test_a_wish_that_cannot_be(server: Server, wrong: dict[str, Any]) -> None:
    wish = {"service": "cleaning", "patient_name": "Bo Li"}
    assert server.post("/api/waitlist", wish | wrong).status_code == 409


def test_what_the_clinic_books_with(server: Server) -> None:
    providers = server.get("/api/providers").json()
    assert providers[2] == {
        "name": "Maria Lopez",
        "role": "hygienist",
        "days": ["mon", "tue", "wed", "thu", "fri"],
    }
    assert [one["name"] for one in server.get("/api/operatories").json()] == [
        "Op 1",
        "Op 2",
        "Hygiene 1",
    ]
    (cleaning,) = [one for one in server.get("/api/services").json() if one["name"] == "cleaning"]
    assert (cleaning["minutes"], cleaning["minimum_notice_hours"], cleaning["exam"]) == (
        60,
        2,
        None,
    )
