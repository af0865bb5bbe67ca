"""What is known of a patient, and that each purpose gets its own fields and no other."""

from datetime import timedelta

import pytest

from clinic.store.calendar import StoreCalendar
from clinic.store.context import OF_ROLE, VIEWS, context
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.patient_file import enter
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from engine.clinic import Clinic
from engine.commands import CreateTask
from tests.clinic.store.conftest import NOW, InStore

NUMBER = "+15125550142"
PC_1 = set(
    "patientId name preferredName lastVisit visitCount recentVisits recentTreatments "
    "ongoingTreatments upcomingAppointments missedAppointments balance lastPaymentDate "
    "insuranceProvider insuranceStatus copay allergies medications medicalConditions "
    "preferredDoctor preferredTime communicationPreference languagePreference importantNotes "
    "lastCallReason noShowRate cancellationRate averageReschedulesPerAppointment".split()
)
SCREEN_POP = set(
    "id name lastVisit upcomingAppointments balance insuranceStatus photo allergies notes".split()
)
CLINICAL = {"medications", "medicalConditions", "recentTreatments", "ongoingTreatments"}


def test_every_field_stands_in_the_view_of_those_who_need_it() -> None:
    assert set(VIEWS["doctor"]) >= PC_1
    assert not set(VIEWS["staff"]) & CLINICAL
    assert set(VIEWS["screen_pop"]) == SCREEN_POP
    forbidden = CLINICAL | {"allergies", "balance", "importantNotes", "noShowRate", "lastVisit"}
    assert not set(VIEWS["call"]) & forbidden
    assert all(set(views) <= set(VIEWS) - {"call"} for views in OF_ROLE.values())
    assert "doctor" not in OF_ROLE["staff"] + OF_ROLE["admin"] + OF_ROLE["practice_admin"]


def test_the_context_tells_what_the_records_have(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        row = await enter(
            database,
            scope,
            {
                "name": {"first": "Ana", "last": "Ruiz"},
                "preferred_name": "Annie",
                "language": "es",
                "care": {
                    "allergies": ["latex"],
                    "medications": ["warfarin"],
                    "conditions": ["asthma"],
                    "ongoing_treatments": ["braces"],
                    "notes": "anxious",
                },
                "account": {
                    "balance": 120,
                    "last_payment_date": "2026-01-04",
                    "insurance": {"carrier": "Cigna", "status": "active", "copay": 20},
                },
                "preferences": {"doctor": "Dr. Sarah Chen", "time": "morning", "channel": "text"},
            },
            [("mobile", NUMBER)],
            NOW,
            by="iris",
        )
        await appointments(database, scope, riverside, row.id)
        desk = StoreDesk(database, scope, clock=lambda: NOW)
        task = CreateTask("t", "billing_question", patient_name="Ana Ruiz", callback_number=NUMBER)
        await desk.create_task(task, holder="c-1", now=NOW)
        known = (await context(database, scope, row.id, NOW)).as_json()
        visits = known.pop("recentVisits")
        last = known.pop("lastAppointments")
        coming = known.pop("upcomingAppointments")
        assert [one["start"][:10] for one in visits] == ["2026-02-23", "2026-02-16", "2026-02-09"]
        assert [one["start"][:10] for one in last] == [
            "2026-03-09",  # cancelled: it does not come any more
            "2026-02-23",
            "2026-02-16",
            "2026-02-09",
            "2026-02-02",
        ]
        assert [one["start"] for one in coming] == ["2026-03-05T09:00", "2026-03-06T09:00"]
        assert known == {
            "patientId": row.id,
            "name": "Ana Ruiz",
            "preferredName": "Annie",
            "status": "active",
            "lastVisit": "2026-02-23",
            "visitCount": 4,
            "recentTreatments": ["cleaning"],
            "ongoingTreatments": ["braces"],
            "missedAppointments": 1,
            "balance": 120,
            "lastPaymentDate": "2026-01-04",
            "insuranceProvider": "Cigna",
            "insuranceStatus": "active",
            "copay": 20,
            "allergies": ["latex"],
            "medications": ["warfarin"],
            "medicalConditions": ["asthma"],
            "preferredDoctor": "Dr. Sarah Chen",
            "preferredTime": "morning",
            "communicationPreference": "text",
            "languagePreference": "es",
            "importantNotes": "anxious",
            "lastCallReason": "billing_question",
            "noShowRate": 0.2,
            "cancellationRate": 0.125,
            "averageReschedulesPerAppointment": 0.25,
        }

    in_store(work)


async def appointments(database: Database, scope: Scope, clinic: Clinic, patient_id: str) -> None:
    """Four visits, one missed, one cancelled, two to come; one was moved twice."""
    calendar = StoreCalendar(database, scope, clinic, clock=lambda: NOW)
    for start, status in (
        ("2026-01-26T09:00", "no_show"),
        ("2026-02-02T09:00", "completed"),
        ("2026-02-09T09:00", "completed"),
        ("2026-02-16T09:00", "completed"),
        ("2026-02-23T09:00", "completed"),
        ("2026-03-05T09:00", "confirmed"),
        ("2026-03-06T09:00", "pending"),
        ("2026-03-09T09:00", "cancelled"),
    ):
        given = {"patient": "Ana Ruiz", "service": "cleaning", "start": start, "status": status}
        name = await calendar.enter(given, patient_id)
        async with database.writing() as session:
            row = await session.get(AppointmentRow, name)
            assert row is not None
            row.moves = 2 if start == "2026-02-23T09:00" else 0
            row.cancelled_by = "patient" if status == "cancelled" else None


def test_of_somebody_new_nothing_is_known(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        row = await enter(
            database, scope, {"name": {"first": "Bea", "last": "Ortiz"}}, [], NOW, by="iris"
        )
        known = (await context(database, scope, row.id, NOW)).as_json("staff")
        assert (known["lastVisit"], known["visitCount"], known["noShowRate"]) == (None, 0, None)
        assert known["upcomingAppointments"] == []
        async with database.writing() as session:
            kept = await session.get(type(row), row.id)
            assert kept is not None
            kept.last_visit_at = NOW - timedelta(days=30)
        pop = (await context(database, scope, row.id, NOW)).as_json("screen_pop")
        assert (pop["id"], pop["lastVisit"], pop["allergies"]) == (row.id, "2026-01-31", [])
        with pytest.raises(KeyError):
            await context(database, Scope("other", scope.clinic_id), row.id, NOW)
        with pytest.raises(KeyError):
            (await context(database, scope, row.id, NOW)).as_json("everything")

    in_store(work)
