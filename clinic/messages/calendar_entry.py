"""An appointment as a calendar keeps it: one event of RFC 5545, sent by the method of RFC 5546.

The id of the event is the appointment's own, and its sequence counts the changes, so that a move
changes the entry that is there and a cancellation removes it. Whoever shares a screen shares a
calendar: the entry names the clinic, not what is done there.
"""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from clinic.store.tables.appointment import AppointmentRow
from engine import spoken
from engine.clinic import Clinic

PRODUCT: Final = "-//Frontdesk//Appointments//EN"
FILE: Final = "appointment.ics"
_DENTAL: Final = ("dentist", "hygienist", "orthodontist", "endodontist", "periodontist")
_TITLES: Final = {
    ("en", True): "Dental Appointment",
    ("en", False): "Appointment",
    ("es", True): "Cita dental",
    ("es", False): "Cita",
}
_CALL: Final = {"en": "To change it, call {}.", "es": "Para cambiarla, llame al {}."}
_WITH: Final = {"en": "With {}.", "es": "Con {}."}


def calendar_entry(
    clinic: Clinic,
    appointment: AppointmentRow,
    *,
    method: str,
    language: str,
    sender: str,
    recipient: str,
) -> bytes:
    """The file for one appointment; `method` is REQUEST (new or changed) or CANCEL."""
    zone = ZoneInfo(clinic.timezone)
    event = Event()
    event.add("uid", f"{appointment.id}@{clinic.id}.frontdesk")
    event.add("dtstamp", appointment.updated_at)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("summary", f"{_TITLES[language, is_dental(clinic)]} - {clinic.name}")
    event.add("location", f"{clinic.name}, {clinic.address}")
    event.add("description", _description(clinic, appointment, language))
    event.add("organizer", _person(sender, clinic.name))
    attendee = _person(recipient)
    attendee.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"})
    event.add("attendee", attendee)
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method)
    whole.add_component(event)
    day = appointment.starts_at.date()
    whole.add_missing_timezones(day - timedelta(days=366), day + timedelta(days=366))
    made: bytes = whole.to_ical()
    return made


def is_dental(clinic: Clinic) -> bool:
    """Whether the clinic looks after teeth, by those who work there or by its flow."""
    by_role = any(provider.role in _DENTAL for provider in clinic.providers)
    return by_role or "dental" in clinic.flow


def _description(clinic: Clinic, appointment: AppointmentRow, language: str) -> str:
    sentences = [_CALL[language].format(spoken.phone(clinic.number))]
    if appointment.provider:
        sentences.insert(0, _WITH[language].format(appointment.provider.removesuffix(".")))
    return " ".join(sentences)


def _person(address: str, name: str | None = None) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(name)
    return person
