"""Days with a name, which callers use as dates ("the Monday after Thanksgiving")."""

from datetime import date, timedelta
from typing import Final

_FIXED: Final = {
    "newyear": (1, 1),
    "valentines": (2, 14),
    "stpatricks": (3, 17),
    "mayday": (5, 1),
    "juneteenth": (6, 19),
    "independence": (7, 4),
    "halloween": (10, 31),
    "veterans": (11, 11),
    "christmaseve": (12, 24),
    "christmas": (12, 25),
    "boxing": (12, 26),
    "newyearseve": (12, 31),
}
_NTH_WEEKDAY: Final = {
    "mlk": (1, 0, 3),
    "presidents": (2, 0, 3),
    "mothers": (5, 6, 2),
    "memorial": (5, 0, -1),
    "fathers": (6, 6, 3),
    "labor": (9, 0, 1),
    "columbus": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
}
"""Month, weekday (Monday is 0) and which of them; -1 is the last."""
_FROM_EASTER: Final = {"goodfriday": -2, "easter": 0, "eastermonday": 1}

NAMES: Final = (*_FIXED, *_NTH_WEEKDAY, *_FROM_EASTER, "blackfriday")


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date | None:
    """The nth such weekday of a month, -1 for the last; `None` where there is none."""
    if place < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        back = (following.weekday() - weekday - 1) % 7 + 1
        return following - timedelta(days=back)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))
    return day if day.month == month else None


def feast(name: str, year: int) -> date:
    """The day of that name, one of `NAMES`, in a year."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    month, weekday, place = _NTH_WEEKDAY["thanksgiving" if name == "blackfriday" else name]
    day = nth_weekday(year, month, weekday, place)
    assert day is not None, "every month has four of each weekday"
    return day + timedelta(days=name == "blackfriday")


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
