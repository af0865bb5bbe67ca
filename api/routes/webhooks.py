"""What vendors tell us: texts that came in, and how those that left have fared.

A vendor signs what it sends; what is not signed for this server's address is refused before it is
read. An answer in TwiML is what the carrier sends back (twilio.com/docs/messaging/twiml).
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from api.access import AtHouse
from api.body import is_storable
from api.house import House
from api.problem import answers, refused, unusable
from clinic.jobs.job import Work
from clinic.messages.twilio.webhook import Unsigned, fared, texted

TWIML = "application/xml"
router = APIRouter(prefix="/webhook", tags=["webhooks"])

_FORM = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "additionalProperties": {"type": "string"}}
            }
        }
    }
}


@router.post(
    "/sms",
    responses={200: {"content": {TWIML: {}}, "description": "TwiML."}, **answers(403)},
    response_class=Response,
    openapi_extra=_FORM,
)
async def sms(request: Request, there: AtHouse) -> Response:
    """A text that somebody sent to a clinic's number."""
    fields = await _fields(request)
    try:
        answer = await texted(_work(there), _path(request), fields, _signature(request))
    except Unsigned:
        raise refused("This is not signed by the carrier for this server.", "unsigned") from None
    except KeyError:
        raise unusable("The form is none of the carrier's.", "form") from None
    return Response(answer, media_type=TWIML)


@router.post("/sms/status", status_code=204, responses=answers(403), openapi_extra=_FORM)
async def sms_status(request: Request, there: AtHouse) -> None:
    """How a text that we sent has fared."""
    fields = await _fields(request)
    try:
        await fared(_work(there), _path(request), fields, _signature(request))
    except Unsigned:
        raise refused("This is not signed by the carrier for this server.", "unsigned") from None
    except KeyError:
        raise unusable("The form is none of the carrier's.", "form") from None


async def _fields(request: Request) -> Mapping[str, str]:
    """The form as the carrier sent it. Raises `Problem`."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise unusable("A carrier sends a form.", "form")
    async with request.form(max_files=0, max_fields=200) as form:
        fields = {name: str(value) for name, value in form.items()}
    if not all(is_storable(name + value) for name, value in fields.items()):
        raise unusable("The form holds what no text can.", "form")
    return fields


def _path(request: Request) -> str:
    """The path and query as they came, which the carrier has signed."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _signature(request: Request) -> str:
    return request.headers.get("x-twilio-signature", "")


def _work(there: House) -> Work:
    return Work(there.database, there.settings, there.clock)
