"""Campaigns: people of one kind who are called, from the draft to the last of its calls.

Starting one only says so, and puts everybody in line some hundred at a time: a process that dies
half-way leaves work that another goes on with, and since each reason has a key of its own, nobody
comes into line twice. Who may not be called is kept as a refused call with its reason; who has no
number, or is called by somebody else for the same anyway, is only counted.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Work
from clinic.messages.policy import Policy, policy_of
from clinic.outreach.jobs import Wanted, enter_all
from clinic.outreach.preview import Judged, judged
from clinic.outreach.purpose import FINAL
from clinic.outreach.selection import read
from clinic.refusal import NotAllowed
from clinic.setting import OUTREACH_LINES, USUAL_LINES
from clinic.store.identifier import new_id
from clinic.store.outbox import show, tell
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Campaign, OutreachJob, UploadBatch
from clinic.store.tables.practice import Setting
from clinic.store.tables.row import NAME_LENGTH
from engine.clinic import DAYS

CHANGED: Final = "campaign.changed"
"""The live event that tells screens of a campaign, by its id."""
STARTED: Final = "campaign.started"
STATUSES: Final = ("draft", "running", "paused", "done", "ended")
UNLISTED: Final = ("no_number", "in_line", "called")
"""Why somebody is left out without a call of their own being noted."""
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SAID: Final[Mapping[str, str]] = {
    "draft": "has not been started",
    "running": "is running",
    "paused": "is paused",
    "done": "is done",
    "ended": "has been ended",
}
_STEPS: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "start": (("draft",), "running"),
    "pause": (("running",), "paused"),
    "resume": (("paused",), "running"),
    "end": (("draft", "running", "paused"), "ended"),
}
"""By action, the statuses that it begins in, and the one it leads to."""


_DONE: Final[Mapping[str, str]] = {
    "start": "started",
    "pause": "paused",
    "resume": "resumed",
    "end": "ended",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign that somebody wants."""

    name: str
    purpose: str
    selection: Mapping[str, Any] = field(default_factory=dict)
    batch_id: str | None = None
    lines: int = 1
    hours: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Progress:
    """How far the calls of something are, and what came of them."""

    statuses: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return self.statuses.total()

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return all(one in FINAL for one, count in self.statuses.items() if count)


async def create(work: Work, scope: Scope, draft: Draft, *, by: str | None = None) -> Campaign:
    """Write a campaign down; nobody is called. Raises `ValueError`, a sentence."""
    clinic = await clinic_of(work.database, scope)
    now = work.clock()
    selection = read(draft.purpose, draft.selection, clinic)
    name = draft.name.strip()
    if not 0 < len(name) <= NAME_LENGTH:
        raise ValueError(f"A campaign has a name of 1 to {NAME_LENGTH} letters.")
    if (draft.purpose == "lead") != (draft.batch_id is not None):
        raise ValueError("A campaign for leads, and no other, names the batch they came in.")
    async with work.database.writing() as session:
        policy = await policy_of(session, scope, clinic.state)
        most = await _most_lines(session, scope)
        if not 1 <= draft.lines <= most:
            raise ValueError(f"lines is at least 1, and at most what the clinic has ({most}).")
        wrong = hours_fault(draft.hours, policy)
        if wrong is not None:
            raise ValueError(f"hours {wrong}.")
        if draft.batch_id is not None:
            batches = scope.only(UploadBatch, col(UploadBatch.id))
            if await session.scalar(batches.where(col(UploadBatch.id) == draft.batch_id)) is None:
                raise ValueError("There is no such batch of leads.")
        row = Campaign(
            id=new_id(now),
            name=name,
            purpose=draft.purpose,
            selection=selection.as_json(draft.purpose),
            batch_id=draft.batch_id,
            lines=draft.lines,
            hours=dict(draft.hours) if draft.hours else None,
            created_at=now,
            created_by=by,
            changed_at=now,
            **scope.ids,
        )
        session.add(row)
        _show(session, scope, row, now)
    return row


