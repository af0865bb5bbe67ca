"""For admins: who reached what, whether the trail is whole, what needs a look, who our vendors are.

The trail can be read and checked, never changed. Its rows are of the practice, so whoever works in
some clinics only sees those of these clinics.
"""

from calendar import monthrange
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import or_, select
from sqlmodel import col

from api.access import ADMINS, PRACTICE_ADMINS, Desk, at_desk
from api.body import Body, Line, Moment
from api.page import USUAL, Cursor, Limit, Page, narrowed, rows_of
from api.problem import answers, missing
from api.route import Route
from clinic.store.audit import broken_links
from clinic.store.identifier import new_id
from clinic.store.tables.practice import Agreement
from clinic.store.tables.trail import Alert, AuditRow

router = APIRouter(prefix="/api", tags=["trust"], route_class=Route)

AuditDesk = Annotated[Desk, at_desk("audit", roles=ADMINS, phi=False)]
AlertDesk = Annotated[Desk, at_desk("alerts", roles=ADMINS, phi=False)]
PracticeDesk = Annotated[Desk, at_desk("audit", roles=PRACTICE_ADMINS, phi=False)]
VendorDesk = Annotated[Desk, at_desk("agreements", roles=ADMINS, phi=False)]
VendorKeeper = Annotated[Desk, at_desk("agreements", roles=PRACTICE_ADMINS, phi=False)]


class DeedOut(BaseModel):
    """A row of the trail."""

    id: int
    at: datetime
    user_id: str | None
    action: str = Field(examples=["read"])
    resource: str = Field(examples=["patients"])
    resource_id: str
    clinic_id: str | None
    ip_address: str | None
    user_agent: str | None
    success: bool
    phi_accessed: bool
    changes: dict[str, Any] | None


class TrailOut(BaseModel):
    """Whether the trail is whole."""

    whole: bool
    broken_at: list[int] = Field(description="Rows that do not follow the one before them.")


class AlertOut(BaseModel):
    """Something that somebody has to look at."""

    id: str
    type: str = Field(examples=["unusual_access"])
    description: str
    severity: str = Field(examples=["HIGH"])
    user_id: str | None
    clinic_id: str | None
    created_at: datetime
    resolved_at: datetime | None


class AgreementOut(BaseModel):
    """A vendor, and the agreement with it."""

    vendor: str = Field(examples=["twilio"])
    signed_at: datetime | None
    phi_exposure: str
    soc2: bool
    residency: str
    audit_months: int
    next_audit_at: datetime | None


class AgreementIn(Body):
    """What is known of the agreement with a vendor."""

    signed_on: date | None = None
    phi_exposure: Annotated[str, Field(max_length=200)] = ""
    soc2: bool = False
    residency: Annotated[str, Field(max_length=200)] = ""
    audit_months: Annotated[int, Field(ge=1, le=120)] = 12


@router.get("/audit", responses=answers(401, 403, 404))
async def trail(
    desk: AuditDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    user_id: Annotated[str | None, Query(max_length=40)] = None,
    action: Annotated[str | None, Query(max_length=40)] = None,
    resource: Annotated[str | None, Query(max_length=40)] = None,
    resource_id: Annotated[str | None, Query(max_length=64)] = None,
    since: Annotated[Moment | None, Query(description="At or after.")] = None,
    until: Annotated[Moment | None, Query(description="Before.")] = None,
) -> Page[DeedOut]:
    """Who reached what, the latest first. The answer to: who has seen this patient?"""
    query = select(AuditRow).where(col(AuditRow.practice_id) == desk.member.practice_id)
    if desk.member.clinic_ids:
        query = query.where(col(AuditRow.clinic_id).in_(desk.member.clinic_ids))
    query = narrowed(
        query,
        (AuditRow.user_id, user_id),
        (AuditRow.action, action),
        (AuditRow.resource, resource),
        (AuditRow.resource_id, resource_id),
    )
    if since is not None:
        query = query.where(col(AuditRow.at) >= since)
    if until is not None:
        query = query.where(col(AuditRow.at) < until)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(AuditRow.id)],
            lambda one: [one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=[_deed(one) for one in found], next=following)


