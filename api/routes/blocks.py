"""Times of a provider or a room that not everybody may book: vacation, repairs, emergencies."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.body import Body, Line, Note
from api.local_time import NearMoment
from api.problem import answers, conflict, looking_for
from api.route import Route
from api.schedule import clinic_at, ordered
from clinic.ports import Conflict
from clinic.store.blocks import Blocks
from clinic.store.tables.appointment import Block

router = APIRouter(prefix="/api", tags=["blocks"], route_class=Route)

BlockDesk = Annotated[Desk, at_desk("blocks", phi=False)]
Kind = Literal["time_off", "blockout", "overflow", "emergency"]


class BlockOut(BaseModel):
    """A blocked time."""

    id: str
    resource: str = Field(description="A provider or a room.", examples=["Dr. Sarah Chen"])
    starts_at: datetime
    ends_at: datetime
    kind: Kind
    reason: str | None


class NewBlock(Body):
    """A time to be blocked."""

    resource: Line = Field(examples=["Dr. Sarah Chen"])
    starts_at: NearMoment = Field(examples=["2026-03-03T10:00:00-06:00"])
    ends_at: NearMoment = Field(examples=["2026-03-03T12:00:00-06:00"])
    kind: Kind = Field(
        default="blockout",
        description="`time_off`, `blockout`: nobody is booked. `overflow`: only the staff book. "
        "`emergency`: only the staff, and calls for urgent services.",
    )
    reason: Note | None = None


@router.get("/blocks", responses=answers(401, 403, 404))
async def blocks(
    desk: BlockDesk,
    since: Annotated[NearMoment, Query(description="Ending after.")],
    until: Annotated[NearMoment, Query(description="Beginning before; a year later at most.")],
    resource: Annotated[str | None, Query(max_length=200)] = None,
) -> list[BlockOut]:
    """The blocks that touch a time, in order."""
    ordered(since, until)
    found = await (await _blocks(desk)).between(since, until, resource)
    return [_shown(one) for one in found]


@router.post("/blocks", status_code=201, responses=answers(401, 403, 404, 409))
async def block(desk: BlockDesk, given: NewBlock) -> BlockOut:
    """Block a time. Calls that hold it lose it; appointments are to be moved first (409)."""
    there = await _blocks(desk)
    try:
        row = await there.add(
            given.resource,
            given.starts_at,
            given.ends_at,
            kind=given.kind,
            reason=given.reason,
            now=desk.now,
        )
    except Conflict:
        raise conflict("An appointment or another block stands there already.", "taken") from None
    desk.touch(row.id)
    return _shown(row)


@router.delete("/blocks/{block_id}", status_code=204, responses=answers(401, 403, 404))
async def unblock(desk: BlockDesk, block_id: str) -> None:
    """Let a time be booked again."""
    with looking_for("block"):
        await (await _blocks(desk)).remove(block_id, desk.now)


async def _blocks(desk: Desk) -> Blocks:
    return Blocks(desk.database, desk.scope, await clinic_at(desk))


def _shown(row: Block) -> BlockOut:
    return BlockOut(**row.model_dump(include=set(BlockOut.model_fields)))
