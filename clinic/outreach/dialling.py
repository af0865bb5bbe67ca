"""Calling those whose turn has come, a few at a time; done every few seconds.

Everything that could speak against a call is looked at in one transaction: whether its reason still
holds, whether the person may be called and now, whether a line is free. The same transaction writes
down that the call is about to be placed, so two workers never call one person twice. Only then is
the carrier asked. Whoever dies in between leaves a try without a call, and whoever looks after it
(`clinic/outreach/tending`) asks the carrier first whether it has one.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Later, Never, Work
from clinic.messages.gate import Passage, admit
from clinic.messages.known import Contact
from clinic.messages.policy import policy_of
from clinic.outreach.carrier import Calls, Order, calls, calls_are_real, vendor
from clinic.outreach.moot import appointment_of, is_wrong_number, moot
from clinic.outreach.outbound import OutboundFlows, language_of
from clinic.outreach.outcome import UNDER_WAY, attempt_ended, changed, end, locked, put_off
from clinic.outreach.tending import taken, tend
from clinic.setting import OUTREACH_LINES, USUAL_LINES
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Campaign, OutreachAttempt, OutreachJob
from clinic.store.tables.practice import ClinicRow, Setting
from engine.clinic import Clinic

RUNNING: Final = "running"
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_flows: WeakKeyDictionary[Database, OutboundFlows] = WeakKeyDictionary()
_log = logging.getLogger(__name__)


async def dial(work: Work) -> None:
    """Call whoever is due, at every clinic, and look after calls that nobody told of."""
    waiting = select(col(OutreachJob.practice_id), col(OutreachJob.clinic_id)).where(
        or_(
            col(OutreachJob.status) == UNDER_WAY,
            and_(col(OutreachJob.status) == "scheduled", col(OutreachJob.due_at) <= work.clock()),
        )
    )
    async with work.database.reading() as session:
        scopes = [Scope(*row) for row in await session.execute(waiting.distinct())]
    if not scopes:
        return
    try:
        carrier = calls(work)
    except Never as fault:
        _log.error("nobody can be called: %s", fault)
        return
    for scope in scopes:
        try:
            dialling = Dialling(work, scope, await clinic_of(work.database, scope), carrier)
            await dialling.run()
        except Exception as fault:  # another clinic's people are called all the same
            _log.error("a clinic's people are not called: %s", type(fault).__name__)


@dataclass(frozen=True, slots=True)
class Dialling:
    """The calls of one clinic."""

    work: Work
    scope: Scope
    clinic: Clinic
    carrier: Calls

    async def run(self) -> int:
        """Look after the calls under way, then place those that are due; returns how many."""
        await tend(self.work, self.scope, self.clinic, self.carrier)
        await self._give_up_late()
        placed, seen = 0, set[str]()
        while due := await self._due(seen):
            for job_id in due:
                seen.add(job_id)
                placed += await self._tried(job_id)
        return placed

    async def _due(self, seen: Collection[str]) -> list[str]:
        """The jobs for which lines are free now, oldest first; none while the clinic is paused."""
        now = self.work.clock()
        async with self.work.database.reading() as session:
            row = await session.get(ClinicRow, self.scope.clinic_id)
            free = await self._free(session, None)
            if row is None or row.paused or free <= 0:
                return []
            waits = [
                one.id
                for one in await session.scalars(self.scope.rows(Campaign))
                if one.status != "ended" and not await self._is_open(session, one, now)
            ]
            jobs = (
                self.scope.only(OutreachJob, col(OutreachJob.id), col(OutreachJob.campaign_id))
                .where(col(OutreachJob.status) == "scheduled", col(OutreachJob.due_at) <= now)
                .order_by(col(OutreachJob.due_at), col(OutreachJob.id))
                .limit(free + len(seen))
            )
            if waits:
                campaign = func.coalesce(col(OutreachJob.campaign_id), "")
                jobs = jobs.where(campaign.not_in(waits))
            return [one[0] for one in await session.execute(jobs) if one[0] not in seen][:free]

    async def _is_open(self, session: AsyncSession, campaign: Campaign, now: datetime) -> bool:
        """Whether a campaign calls at the moment, and has a line free."""
        if campaign.status != RUNNING or not keeps_hours(campaign, self.clinic, now):
            return False
        return await self._free(session, campaign) > 0

    async def _free(self, session: AsyncSession, campaign: Campaign | None) -> int:
        """How many more may be called at once, by the clinic or by one of its campaigns."""
        under_way = self.scope.only(OutreachJob, func.count()).where(
            col(OutreachJob.status) == UNDER_WAY
        )
        if campaign is not None:
            under_way = under_way.where(col(OutreachJob.campaign_id) == campaign.id)
            return campaign.lines - (await session.scalar(under_way) or 0)
        given = self.scope.only(Setting, col(Setting.value))
        lines = await session.scalar(given.where(col(Setting.name) == OUTREACH_LINES))
        most = lines if isinstance(lines, int) else USUAL_LINES
        return most - (await session.scalar(under_way) or 0)

    async def _give_up_late(self) -> None:
        """Whoever was not reached in time is not called any more, also where calls wait."""
        now = self.work.clock()
        late = self.scope.rows(OutreachJob).where(
            col(OutreachJob.status) == "scheduled", col(OutreachJob.not_after) <= now
        )
        async with self.work.database.reading() as session:
            if await session.scalar(late.limit(1)) is None:
                return
        async with self.work.database.writing() as session:
            for job in await session.scalars(late.with_for_update()):
                end(session, self.scope, job, "failed", now, reason="too_late")

    async def _tried(self, job_id: str) -> bool:
        """Try a job; whether the carrier was asked to place a call."""
        try:
            version_id = await self._version(job_id)
        except Exception as fault:  # a flow with mistakes: whoever edits it is told of them
            _log.error("a call cannot be prepared: %s", type(fault).__name__)
            return False
        async with self.work.database.writing() as session:
            order = await self._admitted(session, job_id, version_id)
        if order is None:
            return False
        await self._place(order)
        return True

    async def _version(self, job_id: str) -> str:
        """What the call runs on, in the language of whom it concerns."""
        async with self.work.database.reading() as session:
            job = await session.get(OutreachJob, job_id)
            if job is None:
                raise KeyError("there is no such job")
            language = await language_of(session, job)
        database, now = self.work.database, self.work.clock()
        flows = _flows.setdefault(database, OutboundFlows())
        return await flows.version(database, self.scope, job.purpose, language, now)

    async def _admitted(self, session: AsyncSession, job_id: str, version_id: str) -> Order | None:
        """Decide, and write down that a call is about to be placed; `None` where it is not."""
        await one_worker(session, self.scope)
        now = self.work.clock()
        job = await locked(session, self.scope, job_id)
        if job is None or job.status != "scheduled" or job.due_at > now:
            return None
        if not await self._may_begin(session, job, now):
            return None
        about = await appointment_of(session, self.scope, job)
        reason = await moot(session, self.scope, job, about, now)
        if reason is not None:
            end(session, self.scope, job, "cancelled", now, reason=reason)
            return None
        if await is_wrong_number(session, self.scope, job):
            end(session, self.scope, job, "refused", now, reason="wrong_number")
            return None
        passage = Passage(
            contact=Contact(
                job.id, "call", job.purpose, job.address, job.address_index, job.patient_id
            ),
            clinic=self.clinic,
            policy=await policy_of(session, self.scope, self.clinic.state),
            appointment=about,
            personal=job.patient_id is not None,
            vendor=vendor(self.work.settings),
            live=calls_are_real(self.work.settings),
        )
        verdict = await admit(session, self.scope, passage, now)
        if verdict.again is not None and verdict.again <= job.not_after:
            put_off(session, self.scope, job, verdict.again, now)
        elif verdict.refused is not None:
            end(session, self.scope, job, "refused", now, reason=verdict.refused)
        elif verdict.not_before is not None:
            put_off(session, self.scope, job, verdict.not_before, now)
        else:
            return await self._written_down(session, job, version_id, now)
        return None

    async def _may_begin(self, session: AsyncSession, job: OutreachJob, now: datetime) -> bool:
        """Whether there is a line, as things stand in this transaction."""
        row = await session.get(ClinicRow, self.scope.clinic_id)
        if row is None or row.paused or not await self._free(session, None) > 0:
            return False
        campaign = await session.get(Campaign, job.campaign_id) if job.campaign_id else None
        if campaign is None or campaign.status == "ended":
            return True
        return await self._is_open(session, campaign, now)

    async def _written_down(
        self, session: AsyncSession, job: OutreachJob, version_id: str, now: datetime
    ) -> Order:
        latest = self.scope.only(OutreachAttempt, func.max(col(OutreachAttempt.number)))
        number = await session.scalar(latest.where(col(OutreachAttempt.job_id) == job.id)) or 0
        attempt = OutreachAttempt(
            id=new_id(now),
            job_id=job.id,
            number=number + 1,
            purpose=job.purpose,
            address_index=job.address_index,
            patient_id=job.patient_id,
            flow_version_id=version_id,
            at=now,
            **self.scope.ids,
        )
        session.add(attempt)
        job.status, job.attempts, job.last_attempt_at = UNDER_WAY, job.attempts + 1, now
        job.call_id = None
        changed(session, self.scope, job, now)
        return Order(job.id, attempt.id, job.address, self.clinic.number)

    async def _place(self, order: Order) -> None:
        """Ask the carrier; what it does not answer for sure is asked for later."""
        try:
            call_id = await self.carrier.place(order)
        except Later as delay:
            _log.warning("a call may not have been placed: %s", delay)
            return
        except Never as refusal:
            async with self.work.database.writing() as session:
                attempt = await taken(session, self.scope, order.attempt_id, None)
                if attempt is not None:
                    now, error = self.work.clock(), str(refusal)
                    await attempt_ended(session, self.scope, attempt, "failed", now, error=error)
            return
        async with self.work.database.writing() as session:
            await taken(session, self.scope, order.attempt_id, call_id)


def keeps_hours(campaign: Campaign, clinic: Clinic, now: datetime) -> bool:
    """Whether it is one of the hours of a campaign, on the clinic's clock."""
    hours: Any = campaign.hours
    if not isinstance(hours, dict):
        return True
    local = now.astimezone(ZoneInfo(clinic.timezone))
    days = hours.get("days")
    if isinstance(days, list) and days and _DAYS[local.weekday()] not in days:
        return False
    clock = local.strftime("%H:%M")
    return str(hours.get("from") or "00:00") <= clock < str(hours.get("to") or "24:00")


async def one_worker(session: AsyncSession, scope: Scope) -> None:
    """Count a clinic's lines alone; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:whose, 0))")
        await session.execute(lock, {"whose": f"lines of {scope.clinic_id}"})
