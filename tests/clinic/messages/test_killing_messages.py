"""Workers are killed at random points of sending: nothing is lost, and no text goes out twice.

A few times every day, fifty times at night (`make soak`). The carriers live on and note what they
took; they think before they take a message and before they say so, so that many a worker dies
while they do. Mail cannot be asked for: how often it went out twice is counted.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic.jobs.ledger import DEAD, ledger_of
from clinic.store.keyring import new_key, parse
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import Agreement
from engine.clinic import Clinic
from tests.clinic.jobs.crew import Crew
from tests.clinic.jobs.deeds import idle
from tests.clinic.messages.mail_server import MailServer
from tests.clinic.messages.office import NOON, SID, TOKEN, Office, plain_settings
from tests.clinic.messages.sender_process import MovedClock
from tests.clinic.messages.twilio_server import TwilioServer
from tests.databases import opened

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KILLS = 50 if NIGHT else 2
BOOKINGS = 4
"""Before each kill; each is told of by a text and by a mail."""
TWINS = 2
"""Numbers, before each kill, that are sent the same words twice, as two messages."""
EACH = 2 * (BOOKINGS + TWINS)
THOUGHT = 0.06
"""Seconds at most that a carrier thinks."""
DOMAIN = "riverside.example.com"
SAME = ("Message-ID", "Date", "To", "Subject")


@dataclass
class Carriers:
    """Who carries texts and mail, and lives on."""

    twilio: TwilioServer
    mail: MailServer

    def taken(self) -> int:
        """How many messages they have."""
        return len(self.twilio.taken) + len(self.mail.mails)

    async def reached(self, number: int) -> None:
        """Wait until they have so many."""
        async with asyncio.timeout(60):
            while self.taken() < number:
                await asyncio.sleep(0.002)

    def settings(self) -> dict[str, str]:
        """What a worker has to know of them."""
        return {
            "TELEPHONY_MODE": "TWILIO",
            "TWILIO_SID": SID,
            "TWILIO_TOKEN": TOKEN,
            "TWILIO_BASE_URL": self.twilio.url,
            "PUBLIC_URL": "https://frontdesk.example.com",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.mail.port),
            "SMTP_TLS": "false",
            "MAIL_FROM": f"desk@{DOMAIN}",
        }


@dataclass(frozen=True)
class Count:
    """What became of the messages of one channel."""

    expected: int
    lost: int
    twice: int


async def write(office: Office, number: int) -> None:
    """Some bookings of people who can be written to both ways, and some twins."""
    for each in range(number * BOOKINGS, (number + 1) * BOOKINGS):
        phone = f"+1512555{1000 + each}"
        patient = await office.patient("Ana Ruiz", phone, email=f"ana{each}@example.com")
        starts = NOON + timedelta(days=2, hours=each)
        appointment = await office.appointment(
            starts.strftime("%Y-%m-%dT%H:%M"), callback_number=phone, patient_id=patient
        )
        async with office.database.writing() as session:
            tell(session, office.scope, "appointment.created", appointment, office.clock())
    for each in range(number * TWINS, (number + 1) * TWINS):
        for _ in range(2):
            await office.queue("directions", address=f"+1512555{2000 + each}")


async def enable(office: Office) -> None:
    """Everything that live texts need."""
    await office.set("campaign_id", "C123")
    signed = NOON - timedelta(days=1)
    practice = office.scope.practice_id
    await office.add(Agreement(id="a", practice_id=practice, vendor="twilio", signed_at=signed))


def named(row: MessageRow) -> str:
    """The Message-ID of a mail."""
    return f"<{row.id}@{DOMAIN}>"


async def on_the_way(office: Office) -> set[str]:
    """The Message-IDs of mails that somebody sends, or was sending when they died."""
    rows = await office.rows(MessageRow)
    return {named(row) for row in rows if (row.channel, row.status) == ("email", "sending")}


def texts(rows: list[MessageRow], twilio: TwilioServer) -> Count:
    """Each text that was to go, by whom it is for and its words, and what Twilio has."""
    wanted = Counter((row.address, row.body) for row in rows if row.channel == "sms")
    got = Counter((one["to"], one["body"]) for one in twilio.taken)
    return Count(wanted.total(), (wanted - got).total(), (got - wanted).total())


def mails(rows: list[MessageRow], got: Counter[str]) -> Count:
    """Each mail that was to go, and how often its server has it by its Message-ID."""
    wanted = Counter(named(row) for row in rows if row.channel == "email")
    return Count(wanted.total(), (wanted - got).total(), (got - wanted).total())


@pytest.mark.timeout(1800)
def test_nothing_is_lost_and_no_text_goes_twice_when_senders_are_killed(
    url: str,
    riverside: Clinic,
    scope: Scope,
    twilio: TwilioServer,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(11)
    key = new_key()
    cut_off: set[str] = set()
    clock = MovedClock(NOON - datetime.now(UTC))
    twilio.slow, twilio.ahead = THOUGHT, clock.ahead
    with MailServer.running() as mail:
        mail.slow = THOUGHT
        carriers = Carriers(twilio, mail)
        given = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "ENCRYPTION_KEY": key}
        crew = Crew(
            "tests.clinic.messages.sender_process",
            str(clock.ahead.total_seconds()),
            settings=given | carriers.settings(),
        )

        async def whole() -> tuple[list[MessageRow], int, int]:
            async with opened(url, parse(key), riverside) as database:
                settings = plain_settings().model_copy(update={"data_dir": tmp_path})
                office = Office(database, scope, clock, settings)
                await enable(office)
                await asyncio.to_thread(crew.hire)
                for number in range(KILLS):
                    await asyncio.to_thread(crew.hire)
                    await write(office, number)
                    await carriers.reached(carriers.taken() + chance.randrange(EACH // 2))
                    await asyncio.sleep(chance.uniform(0, THOUGHT))
                    await asyncio.to_thread(crew.kill, chance.randrange(2))
                    cut_off.update(await on_the_way(office))
                async with ledger_of(office.work) as ledger:
                    await idle(office.work, ledger)
                    dead = len(await asyncio.to_thread(ledger.standings, DEAD))
                bookings = len(await office.rows(AppointmentRow))
                return await office.rows(MessageRow), bookings, dead

        try:
            rows, bookings, dead = asyncio.run(whole())
        finally:
            crew.kill_all()
    got = Counter(str(one["Message-ID"]) for one in mail.mails)
    by_text, by_mail = texts(rows, twilio), mails(rows, got)
    record_property("mails_twice", by_mail.twice)
    sys.stdout.write(
        f"\n{KILLS} kills, {by_text.expected} texts: {by_text.lost} lost, {by_text.twice} twice; "
        f"{by_mail.expected} mails: {by_mail.lost} lost, {by_mail.twice} twice; "
        f"Twilio was asked {twilio.lists} times\n"
    )
    assert (bookings, by_mail.expected) == (KILLS * BOOKINGS, KILLS * BOOKINGS)
    assert by_text == Count(KILLS * (BOOKINGS + 2 * TWINS), lost=0, twice=0)
    assert by_mail.lost == 0
    assert {name for name, times in got.items() if times > 1} <= cut_off
    assert (dead, {row.status for row in rows}) == (0, {"sent"})
    assert sorted(row.vendor_id or "" for row in rows if row.channel == "sms") == sorted(
        one["sid"] for one in twilio.taken
    )
    same = {tuple(str(one[name]) for name in SAME) for one in mail.mails}
    assert len(same) == by_mail.expected  # whatever went twice is one mail to whoever gets it
