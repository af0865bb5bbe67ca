"""Which of the offered openings the caller takes: "the first one", "Thursday", "let's do ten".

What is said is compared with the times on offer, so "ten" is an hour only if one of them begins at
ten, and "the third" a day of the month unless three were offered. A choice is an index only if
exactly one opening fits; two that fit are no choice. Parts of the sentence count by themselves, so
"ten doesn't work, two thirty does" takes the second.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from nlu.digits import TEENS, TENS, UNITS
from nlu.word import MOST_CHARACTERS, same_length_plain

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
_THING: Final = r"(?:one|ones|option|opening|slot|time|appointment|choice|available|opcion|cita|hora)"

_NUMBERS: Final = {
    **{word: int(digit) for word, digit in {**UNITS, **TEENS}.items()},
    **{word: int(tens) for word, tens in TENS.items()},
    "noon": 12,
    "midday": 12,
    "mediodia": 12,
}
_HOUR_WORDS: Final = "|".join(
    sorted((word for word, value in _NUMBERS.items() if 1 <= value <= 12), key=len, reverse=True)
)
_MINUTE_WORDS: Final = (
    r"(?:(?:oh|o) five|fifteen|thirty|forty[- ]five|forty|twenty[- ]five|twenty|ten|fifty[- ]five"
    r"|fifty|five|y media|y cuarto|y quince|y treinta|(?:y )?cuarenta y cinco|y cuarenta|y veinte"
    r"|y diez|treinta|quince|[0-5]\d)"
)
_CLOCK: Final = re.compile(
    r"(?<![\w:])(?:(?P<half>half past|quarter past|quarter to|quarter after) )?"
    r"(?:(?P<digits>\d{1,2})(?:[:. ](?P<dm>[0-5]\d))?|(?P<glued>\d{1,2}[0-5]\d)"
    rf"|(?P<word>{_HOUR_WORDS})(?:[- ](?P<wm>{_MINUTE_WORDS}))?)"
    r"(?P<menos> menos (?:cuarto|quince))?"
    r"(?P<clock> ?o'?clock| en punto)?"
    r" ?(?P<half_of_day>a\.? ?m\.?|p\.? ?m\.?|in the morning|in the afternoon|in the evening|at night"
    r"|de la manana|de la tarde|de la noche)?(?![\w:])"
)
_MINUTES: Final = {
    "oh five": 5,
    "o five": 5,
    "y media": 30,
    "y cuarto": 15,
    "forty five": 45,
    "twenty five": 25,
    "fifty five": 55,
    "cuarenta y cinco": 45,
}
_ONE_IS_HOUR: Final = re.compile(
    r"(?:^|(?<!\w)(?:at|do|by|around|about|for|take|with|is|works|la|las|ok|okay|yes|yeah|sure)) ?$"
)
_REFUSES: Final = re.compile(
    r"(?<![\w'])(?:neither|none|nothing|no good|not (?:good|possible|available|really|any|either)"
    r"|any other|some other|other (?:times?|days?|options?|openings?)|what else"
    r"|(?:something|anything|somewhere|sometime|some time|another|a different|different)"
    r"(?: (?:else|earlier|later|sooner|different|day|time|date|week|option|opening|appointment|one))*"
    r"|(?:got|have) (?:any|one)? ?(?:earlier|later|sooner)|(?:a|any) (?:later|earlier|sooner)"
    r"|(?:earlier|later|sooner) than|(?:earlier|later) (?:in|that|time|date)|too (?:early|late|soon)"
    r"|next week|instead|can'?t (?:do|make) (?:those|either|any|them|that|it|both)"
    r"|(?:those|these|they|both)(?: \w+)? (?:don'?t|won'?t|do not|are not|aren'?t)"
    r"|ningun[oa]?|ni (?:uno|una|la una)|otra (?:hora|fecha|opcion|cita)|otro (?:dia|horario|momento)"
    r"|mas (?:tarde|temprano)|algo (?:mas|diferente)|no (?:me )?(?:sirven?|funcionan?|convienen?|puedo)"
    r"|(?:that|it|this)(?: one)? (?:doesn'?t|won'?t|does not|will not|isn'?t going to)"
    r"|demasiado (?:tarde|temprano)|otras opciones)(?![\w'])"
)
_DECLINES: Final = re.compile(
    r"(?<![\w'])(?:not|can'?t|cannot|don'?t|doesn'?t|won'?t|isn'?t|wouldn'?t|no good|too (?:early|late)"
    r"|no (?:me )?(?:sirven?|funcionan?|convienen?|puedo|es|quiero)|except|rather than|ni)(?![\w'])"
)
_CLAUSES: Final = re.compile(
    r"[,;.!?](?=\s|$)|(?<=\bone) (?=the )|(?<!\w)(?:but|though|pero|sino|no wait|wait|actually|i mean|sorry|or rather"
    r"|perdon|mejor|so|then|make it|let'?s (?:do|go|try|take)|i'?ll take|i'?d (?:rather|prefer))(?!\w)"
)
_ANY: Final = re.compile(
    r"(?<![\w'])(?:either(?: one| of (?:them|those))?|any(?: one)? of (?:them|those|these)|whichever"
    r"|doesn'?t matter|no preference|you (?:pick|choose)|both work|any is fine|cualquiera|la que sea"
    r"|me da igual|da lo mismo|las dos|whatever)(?![\w'])"
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


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time said: the hour as said, minutes if given, and whether am or pm."""

    hour: int
    minute: int | None
    afternoon: bool | None

    def fits(self, start: datetime) -> bool:
        """Whether an opening begins at this time, taking its own half of the day if none is said."""
        if self.minute is not None and start.minute != self.minute:
            return False
        if self.hour > 12 or self.hour == 0:
            return start.hour == self.hour
        if self.afternoon is None:
            return start.hour % 12 == self.hour % 12
        return start.hour == self.hour % 12 + 12 * self.afternoon


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
    for clause in _CLAUSES.split(flat):
        declines = bool(_DECLINES.search(clause))
        fits = _fits(clause, starts, out)
        if declines and fits is not None:
            out.update(fits)
        elif fits is not None and len(fits) == 1:
            taken = next(iter(fits))
        refused = refused or bool(_REFUSES.search(clause))
    if taken is not None:
        return taken
    if refused or len(out) == len(options):
        return NONE
    return min(range(len(options))) if _ANY.search(flat) and not out else None


