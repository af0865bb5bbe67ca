"""Yes or no, as people answer: "you bet", "no problem", "yes but make it Thursday", "para nada".

What counts is never to hear yes for no: a doubtful answer is `unclear` and asked again. The order
of the checks matters: how the question was put, idioms in which a "no" agrees, a yes with a change,
the first word, hedges, and last the rest of the sentence. After words that take something back
("yes, wait, no") the later answer counts.
"""

import re
from typing import Final

from nlu.answer import yes_no_questions as put
from nlu.answer import yes_no_words as say
from nlu.utterance.word import same_length_plain

YES: Final = "yes"
NO: Final = "no"
UNCLEAR: Final = "unclear"

_MOST_CHARACTERS: Final = 2_000
"""What is longer answers no yes/no question by its later words."""


def answer(words: str, language: str = "en", asked: str = "") -> str | None:
    """`yes`, `no`, `unclear`, or `None` if the words answer nothing.

    `asked` is the question in words: after "anything else?" "that's all" is a no, and after
    "do you mind?" a no is a yes.
    """
    del language  # callers mix both; no answer word of one language is the other's opposite
    flat = re.sub(
        r"\s+", " ", same_length_plain(words[:_MOST_CHARACTERS]).replace("’", "'")
    ).strip()
    flat = re.sub(r"[.,;:!?¿¡]+(?=\s|$)|^[¿¡]+", "", flat)
    question = same_length_plain(asked)
    if not flat:
        return None
    if put.ASKS_MORE.search(question):
        return _to_anything_else(flat)
    if put.ASKS_MIND.search(question):
        return _to_do_you_mind(flat)
    if put.LEAVES.match(flat) and put.INVITES.search(question):
        return NO
    if put.A_LITTLE.fullmatch(flat) and put.HAS.search(question):
        return YES
    plainly = _polarity(flat)
    revised = put.CONFIRMS.search(question) and put.REVISES.search(flat)
    if revised and (plainly is None or plainly == UNCLEAR or not say.LEADS_YES.match(flat)):
        return NO
    return plainly


def _to_anything_else(flat: str) -> str | None:
    """Closing words are a no; a yes stays one."""
    if say.LEADS_NO.match(flat) and not say.AGREES.match(flat):
        return NO
    if put.ALL.search(flat) and not re.search(
        r"(?<!\w)(?:but|also|pero|tambien|one more)(?!\w)", flat
    ):
        return NO
    if say.AGREES.match(flat):
        return NO
    return _polarity(flat)


def _to_do_you_mind(flat: str) -> str | None:
    """A no means that one may; plain consent is consent all the same."""
    if say.HEDGES.search(flat):
        return UNCLEAR
    if put.SAYS_MIND.search(flat) or say.AGREES.search(flat) or "para nada" in flat:
        return YES
    plainly = _polarity(flat)
    if plainly == NO:
        return YES
    return NO if plainly == YES else plainly


def _polarity(flat: str) -> str | None:
    """Yes or no by the words alone."""
    thinking = say.THINKS.match(flat)
    if thinking:
        flat = flat[thinking.end() :]
    takings_back = list(say.LATER.finditer(flat))
    if takings_back and takings_back[-1].start() > 0:
        corrected = _polarity(flat[takings_back[-1].end() :])
        if corrected is not None:
            return corrected
    if say.AGREES.search(flat) and not _changes(flat):
        return YES
    if _changes(flat) or say.PUTS_OFF.search(flat):
        return NO
    leads_yes, leads_no = say.LEADS_YES.match(flat), say.LEADS_NO.match(flat)
    hedge = say.HEDGES.search(flat)
    if leads_yes:
        hedged = any(one.end() > leads_yes.end() for one in say.HEDGES.finditer(flat))
        return _after_yes(flat, leads_yes.end(), hedged)
    vague = hedge or say.UNKNOWING.search(flat)
    if leads_no and not (vague and vague.start() <= leads_no.end()):
        return NO
    accepted, denied = say.ACCEPTS.search(flat), say.DENIES.search(flat)
    if accepted and re.search(
        r"(?:guess|think|suppose|believe|hope) so$|creo que si", accepted.group()
    ):
        return NO if denied else YES
    if vague:
        return UNCLEAR
    return _tail(flat, accepted, denied)


def _changes(flat: str) -> bool:
    """Whether a yes is followed by a change: "yes but make it Thursday"."""
    but = say.BUT.search(flat)
    if but is None or not (
        say.LEADS_YES.match(flat) or say.AGREES.match(flat) or say.ACCEPTS.match(flat)
    ):
        return False
    if say.EXCEPT.fullmatch(but.group()):
        return True
    rest = flat[but.end() :]
    return bool(say.CHANGE.search(rest)) and not say.QUESTION.search(rest[:20])


def _after_yes(flat: str, end: int, hedged: bool) -> str | None:
    """What a sentence that begins with a yes amounts to."""
    rest = flat[end:]
    if re.match(r"\W*(?:que )?(?:not|no)(?![\w'])", rest) and not say.AGREES.match(rest.strip()):
        return UNCLEAR if hedged else NO
    if hedged and len(rest) < 40:
        return UNCLEAR
    return YES


def _tail(flat: str, accepted: re.Match[str] | None, denied: re.Match[str] | None) -> str | None:
    """An answer that does not stand first."""
    if accepted and denied:
        return UNCLEAR if accepted.start() < denied.start() else NO
    if accepted:
        return YES
    if denied:
        return NO
    words = flat.split()
    ends = re.search(r"(?<![\w'])" + say.YES_WORD + r"$", flat)
    if ends and len(words) <= 6 and not say.POLITE_ONLY.fullmatch(ends.group()):
        return YES
    return None
