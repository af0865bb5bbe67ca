"""Rows and files of recordings agree, and what a caller said about it is kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from clinic.recordings.sealed_sound import SoundWriter
from clinic.recordings.wave import BYTES_A_SECOND
from clinic.store.keyring import Keyring
from engine.clinic import Clinic
from tests.clinic.recordings.keeping import CALLER, PART_SOUND, Keeping, keeping
from tests.databases import NOW


def test_a_recording_is_a_row_and_a_sealed_file(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        tape = await kept.records(retention_days=30).begin()
        (row,) = await kept.rows()
        assert (row.ended_at, row.seconds, row.consent) == (None, 0.0, "announced")
        kept.wait(seconds=7)
        await tape.add(PART_SOUND)
        await tape.end(PART_SOUND[: 2 * BYTES_A_SECOND])
        (row,) = await kept.rows()
        assert (row.started_at, row.ended_at) == (NOW, NOW + timedelta(seconds=7))
        assert (row.seconds, row.delete_after) == (7.0, NOW + timedelta(days=30))
        assert kept.heard(row) == PART_SOUND + PART_SOUND[: 2 * BYTES_A_SECOND]
        (file,) = kept.files()
        assert file.name == f"{row.id}.sound"
        assert row.bytes == file.stat().st_size
        assert not Path(row.path).is_absolute()
        (consent,) = await kept.consents()
        assert (consent.call_id, consent.channel, consent.granted) == ("call-1", "recording", True)
        assert (consent.source, consent.number_index) == (
            "announced",
            keyring.index("phone", CALLER),
        )
        raw = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
        assert b"Zwetschgenbaum" not in raw
        assert CALLER.encode() not in raw

    keeping(url, keyring, riverside, tmp_path, work)


def test_what_was_refused_is_gone_and_the_refusal_stays(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        records = kept.records()
        tape = await records.begin()
        await tape.add(PART_SOUND)
        await records.refuse("no recording, please")
        await tape.discard()
        (row,) = await kept.rows()
        assert (row.consent, row.path, row.deleted_at) == ("refused", "", NOW)
        assert kept.files() == []
        said = [(one.granted, one.source, one.words) for one in await kept.consents()]
        assert sorted(said, reverse=True) == [
            (True, "announced", None),
            (False, "call", "no recording, please"),
        ]

    keeping(url, keyring, riverside, tmp_path, work)


def test_without_the_call_in_the_records_nothing_is_kept(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        with pytest.raises(LookupError, match="not in the records"):
            await kept.records("nobody-knows").begin()
        assert (await kept.rows(), await kept.consents(), kept.files()) == ([], [], [])

    keeping(url, keyring, riverside, tmp_path, work)


def test_a_disk_that_takes_no_file_leaves_no_recording(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(self: SoundWriter, path: Path, keyring: Keyring) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr(SoundWriter, "__init__", full)

    async def work(kept: Keeping) -> None:
        with pytest.raises(OSError, match="no space"):
            await kept.records().begin()
        (row,) = await kept.rows()
        assert (row.deleted_at, row.path) == (NOW, "")

    keeping(url, keyring, riverside, tmp_path, work)


def test_a_clinic_that_does_not_record_keeps_nothing_of_it(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(kept: Keeping) -> None:
        assert kept.archive.of_call(kept.scope, riverside, "call-1", CALLER) is None

    keeping(url, keyring, riverside, tmp_path, work)
