"""How the tests run: the same every time here, with new examples at night (`make soak`)."""

import os
from typing import Final

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
    "engine/proof/test_planted_faults",
    "engine/test_call_machine",
    "api/test_any_request",
    "api/test_killing_the_server",
    "api/test_walls",
    "cli/test_bench",
    "cli/test_simulate",
    "cli/test_check",
    "clinic/jobs/test_killing",
    "clinic/messages/test_killing_messages",
    "clinic/store/test_calls_through_store",
    "telephony/deepgram/",
    "telephony/local/",
    "telephony/phone/test_fault_matrix",
    "telephony/test_rehearsal",
    "telephony/test_shipped_calls",
    "test_transcripts",
)
"""Parts of names of tests whose lines others run too: counting them would take twice the time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs without counting lines (`make test`)."""
    for item in items:
        if any(part in item.nodeid for part in UNCOUNTED):
            item.add_marker("uncounted")


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
