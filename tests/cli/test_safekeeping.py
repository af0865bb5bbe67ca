"""Backups by command: what is written, what comes back, and how each mishap sounds."""

import asyncio
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from agent_config.clinic_file import SHIPPED
from agent_config.settings import Settings
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import ledger_of
from clinic.store.database import Database
from clinic.store.keyring import Keyring, new_key
from clinic.store.tables.trail import OutboxRow
from tests.cli.conftest import Run, run
from tests.databases import NOW

RIVERSIDE = str(SHIPPED / "riverside_dental.yaml")


def outbox(url: str, keyring: Keyring, folder: Path, *, take: bool = False) -> list[str]:
    """The rows that nobody took; with `take`, all are taken, and the first one's job waits."""

    async def whole() -> list[str]:
        database = Database(url, keyring)
        try:
            async with database.writing() as session:
                query = select(col(OutboxRow.id)).where(col(OutboxRow.taken_at).is_(None))
                rows = list(await session.scalars(query.order_by(col(OutboxRow.id))))
                if take:
                    await session.execute(update(OutboxRow).values(taken_at=NOW))
            if take:
                settings = Settings(data_dir=folder, database_url=url)
                work = Work(database, settings, lambda: NOW)
                async with ledger_of(work) as ledger:
                    await asyncio.to_thread(ledger.enter, [Errand(rows[0], "x:y")])
            return rows
        finally:
            await database.close()

    return asyncio.run(whole())


def test_a_clinic_moves_to_another_database(
    frontdesk: Run,
    url: str,
    empty_url: str,
    keyring: Keyring,
    surroundings: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "all.backup"
    frontdesk("clinic", "add", RIVERSIDE)
    frontdesk("clinic", "pause", "riverside_dental")
    waiting = outbox(url, keyring, surroundings, take=True)
    assert len(waiting) > 1
    written = frontdesk("backup", str(file)).stdout
    assert re.search(r"\d+ rows of \d+ tables", written)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    verified = frontdesk("restore", str(file), "--verify").stdout
    assert re.search(r"opened in \d+\.\d seconds: \d+ sealed values", verified)
    monkeypatch.setenv("DATABASE_URL", empty_url.replace("records.", "others."))
    restored = run("restore", str(file)).stdout
    assert re.search(r"Restored in \d+\.\d seconds", restored)
    assert "paused" in run("clinic", "list").stdout
    others = empty_url.replace("records.", "others.")
    assert outbox(others, keyring, surroundings) == waiting[:1]
    told = run("restore", str(file), fails=True).stderr
    assert "not empty" in told
    run("restore", str(file), "--verify")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one[:-9], "is cut off"),
        (lambda one: b"x" + one, "is no backup of Frontdesk"),
        (lambda one: one[:-9] + bytes([one[-9] ^ 1]) + one[-8:], "does not open with the keys"),
    ],
)
def test_a_file_that_is_not_whole_is_told_in_a_sentence(
    change: Any, told: str, frontdesk: Run, tmp_path: Path
) -> None:
    file = tmp_path / "all.backup"
    frontdesk("backup", str(file))
    file.write_bytes(change(file.read_bytes()))
    for more in ([], ["--verify"]):
        result = frontdesk("restore", str(file), *more, fails=True)
        assert result.stderr.startswith(f"error: {file} {told}")
        assert len(result.stderr.splitlines()) == 1


def test_another_key_no_file_and_no_folder_are_told(
    frontdesk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.backup"
    frontdesk("backup", str(file))
    assert "there is no folder" in frontdesk("backup", f"{tmp_path}/x/y", fails=True).stderr
    missing = frontdesk("restore", f"{tmp_path}/x", "--verify", fails=True).stderr
    assert "no such file" in missing
    monkeypatch.setenv("ENCRYPTION_KEY", new_key("k7"))
    told = frontdesk("restore", str(file), "--verify", fails=True).stderr
    assert "does not open with the keys of ENCRYPTION_KEY" in told


def test_what_is_wrong_inside_is_told(
    frontdesk: Run, url: str, keyring: Keyring, tmp_path: Path
) -> None:
    async def meddle() -> None:
        database = Database(url, keyring)
        async with database.connection(writes=True) as connection:
            await connection.exec_driver_sql("UPDATE audit SET action = 'read'")
        await database.close()

    frontdesk("clinic", "add", RIVERSIDE)
    asyncio.run(meddle())
    frontdesk("backup", str(tmp_path / "b"))
    result = frontdesk("restore", str(tmp_path / "b"), "--verify", fails=True)
    assert "the audit of riverside_dental_group was changed at 1 rows" in result.stdout
    assert "not all of it is right" in result.stderr
