"""What Twilio posts to us about calls, from the form to the answer (TwiML).

Nothing is believed without the signature. A request that comes twice is answered once. Twilio
waits fifteen seconds and then does without us; long before that, a caller whose question we cannot
answer is put through to the clinic's own telephone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from clinic.messages.twilio.signature import believe
from telephony.twilio import answer
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg, leg

DEADLINE_SECONDS: Final = 10.0
_TELLING: Final = ("CallStatus", "DialCallStatus", "Digits", "SequenceNumber", "RecordingSid")
_log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[Exchange, Leg, Mapping[str, str], Mapping[str, str]], Awaitable[str]]
"""Answers a request: the leg, the fields of the form, the query of its address."""


async def answered(
    exchange: Exchange,
    path_and_query: str,
    fields: Mapping[str, str],
    signature: str | None,
    handler: Handler,
    *,
    token: str | None = None,
    rescues: bool = True,
) -> str:
    """The answer to a request; `token` is the one that Twilio repeats when it asks again.

    `rescues` if the caller is to be put through to the clinic's telephone should we fail.

    Raises `Unsigned`, `KeyError` for a form that is none of Twilio's, and whatever went wrong where
    nobody can be put through.
    """
    believe(exchange.settings, path_and_query, fields, signature)
    one = leg(fields)
    query = dict(parse_qsl(urlsplit(path_and_query).query))
    telling = token or " ".join(fields.get(name, "") for name in _TELLING)
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            return await exchange.answered.once(
                f"{one.id} {path_and_query} {telling}",
                lambda: handler(exchange, one, fields, query),
            )
    except Exception as fault:
        _log.error("a call cannot be answered as it should: %s", type(fault).__name__)
        if not rescues:
            raise
        reached = await exchange.directory.reached(one.called)
        if reached is None:
            raise
        if one.placed:
            return answer.cut_off(reached.clinic, exchange.clock())
        return answer.ring_staff(exchange.settings, reached.clinic, "voicemail")
