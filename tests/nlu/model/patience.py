"""How long tests of the model wait, and the one way they run what has real sockets."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from nlu.model.hedge import Patience

T = TypeVar("T")
SHORT = Patience(again_after=0.05, deadline=0.4)
"""For servers that never answer; nobody asserts how long it took."""
LONG = Patience(again_after=20, deadline=25)
"""For servers that do: a slow machine changes nothing."""


def meet(scenario: Coroutine[Any, Any, T]) -> T:
    """Run something with real sockets; only what hangs is ended."""

    async def bounded() -> T:
        async with asyncio.timeout(30):
            return await scenario

    return asyncio.run(bounded())
