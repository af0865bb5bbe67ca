"""Recordings go when their time is over, on any clock, and what broke off is put in order."""

from pathlib import Path

import pytest

from clinic.jobs.schedules import SCHEDULES
from clinic.recordings import sweep
from clinic.recordings.sealed_sound import PART_SECONDS
from clinic.store.keyring import Keyring
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic
from tests.clinic.recordings.keeping import PART_SOUND, Keeping, dies, keeping
from tests.databases import NOW


async def recorded(kept: Keeping, call_id: str, **rule: object) -> None:
    await kept.call(call_id, over=True)
    tape = await kept.records(call_id, **rule).begin()
    await tape.add(PART_SOUND)
    await tape.end(b"")


async def keeps_for(kept: Keeping, days: int) -> None:
    """The clinic's rule of today."""
    from agent_config.clinic_file import SHIPPED

    text = (SHIPPED / f"{kept.clinic.id}.yaml").read_text("utf-8")
    assert "recording: " not in text.replace("recording: {", "")
    lines = [one for one in text.splitlines() if not one.startswith("recording:")]
    lines.append(f"recording: {{enabled: true, retention_days: {days}}}")
    async with kept.database.writing() as session:
        row = await session.get(ClinicRow, kept.scope.clinic_id)
        assert row is not None
        row.profile = "\n".join(lines) + "\n"


@pytest.mark.parametrize("days", [30, 90, 180])
def test_a_recording_is_kept_so_long_and_no_longer(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path, days: int
) -> None:
    async def work(kept: Keeping) -> None:
        await keeps_for(kept, 180)
        await recorded(kept, "call-1", retention_days=days)
        kept.wait(days=days, seconds=-1)
        await kept.sweep()
        (row,) = await kept.rows()
        assert (row.deleted_at, len(kept.files())) == (None, 1)
        kept.wait(seconds=1)
        await kept.sweep()
        (row,) = await kept.rows()
        assert (row.deleted_at, row.path) == (kept.archive.clock(), "")
        assert kept.files() == []
        (deed,) = await kept.audit()
        assert (deed.action, deed.resource, deed.resource_id) == ("delete", "recordings", row.id)
        await kept.sweep()
        assert len(await kept.audit()) == 1

    keeping(url, keyring, riverside, tmp_path, work)


def test_a_clinic_that_keeps_them_for_less_lets_the_old_ones_go_too(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        await keeps_for(kept, 180)
        await recorded(kept, "call-1", retention_days=180)
        kept.wait(days=31)
        await recorded(kept, "call-2", retention_days=180)
        await kept.sweep()
        assert len(kept.files()) == 2
        await keeps_for(kept, 30)
        await kept.sweep()
        gone, stays = await kept.rows()
        assert (gone.call_id, gone.path) == ("call-1", "")
        assert (stays.call_id, stays.deleted_at) == ("call-2", None)
        assert len(kept.files()) == 1

    keeping(url, keyring, riverside, tmp_path, work)


def test_many_go_at_once(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sweep, "BATCH", 2)

    async def work(kept: Keeping) -> None:
        for number in range(5):
            await recorded(kept, f"call-{number}")
        kept.wait(days=90)
        await kept.sweep()
        assert [row.path for row in await kept.rows()] == [""] * 5
        assert kept.files() == []

    keeping(url, keyring, riverside, tmp_path, work)


def test_a_file_that_cannot_be_removed_is_tried_again(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work(kept: Keeping) -> None:
        await recorded(kept, "call-1")
        kept.wait(days=90)
        with monkeypatch.context() as broken:
            broken.setattr(sweep, "_unlink", refused)
            await kept.sweep()
        (row,) = await kept.rows()
        assert row.deleted_at is not None
        assert row.path != ""
        await kept.sweep()
        (row,) = await kept.rows()
        assert row.path == ""
        assert kept.files() == []

    def refused(path: Path) -> None:
        raise PermissionError

    keeping(url, keyring, riverside, tmp_path, work)


def test_what_a_dead_process_left_can_be_heard_and_is_put_in_order(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        tape = await kept.records().begin()
        await tape.add(PART_SOUND)
        await tape.add(PART_SOUND)
        (row,) = await kept.rows()
        assert kept.heard(row) == 2 * PART_SOUND
        dies(tape)
        kept.wait(minutes=30)
        await kept.sweep()  # its call is still under way
        (row,) = await kept.rows()
        assert row.ended_at is None
        await kept.call(over=True)
        kept.wait(minutes=11)
        await kept.sweep()
        (row,) = await kept.rows()
        assert (row.seconds, row.ended_at) == (2 * PART_SECONDS, kept.archive.clock())
        assert row.bytes == kept.files()[0].stat().st_size
        assert row.deleted_at is None

    keeping(url, keyring, riverside, tmp_path, work)


def test_what_was_refused_does_not_survive_the_process(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        records = kept.records()
        tape = await records.begin()
        await tape.add(PART_SOUND)
        await records.refuse("no")
        dies(tape)
        await kept.call(over=True)
        kept.wait(minutes=11)
        await kept.sweep()
        (row,) = await kept.rows()
        assert (row.consent, row.path) == ("refused", "")
        assert kept.files() == []

    keeping(url, keyring, riverside, tmp_path, work)


def test_a_recording_without_sound_is_none(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        dies(await kept.records().begin())
        kept.files()[0].unlink()
        kept.wait(hours=7)
        await kept.sweep()
        (row,) = await kept.rows()
        assert (row.deleted_at, row.path) == (kept.archive.clock(), "")
        assert row.started_at == NOW

    keeping(url, keyring, riverside, tmp_path, work)


def test_it_is_done_every_hour() -> None:
    when, what = SCHEDULES["recordings.sweep"]
    assert what == "clinic.recordings.sweep:sweep"
    assert when.last(NOW) == NOW.replace(minute=0)
