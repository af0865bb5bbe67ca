"""Answers that were given a moment ago: a carrier that asks the same again gets the same again.

Twilio repeats a request when it did not like, or did not get, the answer. The same request has the
same idempotency token, or failing that the same leg and address; two that come at once wait for
one another.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

REMEMBERED: Final = 2_048


class Answered:
    """The latest answers of this process."""

    def __init__(self) -> None:
        self._answers: dict[str, asyncio.Future[str]] = {}

    async def once(self, key: str, answer: Callable[[], Awaitable[str]]) -> str:
        """What `answer` gives, or gave when this key came before; a failure is not kept."""
        known = self._answers.get(key)
        if known is not None:
            return await asyncio.shield(known)
        mine = self._answers[key] = asyncio.ensure_future(answer())
        mine.add_done_callback(_seen)
        while len(self._answers) > REMEMBERED:
            self._forget(next(iter(self._answers)))
        try:
            return await asyncio.shield(mine)
        except BaseException:
            if mine.done():
                self._forget(key)
            raise

    def _forget(self, key: str) -> None:
        self._answers.pop(key, None)


def _seen(done: "asyncio.Future[str]") -> None:
    """Whoever asked may have gone: what failed then is no surprise to anybody."""
    if not done.cancelled():
        done.exception()
