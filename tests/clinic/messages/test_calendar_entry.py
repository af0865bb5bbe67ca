"""Calendar entries, read back by a reader of RFC 5545."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from agent_config.clinic_file import load_clinic
from clinic.messages.calendar_entry import calendar_entry, is_dental
from clinic.store.tables.appointment import AppointmentRow
from engine.clinic import Clinic

CHICAGO = ZoneInfo("America/Chicago")


def appointment(start: str = "2026-03-03T14:00", **more: Any) -> AppointmentRow:
    starts = datetime.fromisoformat(start).replace(tzinfo=CHICAGO)
    return AppointmentRow(
        id="01m7",
        practice_id="p",
        clinic_id="c",
        patient_name="Ana Ruiz",
        service="root canal",
        starts_at=starts.astimezone(UTC),
        ends_at=starts.astimezone(UTC) + timedelta(minutes=60),
        start=start,
        minutes=60,
        booked_by="ai",
        created_at=starts,
        updated_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        **{"status": "confirmed", "provider": "Dr. Sarah Chen", "sequence": 0, **more},
    )


def entry(
    clinic: Clinic, row: AppointmentRow, method: str = "REQUEST", language: str = "en"
) -> bytes:
    return calendar_entry(
        clinic,
        row,
        method=method,
        language=language,
        sender="desk@riverside.example",
        recipient="ana@example.com",
    )


def event_of(data: bytes) -> Any:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_it_is_what_the_standard_asks_for(riverside: Clinic) -> None:
    data = entry(riverside, appointment())
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    whole = Calendar.from_ical(data)
    assert (whole["version"], whole["method"]) == ("2.0", "REQUEST")
    assert whole["prodid"] == "-//Frontdesk//Appointments//EN"
    assert [str(zone["tzid"]) for zone in whole.walk("VTIMEZONE")] == ["America/Chicago"]
    event = event_of(data)
    assert event["uid"] == "01m7@riverside_dental.frontdesk"
    assert event.start == datetime(2026, 3, 3, 14, tzinfo=CHICAGO)
    assert event["dtstart"].params["TZID"] == "America/Chicago"
    assert event.end == datetime(2026, 3, 3, 15, tzinfo=CHICAGO)
    assert event["dtstamp"].dt == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert event["sequence"] == 0
    assert event["status"] == "CONFIRMED"
    assert event["summary"] == "Dental Appointment - Riverside Dental"
    assert event["location"] == "Riverside Dental, 1200 River Street, Austin, TX 78701"
    assert event["description"] == "With Dr. Sarah Chen. To change it, call 512-555-0100."
    assert event["organizer"] == "mailto:desk@riverside.example"
    assert event["attendee"] == "mailto:ana@example.com"


def test_what_is_done_there_is_nobodys_business(riverside: Clinic) -> None:
    assert b"root" not in entry(riverside, appointment())


def test_a_move_and_a_cancellation_change_the_same_entry(riverside: Clinic) -> None:
    moved = event_of(entry(riverside, appointment("2026-03-05T09:30", sequence=1)))
    gone_data = entry(riverside, appointment("2026-03-05T09:30", sequence=2), "CANCEL")
    gone = event_of(gone_data)
    assert Calendar.from_ical(gone_data)["method"] == "CANCEL"
    assert moved["uid"] == gone["uid"] == "01m7@riverside_dental.frontdesk"
    assert (moved["sequence"], gone["sequence"]) == (1, 2)
    assert (moved["status"], gone["status"]) == ("CONFIRMED", "CANCELLED")


def test_the_same_appointment_makes_the_same_entry(riverside: Clinic) -> None:
    assert entry(riverside, appointment()) == entry(riverside, appointment())


@pytest.mark.parametrize(
    ("start", "offset"),
    [("2026-03-06T09:00", -6), ("2026-03-09T09:00", -5), ("2026-11-02T09:00", -6)],
)
def test_the_hour_holds_on_both_sides_of_a_change_of_clocks(
    riverside: Clinic, start: str, offset: int
) -> None:
    event = event_of(entry(riverside, appointment(start)))
    assert event.start.isoformat() == f"{start}:00{offset:+03d}:00"
    assert event.end - event.start == timedelta(hours=1)


def test_a_clinic_that_looks_after_no_teeth(riverside: Clinic) -> None:
    lakeside = load_clinic("lakeside_medical")
    assert not is_dental(lakeside)
    event = event_of(entry(lakeside, appointment(provider="")))
    assert event["summary"] == f"Appointment - {lakeside.name}"
    assert event["description"] == "To change it, call 415-555-0120."
    assert is_dental(replace(riverside, flow="own.yaml"))


def test_in_spanish(riverside: Clinic) -> None:
    event = event_of(entry(riverside, appointment(), language="es"))
    assert event["summary"] == "Cita dental - Riverside Dental"
    assert event["description"] == "Con Dr. Sarah Chen. Para cambiarla, llame al 512-555-0100."
