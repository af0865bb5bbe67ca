"""A backup holds everything, goes into either database, and says so when it is not whole."""

import asyncio
import stat
import tracemalloc
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, literal, select, update
from sqlmodel import col

from clinic.store import audit, schema, sealed_file
from clinic.store.backup import NotEmpty, backup, restore
from clinic.store.backup_trial import try_out
from clinic.store.database import Database
from clinic.store.keyring import Keyring, new_key, parse
from clinic.store.scope import Scope
from clinic.store.sealed_file import BadFile
from clinic.store.stored_rows import Total
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import Practice
from clinic.store.tables.trail import AuditRow, LiveEvent, OutboxRow
from engine.clinic import Clinic
from tests.clinic.store.full_store import everything, fill_every_table
from tests.databases import NOW, opened


def still() -> None:
    """For those who watch no progress."""


async def with_database(
    url: str, keyring: Keyring, doing: Callable[[Database], Awaitable[Any]]
) -> Any:
    database = Database(url, keyring)
    try:
        return await doing(database)
    finally:
        await database.close()


@pytest.fixture
def full(url: str, keyring: Keyring, riverside: Clinic, scope: Scope) -> str:
    """The address of a database with rows in every table."""

    async def whole() -> None:
        async with opened(url, keyring, riverside) as database:
            await fill_every_table(database, scope)

    asyncio.run(whole())
    return url


@pytest.fixture
def other_url(empty_url: str) -> str:
    """The address of another database, without any table."""
    return empty_url.replace("records.sqlite3", "others.sqlite3")


@pytest.fixture
def small(sqlite_template: Path, tmp_path: Path, keyring: Keyring, riverside: Clinic) -> Path:
    """A backup of a small SQLite database."""
    path = tmp_path / "small.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())

    async def whole() -> None:
        async with opened(f"sqlite:///{path}", keyring, riverside) as database:
            await backup(database, tmp_path / "small.backup", NOW, step=still)

    asyncio.run(whole())
    return tmp_path / "small.backup"


def test_everything_comes_back_in_either_database(
    full: str, other_url: str, keyring: Keyring, scope: Scope, tmp_path: Path
) -> None:
    path = tmp_path / "all.backup"

    async def taken(database: Database) -> Any:
        return await backup(database, path, NOW, step=still), await everything(database)

    async def given(database: Database) -> Any:
        account = await restore(database, path, step=still)
        async with database.writing() as session:  # numbers go on after those that are there
            session.add(LiveEvent(kind="x", at=NOW, **scope.ids))
            deed = audit.Deed(scope.practice_id, "read", "patients", resource_id="t9")
            last = await audit.record(session, deed, NOW)
        return account, last.id, await audit.broken_links(database, scope.practice_id)

    account, before = asyncio.run(with_database(full, keyring, taken))
    restored, last, broken = asyncio.run(with_database(other_url, keyring, given))
    after = asyncio.run(with_database(other_url, keyring, everything))
    assert all(before.values())
    for table in before:
        new = 1 if table in ("live_events", "audit") else 0
        assert len(after[table]) == len(before[table]) + new
        assert [row for row in after[table] if row in before[table]] == before[table], table
    assert restored.totals == account.totals
    assert last == 6
    assert not broken


