"""How the tests run: the same every time here, with new examples at night (`make soak`)."""

import os
from typing import Final
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import (
    empty_url,
    in_store,
    keyring,
    postgresql,
    riverside,
    scope,
    sqlite_template,
    url,
)

UNCOUNTED: Final = (
    "postgresql",
    "api/test_any_request",
    "api/test_killing_the_server",
    "api/test_walls",
    "cli/test_check",
    "clinic/jobs/test_killing",
    "clinic/messages/test_killing_messages",
    "clinic/store/test_calls_through_store",
    "telephony/local/",
    "telephony/phone/test_fault_matrix",
    "telephony/test_shipped_calls",
    "test_transcripts",
)
"""Parts of names of tests whose lines others run too: counting them would take twice the time."""


OVER_THE_STORE: Final = ("tests/api/", "tests/cli/")
"""Rooms whose tests say little about a database that those of the store do not: on PostgreSQL every
third of them runs every day, and all of them at night."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs without counting lines (`make test`), and leave some to the night."""
    for item in items:
        if any(part in item.nodeid for part in UNCOUNTED):
            item.add_marker("uncounted")
    if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" or len(config.args) > 1:
        return
    left = [item for item in items if _is_for_the_night(item)]
    if left and len(items) > len(left) * 4:  # whoever names a file gets all of it
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not _is_for_the_night(item)]


def _is_for_the_night(item: pytest.Item) -> bool:
    over = "postgresql" in item.nodeid and item.nodeid.startswith(OVER_THE_STORE)
    return over and crc32(item.nodeid.encode()) % 3 != 0


settings.register_profile(
    "everyday",
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

__all__ = [
    "empty_url",
    "in_store",
    "keyring",
    "postgresql",
    "riverside",
    "scope",
    "sqlite_template",
    "url",
]
