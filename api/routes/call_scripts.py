"""A clinic's own scripted calls: made of recorded calls or written by hand, and run.

A flow is published only if they pass; see `telephony/clinic_scripts`.
"""

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from agent_config.problem import ConfigError
from agent_config.script_file import read_script
from api.access import ADMINS, Desk, at_desk
from api.body import Body
from api.problem import answers, conflict, looking_for, unusable
from api.route import Route
from api.routes.calls import row_of
from clinic.store import call_scripts as store
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of, published
from clinic.store.tables.review import CallScript
from engine.flow import Flow
from telephony.channel import for_channel
from telephony.clinic_scripts import run_scripts
from telephony.script_of_call import NotScripted, script_of_call

router = APIRouter(prefix="/api", tags=["scripts"], route_class=Route)

MakingDesk = Annotated[Desk, at_desk("scripts", action="create")]
ReadingDesk = Annotated[Desk, at_desk("scripts")]
ChangingDesk = Annotated[Desk, at_desk("scripts", roles=ADMINS)]
RunningDesk = Annotated[Desk, at_desk("scripts", roles=ADMINS, action="read")]

LONGEST: Final = 100_000
Name = Annotated[
    str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Letters, digits, - and _.")
]


class ScriptOut(BaseModel):
    """A script. In a list its text is left out."""

    name: str = Field(examples=["books-a-cleaning"])
    about: str = Field(description="What the call is about.")
    text: str | None = Field(description="YAML of call/v1.")
    call_id: str | None = Field(description="The recorded call that it was made of.")
    user_id: str | None
    created_at: datetime
    updated_at: datetime


class ScriptIn(Body):
    """A script as a file has it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class MakeIn(Body):
    """How the script of a recorded call is to be named; without it, by what came of the call."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")] | None = None


class RunIn(Body):
    """Which scripts are run; without any, all of them."""

    names: Annotated[list[str], Field(max_length=store.MOST)] | None = None


class ResultOut(BaseModel):
    """A script that was run."""

    name: str
    passed: bool
    failures: list[str] = Field(description="Sentences that name the line.")


@router.post("/calls/{call_id}/script", status_code=201, responses=answers(401, 403, 404, 409))
async def make(desk: MakingDesk, call_id: str, given: MakeIn | None = None) -> ScriptOut:
    """Make a test of a recorded call, with invented people in place of the real ones.

    It is kept only if it passes against the flow of the call at once.
    """
    row = await row_of(desk, call_id)
    if row.flow_version_id is None or row.ended_at is None:
        raise conflict("Only a call that is over, and whose flow was kept, can be a test.", "call")
    flow = await flow_of(desk.database, desk.scope, row.flow_version_id)
    kept = await events(desk.database, desk.scope, call_id)
    try:
        made = await script_of_call(for_channel(flow, row.channel), kept)
    except NotScripted as why:
        raise conflict(str(why), "not_scripted") from None
    name = given.name if given and given.name else await _free(desk, made.name)
    script = await _kept(desk, name, made.text, call_id)
    return _shown(script, with_text=True)


@router.get("/scripts", responses=answers(401, 403, 404))
async def scripts(desk: ReadingDesk) -> list[ScriptOut]:
    """The clinic's scripts, by name, without their texts."""
    return [_shown(one, with_text=False) for one in await store.scripts(desk.database, desk.scope)]


@router.post("/scripts/run", responses=answers(401, 403, 404, 409))
async def run(desk: RunningDesk, given: RunIn | None = None) -> list[ResultOut]:
    """Run the clinic's scripts against the flow in force; nothing outside is touched."""
    flow = await _in_force(desk)
    only = given.names if given else None
    found = await run_scripts(desk.database, desk.scope, flow, only=only)
    return [
        ResultOut(name=one.name, passed=one.passed, failures=list(one.failures)) for one in found
    ]


@router.get("/scripts/{name}", responses=answers(401, 403, 404))
async def script(desk: ReadingDesk, name: Name) -> ScriptOut:
    """One script, with its text."""
    desk.touch(name)
    with looking_for("script"):
        return _shown(await store.script(desk.database, desk.scope, name), with_text=True)


@router.put("/scripts/{name}", responses=answers(401, 403, 404))
async def keep(desk: ChangingDesk, name: Name, given: ScriptIn) -> ScriptOut:
    """Write a script by hand. One that cannot be read is refused, with every mistake."""
    desk.touch(name)
    try:
        read_script(given.text, name)
    except ConfigError as error:
        places = [f"line {one.line}, column {one.column}" for one in error.problems]
        raise unusable(
            f"This is no script: there is a mistake at {'; at '.join(places[:5])}.", "script"
        ) from None
    return _shown(await _kept(desk, name, given.text, None), with_text=True)


@router.delete("/scripts/{name}", status_code=204, responses=answers(401, 403, 404))
async def remove(desk: ChangingDesk, name: Name) -> None:
    """Throw a script away."""
    desk.touch(name)
    with looking_for("script"):
        await store.remove(desk.database, desk.scope, name, desk.now)


async def _kept(desk: Desk, name: str, text: str, call_id: str | None) -> CallScript:
    desk.touch(name)
    try:
        return await store.keep(
            desk.database, desk.scope, name, text, desk.now, desk.member.id, call_id=call_id
        )
    except ValueError as error:
        raise conflict(str(error), "too_many") from None


async def _free(desk: Desk, wanted: str) -> str:
    """A name that no script has."""
    taken = {one.name for one in await store.scripts(desk.database, desk.scope)}
    numbered = (f"{wanted}-{number}" for number in range(2, store.MOST + 2))
    return next(one for one in (wanted, *numbered) if one not in taken)


async def _in_force(desk: Desk) -> Flow:
    version = await published(desk.database, desk.scope)
    if version is None:
        raise conflict("The clinic has no published flow.", "no_flow")
    return await flow_of(desk.database, desk.scope, version.id)


def _shown(row: CallScript, *, with_text: bool) -> ScriptOut:
    try:
        about = read_script(row.text, row.name).call
    except ConfigError:
        about = ""
    return ScriptOut(
        name=row.name,
        about=about,
        text=row.text if with_text else None,
        call_id=row.call_id,
        user_id=row.user_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
