"""From a booking to the carrier, through the jobs as they run, with a fault in the worst second."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clinic.jobs.running import running
from clinic.messages import sending
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import Agreement
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import QUICK, now, until
from tests.clinic.messages.office import Office, plain_settings
from tests.clinic.messages.twilio_server import TwilioServer
from tests.databases import opened


async def book(office: Office, clinic: Clinic, *, minutes: int) -> None:
    """An appointment is made in a call, just now."""
    starts = office.clock() + timedelta(days=3, minutes=minutes)
    local = starts.astimezone(ZoneInfo(clinic.timezone))
    appointment = await office.appointment(
        local.strftime("%Y-%m-%dT%H:%M"),
        starts_at=starts,
        ends_at=starts + timedelta(minutes=60),
        call_id="c-1",
        created_at=office.clock(),
        updated_at=office.clock(),
    )
    async with office.database.writing() as session:
        tell(session, office.scope, "appointment.created", appointment, office.clock())


@pytest.mark.parametrize("dies", [False, True])
def test_each_booking_is_confirmed_by_one_text(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    scope: Scope,
    twilio: TwilioServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dies: bool,
) -> None:
    deaths: list[str] = []
    note = sending._note

    async def forgetful(work: Any, of: Scope, row: MessageRow, *rest: Any, **more: Any) -> None:
        if dies and row.id not in deaths:
            deaths.append(row.id)
            raise SystemError("nobody writes down that it was sent")
        await note(work, of, row, *rest, **more)

    monkeypatch.setattr(sending, "_note", forgetful)
    monkeypatch.setattr(sending, "LEASE", timedelta(milliseconds=100))

    async def whole() -> None:
        async with opened(url, keyring, riverside) as database, asyncio.timeout(120):
            settings = plain_settings().model_copy(update={"data_dir": tmp_path})
            office = Office(database, scope, now, settings)  # type: ignore[arg-type]
            office.live(twilio.url)
            await office.set("campaign_id", "C123")
            signed = office.clock() - timedelta(days=1)
            practice = office.scope.practice_id
            await office.add(
                Agreement(id="a", practice_id=practice, vendor="twilio", signed_at=signed)
            )
            for number in range(3):
                await book(office, riverside, minutes=90 * number)

            async def all_sent() -> bool:
                rows = await office.rows(MessageRow)
                return [row.status for row in rows] == ["sent"] * 3

            async with running(office.work, schedules={}, pace=QUICK):
                await until(all_sent)
            sids = {row.vendor_id for row in await office.rows(MessageRow)}
            assert {one["sid"] for one in twilio.taken} == sids
            assert len(twilio.taken) == 3
            assert len(deaths) == (3 if dies else 0)

    asyncio.run(whole())
