"""`frontdesk outreach`: whom a clinic would call, calling them, and how it goes.

Whoever looks at names here is noted in the audit trail, as at the desk.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from api.told_outreach import campaign_out, names_of, preview_out, summary_out
from cli import store, view
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.outreach import campaigns
from clinic.outreach.campaigns import Draft, Progress
from clinic.outreach.figures import summary_of
from clinic.outreach.preview import Judged, Preview, preview
from clinic.outreach.purpose import FINAL, OUTREACH
from clinic.outreach.selection import read
from clinic.outreach.words import said
from clinic.refusal import NotAllowed
from clinic.store.account_changes import BY
from clinic.store.audit import Deed, record
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.job import JobWorker
from clinic.store.tables.outreach import Campaign
from engine.clinic import Clinic

EVERY: Final = 1.0
"""Seconds between two looks at a campaign that is watched."""
SHOWN: Final = 20
"""Campaigns that are listed."""
_STYLES: Final[Mapping[str, str]] = {
    "completed": "success",
    "in_progress": "primary",
    "scheduled": "muted",
    "failed": "error",
    "refused": "warning",
    "cancelled": "info",
}
_ORDER: Final = tuple(_STYLES)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said of whom to call."""

    clinic: str | None = None
    months: int | None = None
    services: Sequence[str] | None = None
    days: int | None = None
    cost: int | None = None
    batch: str | None = None
    most: int | None = None
    anyway: bool = False

    def selection(self, purpose: str) -> dict[str, Any]:
        """It, as a selection; what does not fit the purpose is told by whoever reads it."""
        service: dict[str, Any] = {}
        if self.services:
            many = purpose == "follow_up"
            service = {"services": list(self.services)} if many else {"service": self.services[0]}
        given = {
            "months": self.months,
            "days": self.days,
            "cost": self.cost,
            "most": self.most,
            "anyway": self.anyway or None,
        }
        return {name: value for name, value in given.items() if value is not None} | service


@dataclass(frozen=True, slots=True)
class _Office:
    """A clinic that is worked for."""

    work: Work
    scope: Scope
    clinic: Clinic

    def local(self, at: datetime) -> str:
        """A moment on the clinic's clock."""
        there = at.astimezone(ZoneInfo(self.clinic.timezone))
        now = self.work.clock().astimezone(there.tzinfo)
        if there <= now:
            return "now"
        day = "today" if there.date() == now.date() else f"{there:%a} {there:%b} {there.day}"
        return f"{day} {there:%H:%M}"


def plan(purpose: str, wish: Wish, *, people: int, as_json: bool) -> None:
    """Print whom a purpose would call. Raises `Failure`."""
    asyncio.run(_plan(purpose, wish, people, as_json=as_json))


def run(what: str, wish: Wish, *, lines: int, name: str | None, watch: bool, as_json: bool) -> None:
    """Start a campaign, and watch it if that is wanted. Raises `Failure`."""
    try:
        asyncio.run(_run(what, wish, lines, name, watch=watch, as_json=as_json))
    except KeyboardInterrupt:
        view.remark("It goes on without being watched; 'frontdesk outreach status' tells of it.")


def status(clinic: str | None, *, days: int, as_json: bool) -> None:
    """Print how campaigns and calls go. Raises `Failure`."""
    asyncio.run(_status(clinic, days, as_json=as_json))


async def _plan(purpose: str, wish: Wish, people: int, *, as_json: bool) -> None:
    async with _office(wish.clinic) as office:
        made = await _foretold(office, purpose, wish, people)
        async with office.work.database.reading() as session:
            names = await names_of(session, office.scope, made.sample)
        await _note(office, "read", made.sample)
    if as_json:
        view.data(preview_out(made, names).model_dump(mode="json"))
        return
    if not made.people:
        view.line(f"Nobody is to be called at {office.clinic.name} for {_told(purpose)} now.")
        return
    rows = [_row(office, one, names) for one in made.sample]
    if rows:
        view.table(("who", "when", "why not"), rows)
        view.line()
    more = made.people - len(made.sample)
    if more > 0:
        view.remark(f"… and {more} more; --people names more of them")
    left = made.people - made.included
    view.gauge([("called", made.included, "success"), ("not called", left, "warning")])
    if made.excluded:
        view.line()
        rows_ = [(said(reason), count) for reason, count in made.excluded.most_common()]
        view.bars(rows_, "why not", "warning")


