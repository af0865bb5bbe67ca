"""What a practice's own workflows may ask (n8n and its like): to call a lead, to tell of a call.

A workflow shows a secret that the operator gave it, and nothing else of the API opens to that. A
request passes the same reading, consent and duplicates as a file does.
"""

import json
from secrets import compare_digest
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlmodel import col, select

from api.access import AtHouse, address, too_many
from api.body import Body, Id
from api.house import House
from api.problem import (
    Mistake,
    answers,
    as_response,
    looking_for,
    missing,
    refused,
    request_id,
    unusable,
)
from api.route import HEADER, LONGEST
from api.told_lead import StatusIn, StatusOut, as_told
from clinic.outreach.leads.calls import LeadCall
from clinic.outreach.leads.destination import NotAllowed, allowed
from clinic.outreach.leads.entering import OtherContent, digest_of
from clinic.outreach.leads.standing import NO_CONSENT, standing_of
from clinic.outreach.leads.telling import Told, keep_told
from clinic.outreach.leads.wish import Refused, Wish, take
from clinic.store.audit import Deed, record
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow

SECRET: Final = "Frontdesk-Secret"
UNNAMED: Final = "n8n"
WORKFLOWS: Final = "workflows"
"""Whose requests with the secret are counted together, as one user's."""
REASONS: Final = {
    "missing": "It is missing.",
    "known": "They are a lead already, and have not agreed anew.",
    NO_CONSENT: "They are kept, but no machine calls them: say where and when they agreed to it.",
    "phone": "It is no telephone number.",
    "abroad": "It is a number of another country.",
    "premium": "To call it costs extra.",
    "clinic_number": "It is the clinic's own.",
    "name": "It is no name.",
    "formula": "It begins like a formula.",
    "too_long": "It is too long.",
    "unreadable": "It holds what no text can.",
}
"""Why somebody is not called, in a sentence."""

Text = Annotated[str, Field(max_length=4000)]


async def by_secret(
    request: Request,
    there: AtHouse,
    given: Annotated[str | None, Header(alias=SECRET, max_length=500)] = None,
) -> House:
    """The house, for whoever shows the secret. Raises `Problem`."""
    secret = there.settings.n8n_secret
    known = secret.get_secret_value().encode() if secret is not None else b""
    trusted = compare_digest((given or "").encode(), known) and secret is not None
    who = WORKFLOWS if trusted else address(request) or "unknown"
    seconds = await there.limit.wait(who, signed_in=trusted)
    if seconds:
        raise too_many(seconds)
    if secret is None:
        raise refused(
            "Nobody may start calls from outside: set N8N_SECRET on this server.", "no_secret"
        )
    if not trusted:
        raise refused(f"Send the server's N8N_SECRET in the header {SECRET}.", "wrong_secret")
    return there


AtTrusted = Annotated[House, Depends(by_secret)]
router = APIRouter(prefix="/webhook/n8n", tags=["workflows"])


class StartCall(Body):
    """Somebody who asked to be called."""

    client_id: Id = Field(description="The clinic's id.", examples=["riverside_dental"])
    name: Text = Field(examples=["Ana Ruiz"])
    phone: Text = Field(examples=["(512) 555-0142"])
    email: Text | None = None
    source_url: Text | None = Field(default=None, examples=["https://riverside.example/contact"])
    notes: Text | None = None
    language: Text | None = Field(default=None, examples=["es"])
    consent_source: Text | None = Field(
        default=None, description="Where they agreed to it.", examples=["form on the web site"]
    )
    consent_at: Text | None = Field(default=None, examples=["2026-03-02T09:10:00-06:00"])
    batch: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="What they belong to; without it, each day is a batch."
    )
    post_back_url: Annotated[str, Field(max_length=500)] | None = Field(
        default=None, description="Where the result is sent."
    )
    idempotency_key: Annotated[str, Field(min_length=1, max_length=LONGEST)] | None = Field(
        default=None, description=f"If the header {HEADER} cannot be set."
    )


class StartedOut(BaseModel):
    """A call that is in line."""

    call_id: str
    lead_id: str
    batch_id: str
    status: str = Field(examples=["queued"])
    problems: list[dict[str, str]] = Field(
        description="What was left out of it.", examples=[[{"column": "email", "code": "email"}]]
    )


