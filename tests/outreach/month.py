"""A month of a practice, on a clock that jumps to whatever is due next.

Appointments are made and kept, what is due is planned, written and called, and people answer. The
server, the jobs, the carrier's kit and its webhooks are the real ones; only the time between is
left out, and nobody has a say in what is sent but the program.
"""

import heapq
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import col

from clinic.outreach.purpose import FINAL
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store.appointments import Appointments, Visit
from clinic.store.clinic_settings import keep
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from tests.outreach import world as worlds
from tests.outreach.checker import Verdict, check
from tests.outreach.errands import Errands
from tests.outreach.practice import WAYS, Place

BY_DAY, AT_NIGHT = timedelta(hours=1), timedelta(hours=3)
"""How long nothing is looked at, at the most."""
BETWEEN_CALLS: Final = timedelta(seconds=10)
MOST_ROUNDS: Final = 1000
"""Of one moment: a program that always finds something more to do is stopped."""
NO_SHOWS: Final = 0.08
LATEST: Final = timedelta(days=15)
"""After the month every call has come to its end, or too late."""

Happening = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Report:
    """What a month came to."""

    days: int = 0
    patients: int = 0
    appointments: int = 0
    seconds: float = 0.0
    moments: int = 0
    messages: Counter[str] = field(default_factory=Counter)
    """Texts and mails by template and what became of them."""
    refused: Counter[str] = field(default_factory=Counter)
    jobs: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    attempts: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    """What the people did who were reached."""
    visits: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    moved: int = 0
    booked: int = 0
    """By the month's calls."""
    dead: Counter[str] = field(default_factory=Counter)
    open: int = 0
    """Jobs and messages that have not come to their end."""
    verdict: Verdict | None = None

    def lines(self) -> list[str]:
        """What is printed."""
        told = [
            f"{self.days} days, {self.patients} patients, {self.appointments} appointments, "
            f"{self.moments} moments looked at, {self.seconds:.0f} s",
            _counted("texts and mails", self.messages),
            _counted("refused, by reason", self.refused),
            _counted("calls, by purpose and state", self.jobs),
            _counted("results of calls", self.results),
            _counted("tries", self.attempts),
            _counted("people", self.people),
            f"appointments confirmed by their patients {self.confirmed}, moved {self.moved}, "
            f"booked in calls {self.booked}; {_counted('at the end', self.visits)}",
            _counted("given up", self.dead),
            f"not at their end: {self.open}",
            f"checker: {self.verdict}",
        ]
        return [one for one in told if one]


def _counted(title: str, counts: Counter[str]) -> str:
    listed = ", ".join(f"{name} {times}" for name, times in sorted(counts.items()))
    return f"{title}: {listed}" if listed else ""


