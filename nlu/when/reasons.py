"""Which of the days and times that a caller names are wishes, and which only reasons for them.

"I work until three, so after that" names one time twice, "Tuesday, because I work Wednesdays" a day
that is no wish. What follows "so" is the wish; what follows "because", or stands before "so", only
counts where it excludes something, and not even then against what was wished for outright.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from nlu.when.calendar_days import bounded_days
from nlu.when.pieces import Piece, bounded
from nlu.when.vocabulary import Plain
from nlu.when.wish_groups import signed

_NO_BREAK: Final = re.compile(
    r"\s*(?:(?:i|we)(?:['’]?(?:m|re|ll be)| am| are| will be)\s+|estoy\s+)?", re.IGNORECASE
)
"""What may stand between a day and the reason against it."""
_APPROVAL: Final = re.compile(
    r"\b(?:better|good|fine|best|great|perfect|works?|okay|ok|ideal|mejor|bien|perfecto|sirve|puedo)\b",
    re.IGNORECASE,
)
_COMPLAINT: Final = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:tooth|teeth|\w*ache|pain|hurt|crown|filling|cavit|abscess|infect|gum|jaw"
    r"|fever|swell|swollen|sore|emergency|hole|chip|crack|broke|loose|implant|question|bad|terrible"
    r"|rash|cough|cold|lump|mole|bump|cyst|wart|itch|allerg|sprain|migraine|blister|bruise|burn|cut"
    r"|bite|numb|spasm|bleed|referral|son|daughter|child|kid|baby|erupcion|tos|fiebre|bulto|hij[oa]"
    r"|dolor|muela|diente|caries|pregunta)",
    re.IGNORECASE,
)
"""What somebody has without being busy ("this morning please, I've got a toothache")."""
_COPULA: Final = re.compile(
    r"['’]?s?\s+(?:(?:is|are|was|would be|looks?|really|pretty|kind of|so|just)\s+)*", re.IGNORECASE
)
_CLAUSE: Final = re.compile(r"[.,;:?!–—]|\b(?:is|works|suits|would|me)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<!\.)[.?!]\s")
_BEHIND: Final = re.compile(
    r"(?P<comma>\s*,)?\s*(?:(?:i|we)(?:['’]?(?:m|re|ll be)| am| are| will be)?\s+|yo\s+|estoy\s+)?",
    re.IGNORECASE,
)
"""What may stand between a day and a "not" that ends the sentence."""
_BEFORE_BUSY: Final = re.compile(
    r"\s*,?\s*(?:(?:i|we|my|yo|tengo|estoy)\b(?!.*\b(?:can|could|would|want|like|need|puedo)\b)"
    r"[^.,;?!]{0,30})?",
    re.IGNORECASE,
)
"""What may stand between a day and a reason against it ("Monday I have English class.")."""
_UNTIL: Final = {"till": "onward", "before": "onward", "through": "after"}
_LISTING: Final = frozenset({"and", "or", "y"})
_WISHED: Final = frozenset({"days", "time"})
_OPEN: Final = frozenset({"others", "anytime", "whatever", "everything", "asap"})


def meant(pieces: Sequence[Piece], text: Plain, words: str, today: date) -> list[Piece]:
    """The pieces of an utterance without those that only give a reason."""
    said = _trailing(_narrowing(_bounded(pieces, text, words), text, words))
    said = _from_then_on(_referring(_busy(said, text, words), today), today)
    said = _by_sentence(said, text, words)
    because = _place(said, "because")
    if because is not None and _telling(said[:because]):
        said = said[:because] + _excluding(said[because + 1 :], said[:because])
    so = _place(said, "so")
    if so is not None and _telling(said[:so]) and _telling(said[so + 1 :]):
        said = _concluded(said[:so], said[so + 1 :])
    elif so is not None:  # "I can't drive after dark, so mornings"
        said[so] = replace(said[so], kind="ask")
    return [
        replace(piece, kind="everything") if piece.kind == "others" else piece
        for piece in said
        if piece.kind not in ("so", "because")
    ]


def _place(pieces: Sequence[Piece], kind: str) -> int | None:
    places = [place for place, piece in enumerate(pieces) if piece.kind == kind]
    return places[-1 if kind == "so" else 0] if places else None


def _telling(pieces: Sequence[Piece]) -> bool:
    return any(piece.days or piece.clock or piece.kind in _OPEN for piece in pieces)


def _concluded(reason: list[Piece], wish: list[Piece]) -> list[Piece]:
    """What is left of a reason, and the wish that follows from it."""
    wanted, unwanted = signed(wish)
    given, _ = signed(reason)
    days = any(piece.days for piece in wanted) or any(piece.kind == "others" for piece in wish)
    times = any(piece.clock for piece in wanted)
    shut = [piece.days for piece in unwanted if piece.days]
    others = [piece for piece in given if piece.days and any(w.kind == "others" for w in wish)]
    barred = [Piece("not", 0, 0), *others] if others else []
    wished = [piece.days for piece in wanted if piece.days]
    elsewhere = any(  # "I'm leaving Thursday morning, so Wednesday"
        (wished and not piece.many and not _among(piece, wished)) or _among(piece, shut)
        for piece in given
        if piece.days
    )
    kept = [
        piece
        for piece in given
        if not (times or elsewhere if piece.clock else days)
        and not (piece.days and _among(piece, shut))
    ]
    return [*_excluding(reason, wish), *barred, Piece("ask", 0, 0), *kept, *wish]


def _excluding(reason: Sequence[Piece], wish: Sequence[Piece]) -> list[Piece]:
    """What a reason excludes, unless the wish is for just that."""
    wanted = [piece.days for piece in signed(wish)[0] if piece.days]
    _, unwanted = signed(reason)
    if not any(piece.clock for piece in unwanted):
        unwanted = [piece for piece in unwanted if not _among(piece, wanted)]
    if not unwanted:
        return []
    first, *others = unwanted
    return [
        Piece("not", first.start, first.start),
        first,
        *(replace(piece, joined=piece.joined or "or") for piece in others),
    ]


def _among(piece: Piece, others: Sequence[object]) -> bool:
    """Whether a piece names a weekday or a day that others name too."""
    days = piece.days
    return days is not None and any(
        days == other or days.weekdays & getattr(other, "weekdays", frozenset()) for other in others
    )


def _referring(pieces: list[Piece], today: date) -> list[Piece]:
    """ "After that" as after the day or time said last, which then is no wish of its own."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "notthat" and _telling(found):
            known = any(one.kind == "not" for one in found)
            found = [one for one in found if one.kind != "so"]
            found = found if known else [Piece("not", found[0].start, found[0].start), *found]
            continue
        if piece.kind not in ("afterthat", "beforethat"):
            found.append(piece)
            continue
        last = next(
            (at for at in reversed(range(len(found))) if found[at].days or found[at].clock), None
        )
        if last is None:
            continue
        if last and found[last].days and found[last - 1].clock:
            last -= 1  # "at two on Tuesday, so before that"
            found[last], found[last + 1] = found[last + 1], found[last]
            last += 1
        bound = bounded(found[last], piece.kind.removesuffix("that"), today)
        before = found[:last]
        first = len(before)
        while first and (before[first - 1].days or before[first - 1].clock):
            first -= 1
        if first and before[first - 1].kind in ("not", "busy", "nor"):
            del before[first - 1]
        found = [*before, bound]
    return found


