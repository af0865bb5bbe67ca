"""Telephone numbers as callers say or type them, as E.164.

Digits are computed here, never by a model: a wrong digit is a patient who cannot be called back.
A number is accepted when it has the length of one (fictional 555 numbers included); seven digits
lack the area code and are no number yet. What takes digits back replaces the tail of what was said
before, as people mean it: "… oh one four two, no wait, four three" ends in 43.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import phonenumbers

from nlu.dictation.digits import Digits, stretches
from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import Word, word_set, words_of

_APART: Final = 5
"""Between two stretches of one number stand at most so many words ("five one two … let me see")."""
_ENDS_NUMBER: Final = word_set(
    "dollars pm am o'clock people years year born january february march april may june july "
    "august "
    "september october november december enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre extension ext birth birthday nacimiento"
)
_NATIONAL: Final = 10


@dataclass(frozen=True, slots=True)
class _Heard:
    """A candidate: its digits, where they stand, and whether something was taken back in it."""

    digits: str
    start: int
    end: int
    corrected: bool
    pieced: bool


def phone(words: str, language: str = "en", region: str = "US") -> Found | None:
    """The telephone number said, or `None` if there is none or it is not complete.

    `region` is the country (ISO 3166) in whose way a number without a country code is read.
    """
    del language  # the digits of both languages differ in every word, so both are always heard
    spoken = words_of(words)
    for whole_hundreds, edges in ((True, False), (False, False), (True, True), (False, True)):
        best: Found | None = None
        for heard in _candidates(words, spoken, whole_hundreds, edges):
            number = _number(heard.digits, words[: heard.start], region)
            if number is None:
                continue
            doubt = (0.1 if heard.pieced else 0.0) + (0.15 if edges else 0.0)
            sure = 0.95 - doubt - (0.05 if heard.corrected else 0.0)
            corrected = heard.corrected or correction.denies(words[: heard.start])
            found = Found(number, heard.start, heard.end, round(sure, 2), corrected)
            if best is None or corrected:
                best = found
        if best is not None:
            return best
    return None


def digits(words: str, language: str = "en") -> str:
    """The digits heard, taken-back ones replaced; empty if none were said.

    For a caller who gives a number in pieces. One digit alone counts only if nothing else is said.
    """
    del language
    spoken = words_of(words)
    longest = max(
        _candidates(words, spoken, whole_hundreds=True, edges=False),
        key=lambda heard: (
            len(heard.digits) <= _NATIONAL + 1,
            len(heard.digits),
            heard.corrected,
        ),
        default=None,
    )
    if longest is None or (len(longest.digits) == 1 and len(spoken) > 1):
        return ""
    return longest.digits


def keyed_phone(keys: str) -> str | None:
    """A number typed on the keypad, as E.164; `None` if it cannot be one. Ten digits."""
    typed = "".join(key for key in keys if key.isascii() and key.isdecimal())
    return _number(typed, "", "US")


def _candidates(
    text: str, spoken: tuple[Word, ...], whole_hundreds: bool, edges: bool
) -> list[_Heard]:
    """What may be one number: each stretch, neighbouring stretches together, and corrections."""
    groups: list[list[Digits]] = []
    for stretch in stretches(spoken, whole_hundreds, edges):
        if groups and _joins(spoken, groups[-1][-1], stretch):
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    found: list[_Heard] = []
    for group in groups:
        found += [_Heard(one.text, one.start, one.end, False, False) for one in group]
        if len(group) > 1:
            found.append(_together(text, group))
    return found


def _joins(spoken: tuple[Word, ...], left: Digits, right: Digits) -> bool:
    between = spoken[left.stop : right.first]
    return len(between) <= _APART and not any(word.plain in _ENDS_NUMBER for word in between)


def _together(text: str, group: list[Digits]) -> _Heard:
    """Stretches as one number, each that follows a correction replacing what it corrects."""
    heard = group[0].text
    corrected = False
    for left, right in pairwise(group):
        if len(correction.parts(text[left.end : right.start])) > 1:
            heard = _replaced(heard, right.text)
            corrected = True
        else:
            heard += right.text
    return _Heard(heard, group[0].start, group[-1].end, corrected, not corrected)


def _replaced(before: str, after: str) -> str:
    """`before` with its tail replaced by `after`: as much of it as makes a whole number."""
    whole = _NATIONAL + (before.startswith("1") or after.startswith("1"))
    if len(after) >= _NATIONAL:
        return after
    kept = whole - len(after)
    if kept > len(before):
        kept = max(len(before) - len(after), 0)
    return before[:kept] + after


def _number(said: str, before: str, region: str) -> str | None:
    """E.164 of some digits, if they have the form of a number of the region."""
    if not 7 < len(said) <= 17:
        return None
    plus = before.rstrip().lower().endswith(("+", "plus", "más", "mas"))
    try:
        number = phonenumbers.parse(("+" if plus else "") + said, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    national = phonenumbers.national_significant_number(number)
    american = number.country_code == 1
    if american and (len(national) != _NATIONAL or national[0] in "01" or national[3] in "01"):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
