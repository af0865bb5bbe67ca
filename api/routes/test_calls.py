"""Test calls, typed: by people of the clinic, to hear what its callers hear.

A live one is a call like any other: it comes up on the desk, books, and leaves tasks. One against a
draft is carried in a made-up clinic and leaves nothing; it lives in this process only. Spoken ones
come over a socket (`api/routes/test_call_voice`).
"""

import asyncio
from time import perf_counter
from typing import Annotated, Final, Protocol

from fastapi import APIRouter
from pydantic import Field, StringConstraints, model_validator

from agent_config.draft import MOST_BYTES, MOST_FILES, read_draft
from agent_config.problem import ConfigError
from api.access import ADMINS, Desk, at_desk
from api.body import Body
from api.metrics import turn_taken
from api.problem import answers, conflict, missing, unusable
from api.route import Route
from api.told_call import TestCallOut, shown
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.practice import ClinicRow
from engine.flow import Flow
from telephony.browser.drafts import KIND as DRAFT
from telephony.browser.drafts import DraftCall
from telephony.browser.line import TypedLine
from telephony.browser.media import KEYS, LONGEST_WORDS, MOST_KEYS
from telephony.browser.told import told
from telephony.flow_plans import NoFlow
from telephony.observer import Stages

CHANNEL: Final = "browser"
TYPED: Final = "typed"
"""How the ids of live calls begin that are typed: those that are spoken hang on their socket."""
MOST_SILENCE: Final = 120.0

router = APIRouter(prefix="/api", tags=["test calls"], route_class=Route)

TestDesk = Annotated[Desk, at_desk("test_calls")]
TurnDesk = Annotated[Desk, at_desk("test_calls", action="update")]
Number = Annotated[str, StringConstraints(pattern=r"^\+\d{7,15}$")]


class Talking(Protocol):
    """What a caller does something to: a call's loop, or one whose clock is told of it too."""

    async def hear(self, words: str) -> None:
        """Words."""

    async def key(self, digits: str) -> None:
        """Keys."""

    async def stay_silent(self, seconds: float) -> None:
        """Nothing, for so long."""

    async def hung_up(self) -> None:
        """The end."""


class TestFile(Body):
    """A file of a draft."""

    name: str = Field(max_length=80, examples=["my_flow.yaml"])
    language: str | None = Field(default=None, max_length=10)
    text: str = Field(max_length=MOST_BYTES)


class TestCallIn(Body):
    """A call to begin."""

    flow: str | None = Field(
        default=None, max_length=60, description="Which flow the files are; only with them."
    )
    files: list[TestFile] | None = Field(
        default=None,
        max_length=MOST_FILES,
        description="A draft: the call is carried in a made-up clinic and leaves nothing.",
    )
    caller: Number | None = Field(
        default=None, alias="from", description="The number that the clinic sees, E.164."
    )


class TurnIn(Body):
    """What the caller does: one of these."""

    says: str | None = Field(default=None, min_length=1, max_length=LONGEST_WORDS)
    keys: str | None = Field(default=None, pattern=rf"^[{KEYS}]{{1,{MOST_KEYS}}}$")
    silence: float | None = Field(
        default=None, gt=0, le=MOST_SILENCE, description="Seconds in which nothing is said."
    )
    hangs_up: bool | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "TurnIn":
        given = [self.says, self.keys, self.silence, self.hangs_up or None]
        if sum(one is not None for one in given) != 1:
            raise ValueError("one of says, keys, silence, hangs_up")
        return self


@router.post("/test_calls", status_code=201, responses=answers(401, 403, 404, 409))
async def begin_test_call(desk: TestDesk, given: TestCallIn) -> TestCallOut:
    """Call the clinic's receptionist, or that of a draft; the answer holds the greeting."""
    if given.files is not None:
        return await _begin_draft(desk, given.flow, given.files, given.caller)
    if given.flow is not None:
        raise unusable("A flow is tested as files; a live call runs on the one in force.")
    await not_paused(desk.house.database, desk.scope)
    call_id = f"{TYPED}-{new_id(desk.now)}"
    desk.touch(call_id)
    return await _in_live(desk, call_id, None, given.caller)


@router.post("/test_calls/{call_id}/turns", responses=answers(401, 403, 404, 409))
async def take_turn(desk: TurnDesk, call_id: str, given: TurnIn) -> TestCallOut:
    """Say something, press keys, stay silent or hang up, and hear what is said to it."""
    if call_id.startswith(f"{DRAFT}-"):
        return await _in_draft(_draft(desk, call_id), given)
    await _row(desk, call_id)
    return await _in_live(desk, call_id, given)


