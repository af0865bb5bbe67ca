"""The person who is rung: what they hear, which key they press, and how it ended otherwise.

A whisper never names the caller. Only the key 1 brings the caller: an answering machine, a child
and a pocket press nothing, and the caller goes on to the next number, or leaves a message (FG-25).
"""

import logging
from collections.abc import Mapping
from typing import Final

from clinic.store.lines import OVER, advance_line, claim, line
from clinic.store.scope import Scope
from clinic.store.tables.call import CallLine, CallRow
from telephony.twilio import answer, turns
from telephony.twilio.carrier import ending
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg
from telephony.twilio.rest import CarrierFailed
from telephony.twilio.wording import whispered

YES: Final = "1"
_log = logging.getLogger(__name__)


async def whisper(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """What a person hears whom a call in turns dials."""
    row = await _awaited(exchange, query)
    if row is None:
        return answer.hang_up()
    async with exchange.database.reading() as session:
        call = await session.get(CallRow, row.caller_line)
    reason = (call.escalation if call is not None else None) or ""
    return answer.whisper(exchange.settings, row.id, whispered(reason), "turn")


async def accept(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """A person has pressed a key."""
    row = await _awaited(exchange, query)
    if row is None:
        return answer.spoken("gone")
    if fields.get("Digits") != YES:
        return answer.hang_up()
    await claim(exchange.database, row.id, "accepted_at", exchange.clock())
    if query.get("call") == "turn":
        return answer.nothing()  # the two are put together by the dialling itself
    scope = Scope(row.practice_id, row.clinic_id)
    carrier = await exchange.carrier_of(scope, str(row.caller_line))
    try:
        met = await carrier.put_through(row.id)
    except CarrierFailed as failed:
        _log.error("a caller could not be put through: %s", failed)
        met = False
    return answer.meet(exchange.settings, row.id) if met else answer.spoken("gone")


async def fared(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """How a leg fares: of a person who is rung, or of a caller."""
    ours = query.get("leg", "")
    await advance_line(exchange.database, ours or leg.id, leg.status, exchange.clock())
    how = ending(leg.status)
    if how is None:
        return answer.nothing()
    if ours:
        exchange.legs.rung(ours, how)
    elif not exchange.legs.gone(leg.id):
        await turns.hung_up(exchange, leg)
    return answer.nothing()


async def _awaited(exchange: Exchange, query: Mapping[str, str]) -> CallLine | None:
    """The leg of a person whom somebody still waits for."""
    row = await line(exchange.database, query.get("leg", ""))
    if row is None or row.caller_line is None or row.status in OVER:
        return None
    return row
