"""A campaign from its draft to its end: once by key, and what was foretold is what happens."""

from datetime import timedelta
from typing import Any

import pytest

from clinic.jobs.handlers import HANDLERS
from clinic.outreach import campaigns
from clinic.outreach.campaigns import Draft
from clinic.outreach.jobs import Wanted, enter_all
from clinic.refusal import NotAllowed
from clinic.store.tables.outreach import Campaign, OutreachJob
from clinic.store.tables.trail import LiveEvent, OutboxRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, Office, together
from tests.clinic.outreach.people import batch, job_for, looked_at, overdue

CY = "+15125550144"
RECALL = Draft("Spring recall", "recall")


async def made(office: Office, draft: Draft = RECALL) -> Campaign:
    return await campaigns.create(office.work, office.scope, draft, by="user-1")


async def progress(office: Office, row: Campaign) -> campaigns.Progress:
    fresh = await campaigns.campaign(office.work, office.scope, row.id)
    async with office.database.reading() as session:
        return (await campaigns.progress_of(session, office.scope, [fresh]))[row.id]


async def some_people(office: Office) -> None:
    await overdue(office, "Ana Ruiz", ANA)
    await overdue(office, "Ben Ito", BEN, do_not_contact=True)
    await overdue(office, "Cy Day")
    waits = await overdue(office, "Dee Fox", CY)
    await job_for(office, patient_id=waits, address=CY)


def test_a_draft_calls_nobody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await some_people(office)
        row = await made(office)
        assert (row.status, row.selection, row.created_by) == ("draft", {"months": 6}, "user-1")
        assert len(await office.rows(OutreachJob)) == 1
        with pytest.raises(NotAllowed, match="has not been started"):
            await campaigns.pause(office.work, office.scope, row.id)

    at_office(work)


