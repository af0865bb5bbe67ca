"""Outreach that runs by itself, on a schedule: whoever is due is put in line, once for each reason.

Everything is found anew each time, so a moment that was missed is made up for by the next. What
the clinic wants is its setting `outreach`. A reminder is a text or a call, never both: whichever
was there first stays.

Who often did not come is called two days ahead, while their time can still be given to somebody
else (OB-9). No model says who that is, but their record: `often_missed` of clinic.store.attendance.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.problem import ConfigError
from clinic.jobs.job import Work
from clinic.messages import reminder
from clinic.messages.policy import policy_of
from clinic.messages.textless import textless
from clinic.outreach.campaigns import UNLISTED
from clinic.outreach.jobs import CHANGED, Wanted, enter_all
from clinic.outreach.preview import Judged, judged
from clinic.outreach.purpose import LATEST
from clinic.outreach.selection import Selection, read
from clinic.outreach.ways import OFF, SETTING, WAYS, is_called, way_of
from clinic.store.attendance import often_missed
from clinic.store.outbox import show
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachJob
from clinic.store.tables.practice import ClinicRow, Setting
from engine.clinic import Clinic

RECALL: Final = "recall"
RECALLS: Final = 40
"""How many a clinic asks to come again in a day, of its own accord: years of them may be overdue,
and the answers have to be booked."""
DAYS: Final = {"reminder": 2, "confirmation": 3}
"""How far ahead is looked."""
AHEAD_OF_MISSED: Final = timedelta(hours=48)


async def plan(work: Work) -> None:
    """Put in line whoever is to be called about an appointment, at every clinic."""
    for purpose in WAYS:
        if purpose != RECALL:
            await _everywhere(work, purpose)


async def plan_recalls(work: Work) -> None:
    """Put in line whoever is to be asked to come again, at every clinic."""
    await _everywhere(work, RECALL)


async def plan_at(work: Work, scope: Scope, clinic: Clinic, purpose: str) -> int:
    """Put in line whoever a purpose concerns at a clinic; how many jobs that made."""
    async with work.database.reading() as session:
        way = await wanted_way(session, scope, clinic, purpose)
        left = await _left(work, session, scope, clinic) if purpose == RECALL else None
    if way == OFF or left == 0:
        return 0
    made = 0
    async for part in judged(work, scope, purpose, _selection(purpose, clinic)):
        async with work.database.writing() as session:
            chosen = await _called(session, scope, part, purpose, way, work.clock())
            chosen = chosen if left is None else chosen[: left - made]
            wanted = [_wanted(one) for one in chosen]
            keyring = work.database.keyring
            added = await enter_all(session, keyring, scope, wanted, work.clock())
            for job_id in added:
                show(session, scope, CHANGED, job_id, work.clock())
        made += len(added)
        if left is not None and made >= left:
            break
    return made


async def wanted_way(session: AsyncSession, scope: Scope, clinic: Clinic, purpose: str) -> str:
    """By which way a purpose runs by itself at a clinic."""
    policy = await policy_of(session, scope, clinic.state)
    given = scope.only(Setting, col(Setting.value)).where(col(Setting.name) == SETTING)
    value: Any = await session.scalar(given)
    return way_of(purpose, value, reminders=policy.reminders)


async def _everywhere(work: Work, purpose: str) -> None:
    async with work.database.reading() as session:
        rows = await session.execute(select(col(ClinicRow.practice_id), col(ClinicRow.id)))
        scopes = [Scope(*row) for row in rows]
    for scope in scopes:
        try:
            clinic = await clinic_of(work.database, scope)
        except ConfigError:
            continue  # whoever edits the clinic's file is told what is wrong with it
        await plan_at(work, scope, clinic, purpose)


def _selection(purpose: str, clinic: Clinic) -> Selection:
    """Nobody is left out for their wish here: `is_called` decides on that."""
    given: dict[str, Any] = {"anyway": True}
    return read(purpose, given | ({"days": DAYS[purpose]} if purpose in DAYS else {}), clinic)


async def _called(
    session: AsyncSession,
    scope: Scope,
    part: Sequence[Judged],
    purpose: str,
    way: str,
    now: datetime,
) -> list[Judged]:
    """Those of some who get a call of their own, or a note why not."""
    listed = [one for one in part if one.reason not in UNLISTED]
    if purpose == RECALL:  # who must not be asked is found again tomorrow: no note of each day
        listed = [one for one in listed if one.reason is None]
    patients = {one.candidate.patient_id for one in listed} - {None}
    missed: Collection[str] = ()
    without: Collection[str] = ()
    if purpose == "reminder":
        indexes = {one.candidate.number_index for one in listed if one.candidate.number_index}
        without = await textless(session, scope, indexes)
        missed = await often_missed(session, scope, patients, now)
        listed = await _not_texted(session, scope, listed)
        listed = [one for one in listed if _is_time(one, missed, now)]
    return [
        one
        for one in listed
        if is_called(
            purpose,
            way,
            one.candidate.wish,
            often_missed=one.candidate.patient_id in missed,
            textless=one.candidate.number_index in without,
        )
    ]


def _is_time(one: Judged, missed: Collection[str], now: datetime) -> bool:
    ahead = AHEAD_OF_MISSED if one.candidate.patient_id in missed else reminder.AHEAD
    return one.candidate.not_after + LATEST <= now + ahead


async def _not_texted(session: AsyncSession, scope: Scope, part: list[Judged]) -> list[Judged]:
    """Those whom no text reminded."""
    keys = {reminder.key_of(one.candidate.key): one for one in part}
    known = scope.only(MessageRow, col(MessageRow.key)).where(col(MessageRow.key).in_(keys))
    texted = set(await session.scalars(known))
    return [one for key, one in keys.items() if key not in texted]


async def _left(work: Work, session: AsyncSession, scope: Scope, clinic: Clinic) -> int:
    """How many more may be asked to come today."""
    zone = ZoneInfo(clinic.timezone)
    midnight = datetime.combine(work.clock().astimezone(zone).date(), time(), zone)
    today = scope.only(OutreachJob, func.count()).where(
        col(OutreachJob.purpose) == RECALL,
        col(OutreachJob.campaign_id).is_(None),
        col(OutreachJob.created_at) >= midnight,
    )
    return max(RECALLS - int(await session.scalar(today) or 0), 0)


def _wanted(one: Judged) -> Wanted:
    candidate = one.candidate
    return Wanted(
        key=candidate.key,
        purpose=candidate.purpose,
        address=str(candidate.number),
        due_at=one.due_at,
        not_after=max(candidate.not_after, one.due_at),
        patient_id=candidate.patient_id,
        appointment_id=candidate.appointment_id,
        refused=one.reason,
    )
