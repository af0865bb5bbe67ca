"""The hours in which people are written to: from eight to nine in their own time, every day.

The clock is that of the wall: on the days when it is put forward or back, eight o'clock is still
eight o'clock.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_TRIES: Final = 20
"""Zones apart have hours in common; if the window is so narrow that they do not, it is not waited
for ever."""


def next_open(now: datetime, zones: Iterable[ZoneInfo], opens: str, closes: str) -> datetime:
    """The first moment from `now` on at which it is neither early nor late in any of the zones.

    `opens` and `closes` are HH:MM; the end is excluded. Where the zones share no such moment, the
    last that was looked at.
    """
    everywhere = sorted(zones, key=str)
    moment = now.astimezone(UTC)
    for _ in range(_TRIES):
        later = max(_open_in(moment, zone, opens, closes) for zone in everywhere)
        if later == moment:
            break
        moment = later
    return moment


def _open_in(moment: datetime, zone: ZoneInfo, opens: str, closes: str) -> datetime:
    local = moment.astimezone(zone)
    clock = local.strftime("%H:%M")
    if opens <= clock < closes:
        return moment
    day = local.date() + timedelta(days=clock >= closes)
    return datetime.combine(day, time.fromisoformat(opens), zone).astimezone(UTC)
