"""What happens, as it happens: server-sent events for the screens of a clinic.

Events hold ids; what stands behind them is asked for, and noted, by the screen that shows it. Who
watches a call is sent its words as they are said (FG-31), and that is noted when they begin. The
stream is opened by the cookie of the sign-in (a browser cannot send a header with it, and a token
does not belong into an address) or by an access token. It does not keep a sign-in alive, and ends
with it. `Last-Event-ID` goes on where a stream broke off.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query, Request
from pydantic import StringConstraints
from sqlalchemy import func
from sqlmodel import col
from starlette.responses import StreamingResponse

from api.access import AtHouse, ClinicId, Member, address, member_of, scope_of, standing
from api.house import House
from api.problem import Problem, answers, refused
from api.routes.sign_in import COOKIE
from api.tokens import BadToken
from clinic.store.audit import Deed, record
from clinic.store.call_state import CHANGED, SAID
from clinic.store.scope import Scope
from clinic.store.tables.trail import LiveEvent

POLL_SECONDS: Final = 0.25
"""How often it is looked for what other processes have to tell; this one's bell rings at once."""
TOGETHER_SECONDS: Final = 0.02
"""What happens so soon after one another is sent together."""
CHECK_SECONDS: Final = 5.0
"""How often it is asked whether the sign-in still stands; also how long the line is ever quiet."""
AT_ONCE: Final = 200
RETRY: Final = "retry: 1000\n\n"
MEDIA: Final = "text/event-stream"
WORDS: Final = ("slots",)
"""What of `call.changed` is about people."""
CallId = Annotated[str, StringConstraints(pattern=r"^[\w-]{1,64}$")]

router = APIRouter(prefix="/api", tags=["live events"])


@router.get(
    "/events",
    responses={
        200: {"content": {MEDIA: {}}, "description": "Events: id, event, data {reference, …}."},
        **answers(401, 403, 404),
    },
    response_class=StreamingResponse,
)
async def live_events(
    request: Request,
    there: AtHouse,
    clinic_id: ClinicId = None,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**62)] = None,
    after: Annotated[
        int | None,
        Query(ge=0, le=2**62, description="As `Last-Event-ID`, for a stream that is opened anew."),
    ] = None,
    watch: Annotated[
        list[CallId] | None,
        Query(max_length=20, description="Calls whose words are sent as they are said."),
    ] = None,
) -> StreamingResponse:
    """Everything that your role may see, from now on, or from `Last-Event-ID` on."""
    member = await _member(request, there)
    scope = await scope_of(there, member, clinic_id)
    watched = frozenset(watch or ())
    if watched:
        await _note(request, there, member, scope, watched)
    place = last_event_id if last_event_id is not None else after
    if place is None:
        place = await _newest(there, scope)
    return StreamingResponse(
        _stream(there, member, scope, place, watched),
        media_type=MEDIA,
        headers={"X-Accel-Buffering": "no"},
    )


async def _member(request: Request, there: House) -> Member:
    """Who listens, without keeping their sign-in alive. Raises `Problem`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await member_of(there, token.strip(), counts=False)
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        raise Problem(401, "Access token required", "token_required")
    try:
        said = there.tokens.read("events", cookie, there.clock())
    except BadToken as bad:
        if bad.expired:
            raise Problem(401, "The sign-in has ended.", "signed_out") from None
        raise refused("Invalid token", "invalid_token") from None
    found = await standing(there, said["sid"])
    if found is None:
        raise Problem(401, "The sign-in has ended.", "signed_out")
    return found[1]


async def _note(
    request: Request, there: House, member: Member, scope: Scope, watched: frozenset[str]
) -> None:
    """Note in the audit trail whose words somebody begins to follow."""
    async with there.database.writing() as session:
        for call_id in sorted(watched):
            deed = Deed(
                practice_id=scope.practice_id,
                clinic_id=scope.clinic_id,
                user_id=member.id,
                action="read",
                resource="transcripts",
                resource_id=call_id,
                ip_address=address(request),
                user_agent=request.headers.get("user-agent"),
                changes={"watched": True},
            )
            await record(session, deed, there.clock())


async def _stream(
    there: House,
    member: Member,
    scope: Scope,
    place: int,
    watched: frozenset[str] = frozenset(),
) -> AsyncIterator[str]:
    yield RETRY
    checked = asyncio.get_running_loop().time()
    while True:
        rung = there.database.bell.next()
        for event in await _after(there, scope, place):
            place = int(event.id or place)
            if member.role in (event.roles or ()) and (told := _told(event, watched)):
                body = json.dumps({**told, "at": event.at.isoformat()})
                yield f"id: {place}\nevent: {event.kind}\ndata: {body}\n\n"
        now = asyncio.get_running_loop().time()
        if now - checked >= CHECK_SECONDS:
            if await standing(there, member.sign_in_id) is None:
                yield "event: signed_out\ndata: {}\n\n"
                return
            checked = now
            yield ": still here\n\n"
        await asyncio.sleep(TOGETHER_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await rung.wait()


def _told(event: LiveEvent, watched: frozenset[str]) -> dict[str, Any] | None:
    """What of an event is sent; words and slots only of calls that are watched."""
    if event.kind not in (SAID, CHANGED) or event.body["reference"] in watched:
        return {**event.body}
    if event.kind == SAID:
        return None
    return {name: value for name, value in event.body.items() if name not in WORDS}


async def _after(there: House, scope: Scope, place: int) -> list[LiveEvent]:
    query = scope.rows(LiveEvent).where(col(LiveEvent.id) > place)
    async with there.database.reading() as session:
        return list(await session.scalars(query.order_by(col(LiveEvent.id)).limit(AT_ONCE)))


async def _newest(there: House, scope: Scope) -> int:
    query = scope.only(LiveEvent, func.max(col(LiveEvent.id)))
    async with there.database.reading() as session:
        return int(await session.scalar(query) or 0)
