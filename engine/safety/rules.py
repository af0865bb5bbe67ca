"""Placeholder until written."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that a flow adds to the built-in rules; it can only add."""

    phrase: str
    reason: str
