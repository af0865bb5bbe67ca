"""Those who wait for a time, as the store knows them, and what they have already."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.standing import may_be_booked, may_be_contacted
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.patient import PatientRow, Phone
from clinic.waitlist import Waiting


async def waiting(database: Database, scope: Scope, now: datetime) -> list[Waiting]:
    """Those who can be asked: they have a number, and nothing speaks against booking them."""
    query = (
        scope.rows(Wish)
        .where(
            col(Wish.status) == "waiting",
            or_(
                col(Wish.callback_number).is_not(None),
                exists().where(col(Phone.patient_id) == col(Wish.patient_id)),
            ),
        )
        .order_by(col(Wish.id))
    )
    found: list[Waiting] = []
    async with database.reading() as session:
        for wish in list(await session.scalars(query)):
            patient = await session.get(PatientRow, wish.patient_id) if wish.patient_id else None
            if patient is not None and not (
                may_be_booked(patient.status, do_not_book=patient.do_not_book)
                and may_be_contacted(patient.status, do_not_contact=patient.do_not_contact)
            ):
                continue
            had = await session.scalar(standing(scope, wish, now))
            found.append(
                Waiting(
                    id=wish.id,
                    service=wish.service,
                    since=wish.created_at,
                    windows=tuple(wish.windows or ()),
                    provider=wish.provider,
                    passed=tuple(wish.passed or ()),
                    before=had.start if had is not None else None,
                )
            )
    return found


def standing(scope: Scope, wish: Wish, now: datetime) -> Any:
    """Their coming appointment for the same service, by patient or by the call that made it."""
    whose = [
        *((col(AppointmentRow.patient_id) == wish.patient_id,) if wish.patient_id else ()),
        *((col(AppointmentRow.call_id) == wish.call_id,) if wish.call_id else ()),
    ]
    return (
        scope.rows(AppointmentRow)
        .where(
            or_(*whose) if whose else col(AppointmentRow.id).is_(None),
            col(AppointmentRow.service) == wish.service,
            col(AppointmentRow.status).in_(("pending", "confirmed")),
            col(AppointmentRow.starts_at) > now,
        )
        .order_by(col(AppointmentRow.starts_at))
        .limit(1)
    )


async def seen(session: AsyncSession, scope: Scope, wish_id: str) -> Wish:
    """A wish. Raises `KeyError`."""
    return there(await session.scalar(one(scope, wish_id)))


def one(scope: Scope, wish_id: str) -> Any:
    """A query for a wish."""
    return scope.rows(Wish).where(col(Wish.id) == wish_id)


def there(wish: Wish | None) -> Wish:
    """A wish that was looked for. Raises `KeyError`."""
    if wish is None:
        raise KeyError("there is no such wish")
    return wish
