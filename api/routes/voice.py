"""What the carrier asks about telephone calls; see `telephony/twilio/webhook`.

Both addresses of an incoming call do the same. Whatever is asked is answered in TwiML
(twilio.com/docs/voice/twiml); what is not signed for this server's address is refused unread.
"""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.access import AtHouse
from api.carrier_form import FORM, TWIML, fields_of, path_of, signature_of
from api.house import House
from api.problem import answers, refused, unusable
from clinic.messages.twilio.signature import Unsigned
from telephony.twilio import address, incoming, people, turns, voicemail
from telephony.twilio.webhook import Handler, answered

TOKEN: Final = "i-twilio-idempotency-token"
_DOCUMENTED: Final[dict[str, Any]] = {
    "responses": {200: {"content": {TWIML: {}}, "description": "TwiML."}, **answers(403)},
    "response_class": Response,
    "openapi_extra": FORM,
}
router = APIRouter(tags=["telephone"])


@router.post("/api/twilio/webhook", name="incoming_alias", **_DOCUMENTED)
@router.post(address.VOICE, **_DOCUMENTED)
async def incoming_call(request: Request, there: AtHouse) -> Response:
    """Somebody calls a clinic's number."""
    return await answered_by(request, there, incoming.incoming)


@router.post(address.TURN, **_DOCUMENTED)
async def turn(request: Request, there: AtHouse) -> Response:
    """What a caller said or keyed, of a call in turns."""
    return await answered_by(request, there, turns.turn)


@router.post(address.DIALLED, **_DOCUMENTED)
async def dialled(request: Request, there: AtHouse) -> Response:
    """How ringing a person ended."""
    return await answered_by(request, there, incoming.rung)


@router.post(address.WHISPER, **_DOCUMENTED)
async def whisper(request: Request, there: AtHouse) -> Response:
    """A person has picked up, and hears what it is about."""
    return await answered_by(request, there, people.whisper, rescues=False)


@router.post(address.ACCEPT, **_DOCUMENTED)
async def accept(request: Request, there: AtHouse) -> Response:
    """A person takes a caller, or does not."""
    return await answered_by(request, there, people.accept, rescues=False)


@router.post(address.MESSAGE, **_DOCUMENTED)
async def message(request: Request, there: AtHouse) -> Response:
    """A caller has left a message."""
    return await answered_by(request, there, voicemail.message_left, rescues=False)


@router.post(address.STATUS, **_DOCUMENTED)
async def status(request: Request, there: AtHouse) -> Response:
    """How a leg fares."""
    return await answered_by(request, there, people.fared, rescues=False)


async def answered_by(
    request: Request, there: House, handler: Handler, *, rescues: bool = True
) -> Response:
    """A handler's answer to a request of the carrier's. Raises `Problem`."""
    fields = await fields_of(request)
    try:
        document = await answered(
            there.exchange,
            path_of(request),
            fields,
            signature_of(request),
            handler,
            token=request.headers.get(TOKEN),
            rescues=rescues,
        )
    except Unsigned:
        raise refused("This is not signed by the carrier for this server.", "unsigned") from None
    except KeyError:
        raise unusable("The form is none of the carrier's.", "form") from None
    return Response(document, media_type=TWIML)
