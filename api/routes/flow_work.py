"""Long work on a flow: its proof, recorded calls against it, publishing, and going back.

All of it is done beside the server, one of each kind for a clinic at a time, and asked about by the
id that beginning it gave.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Id
from api.drafting import (
    FilesIn,
    ReadingDesk,
    WritingDesk,
    drafted,
    flow_names,
    names_of,
    stale,
    standing_clinic,
    texts_of,
)
from api.problem import answers, conflict, looking_for, missing
from api.route import Route
from api.routes.flows import ProblemInFile
from clinic.store import flow_versions
from telephony.publishing import restore as restored
from telephony.recorded_calls import latest
from telephony.workshop.works import Busy, Stage, Status, Work
from telephony.workshop.workshop import Drafted, Intent

router = APIRouter(prefix="/api/flows", tags=["flows"], route_class=Route)

ReplayDesk = Annotated[Desk, at_desk("transcripts", roles=ADMINS, action="read")]
LISTED = 100
"""Versions that are shown."""


class Begun(BaseModel):
    """What was begun."""

    id: str


class SpokenLine(BaseModel):
    """A line of a conversation. `who` is `caller` or `agent`."""

    who: str
    text: str
    state: str


class BrokenRule(BaseModel):
    """A rule that does not hold, and the shortest call that breaks it."""

    rule: str
    text: str
    script: str = Field(description="As `frontdesk simulate` runs it.")
    conversation: list[SpokenLine]


class ProofResult(BaseModel):
    """What was proved. Lengths are in the caller's turns."""

    states: int
    edges: int
    bound: int = Field(description="No call is longer, whatever happens.")
    longest: int = Field(description="The longest call that was found.")
    longest_script: str
    longest_conversation: list[SpokenLine]
    by_request: dict[str, int]
    broken: list[BrokenRule]


class ProofOut(BaseModel):
    """How far a proof is."""

    status: Status
    seconds: float
    states_so_far: int
    result: ProofResult | None
    said: str | None = Field(description="Why it failed.")
    problems: list[ProblemInFile]


class ReplaysIn(FilesIn):
    """How many of the latest calls to run again."""

    last: int = Field(default=50, ge=1, le=200)


class ReplayedCall(BaseModel):
    """What came of a call, then and now."""

    call_id: str
    before: str
    after: str | None
    changed: bool
    diverged_at: int | None = Field(description="The caller's turn, from 1.")
    problem: str | None = Field(description="Why it could not be run.")


class ReplaysOut(BaseModel):
    """How far the replays are."""

    status: Status
    done: int
    of: int
    changed: int
    diverged: int
    calls: list[ReplayedCall]
    said: str | None
    problems: list[ProblemInFile]


class PublishIn(Body):
    """What to publish."""

    revision: int = Field(ge=1, description="Of the draft that was read.")
    note: str = Field(default="", max_length=1000, description="Why, for the history.")
    over: Id | None = Field(
        default=None,
        description="The version in force that was seen; without it, the one it was begun on.",
    )


class Failure(BaseModel):
    """Something that stood in the way."""

    what: str = Field(description="A file, a rule, or a scripted call.")
    said: str
    line: int | None = None
    conversation: list[SpokenLine] = Field(default_factory=list)


class PublishingOut(BaseModel):
    """How far a publishing is."""

    status: Status
    stage: Stage
    seconds: float
    states_so_far: int = Field(description="Of the proof.")
    scripts_so_far: int
    code: str | None = Field(
        description="`problems`, `not_proved`, `scripts_failed`, `stale`, or that it broke."
    )
    said: str | None
    failures: list[Failure]
    version_id: str | None
    number: int | None


class VersionOut(BaseModel):
    """A version that is or was in force."""

    id: str
    number: int | None
    at: datetime | None
    by_name: str | None
    note: str | None
    in_force: bool


@router.post("/{flow}/proofs", status_code=202, responses=answers(401, 403, 404, 409))
async def prove(flow: str, given: FilesIn, desk: WritingDesk) -> Begun:
    """Begin to prove that every call of a draft ends as it must; an earlier proof is given up."""
    draft = await drafted(desk, flow, given.files)
    return Begun(id=desk.house.workshop.prove(draft, desk.member.id).id)


@router.get("/{flow}/proofs/{proof_id}", responses=answers(401, 403, 404))
async def proof(flow: str, proof_id: str, desk: ReadingDesk) -> ProofOut:
    """How far a proof is, and what it found."""
    work = _found(desk, "proof", flow, proof_id)
    return ProofOut(
        status=work.status,
        seconds=_seconds(desk, work),
        states_so_far=work.progress.get("states_so_far", 0),
        result=None if work.result is None else ProofResult(**work.result),
        said=work.said,
        problems=[ProblemInFile(**one) for one in work.failures],
    )


@router.post("/{flow}/replays", status_code=202, responses=answers(401, 403, 404, 409))
async def replay(flow: str, given: ReplaysIn, desk: ReplayDesk) -> Begun:
    """Begin to run the latest recorded calls against a draft. The audit trail names the calls."""
    draft = await drafted(desk, flow, given.files)
    rows = await latest(desk.database, desk.scope, given.last)
    desk.touch(*(row.id for row in rows))
    return Begun(id=desk.house.workshop.replay(draft, rows, desk.member.id).id)


