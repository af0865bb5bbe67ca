"""Server and worker are killed again and again while a practice writes to and calls its patients.

What comes of it is what comes of it without a kill: the same people are reached by the same words,
nobody twice, and everything ends in the same state. The carrier lives on, and hands a webhook in
again until somebody answers; time stands still while anybody is at work.
"""

import asyncio
import os
import re
import socket
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from clinic.jobs.ledger import FILE
from clinic.store.database import Database
from clinic.store.keyring import new_key, parse
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachJob
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN
from telephony.sandbox.twilio_webhooks import NoAnswer, Webhooks
from tests.clinic.jobs.crew import Crew
from tests.outreach.contact import Log
from tests.outreach.month import BETWEEN_CALLS, Month
from tests.outreach.month_process import OURS, ClockFile
from tests.outreach.practice import Carrier, Clock, carrier_of, own_number, practice, settle_in
from tests.outreach.world import World, drawn_world

NIGHT: Final = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KILLS: Final = 20 if NIGHT else 4
HOURS: Final = 84 if NIGHT else 38
SEED: Final = int(os.environ.get("FRONTDESK_MONTH_SEED", "3"))
STEP: Final = timedelta(minutes=30)
NIGHT_OF_CHANGE: Final = datetime.fromisoformat("2026-11-01T00:30:00-05:00")
PROGRAM: Final = "tests.outreach.month_process"
AGAIN_SECONDS: Final = 0.05


_WHEN: Final = re.compile(
    r"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri)day|\btomorrow at|\d).*?(?:[AP]M|with|\?|$)"
)
"""A time: of two who book at once, either may get the earlier one."""
FAR_AWAY: Final = ("the week of November 16th", "la semana del 16 de noviembre")
"""When people want to come: so late that nothing of this time is about it."""


class Insisting(Webhooks):
    """Webhooks of a carrier that asks again until a server answers."""

    async def _posted(
        self, address: str, fields: Mapping[str, str], headers: Mapping[str, str]
    ) -> str:
        async with asyncio.timeout(60):
            while True:
                try:
                    return await super()._posted(address, fields, headers)
                except NoAnswer as fault:
                    if str(fault).isdecimal():
                        raise
                    await asyncio.sleep(AGAIN_SECONDS)


@dataclass(frozen=True)
class Outcome:
    """What is left of a month, without what differs from run to run: ids and seconds."""

    contacts: Counter[tuple[str, ...]]
    messages: Counter[tuple[str, ...]]
    jobs: Counter[tuple[str, ...]]
    visits: Counter[tuple[str, ...]]


def far_away(carrier: Carrier) -> None:
    """Have people book a time about which nothing is said before the end."""
    carrier.callees.wish = FAR_AWAY


async def outcome_of(database: Database, log: Log) -> Outcome:
    """What a database and a log come to."""
    async with database.reading() as session:
        messages = list(await session.scalars(select(MessageRow)))
        jobs = list(await session.scalars(select(OutreachJob)))
        visits = list(await session.scalars(select(AppointmentRow)))
    return Outcome(
        Counter(
            [("text", one.to, _WHEN.sub("…", one.body)) for one in log.texts]
            + [("call", one.to, f"{one.at:%F %H}", one.answered_by) for one in log.calls]
        ),
        Counter(
            (one.address, one.direction, one.template, one.status)
            for one in messages
            if one.channel == "sms"
        ),
        Counter((one.address, one.purpose, one.status, str(one.attempts)) for one in jobs),
        Counter(
            (
                one.start if one.booked_by == "staff" and not one.moves else "",
                one.status,
                str(one.confirmed_at is not None),
            )
            for one in visits
        ),
    )


def small_world(clinic: Clinic) -> World:
    """Nobody in it shares a telephone, and nobody has two reasons to be reached on one day: who is
    first of two may differ from run to run, and the other then has to wait."""
    days = HOURS // 24 + 1
    world = drawn_world(
        clinic, patients=140, visits=60, leads=0, since=NIGHT_OF_CHANGE, days=days, seed=SEED
    )
    world.until = NIGHT_OF_CHANGE + timedelta(hours=HOURS)
    world.visits = [
        one
        for one in world.visits
        if one.made_at <= world.since
        and one.cost is None  # such visits are called about as well
        and one.person.numbers
        and all(len(world.truth.owners(number)) == 1 for number in one.person.numbers)
    ]
    return world


