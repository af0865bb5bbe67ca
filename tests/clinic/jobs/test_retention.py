"""What nobody needs any more goes, and nothing else."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clinic.jobs import retention
from clinic.jobs.schedules import SCHEDULES
from clinic.store.keyring import Keyring
from clinic.store.tables.account import SignIn, User
from clinic.store.tables.trail import Answered, LiveEvent
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import world

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def swept(url: str, keyring: Keyring, riverside: Clinic, folder: Path, rows: Any) -> set[str]:
    """What is left of rows, by kind and key, after the world's clock says it is time."""

    async def whole() -> set[str]:
        async with world(url, keyring, riverside, folder) as work:
            now = work.clock()
            ids = {"practice_id": riverside.practice}
            async with work.database.writing() as session:
                user = User(
                    id="u", email="a@x.example", email_index="1", password_hash="x", role="staff",
                    created_at=now, updated_at=now, **ids,
                )  # fmt: skip
                session.add(user)
                await session.flush()
                session.add_all(rows(now, {**ids, "clinic_id": riverside.id}, ids))
            await retention.sweep(work)
            left: set[str] = set()
            async with work.database.reading() as session:
                for table in (LiveEvent, Answered, SignIn):
                    for one in await session.scalars(select(table)):
                        left.add(one.kind if isinstance(one, LiveEvent) else str(one.id))
            return left

    return asyncio.run(whole())


def sign_in(name: str, ids: Any, now: Any, **more: Any) -> SignIn:
    return SignIn(
        id=name, user_id="u", refresh_hash=name, created_at=now, seen_at=now, **more, **ids
    )


def test_what_is_due_goes_and_the_rest_stays(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)

    def rows(now: Any, scope: Any, ids: Any) -> list[Any]:
        def answered(name: str, at: Any) -> Answered:
            return Answered(
                id=name, user_id="u", key=name, digest="d", status=200, created_at=at, **ids
            )

        return [
            *(LiveEvent(kind=f"old{n}", at=now - 25 * HOUR, **scope) for n in range(5)),
            LiveEvent(kind="fresh", at=now - 23 * HOUR, **scope),
            *(answered(f"a-old{n}", now - 25 * HOUR) for n in range(3)),
            answered("a-fresh", now - 23 * HOUR),
            sign_in("s-ended", ids, now, expires_at=now, ended_at=now - 31 * DAY),
            sign_in("s-expired", ids, now, expires_at=now - 31 * DAY),
            sign_in("s-recent", ids, now, expires_at=now, ended_at=now - 29 * DAY),
            sign_in("s-standing", ids, now, expires_at=now + DAY),
        ]

    assert swept(url, keyring, riverside, tmp_path, rows) == {
        "fresh", "a-fresh", "s-recent", "s-standing"
    }  # fmt: skip


def test_numbers_of_live_events_are_never_given_twice(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    def rows(now: Any, scope: Any, _: Any) -> list[Any]:
        return [LiveEvent(kind=f"old{n}", at=now - 2 * DAY, **scope) for n in range(3)]

    assert swept(url, keyring, riverside, tmp_path, rows) == {"old2"}


def test_it_is_done_daily() -> None:
    assert SCHEDULES["records.sweep"][1] == "clinic.jobs.retention:sweep"
