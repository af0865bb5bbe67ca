"""The words of dates and times, English and Spanish, as one small common vocabulary.

`plain` turns an utterance into that vocabulary: "the day after tomorrow at half past two" becomes
"the overmorrow at half past 2", "pasado mañana a las dos y media" "overmorrow at 2 y half". Number
words become digits, ordinals end in `o` ("10o"), repeated days and parts of day end in `+`, words
that say nothing about time become `~`, and words of politeness vanish. So one grammar reads both
languages, and speech-to-text with or without punctuation reads the same.

Dropping the empty words is what lets "Tuesday would be great, in the morning" read like "Tuesday
morning"; keeping a `~` for unknown ones keeps "two of my crowns" from being two o'clock.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

from nlu.dictation.numbers import number_at, tongue
from nlu.when.english import ENGLISH
from nlu.when.spanish import SPANISH

_Lexicon: TypeAlias = Mapping[str, list[tuple[tuple[str, ...], str]]]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_WORDS: Final = 800
"""What is read of an utterance: five minutes of talk, so that no length of text costs more."""
_TOKEN: Final = re.compile(
    r"""\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d)
    | \d{1,2}(?P<dash>[-./])\d{1,2}(?P=dash)\d{2,4}(?!\d)
    | \d{1,2}/\d{1,2}(?![\d/])
    | \d{1,2}[:h]\d{2}(?!\d)
    | \d{1,2}\.[0-5]\d(?=\s?[ap]\.?\s?m\b)
    | (?P<dot>(?<=\bon\s)\d{1,2}\.\d{1,2}(?!\d)|(?<=day\s)\d{1,2}\.\d(?!\d))
    | \d+(?:st|nd|rd|th|ro|do|er|ero|mo|to|vo|º|ª)\b
    | \d+
    | [ap]\s?\.?\s?m\b(?:\s?\.)?
    | [^\W\d_]+(?:['’][^\W\d_]+)*
    | (?:(?<=\d)|(?<=\s)|(?<=\d[ap]m)|(?<=[ap]\.m\.))[-–—](?=\s|\d)
    | (?<=\b[nN][oO]),""",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow".split()
)
_COUNTED: Final = frozenset({"#", "morning+", "afternoon+", "evening+", "night+"})
"""What is counted and so makes no time of the number before it ("three nights")."""
_ORDERED: Final = [
    [word] for word in "avenue street floor grade trimester birthday piso grado trimestre".split()
]
"""What is put in order and so makes no day of the number before it."""
_PARTS: Final = frozenset({"morning", "afternoon", "evening", "night"})
_AT: Final = (["at"], ["la"], ["las"])
_HALVES: Final = {"am": "morning", "pm": "afternoon"}
_TIMED: Final = re.compile(r"\d$|oclock|noon")
_BEFORE_AM: Final = frozenset({*WEEKDAYS, "tomorrow", "the", "any"})
"""What makes a bare "am" the morning and no verb."""
_DOTTED: Final = re.compile(r"\w\s?\.\s?\w")
_END: Final = re.compile(r"(?<=\w\w\w)[.?!]\s")
_BREAK: Final = re.compile(r"[.?!,]\s")
_HEARD: Final = {"for": "4", "to": "2", "too": "2", "ate": "8", "won": "1"}
"""What speech recognisers write for an hour ("at for thirty")."""
_LASTING: Final = frozenset({"for", "por", "durante"})
_SHORT: Final = frozenset({"minute", "hour"})
_LONG: Final = frozenset({"day", "week", "month"})
_ACCENTS: Final = str.maketrans("áéíóúüñ", "aeiouun")
_MERIDIEM: Final = re.compile(r"([ap])\W*m\W*")


def _lexicon(table: str) -> _Lexicon:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in table.strip().replace("\n  ", " ").splitlines():
        meaning, said = line.split(":", 1)
        for phrase in said.split("|"):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, meaning.strip().replace(";", ":")))
    for known in phrases.values():
        known.sort(key=lambda phrase: -len(phrase[0]))
    return phrases


_LEXICONS: Final = {"en": _lexicon(ENGLISH), "es": _lexicon(SPANISH)}


@dataclass(frozen=True, slots=True)
class Plain:
    """An utterance in the common vocabulary, with the way back to the words as said."""

    text: str
    """The words, a space between them."""
    starts: tuple[int, ...]
    """Where in `text` each word begins."""
    spans: tuple[tuple[int, int], ...]
    """The part of the utterance that each word came from."""

    def said(self, start: int, end: int) -> tuple[int, int]:
        """The part of the utterance behind `text[start:end]`."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]


def folded(word: str) -> str:
    """A word in lower case, without Spanish accents and apostrophes."""
    return word.lower().translate(_ACCENTS).replace("'", "").replace("’", "")


@lru_cache(maxsize=64)
def plain(words: str, language: str = "en") -> Plain:
    """An utterance in the common vocabulary."""
    found = list(islice(_TOKEN.finditer(words), MOST_WORDS))
    tokens = [_token(m[0].replace(".", "/") if m["dot"] else m[0]) for m in found]
    lexicon = _LEXICONS[tongue(language)]
    said: list[str] = []
    spans: list[tuple[int, int]] = []
    spanish = tongue(language) == "es"
    at = 0
    while at < len(tokens):
        meaning, width = _read(tokens, at, lexicon, language)
        if meaning in _HALVES:
            gap = words[found[at - 1].end() : found[at].start()] if at else ""
            last = said[-1] if said and tokens[at - 1] != "i" and not _BREAK.search(gap) else ""
            if not _TIMED.search(last):
                clear = _is_part(tokens, at, last, found[at][0], lexicon)
                meaning = _HALVES[meaning] if clear else "~"
        ended = _END.search(words, found[at].end(), found[at + width - 1].start())
        if ended:  # "Tuesday would be good. Morning, please" bids nobody good morning
            here = sum(one.end() <= ended.start() for one in found[at : at + width])
            meaning, width = _read(tokens[: at + here], at, lexicon, language)
        span = (found[at].start(), found[at + width - 1].end())
        at += width
        for word in meaning.split():
            if word == "~" and said and said[-1] == "~":
                spans[-1] = (spans[-1][0], span[1])
                continue
            if spanish and word.isdecimal() and said and said[-1] in WEEKDAYS:
                # "El martes diez" is a date; a time would be "a las diez".
                said.append("the")
                spans.append(span)
            dated = tokens[at - width - 1 : at - width]
            ends = words[span[1] : span[1] + 1] in (",", ".", ";")
            if spanish and word.isdecimal() and (dated == ["dia"] or (dated == ["el"] and ends)):
                word += "o"  # "el doce, si se puede"
            if spanish and word in WEEKDAYS and _listed(said):
                word += "+"  # "los martes y jueves"
            said.append(word)
            spans.append(span)
    starts: list[int] = []
    position = 0
    for word in said:
        starts.append(position)
        position += len(word) + 1
    return Plain(" ".join(said), tuple(starts), tuple(spans))


def _is_part(tokens: list[str], at: int, last: str, written: str, lexicon: _Lexicon) -> bool:
    """Whether "am" or "pm" without an hour is a part of the day ("Thursday a.m.", but "I am").

    It is with dots, beside a day, or where nothing else of weight is said; "A M" may be spelled.
    """
    if _DOTTED.match(written) or last in _BEFORE_AM:
        return True
    if "i" in tokens[max(0, at - 1) : at + 2]:
        return False
    follower = (_phrase(tokens, at + 1, lexicon) or ("", 0))[0]
    glued = len(written.rstrip(" .")) == 2
    if follower in WEEKDAYS or (glued and tokens[at] == "pm" and tokens[at - 1 : at] != ["a"]):
        return True
    others = [token for token in tokens if token not in (*_HALVES, "or")]
    return all((_phrase([token], 0, lexicon) or ("~", 0))[0] in ("", "no") for token in others)


def _listed(said: list[str]) -> bool:
    """Whether a weekday would continue a list of repeated ones."""
    if len(said) < 2 or said[-1] not in ("y", "or", "nor"):
        return False
    return said[-2].endswith("+") and said[-2][:-1] in WEEKDAYS


def _token(raw: str) -> str:
    word = folded(raw)
    if word == "wed" and len(raw) > len(word):
        return "we"  # "we'd"
    if raw[-2:].lower() in ("'s", "’s") and word[:-1] in _NEAR:
        return word[:-1]  # "Tuesday's fine" is one Tuesday
    meridiem = _MERIDIEM.fullmatch(word)
    if meridiem:
        return meridiem[1] + "m"
    if len(word) == 1 and word in "-–—":
        return "-"
    return word


def _read(tokens: list[str], at: int, lexicon: _Lexicon, language: str) -> tuple[str, int]:
    """The meaning of the words at a place, and how many they are."""
    if tokens[at] in _HEARD and tokens[at - 1 : at] == ["at"] and tongue(language) == "en":
        return _HEARD[tokens[at]], 1
    lasting = _lasting(tokens, at, lexicon, language)
    if lasting:
        return lasting
    known = _phrase(tokens, at, lexicon)
    if known:
        return known
    token = tokens[at]
    if token[0].isdigit() and not token.isdecimal() and not token[-1].isalpha():
        return _dotted(token), 1
    number = number_at(tokens, at, language)
    if number is None and token.endswith("ish") and (about := token.removesuffix("ish")):
        vague, _ = _read([about], 0, lexicon, language)
        return (f"{vague} ish" if vague == "noon" or vague.isdecimal() else "~"), 1
    if number is None:
        return "~", 1
    if _half_more(tokens, at + number.width):
        return f"{number.digits} hour and half", number.width + 4
    if number.ordinal and tokens[at + number.width : at + number.width + 1] in _ORDERED:
        return "~", number.width + 1  # "third avenue", "second grade"
    counted = None if number.ordinal else _phrase(tokens, at + number.width, lexicon)
    if counted and counted[0] in _COUNTED:
        return "~", number.width + counted[1]
    if number.digits == "1" and counted and counted[0] in _PARTS and tokens[at - 1 : at] not in _AT:
        return counted[0], number.width + counted[1]  # "one morning"
    return number.digits + ("o" if number.ordinal else ""), number.width


def _lasting(
    tokens: list[str], at: int, lexicon: _Lexicon, language: str
) -> tuple[str, int] | None:
    """How long something takes ("for two hours"), which is no time by itself."""
    if tokens[at] not in _LASTING or at + 1 == len(tokens):
        return None
    said, width = _phrase(tokens, at + 1, lexicon) or ("", 0)  # "an hour" is one phrase
    count, _, unit = said.partition(" ")
    if unit not in _SHORT | _LONG:
        number = number_at(tokens, at + 1, language)
        if number is None or number.ordinal:
            return None
        if _half_more(tokens, at + 1 + number.width):
            return f"lasting {number.digits} hour and half", number.width + 5
        unit, more = _phrase(tokens, at + 1 + number.width, lexicon) or ("", 0)
        count, width = number.digits, number.width + more
    after = tokens[at + 1 + width :][:2]
    # "Book me for two weeks from Tuesday" names a day, "for two days on Tuesday" a length.
    if (unit in _SHORT and after != ["from", "now"]) or (unit in _LONG and after[:1] == ["on"]):
        return f"lasting {count} {unit}", width + 1
    return None


def _half_more(tokens: list[str], at: int) -> bool:
    """Whether "and a half hours" follows a number."""
    return tokens[at : at + 3] == ["and", "a", "half"] and tokens[at + 3 : at + 4] == ["hours"]


def _phrase(tokens: list[str], at: int, lexicon: _Lexicon) -> tuple[str, int] | None:
    """The longest known phrase at a place."""
    if at < len(tokens):
        for phrase, meaning in lexicon.get(tokens[at], ()):
            if len(phrase) == 1 or tuple(tokens[at : at + len(phrase)]) == phrase:
                return meaning, len(phrase)
    return None


def _dotted(token: str) -> str:
    """A written date with slashes, a written time with a colon."""
    parts = re.split(r"[-./:h]", token)
    if len(parts) == 3 and len(parts[0]) == 4:
        return "-".join(parts)
    return ("/" if len(parts) == 3 or "/" in token else ":").join(parts)
