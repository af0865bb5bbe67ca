"""Test calls, spoken: a socket on which a page brings its microphone's sound, and plays ours.

They run on the media loop of the telephone, so what is heard here is what callers hear. The first
message holds the access token, for an address is kept in logs; nothing is done for anybody before
it. The call ends with the socket, and with the sign-in.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlsplit

import orjson
from fastapi import APIRouter, BackgroundTasks, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field

from api.access import ADMINS, Desk, Member, at_desk, member_of, scope_of, standing, too_many
from api.house import House
from api.problem import Problem, answers, conflict, missing, refused, unusable
from api.route import Route
from api.routes.test_calls import CHANNEL, not_paused
from api.told_call import Kind, shown
from clinic.store.audit import Deed, record
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.telephone import e164
from engine.clinic import Clinic
from telephony.browser.board import DraftBoard
from telephony.browser.carrier import BrowserCarrier
from telephony.browser.drafts import KIND as DRAFT
from telephony.browser.media import (
    BadMessage,
    BrowserMedia,
    HungUp,
    Keyed,
    Marked,
    Message,
    Started,
    Typed,
    read,
)
from telephony.browser.resampling import Resampler
from telephony.browser.told import told
from telephony.flow_plans import NoFlow
from telephony.phone.call import PhoneCall
from telephony.speech import RATE, EndOfTurn
from telephony.switchboard import LiveCall

SPOKEN: Final = "spoken"
"""How the ids of live calls begin that hang on a socket."""
FIRST_SECONDS: Final = 10.0
CHECK_SECONDS: Final = 5.0
"""How often it is asked whether the sign-in still stands."""
AHEAD_SECONDS: Final = 5.0
"""So much more sound may come than time has passed."""
MOST_CALLS: Final = 20
"""With so many under way, patients' among them, nobody may try a call out by voice."""
NOT_OURS: Final = 1008
NO_SPEECH: Final = (
    "This server can neither hear nor speak yet. Run `make voice` on it (860 MB, no account is "
    "needed), or set DEEPGRAM_API_KEY and ELEVENLABS_API_KEY and note the agreements with them in "
    "the clinic's file. Typing works without."
)
_log = logging.getLogger(__name__)
router = APIRouter(prefix="/api", tags=["test calls"], route_class=Route)

VoiceDesk = Annotated[Desk, at_desk("test_calls", phi=False)]


class VoiceOut(BaseModel):
    """Whether test calls can be spoken here."""

    available: bool
    why: str | None = Field(description="What is missing, and how to get it.")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What somebody is let in for."""

    member: Member
    scope: Scope
    call_id: str
    kind: Kind
    caller: str | None
    board: DraftBoard | None
    sound: Resampler


@router.get("/test_calls/voice", responses=answers(401, 403, 404))
async def voice_of_test_calls(desk: VoiceDesk, later: BackgroundTasks) -> VoiceOut:
    """Whether test calls can be spoken, before a microphone is asked for."""
    clinic = await clinic_of(desk.database, desk.scope)
    able = desk.house.phones.is_able(clinic)
    if able:  # whoever asks may call in a moment
        later.add_task(desk.house.phones.wake, clinic, _first_language(clinic))
    return VoiceOut(available=able, why=None if able else NO_SPEECH)


@router.websocket("/test_calls/voice")
async def speak(socket: WebSocket) -> None:
    """One test call's sound, both ways, and what it comes to."""
    there: House = socket.app.state.house
    if not _is_from_ours(socket, there):
        await socket.close(NOT_OURS)
        return
    await socket.accept()
    try:
        async with asyncio.timeout(FIRST_SECONDS):
            started = await _next(socket)
        if not isinstance(started, Started):
            raise BadMessage("before the token")
        ticket = await _let_in(there, started)
        await _note(socket, there, ticket)
    except (BadMessage, TimeoutError) as fault:
        _log.warning("a test call is refused: %s", str(fault) or "no token came")
        await socket.close(NOT_OURS)
    except Problem as problem:
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.send_text(_problem(problem))
            await socket.close(NOT_OURS)
    except WebSocketDisconnect:
        return
    else:
        await _carried(socket, there, ticket)


def _first_language(clinic: Clinic) -> str:
    return clinic.languages[0].partition("-")[0]


def _is_from_ours(socket: WebSocket, there: House) -> bool:
    """Whether a page of ours asks. A program sends no origin; it brings its token as well."""
    origin = socket.headers.get("origin")
    if origin is None or origin in there.settings.cors_origins:
        return True
    own = (socket.headers.get("host"), urlsplit(there.settings.public_url).netloc)
    return urlsplit(origin).netloc in own


async def _let_in(there: House, started: Started) -> Ticket:
    """Who asks for what. Raises `Problem`."""
    member = await member_of(there, started.token)
    if seconds := await there.limit.wait(member.id, signed_in=True):
        raise too_many(seconds)
    scope = await scope_of(there, member, started.clinic_id)
    clinic = await clinic_of(there.database, scope)
    if not there.phones.is_able(clinic):
        raise unusable(NO_SPEECH, "no_speech")
    if there.phones.count >= MOST_CALLS:
        raise conflict("So many calls are under way that patients come first; type.", "busy")
    if started.caller is not None and e164(started.caller) != started.caller:
        raise unusable("The caller's number is written +15125550100.", "no_number")
    try:
        sound = Resampler(started.sample_rate)
    except ValueError as fault:
        raise unusable(f"{str(fault)[0].upper()}{str(fault)[1:]}.", "sample_rate") from None
    await there.phones.wake(clinic, _first_language(clinic))
    if started.draft is None:
        await not_paused(there.database, scope)
        await _has_flow(there, scope)
        call_id = f"{SPOKEN}-{new_id(there.clock())}"
        return Ticket(member, scope, call_id, "live", started.caller, None, sound)
    if member.role not in ADMINS:
        raise refused("Drafts are for admins and practice admins only.")
    try:
        draft = there.drafts.find(scope, started.draft)
    except KeyError:
        raise missing("draft any more") from None
    call_id = f"{DRAFT}-{new_id(there.clock())}"
    board = DraftBoard(draft, there.clock)
    return Ticket(member, scope, call_id, "draft", started.caller, board, sound)


