"""What the carrier tells of a text: once, twice, late, early, in any order."""

from datetime import timedelta
from itertools import permutations

import pytest

from clinic.jobs.job import Later
from clinic.messages.appointment import reach_of, ways
from clinic.messages.incoming import received
from clinic.messages.report import reported
from clinic.messages.sending import send
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import Consent
from clinic.store.tables.practice import Agreement
from clinic.store.tables.trail import OutboxRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, MAIL, Office
from tests.clinic.messages.twilio_server import TwilioServer

SID = "SM1"


async def sent(office: Office) -> str:
    message = await office.queue("directions")
    await office.send(message)
    await office.change(MessageRow, message, vendor_id=SID)
    return message


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_in_any_order_it_ends_as_delivered(at_office: AtOffice, order: tuple[str, ...]) -> None:
    async def work(office: Office) -> None:
        message = await sent(office)
        for status in (*order, *order):
            assert await reported(office.work, message, SID, status)
        assert (await office.message(message)).status == "delivered"

    at_office(work)


def test_what_is_settled_stays(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await sent(office)
        assert await reported(office.work, message, SID, "undelivered", "filtered")
        for status in ("delivered", "sent", "failed"):
            assert await reported(office.work, message, SID, status)
        row = await office.message(message)
        assert (row.status, row.error) == ("failed", "filtered")

    at_office(work)


def test_a_report_may_come_before_the_answer(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await office.queue("directions")
        await office.change(MessageRow, message, status="sending", tried_at=office.clock())
        assert await reported(office.work, message, SID, "Sent")
        row = await office.message(message)
        assert (row.status, row.vendor_id, row.sent_at) == ("sent", SID, office.clock())
        again = await office.send(message)  # whoever takes it up again finds it done
        assert (again.status, again.vendor_id) == ("sent", SID)

    at_office(work)


def test_an_opt_out_that_is_reported_later_is_kept(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await sent(office)
        assert await reported(office.work, message, SID, "failed", "opted_out")
        (consent,) = await office.rows(Consent)
        assert (consent.granted, consent.source) == (False, "carrier")

    at_office(work)


def test_what_is_not_ours_changes_nothing(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await sent(office)
        assert not await reported(office.work, "nowhere", SID, "delivered")
        assert not await reported(office.work, message, "SM2", "delivered")
        assert not await reported(office.work, message, SID, "dancing")
        await office.change(MessageRow, message, direction="in")
        assert not await reported(office.work, message, SID, "delivered")
        assert (await office.message(message)).status == "sent"

    at_office(work)


async def queued(office: Office, message: str) -> list[OutboxRow]:
    rows = [one for one in await office.rows(OutboxRow) if one.kind == "message.queued"]
    return [one for one in rows if one.reference == message and one.more]


def test_a_telephone_that_was_off_is_tried_once_more_half_an_hour_later(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def fail(office: Office, message: str) -> MessageRow:
        vendor_id = str((await office.message(message)).vendor_id)
        told = (office.work, message, vendor_id, "undelivered", "unreachable")
        assert await reported(*told, passing=True)
        return await office.message(message)

    async def work(office: Office) -> None:
        office.live(twilio.url)
        await office.set("campaign_id", "C0FFEE")
        await agreed(office)
        about = await office.appointment()
        message = await office.queue("appointment_reminder", appointment_id=about)
        first = await office.send(message)
        row = await fail(office, message)
        assert (row.status, row.error) == ("queued", "unreachable")
        (job,) = await queued(office, message)
        again = office.job("message.queued", message, **(job.more or {}))
        with pytest.raises(Later):
            await send(office.work, again)
        office.clock.pass_seconds(31 * 60)
        await send(office.work, again)
        row = await office.message(message)
        assert (row.status, len(twilio.taken)) == ("sent", 2)
        assert row.vendor_id != first.vendor_id
        assert (await fail(office, message)).status == "failed"

    at_office(work)


def test_an_answer_is_of_its_moment_and_is_not_sent_again(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await sent(office)
        await reported(office.work, message, SID, "failed", "unreachable", passing=True)
        assert (await office.message(message)).status == "failed"
        assert await queued(office, message) == []

    at_office(work)


@pytest.mark.parametrize("error", ["landline", "not_a_mobile"])
def test_a_landline_is_remembered_and_mailed_until_it_proves_to_take_texts(
    at_office: AtOffice, error: str
) -> None:
    async def reach(office: Office, about: str) -> list[str]:
        async with office.database.writing() as session:
            row = await session.get(AppointmentRow, about)
            assert row is not None
            found = await reach_of(office.work, session, office.scope, row)
        assert found.telephone == ANA
        return [channel for channel, _ in ways(found)]

    async def work(office: Office) -> None:
        patient = await office.patient(email=MAIL)
        about = await office.appointment(patient_id=patient)
        assert await reach(office, about) == ["sms", "email"]
        message = await sent(office)
        await reported(office.work, message, SID, "undelivered", error)
        assert await reach(office, about) == ["email"]
        office.clock.pass_seconds(60)
        await received(office.work, office.scope, ANA, "help", "SM77", office.clock())
        assert await reach(office, about) == ["sms", "email"]

    at_office(work)


async def agreed(office: Office) -> None:
    await office.add(
        Agreement(
            id="a",
            practice_id=office.scope.practice_id,
            vendor="twilio",
            signed_at=office.clock() - timedelta(days=9),
        )
    )
