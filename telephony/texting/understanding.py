"""What a short text means as an answer to what was asked: a letter, a number, a sign.

"2" after two offers is the second one, "C" after a question of yes or no is a yes. Anything longer
is understood like spoken words. What was asked decides, not the word alone.
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from clinic.messages import keyword as words
from clinic.messages.keyword import keyword, settled
from engine.commands import Expecting
from engine.events import Intent, Reading, Understood
from engine.ours import ACCEPTED
from engine.safety import Alarm
from telephony.ports import Understander

COMING: Final = "coming"
"""The slot of the question that was written: whether they are coming."""
TIME: Final = "preferred_time"
RESCHEDULE: Final = "reschedule_appointment"
_ASKS_WHEN: Final = re.compile(
    r"\b(?:what (?:time|day|date)|when (?:is|s|was)|cuando es|a que hora|que dia)\b"
)
_SOMEBODY_ELSE: Final = re.compile(
    r"\bwrong (?:person|number|guy|lady)\b|\b(?:numero|persona) equivocad[oa]\b"
    r"|\b(?:se equivoco|esta equivocado) de (?:numero|persona)\b"
)
_PERSON: Final = "0"
_CHOICES: Final = ("1", "2")
_YES: Final = words.CONFIRM
_NO: Final = words.DECLINE
_REQUESTS: Final = {_YES: "confirm_appointment", words.RESCHEDULE: RESCHEDULE}


class TextUnderstander:
    """Puts the letters and numbers of texts before what understands sentences."""

    def __init__(self, sentences: Understander) -> None:
        self._sentences = sentences

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        brief = short(words, expecting, at)
        if brief is not None:
            return brief
        found = await self._sentences.understand(words, expecting, at, nbest)
        if expecting.slot == COMING and _SOMEBODY_ELSE.search(settled(words)):
            return replace(found, intents=(Intent("wrong_number"),), answer=None)
        if expecting.slot != COMING or found.answer == "yes" or _accepted(found):
            return found
        if _ASKS_WHEN.search(settled(words)):
            return replace(found, intents=(Intent("repeat"),))
        anew = replace(expecting, kind="open", slot=None)
        freely = await self._sentences.understand(words, anew, at, nbest)
        return answering(found, freely)

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._sentences.alarm(words)


def answering(found: Understood, freely: Understood) -> Understood:
    """What is meant by words that answer what the clinic wrote, and are no yes.

    They are a letter more than an answer, so they are read `freely` as well; and another time is a
    wish to come then, whatever else is said with it.
    """
    wishes = _accepted(freely)
    if not wishes and TIME in found.slots:
        wishes = (Intent(RESCHEDULE),)
    no = None if TIME in found.slots and wishes else found.answer
    return replace(found, intents=wishes, answer=no, slots={**freely.slots, **found.slots})


def _accepted(found: Understood) -> tuple[Intent, ...]:
    return tuple(one for one in found.intents if one.confidence >= ACCEPTED)


def short(text: str, expecting: Expecting, at: datetime) -> Understood | None:
    """What a letter or number means where something was asked; `None` for a sentence."""
    plain = text.strip().strip(".!)(").casefold()
    if plain == _PERSON:
        return Understood(at=at, intents=(Intent("human"),))
    if expecting.kind == "offer" and plain in _CHOICES[: len(expecting.options)]:
        start = expecting.options[int(plain) - 1]
        return Understood(at=at, slots={str(expecting.slot): Reading(start, text)})
    meant = keyword(text)
    if meant is None:
        return None
    if expecting.kind in ("yes_no", "offer") and meant.meaning in (_YES, _NO):
        return Understood(at=at, answer="yes" if meant.meaning == _YES else "no")
    if expecting.kind == "yes_no" and plain == "2":
        return Understood(at=at, answer="no")
    if plain in _CHOICES or meant.meaning not in _REQUESTS:
        return None
    if expecting.kind == "slot" and meant.meaning == _YES:
        return None
    return Understood(at=at, intents=(Intent(_REQUESTS[meant.meaning]),))
