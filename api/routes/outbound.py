"""What the carrier asks and tells about calls that the clinic places; see `api/routes/voice`.

Addresses hold ids of ours. What is about none of our calls, comes twice or comes late is answered
like everything else, and changes nothing.
"""

from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.access import AtHouse
from api.carrier_form import FORM, TWIML
from api.problem import answers
from api.routes.voice import answered_by
from telephony.twilio import outgoing

_DOCUMENTED: Final[dict[str, Any]] = {
    "responses": {200: {"content": {TWIML: {}}, "description": "TwiML."}, **answers(403)},
    "response_class": Response,
    "openapi_extra": FORM,
}
router = APIRouter(prefix="/webhook/outbound", tags=["telephone"])


@router.post("/{job_id}", name="outbound", **_DOCUMENTED)
async def called(job_id: str, request: Request, there: AtHouse) -> Response:
    """Somebody whom a job calls has picked up."""
    return await answered_by(request, there, partial(_with, outgoing.called, job=job_id))


@router.post("/reminder/{appointment_id}", name="outbound_reminder", **_DOCUMENTED)
async def reminded(appointment_id: str, request: Request, there: AtHouse) -> Response:
    """The same, of the reminder of an appointment."""
    handler = partial(_with, outgoing.reminded, appointment=appointment_id)
    return await answered_by(request, there, handler)


@router.post("/status/{job_id}", name="outbound_status", **_DOCUMENTED)
async def fared(job_id: str, request: Request, there: AtHouse) -> Response:
    """How a call fares, and who answered it."""
    handler = partial(_with, outgoing.fared, job=job_id)
    return await answered_by(request, there, handler, rescues=False)


async def _with(handler: Any, exchange: Any, leg: Any, fields: Any, query: Any, **more: str) -> str:
    """A handler that is told what stands in the path, too."""
    document: str = await handler(exchange, leg, fields, {**query, **more})
    return document
