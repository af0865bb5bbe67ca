"""A call in turns: Twilio itself hears and speaks, and asks us what comes next (CH-22).

The way on where no stream of sound can be had. The same engine decides, so nothing that was said
is lost when a call changes over. Each turn has a number: a request that comes again gets the
answer it got, whichever process it comes to. No address tells what was said.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from time import perf_counter
from typing import Final

from twilio.twiml.voice_response import VoiceResponse

from clinic.store.call_state import is_standing
from clinic.store.identifier import new_id
from clinic.store.lines import keep_answer, line, open_line
from clinic.store.tables.call import CallRow
from engine.commands import Expecting, Listen, Say
from engine.flow import Flow
from telephony.loop import Loop
from telephony.observer import Stages
from telephony.switchboard import LiveCall
from telephony.twilio import answer
from telephony.twilio.address import DIALLED, TURN, address
from telephony.twilio.exchange import Exchange
from telephony.twilio.form import Leg, dialled, said
from telephony.twilio.reached import Reached
from telephony.twilio.turn_line import TurnLine
from telephony.twilio.wording import say, speaker

CHANNEL: Final = "phone"
PATIENCE: Final = {"normal": 7, "extra": 12}
"""Seconds of silence after a question, by how patient to be."""
BEFORE_DIALLING_SECONDS: Final = 5.0
ELSEWHERE_SECONDS = 4.0
"""How long the process that carries a call may take to notice its end."""
_log = logging.getLogger(__name__)

Deed = Callable[[Loop, TurnLine], Awaitable[None]]


async def begin(exchange: Exchange, reached: Reached, leg: Leg) -> str:
    """Greet a caller; or, of a call that goes on by turns, put the last question again."""
    return await _turn(exchange, reached, leg, 1, _nothing)


async def turn(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """What a caller said, keyed, or did not say."""
    reached = await _clinic(exchange, leg)
    number = _number(query)
    if number == 0:
        return await begin(exchange, reached, leg)
    heard = said(fields)

    async def deed(loop: Loop, line: TurnLine) -> None:
        line.read()  # what reading the call again has put once more was heard before
        if heard.digits:
            await loop.key(heard.digits)
        elif heard.words:
            await loop.hear(heard.words, confidence=heard.confidence)
        else:
            await loop.stay_silent(float(_patience(line.listening)))

    return await _turn(exchange, reached, leg, number, deed)


async def put_through(
    exchange: Exchange, leg: Leg, fields: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """A person was rung: they have spoken, or the caller is told the truth."""
    reached = await _clinic(exchange, leg)
    ended = dialled(fields)
    row = await line(exchange.database, query.get("leg", ""))
    accepted = row is not None and row.accepted_at is not None
    how = {"busy": "busy", "completed": "voicemail", "answered": "voicemail"}.get(ended.status)
    outcome = "answered" if accepted and ended.bridged else how or "no_answer"

    async def deed(loop: Loop, line: TurnLine) -> None:
        if loop.ended:
            return
        async with asyncio.timeout(BEFORE_DIALLING_SECONDS):
            await line.dialling()
        line.read()
        line.tried = _number(query, "tried")
        if outcome == "answered" or not line.numbers(reached.clinic):
            line.dialled(outcome)
            await loop.settled()

    return await _turn(exchange, reached, leg, _number(query), deed)


async def hung_up(exchange: Exchange, leg: Leg) -> None:
    """The carrier has ended a call that no stream of this process carries.

    A call in turns ends at once. One of a stream ends where its stream ran; only if it stands a
    while later, that process is gone, and it is ended here.
    """
    row = await line(exchange.database, leg.id)
    reached = await exchange.directory.reached(leg.called)
    if row is None or reached is None:
        return
    if row.turn:
        await _end(exchange, reached, leg)
    elif row.redeemed_at is not None:
        exchange.legs.later(_end_later(exchange, reached, leg))


async def _end_later(exchange: Exchange, reached: Reached, leg: Leg) -> None:
    await asyncio.sleep(ELSEWHERE_SECONDS)
    try:
        async with exchange.database.reading() as session:
            call = await session.get(CallRow, leg.id)
        here = any(one.id == leg.id for one in exchange.board.live)
        if call is not None and is_standing(call) and not here:
            await _end(exchange, reached, leg)
    except Exception as fault:
        _log.error("a call that was left is not ended: %s", type(fault).__name__)


async def _end(exchange: Exchange, reached: Reached, leg: Leg) -> None:
    async with _call(exchange, reached, leg) as live:
        await live.loop.hung_up()


def _call(exchange: Exchange, reached: Reached, leg: Leg) -> AbstractAsyncContextManager[LiveCall]:
    return exchange.board.call(
        reached.scope,
        leg.id,
        TurnLine,
        channel=CHANNEL,
        caller=leg.caller,
        placed=exchange.placed(reached.scope, leg.id) if leg.placed else None,
    )


async def _turn(exchange: Exchange, reached: Reached, leg: Leg, number: int, deed: Deed) -> str:
    row = await line(exchange.database, leg.id)
    if row is not None and row.turn >= number and number > 1:
        return row.answer or answer.hang_up()
    if row is None:
        await open_line(exchange.database, reached.scope, leg.id, exchange.clock())
    document = await _done(exchange, reached, leg, number, deed)
    await keep_answer(exchange.database, leg.id, number, document)
    return document


async def _done(exchange: Exchange, reached: Reached, leg: Leg, number: int, deed: Deed) -> str:
    while True:
        async with _call(exchange, reached, leg) as live:
            if not isinstance(live.line, TurnLine):
                await live.log.durable()
                exchange.board.let_go(live)  # it was carried by a stream until now
                continue
            began = perf_counter()
            await deed(live.loop, live.line)
            await _calm(live.loop, live.line)
            document = await _document(exchange, reached, live, live.line, number)
            live.turns.append(Stages(total=perf_counter() - began))
            return document


async def _calm(loop: Loop, line: TurnLine) -> None:
    """Wait until nothing follows any more from what the caller did, or a person is to be rung."""
    ways = {asyncio.ensure_future(loop.settled()), asyncio.ensure_future(line.dialling())}
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _document(
    exchange: Exchange, reached: Reached, live: LiveCall, line: TurnLine, number: int
) -> str:
    said = line.read()
    numbers = line.numbers(reached.clinic)
    if numbers and not live.loop.ended:
        leg = new_id(exchange.clock())
        await open_line(
            exchange.database, reached.scope, leg, exchange.clock(), caller_line=live.id
        )
        ended = address(
            exchange.settings, DIALLED, then="turn", leg=leg, n=number + 1, tried=line.tried + 1
        )
        document = answer.to_a_person(exchange.settings, numbers[0], leg, ended)
        return str(_first(document, said))
    document = VoiceResponse()
    if live.loop.ended:
        document.hangup()
        return str(_first(document, said))
    firm = max((place for place, one in enumerate(said, 1) if not one.interruptible), default=0)
    for one in said[:firm]:
        say(document, one.text, one.language)
    gather = document.gather(
        input="dtmf speech",
        action=address(exchange.settings, TURN, n=number + 1),
        method="POST",
        language=speaker(live.loop.call.language).language,
        timeout=_patience(line.listening),
        speech_timeout="auto",
        finish_on_key="#",
        num_digits=_keys(live.loop.flow, line.listening),
        action_on_empty_result=True,
    )
    for one in said[firm:]:
        say(gather, one.text, one.language)
    return str(document)


def _first(document: VoiceResponse, said: list[Say]) -> VoiceResponse:
    """A document with sentences before what it holds."""
    whole = VoiceResponse()
    for one in said:
        say(whole, one.text, one.language)
    for verb in document.verbs:
        whole.append(verb)
    return whole


def _keys(flow: Flow, listening: Listen | None) -> int | None:
    """After how many keys nobody waits for more; `None` where a number may be typed."""
    asked = listening.expecting if listening is not None else Expecting()
    slot = flow.slots.get(asked.slot or "") if asked.kind == "slot" else None
    return None if slot is not None and slot.keypad else 1


def _patience(listening: Listen | None) -> int:
    return PATIENCE[listening.patience if listening is not None else "normal"]


def _number(query: Mapping[str, str], name: str = "n") -> int:
    """The number of a turn, or another. Raises `KeyError`."""
    given = query[name]
    if not given.isdecimal() or len(given) > 4:
        raise KeyError(name)
    return int(given)


async def _clinic(exchange: Exchange, leg: Leg) -> Reached:
    """Raises `KeyError` if the number is nobody's."""
    reached = await exchange.directory.reached(leg.called)
    if reached is None:
        raise KeyError("To")
    return reached


async def _nothing(loop: Loop, line: TurnLine) -> None:
    """What the caller hears is what the call begins with, or was asked last."""
