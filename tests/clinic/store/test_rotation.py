"""Another key: everything is sealed anew, whenever it is ended and begun again."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import literal, select, text, update
from sqlmodel import col

from clinic.store import audit, rotation
from clinic.store.database import Database
from clinic.store.event_log import _into_spool
from clinic.store.keyring import Keyring, SealError, new_key, parse
from clinic.store.rotation import old_values, rotate
from clinic.store.scope import Scope
from clinic.store.tables.call import CallEvent
from clinic.store.tables.patient import PatientRow
from engine.clinic import Clinic
from engine.events import CallStarted
from tests.clinic.store.full_store import everything, fill_every_table
from tests.databases import NOW, opened

OLD = new_key("k1")
BOTH = f"{new_key('k2')},{OLD}"


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


Doing = Callable[[Database], Awaitable[Any]]


def still() -> None:
    """For those who watch no progress."""


@pytest.fixture
def full(url: str, riverside: Clinic, scope: Scope) -> str:
    """The address of a database with rows in every table, sealed with the old key."""

    async def whole() -> None:
        async with opened(url, parse(OLD), riverside) as database:
            await fill_every_table(database, scope)

    asyncio.run(whole())
    return url


def run(url: str, keys: str, doing: Doing) -> Any:
    async def whole() -> Any:
        database = Database(url, parse(keys))
        try:
            return await doing(database)
        finally:
            await database.close()

    return asyncio.run(whole())


def test_everything_is_sealed_anew(full: str, scope: Scope, spool: Path) -> None:
    before = run(full, OLD, everything)
    steps: list[int] = []

    async def doing(database: Database) -> Any:
        old = await old_values(database, spool)
        done = await rotate(database, spool, lambda: steps.append(1))
        return old, done, await old_values(database, spool)

    old, done, left = run(full, BOTH, doing)
    assert done.values == sum(old.values()) > 100
    assert not done.left
    assert not left
    assert not done.unopened
    assert steps
    assert run(full, BOTH, everything) == before
    assert run(full, BOTH, lambda one: audit.broken_links(one, scope.practice_id)) == []
    only_new = BOTH.partition(",")[0]
    assert run(full, only_new, everything) == before  # the old key opens nothing any more
    with pytest.raises(SealError):
        run(full, OLD, everything)


def test_it_goes_on_where_it_was_ended(
    full: str, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    before = run(full, OLD, everything)
    total = sum(run(full, BOTH, lambda one: old_values(one, spool)).values())

    def ended(after: int) -> Callable[[], None]:
        steps: list[int] = []

        def step() -> None:
            steps.append(1)
            if len(steps) == after:
                raise KeyboardInterrupt

        return step

    async def until(database: Database, after: int) -> None:
        await rotate(database, spool, ended(after))

    left = [total]
    for after in (1, 5, 12):
        with pytest.raises(KeyboardInterrupt):
            run(full, BOTH, lambda one, after=after: until(one, after))
        left.append(sum(run(full, BOTH, lambda one: old_values(one, spool)).values()))
    assert sorted(left, reverse=True) == left
    assert left[-1] < total
    done = run(full, BOTH, lambda one: rotate(one, spool, still))
    assert done.values == left[-1]
    assert not done.left
    assert run(full, BOTH, everything) == before


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from clinic.store import rotation
from clinic.store.database import Database
from clinic.store.keyring import parse

url, spool, after = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
rotation.BATCH = 1
rows = []

def step():
    rows.append(1)
    if len(rows) == after:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(rotation.rotate(Database(url, parse(os.environ["KEYS"])), spool, step))
"""


def test_a_process_that_is_killed_leaves_nothing_half_done(full: str, spool: Path) -> None:
    before = run(full, OLD, everything)
    left = [sum(run(full, BOTH, lambda one: old_values(one, spool)).values())]
    for after in (1, 2, 7):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, full, str(spool), str(after)],
            env={**os.environ, "KEYS": BOTH},
            check=False,
            capture_output=True,
        )
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        left.append(sum(run(full, BOTH, lambda one: old_values(one, spool)).values()))
        assert left[-1] < left[-2]  # what was done stays done
        assert run(full, BOTH, everything) == before
    done = run(full, BOTH, lambda one: rotate(one, spool, still))
    assert done.values == left[-1]
    assert not done.left


def test_the_clinic_works_on_meanwhile(
    full: str, scope: Scope, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)

    async def doing(database: Database) -> tuple[Any, Any]:
        async def work() -> None:
            for number in range(20):
                async with database.writing() as session:
                    rows = (await session.scalars(scope.rows(PatientRow))).all()
                    rows[number % len(rows)].email = f"{number}@riverside.example"

        done, _ = await asyncio.gather(rotate(database, spool, still), work())
        async with database.reading() as session:
            return done, list(await session.scalars(select(col(PatientRow.email))))

    done, emails = run(full, BOTH, doing)
    assert not done.left
    assert set(emails) == {f"{n}@riverside.example" for n in (17, 18, 19)}


def test_what_no_key_opens_is_told_and_stays(full: str, keyring: Keyring, spool: Path) -> None:
    foreign = parse(new_key("k9")).seal("Ana", "patients.email")
    raw = "SELECT email FROM patients WHERE id = 't1'"

    async def doing(database: Database) -> Any:
        table: Any = PatientRow.__table__  # type: ignore[attr-defined]
        async with database.connection(writes=True) as connection:
            spoiled = literal(foreign, table.c.email.type.impl)
            await connection.execute(update(table).where(table.c.id == "t1").values(email=spoiled))
        done = await rotate(database, spool, still)
        async with database.connection() as connection:
            return done, await connection.scalar(text(raw))

    done, kept = run(full, BOTH, doing)
    assert dict(done.unopened) == {"patients.email": 1}
    assert done.left == {"patients.email": 1}
    assert kept == foreign


def test_events_in_the_spool_are_entered(full: str, scope: Scope, spool: Path) -> None:
    event = CallStarted(at=NOW, call_id="c1", caller="+15125550142")
    head = {"id": "c1", "flow_version_id": None, "channel": "phone", **scope.ids}
    _into_spool(spool / "c1.spool", parse(OLD), head, [(0, event)])

    async def doing(database: Database) -> Any:
        before = await old_values(database, spool)
        done = await rotate(database, spool, still)
        query = select(col(CallEvent.kind)).where(col(CallEvent.call_id) == "c1")
        async with database.reading() as session:
            return before, done, await session.scalar(query)

    before, done, kind = run(full, BOTH, doing)
    assert before["spool"] == 1
    assert not done.left
    assert kind == "CallStarted"
