"""What runs by itself: once for each reason, by one way, and not any more when it is pointless."""

from datetime import timedelta
from typing import Any

import pytest

from clinic.jobs.handlers import HANDLERS
from clinic.jobs.schedules import SCHEDULES
from clinic.messages.reminder import remind
from clinic.outreach import news, planning
from clinic.outreach.planning import plan, plan_recalls
from clinic.store.appointments import Appointments
from clinic.store.attendance import often_missed
from clinic.store.profile import clinic_of
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachJob
from clinic.store.tables.patient import PatientRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, MAIL, Office
from tests.clinic.outreach.people import job_for, overdue

CY = "+15125550144"
TOMORROW = "2026-03-03T10:00"


async def run(office: Office) -> tuple[int, int]:
    """Everything that is due, twice, as a schedule would; how many calls and texts there are."""
    for _ in range(2):
        await remind(office.work)
        await plan(office.work)
        await plan_recalls(office.work)
    return len(await office.rows(OutreachJob)), len(await office.rows(MessageRow))


def test_it_is_on_the_timetable() -> None:
    work = {one for _, one in SCHEDULES.values()}
    assert {"clinic.outreach.planning:plan", "clinic.outreach.planning:plan_recalls"} <= work
    for kind in ("cancelled", "rejected", "moved", "confirmed", "created"):
        assert any("outreach.news" in one for one in HANDLERS[f"appointment.{kind}"])


