"""What vendors tell us: texts that came in, and how those that left have fared.

A vendor signs what it sends; what is not signed for this server's address is refused before it is
read. An answer in TwiML is what the carrier sends back (twilio.com/docs/messaging/twiml).
"""

from fastapi import APIRouter, Request, Response

from api.access import AtHouse
from api.carrier_form import FORM, TWIML, fields_of, path_of, signature_of
from api.house import House
from api.problem import answers, refused, unusable
from clinic.jobs.job import Work
from clinic.messages.twilio.signature import Unsigned
from clinic.messages.twilio.webhook import fared

router = APIRouter(prefix="/webhook", tags=["webhooks"])


@router.post(
    "/sms",
    responses={200: {"content": {TWIML: {}}, "description": "TwiML."}, **answers(403)},
    response_class=Response,
    openapi_extra=FORM,
)
async def sms(request: Request, there: AtHouse) -> Response:
    """A text that somebody sent to a clinic's number."""
    fields = await fields_of(request)
    try:
        answer = await there.door.texted(
            _work(there), path_of(request), fields, signature_of(request)
        )
    except Unsigned:
        raise refused("This is not signed by the carrier for this server.", "unsigned") from None
    except KeyError:
        raise unusable("The form is none of the carrier's.", "form") from None
    return Response(answer, media_type=TWIML)


@router.post("/sms/status", status_code=204, responses=answers(403), openapi_extra=FORM)
async def sms_status(request: Request, there: AtHouse) -> None:
    """How a text that we sent has fared."""
    fields = await fields_of(request)
    try:
        await fared(_work(there), path_of(request), fields, signature_of(request))
    except Unsigned:
        raise refused("This is not signed by the carrier for this server.", "unsigned") from None
    except KeyError:
        raise unusable("The form is none of the carrier's.", "form") from None


def _work(there: House) -> Work:
    return Work(there.database, there.settings, there.clock)
