"""Who belongs together: those who share a telephone, guardians and the children they stand for.

It tells the staff whom else a call may be about. It proves nothing, and nothing follows from it.
"""

from typing import Final

from sqlalchemy import or_
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.patient_file import patient
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow, Phone

AT_MOST: Final = 50


async def family(
    database: Database, scope: Scope, patient_id: str
) -> list[tuple[PatientRow, tuple[str, ...]]]:
    """Everybody who may be family, each with why: guardian, ward, sibling, phone.

    Raises `KeyError` for no such patient.
    """
    own = await patient(database, scope, patient_id)
    numbers = scope.only(Phone, col(Phone.number_index)).where(col(Phone.patient_id) == own.id)
    shares = scope.only(Phone, col(Phone.patient_id)).where(col(Phone.number_index).in_(numbers))
    ids = [one for one in (own.id, own.guardian_id) if one is not None]
    query = scope.rows(PatientRow).where(
        col(PatientRow.id) != own.id,
        col(PatientRow.merged_into).is_(None),
        or_(
            col(PatientRow.id).in_(shares),
            col(PatientRow.id) == own.guardian_id,
            col(PatientRow.guardian_id).in_(ids),
        ),
    )
    async with database.reading() as session:
        sharing = set(await session.scalars(shares))
        found = list(await session.scalars(query.order_by(col(PatientRow.id)).limit(AT_MOST)))
    return [(one, _ties(own, one, sharing)) for one in found]


def _ties(own: PatientRow, other: PatientRow, sharing: set[str]) -> tuple[str, ...]:
    has_guardian = own.guardian_id is not None
    ties = {
        "guardian": has_guardian and other.id == own.guardian_id,
        "ward": other.guardian_id == own.id,
        "sibling": has_guardian and other.guardian_id == own.guardian_id,
        "phone": other.id in sharing,
    }
    return tuple(name for name, holds in ties.items() if holds)


async def guardian_of(
    database: Database, scope: Scope, row: PatientRow
) -> dict[str, str | None] | None:
    """Who stands for a patient: name, relationship, telephone; `None` where nobody is known."""
    if row.guardian_id is not None:
        other = await patient(database, scope, row.guardian_id)
        return {
            "patient_id": other.id,
            "name": f"{other.first_name} {other.last_name}",
            "relationship": (row.guardian or {}).get("relationship"),
            "phone": None,
        }
    if row.guardian:
        known = {name: row.guardian.get(name) for name in ("name", "relationship", "phone")}
        return {"patient_id": None, **known}
    return None