def _from_then_on(pieces: list[Piece], today: date) -> list[Piece]:
    """ "Not until the 15th" as from the 15th on, however far ahead that is."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        till = piece.days.bound if piece.days and piece.days.kind != "past" else None
        listed = place + 1 < len(pieces) and pieces[place + 1].kind in _LISTING
        if found and found[-1].kind == "not" and not listed and till and till[0] in _UNTIL:
            days = bounded_days(till[1], _UNTIL[till[0]], today)
            found[-1] = replace(piece, days=days, prefix="onward")
        else:
            found.append(piece)
    return found


def _said(piece: Piece, text: Plain, words: str) -> str:
    return words[slice(*text.said(piece.start, piece.end))].lower()


def _between(before: Piece | None, after: Piece | None) -> bool:
    """Whether both neighbours are days, or both are times."""
    return before is not None and after is not None and before.kind == after.kind in _WISHED


def _gap(before: Piece, after: Piece, text: Plain, words: str) -> str:
    """What was said between two pieces."""
    return words[text.said(before.start, before.end)[1] : text.said(after.start, after.end)[0]]


def _bounded(pieces: Sequence[Piece], text: Plain, words: str) -> list[Piece]:
    """The pieces without a "not" or a reason that ends with its sentence.

    "It won't go away. Thursday, please" excludes nothing; "Thursday I have a meeting. Friday?"
    excludes what stands before it.
    """
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        after = next((one for one in pieces[place + 1 :] if one.kind in _WISHED), None)
        ended = after and _SENTENCE.search(_gap(piece, after, text, words))
        if piece.kind not in ("busy", "not") or not ended:
            found.append(piece)
        elif found and found[-1].kind in _WISHED:
            gap = _gap(found[-1], piece, text, words)
            if piece.kind == "busy":
                behind = _BEFORE_BUSY.fullmatch(gap) and not _complains(piece, text, words)
            else:
                said = _BEHIND.fullmatch(gap)
                behind = said and not (piece.bare and said["comma"])
            if behind:
                found.append(replace(piece, kind="bad"))
    return found


def _by_sentence(pieces: Sequence[Piece], text: Plain, words: str) -> list[Piece]:
    """The pieces, with no "not" reaching into the next sentence ("Not Monday. Mornings")."""
    found: list[Piece] = []
    for piece in pieces:
        begins = piece.kind in (*_WISHED, *_OPEN, "not") and found and not piece.joined
        if begins and _SENTENCE.search(_gap(found[-1], piece, text, words)):
            found.append(Piece("ask", piece.start, piece.start))
        found.append(piece)
    return found


def _narrowing(pieces: Sequence[Piece], text: Plain, words: str) -> list[Piece]:
    """ "Thursday is good, mornings suit me": in a clause of their own, mornings of that day."""
    found: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if (
            last
            and {last.kind, piece.kind} == _WISHED
            and _CLAUSE.search(_gap(last, piece, text, words))
        ):
            if piece.clock:
                piece = replace(piece, many=False)
            elif not piece.many and found[-1] is last:
                found[-1] = replace(last, many=False)
        last = piece if piece.kind in _WISHED else last
        found.append(piece)
    return found


def _trailing(pieces: Sequence[Piece]) -> list[Piece]:
    """ "Tuesdays I can't": a "not" with nothing behind it speaks of what stands before it."""
    found = list(pieces)
    for place in reversed(range(len(found))):
        piece = found[place]
        if piece.days or piece.clock:
            break
        if piece.kind == "not" and place and (found[place - 1].days or found[place - 1].clock):
            found[place] = replace(piece, kind="bad")
    return found


def _is_bad(before: Piece, piece: Piece, text: Plain, words: str) -> bool:
    """Whether "bad" is said of what stands right before it ("Monday's bad")."""
    return _COPULA.fullmatch(_gap(before, piece, text, words)) is not None


def _complains(piece: Piece, text: Plain, words: str) -> bool:
    """Whether somebody has what they tell without being busy ("I have a toothache")."""
    return _COMPLAINT.match(words[text.said(piece.start, piece.end)[1] :]) is not None


def _approved(pieces: list[Piece], text: Plain, words: str) -> list[Piece]:
    """ "Thursday is better, Friday is bad": what was approved of is not what is bad.

    Nor are both of two weeks or months side by side ("in March, in February I can't").
    """
    for place in reversed(range(1, len(pieces))):
        before, after = pieces[place - 1], pieces[place]
        if {before.kind, after.kind} - _WISHED - _LISTING:
            break
        start, end = text.said(before.start, before.end)[1], text.said(after.start, after.end)[0]
        kinds = {
            one.days.kind if one.days else one.clock and one.clock.kind for one in (before, after)
        }
        if (kinds <= {"span", "part"} and not after.joined) or _APPROVAL.search(words[start:end]):
            return [*pieces[:place], Piece("ask", after.start, after.start), *pieces[place:]]
    return pieces


def _busy(pieces: Sequence[Piece], text: Plain, words: str) -> list[Piece]:
    """The pieces with every reason against a day turned into what it does to that day.

    A reason right behind a day speaks of that one ("Friday I'm busy, Monday is fine"), any other
    of what follows it ("I'm busy Friday"), or of what stood before if nothing does.
    """
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        after = next((one for one in pieces[place + 1 :] if one.kind != "busy"), None)
        if piece.kind == "dont":  # "I don't get back until the tenth", but "I don't mind Monday"
            if after is not None and after.prefix in ("till", "through"):
                found.append(replace(piece, kind="not"))
            elif after is None and before is not None and before.kind in _WISHED:
                found = [*_approved(found, text, words), replace(piece, kind="bad")]
            continue
        said = _said(piece, text, words)
        if piece.kind == "not" and said in ("no", "tampoco") and _between(before, after):
            piece = replace(piece, kind="bad")  # "el lunes no, el martes"
        if said == "bad" and not (before and _is_bad(before, piece, text, words)):
            continue  # "my bad tooth"
        barred = before and before.days and any(one.kind == "not" for one in found)
        if piece.clock and barred and _said(piece, text, words).startswith("any "):
            found.append(Piece("ask", piece.start, piece.start))  # "except Friday any morning"
        if piece.kind == "bad":
            found = _approved(found, text, words)
        if piece.kind != "busy":
            found.append(piece)
            continue
        if _complains(piece, text, words):
            continue
        if before is not None and before.kind in ("busy", "not"):
            continue  # "I have a meeting" says it twice
        behind = before is not None and bool(before.days or before.clock)
        if behind and before is not None and after is not None and (after.days or after.clock):
            end = text.said(before.start, before.end)[1]
            behind = bool(_NO_BREAK.fullmatch(words[end : text.said(piece.start, piece.end)[0]]))
        if behind and found[-1].days and after is not None and after.clock:
            found.insert(-1, replace(piece, kind="not"))  # "Tuesday I have a meeting at two"
            continue
        if behind:
            found = _approved(found, text, words)
        found.append(replace(piece, kind="bad" if behind else "not"))
    return found
