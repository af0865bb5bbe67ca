"""What surrounds an example week: texts to and fro, who waits for a time, vendors, alerts, notices.

Nothing of it is sent: what has to be done because of rows is marked as done, and no screen is told
of what is long past.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert, update
from sqlmodel import col

from clinic.messages.template import filled, shipped
from clinic.store.audit import BULK
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.desk import NoticeSeen, Notification
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import Agreement
from clinic.store.tables.trail import Alert, LiveEvent, OutboxRow
from clinic.store.vendor_alerts import CARRIED, kind_of
from clinic.visit import ACTIVE
from engine import spoken
from engine.clinic import Clinic
from telephony.example_week.diary import ORDER
from telephony.example_week.patients import Invented
from telephony.example_week.users import Colleague

REPLIES: Final = ("YES", "C", "YES", "Yes thanks!", "Can I come ten minutes later?", "R")
REMINDED: Final = timedelta(days=3)
WISHES: Final = 7
AGREEMENTS: Final = (
    ("twilio", 240, "calls, texts", True),
    ("deepgram", 120, "what callers say", True),
    ("elevenlabs", None, "what is said to callers", True),
)
"""A vendor, how many days ago its agreement was signed, what it gets to know, its SOC 2."""
READ: Final = timedelta(hours=20)


async def surround(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    patients: list[Invented],
    people: list[Colleague],
    chance: Random,
    now: datetime,
) -> None:
    """Enter all of it."""
    await _texts(database, scope, clinic, patients, chance, now)
    await _wishes(database, scope, clinic, patients, chance, now)
    await _trust(database, scope, people, now)
    await _past(database, scope, people, now)


async def _texts(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    patients: list[Invented],
    chance: Random,
    now: datetime,
) -> None:
    by_id = {one.id: one for one in patients}
    query = scope.rows(AppointmentRow).where(
        col(AppointmentRow.status).in_(ACTIVE),
        col(AppointmentRow.starts_at) > now,
        col(AppointmentRow.starts_at) < now + REMINDED,
    )
    async with database.writing() as session:
        coming = list(await session.scalars(query.order_by(*ORDER)))
        rows = []
        for one in coming:
            patient = by_id.get(one.patient_id or "")
            if patient is None:
                continue
            sent = min(
                now - timedelta(minutes=chance.randint(5, 300)), one.starts_at - REMINDED / 3
            )
            body = _reminder(clinic, one, patient)
            rows.append(_text(database, scope, one, patient, "out", body, sent, chance))
            if chance.random() < 0.45:
                replied = min(now, sent + timedelta(minutes=chance.randint(1, 90)))
                reply = chance.choice(REPLIES)
                rows.append(_text(database, scope, one, patient, "in", reply, replied, chance))
        if rows:
            await session.execute(insert(MessageRow), rows)


def _reminder(clinic: Clinic, one: AppointmentRow, patient: Invented) -> str:
    language = patient.language if patient.language in ("en", "es") else "en"
    local = datetime.fromisoformat(one.start)
    values = {
        "doctor": one.provider or None,
        "day": spoken.day(local.date(), language),
        "at": spoken.at_clock(one.start[11:16], language),
        "clinic": clinic.name,
        "address": clinic.address,
    }
    return filled(shipped(language)["appointment_reminder"].sms, values) or clinic.name


def _text(
    database: Database,
    scope: Scope,
    about: AppointmentRow,
    patient: Invented,
    direction: str,
    body: str,
    at: datetime,
    chance: Random,
) -> dict[str, Any]:
    is_out = direction == "out"
    failed = is_out and chance.random() < 0.03
    at = at.astimezone(UTC)
    return {
        "id": new_id(at),
        "key": f"example/{direction}/{about.id}",
        "channel": "sms",
        "direction": direction,
        "address": patient.phone,
        "address_index": database.keyring.index("phone", patient.phone),
        "template": "appointment_reminder" if is_out else "",
        "body": body,
        "purpose": "reminder" if is_out else "",
        "status": "failed" if failed else "delivered" if is_out else "received",
        "error": "unreachable" if failed else None,
        "appointment_id": about.id,
        "patient_id": patient.id,
        "created_at": at,
        "tried_at": at if is_out else None,
        "sent_at": at if is_out and not failed else None,
        **scope.ids,
    }


async def _wishes(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    patients: list[Invented],
    chance: Random,
    now: datetime,
) -> None:
    async with database.writing() as session:
        for number, patient in enumerate(chance.sample(patients, WISHES)):
            since = now - timedelta(hours=chance.randint(3, 150))
            day = (now + timedelta(days=chance.randint(1, 5))).date().isoformat()
            session.add(
                Wish(
                    id=new_id(since),
                    patient_id=patient.id,
                    patient_name=patient.name,
                    callback_number=patient.phone,
                    service=chance.choice(clinic.services).name,
                    provider=patient.provider or "" if number % 3 == 0 else "",
                    windows=[{"start": f"{day}T08:00", "end": f"{day}T12:00"}],
                    status="taken" if number == WISHES - 1 else "waiting",
                    created_at=since.astimezone(UTC),
                    **scope.ids,
                )
            )


async def _trust(database: Database, scope: Scope, people: list[Colleague], now: datetime) -> None:
    """Agreements with vendors; an alert that was put away, and one that was not."""
    past, recent = now - timedelta(days=3, hours=4), now - timedelta(hours=7)
    staff = next(one.id for one in people if one.role == "staff")
    async with database.writing() as session:
        for vendor, days, exposure, soc2 in AGREEMENTS:
            signed = now - timedelta(days=days) if days is not None else None
            session.add(
                Agreement(
                    id=new_id(now),
                    practice_id=scope.practice_id,
                    vendor=vendor,
                    signed_at=signed,
                    phi_exposure=exposure,
                    soc2=soc2,
                    residency="US",
                    next_audit_at=signed + timedelta(days=365) if signed else None,
                )
            )
        session.add_all(
            [
                Alert(
                    id=new_id(past),
                    practice_id=scope.practice_id,
                    clinic_id=scope.clinic_id,
                    type=kind_of("model"),
                    description=f"{CARRIED['model']} Reason: timeout.",
                    severity="high",
                    created_at=past,
                    resolved_at=past + timedelta(hours=2),
                ),
                Alert(
                    id=new_id(recent),
                    practice_id=scope.practice_id,
                    clinic_id=scope.clinic_id,
                    type=BULK,
                    description="Bulk PHI access detected",
                    severity="HIGH",
                    user_id=staff,
                    created_at=recent,
                ),
            ]
        )


async def _past(database: Database, scope: Scope, people: list[Colleague], now: datetime) -> None:
    """What is long past is read, done and told."""
    old = scope.only(Notification, col(Notification.id)).where(
        col(Notification.created_at) < now - READ
    )
    async with database.writing() as session:
        ids = list(await session.scalars(old))
        rows = [
            {"notification_id": one, "user_id": user.id, "read_at": now, **scope.ids}
            for one in ids
            for user in people
        ]
        if rows:
            await session.execute(insert(NoticeSeen), rows)
            mine = scope.changing(Notification).where(col(Notification.id).in_(ids))
            await session.execute(mine.values(read_at=now))
        untaken = update(OutboxRow).where(
            col(OutboxRow.clinic_id) == scope.clinic_id, col(OutboxRow.taken_at).is_(None)
        )
        await session.execute(untaken.values(taken_at=now))
        queued = scope.changing(MessageRow).where(col(MessageRow.status) == "queued")
        await session.execute(queued.values(status="delivered", sent_at=col(MessageRow.created_at)))
        await session.execute(scope.removing(LiveEvent))
