"""The gate: who may be written to, when, how often, and what is kept of a refusal."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from clinic.jobs.job import Later
from clinic.messages.consent import permit, suppress
from clinic.messages.sending import send
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from clinic.store.tables.patient import Consent, PatientRow
from clinic.store.tables.trail import LiveEvent
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, MAIL, NOON, Office, together


async def remind(office: Office, **more: Any) -> str:
    """A reminder in line, of an appointment two weeks ahead unless another is given."""
    if "appointment_id" not in more:
        more["appointment_id"] = await office.appointment(
            f"2026-03-16T{9 + len(await office.rows(MessageRow)):02d}:00",
            patient_id=more.get("patient_id"),
        )
    return await office.queue("appointment_reminder", **more)


async def outcome(office: Office, message: str) -> str | None:
    row = await office.send(message)
    return row.error if row.status == "refused" else row.status


async def stop(office: Office, number: str = ANA, **more: Any) -> None:
    async with office.database.writing() as session:
        keyring = office.database.keyring
        await suppress(session, keyring, office.scope, number, office.clock(), **more)


@pytest.mark.parametrize(
    ("status", "do_not_contact", "reminder", "confirmation"),
    [
        ("active", False, "sent", "sent"),
        ("active", True, "do_not_contact", "do_not_contact"),
        ("deceased", False, "deceased", "deceased"),
        ("dismissed", False, "dismissed", "dismissed"),
        ("merged", False, "merged", "merged"),
        ("inactive", False, "inactive", "sent"),
    ],
)
def test_how_somebody_stands_decides(
    at_office: AtOffice, status: str, do_not_contact: bool, reminder: str, confirmation: str
) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(status=status, do_not_contact=do_not_contact)
        assert await outcome(office, await remind(office, patient_id=ana)) == reminder
        appointment = await office.appointment()
        for about in ({"patient_id": ana}, {}):  # by their record, or by their number alone
            message = await office.queue(
                "appointment_confirmation", appointment_id=appointment, **about
            )
            assert await outcome(office, message) == confirmation
        asked = await office.queue("directions", patient_id=ana)
        assert await outcome(office, asked) == "sent"  # they asked for it in a call

    at_office(work)


def test_one_of_a_family_may_be_written_to_at_the_number_of_all(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.patient("Ana Ruiz", status="deceased")
        eva = await office.patient("Eva Ruiz")
        assert await outcome(office, await remind(office)) == "sent"
        await office.change(PatientRow, eva, do_not_contact=True)
        assert await outcome(office, await remind(office)) in ("deceased", "do_not_contact")

    at_office(work)


def test_a_refusal_is_kept_with_its_reason_and_shown(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await stop(office)
        row = await office.send(await remind(office))
        assert (row.status, row.error, row.body, row.tried_at) == ("refused", "opted_out", "", None)
        told = [one for one in await office.rows(LiveEvent) if one.kind == "message.changed"]
        assert [one.body for one in told] == [{"reference": row.id}]

    at_office(work)


def test_a_stop_holds_for_every_channel_and_only_start_undoes_it(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL)
        appointment = await office.appointment(patient_id=ana)
        mail = {"channel": "email", "address": MAIL, "patient_id": ana}

        async def tries() -> list[str | None]:
            texts = await office.queue("parking")
            letter = await office.queue(
                "appointment_confirmation", appointment_id=appointment, **mail
            )
            return [await outcome(office, texts), await outcome(office, letter)]

        assert await tries() == ["sent", "sent"]
        await stop(office, words="STOP")
        assert await tries() == ["opted_out", "opted_out"]
        assert await outcome(office, await office.queue("parking", address=BEN)) == "sent"
        office.clock.now += timedelta(minutes=1)
        agreed = {"channel": "sms", "purpose": "recall", "source": "form"}
        await office.add(consent(office, patient_id=ana, granted=True, **agreed))
        assert await tries() == ["opted_out", "opted_out"]
        office.clock.now += timedelta(minutes=1)
        async with office.database.writing() as session:
            await permit(session, office.database.keyring, office.scope, ANA, office.clock())
        assert await tries() == ["sent", "sent"]
        office.clock.now += timedelta(minutes=1)
        spoken = {"channel": "call", "purpose": "all", "source": "call"}
        await office.add(consent(office, patient_id=ana, granted=False, **spoken))
        assert await tries() == ["sent", "opted_out"]  # the number alone is not hers alone

    at_office(work)


def consent(office: Office, **more: Any) -> Consent:
    return Consent(id=new_id(NOON), at=office.clock(), **office.scope.ids, **more)


def test_no_recording_is_no_refusal_of_messages(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        refused = {"channel": "recording", "purpose": "all", "source": "call"}
        await office.add(consent(office, patient_id=ana, granted=False, **refused))
        assert await outcome(office, await remind(office, patient_id=ana)) == "sent"

    at_office(work)


def test_what_sells_needs_an_agreement_for_just_that(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()

        async def advert() -> str | None:
            message = await office.queue("parking", patient_id=ana)
            await office.change(MessageRow, message, purpose="marketing")
            return await outcome(office, message)

        assert await advert() == "no_consent"
        given = {"patient_id": ana, "source": "form", "channel": "sms"}
        await office.add(consent(office, granted=True, purpose="recall", **given))
        assert await advert() == "no_consent"
        await office.add(consent(office, granted=True, purpose="marketing", **given))
        assert await advert() == "sent"

    at_office(work)


# --- quiet hours


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-02T08:00-06:00", None),
        ("2026-03-02T20:59-06:00", None),
        ("2026-03-02T21:00-06:00", "2026-03-03T08:00-06:00"),
        ("2026-03-08T01:30-06:00", "2026-03-08T08:00-05:00"),  # the clocks go forward
    ],
)
def test_nobody_is_written_to_at_night(at_office: AtOffice, now: str, until: str | None) -> None:
    async def work(office: Office) -> None:
        office.clock.at(now)
        message = await remind(office)
        if until is not None:
            with pytest.raises(Later, match="quiet_hours") as told:
                await office.send(message)
            assert told.value.at == datetime.fromisoformat(until)
            row = await office.message(message)
            assert (row.status, row.tried_at, row.body) == ("queued", None, "")
            office.clock.at(until)
        assert await outcome(office, message) == "sent"

    at_office(work)


def test_it_is_their_night_that_counts(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(address="5 Ocean View, Honolulu, HI 96815")
        message = await remind(office, patient_id=ana)
        office.clock.now = NOON - timedelta(minutes=1)  # not yet eight in the morning there
        with pytest.raises(Later) as told:
            await office.send(message)
        assert told.value.at == NOON

    at_office(work)


def test_a_setting_of_the_clinic_narrows_the_hours(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("calling_window", {"from": "13:00", "to": "18:00"})
        with pytest.raises(Later) as told:
            await office.send(await remind(office))
        assert told.value.at == datetime.fromisoformat("2026-03-02T13:00-06:00")

    at_office(work)


def test_mail_wakes_nobody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.clock.at("2026-03-02T23:00-06:00")
        message = await remind(office, channel="email", address=MAIL)
        assert await outcome(office, message) == "sent"

    at_office(work)


@pytest.mark.parametrize(
    ("more", "at_once"),
    [
        ({"call_id": "c-1", "updated_at": "2026-03-02T22:55-06:00"}, True),
        ({"call_id": "c-1", "updated_at": "2026-03-02T21:00-06:00"}, False),
        ({"updated_at": "2026-03-02T22:55-06:00"}, False),
        ({"start": "2026-03-03T09:30", "updated_at": "2026-03-02T22:55-06:00"}, True),
        ({"start": "2026-03-03T10:30", "updated_at": "2026-03-02T22:55-06:00"}, False),
    ],
)
def test_at_night_goes_what_they_just_called_for_or_would_hear_too_late(
    at_office: AtOffice, more: dict[str, Any], at_once: bool
) -> None:
    async def work(office: Office) -> None:
        office.clock.at("2026-03-02T23:00-06:00")
        changed = datetime.fromisoformat(more["updated_at"])
        given = {"start": "2026-03-16T09:00", **more, "updated_at": changed}
        appointment = await office.appointment(**given)
        message = await office.queue("appointment_confirmation", appointment_id=appointment)
        if at_once:
            assert await outcome(office, message) == "sent"
        else:
            with pytest.raises(Later):
                await office.send(message)

    at_office(work)


# --- how often


def test_once_a_day_and_three_times_a_week(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        outcomes = []
        for day in range(2, 11):
            office.clock.at(f"2026-03-{day:02d}T12:00-06:00")
            outcomes += [await outcome(office, await remind(office))]
        assert outcomes == ["sent"] * 3 + ["too_often"] * 4 + ["sent"] * 2
        assert await outcome(office, await remind(office)) == "too_often"
        assert await outcome(office, await remind(office, address=BEN)) == "sent"
        confirmed = await office.queue(
            "appointment_confirmation", appointment_id=await office.appointment("2026-03-20T09:00")
        )
        assert await outcome(office, confirmed) == "sent"  # what is theirs is told them anyway

    at_office(work)


def test_a_day_ends_at_midnight(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.clock.at("2026-03-02T20:00-06:00")
        assert await outcome(office, await remind(office)) == "sent"
        office.clock.at("2026-03-03T08:00-06:00")
        assert await outcome(office, await remind(office)) == "sent"

    at_office(work)


def test_all_channels_count_together(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL)
        letter = await remind(office, patient_id=ana, channel="email", address=MAIL)
        assert await outcome(office, letter) == "sent"
        assert await outcome(office, await remind(office, patient_id=ana)) == "too_often"

    at_office(work)


def test_a_call_from_the_clinic_counts_once_however_often_it_is_tried(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        index = office.database.keyring.index("phone", BEN)
        tries = [
            OutreachAttempt(
                id=f"try_{number}",
                job_id="job",
                number=number,
                purpose="recall",
                address_index=index,
                outcome="no_answer",
                at=NOON - timedelta(hours=5 - number),
                **office.scope.ids,
            )
            for number in (1, 2)
        ]
        job = OutreachJob(
            id="job",
            key="recall/ben",
            purpose="recall",
            address=BEN,
            address_index=index,
            due_at=NOON,
            not_after=NOON,
            created_at=NOON,
            **office.scope.ids,
        )
        await office.add(job)
        for one in tries:
            await office.add(one)
        assert await outcome(office, await remind(office, address=BEN)) == "too_often"
        assert await outcome(office, await remind(office, address=ANA)) == "sent"
        await office.set("outbound_frequency", {"day": 0})
        assert await outcome(office, await remind(office, address=ANA)) == "too_often"

    at_office(work)


def test_what_was_refused_does_not_count(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await office.set("outbound_frequency", {"day": 0})
        assert await outcome(office, await remind(office)) == "too_often"
        async with office.database.writing() as session:
            for row in await session.scalars(office.scope.rows(MessageRow)):
                assert row.tried_at is None

    at_office(work)


def test_of_two_reminders_at_once_one_leaves(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(email=MAIL)
        ways = ({}, {"channel": "email", "address": MAIL})
        messages = [await remind(office, patient_id=ana, **way) for way in ways]
        jobs = [office.job("message.queued", one) for one in messages]
        assert await together(*(send(office.work, job) for job in jobs)) == [None, None]
        rows = [await office.message(one) for one in messages]
        assert sorted(row.status for row in rows) == ["refused", "sent"]

    at_office(work)


def test_another_clinics_messages_are_another_matter(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await office.queue("parking")
        job = office.job("message.queued", message)
        await send(office.work, replace(job, scope=Scope("another", office.scope.clinic_id)))
        assert (await office.message(message)).status == "queued"

    at_office(work)
