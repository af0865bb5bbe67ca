"""In which time zones somebody may be: their address tells, their telephone number only hints.

Numbers move with people, so an area code proves nothing; where the address is not known, everything
counts that is possible: the clinic's own zone, and those of the number. Quiet is kept in all of
them.
"""

import re
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import NumberParseException
from phonenumbers.timezone import time_zones_for_number

MOST: Final = 6
"""A number that may be in more zones than this (toll-free ones are everywhere) hints at nothing."""

_EAST, _MIDDLE, _MOUNTAIN, _WEST = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
_STATES: Final[Mapping[tuple[str, ...], str]] = {
    (_EAST,): "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    (_MIDDLE,): "AL AR IA IL LA MN MO MS OK WI",
    (_EAST, _MIDDLE): "FL IN KY MI TN",
    (_MOUNTAIN,): "CO MT NM UT WY",
    (_MIDDLE, _MOUNTAIN): "KS ND NE SD TX",
    (_MOUNTAIN, "America/Phoenix"): "AZ",
    (_WEST,): "CA WA",
    (_MOUNTAIN, _WEST): "ID NV OR",
    ("America/Anchorage", "America/Adak"): "AK",
    ("Pacific/Honolulu",): "HI",
    ("America/Puerto_Rico",): "PR VI",
    ("Pacific/Guam",): "GU",
}
OF_STATE: Final = {state: zones for zones, states in _STATES.items() for state in states.split()}
"""The zones of each state: some have two."""
_IN_STATE: Final = re.compile(r"\b([A-Z]{2})[ ,]+\d{5}(?:-\d{4})?\b")


def zones_of(address: str | None, number: str | None, clinic_zone: str) -> frozenset[ZoneInfo]:
    """The zones in which somebody may be; `address` is theirs, as it is written."""
    names = _by_address(address) or {clinic_zone, *_by_number(number)}
    return frozenset(ZoneInfo(name) for name in names)


def _by_address(address: str | None) -> set[str]:
    states = _IN_STATE.findall(address or "")
    return set(OF_STATE.get(states[-1], ())) if states else set()


def _by_number(number: str | None) -> set[str]:
    if number is None:
        return set()
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return set()
    names = {name for name in time_zones_for_number(parsed) if "/" in name}
    names.discard("Etc/Unknown")
    return names if len(names) <= MOST else set()
