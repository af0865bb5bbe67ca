"""Rates of missed, cancelled and moved appointments; on both databases."""

from dataclasses import replace
from datetime import timedelta

from clinic.store.appointments import Appointments, Visit
from clinic.store.attendance import Attendance, attendance
from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from engine.clinic import Clinic
from tests.databases import NOW, InStore

LATER = NOW + timedelta(days=10)


def test_rates_count_what_could_have_gone_either_way(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        desk = Appointments(database, scope, riverside, clock=lambda: LATER)
        ana = await StoreRecords(database, scope).add({"name": "Ana Ruiz"}, [], NOW)
        ends = ["complete", "complete", "complete", "no_show", "patient", "clinic", "reject", ""]
        for number, end in enumerate(ends):
            visit = Visit("checkup", f"2026-03-03T{8 + number:02}:00", "Ana Ruiz", patient_id=ana)
            pending = "pending" if end == "reject" else "confirmed"
            row = await desk.book(replace(visit, status=pending))
            if end == "patient":
                await desk.move(row.id, "2026-03-04T08:00")
                await desk.move(row.id, "2026-03-04T09:00")
            if end in ("patient", "clinic"):
                await desk.act(row.id, "cancel", by=end)
            elif end:
                await desk.act(row.id, end)
        await desk.book(Visit("checkup", "2026-03-05T08:00", "Bo Li"))

        hers = await attendance(database, scope, patient_id=ana)
        assert hers == Attendance(completed=3, missed=1, cancelled=1, standing=1, moves=2)
        assert hers.appointments == 6
        assert hers.no_show_rate == 1 / 4
        assert hers.cancellation_rate == 1 / 6
        assert hers.reschedules_per_appointment == 2 / 6
        assert (await attendance(database, scope)).standing == 2
        day = NOW.replace(hour=0) + timedelta(days=1)
        tuesday = await attendance(database, scope, since=day, until=day + timedelta(days=1))
        assert tuesday == Attendance(completed=3, missed=1, standing=1)
        nothing = await attendance(database, Scope(scope.practice_id, "north"))
        assert nothing == Attendance()
        assert nothing.no_show_rate is nothing.cancellation_rate is None

    in_store(work)