def test_a_backup_tells_nothing_and_is_its_owners(
    full: str, keyring: Keyring, tmp_path: Path
) -> None:
    path = tmp_path / "all.backup"
    asyncio.run(with_database(full, keyring, lambda one: backup(one, path, NOW, step=still)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if "all.backup" in one.name] == ["all.backup"]
    for told in (b"Ana", b"riverside", b"Riverside", b"patients"):
        assert told not in path.read_bytes()
    lines = "".join(sealed_file.compact(one) for one in sealed_file.read(path, keyring))
    assert "Ana Ruiz" not in lines  # sealed in the file as it is in the database
    assert "Riverside" in lines


def test_a_backup_is_of_one_moment(full: str, keyring: Keyring, tmp_path: Path) -> None:
    path = tmp_path / "all.backup"

    async def doing(database: Database) -> None:
        before = await everything(database)

        async def meanwhile() -> list[str]:
            async with database.writing() as session:
                session.add(Practice(id="late", name="Late", created_at=NOW))
                changed = update(PatientRow).values(language="xx")
                await session.execute(changed)
            return []

        account = await backup(database, path, NOW, step=still, unfinished=meanwhile)
        assert account.totals["practices"].rows == len(before["practices"])
        assert len((await everything(database))["practices"]) == len(before["practices"]) + 1

    asyncio.run(with_database(full, keyring, doing))
    lines = "".join(sealed_file.compact(one) for one in sealed_file.read(path, keyring))
    assert "Late" not in lines
    assert '"xx"' not in lines


def test_jobs_that_were_not_done_are_taken_up_again(
    full: str, other_url: str, keyring: Keyring, tmp_path: Path
) -> None:
    path = tmp_path / "all.backup"

    async def unfinished() -> list[str]:
        return ["t1"]

    async def given(database: Database) -> list[str]:
        await restore(database, path, step=still)
        query = select(col(OutboxRow.id)).where(col(OutboxRow.taken_at).is_(None))
        async with database.reading() as session:
            return list(await session.scalars(query))

    asyncio.run(
        with_database(
            full, keyring, lambda one: backup(one, path, NOW, step=still, unfinished=unfinished)
        )
    )
    assert asyncio.run(with_database(other_url, keyring, given)) == ["t1"]


def test_a_database_with_anything_in_it_is_left_alone(
    full: str, keyring: Keyring, small: Path
) -> None:
    async def doing(database: Database) -> None:
        before = await everything(database)
        with pytest.raises(NotEmpty, match=r"not empty \(there are .*into an empty one only"):
            await restore(database, small, step=still)
        assert await everything(database) == before

    asyncio.run(with_database(full, keyring, doing))


def test_empty_tables_of_this_version_are_no_obstacle(
    url: str, keyring: Keyring, small: Path
) -> None:
    async def doing(database: Database) -> int:
        await restore(database, small, step=still)
        async with database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(Practice)) or 0)

    assert asyncio.run(with_database(url, keyring, doing)) == 1


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(
    url: str, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older.backup"
    with sealed_file.written(older, keyring) as lines:
        columns = [["id", "text"], ["name", "text"], ["created_at", "moment"]]
        lines.add(
            {
                "revision": "0001",
                "made_at": NOW.isoformat(),
                "index": keyring.index("backup", "index key"),
                "tables": {"practices": columns},
            }
        )
        lines.add({"table": "practices"})
        row = lines.add(["old", "Old", NOW.isoformat()])
        total = Total()
        total.add(row)
        lines.add({"totals": {"practices": total.told()}, "unfinished": []})

    async def doing(database: Database) -> tuple[str | None, Any]:
        await restore(database, older, step=still)
        async with database.reading() as session:
            return await schema.revision(database), await session.get(Practice, "old")

    revision, practice = asyncio.run(with_database(url, keyring, doing))
    assert revision == schema.newest()
    assert (practice.name, practice.created_at) == ("Old", NOW)


def test_trying_out_says_what_it_saw(full: str, keyring: Keyring, tmp_path: Path) -> None:
    path = tmp_path / "all.backup"
    asyncio.run(with_database(full, keyring, lambda one: backup(one, path, NOW, step=still)))
    steps: list[int] = []
    trial = asyncio.run(try_out(path, keyring, step=lambda: steps.append(1)))
    assert trial.problems == ()
    assert trial.opened > 100
    assert trial.account.rows > 100
    assert len(steps) == len(trial.account.totals)
    assert trial.seconds > 0


def test_trying_out_finds_what_does_not_open_and_what_was_changed(
    full: str, keyring: Keyring, scope: Scope, tmp_path: Path
) -> None:
    path = tmp_path / "all.backup"

    async def spoil(database: Database) -> None:
        async with database.connection(writes=True) as connection:
            patients: Any = PatientRow.__table__  # type: ignore[attr-defined]
            raw = patients.c.first_name.type.impl
            foreign = keyring.seal("Ana", "patients.last_name")
            broken = update(patients).where(patients.c.id == "t1")
            await connection.execute(broken.values(first_name=literal(foreign, raw)))
            trail: Any = AuditRow.__table__  # type: ignore[attr-defined]
            await connection.execute(update(trail).where(trail.c.id == 2).values(action="login"))
        await backup(database, path, NOW, step=still)

    asyncio.run(with_database(full, keyring, spoil))
    trial = asyncio.run(try_out(path, keyring, step=still))
    assert [one for one in trial.problems if "patients" in one] == [
        "1 values of patients.first_name do not open"
    ]
    assert [one for one in trial.problems if "audit" in one] == [
        f"the audit of {scope.practice_id} was changed at 1 rows"
    ]


def harmed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(change(path.read_bytes()))
    return path


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda _: b"", "is no backup of Frontdesk"),
        (lambda _: b"PK\x03\x04 something else", "is no backup of Frontdesk"),
        (lambda one: one[:40], "is cut off"),
        (lambda one: one[:20], "is cut off"),
        (lambda one: one[:35], "is cut off"),
        (lambda one: one[:-1], "is cut off"),
        (lambda one: one + b"\0\0\0\1x", "does not open|was changed"),
        (lambda one: one + b"\xff\xff\xff\xff", "was changed"),
        (lambda one: flipped(one, len(one) // 2), "does not open with the keys"),
        (lambda one: flipped(one, 22), "does not open with the keys"),
    ],
)
def test_a_file_that_is_not_whole_says_so_and_leaves_nothing(
    change: Callable[[bytes], bytes], told: str, small: Path, keyring: Keyring, tmp_path: Path
) -> None:
    with pytest.raises(BadFile, match=told):
        asyncio.run(try_out(harmed(small, change), keyring, step=still))


