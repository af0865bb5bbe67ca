"""What the carrier tells of a text: once, twice, late, early, in any order."""

from itertools import permutations

import pytest

from clinic.messages.report import reported
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import Consent
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import Office

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
