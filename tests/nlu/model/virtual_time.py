"""A loop of events that never waits: its clock jumps to whatever is due next."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop of events whose clock jumps to the next thing that is due."""

    def __init__(self) -> None:
        super().__init__(_Instant(self))
        self.at = 0.0

    def time(self) -> float:
        return self.at


class _Instant(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout:
            self._loop.at += timeout
        return list(super().select(0))


def in_no_time(scenario: Callable[[], Coroutine[Any, Any, T]]) -> tuple[T, float]:
    """Run something that waits only for its own clock; its result, and when it ended."""
    loop = VirtualLoop()
    try:
        result = loop.run_until_complete(scenario())
        return result, round(loop.at, 6)
    finally:
        loop.close()
