"""A path whose answer is given once: asked again with the same `Idempotency-Key`, the same answer.

A client that does not know whether its request arrived sends it again with the key. The answer is
kept for a day, sealed, for the user who asked; the key with another request is refused.
"""

import hashlib
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from api.access import member_of
from api.house import House, house
from api.problem import conflict, unusable
from clinic.store.identifier import new_id
from clinic.store.tables.trail import Answered

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(hours=24)
LONGEST_WORK: Final = timedelta(minutes=2)
"""After which a request that was never answered has died with its process."""
LONGEST: Final = 200
_UNDER_WAY: Final = 0
_CHANGES: Final = ("POST", "PATCH", "PUT", "DELETE")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """A route that obeys `Idempotency-Key` wherever something is changed."""

    def get_route_handler(self) -> Handler:
        """The handler, with its answers kept."""
        handle = super().get_route_handler()

        async def once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            if not key or request.method not in _CHANGES or scheme.lower() != "bearer":
                return await handle(request)
            if len(key) > LONGEST:
                raise unusable(f"An {HEADER} has at most {LONGEST} characters.", "idempotency_key")
            there = house(request)
            member = await member_of(there, token.strip())
            row = Answered(
                id=new_id(there.clock()),
                practice_id=member.practice_id,
                user_id=member.id,
                key=key,
                digest=await _digest(request),
                status=_UNDER_WAY,
                created_at=there.clock(),
            )
            kept = await _claim(there, row)
            if kept is not None:
                return kept
            return await _answer(there, row, handle, request)

        return once


async def _claim(there: House, row: Answered) -> Response | None:
    """Take the key for this request; the answer if it was given already. Raises `Problem`."""
    await _forget(there, row, there.clock() - KEPT)
    try:
        async with there.database.writing() as session:
            session.add(row)
        return None
    except IntegrityError:
        async with there.database.reading() as session:
            known = await session.scalar(_same(row))
    if known is None or known.status == _UNDER_WAY:
        raise conflict("The first request with this key is still being worked on.", "under_way")
    if known.digest != row.digest:
        raise unusable("This key was used for another request.", "idempotency_key")
    return Response(known.body or "", known.status, media_type="application/json")


async def _answer(there: House, row: Answered, handle: Handler, request: Request) -> Response:
    """Do it; an answer that is no success is not kept, so it may be tried again."""
    kept = False
    try:
        response = await handle(request)
        body = getattr(response, "body", None)  # a stream has none to keep
        if response.status_code < 300 and isinstance(body, bytes):
            async with there.database.writing() as session:
                stored = await session.get(Answered, row.id)
                if stored is not None:
                    stored.status = response.status_code
                    stored.body = body.decode()
                    kept = True
        return response
    finally:
        if not kept:
            async with there.database.writing() as session:
                await session.execute(delete(Answered).where(col(Answered.id) == row.id))


async def _forget(there: House, row: Answered, before: datetime) -> None:
    async with there.database.reading() as session:
        old = await session.scalar(_same(row))
    dead = row.created_at - LONGEST_WORK
    if old is not None and (
        old.created_at < before or (old.status == _UNDER_WAY and old.created_at < dead)
    ):
        async with there.database.writing() as session:
            await session.execute(delete(Answered).where(col(Answered.id) == old.id))


def _same(row: Answered) -> Any:
    return select(Answered).where(
        col(Answered.practice_id) == row.practice_id,
        col(Answered.user_id) == row.user_id,
        col(Answered.key) == row.key,
    )


async def _digest(request: Request) -> str:
    """Of all that makes two requests the same."""
    whole = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(whole + await request.body()).hexdigest()