class Month:
    """The conductor."""

    def __init__(self, place: Place, seed: int) -> None:
        self.place = place
        self.seed = seed
        self.errands = Errands(place.work)
        self._coming: list[tuple[datetime, int, Happening]] = []
        self._count = 0
        self._moments = 0
        self._placed = 0
        self._visits = Appointments(
            place.house.database, place.scope, place.world.clinic, clock=place.clock
        )

    async def run(self) -> Report:
        """Live through it."""
        began = time.monotonic()
        clock, until = self.place.clock, self.place.world.until
        for visit in self.place.world.visits:
            if visit.made_at > self.place.world.since:
                self._at(visit.made_at, lambda visit=visit: self._made(visit))  # type: ignore[misc]
        await self.begin()
        while clock.now < until:
            await self.settle()
            clock.now = min(self._next(), until)
        await self.settle()
        await self._wind_down()
        report = await self.report()
        report.seconds, report.moments = time.monotonic() - began, self._moments
        return report

    async def begin(self) -> None:
        """What the practice does on the first morning."""
        self._at(self.place.world.since, self._evening)
        if self.place.world.leads:
            self._at(self.place.world.since + timedelta(hours=4), self._leads)

    async def settle(self) -> None:
        """Do everything that is due at this moment, and all that follows from it at once."""
        self._moments += 1
        for _ in range(MOST_ROUNDS):
            done = await self.errands.regular()
            done += await self.errands.do()
            await self.place.carrier.quiet()
            done += await self._happen()
            if not done:
                return
        raise AssertionError(f"there is no end to what is due at {self.place.clock.now}")

    async def _wind_down(self) -> None:
        """Begin nothing new, and wait until every call that was to be made has come to its end."""
        place = self.place
        nothing = dict.fromkeys(WAYS, "off")
        await keep(place.house.database, place.scope, "outreach", nothing, place.clock.now, "test")
        for _ in range(LATEST.days * 24):
            async with place.house.database.reading() as session:
                left = place.scope.only(OutreachJob, func.count()).where(
                    col(OutreachJob.status).not_in(FINAL)
                )
                if not await session.scalar(left):
                    return
            place.clock.now = self._next()
            await self.settle()

    def _at(self, at: datetime, what: Happening) -> None:
        self._count += 1
        heapq.heappush(self._coming, (at, self._count, what))

    async def _happen(self) -> int:
        """What people do: texts that were delivered, answers, and whatever else is due."""
        carrier, done = self.place.carrier, 0
        reports, carrier.inbox.reports = carrier.inbox.reports, []
        for message, status, code in reports:
            await carrier.stand_in.report(message, status, code)
            done += 1
        answers, carrier.inbox.answers = carrier.inbox.answers, []
        for at, number, words in answers:
            self._at(at, lambda number=number, words=words: carrier.write(number, words))  # type: ignore[misc]
        while self._coming and self._coming[0][0] <= self.place.clock.now:
            _, _, what = heapq.heappop(self._coming)
            await what()
            done += 1
        return done

    def _next(self) -> datetime:
        """The next moment that is looked at."""
        now = self.place.clock.now
        local = now.astimezone(ZoneInfo(self.place.world.clinic.timezone))
        step = BY_DAY if 6 <= local.hour < 22 else AT_NIGHT
        placed, self._placed = self._placed, len(self.place.carrier.callees.placed)
        if placed < self._placed:
            step = BETWEEN_CALLS  # the lines are free again
        grid = datetime.fromtimestamp(
            (now.timestamp() // step.total_seconds() + 1) * step.total_seconds(), now.tzinfo
        )
        due = [self.errands.next_at, self._coming[0][0] if self._coming else None]
        return min([grid, *(one for one in due if one is not None)])

    # --- what happens in the practice

    async def _made(self, visit: worlds.Visit) -> None:
        """Somebody rings the desk and makes an appointment."""
        person = visit.person
        asked = Visit(
            service=visit.opening["service"],
            start=visit.opening["start"],
            patient_name=f"{person.first} {person.last}",
            patient_id=self.place.world.ids[person.key],
            estimated_cost=visit.cost,
        )
        for number in person.numbers[:1]:
            self.place.carrier.callees.act(number, "asked")
        try:
            await self._visits.book(asked)
        except (Conflict, NotAllowed):
            return  # somebody who was called took that time

    async def _leads(self) -> None:
        """The practice brings those who asked it something, and has them called."""
        listed = [
            {
                "name": f"{one.first} {one.last}",
                "phone": one.numbers[0],
                "language": one.language,
                **{
                    name: value
                    for given in one.agreed
                    for name, value in (
                        ("consent_source", "the form on our page"),
                        ("consent_at", given.at.isoformat()),
                    )
                },
            }
            for one in self.place.world.leads
        ]
        clinic = self.place.scope.clinic_id
        batch = await self.place.post(f"/api/clients/{clinic}/uploads", {"leads": listed})
        wanted = {"name": "Leads of October", "purpose": "lead", "batch_id": batch["id"]}
        draft = await self.place.post("/api/campaigns", {**wanted, "lines": 4})
        await self.place.post(f"/api/campaigns/{draft['id']}/start", {})

    async def _evening(self) -> None:
        """At the end of a day the desk notes who came; then it waits for the next one."""
        now = self.place.clock.now
        rows = self.place.scope.rows(AppointmentRow).where(
            col(AppointmentRow.ends_at) <= now,
            col(AppointmentRow.status).in_(("confirmed", "pending")),
        )
        async with self.place.house.database.reading() as session:
            over = list(await session.scalars(rows.order_by(col(AppointmentRow.starts_at))))
        for row in over:
            came = Random(f"{self.seed} {row.start} {row.provider}").random() >= NO_SHOWS
            if row.status == "pending":
                await self._visits.act(row.id, "approve")
            await self._visits.act(row.id, "complete" if came else "no_show")
        local = now.astimezone(ZoneInfo(self.place.world.clinic.timezone))
        today = local.replace(hour=19, minute=30, second=0, microsecond=0)
        self._at(today if today > local else today + timedelta(days=1), self._evening)

    # --- what it came to

    async def report(self) -> Report:
        """Count the rows, and have the log read."""
        place = self.place
        place.carrier.note_calls()
        report = Report(
            days=(place.world.until - place.world.since).days,
            patients=len(place.world.details),
            verdict=check(place.world.truth, place.carrier.log),
            people=place.carrier.callees.did,
            dead=Counter(f"{handler} {error}" for handler, error in self.errands.dead),
        )
        async with place.house.database.reading() as session:
            rows: dict[Any, list[Any]] = {
                table: list(await session.scalars(select(table)))
                for table in (MessageRow, OutreachJob, OutreachAttempt, AppointmentRow)
            }
        for one in rows[MessageRow]:
            if one.direction == "in":
                continue
            report.messages[f"{one.channel} {one.template} {one.status}"] += 1
            if one.status == "refused":
                report.refused[f"{one.purpose} {one.channel}: {one.error}"] += 1
            report.open += one.status in ("queued", "sending")
        for job in rows[OutreachJob]:
            report.jobs[f"{job.purpose} {job.status}"] += 1
            if job.reason:
                report.refused[f"{job.purpose} call {job.status}: {job.reason}"] += 1
            if job.result:
                report.results[f"{job.purpose} {job.result}"] += 1
            report.open += job.status not in FINAL
        for attempt in rows[OutreachAttempt]:
            report.attempts[f"{attempt.purpose} {attempt.number}: {attempt.outcome}"] += 1
        visits: list[Any] = rows[AppointmentRow]
        report.appointments = len(visits)
        for visit in visits:
            report.visits[visit.status] += 1
            report.confirmed += visit.confirmed_at is not None
            report.moved += visit.moves > 0
            report.booked += visit.booked_by == "ai"
        return report


def show(report: Report) -> None:
    """Print what a month came to."""
    sys.stdout.write("\n" + "\n".join(report.lines()) + "\n")
