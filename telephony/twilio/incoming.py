"""A call comes in: the screens of the clinic are told first, then somebody answers.

Telling them may not hold the caller up (CI-4): after a short while the call is answered all the
same, and the screens hear of it when they do.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from sqlalchemy.exc import IntegrityError

from clinic.store.lines import new_line
from clinic.store.recognition import lookup, ringing
from telephony.twilio import answer, turns
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg, dialled
from telephony.twilio.reached import Reached
from telephony.twilio.routing import First, first
from telephony.twilio.voicemail import take_message

ANNOUNCE_SECONDS: Final = 0.4
_log = logging.getLogger(__name__)


async def incoming(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """Answer a caller, by the clinic's routing mode."""
    reached = await exchange.directory.reached(leg.called)
    if reached is None:
        return answer.spoken("unknown_number")
    if leg.caller == reached.clinic.number:
        return answer.reject()  # we rang a person whose line passes calls on to ours
    if reached.blocks(leg.caller) and not await _is_known(exchange, reached, leg):
        return answer.spoken("blocked")
    await _announced(exchange, reached, leg)
    way = first(
        reached.clinic,
        exchange.clock(),
        paused=reached.paused,
        forwarded_from=leg.forwarded_from,
    )
    if way is First.VOICEMAIL:
        return await take_message(exchange, reached, leg, "voicemail")
    if way is First.AGENT:
        return await agent(exchange, reached, leg)
    then = "agent" if way is First.STAFF_ELSE_AGENT else "voicemail"
    seconds = reached.ring_seconds or answer.RING_SECONDS
    return answer.ring_staff(exchange.settings, reached.clinic, then, seconds)


async def agent(exchange: Exchange, reached: Reached, leg: Leg) -> str:
    """The receptionist answers: by a stream of sound, or by turns where the clinic wants that."""
    if reached.by_turns:
        return await turns.begin(exchange, reached, leg)
    token = exchange.tokens.issue(leg.id, reached.scope, leg.caller)
    return answer.connect(exchange.settings, reached.clinic, token)


async def rung(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """The staff were rung: they have spoken with the caller, or somebody else answers now."""
    if query.get("then") == "turn":
        return await turns.put_through(exchange, leg, fields, query)
    ended = dialled(fields)
    if query.get("then") not in ("agent", "voicemail") or ended.bridged:
        return answer.hang_up()
    reached = await exchange.directory.reached(leg.called)
    if reached is None:
        return answer.spoken("unknown_number")
    if query["then"] == "agent" and not reached.paused:
        return await agent(exchange, reached, leg)
    return await take_message(exchange, reached, leg, "unanswered")


async def _is_known(exchange: Exchange, reached: Reached, leg: Leg) -> bool:
    """Whether a blocked number is a patient's: they may be in need, and are never turned away."""
    try:
        async with exchange.database.connection() as connection:
            keyring = exchange.database.keyring
            return bool(await lookup(connection, keyring, reached.scope, leg.caller or ""))
    except Exception as fault:
        _log.error("a blocked number cannot be looked up: %s", type(fault).__name__)
        return True


async def _announced(exchange: Exchange, reached: Reached, leg: Leg) -> None:
    """Have the call come up on the screens, once; wait for that a short while."""
    telling = asyncio.ensure_future(_announce(exchange, reached, leg))
    done, _ = await asyncio.wait({telling}, timeout=ANNOUNCE_SECONDS)
    if not done:
        _log.warning("a call is answered before the screens know of it")
        exchange.legs.later(_finished(telling))


async def _finished(telling: "asyncio.Future[None]") -> None:
    await telling


async def _announce(exchange: Exchange, reached: Reached, leg: Leg) -> None:
    now = exchange.clock()
    line = new_line(reached.scope, leg.id, now, caller=leg.caller, attestation=leg.attestation)
    try:
        await ringing(exchange.database, reached.scope, leg.id, leg.caller, now, line=line)
    except IntegrityError:
        pass  # the carrier asks again; the screens know
    except Exception as fault:  # the screens do without; the caller is served
        _log.error("a call could not be announced: %s", type(fault).__name__)
