"""By when a clinic has to do what it was asked: its clock runs only while the clinic is open.

"Within two hours" said on a Friday night means two hours of Monday morning; a clock that ran over
the weekend would call every such task late before anybody could have seen it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from engine.clinic import Clinic

LONGEST_DAYS: Final = 30
"""A clinic that is closed for longer than this is not waited for."""
HOURS: Final = {"urgent": 1, "high": 2, "normal": 8, "low": 24}
"""Open hours until a task of a priority is due, where the caller was promised none."""


def due(clinic: Clinic, since: datetime, hours: float) -> datetime:
    """The moment, in UTC, at which so many hours of the clinic's opening have gone by."""
    left, zone = timedelta(hours=hours), ZoneInfo(clinic.timezone)
    today = since.astimezone(zone).date()
    for day in (today + timedelta(days=ahead) for ahead in range(LONGEST_DAYS)):
        for opens, closes in clinic.hours_on(day):
            begins = max(_at(day, opens, zone), since.astimezone(UTC))
            ends = _at(day, closes, zone)
            if ends - begins >= left:
                return begins + left
            left -= max(ends - begins, timedelta())
    return since.astimezone(UTC) + timedelta(days=LONGEST_DAYS)


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """A time of a day; "24:00" is the midnight that ends it."""
    days, hour = divmod(int(clock[:2]), 24)
    local = datetime.combine(day + timedelta(days=days), time(hour, int(clock[3:5])), zone)
    return local.astimezone(UTC)
