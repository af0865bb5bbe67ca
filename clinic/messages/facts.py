"""What a message is filled with: the clinic's facts, and those of the one appointment it is about.

Everything is looked up when the message leaves, not when it was asked for: a message that waited
for the morning tells the time that holds then.
"""

from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import quote_plus

from clinic.messages.template import LANGUAGES
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from engine import spoken
from engine.clinic import Clinic
from engine.safety.sentences import EMERGENCY

MAP: Final = "https://maps.google.com/?q="
_RELATIVE: Final = {"en": ("today", "tomorrow", "on "), "es": ("hoy", "mañana", "el ")}


def language_of(clinic: Clinic, *given: str | None) -> str:
    """The first language given that there are words in; else the clinic's own."""
    for one in (*given, *clinic.languages):
        short = (one or "").split("-")[0].lower()
        if short in LANGUAGES:
            return short
    return LANGUAGES[0]


def of_clinic(clinic: Clinic, language: str) -> dict[str, str | None]:
    """What may be said about a clinic; for what it has no words for, `None`."""
    texts = clinic.texts.get(language, {})
    return {
        "clinic": clinic.name,
        "phone": spoken.phone(clinic.number),
        "address": clinic.address,
        "map_link": MAP + quote_plus(clinic.address),
        "directions": texts.get("directions"),
        "parking": texts.get("parking"),
        "forms": texts.get("new_patient_forms"),
        "hours": spoken.week(clinic, language),
        "emergency": EMERGENCY[language],
    }


def of_appointment(
    clinic: Clinic,
    appointment: AppointmentRow,
    patient: PatientRow | None,
    language: str,
    today: date,
) -> dict[str, str | None]:
    """What may be said about an appointment; `today` is the clinic's."""
    start = datetime.fromisoformat(appointment.start)
    return {
        "name": _first_name(patient, appointment.patient_name),
        "doctor": appointment.provider or None,
        "service": spoken.service(clinic, appointment.service, language),
        "when": spoken.moment(appointment.start, language),
        "day": day(start.date(), today, language),
        "at": spoken.at_clock(start.strftime("%H:%M"), language),
    }


def of_wish(wish: Wish, until: datetime | None, language: str) -> dict[str, str | None]:
    """What may be said about an offer to somebody who waits; `until` is in the clinic's zone."""
    start = (wish.offered or {}).get("start")
    clock = until.strftime("%H:%M") if until else None
    before = {"en": "by", "es": "antes de"}[language]
    named = clock and spoken.at_clock(clock, language).removeprefix("at ")
    return {
        "name": _first_name(None, wish.patient_name),
        "offer": spoken.moment(start, language) if start else None,
        "until": f"{before} {named}" if named else None,
    }


def of_task(task: TaskRow | None, link: str) -> dict[str, str | None]:
    """What those who work at the clinic are told of a task, by whichever way: its number."""
    number = task.number if task else None
    urgent = task is not None and task.priority == "urgent"
    return {"task": number, "urgent_task": number if urgent else None, "link": link}


def day(when: date, today: date, language: str) -> str:
    """A day as it is called today: "tomorrow", "on Tuesday, March 10th"."""
    now, next_day, on = _RELATIVE[language]
    if when == today:
        return now
    if when == today + timedelta(days=1):
        return next_day
    return on + spoken.day(when, language)


def _first_name(patient: PatientRow | None, written: str) -> str | None:
    if patient is not None:
        return patient.preferred_name or patient.first_name or None
    return written.split(" ")[0] or None
