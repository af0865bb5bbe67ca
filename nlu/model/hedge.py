"""Two chances within one deadline: a caller waits for nobody's slow moment.

Most slow answers are slow by bad luck of one request. So a second one starts a little later, the
first good answer is taken, and the other request is withdrawn. A request that fails before the
second has begun ends it at once: what was refused a moment ago is refused again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

T = TypeVar("T")

_FAREWELL: Final = 0.05
"""Seconds that withdrawn requests get to close their connection."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which a second request starts, and after which there is no answer."""

    again_after: float = 0.5
    deadline: float = 1.2

    def after(self, seconds: float) -> "Patience":
        """What is left of it when some seconds are gone."""
        return replace(self, deadline=max(self.deadline - seconds, 0.0))


async def first_good(ask: Callable[[], Awaitable[T]], patience: Patience) -> T:
    """The first good answer.

    Raises what the last request raised if none is good, and `TimeoutError` past the deadline.
    """
    under_way: list[asyncio.Future[T]] = [asyncio.ensure_future(ask())]
    try:
        async with asyncio.timeout(patience.deadline):
            done, _ = await asyncio.wait(under_way, timeout=patience.again_after)
            if not done:
                under_way.append(asyncio.ensure_future(ask()))
            return await _first_of(under_way)
    finally:
        await _withdraw(under_way)


async def _first_of(under_way: list[asyncio.Future[T]]) -> T:
    waiting = set(under_way)
    while True:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        good = [one for one in under_way if one in done and one.exception() is None]
        if good:
            return good[0].result()
        if not waiting:
            return done.pop().result()  # raises why it is not


async def _withdraw(under_way: list[asyncio.Future[T]]) -> None:
    for one in under_way:
        one.cancel()
    ended, _ = await asyncio.wait(under_way, timeout=_FAREWELL)
    for one in ended:
        if not one.cancelled():
            one.exception()  # looked at, or asyncio complains that nobody did