async def _foretold(office: _Office, purpose: str, wish: Wish, people: int) -> Preview:
    if purpose not in OUTREACH:
        raise Failure(f"there is no purpose {purpose!r}; known are {', '.join(OUTREACH)}")
    if (purpose == "lead") != (wish.batch is not None):
        raise Failure("calls to leads, and no others, name the batch they came in: --batch ID")
    try:
        selection = read(purpose, wish.selection(purpose), office.clinic)
    except ValueError as error:
        raise Failure(str(error)) from None
    return await preview(
        office.work, office.scope, purpose, selection, batch_id=wish.batch, shown=people
    )


async def _run(
    what: str, wish: Wish, lines: int, name: str | None, *, watch: bool, as_json: bool
) -> None:
    async with _office(wish.clinic) as office:
        try:
            row = await _begun(office, what, wish, lines, name)
        except (NotAllowed, ValueError) as error:
            raise Failure(str(error)) from None
        if not await _is_worked(office) and row.status == "running":
            view.warn("nobody does the calls; 'frontdesk serve' or 'frontdesk worker' does")
        if watch:
            row = await _watched(office, row)
        async with office.work.database.reading() as session:
            progress = (await campaigns.progress_of(session, office.scope, [row]))[row.id]
    if as_json:
        view.data(campaign_out(row, progress).model_dump(mode="json"))
        return
    view.passed(row.name, f"{row.status}, {row.id}")
    _show(progress)


async def _begun(office: _Office, what: str, wish: Wish, lines: int, name: str | None) -> Campaign:
    """A new campaign for a purpose, or one that is there, under way. Raises `Failure`."""
    if what in OUTREACH:
        today = office.work.clock().astimezone(ZoneInfo(office.clinic.timezone))
        called = name or f"{_told(what).capitalize()}, {today:%B} {today.day}"
        draft = Draft(called, what, wish.selection(what), wish.batch, lines)
        made = await campaigns.create(office.work, office.scope, draft, by=BY)
        await _note(office, "create", (), made.id)
        return await campaigns.start(office.work, office.scope, made.id)
    try:
        row = await campaigns.campaign(office.work, office.scope, what)
    except KeyError:
        known = ", ".join(OUTREACH)
        raise Failure(f"{what!r} is neither a purpose ({known}) nor a campaign") from None
    if row.status == "draft":
        row = await campaigns.start(office.work, office.scope, row.id)
    elif row.status == "paused":
        row = await campaigns.resume(office.work, office.scope, row.id)
    await _note(office, "update", (), row.id)
    return row


async def _watched(office: _Office, row: Campaign) -> Campaign:
    """Show how far a campaign is until it is over; the campaign then."""
    with view.watching() as show:
        while True:
            await campaigns.settle(office.work)
            row = await campaigns.campaign(office.work, office.scope, row.id)
            async with office.work.database.reading() as session:
                progress = (await campaigns.progress_of(session, office.scope, [row]))[row.id]
            show(f"{row.name}: {row.status}", _parts(progress))
            if row.status in ("done", "ended"):
                return row
            await asyncio.sleep(EVERY)


