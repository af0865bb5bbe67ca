"""Who is on the line: what strip and screen pop of every page show by themselves (CI-4, CI-5).

Screens ask for it because the telephone rings, not because somebody looks a patient up. So it names
no record in its path, and does not count as one of those who look at very many; whose records were
shown stands in the audit trail all the same. Who rings is for those who answer telephones (CI-6).
"""

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints

from api.access import Desk, at_desk
from api.problem import answers, looking_for
from api.route import Route
from clinic.store.callers import Caller, callers
from clinic.store.context import context
from clinic.store.recognition import SEES_CALLERS

AT_ONCE: Final = 20
"""Calls about whose callers everything may be asked in one request."""
FAMILY: Final = 4
"""People of one number of whom it is told."""
CallId = Annotated[str, StringConstraints(pattern=r"^[\w-]{1,64}$")]

router = APIRouter(prefix="/api", tags=["live control"], route_class=Route)


class MaybeOut(BaseModel):
    """A patient who may be calling."""

    id: str
    name: str
    known: dict[str, Any] | None = Field(
        description="The screen pop's view of their record, where calls were asked for by id."
    )


class LiveCallOut(BaseModel):
    """Somebody on the line."""

    id: str
    number: str | None = Field(description="E.164; null where it was withheld.")
    at: datetime = Field(description="When it began to ring, or was answered.")
    ringing: bool = Field(description="Nobody has answered yet.")
    ended: bool
    channel: str
    direction: str
    state: str | None
    request: str | None = Field(description="What they call for, as soon as that is known.")
    escalation: str | None
    turns: int
    proved: bool = Field(description="Name and date of birth matched.")
    patients: list[MaybeOut] = Field(description="Everybody who has the number: a hint.")


@router.get("/live_calls", responses=answers(401, 403, 404))
async def live_calls(
    desk: Annotated[Desk, at_desk("live_calls")],
    call_id: Annotated[
        list[CallId] | None,
        Query(max_length=AT_ONCE, description="Only these, with what is known of the caller."),
    ] = None,
) -> list[LiveCallOut]:
    """Who rings and who is being talked to, those who came last first."""
    ids = call_id or []
    ringing = desk.member.role in SEES_CALLERS
    found = await callers(desk.database, desk.scope, desk.now, ids=ids, ringing=ringing)
    requests = {one.id: one.loop.call.request for one in desk.house.switchboard.live}
    desk.touch(*(patient for one in found for patient, _ in one.patients))
    return [_out(one, requests.get(one.id), await _known(desk, one, bool(ids))) for one in found]


async def _known(desk: Desk, one: Caller, wanted: bool) -> dict[str, dict[str, Any]]:
    """What the screen pop shows of each who may be calling."""
    known: dict[str, dict[str, Any]] = {}
    for patient, _ in one.patients[:FAMILY] if wanted else ():
        with looking_for("patient"):
            found = await context(desk.database, desk.scope, patient, desk.now)
        known[patient] = found.as_json("screen_pop")
    return known


def _out(one: Caller, request: str | None, known: dict[str, dict[str, Any]]) -> LiveCallOut:
    call = one.call
    return LiveCallOut(
        id=one.id,
        number=one.number,
        at=one.at,
        ringing=call is None,
        ended=call is not None and call.ended_at is not None,
        channel=call.channel if call else "phone",
        direction=call.direction if call else "inbound",
        state=call.state if call else None,
        request=request or (call.request if call else None),
        escalation=call.escalation if call else None,
        turns=call.turns if call else 0,
        proved=call is not None and call.patient_id is not None,
        patients=[
            MaybeOut(id=patient, name=name, known=known.get(patient))
            for patient, name in one.patients
        ],
    )
