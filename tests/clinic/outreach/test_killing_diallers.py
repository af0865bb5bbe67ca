"""Workers are killed while they place calls: everybody is called, and nobody twice.

The carrier lives on and notes whom it called. It thinks before it takes a call, and loses some of
its answers, so that many a worker dies, or hears nothing, between writing down that it is about to
call somebody and knowing that they are called.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic.store.keyring import new_key, parse
from clinic.store.scope import Scope
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from clinic.store.tables.practice import Agreement
from engine.clinic import Clinic
from telephony.sandbox.callee import Callee
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from tests.clinic.jobs.crew import Crew
from tests.clinic.messages.office import NOON, Office, plain_settings
from tests.clinic.messages.sender_process import MovedClock
from tests.clinic.outreach.calling import Desk
from tests.databases import opened

KILLS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 3
EACH = 4
"""People who wait before each kill."""
THOUGHT = 0.05
"""Seconds that the carrier thinks."""


async def wait_for(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(90):
        while not await true():
            await asyncio.sleep(0.01)


@pytest.mark.timeout(1800)
def test_nobody_is_called_twice_when_workers_die(
    url: str, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    chance = random.Random(5)
    key, clock = new_key(), MovedClock(NOON - datetime.now(UTC))

    async def whole() -> None:
        async with TwilioStandIn() as twilio, opened(url, parse(key), riverside) as database:
            twilio.clock = clock
            twilio.own(riverside.number)
            twilio.faults.order("slow", THOUGHT)
            desk = Desk(Office(database, scope, clock, plain_settings()))
            await desk.office.set("outreach_lines", 20)
            crew = Crew(
                "tests.clinic.outreach.dialler_process",
                str(clock.ahead.total_seconds()),
                settings={
                    "DATABASE_URL": url,
                    "DATA_DIR": str(tmp_path),
                    "ENCRYPTION_KEY": key,
                    "TELEPHONY_MODE": "TWILIO",
                    "TWILIO_SID": ACCOUNT,
                    "TWILIO_TOKEN": TOKEN,
                    "TWILIO_BASE_URL": twilio.url,
                    "PUBLIC_URL": "http://127.0.0.1:9",
                },
            )
            await desk.office.add(
                Agreement(
                    id="a",
                    practice_id=scope.practice_id,
                    vendor="twilio",
                    signed_at=NOON - timedelta(days=1),
                )
            )
            numbers: list[str] = []

            async def all_are_called() -> bool:
                return {one.to for one in twilio.calls.values()} == set(numbers)

            async def all_are_known() -> bool:
                tries = await desk.office.rows(OutreachAttempt)
                return all(one.call_id or one.outcome for one in tries) and all(
                    one.call_id for one in await desk.office.rows(OutreachJob)
                )

            try:
                for number in range(KILLS):
                    await asyncio.to_thread(crew.hire)
                    twilio.loses_answers = chance.random() < 0.5
                    for each in range(EACH):
                        to = f"+1512555{1000 + number * EACH + each}"
                        twilio.callees[to] = Callee("rings")
                        numbers.append(to)
                        await desk.waits(to)
                    before = len(await desk.tries())

                    async def begun(before: int = before) -> bool:
                        return len(await desk.tries()) > before

                    await wait_for(begun)
                    await asyncio.sleep(chance.uniform(0, 2 * THOUGHT))
                    await asyncio.to_thread(crew.kill, 0)
                    for job in await desk.office.rows(OutreachJob):
                        if job.status == "in_progress" and job.call_id:
                            await desk.office.change(OutreachJob, job.id, status="completed")
                twilio.loses_answers = False
                await asyncio.to_thread(crew.hire)
                await wait_for(all_are_called)
                await wait_for(all_are_known)
            finally:
                crew.kill_all()
            assert Counter(one.to for one in twilio.calls.values()) == Counter(numbers)
            known = {one.call_id for one in await desk.tries() if one.call_id}
            assert known == set(twilio.calls)

    asyncio.run(whole())