@router.get("/audit/check", responses=answers(401, 403, 404))
async def check(desk: PracticeDesk) -> TrailOut:
    """Follow the trail from its beginning: was a row changed, or taken out?"""
    wrong = await broken_links(desk.database, desk.member.practice_id)
    return TrailOut(whole=not wrong, broken_at=wrong[:100])


@router.get("/alerts", responses=answers(401, 403, 404))
async def alerts(
    desk: AlertDesk, cursor: Cursor = None, limit: Limit = USUAL, resolved: bool | None = None
) -> Page[AlertOut]:
    """What needs a look, the latest first."""
    query = select(Alert).where(col(Alert.practice_id) == desk.member.practice_id)
    if desk.member.clinic_ids:
        theirs = col(Alert.clinic_id).in_(desk.member.clinic_ids)
        query = query.where(or_(theirs, col(Alert.clinic_id).is_(None)))
    if resolved is not None:
        is_open = col(Alert.resolved_at).is_(None)
        query = query.where(~is_open if resolved else is_open)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(Alert.id)],
            lambda one: [one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=[_alert(one) for one in found], next=following)


@router.post("/alerts/{alert_id}/resolve", responses=answers(401, 403, 404))
async def resolve(desk: AlertDesk, alert_id: str) -> AlertOut:
    """Somebody has looked."""
    async with desk.database.writing() as session:
        row = await session.get(Alert, alert_id)
        mine = row is not None and row.practice_id == desk.member.practice_id
        if (
            row is None
            or not mine
            or not (row.clinic_id is None or desk.member.works_in(row.clinic_id))
        ):
            raise missing("alert")
        row.resolved_at = row.resolved_at or desk.now
    return _alert(row)


@router.get("/agreements", responses=answers(401, 403, 404))
async def agreements(desk: VendorDesk) -> list[AgreementOut]:
    """The vendors, and the business associate agreements with them."""
    query = select(Agreement).where(col(Agreement.practice_id) == desk.member.practice_id)
    async with desk.database.reading() as session:
        found = await session.scalars(query.order_by(col(Agreement.vendor)))
    return [_agreement(one) for one in found]


@router.put("/agreements/{vendor}", responses=answers(401, 403, 404))
async def keep_agreement(desk: VendorKeeper, vendor: Line, given: AgreementIn) -> AgreementOut:
    """Note what is known of the agreement with a vendor."""
    known = select(Agreement).where(
        col(Agreement.practice_id) == desk.member.practice_id, col(Agreement.vendor) == vendor
    )
    async with desk.database.writing() as session:
        row = await session.scalar(known)
        if row is None:
            row = Agreement(id=new_id(desk.now), practice_id=desk.member.practice_id, vendor=vendor)
            session.add(row)
        row.signed_at = _midnight(given.signed_on)
        row.phi_exposure, row.soc2 = given.phi_exposure, given.soc2
        row.residency, row.audit_months = given.residency, given.audit_months
        row.next_audit_at = _months_after(row.signed_at, given.audit_months)
    desk.touch(vendor)
    return _agreement(row)


def _midnight(day: date | None) -> datetime | None:
    return datetime.fromisoformat(f"{day.isoformat()}T00:00:00+00:00") if day else None


def _months_after(at: datetime | None, months: int) -> datetime | None:
    """So many months later, on the same day of the month or its last."""
    if at is None:
        return None
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def _deed(row: AuditRow) -> DeedOut:
    return DeedOut(
        id=int(row.id or 0),
        at=row.at,
        user_id=row.user_id,
        action=row.action,
        resource=row.resource,
        resource_id=row.resource_id,
        clinic_id=row.clinic_id,
        ip_address=row.ip_address,
        user_agent=row.user_agent,
        success=row.success,
        phi_accessed=row.phi_accessed,
        changes=row.changes,
    )


def _alert(row: Alert) -> AlertOut:
    return AlertOut(
        id=row.id,
        type=row.type,
        description=row.description,
        severity=row.severity,
        user_id=row.user_id,
        clinic_id=row.clinic_id,
        created_at=row.created_at,
        resolved_at=row.resolved_at,
    )


def _agreement(row: Agreement) -> AgreementOut:
    return AgreementOut(
        vendor=row.vendor,
        signed_at=row.signed_at,
        phi_exposure=row.phi_exposure,
        soc2=row.soc2,
        residency=row.residency,
        audit_months=row.audit_months,
        next_audit_at=row.next_audit_at,
    )
