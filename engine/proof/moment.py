"""The moments at which the proof makes its calls: one in opening hours, one outside them.

The clock stands still in a proof, so its bounds come from the flow and not from the limit on
minutes. That limit is covered by `TimeUp`, which may come at any time.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from engine.clinic import Clinic

NOW: Final = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
"""A Tuesday morning."""


def moments(clinic: Clinic) -> tuple[datetime, ...]:
    """The moment of the proof, and another at which the clinic is closed when this one is open."""
    hours = (NOW + timedelta(hours=hour) for hour in range(1, 168))
    other = next((at for at in hours if clinic.is_open(at) != clinic.is_open(NOW)), None)
    return (NOW,) if other is None else (NOW, other)
