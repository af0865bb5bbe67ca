"""Names that sound the same are the same on a telephone: nobody hears Ana from Anna.

A scripted call that is spoken is judged like any other, but for how things are written: in what
was said and noted, a name that sounds like one of the script's is given the script's spelling, and
a full stop at the end of a note is the recogniser's. That is for judging only; a receptionist has
names spelled, and looks patients up by more than a name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from agent_config.script import Script
from telephony.outcome import Outcome

_SOUNDS: Final = (
    (r"ph", "f"), (r"(?<=[aeiou])gh", ""), (r"wh|w(?=r)", "w"), (r"^kn|^gn", "n"), (r"ck|q", "k"),
    (r"sch|sh|ch|tch", "j"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"x", "ks"), (r"z", "s"),
    (r"y", "i"), (r"th", "t"), (r"h", ""), (r"v", "f"), (r"dg", "j"),
)  # fmt: skip
_NAME_FIELDS: Final = ("patient_name", "caller_name", "name", "patient")


def sound_of(word: str) -> str:
    """How a name sounds, roughly: the same for spellings that English speakers say alike."""
    sound = word.casefold()
    for pattern, instead in _SOUNDS:
        sound = re.sub(pattern, instead, sound)
    sound = re.sub(r"[aeiou]+", "a", sound)
    return re.sub(r"(.)\1+", r"\1", sound)


class Spelling:
    """Gives a script's names the script's spelling."""

    def __init__(self, script: Script) -> None:
        names = {word for name in _names_of(script) for word in name.split()}
        self._by_sound = {sound_of(name): name for name in sorted(names) if len(name) > 1}

    def text(self, text: str) -> str:
        """The same text with names spelled as in the script."""
        return re.sub(r"\b[^\W\d_]+\b", self._word, text)

    def corrected(self, value: Any) -> Any:
        """The same value with the names in it spelled as in the script, and no full stop."""
        if isinstance(value, str):
            return self.text(value).rstrip(".")
        if isinstance(value, Mapping):
            return {key: self.corrected(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.corrected(each) for each in value)
        return value

    def outcome(self, ended: Outcome, repeats: int) -> Outcome:
        """What a call came to; turns in which somebody said something again do not count."""
        return replace(
            ended,
            slots=self.corrected(ended.slots),
            tasks=self.corrected(ended.tasks),
            appointments=self.corrected(ended.appointments),
            turns=ended.turns - repeats,
        )

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        return self._by_sound.get(sound_of(word), word) if word[0].isupper() else word


def _names_of(script: Script) -> Iterable[str]:
    """Every name in what a script is given and expects."""
    yield from _named((script.patients, script.appointments, script.expect.fields))
    for turn in script.turns:
        fields = getattr(getattr(turn, "expected", None), "fields", None)
        yield from _named((fields, getattr(turn, "entries", None)))


def _named(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key in _NAME_FIELDS and isinstance(each, str):
                yield each
            else:
                yield from _named(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _named(each)
