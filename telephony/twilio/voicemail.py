"""Nobody can answer: the caller leaves a message, and the staff have an urgent task (FG-23).

The task is there before the tone: who hangs up without a word wanted something too, and is called
back. The task holds the id of what was said; a job fetches that from Twilio and removes it there
(`telephony/twilio/message_sound`).
"""

import logging
from collections.abc import Mapping
from typing import Final

from clinic.store.desk import StoreDesk
from clinic.store.outbox import tell
from engine.commands import CreateTask, UpdateTask
from engine.events import Value
from telephony.twilio import answer
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg
from telephony.twilio.reached import Reached
from telephony.zoned import Zoned

KEY: Final = "voicemail"
MESSAGE_LEFT: Final = "voicemail.left"
"""The kind of job that fetches a message."""
_log = logging.getLogger(__name__)


async def take_message(exchange: Exchange, reached: Reached, leg: Leg, why: str) -> str:
    """Ask for a message. `why` is `voicemail`, or `unanswered` where somebody was rung."""
    await _leave(exchange, reached, leg, {})
    return answer.voicemail(exchange.settings, reached.clinic, why)


async def message_left(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """A message was left, or nothing was said."""
    reached = await exchange.directory.reached(leg.called)
    if reached is None:
        return answer.spoken("goodbye")
    seconds = fields.get("RecordingDuration", "")
    details: dict[str, Value] = {"recording": fields.get("RecordingSid", "")[:64]}
    if seconds.isdecimal() and len(seconds) < 6:
        details["seconds"] = int(seconds)
    await _leave(exchange, reached, leg, details)
    if details["recording"]:
        await _have_fetched(exchange, reached, leg, str(details["recording"]))
    return answer.spoken("message_taken")


async def _have_fetched(exchange: Exchange, reached: Reached, leg: Leg, name: str) -> None:
    """Have a job fetch what was said."""
    try:
        async with exchange.database.writing() as session:
            now, more = exchange.clock(), {"call_id": leg.id}
            tell(session, reached.scope, MESSAGE_LEFT, name, now, more)
    except Exception as fault:
        _log.error("a message will not be fetched: %s", type(fault).__name__)


async def _leave(
    exchange: Exchange, reached: Reached, leg: Leg, details: Mapping[str, Value]
) -> None:
    """The task, made when it is first asked for; nothing of this may cost the caller the tone."""
    clock = Zoned(exchange.clock, reached.clinic.timezone)
    desk = StoreDesk(exchange.database, reached.scope, clock=clock.now)
    task = CreateTask(
        key=KEY,
        type="message",
        priority="urgent",
        callback_number=leg.caller,
        details={"left": KEY},
        sla_hours=reached.clinic.callback_within_hours,
    )
    try:
        await desk.create_task(task, holder=leg.id, now=clock.now())
        if details:
            await desk.update_task(UpdateTask(KEY, "urgent", details), holder=leg.id)
    except Exception as fault:
        _log.error("a message left no task: %s", type(fault).__name__)
