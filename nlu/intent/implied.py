"""What callers want without saying so: a visit by its service, an answer by a carrier's name."""

import re
from typing import Final

from engine.commands import Expecting
from engine.events import Intent
from engine.flow import Flow
from engine.safety import PEOPLE
from nlu.intent.confidence import ACCEPTED, WORTH_ASKING
from nlu.utterance.word import plain

_BOOK: Final = "book_appointment"
_NO_VISIT: Final = re.compile(
    r"(?<!\w)(?:cancel\w*|re ?schedul\w*|mov(?:e|ing)|chang\w*|push\w*|switch\w*|confirm\w*|late"
    r"|already|earlier|when(?:'s| is| do)|my (?:appointment|appt|visit|cleaning|checkup)|bill\w*"
    r"|how much|cost\w*|price\w*|pay\w*|results?|refill\w*|records?|referral|forms?|message"
    r"|missed|mover|cambi\w*|aplaz\w*|confirm\w*|tarde|ya tengo|mi cita|factura|cuanto|precio"
    r"|resultados?|receta|mensaje)(?!\w)"
)
"""Words of what else callers want that goes with a service."""
_IMPLIED: Final = 0.6
"""A service named in answer to "how can I help?" is asked for."""
_COURTESY: Final = ("greeting", "thanks", "confused", "dont_know")
_CARRIER: Final = "insurance_accepted"
_TAKEN: Final = re.compile(
    r"(?<!\w)(?:you|they|ustedes?|clinic|office)(?:\W+\w+){0,3}\W+(?:accept|take|cover|honou?r"
    r"|work with|aceptan|toman|reciben|trabajan con)(?!\w)"
    r"|(?<!\w)(?:you accept|in network|aceptan|toman)(?!\w)"
)


def implied(
    intents: tuple[Intent, ...], flow: Flow, expecting: Expecting, serviced: bool, words: str
) -> tuple[Intent, ...]:
    """The intents, with a booking where a caller who was asked what they want named a service.

    A guess at something else counts for less where no word of anything but a visit was said.
    """
    likeliest = next((one for one in intents if one.name not in _COURTESY), Intent(_BOOK, 0.0))
    plainly = likeliest.name in (_BOOK, *PEOPLE) or not _NO_VISIT.search(plain(words))
    limit = ACCEPTED if plainly else WORTH_ASKING
    sure = likeliest.confidence >= limit
    if sure or not serviced or _BOOK not in flow.requests or not open_question(expecting):
        return intents
    kept = tuple(one for one in intents if one.name in _COURTESY)
    return (*kept, Intent(_BOOK, _IMPLIED))


def asked_of_carrier(intents: tuple[Intent, ...], flow: Flow, words: str) -> tuple[Intent, ...]:
    """The intents, with the question whether a carrier that was named is taken, if it was put."""
    known = _CARRIER not in flow.answers or any(one.name == _CARRIER for one in intents)
    if known or not _TAKEN.search(plain(words)):
        return intents
    return (*intents, Intent(_CARRIER, _IMPLIED))


def open_question(expecting: Expecting) -> bool:
    """Whether the caller was asked what they want, be it the first or another thing."""
    return expecting.kind == "open" or (expecting.kind == "yes_no" and expecting.state == "QUALIFY")
