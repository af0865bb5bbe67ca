"""Twilio's forms, signed as Twilio signs them, from the request to the answer."""

from xml.etree import ElementTree

import pytest
from twilio.request_validator import RequestValidator

from clinic.messages.twilio.signature import Unsigned
from clinic.messages.twilio.webhook import Door, fared
from clinic.store.tables.message import MessageRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, TOKEN, Office

LINE = "+15125550100"
FORM = {"MessageSid": "SM1", "From": ANA, "To": LINE, "Body": "help & info <3"}


def signed(path: str, fields: dict[str, str]) -> str:
    address = f"https://frontdesk.example.com{path}"
    return RequestValidator(TOKEN).compute_signature(address, fields)  # type: ignore[no-any-return]


def said(document: str) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(document).findall("Message")]


def test_a_signed_text_is_answered(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.live("http://127.0.0.1:9")
        await office.set("campaign_id", "C0FFEE")
        for _ in range(2):
            document = await Door().texted(
                office.work, "/webhook/sms", FORM, signed("/webhook/sms", FORM)
            )
            assert said(document) == [
                "Thank you. Our staff will read this. To reach us now, call 512-555-0100."
            ]
        (kept, answer) = sorted(await office.rows(MessageRow), key=lambda one: one.direction)
        (message,) = ElementTree.fromstring(document).findall("Message")
        told = f"https://frontdesk.example.com/webhook/sms/status?message={answer.id}"
        assert message.get("statusCallback") == told
        assert (kept.body, kept.vendor_id) == ("help & info <3", "SM1")

    at_office(work)


def test_where_there_is_nothing_to_say_the_answer_is_empty(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.live("http://127.0.0.1:9")
        elsewhere = {**FORM, "To": "+15125550199"}
        signature = signed("/webhook/sms", elsewhere)
        assert said(await Door().texted(office.work, "/webhook/sms", elsewhere, signature)) == []
        assert await office.rows(MessageRow) == []

    at_office(work)


def test_nothing_is_believed_without_a_signature(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        office.live("http://127.0.0.1:9")
        for signature in (None, "", signed("/webhook/sms?x=1", FORM)):
            with pytest.raises(Unsigned):
                await Door().texted(office.work, "/webhook/sms", FORM, signature)
            with pytest.raises(Unsigned):
                await fared(office.work, "/webhook/sms/status", FORM, signature)
        assert await office.rows(MessageRow) == []

    at_office(work)


def test_a_signed_report_moves_its_row(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        message = await office.queue("directions")
        office.live("http://127.0.0.1:9")
        path = f"/webhook/sms/status?message={message}"
        form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30006"}
        assert await fared(office.work, path, form, signed(path, form))
        row = await office.message(message)
        assert (row.status, row.error, row.vendor_id) == ("failed", "landline", "SM1")
        nowhere = "/webhook/sms/status"
        assert not await fared(office.work, nowhere, form, signed(nowhere, form))

    at_office(work)