def test_what_was_foretold_is_what_happens(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await some_people(office)
        foretold = await looked_at(office, "recall")
        row = await campaigns.start(office.work, office.scope, (await made(office)).id)
        so_far = await progress(office, row)
        assert dict(so_far.reasons) == dict(foretold.excluded)
        assert dict(so_far.reasons) == {"do_not_contact": 1, "no_number": 1, "in_line": 1}
        assert so_far.statuses["scheduled"] == foretold.included == 1
        assert so_far.statuses["refused"] == 1
        assert (row.status, row.left_out) == ("running", {"no_number": 1, "in_line": 1})

    at_office(work)


def test_whoever_does_the_jobs_puts_people_in_line_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        row = await campaigns.begin(office.work, office.scope, (await made(office)).id)
        assert await office.rows(OutreachJob) == []
        (told,) = [one for one in await office.rows(OutboxRow) if one.kind == "campaign.started"]
        assert "clinic.outreach.campaigns:started" in HANDLERS[told.kind]
        job = office.job(told.kind, told.reference)
        assert (
            await together(*(campaigns.started(office.work, job) for _ in range(3))) == [None] * 3
        )
        (only,) = await office.rows(OutreachJob)
        assert (only.campaign_id, only.status) == (row.id, "scheduled")
        with pytest.raises(NotAllowed, match="is running"):
            await campaigns.begin(office.work, office.scope, row.id)

    at_office(work)


def test_a_start_that_was_cut_off_is_gone_on_with_the_next_day(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        for name, number in (("Ana Ruiz", ANA), ("Ben Ito", BEN)):
            await overdue(office, name, number)
        row = await campaigns.begin(office.work, office.scope, (await made(office)).id)
        (first, _) = (await looked_at(office, "recall")).sample
        wanted = Wanted(
            key=f"{first.candidate.key}/{row.id}",
            purpose="recall",
            address=str(first.candidate.number),
            due_at=first.due_at,
            not_after=first.candidate.not_after,
            patient_id=first.candidate.patient_id,
            campaign_id=row.id,
        )
        async with office.database.writing() as session:
            keyring = office.database.keyring
            assert await enter_all(session, keyring, office.scope, [wanted], office.clock())
        office.clock.now += timedelta(days=1)
        assert await campaigns.fill(office.work, office.scope, row.id) == 1
        assert len({one.patient_id for one in await office.rows(OutreachJob)}) == 2
        assert (await progress(office, row)).reasons == {}

    at_office(work)


def test_ending_calls_off_what_waits_and_lets_calls_finish(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        for name, number in (("Ana Ruiz", ANA), ("Ben Ito", BEN)):
            await overdue(office, name, number)
        row = await campaigns.start(office.work, office.scope, (await made(office)).id)
        on_the_phone, waits = await office.rows(OutreachJob)
        await office.change(OutreachJob, on_the_phone.id, status="in_progress")
        row = await campaigns.end(office.work, office.scope, row.id)
        assert (row.status, row.ended_at) == ("ended", office.clock())
        stood = {one.id: (one.status, one.reason) for one in await office.rows(OutreachJob)}
        assert stood == {
            on_the_phone.id: ("in_progress", None),
            waits.id: ("cancelled", "campaign_ended"),
        }
        again = await campaigns.start(office.work, office.scope, (await made(office)).id)
        # who was called off may be called by another; who is on the telephone is in line
        assert (await progress(office, again)).statuses["scheduled"] == 1
        assert again.left_out == {"in_line": 1}

    at_office(work)


def test_a_campaign_is_done_when_all_its_calls_are(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        row = await campaigns.start(office.work, office.scope, (await made(office)).id)
        await campaigns.settle(office.work)
        assert (await campaigns.campaign(office.work, office.scope, row.id)).status == "running"
        row = await campaigns.pause(office.work, office.scope, row.id)
        row = await campaigns.resume(office.work, office.scope, row.id)
        (job,) = await office.rows(OutreachJob)
        await office.change(OutreachJob, job.id, status="completed", result="booked")
        await campaigns.settle(office.work)
        row = await campaigns.campaign(office.work, office.scope, row.id)
        assert (row.status, row.ended_at) == ("done", office.clock())
        assert dict((await progress(office, row)).results) == {"booked": 1}
        bodies = [
            one.body for one in await office.rows(LiveEvent) if one.kind == "campaign.changed"
        ]
        assert bodies[-1] == {"reference": row.id, "status": "done"}

    at_office(work)


def test_a_campaign_that_concerns_nobody_is_done_at_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        row = await campaigns.start(office.work, office.scope, (await made(office)).id)
        assert row.status == "done"

    at_office(work)


def test_leads_are_called_by_batch(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        of = await batch(office, ANA, BEN)
        row = await made(office, Draft("Web forms", "lead", batch_id=of))
        await campaigns.start(office.work, office.scope, row.id)
        assert len([one for one in await office.rows(OutreachJob) if one.lead_id]) == 2
        again = await made(office, Draft("Web forms again", "lead", batch_id=of))
        again = await campaigns.start(office.work, office.scope, again.id)
        assert (again.status, again.left_out) == ("done", {"in_line": 2})

    at_office(work)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft(" ", "recall"), "has a name"),
        (Draft("x", "marketing"), "no purpose"),
        (Draft("x", "recall", {"month": 6}), "knows no 'month'"),
        (Draft("x", "recall", lines=0), "lines is at least 1"),
        (Draft("x", "recall", lines=3), "at most what the clinic has"),
        (Draft("x", "lead"), "names the batch"),
        (Draft("x", "recall", batch_id="nowhere"), "names the batch"),
        (Draft("x", "lead", batch_id="nowhere"), "no such batch"),
        (Draft("x", "recall", hours={"from": "9"}), "hours looks like"),
        (Draft("x", "recall", hours={"from": "07:00", "to": "12:00"}), "between 08:00 and 21:00"),
        (Draft("x", "recall", hours={"from": "12:00", "to": "09:00"}), "ends before"),
        (Draft("x", "recall", hours={"from": "09:00", "to": "12:00", "days": []}), "names days"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    at_office: AtOffice, draft: Draft, said: str
) -> None:
    async def work(office: Office) -> None:
        with pytest.raises(ValueError, match=said):
            await made(office, draft)

    at_office(work)


def test_hours_and_lines_narrow_what_the_clinic_has(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("calling_window", {"from": "10:00", "to": "18:00"})
        await office.set("outreach_lines", 5)
        hours: dict[str, Any] = {"from": "10:00", "to": "12:00", "days": ["mon"]}
        row = await made(office, Draft("x", "recall", lines=5, hours=hours))
        assert (row.lines, row.hours) == (5, hours)
        with pytest.raises(ValueError, match="between 10:00 and 18:00"):
            await made(office, Draft("x", "recall", hours={"from": "09:00", "to": "12:00"}))

    at_office(work)


def test_another_clinic_has_no_such_campaign(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        row = await made(office)
        elsewhere = type(office.scope)("Elsewhere", office.scope.clinic_id)
        with pytest.raises(KeyError):
            await campaigns.campaign(office.work, elsewhere, row.id)

    at_office(work)
