"""A clinic that calls people: its server, the carrier's stand-in, and jobs that are due."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from agent_config.settings import Telephony
from clinic.jobs.attempt import loaded
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Job, Work
from clinic.outreach.dialling import dial
from clinic.outreach.jobs import Wanted, enter
from clinic.setting import BY_TURNS
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from clinic.store.tables.practice import Agreement
from clinic.store.tables.trail import OutboxRow
from telephony.sandbox.callee import PlacedCall
from telephony.sandbox.twilio_webhooks import NoAnswer
from tests.api.telephone import Telephone

ANA: Final = "+15125550142"
BEN: Final = "+15125550143"
NOON: Final = datetime.fromisoformat("2026-03-02T12:00:00-06:00")


@dataclass
class Calling:
    """What the clinic's people and its workers do, one after the other."""

    phone: Telephone

    @property
    def work(self) -> Work:
        settings = self.phone.house.settings.model_copy(update={"telephony_mode": Telephony.TWILIO})
        return Work(self.phone.house.database, settings, self.phone.clock)

    async def settle_in(self, *, by_turns: bool = True) -> None:
        """It is noon on a Monday, and Twilio has signed."""
        self.phone.clock.at = NOON
        self.phone.carrier.clock = self.phone.clock
        await self.phone.set(BY_TURNS, by_turns)
        practice = self.phone.scope.practice_id
        await self.add(
            Agreement(
                id="a", practice_id=practice, vendor="twilio", signed_at=NOON - timedelta(days=1)
            )
        )

    async def add(self, *rows: Any) -> None:
        async with self.phone.house.database.writing() as session:
            for row in rows:
                session.add(row)
                await session.flush()

    async def patient(self, name: str = "Ana Ruiz", number: str = ANA, **more: Any) -> str:
        records = StoreRecords(self.phone.house.database, self.phone.scope)
        given = {"name": name, "date_of_birth": "1988-04-12", **more}
        return await records.add(given, [("mobile", number)], self.phone.clock())

    async def appointment(self, patient_id: str, start: str = "2026-03-03T14:00") -> str:
        local = datetime.fromisoformat(f"{start}:00-06:00")
        row = AppointmentRow(
            id=new_id(self.phone.clock()),
            patient_id=patient_id,
            patient_name="Ana Ruiz",
            service="cleaning",
            provider="Dr. Sarah Chen",
            operatory="Op 1",
            starts_at=local,
            ends_at=local + timedelta(hours=1),
            start=start,
            minutes=60,
            status="confirmed",
            booked_by="staff",
            created_at=self.phone.clock() - timedelta(days=3),
            updated_at=self.phone.clock() - timedelta(days=3),
            **self.phone.scope.ids,
        )
        await self.add(row)
        return row.id

    async def job(
        self,
        patient_id: str | None,
        appointment_id: str | None = None,
        *,
        number: str = ANA,
        **more: Any,
    ) -> str:
        """Put a reminder in line, due now."""
        now = self.phone.clock()
        wanted = Wanted(
            **{
                "key": f"reminder/{appointment_id or new_id(now)}/2026-03-03T14:00",
                "purpose": "reminder",
                "address": number,
                "due_at": now,
                "not_after": now + timedelta(hours=24),
                "patient_id": patient_id,
                "appointment_id": appointment_id,
                **more,
            }
        )
        database = self.phone.house.database
        async with database.writing() as session:
            found = await enter(session, database.keyring, self.phone.scope, wanted, now)
        assert found is not None
        return found

    async def reminder(self, **more: Any) -> str:
        """Ana, her appointment tomorrow at two, and the reminder of it."""
        patient = await self.patient(**more)
        return await self.job(patient, await self.appointment(patient))

    async def dial(self) -> None:
        """Place what is due, wait until the calls are over, and note what came of them."""
        await dial(self.work)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until all calls are over, and do the jobs that they left."""
        for leg in list(self.phone.carrier.calls.values()):
            if not isinstance(leg, PlacedCall) or leg.callee.picks_up != "rings":
                await leg.ended.wait()
        await self.phone.until(self._ended)
        await self.jobs()

    async def _ended(self) -> bool:
        return not self.phone.house.switchboard.live

    async def jobs(self) -> None:
        """Do what the outbox holds about calls that are over."""
        async with self.phone.house.database.reading() as session:
            rows = list(await session.scalars(select(OutboxRow)))
        for row in rows:
            if row.kind == "outbound.ended":
                job = Job(row.id, row.kind, row.reference, self.phone.scope, NOON, row.more or {})
                for handler in HANDLERS[row.kind]:
                    await loaded(handler)(self.work, job)

    async def row(self, job_id: str) -> OutreachJob:
        async with self.phone.house.database.reading() as session:
            found = await session.get(OutreachJob, job_id)
        assert found is not None
        return found

    async def tries(self, job_id: str) -> list[OutreachAttempt]:
        query = select(OutreachAttempt).where(OutreachAttempt.job_id == job_id)  # type: ignore[arg-type]
        async with self.phone.house.database.reading() as session:
            return list(await session.scalars(query.order_by(OutreachAttempt.number)))  # type: ignore[arg-type]

    async def fares(self, job_id: str) -> tuple[str, str | None, int]:
        """A job's status, what it came to, and how often it was tried."""
        row = await self.row(job_id)
        return row.status, row.result or row.reason, row.attempts

    @asynccontextmanager
    async def deaf(self) -> AsyncIterator[None]:
        """None of the carrier's reports reaches the server."""
        real, webhooks = self.phone.carrier.webhooks.post, self.phone.carrier.webhooks

        async def lost(address: str, fields: Any, *, times: int = 1) -> str:
            raise NoAnswer("lost")

        webhooks.post = lost  # type: ignore[method-assign]
        try:
            yield
        finally:
            webhooks.post = real  # type: ignore[method-assign]
