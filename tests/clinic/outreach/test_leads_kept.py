"""Leads in the store: everybody of a file or nobody, once, whoever dies or sends it twice."""

import asyncio
import base64
import os
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from agent_config.clinic_file import load_clinic
from clinic.outreach.leads import entering
from clinic.outreach.leads.entering import OtherContent, Upload, enter_upload
from clinic.outreach.leads.reading import Sheet, read
from clinic.outreach.leads.wish import Taken, Wish, reader_of, take
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Lead, OutreachJob, UploadBatch
from clinic.store.tables.patient import Consent
from clinic.store.tables.trail import LiveEvent
from engine.clinic import Clinic
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import Clock, Office, plain_settings, together
from tests.databases import opened

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KILLS = 40 if NIGHT else 4
CELLS = {"name": "Ana Ruiz", "phone": "512-555-0142", "consent_source": "form"}


def people(count: int) -> str:
    lines = (
        f"Ann {'abcdefghij'[one % 10]},512-{200 + one // 10_000:03}-{one % 10_000:04},form,3/1/2026"
        for one in range(count)
    )
    return "\n".join(["Name,Phone,Consent source,Consent at", *lines])


def sheet_of(text: str, office: Office) -> Sheet:
    return read(text.encode(), reader_of(load_clinic("riverside_dental"), office.clock()))


async def enter(office: Office, text: str, key: str | None = None, digest: str = "") -> Any:
    upload = Upload(
        sheet_of(text, office), "fair", digest or entering.digest_of(text.encode()), key
    )
    return await enter_upload(office.database, office.scope, upload, office.clock())


async def counts(office: Office) -> list[int]:
    return [len(await office.rows(one)) for one in (UploadBatch, Lead, Consent)]


def test_a_file_is_kept_with_what_they_agreed_to(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        batch, is_new = await enter(office, people(450))
        assert is_new
        assert (batch.rows, batch.kept) == (450, 450)
        assert await counts(office) == [1, 450, 450]
        leads = sorted(await office.rows(Lead), key=lambda one: one.line)
        assert [one.line for one in leads] == list(range(2, 452))
        shown = [one.kind for one in await office.rows(LiveEvent)]
        assert shown.count("leads.changed") == 1

    at_office(work)


def test_together_the_same_file_is_one_batch(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        text = people(30)
        found = await together(*(enter(office, text) for _ in range(5)))
        assert len({batch.id for batch, _ in found}) == 1
        assert sum(is_new for _, is_new in found) == 1
        assert await counts(office) == [1, 30, 30]

    at_office(work)


def test_together_two_files_share_nobody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await together(enter(office, people(30)), enter(office, people(40)))
        assert (await counts(office))[:2] == [2, 40]
        indexes = [one.number_index for one in await office.rows(Lead)]
        assert len(set(indexes)) == len(indexes)

    at_office(work)


def test_a_key_with_another_file_is_refused(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await enter(office, people(2), key="one")
        with pytest.raises(OtherContent):
            await enter(office, people(3), key="one")
        assert await counts(office) == [1, 2, 2]

    at_office(work)


def test_what_fails_half_way_leaves_nothing(
    at_office: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = entering._insert

    async def breaks(session: Any, table: Any, rows: Any) -> None:
        if table is Consent:
            raise DBAPIError("", {}, Exception())
        await real(session, table, rows)

    monkeypatch.setattr(entering, "_insert", breaks)

    async def work(office: Office) -> None:
        with pytest.raises(DBAPIError):
            await enter(office, people(30))
        assert await counts(office) == [0, 0, 0]

    at_office(work)


def test_killed_at_any_moment_there_is_all_of_it_or_nothing(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    chance = random.Random(7)
    path = tmp_path / "leads.csv"
    path.write_text(people(200))
    keys = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in keyring.keys)
    surroundings = os.environ | {
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
        "ENCRYPTION_KEY": keys,
        "EXAMPLE_WEEK": "false",
    }

    async def rows() -> tuple[int, int]:
        async with opened(url, keyring, riverside) as database:
            office = Office(database, scope, Clock(), plain_settings())
            return len(await office.rows(UploadBatch)), len(await office.rows(Lead))

    assert asyncio.run(rows()) == (0, 0)
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.clinic.outreach.lead_process", str(path)],
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            parts = chance.randint(1, 21)
            for said in process.stdout:
                parts -= said == "part\n"
                if parts == 0:
                    process.kill()
                    break
        batches, leads = asyncio.run(rows())
        assert (batches, leads) in ((0, 0), (1, 200))
    again = subprocess.run(
        [sys.executable, "-m", "tests.clinic.outreach.lead_process", str(path)],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    assert again.stdout.endswith("done\n")
    assert asyncio.run(rows()) == (1, 200)


def wish(**changes: str) -> Wish:
    cells = CELLS | {"consent_at": "2026-03-02T09:00:00-06:00"} | changes
    return Wish(cells, "n8n", "key:" + cells["phone"], post_back="https://n8n.example.com/x")


async def taken(office: Office, given: Wish) -> Taken:
    clinic = load_clinic("riverside_dental")
    return await take(office.database, office.scope, clinic, given, office.clock())


def test_together_the_same_wish_is_one_lead_and_one_call(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        found = await together(*(taken(office, wish()) for _ in range(5)))
        assert len({one.job.id for one in found}) == 1
        assert await counts(office) == [1, 1, 1]
        (job,) = await office.rows(OutreachJob)
        (lead,) = await office.rows(Lead)
        assert (job.lead_id, job.purpose, job.status) == (lead.id, "lead", "scheduled")
        assert (job.due_at, job.not_after - job.due_at) == (office.clock(), timedelta(days=14))

    at_office(work)


def test_each_day_is_a_batch_of_its_own(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await taken(office, wish())
        await taken(office, wish(phone="512-555-0143"))
        office.clock.at("2026-03-03T12:00:00-06:00")
        await taken(office, wish(phone="512-555-0144"))
        assert [one.kept for one in await office.rows(UploadBatch)] == [2, 1]

    at_office(work)


def test_who_agreed_anew_a_month_after_is_a_lead_again(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await enter(office, "Name,Phone\nAna Ruiz,512-555-0142\n")
        office.clock.at("2026-05-02T12:00:00-05:00")
        batch, _ = await enter(office, "Name,Phone\nAna Ruiz,512-555-0142\nBen,512-555-0143\n")
        assert [one["code"] for one in batch.problems] == ["known"]
        batch, _ = await enter(
            office, "Name,Phone,Consent,Consent at\nAna Ruiz,512-555-0142,form,5/1/2026\n"
        )
        assert (batch.kept, batch.problems) == (1, [])

    at_office(work)
