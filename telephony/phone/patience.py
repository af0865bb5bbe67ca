"""How long a pause may last before it is the end of what somebody says.

A recogniser hears pauses; what a pause means depends on what was asked. Whoever reads out a number
stops after every group, whoever spells stops after every letter, and "my number is" is not the end
of anything. So the recogniser's end of turn is believed at once where the words are complete, and
only after a further wait where they are not. The other way round costs every caller time.
"""

from dataclasses import dataclass
from typing import Final

from engine.commands import Expecting
from engine.flow import Flow

BY_TYPE: Final = {"phone": 1.4, "date": 1.0, "person_name": 0.8, "text": 0.8, "id": 1.4}
"""Seconds to wait on when an answer of that type is not complete yet."""
TRAILING_SECONDS: Final = 1.2
"""The same for words that promise more, whatever was asked."""
WHOLE_NUMBER: Final = 10
"""Digits of a telephone number in North America."""
WITHOUT_A_PAUSE: Final = 1.0
"""Seconds after words that the recogniser called final without having heard a pause."""
STALLED: Final = 2.5
"""Seconds after the last interim words of a recogniser that says no more."""
LONGEST: Final = 25.0
"""Seconds after which an utterance is taken as it stands: noise may keep it open for ever."""

_PROMISING: Final = frozenset(
    "and or but because um uh er hmm my the a an to for with i'm her his our your y o pero porque "
    "mi el la un una de para con que eh las los".split()
)
_BEGINNINGS: Final = (["number", "is"], ["name", "is"], ["número", "es"], ["nombre", "es"])
_DIGITS: Final = {
    word: count
    for words, count in (
        ("zero oh o one two three four five six seven eight nine", 1),
        ("cero uno dos tres cuatro cinco seis siete ocho nueve", 1),
        ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 2),
        ("twenty thirty forty fifty sixty seventy eighty ninety", 2),
    )
    for word in words.split()
    for count in (count,)
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller was asked, as far as pauses go by it."""

    kind: str = "open"
    type: str | None = None
    """The type of the slot asked for."""
    keys: int = 0
    """How many digits may be typed instead; 0 where none are expected."""

    @property
    def is_yes_no(self) -> bool:
        """Whether a mere "mhm" would answer it."""
        return self.kind in ("yes_no", "offer") or self.type == "bool"


def asked(flow: Flow, expecting: Expecting) -> Asked:
    """What a question of a flow asks for."""
    spec = flow.slots.get(expecting.slot or "") if expecting.kind == "slot" else None
    if spec is None:
        return Asked(expecting.kind)
    return Asked(expecting.kind, spec.type, spec.keypad or 0)


def wait_after(words: str, question: Asked) -> float:
    """Seconds to wait after words with which the recogniser believes the turn is over.

    0 where they are complete as an answer to the question.
    """
    spoken = words.casefold().replace(",", " ").replace(".", " ").replace("?", " ").split()
    if not spoken:
        return 0.0
    if question.type == "phone":
        return 0.0 if not 0 < _digits(spoken) < WHOLE_NUMBER else BY_TYPE["phone"]
    if question.type == "date":
        return 0.0 if _has_year(spoken) or not _digits(spoken) else BY_TYPE["date"]
    if question.type == "person_name" and _is_spelling(spoken):
        return BY_TYPE["person_name"]
    promises = spoken[-1] in _PROMISING or spoken[-2:] in _BEGINNINGS
    return TRAILING_SECONDS if promises and len(spoken) > 1 else 0.0


def _digits(spoken: list[str]) -> int:
    """How many digits were said, roughly: "five twelve" are three."""
    count = 0
    for word in spoken:
        figures = sum(one.isdigit() for one in word)
        count += figures or _DIGITS.get(word, 0)
    return count


def _has_year(spoken: list[str]) -> bool:
    """Whether a date of birth has come to its year: four figures, or the words of a century."""
    if any(len([one for one in word if one.isdigit()]) >= 4 for word in spoken):
        return True
    century = next((n for n, word in enumerate(spoken) if word in _CENTURIES), None)
    return century is not None and len(spoken) > century + 1


_CENTURIES: Final = frozenset({"nineteen", "twenty", "thousand", "mil", "novecientos"})


def _is_spelling(spoken: list[str]) -> bool:
    """Whether somebody is in the middle of spelling: the last words are single letters."""
    return len(spoken[-1].strip("-")) == 1 and spoken[-1].isalpha()
