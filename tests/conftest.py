"""How the tests run: the same every time here, with new examples at night (`make soak`)."""

import os

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

settings.register_profile(
    "everyday", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
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
