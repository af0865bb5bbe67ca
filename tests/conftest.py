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

os.environ.setdefault("EXAMPLE_WEEK", "false")
"""An invented week takes seconds; whoever looks at one asks for it."""

UNCOUNTED: Final = (
    "postgresql",
    "api/test_any_request",
    "api/test_killing_the_server",
    "api/test_putting_through",
    "api/test_walls",
    "cli/test_check",
    "cli/test_keeping",
    "clinic/jobs/test_killing",
    "clinic/messages/test_killing_messages",
    "clinic/store/test_calls_through_store",
    "engine/proof/test_exploration.py::test_a_request_that_is_brought",
    "engine/proof/test_exploration.py::test_every_state_was_reached",
    "engine/proof/test_length",
    "medical_explored]",
    "nlu/test_understand_ours",
    "outreach/test_",
    "telephony/local/",
    "telephony/phone/test_fault_matrix",
    "telephony/test_calls_by_wire",
    "telephony/test_rehearsal",
    "telephony/test_shipped_calls",
    "test_transcripts",
)
"""Parts of names of tests whose lines others run too: counting them would take twice the time."""


OVER_THE_STORE: Final = (
    "tests/api/",
    "tests/cli/",
    "tests/clinic/outreach/",
    "tests/clinic/store/test_calls_through_store",
    "tests/telephony/",
)
"""Rooms whose tests say little about a database that those of the store do not: on PostgreSQL every
sixth of them runs every day, and all of them at night."""
IN_A_BROWSER: Final = "tests/dashboard/"
"""They take seconds each: every third runs every day (`make desk-tests`: all), always the same,
so that a change that breaks a room is noticed the same day."""
LONG: Final = (
    "agent_config/test_flow_form.py::test_a_text_that_is_changed",
    "agent_config/test_yaml_patch.py::test_any_wording",
    "api/test_media_socket.py::test_bad_streams",
    "api/test_publishing.py::test_a_proof_tells",
    "api/test_publishing.py::test_recorded_calls",
    "api/test_publishing.py::test_who_comes_second",
    "cli/test_bench_dialogues",
    "cli/test_learn",
    "cli/test_sandbox.py::test_a_call_is_typed",
    "cli/test_simulate.py::test_a_digest_is_the_same",
    "engine/proof/test_exploration.py::test_no_call_leaves_the_explored_states[medical_explored]",
    "engine/test_call_machine.py::test_a_caller_who_never_stops_talking",
    "nlu/test_understand_ours.py::test_our_question",
    "outreach/test_killing_month",
    "outreach/test_month.py::test_a_whole_month",
    "outreach/test_month.py::test_without_the_gate",
    "telephony/speaking/test_said_in_calls",
    "telephony/workshop/test_bench.py::test_long_work_that_is_given_up",
)
"""Parts of names of tests that take ten seconds and more and say little beside their neighbours."""


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
    number = crc32(item.nodeid.encode())
    if item.nodeid.startswith(IN_A_BROWSER):
        return number % 3 != 0
    if any(part in item.nodeid for part in LONG):
        return True
    over = "postgresql" in item.nodeid and item.nodeid.startswith(OVER_THE_STORE)
    return over and number % 6 != 0


settings.register_profile(
    "everyday",
    max_examples=40,
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
