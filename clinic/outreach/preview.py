"""Whom a selection comes to: who would be called, when, and who not, and why. Nothing is written.

The same lines decide when a campaign starts, and what they ask of a person is what the gate asks
again when the call is about to be made (`clinic.messages.gate.standing`). So a preview can only be
overtaken by what happens after it, never disagree.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages.agreement import is_agreed
from clinic.messages.gate import WEEK, hours_for, standing
from clinic.messages.known import Contact, Known, known_of
from clinic.messages.policy import Policy, policy_of
from clinic.messages.window import next_open
from clinic.outreach.candidates import Candidate, candidates
from clinic.outreach.carrier import vendor
from clinic.outreach.purpose import FINAL
from clinic.outreach.selection import Selection
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.outreach import OutreachJob
from engine.clinic import Clinic

CALL: Final = "call"
RESTS: Final = timedelta(days=30)
"""So long nobody is asked again to come, after they were called about it."""
TRIED: Final = ("completed", "failed")
"""The states of jobs that somebody was called for: what was refused or called off may come back."""
SHOWN: Final = 50
"""How many people a preview names."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate, and what would become of them now."""

    candidate: Candidate
    due_at: datetime
    reason: str | None = None
    """Why they are not called, in a word."""


@dataclass(slots=True)
class Preview:
    """Whom a selection comes to."""

    people: int = 0
    included: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    """By reason."""
    sample: list[Judged] = field(default_factory=list)


async def preview(
    work: Work,
    scope: Scope,
    purpose: str,
    selection: Selection,
    *,
    batch_id: str | None = None,
    shown: int = SHOWN,
) -> Preview:
    """Whom a selection comes to now; the first of each kind by name."""
    made = Preview()
    async for part in judged(work, scope, purpose, selection, batch_id=batch_id):
        for one in part:
            made.people += 1
            made.included += one.reason is None
            if one.reason is not None:
                made.excluded[one.reason] += 1
            if len(made.sample) < shown:
                made.sample.append(one)
    return made


async def judged(
    work: Work,
    scope: Scope,
    purpose: str,
    selection: Selection,
    *,
    batch_id: str | None = None,
    campaign_id: str | None = None,
) -> AsyncIterator[list[Judged]]:
    """Everybody whom a selection concerns, in parts, each with what would become of them.

    What a campaign itself has put in line already is passed over.
    """
    clinic = await clinic_of(work.database, scope)
    now = work.clock()
    judge = _Judge(purpose, selection, clinic, now, campaign_id)
    async with work.database.reading() as session:
        judge.policy = await policy_of(session, scope, clinic.state)
        whom = vendor(work.settings)
        judge.is_agreed = await is_agreed(session, scope, clinic, whom, now)
    found = candidates(work.database, scope, clinic, purpose, selection, now, batch_id=batch_id)
    async for part in found:
        async with work.database.reading() as session:
            yield await judge.part(session, scope, part)


@dataclass(slots=True)
class _Before:
    """Calls for the same purpose that are in line, or were made, whoever began them."""

    waiting: set[str] = field(default_factory=set)
    """Whom one waits for."""
    tried: set[str] = field(default_factory=set)
    """The reasons for which somebody was called, and the people who were asked to come lately."""
    wrong: set[tuple[str | None, str | None]] = field(default_factory=set)
    """Whom somebody else answered for, and at which number."""
    own: set[str] = field(default_factory=set)
    """The reasons that this campaign has seen to, and the people whom it asks to come."""


