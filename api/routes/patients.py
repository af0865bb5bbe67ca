"""Patients: found, entered, corrected, and put together where two records are of one.

Nothing about anybody stands in an address: who looks for somebody sends the name in a body.
"""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Id, Line
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.patient_form import (
    NewPatient,
    PatientChange,
    PatientFile,
    PatientOut,
    PhoneIn,
    PhoneOut,
    Status,
    asked_of,
    care_for,
    phone_shown,
    shown,
)
from api.problem import answers, looking_for, refused, unusable
from api.route import Route
from clinic.store import patient_file
from clinic.store.context import OF_ROLE, context
from clinic.store.duplicates import duplicate_groups, duplicates_of
from clinic.store.merge import merge
from clinic.store.patient_search import Criteria, patients, read
from clinic.store.relatives import family, guardian_of
from clinic.store.tables.patient import PatientRow
from clinic.telephone import e164

router = APIRouter(prefix="/api/patients", tags=["patients"], route_class=Route)

PatientDesk = Annotated[Desk, at_desk("patients")]
ReadingDesk = Annotated[Desk, at_desk("patients", action="read")]
ChangingDesk = Annotated[Desk, at_desk("patients", action="update")]
AdminDesk = Annotated[Desk, at_desk("patients", roles=ADMINS)]


class Search(Body):
    """Whom to find; everything that is given must hold."""

    q: Line | None = Field(
        default=None, description="A date of birth, a telephone, or a name.", examples=["Ruiz"]
    )
    surname: Line | None = None
    surname_start: Line | None = Field(default=None, description="Its first three letters.")
    phone: Line | None = None
    date_of_birth: date | None = None
    status: Status | None = None


class MergeIn(Body):
    """The record that goes."""

    other_id: Id


class Related(BaseModel):
    """Another record, and what it has to do with this one."""

    patient: PatientOut
    because: list[str] = Field(examples=[["guardian", "phone"]])


@router.get("", responses=answers(401, 403, 404))
async def all_patients(
    desk: PatientDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    status: Annotated[Status | None, Query()] = None,
) -> Page[PatientOut]:
    """The clinic's patients, in the order in which they were entered."""
    return await _page(desk, Criteria(status=status), cursor, limit)


