"""Who is called when, and who is not: everything that is looked at before a telephone rings."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from clinic.jobs.job import Later, Never
from clinic.outreach.dialling import keeps_hours
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import Campaign, OutreachAttempt, OutreachJob
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, NOON, together
from tests.clinic.outreach.calling import Desk

CEM = "+15125550144"
DORA = "+15125550145"


@pytest.fixture
def at_desk(at_office: AtOffice) -> Callable[[Callable[[Desk], Awaitable[Any]]], Any]:
    def run(work: Callable[[Desk], Awaitable[Any]]) -> Any:
        return at_office(lambda office: work(Desk(office)))

    return run


AtDesk = Callable[[Callable[[Desk], Awaitable[Any]]], Any]


def test_not_more_are_called_at_once_than_there_are_lines(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        for number in (ANA, BEN, CEM):
            await desk.waits(number)
        assert await desk.dial() == [ANA, BEN]
        assert await desk.dial() == []
        desk.carrier.states["CA1"] = "busy"
        desk.office.clock.now += timedelta(minutes=11)
        assert await desk.dial() == [CEM]

    at_desk(work)


def test_the_clinic_says_how_many_lines_it_has(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        await desk.office.set("outreach_lines", 0)
        await desk.waits(ANA)
        assert await desk.dial() == []

    at_desk(work)


def test_who_has_waited_longest_is_called_first(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        await desk.waits(ANA, due_at=NOON - timedelta(minutes=1))
        await desk.waits(BEN, due_at=NOON - timedelta(hours=2))
        await desk.waits(CEM, due_at=NOON - timedelta(hours=1))
        await desk.waits(DORA, due_at=NOON + timedelta(minutes=1))
        assert await desk.dial() == [BEN, CEM]

    at_desk(work)


def test_a_campaign_uses_its_own_lines_and_holds_up_nobody_else(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        await desk.office.set("outreach_lines", 3)
        campaign = await desk.campaign(lines=1)
        await desk.waits(ANA, campaign_id=campaign)
        await desk.waits(BEN, campaign_id=campaign)
        await desk.waits(CEM)
        assert await desk.dial() == [ANA, CEM]

    at_desk(work)


@pytest.mark.parametrize("status", ["paused", "draft"])
def test_a_campaign_that_does_not_run_waits(at_desk: AtDesk, status: str) -> None:
    async def work(desk: Desk) -> None:
        campaign = await desk.campaign(status=status)
        job = await desk.waits(ANA, campaign_id=campaign)
        assert await desk.dial() == []
        await desk.office.change(Campaign, campaign, status="running")
        assert await desk.dial() == [ANA]
        assert await desk.fares(job) == ("in_progress", None)

    at_desk(work)


def test_who_waits_for_a_campaign_that_has_ended_is_called_off(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        job = await desk.waits(ANA, campaign_id=await desk.campaign(status="ended"))
        assert await desk.dial() == []
        assert await desk.fares(job) == ("cancelled", "campaign_ended")

    at_desk(work)


def test_a_campaign_keeps_its_own_hours(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        hours = {"from": "14:00", "to": "16:00", "days": ["mon", "tue"]}
        await desk.waits(ANA, campaign_id=await desk.campaign(hours=hours))
        assert await desk.dial() == []
        desk.office.clock.at("2026-03-02T14:00:00-06:00")
        assert await desk.dial() == [ANA]

    at_desk(work)


@pytest.mark.parametrize(
    ("hours", "keeps"),
    [
        (None, True),
        ({}, True),
        ({"from": "12:00", "to": "12:01"}, True),
        ({"from": "08:00", "to": "12:00"}, False),
        ({"days": ["tue"]}, False),
        ({"days": ["mon"]}, True),
    ],
)
def test_hours_of_a_campaign(riverside: Clinic, hours: Any, keeps: bool) -> None:
    campaign = Campaign(id="c", name="c", purpose="recall", hours=hours, **_ROW)
    assert keeps_hours(campaign, riverside, NOON) is keeps


_ROW: dict[str, Any] = {
    "selection": {},
    "practice_id": "p",
    "clinic_id": "c",
    "created_at": NOON,
    "changed_at": NOON,
}


def test_a_clinic_that_is_paused_calls_nobody(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        await desk.waits(ANA)
        await desk.office.change(ClinicRow, desk.office.scope.clinic_id, paused=True)
        assert await desk.dial() == []
        await desk.office.change(ClinicRow, desk.office.scope.clinic_id, paused=False)
        assert await desk.dial() == [ANA]

    at_desk(work)


def test_too_late_is_too_late_even_while_calls_wait(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        campaign = await desk.campaign(status="paused")
        job = await desk.waits(ANA, campaign_id=campaign, not_after=NOON + timedelta(hours=1))
        await desk.dial()
        assert await desk.fares(job) == ("scheduled", None)
        desk.office.clock.now += timedelta(hours=1)
        await desk.dial()
        assert await desk.fares(job) == ("failed", "too_late")

    at_desk(work)


def test_at_night_a_call_is_put_off_till_morning(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        desk.office.clock.at("2026-03-02T21:30:00-06:00")
        job = await desk.waits(ANA)
        hurry = await desk.waits(BEN, not_after=desk.office.clock() + timedelta(hours=1))
        assert await desk.dial() == []
        assert (await desk.due(job)).astimezone(NOON.tzinfo).hour == 8
        assert await desk.fares(hurry) == ("failed", "too_late")
        assert await desk.tries() == []

    at_desk(work)


def test_a_second_reason_on_one_day_waits_for_the_next(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        patient = await desk.office.patient("Ana Ruiz", ANA)
        await desk.waits(ANA, patient_id=patient)
        second = await desk.waits(ANA, patient_id=patient, key="recall/2")
        hurry = await desk.waits(
            ANA, patient_id=patient, key="recall/3", not_after=NOON + timedelta(hours=3)
        )
        assert await desk.dial() == [ANA]
        assert await desk.fares(second) == ("scheduled", None)
        assert (await desk.due(second)).astimezone(NOON.tzinfo).isoformat()[:10] == "2026-03-03"
        assert await desk.fares(hurry) == ("refused", "too_often")

    at_desk(work)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "deceased"}, "deceased"),
        ({"status": "merged"}, "merged"),
        ({"do_not_contact": True}, "do_not_contact"),
    ],
)
def test_who_may_not_be_called_is_refused(
    at_desk: AtDesk, change: dict[str, Any], reason: str
) -> None:
    async def work(desk: Desk) -> None:
        patient = await desk.office.patient("Ana Ruiz", ANA)
        job = await desk.waits(ANA, patient_id=patient)
        await desk.office.change(PatientRow, patient, **change)
        assert await desk.dial() == []
        assert await desk.fares(job) == ("refused", reason)

    at_desk(work)


@pytest.mark.parametrize(
    ("change", "fares"),
    [
        ({}, ("in_progress", None)),
        ({"start": "2026-03-04T14:00"}, ("cancelled", "appointment_moved")),
        ({"status": "cancelled"}, ("cancelled", "appointment_cancelled")),
        ({"confirmed_at": NOON - timedelta(hours=1)}, ("cancelled", "already_confirmed")),
        ({"confirmed_at": NOON - timedelta(days=20)}, ("in_progress", None)),
    ],
)
def test_a_reminder_holds_as_long_as_its_appointment(
    at_desk: AtDesk, change: dict[str, Any], fares: tuple[str, str | None]
) -> None:
    async def work(desk: Desk) -> None:
        patient = await desk.office.patient("Ana Ruiz", ANA)
        appointment = await desk.office.appointment(patient_id=patient)
        job = await desk.waits(
            ANA,
            patient_id=patient,
            appointment_id=appointment,
            purpose="reminder",
            key=f"reminder/{appointment}/2026-03-03T14:00",
        )
        if change:
            await desk.office.change(AppointmentRow, appointment, **change)
        await desk.dial()
        assert await desk.fares(job) == fares

    at_desk(work)


def test_a_number_that_cannot_be_called_ends_its_job(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        desk.carrier.refuses = Never("invalid_number")
        job = await desk.waits(ANA)
        await desk.dial()
        assert await desk.fares(job) == ("failed", "carrier")
        (attempt,) = await desk.tries()
        assert (attempt.outcome, attempt.error) == ("failed", "invalid_number")

    at_desk(work)


def test_a_carrier_that_is_away_costs_no_try(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        desk.carrier.refuses = Later("twilio_503")
        job = await desk.waits(ANA)
        for _ in range(6):
            await desk.dial()
            desk.office.clock.now += timedelta(minutes=1)
        assert desk.carrier.asked == 1
        assert await desk.fares(job) == ("scheduled", None)
        desk.carrier.refuses = None
        desk.office.clock.now += timedelta(minutes=5)
        assert await desk.dial() == [ANA]
        (row,) = await desk.office.rows(OutreachJob)
        assert row.attempts == 1
        assert [one.number for one in await desk.tries()] == [1, 2]

    at_desk(work)


def test_who_died_before_the_answer_leaves_no_second_call(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        desk.carrier.refuses = Later("the worker died")
        job = await desk.waits(ANA)
        await desk.dial()
        desk.carrier.refuses, desk.carrier.before = None, "CA9"
        desk.office.clock.now += timedelta(seconds=59)
        assert await desk.dial() == []
        assert desk.carrier.asked == 0
        desk.office.clock.now += timedelta(seconds=1)
        assert await desk.dial() == []
        (attempt,) = await desk.tries()
        assert attempt.call_id == "CA9"
        assert await desk.fares(job) == ("in_progress", None)

    at_desk(work)


@pytest.mark.parametrize(
    ("state", "fares"),
    [
        ("no-answer", ("scheduled", None)),
        ("failed", ("failed", "carrier")),
        ("completed", ("scheduled", None)),
        (None, ("scheduled", None)),
        ("in-progress", ("completed", "hung_up")),
    ],
)
def test_no_try_is_left_open_for_ever(
    at_desk: AtDesk, state: str | None, fares: tuple[str, str | None]
) -> None:
    async def work(desk: Desk) -> None:
        job = await desk.waits(ANA)
        await desk.dial()
        if state is not None:
            desk.carrier.states["CA1"] = state
        for minutes in (11, 3, 120):
            desk.office.clock.now += timedelta(minutes=minutes)
            await desk.dial()
        assert await desk.fares(job) == fares
        (attempt,) = await desk.tries()
        assert attempt.outcome is not None
        assert attempt.ended_at is not None

    at_desk(work)


def test_two_workers_at_once_call_nobody_twice(at_desk: AtDesk) -> None:
    async def work(desk: Desk) -> None:
        await desk.office.set("outreach_lines", 4)
        for each in range(6):
            await desk.waits(f"+151255510{each:02}")
        others = [Desk(desk.office, desk.carrier) for _ in range(3)]
        faults = [
            one
            for one in await together(*(other.dial() for other in others))
            if isinstance(one, BaseException)
        ]
        assert not faults
        called = [one.to for one in desk.carrier.placed]
        assert len(called) == len(set(called)) == 4
        assert len(await desk.office.rows(OutreachAttempt)) == 4

    at_desk(work)