class _Judge:
    """Decides on the people of one selection, part by part."""

    def __init__(
        self,
        purpose: str,
        selection: Selection,
        clinic: Clinic,
        now: datetime,
        campaign_id: str | None,
    ) -> None:
        self.policy = Policy()
        self.is_agreed = True
        self._purpose, self._clinic, self._now = purpose, clinic, now
        self._anyway = selection.anyway or purpose == "lead"
        self._campaign_id = campaign_id
        self._met: set[str] = set()
        self._opens: dict[tuple[Any, ...], datetime] = {}

    async def part(
        self, session: AsyncSession, scope: Scope, part: Sequence[Candidate]
    ) -> list[Judged]:
        """Decide on some at once."""
        before = await self._before(session, scope, part)
        new = [one for one in part if not self._is_entered(one, before)]
        contacts = [self._contact(one) for one in new]
        asked = [one for one in contacts if one is not None]
        found = iter(await known_of(session, scope, asked, self._now - WEEK, addresses=True))
        known = [None if one is None else next(found) for one in contacts]
        return [
            self._judged(one, contact, its, before)
            for one, contact, its in zip(new, contacts, known, strict=True)
        ]

    def _contact(self, one: Candidate) -> Contact | None:
        if one.number is None or one.number_index is None:
            return None
        return Contact("", CALL, self._purpose, one.number, one.number_index, one.patient_id)

    def _judged(
        self, one: Candidate, contact: Contact | None, known: Known | None, before: _Before
    ) -> Judged:
        if contact is None or known is None:
            return Judged(one, one.due_at, "no_number")
        if (one.patient_id or one.lead_id, one.number_index) in before.wrong:
            return Judged(one, one.due_at, "wrong_number")
        if one.patient_id is not None and not self.is_agreed:
            return Judged(one, one.due_at, "no_agreement")
        verdict = standing(contact, known, self.policy, self._clinic.timezone, self._now)
        if verdict.refused not in (None, "too_often"):
            return Judged(one, one.due_at, verdict.refused)
        reason = self._in_line(one, before)
        if reason is None and one.wish in ("text", "email") and not self._anyway:
            reason = f"prefers_{one.wish}"
        due_at = one.due_at if verdict.again is None else max(one.due_at, verdict.again)
        due_at = self._waking(contact, known, due_at)
        if reason is None and due_at > one.not_after:
            reason = verdict.refused or "too_late"
        if reason is None:
            self._met.add(_who(one))
        return Judged(one, due_at, reason)

    def _waking(self, contact: Contact, known: Known, at: datetime) -> datetime:
        """The first moment from another on at which it is day wherever they may be."""
        zone = self._clinic.timezone
        zones, hours = hours_for(contact, known.people, self.policy, zone)
        key = (at, zones, hours)
        if key not in self._opens:
            self._opens[key] = next_open(at, zones, *hours)
        return self._opens[key]

    def _is_entered(self, one: Candidate, before: _Before) -> bool:
        """Whether this campaign itself has come as far as to them."""
        return one.key in before.own or (self._purpose == "recall" and _who(one) in before.own)

    def _in_line(self, one: Candidate, before: _Before) -> str | None:
        """Whether they are to be called for the same anyway, or were."""
        who = _who(one)
        if who in self._met or who in before.waiting:
            return "in_line"
        return "called" if {who, one.key} & before.tried else None

    async def _before(
        self, session: AsyncSession, scope: Scope, part: Sequence[Candidate]
    ) -> _Before:
        columns = (
            *(OutreachJob.key, OutreachJob.campaign_id, OutreachJob.status, OutreachJob.created_at),
            *(OutreachJob.purpose, OutreachJob.result),
            *(OutreachJob.patient_id, OutreachJob.lead_id, OutreachJob.address_index),
        )
        numbers = {one.number_index for one in part if one.patient_id is None}
        whose = [
            col(OutreachJob.appointment_id).in_({one.appointment_id for one in part} - {None}),
            col(OutreachJob.lead_id).in_({one.lead_id for one in part} - {None}),
            col(OutreachJob.patient_id).in_({one.patient_id for one in part} - {None}),
            col(OutreachJob.address_index).in_(numbers - {None}),
        ]
        rows = scope.only(OutreachJob, *(col(one) for one in columns)).where(or_(*whose))
        before = _Before()
        for key, campaign, status, created_at, purpose, result, *whom in await session.execute(
            rows
        ):
            if result == "wrong_number":
                before.wrong |= {(whom[0], whom[2]), (whom[1], whom[2])}
            if purpose != self._purpose:
                continue
            names = {one for one in whom if one is not None}
            reason = key.removesuffix(f"/{campaign}")
            if status not in FINAL:
                before.waiting |= names
            elif status in TRIED:
                is_late = self._purpose == "recall" and created_at > self._now - RESTS
                before.tried |= {reason, *(names if is_late else ())}
            if campaign is not None and campaign == self._campaign_id:
                before.own |= {reason, *names}
        return before


def _who(one: Candidate) -> str:
    return one.patient_id or one.lead_id or one.number_index or one.key
