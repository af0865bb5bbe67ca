"""The outbox is emptied whoever dies on the way, and by several at once."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.jobs.dispatcher import Dispatcher
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger, ledger_of
from clinic.store.keyring import Keyring
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import HERE, TABLE, until, world, write


class Dying(Ledger):
    """A ledger that dies once, before or after it has written."""

    def __init__(self, work: Work, *, after: bool) -> None:
        super().__init__(work)
        self._after = after
        self._dead = False

    def enter(self, errands: Sequence[Errand]) -> None:
        if self._after or self._dead:
            super().enter(errands)
        if not self._dead:
            self._dead = True
            raise ConnectionError("secret")


async def untaken(work: Work) -> int:
    async with work.database.reading() as session:
        query = select(OutboxRow).where(col(OutboxRow.taken_at).is_(None))
        return len((await session.scalars(query)).all())


@pytest.mark.parametrize("after", [True, False])
def test_a_death_on_the_way_loses_nothing(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    after: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work:
            ledger = await asyncio.to_thread(Dying, work, after=after)
            await write(work.database, "good", "nobody", "twofold")
            dispatcher = Dispatcher(work, ledger, TABLE, 0.01)
            with pytest.raises(ConnectionError):
                await dispatcher.take()
            assert await untaken(work) == 3
            task = asyncio.create_task(dispatcher.run())

            async def taken() -> bool:
                return not await untaken(work)

            await until(taken)
            task.cancel()
            standings = await asyncio.to_thread(ledger.standings)
            handlers = [one.errand.handler for one in standings]
            assert sorted(handlers) == [f"{HERE}:bad", f"{HERE}:good", f"{HERE}:good"]
            await asyncio.to_thread(ledger.close)

    asyncio.run(whole())


def test_the_outbox_is_looked_at_again_when_it_could_not_be(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def whole() -> None:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            ledger_of(work) as ledger,
            asyncio.timeout(60),
        ):
            looks: list[int] = []
            dispatcher = Dispatcher(work, ledger, TABLE, 3600)

            async def take() -> int:
                looks.append(1)
                if len(looks) == 1:
                    raise ConnectionError("secret")
                return 0

            monkeypatch.setattr(dispatcher, "take", take)
            task = asyncio.create_task(dispatcher.run())
            while len(looks) < 3:
                await asyncio.sleep(0.01)
                dispatcher.wake()  # or it would rest for an hour
            task.cancel()

    asyncio.run(whole())
    assert "ConnectionError" in caplog.text
    assert "secret" not in caplog.text


def test_several_dispatchers_take_every_row_and_write_each_job_once(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> None:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            ledger_of(work) as ledger,
        ):
            await write(work.database, *["good"] * 30)
            dispatchers = [Dispatcher(work, ledger, TABLE, 0.01) for _ in range(4)]
            await asyncio.gather(*(one.take() for one in dispatchers))
            for one in dispatchers:
                await one.take()
            assert await untaken(work) == 0
            assert len(await asyncio.to_thread(ledger.standings)) == 30

    asyncio.run(whole())


def test_rows_are_taken_in_the_order_in_which_they_were_written(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clinic.jobs.dispatcher.BATCH", 2)
    entered: list[str] = []

    class Noting(Ledger):
        def enter(self, errands: Sequence[Errand]) -> None:
            entered.extend(one.row for one in errands)

    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work:
            ledger = await asyncio.to_thread(Noting, work)
            await write(work.database, *["good"] * 5)
            dispatcher = Dispatcher(work, ledger, TABLE, 1)
            assert [await dispatcher.take() for _ in range(4)] == [2, 2, 1, 0]
            assert len(entered) == 5
            assert entered == sorted(entered)
            await asyncio.to_thread(ledger.close)

    asyncio.run(whole())
