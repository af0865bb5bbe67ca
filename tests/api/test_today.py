"""Today at a glance, the system for admins, the brand for all, and what a doctor decides on."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from clinic import brand
from clinic.store.escalations import escalated
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.vendor_alerts import vendor_failed
from tests.api.conftest import Server
from tests.api.test_reviews import calls, setting
from tests.databases import NOW

PIXEL = (
    "data:image/png;base64," + base64.b64encode(brand.PICTURES["image/png"] + b"0" * 40).decode()
)


def appointments(server: Server, *statuses: str) -> None:
    """Appointments of today, half an hour apart, from eight on."""

    async def enter() -> None:
        async with server.house.database.writing() as session:
            for number, status in enumerate(statuses):
                begins = NOW.replace(hour=8, minute=0) + timedelta(minutes=30 * number)
                session.add(
                    AppointmentRow(
                        id=f"a{number}",
                        patient_name="Ana Ruiz",
                        service="checkup",
                        provider="Dr. Sarah Chen",
                        starts_at=begins,
                        ends_at=begins + timedelta(minutes=30),
                        start=begins.isoformat()[:16],
                        minutes=30,
                        status=status,
                        booked_by="ai",
                        created_at=NOW,
                        updated_at=NOW,
                        **server.scope.ids,
                    )
                )

    server.run(enter)


def test_today_counts_what_waits(server: Server) -> None:
    yesterday = NOW - timedelta(days=1, minutes=5)
    calls(
        server,
        {"disposition": "booked"},
        {"disposition": "held"},
        {"disposition": "escalated", "escalation": "human"},
        {"disposition": None, "ended_at": None},
        {"started_at": yesterday, "ended_at": yesterday},
    )
    appointments(server, "completed", "no_show", "arrived", "confirmed", "cancelled", "confirmed")
    doctors = {"request_type": "referral", "owner": "doctor"}
    mine = {"request_type": "callback", "assignee_id": "staff_riverside"}
    late = {"request_type": "callback", "due_at": (NOW - timedelta(hours=1)).isoformat()}
    for given in (doctors, mine, late):
        assert server.post("/api/tasks", given).status_code == 201

    async def handed_on() -> None:
        await escalated(server.house.database, server.scope, "call-002", "human", NOW)

    server.run(handed_on)
    server.clock.pass_time(minutes=1)
    told = server.get("/api/today").json()
    assert (told["calls_today"], told["live"], told["calls_yesterday"]) == (4, 1, 1)
    assert (told["booked_today"], told["escalated_today"]) == (2, 1)
    assert (told["tasks_open"], told["tasks_overdue"], told["tasks_mine"]) == (3, 1, 1)
    assert (told["approvals_waiting"], told["escalations_unlabelled"]) == (1, 1)
    assert (told["date"], told["timezone"]) == ("2026-03-02", "America/Chicago")
    day = told["appointments"]
    assert (day["total"], day["arrived"], day["completed"]) == (5, 1, 1)
    assert (day["no_show"], day["cancelled"]) == (1, 1)
    assert day["next"] == ["a2", "a3", "a5"]
    assert server.get("/api/today", role="doctor").json()["tasks_mine"] == 0


def test_the_system_tells_admins_how_vendors_are_doing(server: Server) -> None:
    wait = {"turns": 3, "total": {"p50_ms": 900.0, "max_ms": 1400.0},
            "understand": {"p50_ms": 40.0, "max_ms": 60.0}}  # fmt: skip
    calls(server, {"latency": wait}, {"latency": wait}, {"latency": None})
    server.clock.pass_time(minutes=10)
    told = server.get("/api/system", role="admin").json()
    assert told["database"]["is_current"]
    assert told["disk"]["free_bytes"] > 0
    assert told["jobs"]["dead"] == 0
    assert told["waits"]["total"] == {"p50_ms": 900.0, "p95_ms": 1400.0}
    by_name = {one["name"]: one for one in told["vendors"]}
    assert (by_name["local"]["state"], by_name["local"]["p50_ms"]) == ("ok", 40.0)
    assert (by_name["twilio"]["state"], by_name["twilio"]["agreement"]) == ("off", "not_needed")

    async def fails() -> None:
        await vendor_failed(server.house.database, "store", "away", server.clock())

    server.run(fails)
    told = server.get("/api/system", role="admin").json()
    store = next(one for one in told["vendors"] if one["name"] == "store")
    assert (store["state"], told["alerts_open"]) == ("failing", 1)
    server.clock.pass_time(hours=2)
    server.forget()
    told = server.get("/api/system", role="admin").json()
    assert all(one["state"] != "failing" for one in told["vendors"])


def test_the_brand_is_for_everybody_and_tells_nothing_else(server: Server) -> None:
    plain = server.client.get("/api/brand", params={"clinic": "riverside_dental"})
    assert plain.json() == {
        "clinic_id": "riverside_dental",
        "name": "Riverside Dental",
        "accent": None,
        "logo": None,
        "languages": ["en-US", "es-US"],
        "phone": "+15125550100",
    }
    assert server.client.get("/api/brand").json()["clinic_id"] is None, "there are two"
    assert server.client.get("/api/brand", params={"clinic": "nowhere"}).status_code == 404
    looks = {"name": "Riverside", "accent": "#1f6f5c", "logo": PIXEL}
    assert setting(server, "brand", looks).status_code == 200
    told = server.client.get("/api/brand", params={"clinic": "riverside_dental"}).json()
    assert {name: told[name] for name in looks} == looks


@pytest.mark.parametrize(
    ("looks", "why"),
    [
        ({"accent": "#ffd400"}, "needs a darker accent"),
        ({"accent": "green"}, "has an accent like"),
        ({"name": ""}, "has a name"),
        ({"logo": "https://elsewhere.example/logo.png"}, "has a logo"),
        ({"logo": "data:image/png;base64,AAAA"}, "has a logo"),
        ({"logo": "data:image/svg+xml;base64,AAAA"}, "has a logo"),
        ({"font": "serif"}, "looks like"),
        ("green", "looks like"),
    ],
)
def test_a_brand_that_nobody_could_read_is_refused(server: Server, looks: Any, why: str) -> None:
    refused = setting(server, "brand", looks)
    assert refused.status_code == 422
    assert why in refused.json()["detail"]


def test_white_on_black_is_the_strongest_contrast() -> None:
    assert round(brand.contrast_with_white("#000000"), 1) == 21.0
    assert round(brand.contrast_with_white("#ffffff"), 1) == 1.0
    assert brand.fault({"accent": "#767676"}) is None


def test_a_doctor_has_what_a_decision_needs_and_the_patient_hears_no_detail(
    server: Server,
) -> None:
    patient = server.post(
        "/api/patients",
        {
            "name": {"first": "Ana", "last": "Ruiz"},
            "date_of_birth": "1988-04-12",
            "phones": [{"number": "+15125550142"}],
            "care": {"allergies": ["penicillin"], "medications": ["warfarin 5 mg"]},
        },
        role="doctor",
    ).json()
    task = server.post(
        "/api/tasks",
        {
            "request_type": "prescription_refill",
            "owner": "doctor",
            "patient_id": patient["id"],
            "patient_name": "Ana Ruiz",
            "callback_number": "+15125550142",
            "details": {"medication": "amoxicillin"},
        },
    ).json()
    context = server.get(
        f"/api/patients/{patient['id']}/context", role="doctor", params={"view": "doctor"}
    )
    assert "penicillin" in context.text
    assert "warfarin" in context.text
    path = f"/api/tasks/{task['id']}/reject"
    decided = server.post(path, {"note": "Allergic; offer a visit."}, role="doctor")
    assert decided.status_code == 200, decided.text
    found = server.get("/api/tasks", params={"owner": "staff"}).json()["items"]
    (follow_up,) = [one for one in found if one["parent_id"] == task["id"]]
    assert follow_up["details"] == {"decision": "rejected", "note": "Allergic; offer a visit."}
    (message,) = server.get("/api/messages").json()["items"]
    assert message["template"] == "request_answered"
    assert "amoxicillin" not in str(message)
    assert "Allergic" not in str(message)
