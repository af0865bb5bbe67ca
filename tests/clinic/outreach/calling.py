"""An office with people to call, and a carrier that notes whom it was told to call."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from clinic.jobs.job import Later, Never
from clinic.outreach.carrier import Order
from clinic.outreach.dialling import Dialling
from clinic.outreach.jobs import Wanted, enter
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import Campaign, OutreachAttempt, OutreachJob
from tests.clinic.messages.office import NOON, Office


@dataclass
class NotedCalls:
    """A carrier: it takes calls, unless it is told to refuse."""

    placed: list[Order] = field(default_factory=list)
    refuses: Later | Never | None = None
    before: str | None = None
    """The id of the call that it has, when asked for one."""
    states: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    async def place(self, order: Order) -> str:
        if self.refuses is not None:
            raise self.refuses
        self.placed.append(order)
        return f"CA{len(self.placed)}"

    async def placed_before(
        self, order: Order, since: datetime, known: frozenset[str]
    ) -> str | None:
        self.asked += 1
        assert self.before not in known
        return self.before

    async def state(self, call_id: str) -> str | None:
        return self.states.get(call_id)


@dataclass
class Desk:
    """The office, the carrier, and what is in line."""

    office: Office
    carrier: NotedCalls = field(default_factory=NotedCalls)
    count: int = 0
    """How many are in line: they are due in their order."""

    async def dial(self) -> list[str]:
        """Call whoever is due; their numbers."""
        before = len(self.carrier.placed)
        clinic = await clinic_of(self.office.database, self.office.scope)
        await Dialling(self.office.work, self.office.scope, clinic, self.carrier).run()
        return [one.to for one in self.carrier.placed[before:]]

    async def waits(self, number: str, **more: Any) -> str:
        """Somebody who is due to be called; the job's id."""
        if "patient_id" not in more:
            more["patient_id"] = await self.office.patient("Ana Ruiz", number)
        now = self.office.clock()
        self.count += 1
        wanted = Wanted(
            **{
                "key": f"recall/{new_id(now)}",
                "purpose": "recall",
                "address": number,
                "due_at": now - timedelta(minutes=30) + timedelta(seconds=self.count),
                "not_after": NOON + timedelta(days=14),
                **more,
            }
        )
        database = self.office.database
        async with database.writing() as session:
            found = await enter(session, database.keyring, self.office.scope, wanted, now)
        assert found is not None
        return found

    async def campaign(self, **more: Any) -> str:
        row = Campaign(
            **{
                "id": new_id(NOON),
                "name": "spring",
                "purpose": "recall",
                "selection": {},
                "status": "running",
                "lines": 9,
                "created_at": NOON,
                "changed_at": NOON,
                **self.office.scope.ids,
                **more,
            }
        )
        await self.office.add(row)
        return row.id

    async def fares(self, job_id: str) -> tuple[str, str | None]:
        """A job's status, and its result or reason."""
        async with self.office.database.reading() as session:
            row = await session.get(OutreachJob, job_id)
        assert row is not None
        return row.status, row.result or row.reason

    async def due(self, job_id: str) -> datetime:
        async with self.office.database.reading() as session:
            row = await session.get(OutreachJob, job_id)
        assert row is not None
        return row.due_at

    async def tries(self) -> list[OutreachAttempt]:
        return await self.office.rows(OutreachAttempt)