async def _has_flow(there: House, scope: Scope) -> None:
    try:
        await there.switchboard.flow(scope)
    except NoFlow as error:
        raise conflict(f"{str(error)[0].upper()}{str(error)[1:]}.", "no_flow") from None


async def _note(socket: WebSocket, there: House, ticket: Ticket) -> None:
    """Note in the audit trail that somebody calls."""
    deed = Deed(
        practice_id=ticket.scope.practice_id,
        clinic_id=ticket.scope.clinic_id,
        user_id=ticket.member.id,
        action="create",
        resource="test_calls",
        resource_id=ticket.call_id,
        ip_address=socket.client.host if socket.client else None,
        user_agent=socket.headers.get("user-agent"),
        changes={"spoken": True},
    )
    async with there.database.writing() as session:
        await record(session, deed, there.clock())


async def _carried(socket: WebSocket, there: House, ticket: Ticket) -> None:
    """Carry a call until its line is free, its page is gone, or the sign-in ends."""
    out: asyncio.Queue[bytes | str | None] = asyncio.Queue()
    media = BrowserMedia(out.put_nowait, lambda: out.put_nowait(None))
    beside: list[asyncio.Task[None]] = []
    since = 0

    def ready(call: PhoneCall) -> None:
        about = {"type": "ready", "call_id": ticket.call_id, "kind": ticket.kind, "rate": RATE}
        out.put_nowait(orjson.dumps(about).decode())
        beside.append(asyncio.create_task(_read(socket, call, ticket.sound)))
        beside.append(asyncio.create_task(_watch(there, ticket.member, call, out)))

    def noted(live: LiveCall) -> None:
        nonlocal since
        now = shown(ticket.call_id, ticket.kind, told(live.loop, since))
        since = len(live.loop.record.steps)
        out.put_nowait(orjson.dumps({"type": "told", **now.model_dump(mode="json")}).decode())

    writing = asyncio.create_task(_write(socket, out))
    try:
        await there.phones.take(
            ticket.scope,
            ticket.call_id,
            ticket.caller,
            media,
            lambda clinic: BrowserCarrier(),
            ready,
            channel=CHANNEL,
            board=ticket.board,
            noted=noted,
        )
        await writing
    finally:
        for task in (*beside, writing):
            task.cancel()
        await asyncio.gather(*beside, writing, return_exceptions=True)


async def _read(socket: WebSocket, call: PhoneCall, sound: Resampler) -> None:
    """Hand everything that comes to the call, until nothing does."""
    clock = asyncio.get_running_loop().time
    began, seconds = clock(), 0.0
    try:
        while True:
            match await _next(socket):
                case bytes() as piece:
                    seconds += sound.seconds(piece)
                    if seconds > clock() - began + AHEAD_SECONDS:
                        raise BadMessage("faster than it can be spoken")
                    for frame in sound.feed(piece):
                        call.frame(frame)
                case Marked(name):
                    call.marked(name)
                case Keyed(digits):
                    for digit in digits:
                        call.key(digit)
                case Typed(words):
                    call.told(EndOfTurn(words))
                case HungUp():
                    call.gone()
                    return
                case _:
                    pass
    except WebSocketDisconnect:
        call.gone()
    except BadMessage as fault:
        _log.warning("a test call ends: it brought something %s", fault)
        call.gone()


async def _watch(
    there: House, member: Member, call: PhoneCall, out: "asyncio.Queue[bytes | str | None]"
) -> None:
    """End the call with the sign-in."""
    while await standing(there, member.sign_in_id) is not None:
        await asyncio.sleep(CHECK_SECONDS)
    out.put_nowait(_problem(Problem(401, "The sign-in has ended.", "signed_out")))
    call.gone()


async def _write(socket: WebSocket, out: "asyncio.Queue[bytes | str | None]") -> None:
    """Send what is to be heard and told, in its order, and close."""
    with suppress(WebSocketDisconnect, RuntimeError):  # the other end may be gone
        while (message := await out.get()) is not None:
            if isinstance(message, bytes):
                await socket.send_bytes(message)
            else:
                await socket.send_text(message)
        await socket.close()


async def _next(socket: WebSocket) -> Message | bytes:
    """What comes next. Raises `BadMessage`, `WebSocketDisconnect`."""
    got = await socket.receive()
    if got["type"] != "websocket.receive":
        raise WebSocketDisconnect(got.get("code", 1006))
    text, sound = got.get("text"), got.get("bytes")
    if text is not None:
        return read(text)
    if sound is None or len(sound) % 2:
        raise BadMessage("not of the protocol")
    return bytes(sound)


def _problem(problem: Problem) -> str:
    about = {"type": "problem", "code": problem.code, "detail": problem.detail}
    return orjson.dumps(about).decode()
