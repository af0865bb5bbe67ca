"""How a simulated caller answers what is asked: by the names of questions, in words.

A question is named by its slot, or by `triage`, `reschedule_instead` or `anything_else`; the
check question about red flags after an alarm is the triage question put at another time.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from engine import spoken
from engine.call import Question
from engine.commands import Say

YES: Final = {"en": "yes", "es": "sí"}
NO: Final = {"en": "no", "es": "no"}
NO_DANGER: Final = {"en": "no, nothing like that", "es": "no, nada de eso"}
"""What a caller without red flags says, asked about them because they were misheard."""
DANGERS: Final = ("emergency", "urgent_dental")
"""The escalations of those who are in danger."""
POSITIONS: Final = {
    "en": ("none of those", "the first one", "the second one"),
    "es": ("ninguna de esas", "la primera", "la segunda"),
}
ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
BY_SLOT: Final = ("slot", "yes_no", "prefill", "message")
BY_KIND: Final = {"check": "triage", "triage": "triage", "anything_else": "anything_else"}


def name_of(question: Question) -> str | None:
    """The name under which a script answers a question; `None` for those it cannot."""
    if question.kind == "offer" and question.slot == "appointment":
        return question.slot
    if question.kind in BY_SLOT:
        return question.slot
    return BY_KIND.get(question.kind)


def in_words(answer: Any, language: str) -> str:
    """An answer as a person would say it: a bare date or truth value is put into words."""
    if isinstance(answer, bool):
        return (YES if answer else NO)[language]
    text = str(answer)
    return spoken.birthday(text, language) if ISO_DATE.fullmatch(text) else text


def reached(said: Sequence[Say], after_words: int) -> str | None:
    """What of some sentences was heard by a caller who speaks after so many words of them.

    A sentence that cannot be interrupted is heard to its end; `None` when nothing is cut short.
    """
    heard: list[str] = []
    for number, say in enumerate(said):
        words = say.text.split()
        left = after_words - len(heard)
        if say.interruptible and left < len(words):
            rest = said[number + 1 :]
            if all(later.interruptible for later in rest):
                return " ".join([*heard, *words[: max(left, 0)]])
        heard += words
    return None
