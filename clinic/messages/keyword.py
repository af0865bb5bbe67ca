"""Words that mean something as the whole of a text message, in English and Spanish.

STOP and its kin are law (47 CFR 64.1200(a)(10)) and count in any sentence that plainly says so;
the others count only alone, for "can I stop by tomorrow?" asks for no silence. CANCEL belongs to
the words of stopping whatever was meant; that an appointment may have been meant is told to staff.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

STOP, START, HELP = "stop", "start", "help"
CONFIRM, DECLINE, RESCHEDULE, DIRECTIONS = "confirm", "decline", "reschedule", "directions"
THANKS = "thanks"

KEYWORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    STOP: {
        "en": (
            "stop", "stopall", "stop all", "quit", "end", "revoke", "opt out", "optout",
            "cancel", "unsubscribe",
        ),
        "es": ("alto", "parar", "pare", "basta", "baja", "cancelar", "no mas mensajes"),
    },
    START: {"en": ("start", "unstop"), "es": ("iniciar", "empezar")},
    HELP: {"en": ("help", "info"), "es": ("ayuda", "informacion")},
    CONFIRM: {
        "en": ("c", "y", "yes", "yes please", "yep", "yeah", "ok", "okay", "confirm", "confirmed",
               "1", "👍"),
        "es": ("s", "si", "si por favor", "confirmar", "confirmo", "confirmada", "confirmado"),
    },
    DECLINE: {"en": ("n", "no", "no thanks", "no thank you"), "es": ("no gracias",)},
    RESCHEDULE: {
        "en": ("r", "2", "call", "call me", "reschedule"),
        "es": ("llamar", "llamenme", "llameme", "cambiar", "cambiarla", "reprogramar"),
    },
    THANKS: {
        "en": ("thanks", "thank you", "thx", "ty", "ok thanks", "okay thanks", "ok thank you",
               "okay thank you", "great thanks", "thanks so much", "thank you so much",
               "see you then", "see you tomorrow", "great", "perfect", "👌"),
        "es": ("gracias", "muchas gracias", "ok gracias", "perfecto gracias", "perfecto",
               "nos vemos"),
    },
    DIRECTIONS: {
        "en": ("d", "directions", "address", "where"),
        "es": ("direccion", "direcciones", "donde", "como llegar"),
    },
}  # fmt: skip
"""By what is meant and the language, in small letters without accents or signs."""
MAY_MEAN_APPOINTMENT: Final = frozenset({"cancel", "cancelar"})
WANTS_A_CALL: Final = frozenset({"call", "call me", "llamar", "llamenme", "llameme"})
"""They want to talk to somebody about another time."""

_ANSWERS: Final = {
    word: (meaning, language)
    for meaning, languages in KEYWORDS.items()
    for language, words in languages.items()
    for word in words
}
_PLAINLY_STOP: Final = {
    "en": re.compile(
        r"(?:please )?(?:stop|quit) (?:(?:texting|messaging|calling|contacting|sending|writing)\b.*"
        r"|(?:these|the|all|your) (?:texts|messages|calls)\b.*|please)"
        r"|please (?:stop|unsubscribe|cancel messages)|stop it|unsubscribe (?:me|please)\b.*"
        r"|(?:please )?(?:do not|don t|never) (?:text|message|call|contact|write)(?: to)? me"
        r"(?: (?:again|any more|anymore|ever|at all|please))*"
        r"|(?:please )?(?:remove|take) me (?:from|off)\b.*|(?:i )?(?:want|wish) to opt out\b.*"
        r"|opt me out\b.*|leave me alone"
    ),
    "es": re.compile(
        r"(?:por favor )?no me (?:escriba|escriban|llame|llamen|mande|manden|envie|envien|contacte"
        r"|contacten)\b.*"
        r"|(?:por favor )?(?:deje|dejen|pare|paren) de (?:escribir|llamar|mandar|enviar|molestar).*"
        r"|no quiero (?:mas|recibir(?: mas)?) (?:mensajes|llamadas)\b.*|dar de baja|deme de baja"
    ),
}
_KEPT: Final = "👍👌"


@dataclass(frozen=True, slots=True)
class Keyword:
    """What a text message means as a whole."""

    meaning: str
    language: str
    word: str
    """As it was looked up."""

    @property
    def is_sentence(self) -> bool:
        """Whether it was said in a sentence, which may say more than the rules can tell."""
        return self.word not in _ANSWERS


def keyword(text: str) -> Keyword | None:
    """What a text means as a whole; `None` for anything that a person has to read."""
    word = settled(text)
    if word in _ANSWERS:
        meaning, language = _ANSWERS[word]
        return Keyword(meaning, language, word)
    for language, plainly in _PLAINLY_STOP.items():
        if plainly.fullmatch(word):
            return Keyword(STOP, language, word)
    return None


def settled(text: str) -> str:
    """Small letters without accents and signs, single spaces between words."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    letters = (one if one.isalnum() or one in _KEPT else " " for one in parted if _is_kept(one))
    return " ".join("".join(letters).split())


def _is_kept(one: str) -> bool:
    return not unicodedata.combining(one) and unicodedata.category(one) not in ("Sk", "Cf", "Mn")
