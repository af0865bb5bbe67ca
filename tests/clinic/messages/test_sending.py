"""A message leaves once: through the gate, over the wire, and never again after a crash."""

from datetime import timedelta
from typing import Any

import pytest

from agent_config.clinic_file import SHIPPED
from agent_config.settings import Telephony
from clinic.jobs.job import Later, Never
from clinic.messages.consent import suppress
from clinic.messages.sending import LEASE, send
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import Consent
from clinic.store.tables.practice import Agreement, ClinicRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, NOON, Office, together
from tests.clinic.messages.twilio_server import TwilioServer


async def on_air(office: Office, twilio: TwilioServer) -> None:
    """Everything that live texts need."""
    office.live(twilio.url)
    await office.set("campaign_id", "C123")
    await office.add(
        Agreement(
            id="a",
            practice_id=office.scope.practice_id,
            vendor="Twilio",
            signed_at=NOON - timedelta(days=1),
        )
    )


def test_where_nothing_is_set_up_it_is_only_written_down(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        row = await office.send(await office.queue("directions"))
        assert (row.status, row.vendor_id, row.purpose) == ("sent", "simulated", "answer")
        assert row.body == (
            "Riverside Dental: We're at 1200 River Street, between First and Second Street. "
            "1200 River Street, Austin, TX 78701 "
            "https://maps.google.com/?q=1200+River+Street%2C+Austin%2C+TX+78701"
        )
        assert row.sent_at == NOON

    at_office(work)


def test_what_a_call_promised_is_sent(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        row = MessageRow(
            id="m",
            channel="sms",
            direction="out",
            address=ANA,
            address_index=office.database.keyring.index("phone", ANA),
            template="parking",
            body="",
            status="queued",
            created_at=NOON,
            **office.scope.ids,
        )
        await office.add(row)
        sent = await office.send("m")
        assert sent.body.startswith("Riverside Dental: Free parking behind the building")
        assert sent.purpose == "answer"

    at_office(work)


def test_a_text_crosses_the_wire_once(at_office: AtOffice, twilio: TwilioServer) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        appointment = await office.appointment()
        message = await office.queue("appointment_confirmation", appointment_id=appointment)
        await office.send(message)
        row = await office.send(message)
        (taken,) = twilio.taken
        assert row.status == "sent"
        assert row.vendor_id == taken["sid"]
        assert (taken["to"], taken["from"]) == (ANA, "+15125550100")
        assert taken["body"] == (
            "Your appointment at Riverside Dental is Tuesday, March 3rd at 2 PM with "
            "Dr. Sarah Chen. Reply YES to confirm or CALL to reschedule. See you soon! "
            "Reply STOP to opt out."
        )
        assert taken["callback"] == (
            f"https://frontdesk.example.com/webhook/sms/status?message={message}"
        )

    at_office(work)


@pytest.mark.parametrize("by", ["silence", "crash"])
def test_what_may_have_left_is_asked_for_before_it_is_sent_again(
    at_office: AtOffice, twilio: TwilioServer, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        message = await office.queue("directions")
        if by == "silence":
            twilio.deaf = True
            with pytest.raises(Later, match="twilio_"):
                await office.send(message)
            twilio.deaf = False
            assert (await office.message(message)).status == "queued"
        else:

            async def dies(*_: Any, **__: Any) -> None:
                raise SystemError("the machine stops")

            with monkeypatch.context() as patch:
                patch.setattr("clinic.messages.sending._note", dies)
                with pytest.raises(SystemError):
                    await office.send(message)
            assert (await office.message(message)).status == "sending"
            with pytest.raises(Later) as waiting:
                await office.send(message)  # somebody may be at it
            assert waiting.value.at == NOON + LEASE
            office.clock.now = NOON + LEASE
        row = await office.send(message)
        assert len(twilio.taken) == 1
        assert (row.status, row.vendor_id) == ("sent", twilio.taken[0]["sid"])

    at_office(work)


def test_the_same_words_to_the_same_number_are_another_message(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        first = await office.send(await office.queue("directions"))
        second = await office.queue("directions")
        twilio.faults = [(503, None)]
        with pytest.raises(Later, match="twilio_503"):
            await office.send(second)
        row = await office.send(second)
        assert [one["sid"] for one in twilio.taken] == [first.vendor_id, row.vendor_id]
        assert twilio.lists == 1

    at_office(work)


async def forget(office: Office, message: str) -> None:
    """Whoever sent it died before noting that."""
    await office.change(MessageRow, message, status="sending", vendor_id=None, sent_at=None)


def test_a_text_waits_while_the_same_words_are_on_their_way_to_the_same_number(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        first, second = await office.queue("directions"), await office.queue("directions")
        await office.send(first)
        await forget(office, first)
        with pytest.raises(Later, match="being_sent") as waiting:
            await office.send(second)
        assert waiting.value.at == NOON + LEASE
        assert (await office.message(second)).status == "queued"
        other = await office.send(await office.queue("parking"))
        assert other.status == "sent"
        office.clock.now = NOON + LEASE
        rows = [await office.send(first), await office.send(second)]
        assert [row.status for row in rows] == ["sent", "sent"]
        assert {row.vendor_id for row in (*rows, other)} == {one["sid"] for one in twilio.taken}
        assert len(twilio.taken) == 3

    at_office(work)


def test_of_two_like_texts_that_were_begun_and_left_each_goes_once(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        both = await office.queue("directions"), await office.queue("directions")
        for message in both:
            await office.send(message)
        for message in both:
            await forget(office, message)
        twilio.taken.pop()  # of the second nothing reached the carrier
        office.clock.now = NOON + LEASE
        outcomes = await together(*(office.send(message) for message in both))
        assert sum(isinstance(one, Later) for one in outcomes) == 1
        office.clock.now += LEASE
        rows = [await office.send(message) for message in both]
        assert [row.status for row in rows] == ["sent", "sent"]
        assert {row.vendor_id for row in rows} == {one["sid"] for one in twilio.taken}
        assert len(twilio.taken) == 2

    at_office(work)


def test_an_older_text_is_not_taken_for_this_one(at_office: AtOffice, twilio: TwilioServer) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        message = await office.queue("directions")
        twilio.faults = [(500, None)]
        with pytest.raises(Later):
            await office.send(message)
        body = (await office.message(message)).body
        fields = {"To": ANA, "From": "+15125550100", "Body": body}
        twilio.take(fields, at=NOON - timedelta(days=1))
        twilio.take({**fields, "Body": "something else"}, at=NOON)
        row = await office.send(message)
        assert row.vendor_id == twilio.taken[2]["sid"]

    at_office(work)


def test_two_workers_at_once_send_it_once(at_office: AtOffice, twilio: TwilioServer) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        message = await office.queue("directions")
        job = office.job("message.queued", message)
        outcomes = await together(*(send(office.work, job) for _ in range(4)))
        assert len(twilio.taken) == 1
        assert all(one is None or isinstance(one, Later) for one in outcomes)
        assert (await office.message(message)).status == "sent"

    at_office(work)


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [(400, 21211, "invalid_number"), (400, 21614, "not_a_mobile"), (400, 12345, "twilio_12345")],
)
def test_what_is_refused_for_good_is_not_tried_again(
    at_office: AtOffice, twilio: TwilioServer, status: int, code: int, error: str
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        message = await office.queue("directions")
        twilio.faults = [(status, code)]
        with pytest.raises(Never, match=f"^{error}$"):
            await office.send(message)
        row = await office.send(message)
        assert (row.status, row.error, twilio.taken) == ("failed", error, [])

    at_office(work)


def test_a_stop_that_only_the_carrier_knows_is_kept(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        twilio.faults = [(400, 21610)]
        with pytest.raises(Never, match="opted_out"):
            await office.send(await office.queue("directions"))
        (consent,) = await office.rows(Consent)
        assert (consent.granted, consent.source, consent.channel) == (False, "carrier", "all")
        row = await office.send(await office.queue("parking"))
        assert (row.status, row.error) == ("refused", "opted_out")

    at_office(work)


def test_a_stop_between_two_tries_is_obeyed(at_office: AtOffice, twilio: TwilioServer) -> None:
    async def work(office: Office) -> None:
        await on_air(office, twilio)
        message = await office.queue("directions")
        twilio.faults = [(429, 20429)]
        with pytest.raises(Later, match="too_many_requests"):
            await office.send(message)
        async with office.database.writing() as session:
            await suppress(session, office.database.keyring, office.scope, ANA, NOON)
        row = await office.send(message)
        assert (row.status, row.error, twilio.taken) == ("refused", "opted_out", [])

    at_office(work)


def test_without_a_registered_campaign_no_live_text_leaves(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        office.live(twilio.url)
        row = await office.send(await office.queue("directions"))
        assert (row.status, row.error, twilio.taken) == ("refused", "no_campaign", [])

    at_office(work)


def test_a_vendor_without_an_agreement_learns_nothing_of_patients(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        office.live(twilio.url)
        await office.set("campaign_id", "C123")
        appointment = await office.appointment()
        message = await office.queue("appointment_confirmation", appointment_id=appointment)
        refused = await office.send(message)
        assert (refused.status, refused.error) == ("refused", "no_agreement")
        row = await office.send(await office.queue("directions"))
        assert row.status == "sent"
        assert [one["body"] for one in twilio.taken] == [row.body]

    at_office(work)


def test_live_texts_without_an_account_say_so(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.settle(telephony_mode=Telephony.TWILIO)
        await office.set("campaign_id", "C123")
        with pytest.raises(Never, match="twilio_not_set_up"):
            await office.send(await office.queue("directions"))

    at_office(work)


@pytest.mark.parametrize(
    ("template", "change", "error"),
    [
        ("appointment_confirmation", {"status": "cancelled"}, "stale"),
        ("appointment_reminder", {"status": "pending"}, "stale"),
        ("appointment_cancelled", {}, "stale"),
        ("appointment_reminder", {"start": "2026-03-02T09:00"}, "too_late"),
    ],
)
def test_what_is_not_so_any_more_is_not_told(
    at_office: AtOffice, template: str, change: dict[str, str], error: str
) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment(**change)
        row = await office.send(await office.queue(template, appointment_id=appointment))
        assert (row.status, row.error, row.body) == ("refused", error, "")

    at_office(work)


def test_a_request_without_words_of_its_own_is_refused_and_the_clinics_words_are_used(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        row = await office.send(await office.queue("send_me_a_poem"))
        assert (row.status, row.error) == ("refused", "no_template")
        await office.set("templates", {"en": {"send_me_a_poem": {"sms": ["Roses, {clinic}."]}}})
        row = await office.send(await office.queue("send_me_a_poem"))
        assert row.body == "Roses, Riverside Dental."

    at_office(work)


def test_a_message_that_is_gone_or_came_in_is_nothing_to_send(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await send(office.work, office.job("message.queued", "nowhere"))
        message = await office.queue("directions")
        await office.change(MessageRow, message, direction="in")
        assert (await office.send(message)).status == "queued"

    at_office(work)


def test_medical_advice_never_leaves(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        words = {"en": {"directions": {"sms": ["Remember to take your antibiotics."]}}}
        await office.set("templates", words)
        row = await office.send(await office.queue("directions"))
        assert row.body.startswith("Riverside Dental: We're at")  # the words that are shipped
        text = (SHIPPED / "riverside_dental.yaml").read_text("utf-8")
        parking = "Free parking behind the building, entrance on Second Street."
        assert parking in text
        profile = text.replace(parking, "Remember to take your antibiotics.")
        await office.change(ClinicRow, office.scope.clinic_id, profile=profile)
        row = await office.send(await office.queue("parking"))
        assert (row.status, row.error, row.body) == ("refused", "improper", "")

    at_office(work)
