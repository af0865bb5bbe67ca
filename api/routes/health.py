"""Whether the server lives, whether it can work, and its figures: for machines that watch it."""

import ipaddress
import logging
from secrets import compare_digest

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy import text

from api.access import AtHouse, address
from api.house import House
from api.metrics import MEDIA, exposition
from api.problem import Problem, answers, refused
from clinic.jobs.backlog import figures
from clinic.jobs.job import Work
from clinic.store import schema

router = APIRouter(tags=["health"])
_log = logging.getLogger(__name__)


class Health(BaseModel):
    """A sign of life."""

    status: str = "ok"


@router.get("/health")
async def health() -> Health:
    """The process answers."""
    return Health()


@router.get("/ready", responses=answers(503))
async def ready(there: AtHouse) -> Health:
    """The records can be reached, and their tables are those of this version."""
    try:
        async with there.database.reading() as session:
            await session.execute(text("SELECT 1"))
        at = await schema.revision(there.database)
    except Exception:
        raise Problem(503, "The database does not answer.", "database") from None
    if at != schema.newest():
        raise Problem(503, "The tables are not those of this version.", "schema")
    if not there.prepared.is_set():
        raise Problem(503, "The clinics' flows are being made ready.", "preparing")
    return Health()


@router.get("/metrics", responses=answers(403), response_class=Response)
async def metrics(there: AtHouse, request: Request) -> Response:
    """Figures for Prometheus: with METRICS_TOKEN as bearer, or from this machine if none is set."""
    token = there.settings.metrics_token
    if token is None:
        allowed = _is_here(address(request))
    else:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = compare_digest(given.encode(), token.get_secret_value().encode())
    if not allowed:
        raise refused("These figures are not for you.")
    live = [one.channel for one in there.switchboard.live]
    return Response(exposition(await _state(there), live), media_type=MEDIA)


async def _state(there: House) -> dict[str, float]:
    """Figures of the moment. What cannot be asked is left out, and the rest is told."""
    try:
        return await figures(Work(there.database, there.settings, there.clock))
    except Exception as fault:
        _log.error("the jobs cannot be counted: %s", type(fault).__name__)
        return {}


def _is_here(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
