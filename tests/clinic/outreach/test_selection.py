"""Whom each purpose concerns: the right people, at the right number, in time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from agent_config.clinic_file import load_clinic
from clinic.outreach.candidates import candidates
from clinic.outreach.selection import read
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import PatientRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, Office
from tests.clinic.outreach.people import at, batch, chosen, overdue, with_phones

CY = "+15125550144"
EMAIL = {"channel": "email"}
COMING = "2026-03-03T10:00"


def test_a_reminder_concerns_tomorrows_appointments_that_nobody_said_yes_to(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        (tomorrow, confirmed, long_ago) = [
            await office.appointment(f"2026-03-03T{hour}:00", patient_id=ana)
            for hour in ("09", "11", "13")
        ]
        week = timedelta(days=7)
        await office.change(AppointmentRow, confirmed, confirmed_at=office.clock())
        await office.change(AppointmentRow, long_ago, confirmed_at=office.clock() - week)
        await office.appointment("2026-03-04T09:00")
        await office.appointment("2026-03-03T14:00", status="pending")
        await office.appointment("2026-03-03T15:00", created_at=office.clock())
        await office.appointment("2026-03-02T13:30")  # in an hour and a half
        found = await chosen(office, "reminder")
        assert [one.appointment_id for one in found] == [tomorrow, long_ago]
        (first, _) = found
        assert (first.patient_id, first.number, first.due_at) == (ana, ANA, office.clock())
        assert first.not_after == at("2026-03-03T07:00")
        assert first.key == f"reminder/{tomorrow}/2026-03-03T09:00"
        assert len(await chosen(office, "reminder", days=2)) == 3

    at_office(work)


def test_a_recall_concerns_those_who_were_here_long_ago_and_come_no_more(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        now, day = office.clock(), timedelta(days=1)
        older = await overdue(office, "Ana Ruiz", ANA, last_visit_at=now - 300 * day)
        oldest = await overdue(office, "Ben Ito", BEN, last_visit_at=now - 500 * day)
        await overdue(office, "Cy Day", CY, last_visit_at=now - 150 * day)
        await overdue(office, "Dee Fox", CY, recall_due_at=now + 9 * day)
        await overdue(office, "Eve Kay", CY, status="merged")
        coming = await overdue(office, "Flo Lee", CY)
        await office.appointment("2026-04-01T10:00", patient_id=coming)
        gave_up = await overdue(office, "Gus May", CY, last_visit_at=now - 200 * day)
        await office.appointment("2026-04-01T11:00", patient_id=gave_up, status="cancelled")
        await office.patient("Hal Noe", CY)  # never here
        found = await chosen(office, "recall")
        assert [one.patient_id for one in found] == [oldest, older, gave_up]
        assert [one.patient_id for one in await chosen(office, "recall", months=12)] == [oldest]
        assert [one.patient_id for one in await chosen(office, "recall", most=1)] == [oldest]

    at_office(work)


def test_six_months_are_counted_in_the_calendar(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.clock.at("2026-08-31T12:00:00-05:00")
        seen = await overdue(office, "Ana Ruiz", ANA, last_visit_at=at("2026-02-28T10:00"))
        await overdue(office, "Ben Ito", BEN, last_visit_at=at("2026-03-01T10:00"))
        assert [one.patient_id for one in await chosen(office, "recall")] == [seen]

    at_office(work)


def test_of_a_service_its_own_last_visit_counts(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        now = office.clock()
        people = {}
        for hour, (name, visits) in enumerate(
            {
                "Ana Ruiz": [("cleaning", 300), ("filling", 20)],
                "Ben Ito": [("cleaning", 300), ("cleaning", 30)],
                "Cy Day": [("filling", 300)],
            }.items()
        ):
            people[name] = await overdue(office, name, ANA, last_visit_at=now)
            for service, days in visits:
                start = (now - timedelta(days=days, hours=hour)).strftime("%Y-%m-%dT%H:00")
                await office.appointment(
                    start, patient_id=people[name], service=service, status="completed"
                )
        found = await chosen(office, "recall", service="cleaning")
        assert [one.patient_id for one in found] == [people["Ana Ruiz"]]

    at_office(work)


def test_a_follow_up_concerns_yesterdays_treatments(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        done = await office.appointment("2026-03-01T15:00", status="completed")
        early = await office.appointment(
            "2026-03-01T00:00", status="completed", service="root canal"
        )
        await office.appointment("2026-03-01T13:00")
        await office.appointment("2026-02-28T15:00", status="completed")
        await office.appointment("2026-03-02T09:00", status="completed")
        first, second = await chosen(office, "follow_up")
        assert (first.appointment_id, first.due_at) == (early, office.clock())
        assert (second.appointment_id, second.due_at) == (done, at("2026-03-02T16:00"))
        assert second.not_after == at("2026-03-04T16:00")
        (only,) = await chosen(office, "follow_up", services=["root canal"])
        assert only.appointment_id == early

    at_office(work)


def test_a_confirmation_concerns_what_is_dear(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        dear = await office.appointment("2026-03-05T10:00", estimated_cost=1_001)
        await office.appointment("2026-03-05T11:00", estimated_cost=1_000)
        await office.appointment("2026-03-05T12:00")
        await office.appointment("2026-03-20T10:00", estimated_cost=5_000)
        assert [one.appointment_id for one in await chosen(office, "confirmation")] == [dear]
        assert len(await chosen(office, "confirmation", cost=999)) == 2
        assert len(await chosen(office, "confirmation", days=20)) == 2

    at_office(work)


def test_leads_are_those_of_a_batch(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await batch(office, CY)
        wanted = await batch(office, ANA, BEN)
        found = await chosen(office, "lead", batch_id=wanted)
        assert {one.number for one in found} == {ANA, BEN}
        assert found[0].key == f"lead/{found[0].lead_id}"
        assert found[0].not_after == office.clock() + timedelta(days=14)

    at_office(work)


@pytest.mark.parametrize(
    ("phones", "given", "number"),
    [
        ([("work", ANA), ("mobile", BEN), ("home", CY)], None, BEN),
        ([("work", ANA), ("home", CY)], None, CY),
        ([("mobile", BEN)], "(512) 555-0142", ANA),
        ([("mobile", BEN)], "at the desk", BEN),
        ([], None, None),
    ],
)
def test_the_number_is_the_one_they_gave_or_their_mobile(
    at_office: AtOffice, phones: Any, given: str | None, number: str | None
) -> None:
    async def work(office: Office) -> None:
        ana = await with_phones(office, "Ana Ruiz", *phones)
        await office.appointment(COMING, patient_id=ana, callback_number=given)
        (found,) = await chosen(office, "reminder")
        assert found.number == number
        index = number and office.database.keyring.index("phone", number)
        assert found.number_index == index

    at_office(work)


def test_an_appointment_that_names_nobody_is_of_whom_name_and_number_mean(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        await office.patient("Eva Ruiz")
        hers = await office.appointment(COMING)
        nobodys = await office.appointment("2026-03-03T12:00", callback_number=BEN)
        found = {one.appointment_id: one.patient_id for one in await chosen(office, "reminder")}
        assert found == {hers: ana, nobodys: None}

    at_office(work)


def test_language_and_wish_are_theirs(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        first = await overdue(office, "Ana Ruiz", ANA, language="es", preferences=EMAIL)
        second = await overdue(office, "Ben Ito", BEN, language="fr")
        found = {one.patient_id: one for one in await chosen(office, "recall")}
        ana, ben = found[first], found[second]
        assert (ana.language, ana.wish) == ("es", "email")
        assert (ben.language, ben.wish) == ("en", None)

    at_office(work)


def test_another_clinics_people_are_none_of_its_business(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await overdue(office, "Ana Ruiz", ANA)
        clinic = load_clinic("riverside_dental")
        elsewhere = Scope("Elsewhere", "elsewhere_dental")
        selection = read("recall", {}, clinic)
        found = candidates(office.database, elsewhere, clinic, "recall", selection, office.clock())
        assert [one async for part in found for one in part] == []
        assert len(await chosen(office, "recall")) == 1

    at_office(work)


def test_many_are_looked_up_in_few_questions(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        async with office.database.writing() as session:
            for number in range(1_200):
                session.add(
                    PatientRow(
                        id=f"patient-{number:05}",
                        first_name="Ana",
                        last_name="Ruiz",
                        last_visit_at=office.clock() - timedelta(days=400),
                        created_at=office.clock(),
                        updated_at=office.clock(),
                        **office.scope.ids,
                    )
                )
        asked: list[str] = []
        engine = office.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert len(await chosen(office, "recall")) == 1_200
        assert len([one for one in asked if one.startswith("SELECT")]) < 12

    at_office(work)


@pytest.mark.parametrize(
    ("purpose", "given", "said"),
    [
        ("marketing", {}, "There is no purpose 'marketing'"),
        ("recall", {"month": 6}, "knows no 'month'"),
        ("recall", {"months": 0}, "months is a number from 1"),
        ("recall", {"months": True}, "months is a number from 1"),
        ("recall", {"service": "surgery"}, "service is one of the clinic's services"),
        ("follow_up", {"services": "cleaning"}, "services is a list"),
        ("follow_up", {"services": ["surgery"]}, "services is one of"),
        ("confirmation", {"cost": -1}, "cost is a number from 0"),
        ("reminder", {"anyway": "yes"}, "anyway is true or false"),
        ("lead", {"months": 6}, "knows no 'months'"),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(
    purpose: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        read(purpose, given, load_clinic("riverside_dental"))
