"""What could be booked in a clinic, and which of it a caller is offered; what is taken is asked.

Two calendars stand on it, one in memory and one in the store, so that both offer the same. They
differ in who keeps the claims: cells of (resource, five minutes), where a resource is a provider
or a room. Whoever finds one of them taken has lost: that is the whole rule against double booking.

An opening says itself what it takes, its buffer and its exam too, so that a booking keeps taking
the same when the clinic's file changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from clinic.grid import Place, instant, iso_minute, places, providers, starts, stretch
from clinic.offer import Window, search
from clinic.ports import Found, Opening
from engine.clinic import Clinic, Service
from engine.commands import FindOpenings
from engine.events import Value

HOLD_MINUTES: Final = 10
STATUS: Final[Mapping[str, str]] = {"direct": "confirmed", "approval": "pending"}
"""The status of an appointment by how the service is booked."""
LISTED: Final = "listed"
EXTRAS: Final = ("buffer", "exam_by", "exam_minutes")
"""What an opening says only where its service has it."""

Cell: TypeAlias = tuple[str, int]
Stretch: TypeAlias = tuple[str, int, int]
"""A resource, its first five minutes, and how many."""
IsFree: TypeAlias = Callable[[str, int, int], bool]
"""Whether a resource is free for so many cells, from one on."""


class Diary:
    """The openings of one clinic. `listed`, if given, are the only starts that exist."""

    def __init__(self, clinic: Clinic, listed: Sequence[str] | None = None) -> None:
        self.clinic = clinic
        self.listed = None if listed is None else sorted(listed)
        self.zone = ZoneInfo(clinic.timezone)

    def find(self, wanted: FindOpenings, is_free: IsFree, now: datetime) -> Found:
        """The wanted times that are free, or the nearest ones; the wanted provider's first."""
        service = self.clinic.service(wanted.service)
        if service is None:
            return Found((), exact=False)
        windows = [Window.of(each) for each in wanted.windows]
        for provider in dict.fromkeys((wanted.provider, None)):

            def free_on(day: date, provider: str | None = provider) -> list[Opening]:
                openings = self.openings(service, provider, day, is_free, now)
                return [each for each in openings if each["start"] not in wanted.excluding]

            found = search(self.days(now, service), free_on, windows, wanted.limit)
            if found.openings:
                return Found(found.openings, found.exact and provider == wanted.provider)
        return Found((), exact=False)

    def days(self, now: datetime, service: Service | None = None) -> list[date]:
        """The days on which something may be booked, in order."""
        if self.listed is not None:
            return sorted({date.fromisoformat(each[:10]) for each in self.listed})
        today = now.astimezone(self.zone).date()
        horizon = service.booking_horizon_days if service else None
        last = self.clinic.booking_horizon_days if horizon is None else horizon
        return [today + timedelta(days=number) for number in range(last + 1)]

    def is_bookable(self, occupied: Mapping[str, Value], now: datetime) -> bool:
        """Whether an opening is neither too soon nor too far away; a list knows its own limits."""
        start = occupied["start"]
        at = instant(self.clinic, start)
        if self.listed is not None:
            return start in self.listed and at > now
        service = self.clinic.service(occupied.get("service", ""))
        last = self.days(now, service)[-1]
        return at >= self._soonest(now, service) and date.fromisoformat(start[:10]) <= last

    def cells(self, occupied: Mapping[str, Value]) -> frozenset[Cell]:
        """What an opening or appointment takes up."""
        return frozenset(
            (resource, first + number)
            for resource, first, count in self.stretches(occupied)
            for number in range(count)
        )

    def is_free(self, occupied: Mapping[str, Value], is_free: IsFree) -> bool:
        """Whether all that an opening or appointment takes up is free."""
        return all(is_free(*each) for each in self.stretches(occupied))

    def stretches(self, occupied: Mapping[str, Value]) -> tuple[Stretch, ...]:
        """What an opening or appointment takes up, by resource."""
        if self.listed is not None:
            return ((f"{LISTED} {occupied['start']}", 0, 1),)
        begins, minutes = instant(self.clinic, occupied["start"]), int(occupied["minutes"])
        whole = stretch(begins, minutes + int(occupied.get("buffer") or 0))
        own = filter(None, (occupied["provider"], occupied["operatory"]))
        return tuple((resource, *whole) for resource in own) + self._exam(occupied, begins)

    def _exam(self, occupied: Mapping[str, Value], begins: datetime) -> tuple[Stretch, ...]:
        if not occupied.get("exam_by"):
            return ()
        minutes = int(occupied["exam_minutes"])
        at = begins + timedelta(minutes=int(occupied["minutes"]) - minutes)
        return ((occupied["exam_by"], *stretch(at, minutes)),)

    def settled(self, given: Mapping[str, Value], is_free: IsFree) -> dict[str, Value]:
        """An appointment that the clinic has already, put where its service is usually done."""
        service = self.clinic.service(given["service"])
        day = date.fromisoformat(given["start"][:10])
        minutes = service.minutes if service else 30
        whole: dict[str, Value] = {"minutes": minutes, "status": "confirmed", **given}
        choices: list[dict[str, Value]] = [
            {**placed(service, place, examiner), **whole}
            for place in (places(self.clinic, service, day) if service else ())
            if service and given.get("provider") in (None, place.provider)
            for examiner in self.examiners(service, place.provider, day) or ("",)
        ] or [{"provider": "", "operatory": "", **whole}]
        return next((each for each in choices if self.is_free(each, is_free)), choices[0])

    def examiners(self, service: Service, provider: str, day: date) -> tuple[str, ...]:
        """Who may come for a service's exam on a day; `("",)` where it needs none."""
        if service.exam is None:
            return ("",)
        able = providers(self.clinic, service.exam.by, day)
        return tuple(one for one in able if one != provider)

    def openings(
        self, service: Service, provider: str | None, day: date, is_free: IsFree, now: datetime
    ) -> Iterator[Opening]:
        """What is left on a day of the clinic's hours, or of the list: one place for each start.

        Of one provider, or of all.
        """
        soonest = self._soonest(now, service)
        all_places = self._places(service, provider, day)
        for at, start in self._starts(service, day):
            if at < soonest or (self.listed is not None and at <= now):
                continue
            known: dict[Stretch, bool] = {}

            def free(*each: Value, known: dict[Stretch, bool] = known) -> bool:
                if each not in known:
                    known[each] = is_free(*each)
                return known[each]

            whole = stretch(at, service.minutes + service.buffer_minutes)
            for opening in self._choices(service, start, all_places, day, free, whole):
                if self.is_free(opening, free):
                    yield opening
                    break

    def _choices(
        self,
        service: Service,
        start: str,
        all_places: Sequence[Place],
        day: date,
        free: IsFree,
        whole: tuple[int, int],
    ) -> Iterator[Opening]:
        """The places of a start whose own provider and room are free, each with who examines."""

        def is_busy(resource: str) -> bool:
            return self.listed is None and bool(resource) and not free(resource, *whole)

        for provider, rooms in groupby(all_places, attrgetter("provider")):
            if is_busy(provider):
                continue
            able = ("",) if self.listed is not None else self.examiners(service, provider, day)
            for place in rooms:
                if is_busy(place.operatory):
                    continue
                for examiner in able:
                    yield {
                        "start": start,
                        "minutes": service.minutes,
                        **placed(service, place, examiner),
                        "service": service.name,
                    }

    def _starts(self, service: Service, day: date) -> Iterator[tuple[datetime, str]]:
        if self.listed is None:
            yield from ((each, iso_minute(each)) for each in starts(self.clinic, service, day))
            return
        for start in self.listed:
            if start[:10] == day.isoformat():
                yield instant(self.clinic, start), start

    def _soonest(self, now: datetime, service: Service | None) -> datetime:
        """The earliest start that may be booked; a list knows its own limits."""
        notice = service.minimum_notice_hours if service else None
        hours = self.clinic.minimum_notice_hours if notice is None else notice
        return now.astimezone(UTC) + timedelta(hours=0 if self.listed is not None else hours)

    def _places(self, service: Service, provider: str | None, day: date) -> list[Place]:
        found = [
            place
            for place in places(self.clinic, service, day)
            if provider in (None, place.provider)
        ]
        if self.listed is None:
            return found
        return found[:1] or [Place(provider or "", "")]


def placed(service: Service, place: Place, examiner: str) -> dict[str, Value]:
    """Who and where, and what the service takes beside its own minutes."""
    placed: dict[str, Value] = {"provider": place.provider, "operatory": place.operatory}
    if service.buffer_minutes:
        placed["buffer"] = service.buffer_minutes
    if service.exam is not None and examiner:
        placed |= {"exam_by": examiner, "exam_minutes": service.exam.minutes}
    return placed