@router.delete("/test_calls/{call_id}", status_code=204, responses=answers(401, 403, 404))
async def end_test_call(desk: TestDesk, call_id: str) -> None:
    """Hang up; of a call against a draft nothing stays."""
    if call_id.startswith(f"{DRAFT}-"):
        _draft(desk, call_id)
        desk.house.drafts.drop(desk.scope, call_id)
        return
    await _row(desk, call_id)
    await _in_live(desk, call_id, TurnIn(hangs_up=True))


async def not_paused(database: Database, scope: Scope) -> None:
    """A paused clinic takes no calls, and so none that look like one. Raises `Problem`."""
    async with database.reading() as session:
        row = await session.get(ClinicRow, scope.clinic_id)
    if row is not None and row.paused:
        raise conflict(
            "The clinic is paused: its calls go to people. Resume it, or test a draft.", "paused"
        )


async def _begin_draft(
    desk: Desk, flow: str | None, files: list[TestFile], caller: str | None
) -> TestCallOut:
    desk.require(*ADMINS)
    if flow is None:
        raise unusable("Say which flow the files are.", "no_flow")
    made = await _read(desk, flow, {one.name: one.text for one in files})
    draft = await desk.house.drafts.begin(desk.scope, made, caller)
    return shown(draft.id, "draft", told(draft.loop, 0))


async def _read(desk: Desk, flow: str, texts: dict[str, str]) -> Flow:
    """The flow in a draft's files. Raises `Problem` with the first of its mistakes."""
    clinic = await clinic_of(desk.database, desk.scope)
    try:
        draft = await asyncio.to_thread(read_draft, flow, texts, clinic)
    except (ValueError, ConfigError) as error:
        raise unusable(str(error), "no_draft") from None
    if draft.flow is None:
        first = draft.problems[0]
        raise unusable(
            f"The draft has {len(draft.problems)} mistakes; the first is in {first.file}, line "
            f"{first.line}: {first.text}",
            "problems",
        )
    return draft.flow


def _draft(desk: Desk, call_id: str) -> DraftCall:
    try:
        return desk.house.drafts.find(desk.scope, call_id)
    except KeyError:
        raise missing("test call any more") from None


async def _row(desk: Desk, call_id: str) -> None:
    """Only a typed test call of the clinic is gone on with here. Raises `Problem`."""
    async with desk.database.reading() as session:
        found = await session.get(CallRow, call_id)
    if (
        found is None
        or (found.practice_id, found.clinic_id) != (desk.scope.practice_id, desk.scope.clinic_id)
        or found.channel != CHANNEL
    ):
        raise missing("test call")
    if not call_id.startswith(f"{TYPED}-"):
        raise conflict("This call is spoken: it hangs on the page that began it.", "spoken")


async def _in_draft(draft: DraftCall, given: TurnIn) -> TestCallOut:
    async with draft.lock:
        since = len(draft.loop.record.steps)
        await _done(given, draft)
        await draft.loop.settled()
        return shown(draft.id, "draft", told(draft.loop, since))


async def _in_live(
    desk: Desk, call_id: str, given: TurnIn | None, caller: str | None = None
) -> TestCallOut:
    """Begin a call on the switchboard, or do something in it. Raises `Problem`."""
    board = desk.house.switchboard
    try:
        async with board.call(
            desk.scope, call_id, TypedLine, channel=CHANNEL, caller=caller
        ) as live:
            since = 0 if given is None else len(live.loop.record.steps)
            if given is not None and not live.loop.ended:
                began = perf_counter()
                await _done(given, live.loop)
                await live.loop.settled()
                if not given.hangs_up:
                    live.turns.append(Stages(total=perf_counter() - began))
                    turn_taken(CHANNEL, live.turns[-1])
            return shown(call_id, "live", told(live.loop, since))
    except NoFlow as error:
        raise conflict(f"{str(error)[0].upper()}{str(error)[1:]}.", "no_flow") from None


async def _done(given: TurnIn, call: Talking) -> None:
    if given.says is not None:
        await call.hear(given.says)
    elif given.keys is not None:
        await call.key(given.keys)
    elif given.silence is not None:
        await call.stay_silent(given.silence)
    else:
        await call.hung_up()
