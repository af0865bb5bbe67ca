"""Faults that a stand-in commits when it is told to, at any moment of a call.

A vendor fails in few ways, and every stand-in knows the same ones, so a test of one reads like a
test of another. A stand-in looks at its `Faults` whenever it is about to answer; those that must
act at once, on calls that are under way, ask to be told by `watch`.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["none", "refuse", "hang", "slow", "drop", "garbage"]
"""What a stand-in does:
- `refuse`: answers new requests and connections with an HTTP error (`status`);
- `hang`: takes everything and never answers;
- `slow`: every answer comes `seconds` late;
- `drop`: breaks off what is under way, at once, and whatever begins, `seconds` after its beginning;
- `garbage`: sends what no client can read.
"""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Faults:
    """What one stand-in does wrong at the moment; nothing, unless it is ordered."""

    def __init__(self) -> None:
        self.kind: Kind = "none"
        self.seconds = 0.0
        self.status = 503
        self._watchers: list[Callable[[], None]] = []

    def order(self, kind: Kind, seconds: float = 0.0, *, status: int = 503) -> None:
        """From now on, do this wrong. `status` is the HTTP status of a refusal.

        Raises `ValueError` for a kind that no stand-in knows, and for a time that is negative.
        """
        if kind not in KINDS:
            raise ValueError(f"no stand-in knows the fault {kind!r}; known: {', '.join(KINDS)}")
        if seconds < 0:
            raise ValueError("the seconds of a fault cannot be negative")
        self.kind, self.seconds, self.status = kind, seconds, status
        for watcher in tuple(self._watchers):
            watcher()

    def clear(self) -> None:
        """From now on, do everything right."""
        self.order("none")

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` whenever something is ordered; returns what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def delay(self) -> None:
        """Wait before an answer, if answers are to be late; for ever, if none is to come."""
        if self.kind == "slow":
            await asyncio.sleep(self.seconds)
        elif self.kind == "hang":
            await asyncio.Event().wait()
