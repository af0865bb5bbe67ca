"""What words answer to a question: to yes or no, a read-back, an offer, "what should I change?".

What else the words hold bears on the answer: another value in answer to a read-back is a no, the
same value said again a yes, and nothing at all to be changed lets everything stand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from engine.commands import Expecting
from engine.events import Reading
from engine.flow import Slot
from nlu.answer import change
from nlu.answer.yes_no import NO, YES, answer
from nlu.answer.yes_no_words import BUT
from nlu.intent import conversation
from nlu.intent.implied import open_question
from nlu.utterance.found import Found
from nlu.utterance.word import plain, words_of

_SHORT: Final = 6
"""Words of an utterance that may be a plain yes or no where none was asked for."""
_LEAVE_IT: Final = re.compile(
    r"\W*(?:(?:no|oh|um+|uh+|well|actually|just|sorry|you know what|ay|pues)\W+)*"
    r"(?:nothing|none|nada|no changes?|no hay|ningun[oa]?|leave it|keep it|dejel[oa]|dejal[oa]"
    r"|never ?mind|forget it|don'?t change|(?:it|that|everything|all)(?:'?s| is| looks| sounds)?"
    r" (?:all |just |actually |really )?(?:fine|good|great|right|ok|okay|correct|perfect)"
    r"|(?:todo |asi |eso )?(?:esta |es )?(?:bien|correcto|perfecto)|asi(?: como)? esta|go ahead"
    r"|as (?:it )?is)(?![\w'])"
)
_THAT_ONE: Final = re.compile(
    r"\W*(?:(?:um+|uh+|oh|yes|yeah|ok|okay|sure|i'?ll take|let'?s do|let'?s take|i'?d like|si"
    r"|bueno)\W+)*(?:(?:that|this) (?:one|time)|es[ea]|est[ea] (?:hora|opcion))"
    r"(?:'?s| is| works| sounds| would| will|'?ll| be| looks| do| for me| me| fine| good| great"
    r"| perfect| okay| ok| best| please| thanks| thank you| esta| bien| funciona| sirve"
    r"| por favor)*\W*"
)
"""Points at an opening without saying which."""
_BESIDES: Final = re.compile(
    r"(?<!\w)(?:too|also|as well|besides|in addition|both|another|one more|tambien"
    r"|ademas|otra cita)(?!\w)"
)
_FAMILY: Final = re.compile(
    r"(?<!\w)(?:my|our|mi|mis|nuestr[oa]) (?:\w+ )?(?:son|daughter|kids?|child(?:ren)?|boy|girl"
    r"|baby"
    r"|twins|husband|wife|spouse|partner|mother|mom|father|dad|parents|brother|sister|grand\w+"
    r"|nephew|niece|hij[oa]s?|nin[oa]s?|espos[oa]|marido|mama|papa|madre|padre|abuel[oa]|herman[oa])"
    r"(?!\w)"
)
_CANCEL_IT: Final = re.compile(
    r"\W*(?:just |go ahead and |please )*(?:cancel (?:it|that)|cancelela)(?: please)?\W*"
)


def reply(words: str, expecting: Expecting, language: str) -> str | None:
    """Yes or no, where the question takes one, or the words are nothing else."""
    if expecting.kind == "yes_no" and _CANCEL_IT.fullmatch(plain(words)):
        question = plain(expecting.asked)
        if "cancel" in question and "instead" not in question:
            return YES
    if expecting.kind in ("yes_no", "offer", "change"):
        return answer(words, language, expecting.asked)
    if expecting.kind == "slot" or conversation.exact(words) is not None:
        return None
    return answer(words, language, expecting.asked) if len(words_of(words)) <= _SHORT else None


def unconfirmed(
    words: str,
    expecting: Expecting,
    readings: dict[str, Reading],
    asked: Found | None,
    said: str | None,
) -> dict[str, Reading]:
    """What differs from the things that were read back together, as corrections.

    "Yes, Monday at ten" only says again what was heard, "yes, but the name is Miller" does not.
    What is wanted for one of the family besides is no correction of what was read back.
    """
    if _BESIDES.search(plain(words)) and _FAMILY.search(plain(words)):
        return {}
    kept: dict[str, Reading] = {}
    for name, one in readings.items():
        if change.repeats(one.value, expecting.asked):
            continue
        if name == "preferred_time" and said == YES and _within(asked, one.value):
            continue
        anew = isinstance(one.value, Mapping) or (said == YES and bool(BUT.search(plain(words))))
        kept[name] = replace(one, corrected=one.corrected or anew)
    return kept


def _within(asked: Found | None, said: Sequence[Mapping[str, str]]) -> bool:
    """Whether a time that was read back lies in one that the caller names."""
    return asked is not None and any(
        one["start"] <= read["start"] and read["end"] <= one["end"]
        for one in said
        for read in asked.value
    )


def to_change(
    words: str, said: str | None, readings: Mapping[str, Reading], named: str | None
) -> str | None:
    """The answer to "what should I change?": a no only if nothing is to be changed."""
    flat = plain(words)
    if readings or (named is not None and not _LEAVE_IT.match(flat)):
        return said if readings else None
    nothing = _LEAVE_IT.search(flat) and not BUT.search(flat)
    return NO if nothing and (_LEAVE_IT.match(flat) or not change.wishes(words)) else said


def left_open(
    words: str, slot: Slot, readings: dict[str, Reading]
) -> tuple[str | None, dict[str, Reading]]:
    """No preference: any time will do, and nobody is named."""
    if slot.type == "time_window":
        return None, {**readings, slot.name: Reading([], words, 0.9)}
    return NO, {name: one for name, one in readings.items() if one.value != []}


def points(words: str, expecting: Expecting) -> bool:
    """Whether the words point at an opening without telling which."""
    return expecting.kind == "offer" and _THAT_ONE.fullmatch(plain(words)) is not None


def to_read_back(
    expecting: Expecting, said: str | None, readings: dict[str, Reading]
) -> tuple[str | None, dict[str, Reading]]:
    """The answer to a read-back: another value is a no, the same value said again a yes."""
    own = readings.get(expecting.slot or "")
    if own is not None:
        if change.repeats(own.value, expecting.asked):
            del readings[expecting.slot or ""]
            return said or YES, readings
        readings[expecting.slot or ""] = replace(own, corrected=True)
        return NO, readings
    if open_question(expecting) or (said == YES and expecting.state != "CONFIRM"):
        return said, readings
    if said in (None, YES) and any(one.corrected for one in readings.values()):
        return NO, readings
    return said, readings


def asks_change(words: str, expecting: Expecting, said: str | None) -> bool:
    """Whether a caller who was asked to confirm names what is wrong."""
    return (
        expecting.kind == "yes_no"
        and expecting.state == "CONFIRM"
        and said != YES
        and change.wishes(words)
    )
