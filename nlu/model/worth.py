"""Whether some words are worth a question to the model.

Words that raised an alarm are acted on already. An answer to a yes or no, a read-back, an offer,
a name, a number or a date of birth is never shown to anybody. Of the rest, what the local rules
are sure of needs no second opinion, and a word alone holds no more than they hear in it.
"""

from typing import Final

from engine.commands import Expecting
from engine.events import Understood
from engine.flow import Flow
from engine.safety import Alarm
from nlu.intent.classifier import ACCEPTED
from nlu.intent.conversation import exact
from nlu.model.question import is_open
from nlu.utterance.word import words_of

ASKED: Final = ("open", "slot", "change")
"""Kinds of questions whose answers may be shown to a model at all."""

PRIVATE: Final = ("change",)
"""Those of them whose answers are likely to tell who somebody is."""

FEWEST_WORDS: Final = 2
_COURTESY: Final = ("greeting", "thanks", "confused", "dont_know")
"""What is often said before the wish itself."""


def worth_asking(
    flow: Flow, words: str, expecting: Expecting, local: Understood, alarm: Alarm
) -> bool:
    """Whether the model may be asked about the words, and may help."""
    if alarm.raised or expecting.kind not in ASKED:
        return False
    if len(words_of(words)) < FEWEST_WORDS or exact(words) is not None:
        return False
    slot = flow.slots.get(expecting.slot or "")
    if expecting.kind == "slot" and (slot is None or not is_open(slot)):
        return False
    return not _is_clear(expecting, local)


def _is_clear(expecting: Expecting, local: Understood) -> bool:
    """Whether the local rules made out what was said."""
    for one in local.intents:
        sure = one.confidence >= ACCEPTED and one.polarity == "wants"
        if sure and one.name not in _COURTESY:
            return True
    if expecting.kind == "slot":
        return expecting.slot in local.slots or local.answer is not None
    return expecting.kind == "change" and bool(local.slots or local.answer)
