"""The socket on which a carrier brings a caller's sound, and takes ours.

It is open to the world, so nothing is done for anybody before the one-time token that stands in the
call's instructions has come. What is not of the protocol ends the stream it came on, and no other;
the carrier then does what its instructions say next: it rings the clinic.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from api.house import House
from telephony.phone.call import PhoneCall
from telephony.twilio.media import (
    BadMessage,
    Marked,
    Message,
    Other,
    Pressed,
    Sounded,
    Started,
    Stopped,
    TwilioMedia,
    read,
)
from telephony.twilio.stream_token import BadToken, Ticket

FIRST_SECONDS: Final = 10.0
"""How long a stream may take to say whose it is."""
NOT_OURS: Final = 1008
"""The code of a close for what breaks the rules (RFC 6455, 7.4.1)."""
_log = logging.getLogger(__name__)
router = APIRouter(tags=["media"])


@router.websocket("/media")
async def media(socket: WebSocket) -> None:
    """One call's sound, both ways."""
    there: House = socket.app.state.house
    await socket.accept()
    try:
        async with asyncio.timeout(FIRST_SECONDS):
            started = await _started(socket)
            ticket = await there.exchange.tokens.redeem(started.token)
        if ticket.call_id != started.call:
            raise BadToken("of another call")
    except (BadMessage, BadToken, TimeoutError) as fault:
        _log.warning("a stream is refused: %s", str(fault) or "no token came")
        await socket.close(NOT_OURS)
        return
    except WebSocketDisconnect:
        return
    await _carried(socket, there, started, ticket)


async def _carried(socket: WebSocket, there: House, started: Started, ticket: Ticket) -> None:
    """Carry a call until its line is free, or its stream ends."""
    out: asyncio.Queue[str | None] = asyncio.Queue()
    sound = TwilioMedia(started.stream, out.put_nowait, lambda: out.put_nowait(None))
    reading: asyncio.Task[None] | None = None

    def ready(call: PhoneCall) -> None:
        nonlocal reading
        reading = asyncio.create_task(_read(socket, call))

    writing = asyncio.create_task(_write(socket, out))
    try:
        await there.phones.take(
            ticket.scope,
            ticket.call_id,
            ticket.caller,
            sound,
            lambda clinic: there.exchange.carrier(ticket.scope, clinic, ticket.call_id),
            ready,
            placed=there.exchange.placed(ticket.scope, ticket.call_id) if ticket.placed else None,
        )
        await writing
    finally:
        for task in (reading, writing):
            if task is not None:
                task.cancel()
        await asyncio.gather(*filter(None, (reading, writing)), return_exceptions=True)


async def _read(socket: WebSocket, call: PhoneCall) -> None:
    """Hand everything that comes to the call, until nothing does."""
    try:
        while True:
            match await _next(socket):
                case Sounded(sound):
                    call.frame(sound)
                case Marked(name):
                    call.marked(name)
                case Pressed(digit):
                    call.key(digit)
                case Stopped():
                    call.gone()
                    return
                case _:
                    pass
    except WebSocketDisconnect:
        call.broke()
    except BadMessage as fault:
        _log.warning("a stream ends: it brought something %s", fault)
        call.broke()


async def _write(socket: WebSocket, out: "asyncio.Queue[str | None]") -> None:
    """Send what is to be said, in its order, and close."""
    with suppress(WebSocketDisconnect, RuntimeError):  # the other end may be gone
        while (message := await out.get()) is not None:
            await socket.send_text(message)
        await socket.close()


async def _started(socket: WebSocket) -> Started:
    """The first message that says something. Raises `BadMessage`, `WebSocketDisconnect`."""
    while True:
        message = await _next(socket)
        if isinstance(message, Started):
            return message
        if not isinstance(message, Other):
            raise BadMessage("before the token")


async def _next(socket: WebSocket) -> Message:
    got = await socket.receive()
    if got["type"] != "websocket.receive":
        raise WebSocketDisconnect(got.get("code", 1006))
    text = got.get("text")
    if text is None:
        raise BadMessage("not of the protocol")
    return read(text)
