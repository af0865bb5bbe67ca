"""Recordings get the new key too, and what is left is told."""

from pathlib import Path

import pytest

from clinic.recordings.archive import FOLDER
from clinic.recordings.rotation import rotate
from clinic.store.keyring import new_key, parse
from clinic.store.rotation import Rotated
from engine.clinic import Clinic
from tests.clinic.recordings.keeping import PART_SOUND, Keeping, dies, keeping

OLD, NEW = new_key("old"), new_key("new")


async def recorded(kept: Keeping, call_id: str, *, ended: bool = True) -> None:
    await kept.call(call_id)
    tape = await kept.records(call_id).begin()
    await tape.add(PART_SOUND)
    if ended:
        await tape.end(PART_SOUND[:100])
    else:
        dies(tape)


def after_rotation(url: str, clinic: Clinic, folder: Path, keys: str) -> Rotated:
    done = Rotated()

    async def work(kept: Keeping) -> None:
        await rotate(kept.archive, done)

    keeping(url, parse(keys), clinic, folder, work)
    return done


def test_every_recording_is_sealed_with_the_first_key(
    url: str, riverside: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.recordings.rotation.BATCH", 2)

    async def record(kept: Keeping) -> None:
        for number in range(5):
            await recorded(kept, f"call-{number}")

    keeping(url, parse(OLD), riverside, tmp_path, record)
    both = f"{NEW},{OLD}"
    assert after_rotation(url, riverside, tmp_path, both).values == 5
    again = after_rotation(url, riverside, tmp_path, both)
    assert (again.values, again.left, again.unopened) == (0, {}, {})

    async def hear(kept: Keeping) -> None:
        for row in await kept.rows():
            assert kept.heard(row) == PART_SOUND + PART_SOUND[:100]

    keeping(url, parse(NEW), riverside, tmp_path, hear)


def test_what_cannot_be_done_is_told(url: str, riverside: Clinic, tmp_path: Path) -> None:
    async def record(kept: Keeping) -> None:
        await recorded(kept, "call-1")
        await recorded(kept, "call-2", ended=False)
        await recorded(kept, "call-3")
        (lost,) = [one for one in await kept.rows() if one.call_id == "call-3"]
        (kept.archive.folder / lost.path).unlink()

    keeping(url, parse(OLD), riverside, tmp_path, record)
    done = after_rotation(url, riverside, tmp_path, NEW)
    assert (done.values, dict(done.unopened), done.left) == (0, {FOLDER: 1}, {FOLDER: 1})
