"""What people do to a call under way: have its caller put through to them, or end it (FG-31).

Either goes through the engine like anything that happens in a call, so the caller is told, the
tasks are left, and the record of the call says it.
"""

from typing import Annotated, Final

from fastapi import APIRouter

from api.access import ADMINS, Desk, at_desk
from api.problem import Problem, answers, conflict
from api.route import Route
from api.routes.calls import CallOut, row_of, shown_call
from clinic.store.call_state import is_standing
from clinic.store.tables.call import CallRow
from telephony.call_orders import HANG_UP, TRANSFER
from telephony.channel import WRITTEN

ELSEWHERE: Final = (
    "Nothing carries this call at the moment; if its caller still waits, they are rung through to "
    "the clinic by the carrier. Try again in a few seconds."
)
router = APIRouter(prefix="/api", tags=["live control"], route_class=Route)

CallDesk = Annotated[Desk, at_desk("calls", action="update")]
AdminDesk = Annotated[Desk, at_desk("calls", roles=ADMINS, action="update")]


@router.post("/calls/{call_id}/transfer", responses=answers(401, 403, 404, 409, 503))
async def transfer(desk: CallDesk, call_id: str) -> CallOut:
    """Have the caller put through to the staff's line now, at any hour."""
    row = await _under_way(desk, call_id)
    if row.channel in WRITTEN:
        raise conflict("Nobody can be put through in writing; ring them.", "not_by_telephone")
    if row.state == "ESCALATE":
        raise conflict("The caller is being put through already.", "put_through")
    return await _ordered(desk, row, TRANSFER)


@router.post("/calls/{call_id}/hang_up", responses=answers(401, 403, 404, 409, 503))
async def hang_up(desk: AdminDesk, call_id: str) -> CallOut:
    """End a call."""
    return await _ordered(desk, await _under_way(desk, call_id), HANG_UP)


async def _under_way(desk: Desk, call_id: str) -> CallRow:
    row = await row_of(desk, call_id)
    if not is_standing(row):
        raise conflict("The call is over.", "over")
    return row


async def _ordered(desk: Desk, row: CallRow, what: str) -> CallOut:
    desk.note(ordered=what)
    if not await desk.house.orders.give(desk.scope, row.id, row.channel, what):
        raise Problem(503, ELSEWHERE, "not_carried")
    await desk.house.switchboard.noted()
    return await shown_call(desk, row.id)