def _start(option: str) -> datetime | None:
    try:
        return datetime.fromisoformat(option).replace(tzinfo=None)
    except ValueError:
        return None


def _fits(
    clause: str, starts: tuple[datetime | None, ...], out: set[int]
) -> frozenset[int] | None:
    """The options that agree with everything a clause says; `None` if it says nothing about them."""
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
    if re.search(r"(?<!\w)(?:(?:the|la|el) (?:last|latter|ultim[oa]))(?!\w)(?! week| month)", clause):
        return frozenset({count - 1})
    if re.search(r"(?<!\w)(?:the other(?: one)?|la otra|el otro)(?!\w)", clause):
        left = [index for index in range(count) if index not in out]
        return frozenset(left) if out and len(left) == 1 else None
    numbered = re.search(
        rf"(?<!\w)(?:option|number|choice|opcion|numero|la opcion) (\d|{_HOUR_WORDS})(?!\w)", clause
    )
    if numbered:
        place = _NUMBERS.get(numbered.group(1)) or int(numbered.group(1))
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
        if re.search(rf"(?<!\w){name}(?!\w)", clause):
            said = True
            fitting &= {i for i in fitting if (s := starts[i]) is not None and first <= s.hour < end}
    clocks = _clocks(clause)
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
        if word in _MONTHS and (word not in ("may", "march") or index == 0 or words[index - 1] != "i")
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
    for match in re.finditer(r"(?<!\w)(?:el|dia|the) (\d{1,2}|[a-z]+)(?= de | a las|$)", clause):
        said = match.group(1)
        number = int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
        days |= {number} & {start.day for start in starts if start is not None}
    return (lambda start: start.day in days) if days else None


def _clocks(clause: str) -> list[_Clock]:
    found: list[_Clock] = []
    for match in _CLOCK.finditer(clause):
        clock = _clock(match, clause[: match.start()])
        if clock is not None:
            found.append(clock)
    return found


def _clock(match: re.Match[str], before: str) -> _Clock | None:
    word = match["word"]
    marked = match["clock"] or match["half_of_day"] or match["wm"] or match["half"]
    if word in ("one", "un", "una", "uno") and not marked and not _ONE_IS_HOUR.search(before):
        return None
    if match["glued"]:
        hour, minute = int(match["glued"][:-2]), int(match["glued"][-2:])
    else:
        hour = int(match["digits"]) if match["digits"] else _NUMBERS[word]
        minute = _minute(match)
    if word in ("noon", "midday", "mediodia"):
        return _Clock(12, 0, True)
    if match["half"] == "quarter to" or match["menos"]:
        hour, minute = (hour - 2) % 12 + 1, 45
    half = (match["half_of_day"] or "").replace(".", "").replace(" ", "")
    if half in ("am", "inthemorning", "delamanana"):
        return _Clock(hour, minute, False)
    return _Clock(hour, minute, True if half else None) if hour < 24 else None


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30 if match["half"] == "half past" else 15
    if match["dm"]:
        return int(match["dm"])
    said = (match["wm"] or "").replace("-", " ")
    if not said:
        return 0 if match["clock"] else None
    if said.isdecimal():
        return int(said)
    bare = said.removeprefix("y ")
    return _MINUTES.get(said) or _MINUTES.get(bare) or _NUMBERS.get(bare, 0)