@router.post("/search", responses=answers(401, 403, 404))
async def search(
    desk: ReadingDesk, given: Search, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[PatientOut]:
    """Find patients by what callers and staff know of them."""
    number = None
    if given.phone is not None:
        number = e164(given.phone)
        if number is None:
            raise unusable("That is no telephone number; it needs its area code.", "phone")
    typed = read(given.q) if given.q else Criteria()
    born = given.date_of_birth.isoformat() if given.date_of_birth else typed.date_of_birth
    wanted = Criteria(
        surname=given.surname,
        surname_start=given.surname_start or typed.surname_start,
        telephone=number or typed.telephone,
        date_of_birth=born,
        status=given.status,
    )
    if wanted == Criteria(status=given.status):
        raise unusable("Say whom to look for.", "search")
    return await _page(desk, wanted, cursor, limit)


@router.post("", status_code=201, responses=answers(401, 403, 404, 409))
async def enter(desk: PatientDesk, given: NewPatient) -> PatientFile:
    """Enter a patient. Of a minor without a guardian the staff get a task."""
    phones = [(one.kind, one.number) for one in given.phones]
    row = await patient_file.enter(
        desk.database, desk.scope, asked_of(given), phones, desk.now, by=desk.member.id
    )
    desk.touch(row.id)
    return await _whole(desk, row)


@router.get("/duplicates", responses=answers(401, 403, 404))
async def all_duplicates(desk: AdminDesk) -> list[list[PatientOut]]:
    """Records of the same name and date of birth, in the whole clinic."""
    groups = await duplicate_groups(desk.database, desk.scope)
    desk.touch(*(one.id for group in groups for one in group))
    return [[shown(one) for one in group] for group in groups]


@router.get("/{patient_id}", responses=answers(401, 403, 404))
async def patient(desk: PatientDesk, patient_id: str) -> PatientFile:
    """A patient's record; of one that was merged, the one that took it over."""
    with looking_for("patient"):
        row = await patient_file.patient(desk.database, desk.scope, patient_id)
    desk.touch(row.id)
    return await _whole(desk, row)


@router.patch("/{patient_id}", responses=answers(401, 403, 404, 409))
async def change(desk: PatientDesk, patient_id: str, given: PatientChange) -> PatientFile:
    """Correct a record. What is told of care, account and preferences is added to the rest."""
    asked = asked_of(given)
    if "name" in asked and asked["name"] is None:
        raise unusable("A patient has a name.", "name")
    asked = {
        name: value
        for name, value in asked.items()
        if value is not None or name not in ("status", "do_not_book", "do_not_contact")
    }
    desk.note(fields=sorted(asked))
    with looking_for("patient"):
        row = await patient_file.change(
            desk.database, desk.scope, patient_id, asked, desk.now, by=desk.member.id
        )
    return await _whole(desk, row)


@router.post("/{patient_id}/phones", status_code=201, responses=answers(401, 403, 404, 409))
async def add_phone(desk: ChangingDesk, patient_id: str, given: PhoneIn) -> PhoneOut:
    """Give a patient one more telephone."""
    with looking_for("patient"):
        phone = await patient_file.add_phone(
            desk.database, desk.scope, patient_id, given.kind, given.number, desk.now
        )
    return phone_shown(phone)


@router.delete("/{patient_id}/phones/{phone_id}", status_code=204, responses=answers(401, 403, 404))
async def remove_phone(desk: ChangingDesk, patient_id: str, phone_id: str) -> None:
    """Take a telephone away."""
    desk.touch(patient_id)
    with looking_for("telephone"):
        await patient_file.remove_phone(desk.database, desk.scope, patient_id, phone_id, desk.now)


@router.get("/{patient_id}/family", responses=answers(401, 403, 404))
async def relatives(desk: PatientDesk, patient_id: str) -> list[Related]:
    """Who shares a telephone or a guardian: whom else a call may be about."""
    with looking_for("patient"):
        found = await family(desk.database, desk.scope, patient_id)
    desk.touch(*(one.id for one, _ in found))
    return [Related(patient=shown(one), because=list(ties)) for one, ties in found]


@router.get("/{patient_id}/duplicates", responses=answers(401, 403, 404))
async def duplicates(desk: PatientDesk, patient_id: str) -> list[Related]:
    """Records that may be of the same person. Nobody but a person puts them together."""
    with looking_for("patient"):
        found = await duplicates_of(desk.database, desk.scope, patient_id)
    desk.touch(*(one.patient.id for one in found))
    return [Related(patient=shown(one.patient), because=list(one.because)) for one in found]


@router.post("/{patient_id}/merge", responses=answers(401, 403, 404, 409))
async def take_over(desk: ChangingDesk, patient_id: str, given: MergeIn) -> PatientFile:
    """Put another record into this one. What pointed at the other points here afterwards."""
    desk.note(merged=given.other_id)
    with looking_for("patient"):
        row = await merge(
            desk.database, desk.scope, patient_id, given.other_id, desk.now, by=desk.member.id
        )
    return await _whole(desk, row)


@router.get("/{patient_id}/context", responses=answers(401, 403, 404))
async def patient_context(
    desk: PatientDesk,
    patient_id: str,
    view: Annotated[
        Literal["screen_pop", "staff", "doctor"] | None,
        Query(description="For what it is read; without it, the usual view of your role."),
    ] = None,
) -> dict[str, Any]:
    """What is known of a patient, as far as the purpose needs it."""
    allowed = OF_ROLE[desk.member.role]
    if view is not None and view not in allowed:
        raise refused("This view is for doctors only.")
    with looking_for("patient"):
        known = await context(desk.database, desk.scope, patient_id, desk.now)
    desk.touch(known.patient_id)
    return known.as_json(view or allowed[0])


async def _page(desk: Desk, wanted: Criteria, cursor: str | None, limit: int) -> Page[PatientOut]:
    query = patients(desk.scope, desk.database.keyring, wanted)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session, query, [col(PatientRow.id)], lambda one: [one.id], cursor=cursor, limit=limit
        )
    desk.touch(*(one.id for one in found))
    return Page(items=[shown(one) for one in found], next=following)


async def _whole(desk: Desk, row: PatientRow) -> PatientFile:
    phones = await patient_file.phones_of(desk.database, desk.scope, row.id)
    return PatientFile(
        **shown(row).model_dump(),
        email=row.email,
        address=row.address,
        language=row.language,
        guardian=await guardian_of(desk.database, desk.scope, row),
        lacks_guardian=patient_file.lacks_guardian(row, desk.now),
        phones=[phone_shown(one) for one in phones],
        care=care_for(desk.member.role, row),
        account=row.account or {},
        preferences=row.preferences or {},
        created_at=row.created_at.isoformat(),
        updated_at=row.updated_at.isoformat(),
    )
