"""Times in requests about the schedule: on the clinic's own clock, or with an offset.

Both are bounded: no diary reaches beyond this century, and a moment near the end of the calendar
could not be told in another zone.
"""

from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099


def _exists(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _near(at: datetime) -> datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("a moment that no diary reaches")
    return at


LocalMinute = Annotated[
    str,
    Field(
        pattern=r"^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d$",
        description="A minute on the clinic's clock.",
        examples=["2026-03-03T10:00"],
    ),
    AfterValidator(_exists),
]
NearMoment = Annotated[AwareDatetime, AfterValidator(_near)]
"""A moment with its offset, of this century."""
