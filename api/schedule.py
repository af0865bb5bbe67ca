"""What the paths of the schedule share: the clinic of a desk, and whoever books in it.

A time that is taken, and an appointment that somebody else changed, are answered 409; the first
with the code `taken`, the second with `stale`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from api.access import Desk
from api.problem import conflict, looking_for, unusable
from clinic.store.appointments import Appointments, Stale
from clinic.store.profile import clinic_of
from engine.clinic import Clinic

Number = Annotated[str, Field(pattern=r"^\+[1-9]\d{7,14}$", examples=["+15125550142"])]
"""A telephone, E.164."""
LONGEST: Final = timedelta(days=366)
"""A list that is not in pages covers so much at most."""


async def clinic_at(desk: Desk) -> Clinic:
    """The clinic at whose desk somebody works."""
    return await clinic_of(desk.database, desk.scope)


async def appointments_at(desk: Desk) -> Appointments:
    """The appointments of the clinic at whose desk somebody works."""
    clinic = await clinic_at(desk)
    return Appointments(desk.database, desk.scope, clinic, clock=lambda: desk.now)


@contextmanager
def booking(what: str) -> Iterator[None]:
    """Where something in the schedule is changed. Raises `Problem` for what stands against it."""
    try:
        with looking_for(what):
            yield
    except Stale as stale:
        raise conflict(str(stale), "stale") from None


def ordered(since: datetime, until: datetime) -> None:
    """Raises `Problem` for a time that ends before it begins, or is longer than a year."""
    if not since < until <= since + LONGEST:
        raise unusable("A time ends after it begins, and lasts a year at most.", "time")
