"""Twilio's own kit places calls, against a stand-in that answers as Twilio does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from agent_config.settings import Telephony
from clinic.jobs.job import Later, Never, Work
from clinic.outreach.carrier import Order, calls, is_machine
from clinic.outreach.twilio.calls import TwilioCalls
from clinic.store.database import Database
from telephony.sandbox.callee import Callee, PlacedCall
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from tests.clinic.messages.office import ANA, BEN, plain_settings

OURS = "+15125550100"
ORDER = Order("job1", "try1", ANA, OURS)


def work_of(**more: Any) -> Work:
    settings = plain_settings().model_copy(
        update={"telephony_mode": Telephony.TWILIO, "public_url": "http://127.0.0.1:9/", **more}
    )
    return Work(cast(Database, None), settings, lambda: datetime.now(UTC))


@asynccontextmanager
async def account() -> AsyncIterator[tuple[TwilioStandIn, TwilioCalls]]:
    async with TwilioStandIn() as twilio:
        twilio.own(OURS)
        twilio.callees[ANA] = Callee("rings")
        work = work_of(
            twilio_sid=ACCOUNT, twilio_token=SecretStr(TOKEN), twilio_base_url=twilio.url
        )
        yield twilio, cast(TwilioCalls, calls(work))


def with_account(work: Callable[[TwilioStandIn, TwilioCalls], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with account() as (twilio, carrier), asyncio.timeout(30):
            await work(twilio, carrier)

    asyncio.run(whole())


def test_a_call_is_ordered_with_everything_that_it_takes() -> None:
    async def work(twilio: TwilioStandIn, carrier: TwilioCalls) -> None:
        call_id = await carrier.place(ORDER)
        ((_, _, fields),) = twilio.taken
        status = "http://127.0.0.1:9/webhook/outbound/status/job1?attempt=try1"
        assert {name: value[0] for name, value in fields.items()} == {
            "To": ANA,
            "From": OURS,
            "Url": "http://127.0.0.1:9/webhook/outbound/job1?attempt=try1",
            "Method": "POST",
            "StatusCallback": status,
            "StatusCallbackEvent": "initiated",
            "StatusCallbackMethod": "POST",
            "MachineDetection": "DetectMessageEnd",
            "AsyncAmd": "true",
            "AsyncAmdStatusCallback": status,
            "AsyncAmdStatusCallbackMethod": "POST",
            "Timeout": "30",
        }
        assert fields["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]
        assert isinstance(twilio.calls[call_id], PlacedCall)
        assert ANA not in urlsplit(fields["Url"][0]).query

    with_account(work)


def test_a_call_that_was_taken_is_found_by_its_numbers_and_time() -> None:
    async def work(twilio: TwilioStandIn, carrier: TwilioCalls) -> None:
        since = datetime.now(UTC)
        assert await carrier.placed_before(ORDER, since, frozenset()) is None
        call_id = await carrier.place(ORDER)
        assert await carrier.placed_before(ORDER, since, frozenset()) == call_id
        assert await carrier.placed_before(ORDER, since, frozenset({call_id})) is None
        assert await carrier.placed_before(ORDER, since + timedelta(hours=1), frozenset()) is None
        other = Order("job1", "try1", BEN, OURS)
        assert await carrier.placed_before(other, since, frozenset()) is None

    with_account(work)


def test_how_a_call_fares_is_asked() -> None:
    async def work(twilio: TwilioStandIn, carrier: TwilioCalls) -> None:
        call_id = await carrier.place(ORDER)
        await asyncio.sleep(0)
        assert await carrier.state(call_id) in ("queued", "initiated", "ringing")
        await twilio.calls[call_id].end("busy")
        assert await carrier.state(call_id) == "busy"
        assert await carrier.state(f"CA{1:032x}") is None

    with_account(work)


def test_the_accounts_own_faults_end_no_job() -> None:
    async def work(twilio: TwilioStandIn, carrier: TwilioCalls) -> None:
        twilio.numbers.clear()
        with pytest.raises(Later, match=r"^twilio_21210$"):
            await carrier.place(ORDER)

    with_account(work)


@pytest.mark.parametrize(("status", "fault"), [(503, Later), (400, Never)])
def test_refusals(status: int, fault: type[Exception]) -> None:
    async def work(twilio: TwilioStandIn, carrier: TwilioCalls) -> None:
        twilio.faults.order("refuse", status=status)
        with pytest.raises(fault):
            await carrier.place(ORDER)

    with_account(work)


def test_without_an_account_nobody_can_be_called() -> None:
    with pytest.raises(Never, match=r"^twilio_not_set_up$"):
        calls(work_of())


@pytest.mark.parametrize(
    ("answered_by", "machine"),
    [
        ("human", False),
        ("unknown", False),
        (None, False),
        ("machine_start", True),
        ("machine_end_other", True),
        ("fax", True),
    ],
)
def test_who_answered(answered_by: str | None, machine: bool) -> None:
    assert is_machine(answered_by) is machine
