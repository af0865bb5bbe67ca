"""A caller is put through to a person: asked first, found elsewhere, told the truth, stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from clinic.jobs import job as jobs
from clinic.store.keyring import Keyring
from clinic.store.lines import line
from clinic.store.scope import Scope
from clinic.store.tables.call import Recording
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from telephony.sandbox.twilio_call import ActedCall, Behaviour
from telephony.twilio import turns
from telephony.twilio.carrier import TwilioCarrier
from telephony.twilio.exchange import exchange_of
from telephony.twilio.message_sound import fetch
from telephony.twilio.rest import CarrierFailed, Rest
from telephony.twilio.stream_token import Ticket
from telephony.twilio.voicemail import MESSAGE_LEFT
from telephony.written import WrittenLine
from tests.api.telephone import CALLER, NUMBER, ON_CALL, STAFF, Telephone, telephone

Work = Callable[["Streamed"], Awaitable[None]]


class Streamed:
    """A caller on a stream, which lasts until the server or the carrier ends it."""

    def __init__(self, phone: Telephone, clinic: Clinic) -> None:
        self.phone = phone
        self.clinic = clinic
        self.address = ""
        self.ticket: Ticket | None = None
        self.running = asyncio.Event()
        self.taken_out = asyncio.Event()
        self.close = asyncio.Event()
        """Set to have the server's side end the stream."""
        phone.carrier.stream = self.stream

    async def stream(self, address: str, parameters: Mapping[str, str], call_id: str) -> None:
        self.address = address
        self.ticket = await self.phone.house.exchange.tokens.redeem(parameters["token"])
        self.running.set()
        try:
            await self.close.wait()
        except asyncio.CancelledError:
            self.taken_out.set()
            raise

    async def rings(self) -> ActedCall:
        call = self.phone.carrier.call(NUMBER)
        await self.running.wait()
        return call

    def of(self, call: ActedCall) -> TwilioCarrier:
        return self.phone.house.exchange.carrier(self.phone.scope, self.clinic, call.sid)