@router.post(
    "/start-call",
    status_code=202,
    response_model=StartedOut,
    responses=answers(403, 404, 429),
)
async def start_call(
    there: AtTrusted,
    request: Request,
    given: StartCall,
    key: Annotated[str | None, Header(alias=HEADER, max_length=LONGEST)] = None,
) -> StartedOut | JSONResponse:
    """Have a lead called. Asked again with the same key, it is answered as before."""
    scope = await _scope(there, given.client_id)
    if given.post_back_url is not None:
        _check_address(there, given.post_back_url)
    told = given.model_dump(exclude={"idempotency_key", "client_id", "batch", "post_back_url"})
    wish = Wish(
        cells={name: text for name, text in told.items() if text is not None},
        source=given.batch or UNNAMED,
        key=_key(key or given.idempotency_key, given),
        grouped=given.batch is not None,
        post_back=given.post_back_url,
    )
    clinic = await clinic_of(there.database, scope)
    try:
        taken = await take(there.database, scope, clinic, wish, there.clock())
    except Refused as refusal:
        await _note(request, there, scope, "", success=False)
        return _not_called(request, [(one.column, one.code) for one in refusal.mistakes])
    except OtherContent:
        raise unusable("This key was used for somebody else.", "idempotency_key") from None
    await _note(request, there, scope, taken.lead.id)
    if taken.job is None:
        return _not_called(request, [("consent_source", NO_CONSENT)])
    return StartedOut(
        call_id=taken.job.id,
        lead_id=taken.lead.id,
        batch_id=taken.lead.batch_id,
        status=str(standing_of(taken.lead, taken.job).status),
        problems=[{"column": one.column, "code": one.code} for one in taken.mistakes],
    )


@router.post("/calls/{call_id}/status", responses=answers(403, 404, 429))
async def tell_status(
    there: AtTrusted, request: Request, call_id: str, client_id: str, given: StatusIn
) -> StatusOut:
    """Tell how a lead's call went, as `POST /api/calls/{call_id}/status` does for people."""
    scope = await _scope(there, client_id)
    said = Told(given.status, given.result, given.booked_slot, given.notes)
    with looking_for("call of a lead"):
        lead, job, row = await keep_told(there.database, scope, call_id, said, there.clock())
    await _note(request, there, scope, lead.id)
    return as_told(LeadCall(lead, job, None, row))


async def _scope(there: House, client_id: str) -> Scope:
    async with there.database.reading() as session:
        row = await session.scalar(select(ClinicRow).where(col(ClinicRow.id) == client_id))
    if row is None:
        raise missing("clinic")
    return Scope(row.practice_id, row.id)


def _key(given: str | None, whole: StartCall) -> str:
    """What a request is called: its own key, or else what it says."""
    if given is not None:
        return f"key:{digest_of(given.encode())}"
    said: dict[str, Any] = whole.model_dump(exclude={"post_back_url", "idempotency_key"})
    return f"was:{digest_of(json.dumps(said, sort_keys=True).encode())}"


def _check_address(there: House, url: str) -> None:
    try:
        allowed(url, there.settings.n8n_hosts)
    except NotAllowed as refusal:
        raise unusable(
            "Results are sent to the hosts of the setting N8N_HOSTS only.", str(refusal)
        ) from None


def _not_called(request: Request, faults: list[tuple[str, str]]) -> JSONResponse:
    """Nobody calls them, and why."""
    mistakes = [
        Mistake(field=f"body.{column}", message=f"{REASONS.get(code, code)} ({code})")
        for column, code in faults
    ]
    return as_response(
        422,
        "Nobody is called; see mistakes.",
        code=faults[0][1],
        request_id=request_id(request),
        mistakes=mistakes,
    )


async def _note(
    request: Request, there: House, scope: Scope, lead_id: str, *, success: bool = True
) -> None:
    """A row of the audit trail: no user asked, but a program with the secret."""
    deed = Deed(
        practice_id=scope.practice_id,
        clinic_id=scope.clinic_id,
        action="create",
        resource="leads",
        resource_id=lead_id,
        ip_address=address(request),
        user_agent=request.headers.get("user-agent"),
        success=success,
        phi=True,
        changes={"by": "workflow"},
    )
    async with there.database.writing() as session:
        await record(session, deed, there.clock())
