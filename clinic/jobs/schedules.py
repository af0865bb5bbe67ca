"""Work that is due again and again: one literal table, name -> when and who.

A moment is done once, however many processes run: they all write down the same name for it. A
moment that nobody was there for is made up for once, the latest only. What runs here looks at what
there is to do and does it, so it may be done late, or twice.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final, Protocol, TypeAlias

from clinic.jobs.job import Work

Regular: TypeAlias = Callable[[Work], Awaitable[None]]
"""Does regular work. What it raises is logged by its type, and the next moment tries again."""


class When(Protocol):
    """The moments at which something is due."""

    def last(self, now: datetime) -> datetime:
        """The latest of them that is not after `now`."""


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many seconds, counted from the same moment everywhere."""

    seconds: int

    def last(self, now: datetime) -> datetime:
        """The latest moment that is not after `now`."""
        passed = int(now.timestamp())
        return datetime.fromtimestamp(passed - passed % self.seconds, UTC)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a time of UTC."""

    at: time

    def last(self, now: datetime) -> datetime:
        """The latest moment that is not after `now`."""
        today = datetime.combine(now.astimezone(UTC).date(), self.at, UTC)
        return today if today <= now else today - timedelta(days=1)


Timetable: TypeAlias = Mapping[str, tuple[When, str]]

SCHEDULES: Final[Timetable] = {
    "jobs.watch": (Every(60), "clinic.jobs.backlog:watch"),
    "jobs.forget": (Daily(time(3, 20)), "clinic.jobs.backlog:forget"),
    "leads.sweep": (Every(30), "clinic.outreach.leads.post_back:sweep"),
    "messages.remind": (Every(600), "clinic.messages.reminder:remind"),
    "records.sweep": (Daily(time(3, 50)), "clinic.jobs.retention:sweep"),
    "openings.forget_wishes": (Daily(time(3, 40)), "clinic.jobs.openings:forget_wishes"),
    "openings.sweep": (Every(30), "clinic.jobs.openings:sweep"),
    "campaigns.settle": (Every(60), "clinic.outreach.campaigns:settle"),
    "outreach.plan": (Every(600), "clinic.outreach.planning:plan"),
    "outreach.recall": (Every(3600), "clinic.outreach.planning:plan_recalls"),
    "outreach.dial": (Every(10), "clinic.outreach.dialling:dial"),
    "tasks.watch": (Every(60), "clinic.store.sla:watch"),
    "escalations.review": (Daily(time(13, 0)), "clinic.store.escalations:remind"),
    "recordings.sweep": (Every(3600), "clinic.recordings.sweep:sweep"),
    "calls.enter_spooled": (Every(30), "clinic.jobs.spool:enter"),
}
"""`module:function` of each. Moments lie a week apart at most, for so long they are remembered."""
