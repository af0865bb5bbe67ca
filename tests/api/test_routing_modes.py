"""Each routing mode, from the ringing of a clinic's number to whoever has the caller."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from clinic.setting import RING_SECONDS
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from engine.clinic import Clinic
from tests.api.telephone import CALLER, NUMBER, STAFF, Telephone, at_night, pause, telephone

Work = Callable[[Telephone], Awaitable[None]]
Run = Callable[[str, Work], None]


@pytest.fixture
def routed(url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path) -> Run:
    """Runs something with a clinic in a routing mode; its streams last until they are ended."""

    def run(mode: str, work: Work) -> None:
        async def whole() -> None:
            places = url, keyring, riverside, scope, tmp_path
            async with telephone(places, routing=mode) as phone, asyncio.timeout(60):
                phone.carrier.stream = streamed
                await work(phone)

        asyncio.run(whole())

    return run


async def streamed(address: str, parameters: Mapping[str, str], call_id: str) -> None:
    """The receptionist has the call."""
    await asyncio.Event().wait()


async def has_agent(phone: Telephone) -> None:
    call = phone.carrier.call(NUMBER)

    async def there() -> bool:
        return "<Stream" in call.document

    await phone.until(there)


def test_the_receptionist_first(routed: Run) -> None:
    async def work(phone: Telephone) -> None:
        await has_agent(phone)
        assert phone.carrier.rung(STAFF) == []

    routed("ai_first", work)


@pytest.mark.parametrize("mode", ["hours_staff_afterhours_ai", "staff_first_overflow_ai"])
def test_the_staff_first_while_they_are_there(routed: Run, mode: str) -> None:
    async def work(phone: Telephone) -> None:
        await phone.set(RING_SECONDS, 24)
        call = phone.carrier.call(NUMBER)
        await call.ended.wait()
        assert [one.bridged for one in phone.carrier.rung(STAFF)] == [True]
        first = phone.carrier.webhooks.sent[0][2] or ""
        assert 'timeout="24"' in first
        assert "<Stream" not in first
        assert await phone.tasks() == []
        at_night(phone)
        await has_agent(phone)

    routed(mode, work)


@pytest.mark.parametrize("behaviour", ["busy", "no_answer"])
def test_the_receptionist_takes_what_the_staff_do_not(routed: Run, behaviour: str) -> None:
    async def work(phone: Telephone) -> None:
        phone.carrier.people[STAFF] = behaviour  # type: ignore[assignment]
        await has_agent(phone)
        assert len(phone.carrier.rung(STAFF)) == 1

    routed("staff_first_overflow_ai", work)


def test_in_hours_without_staff_a_message_is_taken(routed: Run) -> None:
    async def work(phone: Telephone) -> None:
        phone.carrier.people[STAFF] = "no_answer"
        call = phone.carrier.call(NUMBER)
        said = " ".join(await call.asks())
        assert "nobody at Riverside Dental could pick up" in said
        assert "llame al 911" in said
        await call.hang_up()
        (task,) = await phone.tasks()
        assert (task.type, task.priority, task.callback_number) == ("message", "urgent", CALLER)
        assert task.due_at is not None

    routed("hours_staff_afterhours_ai", work)


@pytest.mark.parametrize("mode", ["voicemail_only", "ai_first", "staff_first_overflow_ai"])
def test_paused_everybody_leaves_a_message(routed: Run, mode: str) -> None:
    async def work(phone: Telephone) -> None:
        if mode != "voicemail_only":
            await pause(phone)
        call = phone.carrier.call(NUMBER, "anonymous")
        said = " ".join(await call.asks())
        assert "Thank you for calling Riverside Dental" in said
        call.say("It is me")
        await call.ended.wait()
        assert "call you back" in call.said[-1]
        (task,) = await phone.tasks()
        assert task.callback_number is None
        assert phone.carrier.rung(STAFF) == []

    routed(mode, work)


def test_our_own_number_calls_in_a_circle(routed: Run) -> None:
    async def work(phone: Telephone) -> None:
        call = phone.carrier.call(NUMBER, NUMBER)
        await call.ended.wait()
        assert call.said == []
        assert await phone.tasks() == []

    routed("ai_first", work)


def test_a_server_that_is_away_leaves_the_caller_with_the_fallback(routed: Run) -> None:
    async def work(phone: Telephone) -> None:
        phone.carrier.own(
            NUMBER, "http://127.0.0.1:1/voice", voice_fallback_url=f"{phone.public}/health"
        )
        call = phone.carrier.call(NUMBER)
        await call.ended.wait()
        asked = [address for address, _, _ in phone.carrier.webhooks.sent]
        assert asked == ["http://127.0.0.1:1/voice", f"{phone.public}/health"]

    routed("ai_first", work)
