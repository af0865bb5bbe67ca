"""Who is asked first when a time becomes free.

Of those whom the time suits, the urgent come before the others, and of these whoever has waited
longest. Nothing else counts: no profit, no reliability. So the order can be told to anybody who
asks why somebody else was called. A time suits a wish when its service fits there with whom and
when it was wanted, when it is earlier than what they have already, and when they were not asked
about it before.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from clinic.diary import Diary, IsFree
from clinic.offer import Window, begins
from clinic.ports import Opening
from engine.clinic import Clinic


@dataclass(frozen=True, slots=True)
class Freed:
    """A time that a provider has again, in the clinic's own minutes."""

    provider: str
    start: datetime
    end: datetime

    @classmethod
    def of(cls, told: Mapping[str, Any], clinic: Clinic) -> "Freed":
        """As a row of the outbox tells it; see `clinic.store.claims.freed`."""
        zone = ZoneInfo(clinic.timezone)
        starts, ends = (
            datetime.fromisoformat(told[edge]).astimezone(zone).replace(tzinfo=None)
            for edge in ("starts_at", "ends_at")
        )
        return cls(str(told["provider"]), starts, ends)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the waitlist."""

    id: str
    service: str
    since: datetime
    windows: tuple[Mapping[str, str], ...] = ()
    """The times wanted; none means any."""
    provider: str = ""
    """Whom they want to see; empty for anybody."""
    passed: tuple[str, ...] = ()
    """What they were offered before, as `offered_as` writes it."""
    before: str | None = None
    """The local start of the appointment that they have already."""


def offered_as(opening: Opening) -> str:
    """An opening in one word, for the note of what somebody was offered."""
    return f"{opening['start']} {opening['provider']}"


def ranked(
    diary: Diary,
    freed: Freed,
    waiting: Iterable[Waiting],
    is_free: Callable[[bool], IsFree],
    now: datetime,
) -> list[tuple[Waiting, Opening]]:
    """Whom a freed time suits, each with the opening they would get, in the order of asking.

    `is_free` gives what tells whether a resource is free, for an urgent service or another.
    """
    found = []
    for one in waiting:
        opening = _suiting(diary, freed, one, is_free, now)
        if opening is not None:
            found.append((one, opening))
    return sorted(found, key=lambda pair: _rank(diary.clinic, pair[0]))


def _lies_in(freed: Freed, passed: str) -> bool:
    """Whether what somebody was offered before was a part of this time."""
    start, _, provider = passed.partition(" ")
    return provider == freed.provider and freed.start <= datetime.fromisoformat(start) < freed.end


def _rank(clinic: Clinic, one: Waiting) -> tuple[bool, datetime, str]:
    service = clinic.service(one.service)
    return not (service and service.urgent), one.since, one.id


def _suiting(
    diary: Diary,
    freed: Freed,
    one: Waiting,
    is_free: Callable[[bool], IsFree],
    now: datetime,
) -> Opening | None:
    """The first opening in a freed time that suits somebody. Services by request have none."""
    service = diary.clinic.service(one.service)
    if service is None or service.booking == "request" or one.provider not in ("", freed.provider):
        return None
    if any(_lies_in(freed, each) for each in one.passed):
        return None
    day = freed.start.date()
    if day not in diary.days(now, service):
        return None
    windows = [Window.of(each) for each in one.windows]
    for opening in diary.openings(service, freed.provider, day, is_free(service.urgent), now):
        at = begins(opening)
        if (
            freed.start <= at < freed.end
            and (not windows or any(each.holds(at) for each in windows))
            and (one.before is None or opening["start"] < one.before)
        ):
            return opening
    return None
