"""A clinic's office for tests: its clock stands still until it is moved, and everything is real."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from agent_config.settings import Settings, Telephony
from clinic.jobs.job import Job, Work
from clinic.messages.queue import Queued, put
from clinic.messages.sending import send
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import Setting

ANA = "+15125550142"
BEN = "+15125550143"
MAIL = "ana@example.com"
NOON = datetime.fromisoformat("2026-03-02T12:00:00-06:00")
SID = "AC00000000000000000000000000000001"
TOKEN = "a token that nobody knows"


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def at(self, iso: str) -> None:
        self.now = datetime.fromisoformat(iso)


@dataclass
class Office:
    """One clinic with its store."""

    database: Database
    scope: Scope
    clock: Clock
    settings: Settings

    @property
    def work(self) -> Work:
        return Work(self.database, self.settings, self.clock)

    def job(self, kind: str, reference: str, **more: Any) -> Job:
        return Job(new_id(self.clock()), kind, reference, self.scope, self.clock(), more)

    def settle(self, **values: Any) -> None:
        self.settings = self.settings.model_copy(update=values)

    def live(self, base_url: str) -> None:
        """Texts go to Twilio, at an address of this machine."""
        self.settle(
            telephony_mode=Telephony.TWILIO,
            twilio_sid=SID,
            twilio_token=SecretStr(TOKEN),
            twilio_base_url=base_url,
            public_url="https://frontdesk.example.com",
        )

    async def add(self, *rows: Any) -> None:
        async with self.database.writing() as session:
            for row in rows:
                session.add(row)
                await session.flush()

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(table).order_by(table.id)))

    async def set(self, name: str, value: Any) -> None:
        await self.add(
            Setting(
                id=new_id(NOON), name=name, value=value, updated_at=self.clock(), **self.scope.ids
            )
        )

    async def patient(self, name: str = "Ana Ruiz", number: str | None = ANA, **more: Any) -> str:
        records = StoreRecords(self.database, self.scope)
        phones = [("mobile", number)] if number else []
        given = {"name": name, "date_of_birth": "1988-04-12"}
        patient_id = await records.add(given, phones, self.clock())
        if more:
            await self.change(PatientRow, patient_id, **more)
        return patient_id

    async def change(self, table: Any, row_id: str, **values: Any) -> None:
        async with self.database.writing() as session:
            row = await session.get(table, row_id)
            for name, value in values.items():
                setattr(row, name, value)

    async def appointment(self, start: str = "2026-03-03T14:00", **more: Any) -> str:
        local = datetime.fromisoformat(f"{start}:00-06:00")
        minutes = more.pop("minutes", 60)
        row = AppointmentRow(
            **{
                "id": new_id(self.clock()),
                "patient_name": "Ana Ruiz",
                "callback_number": ANA,
                "service": "cleaning",
                "provider": "Dr. Sarah Chen",
                "operatory": "Op 1",
                "starts_at": local,
                "ends_at": local + timedelta(minutes=minutes),
                "start": start,
                "minutes": minutes,
                "status": "confirmed",
                "booked_by": "staff",
                "created_at": self.clock() - timedelta(days=3),
                "updated_at": self.clock() - timedelta(days=3),
                **self.scope.ids,
                **more,
            }
        )
        await self.add(row)
        return row.id

    async def queue(self, template: str = "directions", **more: Any) -> str:
        """Put a message in line; its id."""
        message = Queued(
            **{
                "key": f"{template}/{new_id(NOON)}",
                "channel": "sms",
                "address": ANA,
                "template": template,
                **more,
            }
        )
        async with self.database.writing() as session:
            assert await put(session, self.database.keyring, self.scope, message, self.clock())
        (row,) = [one for one in await self.rows(MessageRow) if one.key == message.key]
        return str(row.id)

    async def send(self, message_id: str) -> MessageRow:
        """Do the job of a message; its row afterwards."""
        await send(self.work, self.job("message.queued", message_id))
        return await self.message(message_id)

    async def message(self, message_id: str) -> MessageRow:
        async with self.database.reading() as session:
            row: Any = await session.get(MessageRow, message_id)
        return row

    async def outgoing(self) -> list[MessageRow]:
        return [one for one in await self.rows(MessageRow) if one.direction == "out"]


def plain_settings() -> Settings:
    """Settings of nobody's surroundings."""
    return Settings.model_validate({})


def utc(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(UTC)


async def together(*works: Any) -> list[Any]:
    return list(await asyncio.gather(*works, return_exceptions=True))