def hours_fault(hours: Mapping[str, Any] | None, policy: Policy) -> str | None:
    """What is wrong with a campaign's own hours, as the end of a sentence: they only narrow."""
    if not hours:
        return None
    wanted = 'looks like {"from": "10:00", "to": "18:00", "days": ["mon", "tue"]}'
    if not {"from", "to"} <= set(hours) <= {"from", "to", "days"}:
        return wanted
    opens, closes, days = hours["from"], hours["to"], hours.get("days", list(DAYS))
    if not all(isinstance(one, str) and _CLOCK.fullmatch(one) for one in (opens, closes)):
        return wanted
    if not isinstance(days, list) or not days or not all(one in DAYS for one in days):
        return f"names days of {', '.join(DAYS)}"
    if opens >= closes:
        return "ends before it begins"
    if opens < policy.opens or closes > policy.closes:
        return f"lies between {policy.opens} and {policy.closes}, when people may be called"
    return None


async def begin(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """Let a campaign run; whoever does the jobs puts its people in line.

    Raises `KeyError`, `NotAllowed`, and `ValueError` where its selection means nothing any more.
    """
    clinic = await clinic_of(work.database, scope)
    now = work.clock()
    async with work.database.writing() as session:
        row = await _stepped(session, scope, campaign_id, "start", now)
        read(row.purpose, row.selection, clinic)
        row.started_at = now
        tell(session, scope, STARTED, row.id, now)
    return row


async def start(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """Let a campaign run, and put its people in line at once. Raises as `begin` does."""
    await begin(work, scope, campaign_id)
    await fill(work, scope, campaign_id)
    return await campaign(work, scope, campaign_id)


async def started(work: Work, job: Job) -> None:
    """Put a campaign's people in line; see `clinic.jobs.job`."""
    await fill(work, job.scope, job.reference)


async def fill(work: Work, scope: Scope, campaign_id: str) -> int:
    """Put everybody in line whom a campaign concerns and who is not there yet; how many came."""
    row = await campaign(work, scope, campaign_id)
    if row.entered_at is not None or row.status not in ("running", "paused"):
        return 0
    selection = read(row.purpose, row.selection, await clinic_of(work.database, scope))
    left_out: Counter[str] = Counter()
    added = 0
    async for part in judged(
        work, scope, row.purpose, selection, batch_id=row.batch_id, campaign_id=row.id
    ):
        left_out.update(one.reason for one in part if one.reason in UNLISTED)
        wanted = [_wanted(one, row.id) for one in part if one.reason not in UNLISTED]
        now = work.clock()
        async with work.database.writing() as session:
            held = await _locked(session, scope, row.id)
            if held.status not in ("running", "paused"):
                return added
            keyring = work.database.keyring
            added += len(await enter_all(session, keyring, scope, wanted, now))
            _show(session, scope, held, now)
    async with work.database.writing() as session:
        held = await _locked(session, scope, row.id)
        held.entered_at = held.changed_at = work.clock()
        held.left_out = dict(left_out) or None
        await _settled(session, scope, held, work.clock())
    return added


async def pause(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """Nobody more is called until it is resumed. Raises `KeyError`, `NotAllowed`."""
    return await _step(work, scope, campaign_id, "pause")


async def resume(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """Go on. Raises `KeyError`, `NotAllowed`."""
    return await _step(work, scope, campaign_id, "resume")


async def end(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """End it early: who waits is not called; who is on the telephone is not cut off.

    Raises `KeyError`, `NotAllowed`.
    """
    now = work.clock()
    async with work.database.writing() as session:
        row = await _stepped(session, scope, campaign_id, "end", now)
        row.ended_at = now
        waiting = scope.changing(OutreachJob).where(
            col(OutreachJob.campaign_id) == row.id, col(OutreachJob.status) == "scheduled"
        )
        values = {"status": "cancelled", "reason": "campaign_ended", "completed_at": now}
        await session.execute(waiting.values(values))
    return row


async def campaign(work: Work, scope: Scope, campaign_id: str) -> Campaign:
    """A campaign. Raises `KeyError`."""
    async with work.database.reading() as session:
        return _there(await session.scalar(_one(scope, campaign_id)))


async def progress_of(
    session: AsyncSession, scope: Scope, campaigns: Sequence[Campaign]
) -> dict[str, Progress]:
    """How far some campaigns are, by id, in one question."""
    found = {one.id: Progress() for one in campaigns}
    columns = (
        *(OutreachJob.campaign_id, OutreachJob.status, OutreachJob.result, OutreachJob.reason),
    )
    grouped = scope.only(OutreachJob, *(col(one) for one in columns), func.count())
    grouped = grouped.where(col(OutreachJob.campaign_id).in_(list(found)))
    for campaign_id, status, result, reason, count in await session.execute(
        grouped.group_by(*(col(one) for one in columns))
    ):
        add(found[campaign_id], status, result, reason, count)
    for one in campaigns:
        found[one.id].reasons.update(one.left_out or {})
    return found


def add(
    progress: Progress, status: str, result: str | None, reason: str | None, count: int
) -> None:
    """Count some jobs of one kind."""
    progress.statuses[status] += count
    if result is not None and status == "completed":
        progress.results[result] += count
    if reason is not None:
        progress.reasons[reason] += count


async def settle(work: Work) -> None:
    """Note which campaigns are done: everybody was in line, and nobody is any more."""
    now = work.clock()
    async with work.database.writing() as session:
        open_ = exists().where(
            col(OutreachJob.campaign_id) == col(Campaign.id),
            col(OutreachJob.status).not_in(FINAL),
        )
        rows = (
            select(Campaign)
            .where(
                col(Campaign.status).in_(("running", "paused")),
                col(Campaign.entered_at).is_not(None),
                ~open_,
            )
            .order_by(col(Campaign.id))
        )
        for row in list(await session.scalars(rows.with_for_update())):
            _done(session, Scope(row.practice_id, row.clinic_id), row, now)


async def settle_one(session: AsyncSession, scope: Scope, campaign_id: str, now: datetime) -> bool:
    """Note whether one campaign is done, in the transaction that ended its last call."""
    return await _settled(session, scope, await _locked(session, scope, campaign_id), now)


async def _settled(session: AsyncSession, scope: Scope, row: Campaign, now: datetime) -> bool:
    if row.entered_at is None or row.status not in ("running", "paused"):
        return False
    waiting = scope.only(OutreachJob, col(OutreachJob.id)).where(
        col(OutreachJob.campaign_id) == row.id, col(OutreachJob.status).not_in(FINAL)
    )
    if await session.scalar(waiting.limit(1)) is not None:
        return False
    _done(session, scope, row, now)
    return True


def _done(session: AsyncSession, scope: Scope, row: Campaign, now: datetime) -> None:
    row.status, row.ended_at, row.changed_at = "done", now, now
    _show(session, scope, row, now)


def _wanted(one: Judged, campaign_id: str) -> Wanted:
    """The job of somebody. Its key is the campaign's: what was called off may be begun anew."""
    candidate = one.candidate
    return Wanted(
        key=f"{candidate.key}/{campaign_id}",
        purpose=candidate.purpose,
        address=str(candidate.number),
        due_at=one.due_at,
        not_after=max(candidate.not_after, one.due_at),
        patient_id=candidate.patient_id,
        appointment_id=candidate.appointment_id,
        lead_id=candidate.lead_id,
        campaign_id=campaign_id,
        refused=one.reason,
    )


async def _step(work: Work, scope: Scope, campaign_id: str, action: str) -> Campaign:
    async with work.database.writing() as session:
        return await _stepped(session, scope, campaign_id, action, work.clock())


async def _stepped(
    session: AsyncSession, scope: Scope, campaign_id: str, action: str, now: datetime
) -> Campaign:
    row = await _locked(session, scope, campaign_id)
    begins_in, leads_to = _STEPS[action]
    if row.status not in begins_in:
        raise NotAllowed(f"This campaign {_SAID[row.status]}; it cannot be {_DONE[action]}.")
    row.status, row.changed_at = leads_to, now
    _show(session, scope, row, now)
    return row


async def _most_lines(session: AsyncSession, scope: Scope) -> int:
    """How many people the clinic calls at once."""
    given = scope.only(Setting, col(Setting.value)).where(col(Setting.name) == OUTREACH_LINES)
    lines = await session.scalar(given)
    return lines if isinstance(lines, int) else USUAL_LINES


async def _locked(session: AsyncSession, scope: Scope, campaign_id: str) -> Campaign:
    return _there(await session.scalar(_one(scope, campaign_id).with_for_update()))


def _one(scope: Scope, campaign_id: str) -> Any:
    return scope.rows(Campaign).where(col(Campaign.id) == campaign_id)


def _there(row: Campaign | None) -> Campaign:
    if row is None:
        raise KeyError("there is no such campaign")
    return row


def _show(session: AsyncSession, scope: Scope, row: Campaign, now: datetime) -> None:
    show(session, scope, CHANGED, row.id, now, body={"status": row.status})
