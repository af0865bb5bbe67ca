"""Figures for Prometheus: counts and seconds by the pattern of a path, never by what was in it."""

from collections.abc import Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA: Final = "text/plain; version=0.0.4; charset=utf-8"
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})

_registry = CollectorRegistry()
_requests = Counter(
    "frontdesk_requests", "Requests answered.", ("method", "path", "status"), registry=_registry
)
_seconds = Histogram(
    "frontdesk_request_seconds",
    "Seconds until an answer.",
    ("method", "path"),
    buckets=SECONDS,
    registry=_registry,
)
_turns = Histogram(
    "frontdesk_turn_seconds",
    "Seconds from a caller's words to all that follows from them.",
    ("channel",),
    buckets=SECONDS,
    registry=_registry,
)
_calls = Gauge("frontdesk_live_calls", "Calls that are under way here.", registry=_registry)
_state: dict[str, Gauge] = {}


def requests_seen(method: str, path: str, status: int, seconds: float) -> None:
    """Count a request by the pattern of its path."""
    known = method if method in METHODS else "OTHER"
    _requests.labels(known, path, str(status)).inc()
    _seconds.labels(known, path).observe(seconds)


def turn_taken(channel: str, seconds: float) -> None:
    """Count a turn of a call."""
    _turns.labels(channel).observe(seconds)


def exposition(state: Mapping[str, float], live_calls: int) -> bytes:
    """Everything as Prometheus reads it; `state` are figures of the moment, by name."""
    _calls.set(live_calls)
    for name, value in state.items():
        if name not in _state:
            told = name.replace("_", " ").capitalize() + "."
            _state[name] = Gauge(f"frontdesk_{name}", told, registry=_registry)
        _state[name].set(value)
    return generate_latest(_registry)
