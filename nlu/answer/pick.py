"""Which of the offered openings the caller takes: "the first one", "Thursday", "let's do ten".

What is said is compared with the times on offer, so "ten" is an hour only if one of them begins at
ten, and "the third" a day of the month unless three were offered. A choice is an index only if
exactly one opening fits; two that fit are no choice. Parts of the sentence count by themselves, so
"ten doesn't work, two thirty does" takes the second.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias

from nlu.answer.acts import seeks_alternatives
from nlu.utterance.word import MOST_CHARACTERS, same_length_plain
from nlu.when.spoken_clock import HOUR_WORDS, NUMBERS, spoken_clocks

NONE: Final = "none"
"""Nothing that was offered is taken."""

_DAYS: Final = {
    name: day
    for day, names in enumerate(
        (
            "monday mondays mon lunes",
            "tuesday tuesdays tue tues martes",
            "wednesday wednesdays wed miercoles",
            "thursday thursdays thu thur thurs jueves",
            "friday fridays fri viernes",
            "saturday saturdays sat sabado",
            "sunday sundays sun domingo",
        )
    )
    for name in names.split()
}
_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "january enero",
            "february febrero",
            "march marzo",
            "april abril",
            "may mayo",
            "june junio",
            "july julio",
            "august agosto",
            "september septiembre",
            "october octubre",
            "november noviembre",
            "december diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS: Final = {
    name: number
    for number, names in enumerate(
        (
            "first 1st primer primera primero",
            "second 2nd segunda segundo",
            "third 3rd tercer tercera tercero",
            "fourth 4th cuarta cuarto",
            "fifth 5th quinta quinto",
            "sixth 6th sexta sexto",
            "seventh 7th septima septimo",
            "eighth 8th octava octavo",
            "ninth 9th novena noveno",
            "tenth 10th decima decimo",
            "eleventh 11th",
            "twelfth 12th",
            "thirteenth 13th",
            "fourteenth 14th",
            "fifteenth 15th",
            "sixteenth 16th",
            "seventeenth 17th",
            "eighteenth 18th",
            "nineteenth 19th",
            "twentieth 20th",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS.update({f"{n}{end}": n for n in range(21, 32) for end in ("st", "nd", "rd", "th")})
_ORDINALS["thirtieth"] = 30
_TWENTIES: Final = {"twenty": 20, "thirty": 30}
_THING: Final = (
    r"(?:one|ones|option|opening|slot|time|appointment|choice|available|opcion|cita|hora)"
)

_REFUSES: Final = re.compile(
    r"(?<![\w'])(?:neither|none|nothing|no good|not (?:good|possible|available|really|any|either)"
    r"|any other|some other|other (?:times?|days?|options?|openings?)|what else"
    r"|(?:something|anything|somewhere|sometime|some time|another|a different|different)"
    r"(?: (?:else|earlier|later|sooner|different|day|time|date|week|option|opening|appointment"
    r"|one))*"
    r"|(?:got|have) (?:any|one)? ?(?:earlier|later|sooner)|(?:a|any) (?:later|earlier|sooner)"
    r"|(?:earlier|later|sooner) than|(?:earlier|later) (?:in|that|time|date)|too (?:early|late"
    r"|soon)"
    r"|next week|instead|can'?t (?:do|make) (?:those|either|any|them|that|it|both)"
    r"|(?:those|these|they|both)(?: \w+)? (?:don'?t|won'?t|do not|are not|aren'?t)"
    r"|ningun[oa]?|ni (?:uno|una|la una)|otra (?:hora|fecha|opcion|cita)|otro (?:dia|horario"
    r"|momento)"
    r"|mas (?:tarde|temprano)|algo (?:mas|diferente)|no (?:me )?(?:sirven?|funcionan?"
    r"|convienen?|puedo)"
    r"|(?:that|it|this)(?: one)? (?:doesn'?t|won'?t|does not|will not|isn'?t going to)"
    r"|demasiado (?:tarde|temprano)|otras opciones)(?![\w'])"
)
_DECLINES: Final = re.compile(
    r"(?<![\w'])(?:not|can'?t|cannot|don'?t|doesn'?t|won'?t|isn'?t|wouldn'?t|no good|too "
    r"(?:early|late)"
    r"|no (?:me )?(?:sirven?|funcionan?|convienen?|puedo|es|quiero)|except|rather than|ni)(?![\w'])"
)
_CLAUSES: Final = re.compile(
    r"[,;.!?](?=\s|$)|(?<=\bone) (?=the )|(?<!\w)(?:but|though|pero|sino|no wait|wait|actually"
    r"|i mean|sorry|or rather"
    r"|perdon|mejor|so|then|make it|let'?s (?:do|go|try|take)|i'?ll take|i'?d (?:rather"
    r"|prefer))(?!\w)"
)
_ANY: Final = re.compile(
    r"(?<![\w'])(?:either(?: one| of (?:them|those))?|any(?: one)? of (?:them|those|these)"
    r"|whichever"
    r"|doesn'?t matter|no preference|you (?:pick|choose)|both work|any is fine|cualquiera|la "
    r"que sea"
    r"|me da igual|da lo mismo|(?<!a )las dos(?! (?:y|menos|de|en|[ap]m))|whatever)(?![\w'])"
)
_ALL_OF_THEM: Final = re.compile(r"(?<!\w)(?:de (?:las|los) dos|of the two)(?!\w)")
_ASKS_AGAIN: Final = re.compile(
    r"\W*(?:(?:so|and|sorry|uh|um|y|perdon) )*(?:what(?! about)|when|which|who|repeat|say"
    r"|(?:could|can|would) you (?:please )?(?:repeat|say|tell)|cual|que|cuando|repita"
    r"|(?:me )?(?:puede|podria) (?:repetir|decir))(?!\w)"
)
_EARLIER: Final = re.compile(
    r"(?<!\w)(?:(?:the |la |el )(?:earlier|earliest|soonest|sooner|former|mas temprano|mas pronto)"
    r"|earliest|soonest|first available|(?:la|el|lo) (?:mas )?(?:temprano|pronto|antes)"
    r"|as soon as possible|lo antes posible)(?!\w)"
)
_LATER: Final = re.compile(
    r"(?<!\w)(?:(?:the |la |el )(?:later|latest|mas tarde)|latest)(?!\w)(?! (?:in|than|time))"
)
_PARTS: Final = {
    "morning": (0, 12),
    "por la manana": (0, 12),
    "de la manana": (0, 12),
    "en la manana": (0, 12),
    "afternoon": (12, 18),
    "la tarde": (12, 20),
    "evening": (16, 24),
    "la noche": (18, 24),
}


_Test: TypeAlias = Callable[[datetime], bool]


def pick(words: str, options: tuple[str, ...], language: str = "en") -> int | str | None:
    """The index of the option taken, `NONE` if all are turned down, `None` if neither is said.

    `options` are local ISO starts in the order in which they were offered; another form of option
    (an id) can be taken by its place only.
    """
    del language  # the words of both languages are always heard
    flat = " ".join(same_length_plain(words[:MOST_CHARACTERS]).split())
    if not flat or not options:
        return None
    starts = tuple(_start(option) for option in options)
    taken: int | None = None
    refused = False
    out: set[int] = set()
    for clause in _CLAUSES.split(_ALL_OF_THEM.sub("", flat)):
        if _ASKS_AGAIN.match(clause):
            continue
        declines = bool(_DECLINES.search(clause))
        fits = _fits(clause, starts, out)
        if declines and fits is not None:
            out.update(fits)
        elif fits is not None and len(fits) == 1:
            taken = next(iter(fits))
        refused = refused or bool(_REFUSES.search(clause))
    if taken is not None:
        return taken
    if refused or len(out) == len(options) or (not out and seeks_alternatives(flat)):
        return NONE
    return min(range(len(options))) if _ANY.search(flat) and not out else None


def _start(option: str) -> datetime | None:
    try:
        return datetime.fromisoformat(option).replace(tzinfo=None)
    except ValueError:
        return None


def _fits(clause: str, starts: tuple[datetime | None, ...], out: set[int]) -> frozenset[int] | None:
    """The options that agree with all that a clause says; `None` if it says nothing of them."""
    everything = frozenset(range(len(starts)))
    by_place = _by_place(clause, starts, out)
    by_time = _by_time(clause, starts)
    if by_place is None:
        return by_time
    if by_time is None:
        return by_place
    both = by_place & by_time
    return both if both else (by_time if len(by_time) < len(everything) else frozenset())


def _by_place(
    clause: str, starts: tuple[datetime | None, ...], out: set[int]
) -> frozenset[int] | None:
    """By the place in the list ("the second one", "the last", "the other one")."""
    count = len(starts)
    if re.search(r"(?<!\w)(?:something|anything|any|a|have) (?:earlier|later|sooner)", clause):
        return None
    known = [(start, index) for index, start in enumerate(starts) if start is not None]
    if len(known) == count and count > 1:
        if re.search(r"(?<!\w)(?:the )?former(?!\w)", clause):
            return frozenset({0})
        if _EARLIER.search(clause):
            return frozenset({min(known)[1]})
        if _LATER.search(clause):
            return frozenset({max(known)[1]})
    if count == 3 and re.search(r"(?<!\w)(?:middle|la del? medio)(?!\w)", clause):
        return frozenset({1})
    if re.search(
        r"(?<!\w)(?:(?:the|la|el) (?:last|latter|ultim[oa]))(?!\w)(?! week| month)", clause
    ):
        return frozenset({count - 1})
    if re.search(r"(?<!\w)(?:the other(?: one)?|la otra|el otro)(?!\w)", clause):
        left = [index for index in range(count) if index not in out]
        return frozenset(left) if out and len(left) == 1 else None
    numbered = re.search(
        rf"(?<!\w)(?:option|number|choice|opcion|numero|la opcion) (\d|{HOUR_WORDS})(?!\w)", clause
    )
    if numbered:
        place = NUMBERS.get(numbered.group(1)) or int(numbered.group(1))
        return frozenset({place - 1}) if place <= count else None
    return _ordinal_place(clause, starts)


def _ordinal_place(clause: str, starts: tuple[datetime | None, ...]) -> frozenset[int] | None:
    """ "the third one", or "the second" where no opening is on the second of the month."""
    for match in re.finditer(r"(?<!\w)(\w+)(?!\w)", clause):
        place = _ORDINALS.get(match.group(1), 0)
        if not 1 <= place <= len(starts):
            continue
        before, after = clause[: match.start()], clause[match.end() :]
        if re.match(rf" (?:available )?{_THING}(?!\w)", after):
            return frozenset({place - 1})
        if _is_day(before, after) or re.match(r" (?:thing|of )", after):
            continue
        on_day = {
            index for index, start in enumerate(starts) if start is not None and start.day == place
        }
        if not on_day or on_day == {place - 1}:
            return frozenset({place - 1})
    return None


def _is_day(before: str, after: str) -> bool:
    """Whether an ordinal between these words is a day of the month."""
    last = before.split()[-2:]
    named = any(word in _DAYS or word in _MONTHS or word in ("twenty", "thirty") for word in last)
    month = re.match(r" (?:of |de )?(\w+)", after)
    return (
        named
        or bool(month and month.group(1) in _MONTHS)
        or bool(re.match(r" (?:at|a las|a la)(?!\w)", after))
    )


def _by_time(clause: str, starts: tuple[datetime | None, ...]) -> frozenset[int] | None:
    """By weekday, date, part of the day and clock; `None` if none of them is said or none fits."""
    fitting = {index for index, start in enumerate(starts) if start is not None}
    said = False
    for wanted in (_weekdays(clause), _months(clause), _month_days(clause, starts)):
        if wanted is not None:
            said = True
            fitting &= {i for i in fitting if (start := starts[i]) is not None and wanted(start)}
    for name, (first, end) in _PARTS.items():
        if re.search(rf"(?<!\w){name}s?(?!\w)", clause):
            said = True
            fitting &= {
                i for i in fitting if (s := starts[i]) is not None and first <= s.hour < end
            }
    clocks = spoken_clocks(clause)
    exact = {i for i in fitting if (s := starts[i]) and any(c.fits(s) for c in clocks)}
    sharp = {
        i
        for i in exact
        if (s := starts[i]) and any(c.fits(s) and (c.minute or 0) == s.minute for c in clocks)
    }
    if exact:
        return frozenset(sharp or exact)
    if clocks and said and any(clock.minute is not None for clock in clocks):
        return None
    return frozenset(fitting) if said and fitting else None


def _weekdays(clause: str) -> _Test | None:
    days = {_DAYS[word] for word in re.findall(r"[a-z]+", clause) if word in _DAYS}
    return (lambda start: start.weekday() in days) if days else None


def _months(clause: str) -> _Test | None:
    words = re.findall(r"[a-z]+", clause)
    months = {
        _MONTHS[word]
        for index, word in enumerate(words)
        if word in _MONTHS
        and (word not in ("may", "march") or index == 0 or words[index - 1] != "i")
    }
    return (lambda start: start.month in months) if months else None


def _month_days(clause: str, starts: tuple[datetime | None, ...]) -> _Test | None:
    days: set[int] = set()
    for match in re.finditer(r"(?<!\w)(?:(twenty|thirty)[- ])?(\w+)(?!\w)", clause):
        ordinal = _ORDINALS.get(match.group(2))
        if ordinal is None or re.match(rf" {_THING}(?!\w)", clause[match.end() :]):
            continue
        day = ordinal + _TWENTIES.get(match.group(1) or "", 0)
        if _is_day(clause[: match.start()], clause[match.end() :]) or day > len(starts):
            days.add(day)
    months = "|".join(_MONTHS)
    bare = rf"(?<!\w)(?:(?:el|dia|the) (\d{{1,2}}|[a-z]+)(?= de | a las|$)|(?:{months}) (\w+))"
    for match in re.finditer(bare, clause):
        said = match.group(1) or match.group(2)
        number = int(said) if said.isdecimal() else NUMBERS.get(said, 0)
        days |= {number} & {start.day for start in starts if start is not None}
    return (lambda start: start.day in days) if days else None
