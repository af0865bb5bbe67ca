"""Making one record of two, because a person says that they are of one patient.

Everything that points at the one that goes points at the one that stays afterwards; which rows that
were is kept in the audit trail, so that a mistake can be taken back by hand. The record that goes
stays too, found by its id alone, and leads to the other. What is known of allergies and other care
is never lost: lists are joined.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.store.audit import Deed, record
from clinic.store.database import Database
from clinic.store.outbox import tell
from clinic.store.patient_file import locked
from clinic.store.patients import write_birth
from clinic.store.scope import Scope
from clinic.store.tables import METADATA
from clinic.store.tables.patient import PatientRow, Phone

MERGED: Final = "merged"
_FILLED: Final = ("preferred_name", "email", "address", "language", "guardian_id", "guardian")
_JOINED: Final = ("care", "account", "preferences")
_LATEST: Final = ("last_visit_at", "recall_due_at")


async def merge(
    database: Database, scope: Scope, stays_id: str, goes_id: str, now: datetime, *, by: str
) -> PatientRow:
    """Merge one record into another; `by` is the user who decided it.

    Raises `KeyError` for no such patient, and `NotAllowed` for one record given twice or two with
    different dates of birth, which have to be corrected first.
    """
    if stays_id == goes_id:
        raise NotAllowed("These are one record already.")
    async with database.writing() as session:
        rows = {
            name: await locked(session, scope, name) for name in sorted((stays_id, goes_id))
        }  # in one order for everybody, so that no two wait for each other
        stays, goes = rows[stays_id], rows[goes_id]
        births = {one.date_of_birth for one in (stays, goes) if one.date_of_birth}
        if len(births) > 1:
            raise NotAllowed("Their dates of birth differ; correct the wrong one first.")
        was = {name: getattr(goes, name) for name in ("status", "birth_index", "surname_index")}
        _take_over(stays, goes)
        if births:
            write_birth(database.keyring, stays, births.pop())
        moved = await _move(session, scope, stays_id, goes_id)
        await session.flush()
        removed = await _without_doubles(session, scope, stays_id)
        stays.guardian_id = None if stays.guardian_id in rows else stays.guardian_id
        goes.status, goes.merged_into, goes.guardian_id = MERGED, stays_id, None
        goes.birth_index = goes.surname_index = goes.surname_start_index = None
        stays.updated_at = goes.updated_at = now
        deed = Deed(
            practice_id=scope.practice_id,
            clinic_id=scope.clinic_id,
            user_id=by,
            action="update",
            resource="patients",
            resource_id=stays_id,
            changes={"merged": goes_id, "was": was, "moved": moved, "doubles": removed},
        )
        await record(session, deed, now)
        tell(session, scope, "patient.merged", stays_id, now, {"from": goes_id})
    return stays


def _take_over(stays: PatientRow, goes: PatientRow) -> None:
    for name in _FILLED:
        if not getattr(stays, name):
            setattr(stays, name, getattr(goes, name))
    for name in _JOINED:
        setattr(stays, name, _joined(getattr(stays, name), getattr(goes, name)))
    for name in _LATEST:
        moments = [one for one in (getattr(stays, name), getattr(goes, name)) if one is not None]
        setattr(stays, name, max(moments, default=None))
    stays.do_not_book = stays.do_not_book or goes.do_not_book
    stays.do_not_contact = stays.do_not_contact or goes.do_not_contact


def _joined(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> dict[str, Any]:
    """Both; where both say something, lists and texts are put together and other values stay."""
    whole = dict(other or {})
    for name, value in (one or {}).items():
        further = whole.get(name)
        if isinstance(value, list) and isinstance(further, list):
            whole[name] = value + [each for each in further if each not in value]
        elif isinstance(value, str) and isinstance(further, str) and name == "notes":
            whole[name] = "\n".join(dict.fromkeys((value, further)))
        else:
            whole[name] = value
    return whole


async def _move(
    session: AsyncSession, scope: Scope, stays_id: str, goes_id: str
) -> dict[str, list[Any]]:
    """Point every row of every table at the record that stays; which ones, by table.column."""
    moved: dict[str, list[Any]] = {}
    for table, column in _links():
        own = (table.c.practice_id == scope.practice_id) & (column == goes_id)
        keys = list(table.primary_key.columns)
        rows = [list(row) for row in (await session.execute(select(*keys).where(own))).all()]
        if rows:
            await session.execute(update(table).where(own).values({column.name: stays_id}))
            moved[f"{table.name}.{column.name}"] = [
                row[0] if len(row) == 1 else row for row in rows
            ]
    earlier = scope.changing(PatientRow).where(col(PatientRow.merged_into) == goes_id)
    await session.execute(earlier.values(merged_into=stays_id))
    return moved


def _links() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column of every table that names a patient."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == PatientRow.__tablename__:
                yield table, key.parent


async def _without_doubles(session: AsyncSession, scope: Scope, patient_id: str) -> list[str]:
    """Remove telephones that the patient now has twice; returns their kinds and indexes."""
    query = scope.rows(Phone).where(col(Phone.patient_id) == patient_id)
    query = query.execution_options(populate_existing=True)
    known: set[str] = set()
    removed: list[str] = []
    for phone in list(await session.scalars(query.order_by(col(Phone.id)))):
        if phone.number_index in known:
            removed.append(f"{phone.kind} {phone.number_index}")
            await session.delete(phone)
        known.add(phone.number_index)
    return removed
