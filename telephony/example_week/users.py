"""Those who work in an example clinic, by what they are called and do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody invented who works there."""

    id: str
    role: str
