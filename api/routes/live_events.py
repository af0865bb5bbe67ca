"""What happens, as it happens: server-sent events for the screens of a clinic.

Events hold ids; what stands behind them is asked for, and noted, by the screen that shows it. The
stream is opened by the cookie of the sign-in (a browser cannot send a header with it, and a token
does not belong into an address) or by an access token. It does not keep a sign-in alive, and ends
with it. `Last-Event-ID` goes on where a stream broke off.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, Header, Request
from sqlalchemy import func
from sqlmodel import col
from starlette.responses import StreamingResponse

from api.access import AtHouse, ClinicId, Member, member_of, scope_of, standing
from api.house import House
from api.problem import Problem, answers, refused
from api.routes.sign_in import COOKIE
from api.tokens import BadToken
from clinic.store.scope import Scope
from clinic.store.tables.trail import LiveEvent

POLL_SECONDS: Final = 0.25
CHECK_SECONDS: Final = 5.0
"""How often it is asked whether the sign-in still stands; also how long the line is ever quiet."""
AT_ONCE: Final = 200
RETRY: Final = "retry: 1000\n\n"
MEDIA: Final = "text/event-stream"

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
) -> StreamingResponse:
    """Everything that your role may see, from now on, or from `Last-Event-ID` on."""
    member = await _member(request, there)
    scope = await scope_of(there, member, clinic_id)
    place = last_event_id if last_event_id is not None else await _newest(there, scope)
    return StreamingResponse(
        _stream(there, member, scope, place),
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


async def _stream(there: House, member: Member, scope: Scope, place: int) -> AsyncIterator[str]:
    yield RETRY
    checked = asyncio.get_running_loop().time()
    while True:
        for event in await _after(there, scope, place):
            place = int(event.id or place)
            if member.role in (event.roles or ()):
                body = json.dumps({**event.body, "at": event.at.isoformat()})
                yield f"id: {place}\nevent: {event.kind}\ndata: {body}\n\n"
        now = asyncio.get_running_loop().time()
        if now - checked >= CHECK_SECONDS:
            if await standing(there, member.sign_in_id) is None:
                yield "event: signed_out\ndata: {}\n\n"
                return
            checked = now
            yield ": still here\n\n"
        await asyncio.sleep(POLL_SECONDS)


async def _after(there: House, scope: Scope, place: int) -> list[LiveEvent]:
    query = scope.rows(LiveEvent).where(col(LiveEvent.id) > place)
    async with there.database.reading() as session:
        return list(await session.scalars(query.order_by(col(LiveEvent.id)).limit(AT_ONCE)))


async def _newest(there: House, scope: Scope) -> int:
    query = scope.only(LiveEvent, func.max(col(LiveEvent.id)))
    async with there.database.reading() as session:
        return int(await session.scalar(query) or 0)
