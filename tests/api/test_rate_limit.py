"""Requests are counted together where several servers run, and never stop a clinic's work."""

import asyncio
import socket
from typing import Any

import fakeredis
import pytest

from agent_config.settings import Settings
from api.rate_limit import RateLimit


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a Redis that all who ask for it share."""
    shared = fakeredis.FakeServer()

    def from_url(url: str, **options: Any) -> fakeredis.FakeAsyncRedis:
        return fakeredis.FakeAsyncRedis(server=shared)

    monkeypatch.setattr("redis.asyncio.Redis.from_url", from_url)
    return "redis://redis.invalid:6379/0"


def test_several_servers_count_together(redis: str) -> None:
    settings = Settings(redis_url=redis, rate_limits="3/hour", signed_in_rate_limits="4/hour")

    async def work() -> list[bool]:
        servers = [RateLimit(settings), RateLimit(settings)]
        return [await servers[n % 2].wait("1.2.3.4", signed_in=False) == 0 for n in range(5)]

    assert asyncio.run(work()) == [True, True, True, False, False]


def test_one_server_counts_by_itself_each_by_their_own_limit() -> None:
    settings = Settings(rate_limits="2/hour;1/minute", signed_in_rate_limits="3/hour")

    async def work() -> None:
        limit = RateLimit(settings)
        assert await limit.wait("stranger", signed_in=False) == 0
        assert 0 < await limit.wait("stranger", signed_in=False) <= 60
        assert await limit.wait("other", signed_in=False) == 0
        for _ in range(3):
            assert await limit.wait("stranger", signed_in=True) == 0
        assert 0 < await limit.wait("stranger", signed_in=True) <= 3600

    asyncio.run(work())


def test_a_counter_that_is_away_stops_nobody() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{nobody.getsockname()[1]}/0"
        limit = RateLimit(Settings(redis_url=address, rate_limits="1/hour"))

        async def work() -> list[int]:
            return [await limit.wait("1.2.3.4", signed_in=False) for _ in range(3)]

        assert asyncio.run(work()) == [0, 0, 0]


def test_limits_that_cannot_be_read_are_told_by_their_variable() -> None:
    with pytest.raises(ValueError, match="RATE_LIMITS: limits look like"):
        RateLimit(Settings(rate_limits="often"))
