"""When and where a service could begin, from the clinic's hours and rules alone.

The grid knows nothing of bookings. It counts in real minutes, not in numbers on a clock: on the
night when clocks go forward no start lies in the missing hour, and on the night when they go
back the repeated hour is offered once, because callers would not know which one was meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.clinic import DAYS, Clinic, Hours, Service
from engine.events import Value

STEP_MINUTES = 30
"""Longer services may begin every half hour, so that a wish for half past ten can be met."""

CELL_SECONDS = 300
HYGIENE = "hygiene"


@dataclass(frozen=True, slots=True)
class Place:
    """Who does it, and in which room. Both are busy for the whole of it."""

    provider: str
    operatory: str


def iso_minute(moment: datetime) -> str:
    """An aware or naive local moment as "2026-03-03T10:00"."""
    return moment.strftime("%Y-%m-%dT%H:%M")


def instant(clinic: Clinic, local: str) -> datetime:
    """The moment that a local ISO minute names, in UTC; the first one of a repeated hour."""
    naive = datetime.fromisoformat(local).replace(tzinfo=None)
    return naive.replace(tzinfo=ZoneInfo(clinic.timezone)).astimezone(UTC)


def moments(clinic: Clinic, occupied: Mapping[str, Value]) -> tuple[datetime, datetime]:
    """When an opening or appointment begins and ends, without its buffer."""
    begins = instant(clinic, occupied["start"])
    return begins, begins + timedelta(minutes=int(occupied["minutes"]))


def _clock(day: date, hhmm: str, zone: ZoneInfo) -> datetime:
    hour, minute = divmod(int(hhmm[:2]) * 60 + int(hhmm[3:5]), 60)
    whole = day + timedelta(days=hour // 24)
    return datetime.combine(whole, time(hour % 24, minute), zone).astimezone(UTC)


def _without(stretch: Hours, lunch: Hours | None) -> Iterator[Hours]:
    """What is left of a stretch of hours when nothing is booked over lunch."""
    start, end = stretch
    if lunch is None or lunch[1] <= start or end <= lunch[0]:
        yield stretch
        return
    if start < lunch[0]:
        yield start, lunch[0]
    if lunch[1] < end:
        yield lunch[1], end


def starts(clinic: Clinic, service: Service, day: date) -> Iterator[datetime]:
    """The moments of a day, in the clinic's zone, at which the service fits into its hours."""
    zone = ZoneInfo(clinic.timezone)
    step = timedelta(minutes=min(service.minutes, STEP_MINUTES))
    length = timedelta(minutes=service.minutes)
    for stretch in clinic.hours_on(day):
        for begins, ends in _without(stretch, clinic.lunch):
            at, close = _clock(day, begins, zone), _clock(day, ends, zone)
            while at + length <= close:
                local = at.astimezone(zone)
                if not local.fold:
                    yield local
                at += step


def operatories(clinic: Clinic, role: str) -> tuple[str, ...]:
    """The rooms for a role: hygienists have the hygiene rooms, everybody else the others."""
    wants_hygiene = role == "hygienist"
    rooms = tuple(
        room for room in clinic.operatories if room.casefold().startswith(HYGIENE) == wants_hygiene
    )
    return rooms or clinic.operatories


def providers(clinic: Clinic, role: str, day: date) -> tuple[str, ...]:
    """Who has a role and works on a day."""
    weekday = DAYS[day.weekday()]
    return tuple(one.name for one in clinic.providers if one.role == role and weekday in one.days)


def places(clinic: Clinic, service: Service, day: date) -> tuple[Place, ...]:
    """Every provider who does the service and works that day, in every room they may use."""
    rooms = service.operatories or operatories(clinic, service.by) or ("",)
    return tuple(
        Place(provider, room)
        for provider in providers(clinic, service.by, day)
        if not service.providers or provider in service.providers
        for room in rooms
    )


def stretch(begins: datetime, minutes: int) -> tuple[int, int]:
    """The first five minutes that some minutes from a moment on touch, and how many."""
    start = int(begins.timestamp())
    first = start // CELL_SECONDS
    return first, -(-(start + minutes * 60) // CELL_SECONDS) - first
