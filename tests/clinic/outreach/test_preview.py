"""A preview tells who would not be called, and why; what happens then is the same."""

from datetime import timedelta
from typing import Any

import pytest

from clinic.messages.consent import permit, suppress
from clinic.messages.gate import Passage, admit
from clinic.messages.known import Contact
from clinic.messages.policy import Policy
from clinic.outreach.candidates import Candidate
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from clinic.store.tables.patient import Consent
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, Office
from tests.clinic.outreach.people import batch, job_for, looked_at, overdue

CY = "+15125550144"
DAY = timedelta(days=1)


async def gate(office: Office, one: Candidate) -> str | None:
    """What the gate itself says of a call to somebody, now."""
    clinic = await clinic_of(office.database, office.scope)
    contact = Contact(
        "job", "call", one.purpose, str(one.number), str(one.number_index), one.patient_id
    )
    passage = Passage(contact, clinic, Policy(), None, personal=True, vendor=None, live=False)
    async with office.database.writing() as session:
        verdict = await admit(session, office.scope, passage, office.clock())
    return verdict.refused


async def called(office: Office, number: str, ago: timedelta, **more: Any) -> None:
    """A call that was made to a number."""
    job = await job_for(office, address=number, purpose="follow_up", status="completed", **more)
    await office.add(
        OutreachAttempt(
            id=new_id(office.clock()),
            job_id=job.id,
            number=1,
            purpose=job.purpose,
            address_index=job.address_index,
            patient_id=job.patient_id,
            at=office.clock() - ago,
            **office.scope.ids,
        )
    )


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, None),
        ({"do_not_contact": True}, "do_not_contact"),
        ({"status": "deceased"}, "deceased"),
        ({"status": "dismissed"}, "dismissed"),
        ({"status": "inactive"}, "inactive"),
    ],
)
def test_the_preview_says_what_the_gate_says_of_how_somebody_stands(
    at_office: AtOffice, record: dict[str, Any], reason: str | None
) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA, **record)
        made = await looked_at(office, "recall")
        (one,) = made.sample
        assert (made.people, made.included) == (1, reason is None)
        assert dict(made.excluded) == ({reason: 1} if reason else {})
        assert one.reason == reason
        assert await gate(office, one.candidate) == reason

    at_office(work)


def test_a_stop_counts_until_start_whatever_number_it_came_from(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await overdue(office, "Ana Ruiz", ANA)
        keyring = office.database.keyring

        async def verdicts() -> tuple[str | None, str | None]:
            (one,) = (await looked_at(office, "recall")).sample
            return one.reason, await gate(office, one.candidate)

        async with office.database.writing() as session:
            await suppress(session, keyring, office.scope, ANA, office.clock())
        assert await verdicts() == ("opted_out", "opted_out")
        office.clock.now += timedelta(minutes=1)
        async with office.database.writing() as session:
            await permit(session, keyring, office.scope, ANA, office.clock())
        assert await verdicts() == (None, None)
        office.clock.now += timedelta(minutes=1)
        await office.add(
            Consent(
                id=new_id(office.clock()),
                patient_id=ana,
                at=office.clock(),
                channel="call",
                purpose="all",
                source="call",
                granted=False,
                **office.scope.ids,
            )
        )
        assert await verdicts() == ("opted_out", "opted_out")

    at_office(work)


def test_leads_need_their_own_agreement(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        for agreed, reason in ((True, None), (False, "no_consent")):
            number = ANA if agreed else BEN
            made = await looked_at(
                office, "lead", batch_id=await batch(office, number, agreed=agreed)
            )
            (one,) = made.sample
            assert one.reason == reason
            assert await gate(office, one.candidate) == reason

    at_office(work)


def test_whoever_was_called_today_is_called_later_unless_that_is_too_late(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        ana = await overdue(office, "Ana Ruiz", ANA)
        await called(office, ANA, timedelta(hours=1), patient_id=ana)
        (one,) = (await looked_at(office, "recall")).sample
        assert one.reason is None
        assert one.due_at.isoformat() == "2026-03-03T14:00:00+00:00"  # at eight
        office.clock.at("2026-03-02T20:00:00-06:00")
        await office.appointment("2026-03-03T00:30", patient_id=ana)
        (late,) = (await looked_at(office, "reminder")).sample
        assert late.reason == "too_often"
        assert await gate(office, late.candidate) == "too_often"

    at_office(work)


def test_three_times_a_week_are_enough(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        for days in (1, 3, 5):
            await called(office, ANA, days * DAY)
        (one,) = (await looked_at(office, "recall")).sample
        assert one.due_at == office.clock() + 2 * DAY
        assert await gate(office, one.candidate) == "too_often"

    at_office(work)


def test_nobody_is_in_line_twice(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        people = {
            "in_line": await overdue(office, "Ana Ruiz", ANA),
            "called": await overdue(office, "Ben Ito", BEN),
            None: await overdue(office, "Cy Day", CY),
        }
        await job_for(office, patient_id=people["in_line"], status="scheduled")
        lately, long_ago = office.clock() - 20 * DAY, office.clock() - 40 * DAY
        done = {"status": "completed", "created_at": lately}
        await job_for(office, patient_id=people["called"], address=BEN, **done)
        done = {"status": "failed", "created_at": long_ago}
        await job_for(office, patient_id=people[None], address=CY, **done)
        made = await looked_at(office, "recall")
        found = {one.candidate.patient_id: one.reason for one in made.sample}
        assert found == {patient: reason for reason, patient in people.items()}

    at_office(work)


def test_of_two_appointments_on_a_day_one_is_reminded_of(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        for hour in ("10", "15"):
            await office.appointment(f"2026-03-03T{hour}:00", patient_id=ana)
        made = await looked_at(office, "reminder")
        assert [one.reason for one in made.sample] == [None, "in_line"]

    at_office(work)


def test_no_number_and_other_wishes_are_told_apart(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz")
        for name, number, wish in (("Ben Ito", BEN, "text"), ("Cy Day", CY, "email")):
            await overdue(office, name, number, preferences={"channel": wish})
        await overdue(office, "Dee Fox", "+15125550145", preferences={"channel": "call"})
        made = await looked_at(office, "recall")
        assert dict(made.excluded) == {"no_number": 1, "prefers_text": 1, "prefers_email": 1}
        assert made.included == 1
        assert dict((await looked_at(office, "recall", anyway=True)).excluded) == {"no_number": 1}

    at_office(work)


def test_a_number_at_which_somebody_else_answered_is_not_tried_again(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await overdue(office, "Ana Ruiz", ANA)
        wrong = {"purpose": "reminder", "status": "completed", "result": "wrong_number"}
        await job_for(office, patient_id=ana, **wrong)
        assert dict((await looked_at(office, "recall")).excluded) == {"wrong_number": 1}

    at_office(work)


def test_without_an_agreement_with_the_carrier_no_patient_is_called(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        office.live("http://127.0.0.1:1")
        assert dict((await looked_at(office, "recall")).excluded) == {"no_agreement": 1}

    at_office(work)


def test_a_preview_writes_nothing(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        await looked_at(office, "recall")
        assert await office.rows(OutreachJob) == []

    at_office(work)


def test_when_is_told_as_it_is_day_where_they_live(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        west = await overdue(office, "Ben Ito", BEN, address="1 Pine St, Seattle, WA 98101")
        office.clock.at("2026-03-02T09:00:00-06:00")
        made = await looked_at(office, "recall")
        found = {one.candidate.patient_id == west: one.due_at for one in made.sample}
        assert found[False] == office.clock()
        assert found[True].isoformat() == "2026-03-02T16:00:00+00:00"

    at_office(work)
