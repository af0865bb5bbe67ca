"""What stands about a clinic in its file and its flow, for admins: to be read here, changed there.

Hours and wordings are changed in the flow's form, everything else by whoever keeps the file.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import ADMINS, Desk, at_desk
from api.problem import answers, looking_for
from api.route import Route
from clinic.recordings.area_codes import STATES
from clinic.recordings.law import hindrance
from clinic.store.flow_versions import flow_of, published
from clinic.store.profile import clinic_of
from engine.clinic import DAYS, Clinic

AHEAD: Final = timedelta(days=365)
"""For how long holidays are told."""

router = APIRouter(prefix="/api/facts", tags=["facts"], route_class=Route)


class ClinicLinesOut(BaseModel):
    """The clinic's telephones, E.164."""

    number: str = Field(description="The line that Frontdesk answers.")
    staff: str = Field(description="Where callers are put through to.")
    on_call: str | None = Field(description="After hours, for urgent calls only.")


class ClinicServiceOut(BaseModel):
    """Something that patients come for."""

    name: str
    minutes: int
    by: str = Field(description="The role of those who do it.", examples=["hygienist"])
    booking: str = Field(description="direct, approval or request.")
    price: int | None = Field(description="In whole dollars.")
    new_patients: bool = Field(description="New patients may book it in a call.")


class ClinicProviderOut(BaseModel):
    """A dentist, hygienist or doctor."""

    name: str
    role: str
    days: list[str]


class RecordingRuleOut(BaseModel):
    """Whether calls are recorded, and what the law of the clinic's state asks."""

    enabled: bool
    retention_days: int
    announcement: bool
    everybody_must_know: bool = Field(
        description="In this state one side's knowing is not enough, as far as is known."
    )
    hindrance: str | None = Field(description="Why not all calls are recorded, as a sentence.")


class FactsOut(BaseModel):
    """A clinic as its file has it."""

    id: str
    name: str
    address: str
    state: str
    timezone: str
    languages: list[str]
    flow: str
    call_routing: str = Field(examples=["ai_first"])
    lines: ClinicLinesOut
    hours: dict[str, list[str]] = Field(
        description="By weekday; none: closed.", examples=[{"mon": ["08:00-17:00"]}]
    )
    lunch: str | None = Field(examples=["12:00-13:00"])
    holidays: list[date] = Field(description="Of the next twelve months, of its file.")
    services: list[ClinicServiceOut]
    providers: list[ClinicProviderOut]
    operatories: list[str]
    insurance_accepted: list[str]
    callback_within_hours: int
    cancellation_notice_hours: int
    booking_horizon_days: int
    minimum_notice_hours: int
    preset: str
    thresholds: dict[str, float] = Field(description="Those in force, by name.")
    recording: RecordingRuleOut
    agreements: list[str] = Field(description="Vendors that its file has an agreement with.")


@router.get("", responses=answers(401, 403, 404))
async def facts(desk: Annotated[Desk, at_desk("clinics", roles=ADMINS, phi=False)]) -> FactsOut:
    """The clinic as its file has it, with the thresholds of the flow in force."""
    with looking_for("clinic"):
        clinic = await clinic_of(desk.database, desk.scope)
    version = await published(desk.database, desk.scope)
    thresholds = dict(clinic.thresholds)
    if version is not None:
        flow = await flow_of(desk.database, desk.scope, version.id)
        thresholds = asdict(flow.thresholds)
    today = desk.now.date()
    return FactsOut(
        id=clinic.id,
        name=clinic.name,
        address=clinic.address,
        state=clinic.state,
        timezone=clinic.timezone,
        languages=list(clinic.languages),
        flow=clinic.flow,
        call_routing=clinic.call_routing,
        lines=ClinicLinesOut(
            number=clinic.number, staff=clinic.staff_line, on_call=clinic.on_call_line
        ),
        hours={day: ["-".join(one) for one in clinic.hours.get(day, ())] for day in DAYS},
        lunch="-".join(clinic.lunch) if clinic.lunch else None,
        holidays=sorted(day for day in clinic.holidays if today <= day < today + AHEAD),
        services=[
            ClinicServiceOut.model_validate(one, from_attributes=True) for one in clinic.services
        ],
        providers=[
            ClinicProviderOut(name=one.name, role=one.role, days=list(one.days))
            for one in clinic.providers
        ],
        operatories=list(clinic.operatories),
        insurance_accepted=list(clinic.insurance_accepted),
        callback_within_hours=clinic.callback_within_hours,
        cancellation_notice_hours=clinic.cancellation_notice_hours,
        booking_horizon_days=clinic.booking_horizon_days,
        minimum_notice_hours=clinic.minimum_notice_hours,
        preset=clinic.preset,
        thresholds=thresholds,
        recording=_recording(clinic),
        agreements=list(clinic.baa),
    )


def _recording(clinic: Clinic) -> RecordingRuleOut:
    return RecordingRuleOut(
        enabled=clinic.recording.enabled,
        retention_days=clinic.recording.retention_days,
        announcement=clinic.recording.announcement,
        everybody_must_know=clinic.state not in STATES,
        hindrance=hindrance(clinic),
    )
