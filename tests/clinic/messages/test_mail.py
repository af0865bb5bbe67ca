"""Mail over a real connection: what arrives, how it is encrypted, and what refusals come to."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pydantic import SecretStr

from agent_config.settings import Settings
from clinic.jobs.job import Later, Never
from clinic.messages import carrier
from clinic.messages.letter import Letter, is_address, whole
from clinic.messages.mail import SmtpMails
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.mail_server import PASSWORD, USER, MailServer, certificate
from tests.clinic.messages.office import MAIL, NOON, Office, plain_settings

LETTER = Letter(
    id="01m7",
    sender="desk@riverside.example",
    sender_name="Riverside Dental",
    recipient=MAIL,
    subject="Appointment Confirmed - Riverside Dental",
    text="Hello Ana,\n\nWhere: <here> & there\nMap: https://maps.google.com/?q=a&b=c\n\nSee you!",
    at=NOON,
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer.running() as running:
        yield running


def settings(server: MailServer, **more: Any) -> Settings:
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port,
        "smtp_tls": False,
        "mail_from": "desk@riverside.example",
    }
    return plain_settings().model_copy(update=given | more)


def send(server: MailServer, letter: Letter = LETTER, **more: Any) -> str:
    return asyncio.run(SmtpMails(settings(server, **more)).send(letter))


def finished(work: Coroutine[Any, Any, None]) -> None:
    """Does some work, and waits until its connections are closed: encrypted ones say goodbye."""

    async def whole() -> None:
        await work
        known: Any = getattr(asyncio.get_running_loop(), "_transports", {})
        async with asyncio.timeout(5):
            while any(getattr(one, "_sock", None) is not None for one in list(known.values())):
                await asyncio.sleep(0.01)

    asyncio.run(whole())


def read(part: Any) -> str:
    """The words of a part of a mail, whose lines end as the network wants it."""
    return str(part.get_content()).replace("\r\n", "\n").strip()


def test_a_mail_arrives_as_text_and_as_a_page(server: MailServer) -> None:
    assert send(server) == "<01m7@riverside.example>"
    (mail,) = server.mails
    assert mail["From"] == "Riverside Dental <desk@riverside.example>"
    assert (mail["To"], mail["Subject"]) == (MAIL, LETTER.subject)
    assert mail["Message-ID"] == "<01m7@riverside.example>"
    assert mail["Date"] == "Mon, 02 Mar 2026 12:00:00 -0600"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert read(text) == LETTER.text
    assert "Where: &lt;here&gt; &amp; there<br>" in read(page)
    link = "https://maps.google.com/?q=a&amp;b=c"
    assert f'Map: <a href="{link}">{link}</a></p>' in read(page)
    assert server.recipients == [MAIL]


def test_accents_arrive(server: MailServer) -> None:
    send(server, replace(LETTER, subject="Cita confirmada – señor Muñoz", text="¡Le esperamos!"))
    (mail,) = server.mails
    text = mail.get_body(("plain",))
    assert text is not None
    assert mail["Subject"] == "Cita confirmada – señor Muñoz"
    assert read(text) == "¡Le esperamos!"


def test_it_is_encrypted_and_signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = certificate(tmp_path)
    given = {"smtp_tls": True, "smtp_user": USER, "smtp_password": SecretStr(PASSWORD)}

    async def whole(server: MailServer) -> None:
        with pytest.raises(Later, match="smtp"):
            await SmtpMails(settings(server, **given)).send(LETTER)  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        wrong = {**given, "smtp_password": SecretStr("another")}
        with pytest.raises(Later, match=r"^smtp_sign_in$"):
            await SmtpMails(settings(server, **wrong)).send(LETTER)
        assert server.mails == []
        await SmtpMails(settings(server, **given)).send(LETTER)

    with MailServer.running(own) as server:
        finished(whole(server))
    assert (server.encrypted, server.signed_in) == ([True], [True])


def test_what_should_be_encrypted_is_not_sent_in_the_open(server: MailServer) -> None:
    with pytest.raises(Later, match="smtp_"):
        send(server, smtp_tls=True)
    assert server.mails == []


@pytest.mark.parametrize(
    ("at_recipient", "at_data", "kind", "word"),
    [
        ("550 No such user", None, Never, "smtp_550"),
        ("450 Try again", None, Later, "smtp_450"),
        (None, "554 Not today", Never, "smtp_554"),
        (None, "451 Later", Later, "smtp_451"),
    ],
)
def test_what_refusals_come_to(
    server: MailServer,
    at_recipient: str | None,
    at_data: str | None,
    kind: type[Exception],
    word: str,
) -> None:
    server.at_recipient, server.at_data = at_recipient, at_data
    with pytest.raises(kind, match=f"^{word}$") as told:
        send(server)
    assert told.value.__suppress_context__


def test_a_server_that_is_not_there_may_be_there_later(server: MailServer) -> None:
    with pytest.raises(Later, match="smtp_"):
        send(server, smtp_port=9)


@pytest.mark.parametrize(
    "address",
    ["", "ana", "ana@", "ana@example.com\nBcc: eve@example.com", "a b@example.com",
     "ana@example.com, eve@example.com", "<ana@example.com>", "x" * 250 + "@example.com"],
)  # fmt: skip
def test_what_is_no_address_goes_nowhere(server: MailServer, address: str) -> None:
    assert not is_address(address)
    with pytest.raises(Never, match="no_address"):
        send(server, replace(LETTER, recipient=address))
    assert server.mails == []


def test_addresses_that_are_some() -> None:
    for address in (MAIL, "a.b+c@sub.example.org", "o'neil_1@example.com", "desk@localhost"):
        assert is_address(address)


def test_the_same_letter_is_the_same_mail() -> None:
    assert whole(LETTER)["Message-ID"] == whole(replace(LETTER, text="other"))["Message-ID"]


@pytest.mark.parametrize(
    ("host", "vendor"),
    [
        (None, None),
        ("127.0.0.1", None),
        ("localhost", None),
        ("mail", None),
        ("10.1.2.3", None),
        ("0.0.0.0", "0.0.0.0"),
        ("8.8.8.8", "8.8.8.8"),
        ("smtp.example.com", "smtp.example.com"),
    ],
)
def test_a_server_elsewhere_is_a_vendor(host: str | None, vendor: str | None) -> None:
    given = plain_settings().model_copy(update={"smtp_host": host})
    assert carrier.vendor(given, "email") == vendor


# --- from the row to the mailbox


def test_a_confirmation_brings_its_calendar_entry(at_office: AtOffice, server: MailServer) -> None:
    async def work(office: Office) -> None:
        office.settings = settings(server)
        ana = await office.patient(email=MAIL, preferred_name="Anita")
        appointment = await office.appointment(patient_id=ana, sequence=2)
        message = await office.queue(
            "appointment_confirmation",
            channel="email",
            address=MAIL,
            appointment_id=appointment,
            patient_id=ana,
        )
        row = await office.send(message)
        assert row.vendor_id == f"<{message}@riverside.example>"
        (mail,) = server.mails
        assert mail["Subject"] == "Appointment Confirmed - Riverside Dental"
        text = mail.get_body(("plain",))
        assert text is not None
        said = read(text)
        for part in (
            "Hello Anita,",
            "When: Tuesday, March 3rd at 2 PM",
            "With: Dr. Sarah Chen",
            "For: cleaning",
            "Where: Riverside Dental, 1200 River Street, Austin, TX 78701",
            "Phone: 512-555-0100",
            "Map: https://maps.google.com/?q=1200+River+Street",
        ):
            assert part in said
        assert row.body == f"{mail['Subject']}\n\n{said}"
        (file,) = mail.iter_attachments()
        assert (file.get_filename(), file.get_content_type()) == (
            "appointment.ics",
            "text/calendar",
        )
        assert file["Content-Type"].params["method"] == "REQUEST"
        (event,) = Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")
        assert event["uid"] == f"{appointment}@riverside_dental.frontdesk"
        assert event["sequence"] == 2
        assert event["attendee"] == f"mailto:{MAIL}"

    at_office(work)


def test_a_cancellation_takes_it_out_of_the_calendar(
    at_office: AtOffice, server: MailServer
) -> None:
    async def work(office: Office) -> None:
        office.settings = settings(server)
        ana = await office.patient(email=MAIL, language="es-US")
        appointment = await office.appointment(patient_id=ana, status="cancelled", sequence=3)
        await office.send(
            await office.queue(
                "appointment_cancelled",
                channel="email",
                address=MAIL,
                appointment_id=appointment,
                patient_id=ana,
            )
        )
        (mail,) = server.mails
        assert mail["Subject"] == "Cita cancelada - Riverside Dental"
        (file,) = mail.iter_attachments()
        assert file["Content-Type"].params["method"] == "CANCEL"
        (event,) = Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")
        assert (event["status"], event["sequence"]) == ("CANCELLED", 3)
        assert event["summary"] == "Cita dental - Riverside Dental"

    at_office(work)


def test_a_mail_that_may_have_left_is_the_same_mail_again(
    at_office: AtOffice, server: MailServer
) -> None:
    async def work(office: Office) -> None:
        office.settings = settings(server)
        appointment = await office.appointment()
        message = await office.queue(
            "appointment_confirmation", channel="email", address=MAIL, appointment_id=appointment
        )
        server.at_data = "451 Later"
        with pytest.raises(Later, match="smtp_451"):
            await office.send(message)
        server.at_data = None
        office.clock.at("2026-03-02T12:30-06:00")
        row = await office.send(message)
        assert (row.status, server.mails[0]["Message-ID"]) == ("sent", row.vendor_id)
        assert server.mails[0]["Date"] == "Mon, 02 Mar 2026 18:00:00 +0000"

    at_office(work)


def test_a_mailbox_elsewhere_gets_nothing_of_patients_without_an_agreement(
    at_office: AtOffice,
) -> None:
    async def work(office: Office) -> None:
        office.settle(smtp_host="smtp.example.com")
        appointment = await office.appointment()
        message = await office.queue(
            "appointment_confirmation", channel="email", address=MAIL, appointment_id=appointment
        )
        row = await office.send(message)
        assert (row.status, row.error) == ("refused", "no_agreement")

    at_office(work)
