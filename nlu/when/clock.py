"""Times of day as people say them, and how a bare hour is read.

"At three" has no am or pm. A part of day said with it decides ("three in the afternoon"); else the
hours of the clinic do: of both readings the one within opening hours counts, and within both the
one in the usual working day. Where neither fits, one to six are afternoon and seven to eleven
morning, as people mean them on the phone to an office.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

NOON: Final = 720
DAY: Final = 1440
USUAL_HOURS: Final = (480, 1020)
"""Opening and closing minute where no clinic or a closed one is concerned."""
AROUND: Final = 30
"""Minutes to either side of "around ten"."""

PARTS_OF_DAY: Final[Mapping[str, tuple[int, int]]] = {
    "morning": (480, 720),
    "afternoon": (720, 1020),
    "evening": (960, 1200),
    "night": (1200, DAY),
    "lunch": (660, 840),
    "early morning": (480, 600),
    "mid morning": (540, 660),
    "late morning": (600, 720),
    "early afternoon": (720, 840),
    "mid afternoon": (840, 960),
    "late afternoon": (900, 1020),
    "early evening": (960, 1080),
    "mid evening": (1020, 1140),
    "late evening": (1080, 1200),
}
"""In minutes of the day, the end excluded; a clinic's own parts of day override them."""

_MERIDIEMS: Final = {"morning": "am", "lunch": "pm", "afternoon": "pm", "evening": "pm"}


class Minute(NamedTuple):
    """A minute of the day as said."""

    minute: int
    vague: bool = False
    """Whether am or pm was left open."""


_UNSAID: Final = Minute(0)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said.

    `kind` is `at`, `around`, `after`, `before`, `between`, `part` (named by `part`), `opening`,
    `closing`, `early`, `late` or `whole` (all day).
    """

    kind: str
    start: Minute = _UNSAID
    end: Minute = _UNSAID
    part: str = ""


class Hours(NamedTuple):
    """The hours of one day: opening and closing minute, and the clinic's own parts of day."""

    opening: int
    closing: int
    known: bool
    """Whether the clinic gave them; else they only help to read a bare hour."""
    parts: Mapping[str, tuple[int, int]]
    literal: bool = False
    """Whether a bare hour is meant as on a 24-hour clock."""

    @property
    def whole(self) -> tuple[int, int]:
        """The whole day: opening hours where they are known."""
        return (self.opening, self.closing) if self.known else (0, DAY)


def minute_of(hour: int, minute: int = 0, meridiem: str = "", written: str = "") -> Minute | None:
    """A minute of the day from a said hour, or `None` for what is no time.

    `written` is the hour as written: "08" and hours above twelve leave nothing open.
    """
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    if hour > 12 or hour == 0:
        late = hour == 0 and meridiem == "pm"
        return Minute((hour * 60 + minute + late * NOON) % DAY)
    if meridiem:
        return Minute(hour % 12 * 60 + minute + (NOON if meridiem == "pm" else 0))
    return Minute(hour % 12 * 60 + minute, not written.startswith("0"))


def read(said: Minute, meridiem: str, hours: Hours) -> int:
    """The minute of the day that was meant, by part of day or opening hours."""
    if not said.vague:
        return said.minute
    early, late = said.minute, said.minute + NOON
    if meridiem:
        return late if meridiem == "pm" else early
    if hours.literal:
        return early or NOON
    fitting = [minute for minute in (early, late) if hours.opening <= minute <= hours.closing]
    usual = [m for m in fitting or (early, late) if USUAL_HOURS[0] <= m <= USUAL_HOURS[1]]
    if usual or fitting:
        return (usual or fitting)[0]
    return early if early >= 420 else late


def spoken_of(minute: int, name: str) -> str:
    """Whether an hour said with a part of day is before noon (`am`) or after it (`pm`)."""
    if name.endswith("night"):
        return "pm" if minute % NOON >= 300 else "am"
    return next((said for part, said in _MERIDIEMS.items() if name.endswith(part)), "")


def interval(said: Sequence[Clock], hours: Hours) -> tuple[int, int]:
    """What several words about one time mean together ("in the morning, after nine").

    In minutes of the day, the end excluded; an exact time has an end equal to its start.
    """
    part = _part(said)
    ordered = sorted(said, key=lambda clock: clock.kind == "at")
    start, end = _frame(part, ordered, hours)
    for clock in ordered:
        if clock.kind in ("part", "early", "late", "opening", "closing", "whole"):
            continue
        first, last = _span(clock, part, hours)
        if first == last or clock.kind == "between":
            return first, last
        if part and not _overlap((start, end), (first, last)):
            first, last = _span(clock, "", hours)  # "before two, mornings are good"
        start, end = (
            (max(start, first), min(end, last))
            if _overlap((start, end), (first, last))
            else (first, last)
        )
    return start, end


def named(said: Sequence[Clock], hours: Hours) -> tuple[int, ...]:
    """The minutes of the day that words name: of "before ten" the ten, of a range both ends."""
    part = _part(said)
    found: list[int] = []
    for clock in said:
        if clock.kind == "between":
            found += _span(clock, part, hours)
        elif clock.kind in ("at", "around", "after", "before"):
            found += _span(replace(clock, kind="at"), part, hours)[:1]
    return tuple(found)


def _part(said: Sequence[Clock]) -> str:
    """The part of the day that tells am from pm; lunch is the weaker word."""
    parts = [clock.part for clock in said if clock.kind == "part"]
    return next((part for part in parts if part != "lunch"), parts[0] if parts else "")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _frame(part: str, said: Iterable[Clock], hours: Hours) -> tuple[int, int]:
    kinds = {clock.kind for clock in said}
    if "whole" in kinds:
        return hours.whole
    if kinds & {"opening", "early"}:
        return hours.opening, hours.opening + 120
    if kinds & {"closing", "late"}:
        return hours.closing - 120, hours.closing
    if part:
        return hours.parts.get(part) or _within(part, hours) or PARTS_OF_DAY[part]
    # "Between seven and eight in the evening" may lie outside opening hours: no frame then.
    return hours.whole if kinds & {"after", "before"} else (0, DAY)


def _within(part: str, hours: Hours) -> tuple[int, int] | None:
    """An early, middle or late part of a part of day that the clinic sets itself."""
    half, _, name = part.partition(" ")
    whole = hours.parts.get(name)
    if whole is None:
        return None
    third = (whole[1] - whole[0]) // 3
    place = ("early", "mid", "late").index(half)
    return whole[0] + place * third, whole[1] - (2 - place) * third


def _span(clock: Clock, part: str, hours: Hours) -> tuple[int, int]:
    def reading(said: Minute) -> int:
        return read(said, spoken_of(said.minute, part) if part else "", hours)

    if clock.kind == "between":
        return _between(clock, reading(clock.start), reading(clock.end))
    minute = reading(clock.start)
    if clock.kind == "around":
        return max(0, minute - AROUND), min(DAY, minute + AROUND)
    if clock.kind == "after":
        return minute, hours.closing if hours.known and minute < hours.closing else DAY
    if clock.kind == "before":
        return hours.opening if hours.known and minute > hours.opening else 0, minute
    return minute, minute


def _between(clock: Clock, start: int, end: int) -> tuple[int, int]:
    """Both ends of a range; the clearer end decides over the other ("two to four pm")."""
    if clock.start.vague and not clock.end.vague:
        early = clock.start.minute
        start = early + NOON if early + NOON < end else early
    elif clock.end.vague:
        early = clock.end.minute
        end = early if early > start else early + NOON
    return (start, end) if start < end else (start, DAY)
