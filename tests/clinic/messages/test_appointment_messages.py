"""What patients are written when their appointments change, and the day before them."""

from typing import Any

import pytest

from clinic.jobs.handlers import HANDLERS
from clinic.messages import appointment as jobs
from clinic.messages.reminder import remind
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import ClinicRow
from clinic.store.tables.trail import OutboxRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, MAIL, Office


async def told(office: Office) -> list[tuple[str, str, str]]:
    rows = sorted(await office.rows(MessageRow), key=lambda one: (one.template, one.channel))
    return [(one.template, one.channel, one.address) for one in rows]


async def happened(office: Office, what: str, appointment: str, **more: Any) -> None:
    """A job of an appointment, done twice as it may be."""
    job = office.job(f"appointment.{what}", appointment, **more)
    for _ in range(2):
        await getattr(jobs, what)(office.work, job)


BOTH = [("appointment_confirmation", "email", MAIL), ("appointment_confirmation", "sms", ANA)]


def test_a_booking_is_confirmed_by_text_and_mail_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL)
        appointment = await office.appointment(patient_id=ana)
        await happened(office, "created", appointment)
        await happened(office, "confirmed", appointment)  # it was said already
        assert await told(office) == BOTH
        rows = await office.rows(MessageRow)
        assert {(one.status, one.purpose, one.patient_id) for one in rows} == {
            ("queued", "appointment", ana)
        }
        queued = [one for one in await office.rows(OutboxRow) if one.kind == "message.queued"]
        assert {one.reference for one in queued} == {one.id for one in rows}

    at_office(work)


def test_what_staff_have_to_approve_is_confirmed_when_they_do(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment(status="pending")
        await happened(office, "created", appointment)
        await happened(office, "moved", appointment)
        assert await told(office) == []
        await office.change(AppointmentRow, appointment, status="confirmed")
        await happened(office, "confirmed", appointment)
        assert await told(office) == [("appointment_confirmation", "sms", ANA)]

    at_office(work)


def test_who_confirmed_by_a_reply_is_not_written_again(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await happened(office, "confirmed", await office.appointment(), by="patient")
        assert await told(office) == []

    at_office(work)


def test_every_move_is_told_and_a_cancellation(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment()
        await happened(office, "moved", appointment)
        await happened(office, "moved", appointment)
        await happened(office, "cancelled", appointment)
        assert len(await told(office)) == 2
        await office.change(AppointmentRow, appointment, status="cancelled")
        await happened(office, "cancelled", appointment)
        await happened(office, "moved", appointment)
        assert [name for name, _, _ in await told(office)] == [
            "appointment_cancelled",
            "appointment_moved",
            "appointment_moved",
        ]

    at_office(work)


def test_what_is_over_is_nobodys_news(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment("2026-03-02T09:00", status="cancelled")
        await happened(office, "cancelled", appointment)
        await happened(office, "created", "nowhere")
        assert await told(office) == []

    at_office(work)


@pytest.mark.parametrize(
    ("preferences", "ways"),
    [
        (None, {"sms", "email"}),
        ({"channel": "call"}, {"sms", "email"}),
        ({"channel": "text"}, {"sms"}),
        ({"channel": "email"}, {"email"}),
    ],
)
def test_people_choose_how_they_are_written_to(
    at_office: AtOffice, preferences: Any, ways: set[str]
) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL, preferences=preferences)
        await happened(office, "created", await office.appointment(patient_id=ana))
        assert {channel for _, channel, _ in await told(office)} == ways

    at_office(work)


@pytest.mark.parametrize(
    ("number", "record", "expected"),
    [
        (None, {"number": BEN}, {("sms", BEN)}),
        (None, {"number": None}, set()),
        ("call the front desk", {"number": None, "email": "none"}, set()),
        (None, {"number": None, "email": MAIL}, {("email", MAIL)}),
    ],
)
def test_only_what_is_known_can_be_written_to(
    at_office: AtOffice, number: str | None, record: Any, expected: set[tuple[str, str]]
) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(**record)
        appointment = await office.appointment(patient_id=ana, callback_number=number)
        await happened(office, "created", appointment)
        assert {(channel, address) for _, channel, address in await told(office)} == expected

    at_office(work)


def test_whoever_has_name_and_number_is_known_by_them(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL)
        await happened(office, "created", await office.appointment(patient_id=None))
        assert await told(office) == BOTH
        assert {one.patient_id for one in await office.rows(MessageRow)} == {ana}

    at_office(work)


def test_every_kind_of_an_appointments_jobs_has_its_handler() -> None:
    for what in ("created", "confirmed", "moved", "cancelled"):
        assert f"clinic.messages.appointment:{what}" in HANDLERS[f"appointment.{what}"]


# --- the day before


def test_tomorrows_appointments_are_reminded_of_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.appointment("2026-03-03T11:30")
        await office.appointment("2026-03-03T12:30", callback_number=BEN)  # not yet
        await office.appointment("2026-03-02T13:00", callback_number=BEN)  # too late
        await office.appointment("2026-03-03T09:00", callback_number=BEN, status="cancelled")
        fresh = office.clock()
        await office.appointment("2026-03-03T10:00", callback_number=BEN, created_at=fresh)
        await remind(office.work)
        await remind(office.work)
        assert await told(office) == [("appointment_reminder", "sms", ANA)]
        (message,) = await office.rows(MessageRow)
        row = await office.send(message.id)
        assert row.body == (
            "Reminder: Your appointment with Dr. Sarah Chen is tomorrow at 11:30 AM.\n"
            "Reply C to confirm\nReply R to reschedule\nReply D for directions\n"
            "Riverside Dental, 1200 River Street, Austin, TX 78701"
        )

    at_office(work)


def test_a_moved_appointment_is_reminded_of_again(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment("2026-03-03T11:30")
        await remind(office.work)
        await office.change(AppointmentRow, appointment, start="2026-03-03T11:00")
        await remind(office.work)
        assert len(await told(office)) == 2

    at_office(work)


def test_mail_goes_where_there_is_no_number(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(number=None, email=MAIL)
        await office.appointment("2026-03-03T11:30", patient_id=ana, callback_number=None)
        await remind(office.work)
        (row,) = [await office.send(one.id) for one in await office.rows(MessageRow)]
        assert row.body.startswith("Your appointment at Riverside Dental\n\nHello Ana,\n\nthis is")

    at_office(work)


def test_a_clinic_may_turn_them_off(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.appointment("2026-03-03T11:30")
        await office.set("reminders", False)
        await remind(office.work)
        assert await told(office) == []

    at_office(work)


def test_a_clinic_whose_file_is_broken_holds_up_nobody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.appointment("2026-03-03T11:30")
        await office.change(ClinicRow, office.scope.clinic_id, profile="clinic: nonsense")
        await remind(office.work)
        assert await told(office) == []

    at_office(work)


def test_a_patient_is_written_to_in_their_language(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(language="es")
        await office.appointment("2026-03-03T11:30", patient_id=ana, provider="")
        await remind(office.work)
        (message,) = await office.rows(MessageRow)
        body = (await office.send(message.id)).body
        assert body.startswith("Recordatorio: su cita es mañana a las 11:30 de la mañana.\n")
        await office.change(PatientRow, ana, language="vi")
        await happened(office, "created", (await office.rows(AppointmentRow))[0].id)
        said = [await office.send(one.id) for one in await office.rows(MessageRow)]
        assert any(one.body.startswith("Your appointment at") for one in said)

    at_office(work)
