"""When a caller could come: a wish in words as a list of time windows.

A wish names days, times, or both, and may exclude some ("any afternoon but Friday"), correct itself
("Tuesday, no wait, Wednesday") or complete an earlier wish ("in the afternoon instead"). What it
leaves open stays as wide as the caller left it: a day without a time is the whole opening time, a
time without a day any day of the next fourteen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from engine.clinic import Clinic
from nlu.utterance.found import Found
from nlu.when.asides import without_asides
from nlu.when.clock import Clock
from nlu.when.moments import read_pieces
from nlu.when.pieces import Piece
from nlu.when.reasons import meant
from nlu.when.wishes import Window, Wishes

_OPEN: Final = frozenset(
    {"asap", "now", "anytime", "whatever", "everything", "later", "earlier", "otherday"}
)
"""Words that say when without a day or a time."""


def windows(
    words: str,
    now: datetime,
    clinic: Clinic | None = None,
    language: str = "en",
    *,
    asked: bool = False,
    previous: Sequence[Mapping[str, str]] | None = None,
) -> Found | None:
    """The windows that a caller's words name, or `None` where they name no time to come.

    `now` is in the clinic's own time. The value is a list of `{"start", "end"}` in local ISO
    minutes, sorted and apart from each other, at most `MOST_WINDOWS`; the empty list means that
    any time will do. `asked` tells that the caller was just asked for a time, so that "ten" alone
    is one; `previous` are the windows of an earlier wish, which this one completes or corrects.
    """
    if not (asked or previous):
        words = without_asides(words)
    text, said = read_pieces(words, now, language, asked=asked, known=bool(previous))
    pieces = meant(_whole_days(said), text, words, now.date())
    wishes = Wishes(now.replace(tzinfo=None), clinic, asked)
    earlier = [_window(window) for window in previous or ()]
    outcome: list[Window] | None = None
    used: list[Piece] = []
    corrected = False
    for number, part in enumerate(_corrections(pieces)):
        found = wishes.windows(part, earlier)
        if found is None:
            continue
        corrected = (number > 0 or any(piece.kind == "instead" for piece in part)) and (
            outcome is not None or bool(previous)
        )
        used += _telling(part)
        outcome = earlier = found
    if outcome is None:
        return None
    start, _ = text.said(min(piece.start for piece in used), max(piece.end for piece in used))
    end = max(text.said(piece.start, piece.end)[1] for piece in used)
    return Found(
        value=[{"start": _minutes(first), "end": _minutes(last)} for first, last in outcome],
        start=start,
        end=end,
        confidence=0.7 if any(piece.bare and piece.clock for piece in used) else 0.9,
        corrected=corrected,
    )


def _whole_days(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with "all day" as a time of its day, if another day has another time.

    Else it says nothing: "all day Monday" is Monday.
    """
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        behind = place > 0 and pieces[place - 1].days is not None
        own = piece.kind == "allday" or (piece.kind == "anytime" and behind)
        other = any(one.joined == "or" and one.days for one in pieces[place + 1 :])
        if own and other and any(one.clock for one in pieces[place + 1 :]):
            piece = replace(piece, kind="time", clock=Clock("whole"))
        if piece.kind != "allday":
            found.append(piece)
    return found


def _telling(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that say when: days, times and what excludes them, else any."""
    times = [piece for piece in pieces if piece.days or piece.clock]
    around = [piece for piece in pieces if piece.kind in ("not", "nor", "bad")]
    return times + around if times else [piece for piece in pieces if piece.kind in _OPEN]


def _window(window: Mapping[str, str]) -> Window:
    return datetime.fromisoformat(window["start"]), datetime.fromisoformat(window["end"])


def _minutes(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _corrections(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces before, between and after words that take something back."""
    parts: list[list[Piece]] = [[]]
    for place, piece in enumerate(pieces):
        follower = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece.kind == "no" and follower and follower.many:
            parts[-1].append(Piece("not", piece.start, piece.end))
        elif piece.kind in ("fix", "no"):
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts
