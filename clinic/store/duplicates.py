"""Records that may be of one person: shown to people, who decide; never merged by a program (FG-5).

Two rules find them: the same date of birth and a name that sounds alike, or the same telephone and
the same name. Twins and a father and son of one name are found too, which is why a person looks.
"""

from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz
from sqlalchemy import func, or_
from sqlmodel import col

from clinic.records import CLOSE, normalised
from clinic.store.database import Database
from clinic.store.patient_file import patient
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow, Phone

GROUPS_AT_MOST: Final = 200
ALIKE_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that may be of the same person, and why: `birth`, `phone`, or both."""

    patient: PatientRow
    because: tuple[str, ...]


async def duplicates_of(database: Database, scope: Scope, patient_id: str) -> list[Likeness]:
    """The records that may be of the same person. Raises `KeyError`."""
    own = await patient(database, scope, patient_id)
    numbers = scope.only(Phone, col(Phone.number_index)).where(col(Phone.patient_id) == own.id)
    shares = scope.only(Phone, col(Phone.patient_id)).where(col(Phone.number_index).in_(numbers))
    alike: list[Any] = [
        (col(PatientRow.surname_index) == own.surname_index) & col(PatientRow.id).in_(shares)
    ]
    if own.birth_index is not None:
        alike.append(col(PatientRow.birth_index) == own.birth_index)
    query = scope.rows(PatientRow).where(
        col(PatientRow.id) != own.id, col(PatientRow.merged_into).is_(None), or_(*alike)
    )
    async with database.reading() as session:
        sharing = set(await session.scalars(shares))
        found = list(await session.scalars(query.order_by(col(PatientRow.id)).limit(ALIKE_AT_MOST)))
    judged = [Likeness(one, _because(own, one, sharing)) for one in found]
    return [one for one in judged if one.because]


async def duplicate_groups(database: Database, scope: Scope) -> list[list[PatientRow]]:
    """Groups of records with the same date of birth, surname and first name, in the whole clinic.

    It reads an index over all patients, so it is for an hour in which nobody waits.
    """
    keys: tuple[Any, ...] = (col(PatientRow.birth_index), col(PatientRow.surname_index))
    several = (
        scope.only(PatientRow, *keys)
        .where(col(PatientRow.birth_index).is_not(None))
        .group_by(*keys)
        .having(func.count() > 1)
        .order_by(*keys)
        .limit(GROUPS_AT_MOST)
    )
    groups: list[list[PatientRow]] = []
    async with database.reading() as session:
        for birth, surname in (await session.execute(several)).all():
            query = scope.rows(PatientRow).where(
                col(PatientRow.birth_index) == birth, col(PatientRow.surname_index) == surname
            )
            by_name: dict[str, list[PatientRow]] = {}
            for one in await session.scalars(query.order_by(col(PatientRow.id))):
                by_name.setdefault(normalised(one.first_name), []).append(one)
            groups += [alike for alike in by_name.values() if len(alike) > 1]
    return groups


def _because(own: PatientRow, other: PatientRow, sharing: set[str]) -> tuple[str, ...]:
    if normalised(own.first_name) != normalised(other.first_name):
        return ()
    last, others = normalised(own.last_name), normalised(other.last_name)
    same_birth = own.birth_index is not None and own.birth_index == other.birth_index
    reasons = {
        "birth": same_birth and fuzz.ratio(last, others) >= CLOSE,
        "phone": other.id in sharing and last == others,
    }
    return tuple(name for name, holds in reasons.items() if holds)
