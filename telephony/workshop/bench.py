"""Processes beside the server, and how they are asked.

Quick questions share one process that stays; each long one has a process of its own, which can be
ended at any moment. None of their work is done in the server's own process, for there callers wait.
"""

import asyncio
import hashlib
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from telephony.workshop.answerer import MISTAKE

QUICK_SECONDS: Final = 15.0
"""No honest draft takes so long to check; one that does was made to."""
LONG_SECONDS: Final = 600.0
IDLE_SECONDS: Final = 600.0
"""After which the process that stays does not stay."""
_LONGEST_LINE: Final = 64 * 1024 * 1024
_COMMAND: Final = (sys.executable, "-m", "telephony.workshop.answerer")
QUICK_NICE: Final = 5
LONG_NICE: Final = 15
"""How far a process gives way to the calls, and to everything else on the machine."""
_log = logging.getLogger(__name__)

Told = Callable[[Mapping[str, Any]], None]


class Unanswerable(Exception):  # noqa: N818 - an answer too
    """A question could not be answered; the text is a sentence that says what to do."""


class Bench:
    """The processes of one server."""

    def __init__(self) -> None:
        self._quick: Process | None = None
        self._turn = asyncio.Lock()
        self._long: set[Process] = set()
        self._resting: asyncio.TimerHandle | None = None

    async def warm(self) -> None:
        """Have the process ready that answers quick questions."""
        async with self._turn:
            await self._ready()

    async def ask(self, question: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a quick question. Raises `Unanswerable`."""
        async with self._turn:
            process = await self._ready()
            done = False
            try:
                answer = await _asked(process, question, given, QUICK_SECONDS)
                done = True
            finally:
                if not done:  # what it would answer now would be taken for the next answer
                    await _ended(process)
            return _result(answer)

    async def work(
        self, question: str, given: Mapping[str, Any], told: Told | None = None
    ) -> dict[str, Any]:
        """The answer to a long question; cancelled, its process ends. Raises `Unanswerable`."""
        process = await _started(LONG_NICE)
        self._long.add(process)
        try:
            return _result(await _asked(process, question, given, LONG_SECONDS, told))
        finally:
            self._long.discard(process)
            await _ended(process)

    async def close(self) -> None:
        """End every process."""
        if self._resting is not None:
            self._resting.cancel()
        for process in (*self._long, *filter(None, [self._quick])):
            await _ended(process)

    async def _ready(self) -> Process:
        if self._quick is None or self._quick.returncode is not None:
            self._quick = await _started(QUICK_NICE)
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._rest)
        return self._quick

    def _rest(self) -> None:
        if self._quick is not None and not self._turn.locked():
            with suppress(ProcessLookupError):
                self._quick.kill()


def digest(compiled: str) -> str:
    """By which a flow that was proved is known again."""
    return hashlib.sha256(compiled.encode()).hexdigest()


async def _started(nice: int) -> Process:
    return await asyncio.create_subprocess_exec(
        *_COMMAND, str(nice), stdin=PIPE, stdout=PIPE, limit=_LONGEST_LINE
    )


async def _asked(
    process: Process,
    question: str,
    given: Mapping[str, Any],
    seconds: float,
    told: Told | None = None,
) -> dict[str, Any]:
    """What a process answers; nothing if it ended, or took too long."""
    assert process.stdin is not None
    assert process.stdout is not None
    line = json.dumps({"question": question, "given": given}) + "\n"
    try:
        async with asyncio.timeout(seconds):
            process.stdin.write(line.encode())
            await process.stdin.drain()
            while row := await process.stdout.readline():
                answer: dict[str, Any] = json.loads(row)
                if "progress" not in answer:
                    return answer
                if told is not None:
                    told(answer["progress"])
    except TimeoutError:
        await _ended(process)
        raise Unanswerable("This takes too long; make the draft smaller.") from None
    except (BrokenPipeError, ConnectionResetError):
        pass
    _log.error("a process that works on flows has ended by itself")
    await _ended(process)
    raise Unanswerable("The work was stopped from outside; is memory short? Try again.")


def _result(answer: Mapping[str, Any]) -> dict[str, Any]:
    if "result" in answer:
        result: dict[str, Any] = answer["result"]
        return result
    if MISTAKE in answer:
        raise Unanswerable(str(answer[MISTAKE]))
    _log.error("a question about a flow was not answered: %s", answer.get("fault"))
    raise Unanswerable("Something broke while the draft was read. Nothing was lost.")


async def _ended(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
