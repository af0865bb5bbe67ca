"""The measure of jobs does every job that it counts."""

import asyncio
from pathlib import Path

from cli.benchmarks.jobs import jobs_per_second


def test_jobs_are_measured(empty_url: str, tmp_path: Path) -> None:
    speed = asyncio.run(jobs_per_second(empty_url, tmp_path, count=20, single=2))
    assert speed.per_second > 1
    assert 0 < speed.delay_ms < 10_000