@router.get("/{flow}/replays/{replay_id}", responses=answers(401, 403, 404))
async def replays(flow: str, replay_id: str, desk: ReadingDesk) -> ReplaysOut:
    """What would have come of the calls: ends and turns, nothing that anybody said."""
    work = _found(desk, "replay", flow, replay_id)
    told = work.progress if work.result is None else work.result
    calls = [ReplayedCall(**one) for one in told.get("calls", ())]
    return ReplaysOut(
        status=work.status,
        done=len(calls),
        of=told.get("of", 0),
        changed=sum(one.changed for one in calls),
        diverged=sum(one.diverged_at is not None for one in calls),
        calls=calls,
        said=work.said,
        problems=[ProblemInFile(**one) for one in work.failures],
    )


@router.post("/{flow}/publish", status_code=202, responses=answers(401, 403, 404, 409))
async def publish(flow: str, given: PublishIn, desk: WritingDesk) -> Begun:
    """Begin to publish a draft: first it is checked, proved and run with the clinic's scripts.

    409 `stale` if it is not the draft, or not the version in force, that was read.
    """
    texts = await texts_of(desk, flow)
    row = texts.draft
    if row is None:
        raise await stale(desk, None, None, "gone")
    if row.revision != given.revision:
        raise await stale(desk, row.updated_by, row.updated_at, "saved")
    standing = texts.version
    over = given.over or row.based_on
    if standing is not None and standing.id != over:
        raise await stale(desk, standing.created_by, standing.published_at, "published")
    draft = Drafted(desk.scope, flow, row.files, texts.clinic)
    in_force = await flow_versions.published(desk.database, desk.scope)
    intent = Intent(
        draft,
        row.revision,
        in_force.id if in_force else None,
        desk.member.id,
        given.note,
    )
    try:
        work = desk.house.workshop.publish(intent)
    except Busy:
        raise conflict("This clinic's flow is being published already.", "under_way") from None
    desk.note(flow=flow, revision=row.revision, publishing=work.id)
    return Begun(id=work.id)


@router.get("/{flow}/publishings/{publishing_id}", responses=answers(401, 403, 404))
async def publishing(flow: str, publishing_id: str, desk: ReadingDesk) -> PublishingOut:
    """How far a publishing is; where it failed, why."""
    work = _found(desk, "publishing", flow, publishing_id)
    result = work.result or {}
    if work.code == "stale":
        at = datetime.fromisoformat(result["at"]) if result.get("at") else None
        work.said = (await stale(desk, result.get("by"), at, "published")).detail
    return PublishingOut(
        status=work.status,
        stage=work.stage,
        seconds=_seconds(desk, work),
        states_so_far=work.progress.get("states_so_far", 0),
        scripts_so_far=work.progress.get("scripts", 0),
        code=work.code,
        said=work.said,
        failures=[_failure(one) for one in work.failures],
        version_id=result.get("version_id"),
        number=result.get("number"),
    )


@router.get("/{flow}/versions", responses=answers(401, 403, 404))
async def versions(flow: str, desk: ReadingDesk) -> list[VersionOut]:
    """What is and was in force, latest first."""
    if flow not in await flow_names(desk, await standing_clinic(desk)):
        raise missing("flow")
    rows = await flow_versions.history(desk.database, desk.scope, flow, LISTED)
    standing = await flow_versions.published(desk.database, desk.scope)
    people = await names_of(desk, [row.created_by for row in rows])
    return [_version(row, people, standing is not None and row.id == standing.id) for row in rows]


@router.post("/{flow}/versions/{version_id}/restore", responses=answers(401, 403, 404, 409))
async def restore(flow: str, version_id: str, desk: WritingDesk) -> VersionOut:
    """Go back to a version; calls under way end on the one that they began on."""
    with looking_for("version"):
        kept = await flow_versions.version(desk.database, desk.scope, version_id)
        if kept.name != flow:
            raise missing("version")
        try:
            row = await restored(desk.database, desk.scope, version_id, desk.now, by=desk.member.id)
        except ValueError:
            raise conflict(
                "This version was kept by an older Frontdesk and cannot be run any more.",
                "unreadable",
            ) from None
    desk.note(flow=flow, restored=version_id)
    return _version(row, await names_of(desk, [row.created_by]), True)


def _found(desk: Desk, kind: str, flow: str, work_id: str) -> Work:
    with looking_for("work"):
        return desk.house.workshop.works.find(desk.scope, kind, flow, work_id)


def _seconds(desk: Desk, work: Work) -> float:
    return round(((work.ended_at or desk.now) - work.begun_at).total_seconds(), 1)


def _failure(one: dict[str, Any]) -> Failure:
    return Failure(
        what=one.get("what") or one["file"],
        said=one.get("said") or one["text"],
        line=one.get("line"),
        conversation=[SpokenLine(**line) for line in one.get("conversation", ())],
    )


def _version(row: Any, people: dict[str, str], in_force: bool) -> VersionOut:
    return VersionOut(
        id=row.id,
        number=row.number,
        at=row.published_at,
        by_name=people.get(row.created_by or "", row.created_by),
        note=row.note,
        in_force=in_force,
    )