@pytest.fixture
def streamed(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> Callable[[Work], None]:
    """Runs something with a clinic whose callers come by a stream."""

    def run(work: Work) -> None:
        async def whole() -> None:
            places = url, keyring, riverside, scope, tmp_path
            async with telephone(places) as phone, asyncio.timeout(60):
                await work(Streamed(phone, riverside))

        asyncio.run(whole())

    return run


Run = Callable[[Work], None]


def test_a_stream_brings_who_calls(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        assert one.address.startswith("ws://127.0.0.1:")
        assert one.address.endswith("/media")
        ticket = one.ticket
        assert ticket is not None
        assert (ticket.call_id, ticket.caller) == (call.sid, CALLER)

    streamed(work)


def test_hanging_up_ends_the_leg_and_twice_is_once(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        await one.of(call).hang_up()
        assert call.status == "completed"
        assert one.taken_out.is_set()
        await one.of(call).hang_up()

    streamed(work)


def test_a_person_who_accepts_meets_the_caller(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        carrier = one.of(call)
        assert await carrier.ring(STAFF, "human") == "answered"
        await one.taken_out.wait()
        (room,) = one.phone.carrier.conferences.values()
        await room.met.wait()
        (person,) = one.phone.carrier.rung(STAFF)
        assert set(room.members) == {call.sid, person.sid}
        assert person.said[0].startswith("Frontdesk has a caller for you, asking for a person.")
        assert await carrier.has_left()
        await carrier.hang_up()  # the call is over for us, not for them
        assert call.status == "in-progress"
        await person.hang_up()
        await call.ended.wait()
        assert call.status == "completed"
        for address, _, _ in one.phone.carrier.webhooks.sent:
            assert "5125550" not in address

    streamed(work)


@pytest.mark.parametrize(
    ("behaviour", "how"),
    [
        ("declines", "voicemail"),
        ("voicemail", "voicemail"),
        ("busy", "busy"),
        ("no_answer", "no_answer"),
    ],
)
def test_who_does_not_accept_gets_nobody(streamed: Run, behaviour: Behaviour, how: str) -> None:
    async def work(one: Streamed) -> None:
        one.phone.carrier.people[STAFF] = behaviour
        call = await one.rings()
        assert await one.of(call).ring(STAFF, "human") == how
        assert not one.taken_out.is_set()
        assert one.phone.carrier.rung(ON_CALL) == []

    streamed(work)


def test_for_what_cannot_wait_the_second_number_is_rung(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        one.phone.carrier.people[ON_CALL] = "busy"
        call = await one.rings()
        assert await one.of(call).ring(ON_CALL, "emergency") == "answered"
        assert len(one.phone.carrier.rung(ON_CALL)) == len(one.phone.carrier.rung(STAFF)) == 1
        assert "a possible emergency" in one.phone.carrier.rung(STAFF)[0].said[0]

    streamed(work)


def test_ringing_that_nobody_waits_for_is_stopped(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        one.phone.carrier.people[STAFF] = "rings"
        call = await one.rings()
        ringing = asyncio.create_task(one.of(call).ring(STAFF, "human"))
        await one.phone.until(lambda: ringing_there(one))
        ringing.cancel()
        (person,) = one.phone.carrier.rung(STAFF)
        await person.ended.wait()
        assert person.status == "canceled"
        assert not one.taken_out.is_set()

    streamed(work)


async def ringing_there(one: Streamed) -> bool:
    return any(leg.status == "ringing" for leg in one.phone.carrier.rung(STAFF))


def test_who_accepts_too_late_is_told_so(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        one.phone.carrier.people[STAFF] = "rings"
        call = await one.rings()
        ringing = asyncio.create_task(one.of(call).ring(STAFF, "human"))
        await one.phone.until(lambda: ringing_there(one))
        (person,) = one.phone.carrier.rung(STAFF)
        await call.hang_up()
        action = one.phone.carrier.taken[-1][2]["Twiml"][0].split('action="')[1].split('"')[0]
        said = await person.ask(action.replace("&amp;", "&"), Digits="1")
        assert "the caller has hung up" in said
        assert "<Conference" not in said
        ringing.cancel()

    streamed(work)


def test_another_process_may_hear_the_key(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        house = one.phone.house
        other = exchange_of(house.settings, house.database, house.switchboard, house.clock)
        ringing = other.carrier(one.phone.scope, one.clinic, call.sid).ring(STAFF, "human")
        assert await ringing == "answered"
        await other.close()
        await one.taken_out.wait()

    streamed(work)


def test_reports_out_of_order_change_nothing(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        await one.of(call).hang_up()
        status = f"{one.phone.public}/webhook/voice/status"
        for word in ("ringing", "in-progress", "busy", "nonsense"):
            await one.phone.carrier.post(status, {**call.fields(), "CallStatus": word})
        row = await line(one.phone.house.database, call.sid)
        assert row is not None
        assert row.status == "completed"
        assert row.ended_at is not None

    streamed(work)


def test_the_end_at_the_carrier_is_told_to_who_watches(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        gone = asyncio.Event()
        one.phone.house.exchange.legs.watch(call.sid, gone.set)
        await call.hang_up()
        await gone.wait()

    streamed(work)


def test_a_call_whose_process_is_gone_is_ended(
    streamed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "ELSEWHERE_SECONDS", 0.01)

    async def work(one: Streamed) -> None:
        call = await one.rings()
        board = one.phone.house.switchboard
        async with board.call(one.phone.scope, call.sid, WrittenLine, channel="phone") as live:
            await live.log.durable()
            board.let_go(live)
        await call.hang_up()

        async def over() -> bool:
            row = await one.phone.call_row(call.sid)
            return row is not None and row.ended_at is not None

        await one.phone.until(over)

    streamed(work)


def test_a_stream_that_breaks_off_leaves_the_caller_with_the_staff(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        one.close.set()
        await call.ended.wait()
        assert [leg.bridged for leg in one.phone.carrier.rung(STAFF)] == [True]

    streamed(work)


def test_a_stream_that_breaks_off_with_nobody_there_ends_in_a_message(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        one.phone.carrier.people[STAFF] = "busy"
        call = await one.rings()
        one.close.set()
        said = " ".join(await call.asks())
        assert "nobody at Riverside Dental could pick up" in said
        assert "dial 911" in said
        (task,) = await one.phone.tasks()
        assert (task.type, task.priority, task.callback_number) == ("message", "urgent", CALLER)
        call.say("please call me back")
        await call.ended.wait()
        (task,) = await one.phone.tasks()
        assert task.details is not None
        name = task.details["recording"]
        assert name in one.phone.carrier.sounds
        house = one.phone.house
        async with house.database.reading() as session:
            told = await session.scalar(select(OutboxRow).where(OutboxRow.kind == MESSAGE_LEFT))
        assert told is not None
        assert (told.reference, told.more) == (name, {"call_id": call.sid})
        doing = jobs.Work(house.database, house.settings, house.clock)
        job = jobs.Job(told.id, told.kind, name, one.phone.scope, told.created_at, told.more)
        await fetch(doing, job)
        assert one.phone.carrier.sounds == {}
        async with house.database.reading() as session:
            kept = await session.scalar(select(Recording))
        assert kept is not None
        assert (kept.call_id, kept.vendor_id, kept.seconds) == (call.sid, name, 7.0)

    streamed(work)


def test_a_caller_goes_on_by_turns(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        await one.of(call).speak_by_turns()
        assert "Riverside Dental" in " ".join(await call.asks())
        assert one.taken_out.is_set()

    streamed(work)


def test_a_carrier_that_fails_says_so_in_time(streamed: Run) -> None:
    async def work(one: Streamed) -> None:
        call = await one.rings()
        settings, exchange = one.phone.house.settings, one.phone.house.exchange
        for kind, most in (("refuse", 1.0), ("drop", 1.0), ("garbage", 1.0), ("hang", 1.0)):
            rest = Rest(settings, timeout=0.2, deadline=0.5, pause=at_once)
            failing = TwilioCarrier(
                settings, exchange.database, exchange.clock, rest, exchange.legs,
                scope=one.phone.scope, clinic=one.clinic, call_id=call.sid,
            )  # fmt: skip
            one.phone.carrier.faults.order(kind)  # type: ignore[arg-type]
            async with asyncio.timeout(most):
                with pytest.raises(CarrierFailed) as failed:
                    await failing.hang_up()
            assert "+1" not in str(failed.value)
            async with asyncio.timeout(2 * most):
                with pytest.raises(CarrierFailed):
                    await failing.ring(STAFF, "human")
            await rest.close()
        one.phone.carrier.faults.clear()
        assert call.status == "in-progress"

    streamed(work)


async def at_once(seconds: float) -> None:
    """No pause."""