class Conductor:
    """Turns the clock of processes that may die, whenever all of them are idle."""

    def __init__(self, database: Database, carrier: Carrier, clock: ClockFile, jobs: Path) -> None:
        self._database, self._carrier, self._clock = database, carrier, clock
        self._ledger = jobs
        self._answers: list[tuple[datetime, int, str, str]] = []
        self._count = 0
        self._placed = 0

    async def run(self, until: datetime) -> None:
        """Live until a moment."""
        while True:
            await self._settle()
            now = self._carrier.clock.now
            if now >= until:
                return
            self._turn(min(self._next(now), until))

    async def _settle(self) -> None:
        """Until nothing is under way and nothing is due."""
        async with asyncio.timeout(120):
            while True:
                await self._until(self._is_idle)
                if not await self._people():
                    return

    async def _until(self, true: Callable[[], Awaitable[bool]]) -> None:
        """Wait until it is so twice in a row: what is taken up in between is seen."""
        times = 0
        while times < 2:
            times = times + 1 if await true() else 0
            await asyncio.sleep(0.02)

    async def _people(self) -> bool:
        """Let people answer whose turn it is; whether anybody did anything."""
        inbox = self._carrier.inbox
        reports, inbox.reports = inbox.reports, []
        for message, status, code in reports:
            await self._carrier.stand_in.report(message, status, code)
        for at, number, words in inbox.answers:
            self._count += 1
            self._answers.append((at, self._count, number, words))
        inbox.answers = []
        self._answers.sort()
        did = bool(reports)
        while self._answers and self._answers[0][0] <= self._carrier.clock.now:
            _, _, number, words = self._answers.pop(0)
            await self._carrier.write(number, words)
            did = True
        return did

    async def _is_idle(self) -> bool:
        async with self._database.reading() as session:
            untaken = select(func.count()).where(col(OutboxRow.taken_at).is_(None))
            if await session.scalar(untaken):
                return False
        calls = self._carrier.stand_in.calls.values()
        if not all(leg.ended.is_set() for leg in calls):
            return False
        return await asyncio.to_thread(self._is_done)

    def _is_done(self) -> bool:
        """Whether no job waits or runs, and the regular work of this moment is done."""
        now = self._carrier.clock.now
        ticks = [f"{name}/{when.last(now):%Y%m%dT%H%M%S}" for name, (when, _) in OURS.items()]
        with self._jobs() as ledger:
            (under_way,) = ledger.execute(
                "SELECT count(*) FROM workflow_status WHERE status IN ('ENQUEUED', 'PENDING')"
            ).fetchone()
            marks = ", ".join("?" * len(ticks))
            (ticked,) = ledger.execute(
                "SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS'"
                f" AND workflow_uuid IN ({marks})",
                ticks,
            ).fetchone()
        return bool(under_way == 0 and ticked == len(ticks))

    def _next(self, now: datetime) -> datetime:
        """The next moment at which something is due; at the latest after half an hour."""
        with self._jobs() as ledger:
            (rested,) = ledger.execute(
                "SELECT min(delay_until_epoch_ms) FROM workflow_status WHERE status = 'DELAYED'"
            ).fetchone()
        placed, self._placed = self._placed, len(self._carrier.callees.placed)
        due = [now + (BETWEEN_CALLS if placed < self._placed else STEP)]
        if rested is not None:
            due.append(now + max(timedelta(milliseconds=rested - time.time() * 1000), timedelta()))
        if self._answers:
            due.append(self._answers[0][0])
        return min(due)

    def _turn(self, to: datetime) -> None:
        """Turn the clock; jobs that rest, rest by so much less."""
        span = int((to - self._carrier.clock.now) / timedelta(milliseconds=1))
        with self._jobs() as ledger:
            ledger.execute(
                "UPDATE workflow_status SET delay_until_epoch_ms = delay_until_epoch_ms - ?"
                " WHERE status = 'DELAYED'",
                (span,),
            )
        self._carrier.clock.now = to
        self._clock.set(to)

    def _jobs(self) -> sqlite3.Connection:
        return sqlite3.connect(self._ledger, timeout=30)


