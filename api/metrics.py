"""Figures for Prometheus: counts and seconds by the pattern of a path, never by what was in it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from telephony.observer import STAGES, Stages

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
    "Seconds of a turn: in all, from a caller's last word to the answer, and of each stage.",
    ("channel", "stage"),
    buckets=(0.001, *SECONDS),
    registry=_registry,
)
_failures = Counter(
    "frontdesk_vendor_failures",
    "What a vendor was asked and did not do.",
    ("vendor",),
    registry=_registry,
)
_calls = Gauge(
    "frontdesk_calls_live", "Calls that are under way here.", ("channel",), registry=_registry
)
CHANNELS: Final = ("phone", "chat", "sms", "terminal", "browser")
"""Those of which it is told that there is no call."""
_state: dict[str, Gauge] = {}


def requests_seen(method: str, path: str, status: int, seconds: float) -> None:
    """Count a request by the pattern of its path."""
    known = method if method in METHODS else "OTHER"
    _requests.labels(known, path, str(status)).inc()
    _seconds.labels(known, path).observe(seconds)


def turn_taken(channel: str, stages: Stages) -> None:
    """Count a turn of a call, and its stages."""
    for stage in STAGES:
        if (seconds := getattr(stages, stage)) is not None:
            _turn(channel, stage).observe(seconds)


def vendor_failed(vendor: str) -> None:
    """Count a failure of a vendor."""
    _failures.labels(vendor).inc()


def failures_of(vendor: str) -> int:
    """How often a vendor failed this process."""
    name = "frontdesk_vendor_failures_total"
    return int(_registry.get_sample_value(name, {"vendor": vendor}) or 0)


@cache
def _turn(channel: str, stage: str) -> Histogram:
    return _turns.labels(channel, stage)


def exposition(state: Mapping[str, float], live: Sequence[str]) -> bytes:
    """Everything as Prometheus reads it; `state` are figures of the moment, by name.

    `live` are the channels of the calls that are under way.
    """
    for channel in {*CHANNELS, *live}:
        _calls.labels(channel).set(live.count(channel))
    for name, value in state.items():
        if name not in _state:
            told = name.replace("_", " ").capitalize() + "."
            _state[name] = Gauge(f"frontdesk_{name}", told, registry=_registry)
        _state[name].set(value)
    return generate_latest(_registry)
