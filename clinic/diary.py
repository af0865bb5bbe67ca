"""What could be booked in a clinic, and which of it a caller is offered; what is taken is asked.

Two calendars stand on it, one in memory and one in the store, so that both offer the same. They
differ in who keeps the claims: cells of (resource, five minutes), where a resource is a provider
or a room. Whoever finds one of them taken has lost: that is the whole rule against double booking.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from clinic.grid import Place, instant, iso_minute, places, span, starts
from clinic.offer import Window, search
from clinic.ports import Found, Opening
from engine.clinic import Clinic, Service
from engine.commands import FindOpenings
from engine.events import Value

HOLD_MINUTES: Final = 10
STATUS: Final[Mapping[str, str]] = {"direct": "confirmed", "approval": "pending"}
"""The status of an appointment by how the service is booked."""
LISTED: Final = "listed"

Cell: TypeAlias = tuple[str, int]
IsFree: TypeAlias = Callable[[str, int, int], bool]
"""Whether a resource is free for so many cells, from one on."""


class Diary:
    """The openings of one clinic. `listed`, if given, are the only starts that exist."""

    def __init__(self, clinic: Clinic, listed: Sequence[str] | None = None) -> None:
        self.clinic = clinic
        self.listed = None if listed is None else sorted(listed)
        self._zone = ZoneInfo(clinic.timezone)

    def find(self, wanted: FindOpenings, is_free: IsFree, now: datetime) -> Found:
        """The wanted times that are free, or the nearest ones; the wanted provider's first."""
        service = self.clinic.service(wanted.service)
        if service is None:
            return Found((), exact=False)
        windows = [Window.of(each) for each in wanted.windows]
        for provider in dict.fromkeys((wanted.provider, None)):

            def free_on(day: date, provider: str | None = provider) -> list[Opening]:
                openings = self._openings(service, provider, day, is_free, now)
                return [each for each in openings if each["start"] not in wanted.excluding]

            found = search(self.days(now), free_on, windows, wanted.limit)
            if found.openings:
                return Found(found.openings, found.exact and provider == wanted.provider)
        return Found((), exact=False)

    def days(self, now: datetime) -> list[date]:
        """The days on which something may be booked, in order."""
        if self.listed is not None:
            return sorted({date.fromisoformat(each[:10]) for each in self.listed})
        today = now.astimezone(self._zone).date()
        horizon = self.clinic.booking_horizon_days
        return [today + timedelta(days=number) for number in range(horizon + 1)]

    def is_bookable(self, start: str, now: datetime) -> bool:
        """Whether a start is neither too soon nor too far away; a list knows its own limits."""
        at = instant(self.clinic, start)
        if self.listed is not None:
            return start in self.listed and at > now
        last = self.days(now)[-1]
        return at >= self._soonest(now) and datetime.fromisoformat(start).date() <= last

    def cells(self, occupied: Mapping[str, Value]) -> frozenset[Cell]:
        """What an opening or appointment takes up."""
        first, count = self._span(occupied)
        return frozenset(
            (resource, first + number)
            for resource in self._resources(occupied)
            for number in range(count)
        )

    def is_free(self, occupied: Mapping[str, Value], is_free: IsFree) -> bool:
        """Whether all that an opening or appointment takes up is free."""
        first, count = self._span(occupied)
        return all(is_free(resource, first, count) for resource in self._resources(occupied))

    def settled(self, given: Mapping[str, Value], is_free: IsFree) -> dict[str, Value]:
        """An appointment that the clinic has already, put where its service is usually done."""
        service = self.clinic.service(given["service"])
        day = date.fromisoformat(given["start"][:10])
        minutes = service.minutes if service else 30
        whole: dict[str, Value] = {"minutes": minutes, "status": "confirmed", **given}
        rooms = places(self.clinic, service, day) if service else ()
        choices: list[dict[str, Value]] = [
            {"provider": place.provider, "operatory": place.operatory, **whole}
            for place in rooms
            if given.get("provider") in (None, place.provider)
        ] or [{"provider": "", "operatory": "", **whole}]
        return next((each for each in choices if self.is_free(each, is_free)), choices[0])

    def _openings(
        self, service: Service, provider: str | None, day: date, is_free: IsFree, now: datetime
    ) -> Iterator[Opening]:
        """What is left on a day of the clinic's hours, or of the list: one place for each start."""
        soonest = self._soonest(now)
        all_places = self._places(service, provider, day)
        for at, start in self._starts(service, day):
            if at < soonest or (self.listed is not None and at <= now):
                continue
            free: dict[str, bool] = {}
            for place in all_places:
                opening = {
                    "start": start,
                    "minutes": service.minutes,
                    "provider": place.provider,
                    "operatory": place.operatory,
                    "service": service.name,
                }
                resources = self._resources(opening)
                for resource in resources:
                    if resource not in free:
                        first, count = self._span(opening, at)
                        free[resource] = is_free(resource, first, count)
                if all(free[resource] for resource in resources):
                    yield opening
                    break

    def _starts(self, service: Service, day: date) -> Iterator[tuple[datetime, str]]:
        if self.listed is None:
            yield from ((each, iso_minute(each)) for each in starts(self.clinic, service, day))
            return
        for start in self.listed:
            if start[:10] == day.isoformat():
                yield instant(self.clinic, start), start

    def _soonest(self, now: datetime) -> datetime:
        """The earliest start that may be booked; a list knows its own limits."""
        hours = 0 if self.listed is not None else self.clinic.minimum_notice_hours
        return now.astimezone(UTC) + timedelta(hours=hours)

    def _span(self, occupied: Mapping[str, Value], at: datetime | None = None) -> tuple[int, int]:
        return (0, 1) if self.listed is not None else span(self.clinic, occupied, at)

    def _resources(self, occupied: Mapping[str, Value]) -> tuple[str, ...]:
        if self.listed is not None:
            return (f"{LISTED} {occupied['start']}",)
        return tuple(filter(None, (occupied["provider"], occupied["operatory"])))

    def _places(self, service: Service, provider: str | None, day: date) -> list[Place]:
        found = [
            place
            for place in places(self.clinic, service, day)
            if provider in (None, place.provider)
        ]
        if self.listed is None:
            return found
        return found[:1] or [Place(provider or "", "")]