async def killed(
    world: World, folder: Path, kills: int, record: Callable[[str], None]
) -> tuple[Outcome, Log]:
    """Live through a world's time with processes that die."""
    key, chance = new_key(), Random(SEED)
    folder.mkdir()
    url = f"sqlite:///{folder}/records.sqlite3"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        public = f"http://127.0.0.1:{free.getsockname()[1]}"
    clock, log = ClockFile(folder / "clock"), Log()
    clock.set(world.since)
    async with carrier_of(world, log, Clock(world.since), SEED) as carrier:
        carrier.stand_in.webhooks = Insisting(TOKEN)
        far_away(carrier)
        own_number(carrier, public)
        database = Database(url, parse(key))
        await settle_in(database, world, log)
        given = {
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "ENCRYPTION_KEY": key,
            "PUBLIC_URL": public,
            "TELEPHONY_MODE": "TWILIO",
            "TWILIO_SID": ACCOUNT,
            "TWILIO_TOKEN": TOKEN,
            "TWILIO_BASE_URL": carrier.stand_in.url,
            "RATE_LIMITS": "1000000/minute",
            "OMP_NUM_THREADS": "1",
            "LOG_LEVEL": "CRITICAL",
        }
        crews = [
            Crew(PROGRAM, who, str(clock.path), settings=given) for who in ("server", "worker")
        ]
        try:
            for crew in crews:
                await asyncio.to_thread(crew.hire)
            conductor = Conductor(database, carrier, clock, folder / FILE)
            living = asyncio.create_task(conductor.run(world.until))
            for number in range(kills):
                await _some_time(carrier, chance, living)
                if living.done():
                    break
                crew = crews[chance.random() < 0.7]
                crew.kill(0)
                record(f"kill {number + 1} at {carrier.clock.now:%d %H:%M}")
                await asyncio.to_thread(crew.hire)
            await living
            carrier.note_calls()
            return await outcome_of(database, log), log
        finally:
            for crew in crews:
                crew.kill_all()
            await database.close()


async def _some_time(carrier: Carrier, chance: Random, living: asyncio.Task[None]) -> None:
    """Wait for something to be said or written, and then a moment: it may not be over."""
    before = len(carrier.log.texts) + len(carrier.callees.placed)
    wanted = before + chance.randint(1, 4)
    while not living.done() and len(carrier.log.texts) + len(carrier.callees.placed) < wanted:
        await asyncio.sleep(0.002)
    await asyncio.sleep(chance.uniform(0, 0.06))


@pytest.mark.timeout(1800)
def test_kills_change_nothing(riverside: Clinic, tmp_path: Path) -> None:
    told: list[str] = []

    async def without() -> Outcome:
        world = small_world(riverside)
        folder = tmp_path / "without"
        folder.mkdir()
        url = f"sqlite:///{folder}/records.sqlite3"
        async with practice(url, parse(new_key()), folder, world, SEED) as place:
            far_away(place.carrier)
            await PlainMonth(place, SEED).run()
            return await outcome_of(place.house.database, place.carrier.log)

    expected = asyncio.run(without())
    outcome, log = asyncio.run(
        killed(small_world(riverside), tmp_path / "killed", KILLS, told.append)
    )
    sys.stdout.write(
        f"\n{len(told)} kills, {len(log.texts)} texts, {len(log.calls)} calls: {told}\n"
    )
    assert len(told) == KILLS
    assert outcome.contacts == expected.contacts
    assert outcome == expected


class PlainMonth(Month):
    """A month without what people do at the desk."""

    async def begin(self) -> None:
        """Nothing beside what is due."""
