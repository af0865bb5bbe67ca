"""A plain yes or no where one was asked for is surer than its sound alone.

Whisper is not told what was asked (that makes it worse), so to it "yup" in a noisy room is as
unlikely as any other word. Whoever asked knows better: almost every answer to a yes-or-no question
is one, so such words are believed by half of what they lacked. Not so where another guess says the
opposite, nor where there was hardly any voice (`recogniser.sureness`): nothing is booked by noise.
"""

from dataclasses import replace
from typing import Final

from engine.commands import Expecting
from nlu.answer.reply import reply
from telephony.local.recogniser import FEW_WORDS, Recognised, is_spoken

BELIEVED: Final = 0.5


def answered(heard: Recognised, expecting: Expecting) -> Recognised:
    """What was heard at the end of an answer, as sure as what was asked makes it.

    Doubtful words that are no plain answer are left out, but for a sentence that somebody said.
    """
    if heard.words and expecting.kind == "yes_no":
        said = _plain(heard.words, expecting, heard.language)
        others = {_plain(guess, expecting, heard.language) for guess in heard.nbest}
        if said is not None and others <= {said, None}:
            sure = heard.confidence + BELIEVED * (1.0 - heard.confidence)
            return replace(heard, confidence=sure, is_doubtful=False)
    if heard.is_doubtful and not is_spoken(heard.words, heard.confidence):
        return Recognised(confidence=heard.confidence, language=heard.language)
    return heard


def _plain(words: str, expecting: Expecting, language: str) -> str | None:
    """Yes or no, if the words are nothing else."""
    return reply(words, expecting, language) if len(words.split()) <= FEW_WORDS else None