@pytest.fixture
def parts(keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of several parts, each with a line or two."""
    monkeypatch.setattr(sealed_file, "PART", 10)
    with sealed_file.written(tmp_path / "parts", keyring) as lines:
        for number in range(6):
            lines.add(["row", number])
    return tmp_path / "parts"


def cut(content: bytes) -> list[bytes]:
    head = len(sealed_file.MAGIC) + 16
    found, place = [content[:head]], head
    while place < len(content):
        end = place + 4 + int.from_bytes(content[place : place + 4], "big")
        found.append(content[place:end])
        place = end
    return found


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ([0, 1, 2, 3], None),
        ([0, 1, 2], "is cut off"),
        ([0, 1], "is cut off"),
        ([0], "is cut off"),
        ([0, 1, 3], "was changed"),
        ([0, 2, 1, 3], "does not open"),
        ([0, 1, 1, 2, 3], "was changed"),
        ([0, 1, 2, 3, 3], "was changed"),
    ],
)
def test_parts_keep_their_order_and_their_number(
    order: list[int], told: str | None, parts: Path, keyring: Keyring
) -> None:
    pieces = cut(parts.read_bytes())
    assert len(pieces) == 4
    parts.write_bytes(b"".join(pieces[one] for one in order))
    if told is None:
        assert list(sealed_file.read(parts, keyring)) == [["row", n] for n in range(6)]
        return
    with pytest.raises(BadFile, match=told):
        list(sealed_file.read(parts, keyring))


def test_parts_of_another_file_do_not_open(parts: Path, keyring: Keyring, tmp_path: Path) -> None:
    with sealed_file.written(tmp_path / "others", keyring) as lines:
        for number in range(6):
            lines.add(["row", number])
    mine, theirs = cut(parts.read_bytes()), cut((tmp_path / "others").read_bytes())
    parts.write_bytes(mine[0] + mine[1] + theirs[2] + mine[3])
    with pytest.raises(BadFile, match="was changed"):
        list(sealed_file.read(parts, keyring))


@pytest.mark.parametrize("name", ["k1", "k2"])
def test_another_key_is_told(name: str, small: Path) -> None:
    with pytest.raises(BadFile, match="does not open with the keys of ENCRYPTION_KEY"):
        asyncio.run(try_out(small, parse(new_key(name)), step=still))


def test_keys_in_another_order_are_told(
    sqlite_template: Path, tmp_path: Path, riverside: Clinic
) -> None:
    one, other = new_key("k1"), new_key("k2")
    path = tmp_path / "one.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())

    async def whole() -> None:
        async with opened(f"sqlite:///{path}", parse(f"{other},{one}"), riverside) as database:
            await backup(database, tmp_path / "b", NOW, step=still)

    asyncio.run(whole())
    with pytest.raises(BadFile, match="another last key"):
        asyncio.run(try_out(tmp_path / "b", parse(f"{one},{other}"), step=still))


def test_a_newer_version_and_wrong_counts_are_told(keyring: Keyring, tmp_path: Path) -> None:
    head = {"made_at": NOW.isoformat(), "index": keyring.index("backup", "index key")}
    for revision, told in (("9999", "newer Frontdesk"), ("0001", "rows that it names")):
        path = tmp_path / revision
        with sealed_file.written(path, keyring) as lines:
            lines.add({**head, "revision": revision, "tables": {}})
            lines.add({"totals": {"practices": {"rows": 1, "digest": "0"}}, "unfinished": []})
        with pytest.raises(BadFile, match=told):
            asyncio.run(try_out(path, keyring, step=still))
    with sealed_file.written(tmp_path / "endless", keyring) as lines:
        lines.add({**head, "revision": "0001", "tables": {}})
    with pytest.raises(BadFile, match="cut off"):
        asyncio.run(try_out(tmp_path / "endless", keyring, step=still))


def test_what_fails_half_way_leaves_no_file_and_no_rows(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    path = tmp_path / "all.backup"
    path.write_text("the one of yesterday")

    def broken() -> None:
        raise OSError(28, "No space left on device")

    async def doing(database: Database) -> None:
        with pytest.raises(OSError, match="No space"):
            await backup(database, path, NOW, step=broken)

    asyncio.run(with_database(url, keyring, doing))
    assert path.read_text() == "the one of yesterday"
    assert [one.name for one in tmp_path.iterdir() if "all.backup" in one.name] == ["all.backup"]


def test_memory_stays_flat(
    sqlite_template: Path, tmp_path: Path, keyring: Keyring, riverside: Clinic, scope: Scope
) -> None:
    path = tmp_path / "large.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    rows = [
        {"id": f"e{n:06}", "kind": "x", "reference": "y" * 60, "created_at": NOW, **scope.ids}
        for n in range(20_000)
    ]

    async def whole() -> int:
        async with opened(f"sqlite:///{path}", keyring, riverside) as database:
            async with database.connection(writes=True) as connection:
                await connection.execute(insert(OutboxRow), rows)
            await backup(database, tmp_path / "warm", NOW, step=still)
            tracemalloc.start()
            try:
                await backup(database, tmp_path / "b", NOW, step=still)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    size = sum(len(str(row)) for row in rows)
    peak = asyncio.run(whole())
    assert size > 3_000_000
    assert peak < 12_000_000
