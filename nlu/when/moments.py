"""The dates and times that words name, before anyone asks what a clinic can do with them.

This is the one way from words to days and times: `windows` puts opening hours, the time to come and
what a caller excludes on top of the same pieces and groups. Here nothing is left out because it is
over, shut or unwanted, so that what was understood can be shown, marked in the text and measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from nlu.when.calendar_days import Days
from nlu.when.clock import PARTS_OF_DAY, USUAL_HOURS, Clock, Hours, interval, named
from nlu.when.marks import marks
from nlu.when.phrase import Phrases
from nlu.when.pieces import Piece
from nlu.when.vocabulary import Plain, plain
from nlu.when.wish_groups import Group, clocks, combined, grouped

Span: TypeAlias = tuple[int, int]
"""A stretch of the utterance, the end excluded."""

_BROAD: Final = frozenset({"part", "early", "late", "opening", "closing"})
_PARTING: Final = frozenset({"fix", "no", "not", "nor", "bad", "but", "ask", "instead"})
"""What stands on both sides of these belongs not together."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time of day, or a time on a day; or a range of any of them."""

    days: tuple[date, date] | None
    """The first day and the one after the last, `None` for a time of any day."""
    minutes: tuple[int, int] | None
    """From and to which minute of the day, equal for an exact time; `None` for whole days."""
    named_days: tuple[date, ...]
    """The days by which it was named, each as its words alone mean it: one, or two of a range."""
    named_minutes: tuple[int, ...]
    """The times by which it was named: none for a part of the day."""
    day_span: Span | None
    time_span: Span | None

    @property
    def kind(self) -> str:
        """`date`, `time`, `datetime`, or one of these and `range`."""
        exact = not self.minutes or self.minutes[0] == self.minutes[1]
        name = ("date" if self.days else "") + ("time" if self.minutes else "")
        one_day = not self.days or (
            self.days[1] - self.days[0] == timedelta(days=1) and len(self.named_days) < 2
        )
        return name if one_day and exact else name + "range"

    @property
    def start(self) -> int:
        """Where in the utterance its first word begins."""
        return min(span[0] for span in (self.day_span, self.time_span) if span)


def read_pieces(
    words: str, now: datetime, language: str = "en", *, asked: bool = False, known: bool = False
) -> tuple[Plain, list[Piece]]:
    """The days, times and joining words of an utterance, and the plain text they stand in.

    `asked`: a time was just asked for, so that "ten" alone is one; `known`: one was given before.
    """
    text = plain(words, language)
    reader = Phrases(list(marks(text, now)), text.text, now.date(), asked, known)
    return text, reader.pieces()


def moments(
    words: str,
    now: datetime,
    language: str = "en",
    *,
    asked: bool = False,
    parts: Mapping[str, tuple[int, int]] = PARTS_OF_DAY,
) -> list[Moment]:
    """The days and times that an utterance names, in the order of the words.

    A bare hour is read as on a 24-hour clock ("at five" is 05:00), since no opening hours are
    known here; `parts` are the parts of the day in minutes.
    """
    text, pieces = read_pieces(words, now, language, asked=asked)
    hours = Hours(*USUAL_HOURS, False, parts, literal=True)
    found = [
        moment
        for run in _runs(pieces)
        for group in grouped(run)
        for moment in _of_group(group, hours, text, now.date())
    ]
    if not found:
        found = [
            _present(piece, now, text)
            for piece in pieces
            if piece.kind == "now" and (asked or text.text == "now")
        ]
    return sorted(found, key=lambda moment: moment.start)


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces between words that part them."""
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind in _PARTING:
            runs.append([])
        elif piece.days or piece.clock:
            runs[-1].append(piece)
    return runs


def _of_group(group: Group, hours: Hours, text: Plain, today: date) -> Iterator[Moment]:
    for days, day_span in _days(group.days, text, today):
        for said in group.times or [[]]:
            exact = [_exact(clock) for clock in clocks(said)]
            yield Moment(
                (days.first, days.last + timedelta(days=1)) if days is not None else None,
                interval(exact, hours) if exact else None,
                tuple(dict.fromkeys(days.said)) if days is not None else (),
                named(exact, hours),
                day_span,
                _span(_hour_words(said, text), text) if said else None,
            )


def _present(piece: Piece, now: datetime, text: Plain) -> Moment:
    """ "Right now", which is a time only where no other is named ("I now want Tuesday")."""
    span = text.said(piece.start, piece.end)
    today, minute = now.date(), now.hour * 60 + now.minute
    days = (today, today + timedelta(days=1))
    return Moment(days, (minute, minute), (today,), (minute,), span, span)


def _hour_words(said: Sequence[Piece], text: Plain) -> list[Piece]:
    """The pieces that name the hour, with a part of day right beside ("eight in the evening")."""
    hours = [at for at, piece in enumerate(said) if piece.clock and piece.clock.kind not in _BROAD]
    if not hours:
        return list(said)
    first, last = hours[0], hours[-1]
    if any(clock.kind != "part" and not clock.start.vague for clock in clocks(said)):
        return list(said[first : last + 1])  # of "this evening at 9 pm" the "9 pm" is enough
    while first and _beside(said[first - 1], said[first], text):
        first -= 1
    while last + 1 < len(said) and _beside(said[last], said[last + 1], text):
        last += 1
    return list(said[first : last + 1])


def _beside(one: Piece, other: Piece, text: Plain) -> bool:
    """Whether nothing but a small word stands between two pieces."""
    gap = text.text[one.end : max(other.start, other.core)].split()
    said = text.text[one.start : one.end], text.text[other.start : other.end]
    part = not {"today", "lunch", "early", "late"} & set(" ".join(said).split())
    return part and set(gap) <= {"in", "the", "at", "of", "on"}


def _exact(clock: Clock) -> Clock:
    """ "Around ten" is ten o'clock to whoever asks which time was named."""
    return replace(clock, kind="at") if clock.kind == "around" else clock


def _days(
    pieces: Sequence[Piece], text: Plain, today: date
) -> list[tuple[Days | None, Span | None]]:
    """The days of a group and their words; `None` for times of any day."""
    if not pieces:
        return [(None, None)]
    days = combined(pieces, today)
    if len(days) == len(pieces):
        return [(day, _span([piece], text)) for day, piece in zip(days, pieces, strict=True)]
    return [(day, _span(pieces, text)) for day in days]


def _span(pieces: Sequence[Piece], text: Plain) -> Span:
    spans = [text.said(max(piece.start, piece.core), piece.end) for piece in pieces]
    return min(start for start, _ in spans), max(end for _, end in spans)
