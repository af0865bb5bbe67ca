"""Calls that the clinic places: what is said to whoever picks up, and what Twilio tells of them.

A report may come twice, late, in any order, and about a call that is another's; each finds its try
by the id in its address, and only moves it forward. The carrier's guess at who answered is a guess:
once somebody has said that it is they, a machine that is reported then is none.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.carrier import OVER, is_machine
from clinic.outreach.outcome import FAX, attempt_ended, locked_try
from clinic.outreach.tending import line_over, taken
from clinic.store.lines import advance_line
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from engine.flow import Flow
from engine.voicemail import KEY, voicemail
from telephony.twilio import answer, turns
from telephony.twilio.carrier import GONE
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg
from telephony.twilio.rest import CarrierFailed

REMINDER: Final = "reminder"
GREETING: Final = "GREETING"
"""The state of a call until somebody has said that it is they."""
_BEGINS: Final = ("queued", "initiated", "ringing")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Try:
    """A try of a clinic, found by what Twilio was told of it."""

    scope: Scope
    id: str
    version_id: str


async def called(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """Somebody whom a clinic calls has picked up; `job` and `attempt` stand in the query."""
    found = await _found(exchange, leg.id, query)
    reached = await exchange.directory.reached(leg.called)
    if found is None or reached is None or reached.scope != found.scope:
        return answer.hang_up()
    async with exchange.database.writing() as session:
        attempt = await taken(session, found.scope, found.id, leg.id)
        if attempt is None or attempt.outcome not in (None, "voicemail"):
            return answer.hang_up()
        left = attempt.outcome
    flow = await exchange.board.flow(found.scope, leg.id, exchange.placed(found.scope, leg.id))
    if left is not None:
        return _message(flow)
    if reached.by_turns:
        return await turns.begin(exchange, reached, leg)
    token = exchange.tokens.issue(leg.id, reached.scope, leg.caller, placed=True)
    now = exchange.clock()
    return answer.connect_called(exchange.settings, reached.clinic, token, now, flow.language)


async def reminded(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """The same, of the reminder of an appointment, which stands in the query."""
    jobs = select(OutreachJob).where(
        col(OutreachJob.appointment_id) == query.get("appointment", ""),
        col(OutreachJob.purpose) == REMINDER,
    )
    async with exchange.database.reading() as session:
        job = await session.scalar(jobs.order_by(col(OutreachJob.id).desc()).limit(1))
    if job is None:
        return answer.hang_up()
    return await called(exchange, leg, fields, {**query, "job": job.id})


async def fared(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """How a call fares, or who answered it."""
    found = await _found(exchange, leg.id, query)
    if found is None:
        return answer.nothing()
    answered_by = fields.get("AnsweredBy", "")[:20]
    if answered_by:
        await _answered_by(exchange, found, leg.id, answered_by)
    if leg.status:
        await _line(exchange, found, leg)
    return answer.nothing()


async def _line(exchange: Exchange, found: _Try, leg: Leg) -> None:
    """Note how the line of a call fares; one that is over ends the call on it, too."""
    async with exchange.database.writing() as session:
        attempt = await taken(session, found.scope, found.id, leg.id)
        if attempt is None:
            return
        if leg.status in OVER:
            await line_over(session, found.scope, attempt, leg.status, exchange.clock())
    await advance_line(exchange.database, leg.id, leg.status, exchange.clock())
    if leg.status in _BEGINS:
        exchange.legs.later(_make_ready(exchange, found, leg))
    if leg.status in OVER and not exchange.legs.gone(leg.id):
        await turns.hung_up(exchange, leg)


async def _make_ready(exchange: Exchange, found: _Try, leg: Leg) -> None:
    """Have ready what the call runs on, and what it always says, before anybody picks up."""
    try:
        await exchange.board.make_ready(found.scope, found.version_id)
        reached = await exchange.directory.reached(leg.called)
        if exchange.phones is not None and reached is not None and not reached.by_turns:
            await exchange.phones.prepare(found.scope, exchange.placed(found.scope, leg.id))
    except Exception as fault:
        _log.error("a call is not ready before it is answered: %s", type(fault).__name__)


async def _answered_by(exchange: Exchange, found: _Try, call_id: str, answered_by: str) -> None:
    """A machine gets a message without a word of why; whoever has spoken is no machine."""
    async with exchange.database.writing() as session:
        attempt = await taken(session, found.scope, found.id, call_id)
        if attempt is None or attempt.answered_by is not None:
            return
        if is_machine(answered_by) and await _has_spoken(exchange, session, call_id):
            answered_by = "human"
        attempt.answered_by = answered_by
        if not is_machine(answered_by) or attempt.outcome is not None:
            return
    outcome, error = ("failed", FAX) if answered_by == FAX else ("voicemail", None)
    try:
        document = answer.hang_up()
        if outcome == "voicemail":
            placed = exchange.placed(found.scope, call_id)
            document = _message(await exchange.board.flow(found.scope, call_id, placed))
        await exchange.rest.ask(lambda kit: kit.calls(call_id).update(twiml=document))
    except CarrierFailed as failed:
        if str(failed) not in GONE:
            _log.error("a machine goes on being spoken to: %s", failed)
            return
        outcome, error = "no_answer", None  # it hung up before anything was said
    async with exchange.database.writing() as session:
        ended = await locked_try(session, found.scope, found.id)
        if ended is not None:
            now = exchange.clock()
            await attempt_ended(session, found.scope, ended, outcome, now, error=error)


async def _has_spoken(exchange: Exchange, session: AsyncSession, call_id: str) -> bool:
    """Whether somebody has said that it is they."""
    for live in exchange.board.live:
        if live.id == call_id:
            return live.loop.call.state != GREETING
    row = await session.get(CallRow, call_id)
    return row is not None and row.ended_at is None and row.state != GREETING


def _message(flow: Flow) -> str:
    """What a machine is told, in the language of the call."""
    said = voicemail(flow) if KEY in flow.texts[flow.language] else None
    return answer.left_message(said.text if said is not None else None, flow.language)


async def _found(exchange: Exchange, call_id: str, query: Mapping[str, str]) -> _Try | None:
    """The try that a request is about, if it is one of that job's."""
    tries = select(OutreachAttempt).where(col(OutreachAttempt.job_id) == query.get("job", ""))
    if "attempt" in query:
        tries = tries.where(col(OutreachAttempt.id) == query["attempt"])
    async with exchange.database.reading() as session:
        for one in await session.scalars(tries.order_by(col(OutreachAttempt.number).desc())):
            if one.call_id in (None, call_id) and one.flow_version_id is not None:
                return _Try(Scope(one.practice_id, one.clinic_id), one.id, one.flow_version_id)
    return None
