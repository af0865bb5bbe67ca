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
_CODES: Final[Mapping[str, str]] = {
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 "
    "954",
    "MD": "227 240 301 410 443 667",
    "OK": "405 539 572 580 918",
    "WA": "206 253 360 425 509 564",
}
"""Area codes of the states whose own law ends the evening earlier; codes as of the numbering data
of `phonenumbers` 9.0.43."""
_STATE_OF_CODE: Final = {code: state for state, codes in _CODES.items() for code in codes.split()}
_IN_STATE: Final = re.compile(r"\b([A-Z]{2})[ ,]+\d{5}(?:-\d{4})?\b")


def zones_of(address: str | None, number: str | None, clinic_zone: str) -> frozenset[ZoneInfo]:
    """The zones in which somebody may be; `address` is theirs, as it is written."""
    names = _by_address(address) or {clinic_zone, *_by_number(number)}
    return frozenset(ZoneInfo(name) for name in names)


def states_in(address: str | None) -> tuple[str, ...]:
    """The state (`TX`) in which an address lies, where one is written in it."""
    return tuple(_IN_STATE.findall(address or "")[-1:])


def states_of(address: str | None, number: str | None) -> tuple[str, ...]:
    """The states whose hours hold for somebody: that of their address, else that of their number.

    Of numbers, only those of states with hours of their own.
    """
    known = tuple(state for state in states_in(address) if state in OF_STATE)
    if known or number is None or not number.startswith("+1"):
        return known
    state = _STATE_OF_CODE.get(number[2:5])
    return () if state is None else (state,)


def _by_address(address: str | None) -> set[str]:
    return {zone for state in states_in(address) for zone in OF_STATE.get(state, ())}


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
