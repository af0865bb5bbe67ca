"""Calls that reach nobody, through the engine and the records as in earnest."""

from datetime import timedelta

import pytest

from clinic.jobs.job import Work
from clinic.outreach.dialling import dial
from clinic.outreach.jobs import Wanted, enter
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from tests.clinic.messages.office import NOON, Clock, Office, plain_settings
from tests.databases import InStore

PEOPLE = 12


@pytest.mark.timeout(240)
def test_a_campaign_can_be_watched_without_a_carrier(
    in_store: InStore, scope: Scope, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def work(database: Database) -> None:
        settings = plain_settings().model_copy(update={"data_dir": tmp_path_factory.mktemp("data")})
        office = Office(database, scope, Clock(), settings)
        await office.set("outreach_lines", 20)
        for each in range(PEOPLE):
            await waits(office, f"+151255510{each:02}")
        await dial(Work(database, settings, office.clock))
        jobs = await office.rows(OutreachJob)
        tries = await office.rows(OutreachAttempt)
        assert len(tries) == PEOPLE
        calls = {one.id: one for one in await office.rows(CallRow)}
        ends = {one.outcome for one in tries}
        assert "no_answer" in ends or "busy" in ends
        for one in tries:
            picked_up = calls.get(str(one.call_id))
            assert (picked_up is not None) == (one.answered_by == "human")
            if picked_up is not None:
                assert picked_up.direction == "outbound"
                assert picked_up.ended_at is not None
        again = [one for one in jobs if one.status == "scheduled"]
        assert {one.due_at for one in again} == {NOON + timedelta(hours=4)}

    in_store(work)


async def waits(office: Office, number: str) -> None:
    """Somebody who is to be reminded of tomorrow."""
    patient = await office.patient("Ana Ruiz", number)
    wanted = Wanted(
        key=f"reminder/{number}",
        purpose="reminder",
        address=number,
        due_at=NOON,
        not_after=NOON + timedelta(hours=24),
        patient_id=patient,
    )
    async with office.database.writing() as session:
        assert await enter(session, office.database.keyring, office.scope, wanted, NOON)
