"""How often one address, or one user, may ask: counted here, or in Redis where several servers run.

Should Redis not answer, requests are let through: a clinic without its counter still works.
"""

import logging
from math import ceil
from time import time

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter

from agent_config.settings import Settings

_log = logging.getLogger(__name__)


class RateLimit:
    """Counts requests. Raises `ValueError` for limits that cannot be read."""

    def __init__(self, settings: Settings) -> None:
        storage: Storage = MemoryStorage()
        if settings.redis_url:
            address = f"async+{settings.redis_url}"
            storage = RedisStorage(address, implementation="redispy")
        self._counter = MovingWindowRateLimiter(storage)
        self._stranger = _limits("RATE_LIMITS", settings.rate_limits)
        self._member = _limits("SIGNED_IN_RATE_LIMITS", settings.signed_in_rate_limits)

    async def wait(self, who: str, *, signed_in: bool) -> int:
        """Count a request; the seconds after which the next may come, 0 if this one may."""
        try:
            for item in self._member if signed_in else self._stranger:
                if not await self._counter.hit(item, who):
                    window = await self._counter.get_window_stats(item, who)
                    return max(1, ceil(window.reset_time - time()))
        except Exception as fault:  # whatever the counter's store does, the clinic goes on
            _log.error("requests are not counted: %s", type(fault).__name__)
        return 0


def _limits(variable: str, text: str) -> list[RateLimitItem]:
    try:
        return parse_many(text)
    except ValueError:
        raise ValueError(f"{variable}: limits look like '100/15minutes;60/minute'") from None