async def _status(clinic_id: str | None, days: int, *, as_json: bool) -> None:
    async with _office(clinic_id) as office:
        since = office.work.clock() - timedelta(days=days)
        latest = office.scope.rows(Campaign).order_by(col(Campaign.created_at).desc()).limit(SHOWN)
        async with office.work.database.reading() as session:
            rows = list(await session.scalars(latest))
            progress = await campaigns.progress_of(session, office.scope, rows)
            summary = await summary_of(session, office.scope, since)
    if as_json:
        listed = [campaign_out(one, progress[one.id]).model_dump(mode="json") for one in rows]
        purposes = {name: summary_out(one).model_dump() for name, one in summary.items()}
        view.data({"campaigns": listed, "purposes": purposes})
        return
    if rows:
        columns = ("campaign", "for", "status", "people", "done", "reached", "id")
        view.table(columns, [_listed(one, progress[one.id]) for one in rows], "Campaigns")
        view.line()
    whole = Progress()
    for one in summary.values():
        whole.statuses.update(one.statuses)
        whole.results.update(one.results)
        whole.reasons.update(one.reasons)
    if not whole.total:
        view.line(f"Nobody was called in the last {days} days.")
        return
    told = [
        (_told(name), *(one.statuses[each] for each in _ORDER)) for name, one in summary.items()
    ]
    view.table(
        ("calls for", *(each.replace("_", " ") for each in _ORDER)),
        [row for row in told if any(row[1:])],
        f"Calls of the last {days} days",
    )
    view.line()
    _show(whole)


def _show(progress: Progress) -> None:
    """How far something is, what came of it, and why people were not reached."""
    view.gauge(_parts(progress))
    if progress.results:
        view.line()
        view.bars([(said(one), n) for one, n in progress.results.most_common()], "what came of it")
    if progress.reasons:
        view.line()
        rows = [(said(one), n) for one, n in progress.reasons.most_common()]
        view.bars(rows, "why people were not called or reached", "warning")


def _parts(progress: Progress) -> list[tuple[str, int, str]]:
    return [(one.replace("_", " "), progress.statuses[one], _STYLES[one]) for one in _ORDER]


def _row(office: _Office, one: Judged, names: Mapping[str, str]) -> tuple[str, str, str]:
    candidate = one.candidate
    name = names.get(candidate.patient_id or candidate.lead_id or "") or candidate.name or ""
    if one.reason is not None:
        return name, "", said(one.reason)
    return name, office.local(one.due_at), ""


def _listed(row: Campaign, progress: Progress) -> tuple[Any, ...]:
    done = sum(progress.statuses[one] for one in FINAL)
    share = f"{done * 100 // progress.total} %" if progress.total else "-"
    reached = progress.statuses["completed"]
    return row.name, _told(row.purpose), row.status, progress.total, share, reached, row.id


def _told(purpose: str) -> str:
    return purpose.replace("_", "-")


async def _is_worked(office: _Office) -> bool:
    """Whether some process does jobs."""
    async with office.work.database.reading() as session:
        living = select(col(JobWorker.id)).where(col(JobWorker.ended_at).is_(None))
        return await session.scalar(living.limit(1)) is not None


async def _note(
    office: _Office, action: str, seen: Sequence[Judged], campaign_id: str = ""
) -> None:
    ids = dict.fromkeys(one.candidate.patient_id for one in seen if one.candidate.patient_id)
    deed = Deed(
        practice_id=office.scope.practice_id,
        clinic_id=office.scope.clinic_id,
        action=action,
        resource="campaigns",
        resource_id=campaign_id,
        phi=bool(ids),
        changes={"by": BY} | ({"touched": list(ids)} if ids else {}),
    )
    async with office.work.database.writing() as session:
        await record(session, deed, office.work.clock())


@asynccontextmanager
async def _office(clinic_id: str | None) -> AsyncIterator[_Office]:
    """The clinic that is meant. Raises `Failure`."""
    async with store.opened(store.settings()) as work:
        if clinic_id is None:
            known = await store.scopes(work.database)
            if len(known) != 1:
                there = ", ".join(one.clinic_id for one in known) or "none yet"
                raise Failure(f"say which clinic: --clinic C; there are {there}")
            scope = known[0]
        else:
            scope = await store.scope_of(work.database, clinic_id)
        yield _Office(work, scope, await clinic_of(work.database, scope))