def test_without_a_wish_of_the_clinic_reminders_are_texts_and_nobody_is_called(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        ana = await overdue(office, "Ana Ruiz", ANA)
        await overdue(office, "Ben Ito", BEN)
        await office.appointment(TOMORROW, patient_id=ana, estimated_cost=5_000)
        await office.appointment("2026-03-01T10:00", patient_id=ana, status="completed")
        assert await run(office) == (0, 1)

    at_office(work)


@pytest.mark.parametrize(
    ("way", "wish", "missed", "by"),
    [
        ("text", "call", 0, "text"),
        ("call", "text", 0, "call"),
        ("off", None, 0, None),
        ("preferred", "call", 0, "call"),
        ("preferred", "text", 3, "text"),
        ("preferred", "email", 0, "text"),
        ("preferred", None, 0, "text"),
        ("preferred", None, 2, "call"),
    ],
)
def test_a_reminder_goes_by_one_way(
    at_office: AtOffice, way: str, wish: str | None, missed: int, by: str | None
) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": way})
        ana = await office.patient(preferences={"channel": wish} if wish else None)
        for day in range(missed):
            await office.appointment(f"2026-02-1{day}T10:00", patient_id=ana, status="no_show")
        await office.appointment(TOMORROW, patient_id=ana)
        counted = {"call": (1, 0), "text": (0, 1), None: (0, 0)}[by]
        assert await run(office) == counted
        if by == "call":
            (job,) = await office.rows(OutreachJob)
            assert (job.purpose, job.status, job.campaign_id) == ("reminder", "scheduled", None)

    at_office(work)


def test_a_change_of_mind_reminds_nobody_twice(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(preferences={"channel": "call"})
        await office.appointment(TOMORROW, patient_id=ana)
        assert await run(office) == (0, 1)
        await office.set("outreach", {"reminder": "preferred"})
        assert await run(office) == (0, 1)
        await office.appointment("2026-03-03T11:00", callback_number=BEN, patient_name="Ben Ito")
        ben = await office.patient("Ben Ito", BEN, preferences={"channel": "call"})
        assert await run(office) == (1, 1)
        await office.change(PatientRow, ben, preferences={"channel": "text"})
        assert await run(office) == (1, 1)

    at_office(work)


def test_who_has_no_number_gets_mail_instead_of_a_call(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": "call"})
        ana = await office.patient(number=None, email=MAIL)
        await office.appointment(TOMORROW, patient_id=ana, callback_number=None)
        assert await run(office) == (0, 1)

    at_office(work)


def test_where_everybody_is_called_nobody_is_mailed_as_well(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": "call"})
        ana = await office.patient(email=MAIL, preferences={"channel": "email"})
        await office.appointment(TOMORROW, patient_id=ana)
        assert await run(office) == (1, 0)

    at_office(work)


def test_who_often_did_not_come_is_called_a_day_earlier(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": "call"})
        ana = await office.patient()
        ben = await office.patient("Ben Ito", BEN)
        for day in (10, 11):
            await office.appointment(f"2026-02-{day}T10:00", patient_id=ana, status="no_show")
        await office.appointment("2026-03-04T10:00", patient_id=ana)
        await office.appointment("2026-03-04T11:00", patient_id=ben, callback_number=BEN)
        assert await run(office) == (1, 0)
        office.clock.now += timedelta(hours=24)
        assert await run(office) == (2, 0)

    at_office(work)


@pytest.mark.parametrize(
    ("missed", "came", "often"), [(1, 0, False), (2, 0, True), (2, 4, True), (2, 5, False)]
)
def test_what_often_means(at_office: AtOffice, missed: int, came: int, often: bool) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        for day in range(missed + came):
            status = "no_show" if day < missed else "completed"
            await office.appointment(f"2026-02-1{day}T10:00", patient_id=ana, status=status)
        for day in (1, 2):  # long ago
            await office.appointment(f"2023-02-1{day}T10:00", patient_id=ana, status="no_show")
        async with office.database.reading() as session:
            found = await often_missed(session, office.scope, [ana], office.clock())
        assert found == ({ana} if often else set())

    at_office(work)


def test_every_purpose_runs_when_the_clinic_wants_it(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", dict.fromkeys(("confirmation", "follow_up", "recall"), "call"))
        await office.set("reminders", False)
        people = [await overdue(office, name, ANA) for name in ("Ana Ruiz", "Ben Ito", "Cy Day")]
        await office.appointment("2026-03-04T10:00", patient_id=people[0], estimated_cost=2_000)
        await office.appointment("2026-03-01T10:00", patient_id=people[1], status="completed")
        assert await run(office) == (4, 0)
        found = sorted((one.purpose, one.patient_id) for one in await office.rows(OutreachJob))
        assert found == sorted(
            [
                ("confirmation", people[0]),
                ("follow_up", people[1]),
                ("recall", people[1]),
                ("recall", people[2]),
            ]
        )

    at_office(work)


def test_who_may_not_be_called_about_an_appointment_is_noted_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": "call", "recall": "call"})
        ana = await overdue(office, "Ana Ruiz", ANA, do_not_contact=True)
        await overdue(office, "Ben Ito", BEN, do_not_contact=True)
        await office.appointment(TOMORROW, patient_id=ana)
        assert await run(office) == (1, 0)
        (job,) = await office.rows(OutreachJob)
        assert (job.status, job.reason) == ("refused", "do_not_contact")

    at_office(work)


def test_a_clinic_asks_only_so_many_to_come_again_in_a_day(
    at_office: AtOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "RECALLS", 2)

    async def work(office: Office) -> None:
        await office.set("outreach", {"recall": "preferred"})
        for number in range(4):
            wish = {"preferences": {"channel": "text"}} if number == 0 else {}
            seen = office.clock() - timedelta(days=400 - number)
            await overdue(office, "Ana Ruiz", f"+1512555014{number}", last_visit_at=seen, **wish)
        assert await run(office) == (2, 0)
        office.clock.now += timedelta(days=1)
        assert await run(office) == (3, 0)

    at_office(work)


def test_what_happens_to_an_appointment_calls_its_calls_off(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outreach", {"reminder": "call"})
        clinic = await clinic_of(office.database, office.scope)
        desk = Appointments(office.database, office.scope, clinic, clock=office.clock)
        ids = {}
        for hour, reason in (
            (9, "appointment_moved"),
            (10, "appointment_cancelled"),
            (11, "already_confirmed"),
            (8, None),
        ):
            patient = await office.patient("Ana Ruiz", f"+15125550{hour:03}")
            ids[reason] = await office.appointment(
                f"2026-03-03T{hour:02}:00", patient_id=patient, callback_number=None
            )
        await plan(office.work)
        await desk.move(str(ids["appointment_moved"]), "2026-03-03T11:30")
        await desk.act(str(ids["appointment_cancelled"]), "cancel")
        await desk.act(str(ids["already_confirmed"]), "confirm")
        for reason, does in (
            ("appointment_moved", news.moved),
            ("appointment_cancelled", news.cancelled),
            ("already_confirmed", news.confirmed),
        ):
            await does(office.work, office.job("appointment", str(ids[reason])))
            await plan(office.work)
            await does(office.work, office.job("appointment", str(ids[reason])))  # done twice
        found = {
            (one.appointment_id, one.key[-5:]): one.reason for one in await office.rows(OutreachJob)
        }
        assert found == {
            (ids["appointment_moved"], "09:00"): "appointment_moved",
            (ids["appointment_moved"], "11:30"): None,
            (ids["appointment_cancelled"], "10:00"): "appointment_cancelled",
            (ids["already_confirmed"], "11:00"): "already_confirmed",
            (ids[None], "08:00"): None,
        }

    at_office(work)


def test_who_has_booked_is_not_asked_to_come(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await overdue(office, "Ana Ruiz", ANA)
        recall = await job_for(office, patient_id=ana, purpose="recall")
        other = await job_for(office, patient_id=ana, purpose="follow_up")
        made = await office.appointment(patient_id=ana)
        await news.booked(office.work, office.job("appointment.created", made))
        found: dict[str, Any] = {one.id: one.reason for one in await office.rows(OutreachJob)}
        assert found == {recall.id: "already_booked", other.id: None}

    at_office(work)
