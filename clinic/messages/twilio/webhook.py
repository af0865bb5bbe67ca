"""What Twilio posts to us, from the form to the answer (TwiML); a path of the API is all around it.

Nothing is believed without the signature. Whatever a text says, the answer is a document; after a
fault of ours Twilio hands the same text in again, which is done once all the same.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from twilio.twiml.messaging_response import MessagingResponse

from clinic.jobs.job import Work
from clinic.messages.incoming import clinic_reached, received
from clinic.messages.report import reported
from clinic.messages.twilio.callback import incoming, report
from clinic.messages.twilio.signature import believe

TEXT_PATH = "/webhook/sms"
"""Where texts come in; for reports see `texts.STATUS_PATH`."""


async def texted(
    work: Work, path_and_query: str, fields: Mapping[str, str], signature: str | None
) -> str:
    """Take a text in; the TwiML to answer with, which may hold nothing.

    `path_and_query` are those of the request as it came. Raises `Unsigned`, and `KeyError` for a
    form that is none of Twilio's.
    """
    believe(work.settings, path_and_query, fields, signature)
    text = incoming(fields)
    answer = MessagingResponse()
    scope = await clinic_reached(work, text.to, text.from_)
    if scope is not None:
        said = await received(work, scope, text.from_, text.body, text.id, work.clock())
        if said is not None:
            answer.message(said)
    return str(answer)


async def fared(
    work: Work, path_and_query: str, fields: Mapping[str, str], signature: str | None
) -> bool:
    """Take a report in on a text that went out; false where it is about none of ours.

    Raises as `texted` does.
    """
    believe(work.settings, path_and_query, fields, signature)
    told = report(fields)
    asked = parse_qs(urlsplit(path_and_query).query).get("message", [""])
    return await reported(work, asked[0], told.id, told.status, told.error)
