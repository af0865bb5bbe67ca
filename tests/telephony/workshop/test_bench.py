"""The processes beside the server: they answer, give way, and are gone when nobody needs them."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from engine import codec
from telephony.workshop import bench
from telephony.workshop.bench import QUICK_NICE, Bench, Unanswerable

FLOW = "flow: x\nversion: 1\nlanguage: en-US\nextends: reminder\n"


def given(text: str = FLOW) -> dict[str, Any]:
    clinic = load_clinic("riverside_dental")
    files = {"x.yaml": text}
    return {"flow": "x", "files": files, "clinic": codec.dumps(clinic), "clinic_id": clinic.id}


def on_a_bench(work: Callable[[Bench], Awaitable[None]]) -> None:
    async def whole() -> None:
        there = Bench()
        try:
            async with asyncio.timeout(60):
                await work(there)
        finally:
            await there.close()

    asyncio.run(whole())


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def quick(there: Bench) -> int:
    """The process that stays."""
    assert there._quick is not None
    return there._quick.pid


def test_one_process_answers_the_quick_questions_and_gives_way() -> None:
    async def work(there: Bench) -> None:
        await there.warm()
        first = quick(there)
        assert (await there.ask("check", given()))["problems"] == []
        wrong = await there.ask("check", given(FLOW + "prset: pilot\n"))
        assert "did you mean 'preset'?" in wrong["problems"][0]["text"]
        assert quick(there) == first
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, first) == own + QUICK_NICE
        await there.close()
        assert not alive(first)

    on_a_bench(work)


def test_what_cannot_be_answered_is_a_sentence_and_the_next_question_is_answered() -> None:
    async def work(there: Bench) -> None:
        with pytest.raises(Unanswerable, match="at most 6 files"):
            await there.ask("check", given() | {"files": {f"x{n}.yaml": "" for n in range(9)}})
        with pytest.raises(Unanswerable, match="Something broke"):
            await there.ask("check", {})
        assert (await there.ask("check", given()))["problems"] == []

    on_a_bench(work)


def test_a_process_that_is_killed_is_replaced() -> None:
    async def work(there: Bench) -> None:
        await there.ask("check", given())
        os.kill(quick(there), signal.SIGSTOP)
        asking = asyncio.create_task(there.ask("check", given()))
        await asyncio.sleep(0)
        os.kill(quick(there), signal.SIGKILL)
        with pytest.raises(Unanswerable, match="stopped from outside"):
            await asking
        assert (await there.ask("check", given()))["problems"] == []

    on_a_bench(work)


def test_a_draft_that_was_made_to_take_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(there: Bench) -> None:
        await there.ask("check", given())
        first = quick(there)
        os.kill(first, signal.SIGSTOP)
        monkeypatch.setattr(bench, "QUICK_SECONDS", 0.1)
        with pytest.raises(Unanswerable, match="takes too long"):
            await there.ask("check", given())
        assert not alive(first)

    on_a_bench(work)


def test_long_work_that_is_given_up_leaves_no_process() -> None:
    async def work(there: Bench) -> None:
        told = asyncio.Event()
        work = asyncio.create_task(there.work("proof", given(), lambda progress: told.set()))
        await told.wait()
        (process,) = there._long
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert not alive(process.pid)
        assert not there._long

    on_a_bench(work)


def test_a_process_ends_when_who_asks_it_is_gone() -> None:
    async def work(there: Bench) -> None:
        await there.warm()
        assert there._quick is not None
        assert there._quick.stdin is not None
        there._quick.stdin.close()
        assert await there._quick.wait() == 0

    on_a_bench(work)
