"""Insurance carriers by name: the usual ones and those that the clinic accepts.

Names are compared over runs of words, so that "delta dental of texas" and a misheard "sigma" for
Cigna are found. Some carriers are everyday words ("guardian", "principal", "anthem"): those need
the question or a word about insurance nearby. A carrier that nobody knows is taken as said when it
was asked for, because the staff can look it up and the caller should not be asked twice.
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from nlu.person.name_words import STOPS
from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import Word, plain, word_set, words_of

NONE: Final = "none"
"""The value for a caller without insurance."""

CARRIERS: Final = {
    "Delta Dental": "delta dental, delta, delta dentle, delta insurance",
    "Cigna": "cigna, signa, sigma, cigna dental, cygna",
    "Aetna": "aetna, etna, edna insurance, aetna dental, aetna insurance",
    "MetLife": "metlife, met life, metropolitan life, met life dental",
    "Guardian": "guardian, guardian life, guardian dental",
    "Blue Cross Blue Shield": "blue cross blue shield, blue cross, bcbs, b c b s, blue cross and "
    "blue shield, cruz azul",
    "Blue Shield": "blue shield, blue shield of california, escudo azul",
    "Kaiser": "kaiser, kaiser permanente, kayser, kiser",
    "Medicare": "medicare, medi care",
    "Medicaid": "medicaid, medic aid, medicade, chip medicaid",
    "Medi-Cal": "medi-cal, medi cal, medical, denti cal",
    "United Healthcare": "united healthcare, united health care, united health, uhc, u h c, "
    "united, optum",
    "Humana": "humana, humana dental",
    "Anthem": "anthem, anthem blue cross",
    "Ameritas": "ameritas, amaritas",
    "Principal": "principal, principal life, principal financial",
    "Sun Life": "sun life, sunlife, sun life financial",
    "Lincoln Financial": "lincoln financial, lincoln national",
    "United Concordia": "united concordia, concordia",
    "DentaQuest": "dentaquest, denta quest",
    "Unum": "unum",
    "Assurant": "assurant",
    "Molina": "molina, molina healthcare",
    "Ambetter": "ambetter, am better",
    "Oscar": "oscar health, oscar insurance",
    "Centene": "centene",
    "Tricare": "tricare, tri care, try care",
    "Careington": "careington, carrington dental",
    "GEHA": "geha, g e h a",
    "Health Net": "health net, healthnet",
    "Superior HealthPlan": "superior health plan, superior healthplan",
    "Mutual of Omaha": "mutual of omaha",
    "Renaissance": "renaissance dental",
    "CareFirst": "carefirst, care first",
    "Highmark": "highmark, high mark",
    "Premera": "premera",
    "Regence": "regence",
    "WellCare": "wellcare, well care",
    "Allied": "allied benefit",
}
_EVERYDAY: Final = word_set(
    "guardian principal anthem united delta medical sigma etna unum concordia humana optum oscar "
    "kiser assurant regence signa chip"
) - {"humana"}
"""Words that are a carrier only where insurance is the subject."""
_CUE: Final = re.compile(
    r"(?<!\w)(?:insur\w*|carrier|coverage|covered|cover|plan|ppo|hmo|dental|policy|network|provider"
    r"|accept|take|seguro|aseguranza|aseguradora|cobertura|poliza|aceptan)(?!\w)"
)
_NO_INSURANCE: Final = re.compile(
    r"(?<!\w)(?:(?:no|without|don'?t have|do not have|haven'?t got|not have|lost my)(?: any| an"
    r"| my)?"
    r"(?: dental| health)? (?:insurance|coverage)|uninsured|not insured|self[ -]?pay(?:ing)?"
    r"|(?:pay|paying)(?: in)? (?:cash|out of pocket|myself)|out of pocket"
    r"|sin (?:seguro|aseguranza)|no (?:tengo|tenemos|cuento con)(?: ningun)? (?:seguro|aseguranza)"
    r"|(?:pago|pagar|pagare) (?:en efectivo|yo mismo|yo misma|de mi bolsillo))(?!\w)"
)
_ASKED_NONE: Final = re.compile(
    r"\W*(?:(?:no|nope|uh|um|well|i|actually|sorry|pues) ?,? ?)*"
    r"(?:none|no|nope|don'?t have (?:any|one|it)|no tengo|ningun[oa]|cash|ninguna aseguradora)"
    r"(?: (?:please|thanks|thank you|gracias))?\W*"
)
_UNSURE: Final = word_set(
    "know sure remember idea think yes yeah yep si what repeat again sorry hello help hold wait "
    "question why who how when where can could would do does you your is are was sabe se recuerdo "
    "que cual como appointment talk speak person tomorrow today card find check look later person "
    "not don't dont doesn't no nope okay ok right correct thanks thank insured"
)
_FRAME: Final = word_set(
    "i i'm i've have got it it's its is the a an my our with through by from under insurance "
    "dental "
    "health plan carrier company we use called name um uh well so tengo mi seguro es el la con de "
    "aseguranza por un una compania se llama please por favor that that's would be they are"
)
_ENOUGH: Final = 85
_ENOUGH_ASKED: Final = 80
"""One letter of five misheard, where a carrier is expected."""
_LONGEST_NAME: Final = 4
_MOST_UNKNOWN: Final = 4
_KINDS: Final = word_set("ppo hmo epo private public employer work")
"""Kinds of plan, not carriers."""


def carrier(words: str, accepted: tuple[str, ...], asked: bool = False) -> Found | None:
    """The carrier named, by its usual name or as in `accepted`; `NONE` for no insurance.

    `asked`: the carrier was just asked for; then everyday words and unknown names count too.
    """
    flat = plain(words) if len(plain(words)) == len(words) else words.lower()
    missing = _NO_INSURANCE.search(flat) or (_ASKED_NONE.fullmatch(flat) if asked else None)
    spans = correction.parts(words)
    spoken = words_of(words)
    cued = asked or bool(_CUE.search(flat))
    found: Found | None = None
    for start, end in spans:
        later = _named(_within(spoken, start, end), accepted, asked, cued)
        if later is not None:
            corrected = found is not None or correction.denies(words[:start])
            found = Found(later.value, later.start, later.end, later.confidence, corrected)
    if missing and (found is None or found.end <= missing.start()):
        return Found(NONE, missing.start(), missing.end(), 0.9, found is not None)
    if found is None and asked:
        return _as_said(spoken)
    return found


def _within(spoken: tuple[Word, ...], start: int, end: int) -> list[Word]:
    return [word for word in spoken if start <= word.start and word.end <= end]


@lru_cache(maxsize=64)
def _aliases(accepted: tuple[str, ...]) -> dict[str, str]:
    """Every way of saying a carrier, with its name; the clinic's own spelling wins."""
    known = {
        alias.strip().replace("-", " "): name
        for name, aliases in CARRIERS.items()
        for alias in aliases.split(",")
    }
    for own in accepted:
        usual = known.get(plain(own).replace("-", " "))
        for alias, name in list(known.items()):
            if usual is not None and name == usual:
                known[alias] = own
        known[plain(own).replace("-", " ")] = own
    return known


def _named(spoken: list[Word], accepted: tuple[str, ...], asked: bool, cued: bool) -> Found | None:
    """The carrier that fits a run of words best; of equals the longest name, then the first."""
    aliases = _aliases(accepted)
    best: tuple[float, int, int] = (0.0, 0, 0)
    found: Found | None = None
    for first in range(len(spoken)):
        run = ""
        for stop in range(first + 1, min(first + _LONGEST_NAME, len(spoken)) + 1):
            run = f"{run} {spoken[stop - 1].plain}".strip()
            score, name = _closest(run, aliases, asked, cued)
            rank = (score, len(run), -first)
            if score and rank > best:
                best = rank
                sure = 0.95 if score == 100 else round(score / 110, 2)
                found = Found(name, spoken[first].start, spoken[stop - 1].end, sure)
    return found


def _closest(run: str, aliases: dict[str, str], asked: bool, cued: bool) -> tuple[float, str]:
    """How well a run of words fits a carrier (0: not), and which. Fuzzy only where cued."""
    if run in aliases:
        return (100, aliases[run]) if cued or run not in _EVERYDAY else (0, "")
    if not cued or len(run) < 5 or run in _FRAME:
        return 0, ""
    best: tuple[float, str] = (0, "")
    for alias, name in aliases.items():
        if len(alias) < 5 or abs(len(alias) - len(run)) > 3 or (alias in _EVERYDAY and not asked):
            continue
        enough = _ENOUGH_ASKED if asked and run[0] == alias[0] else _ENOUGH
        score = fuzz.ratio(run, alias, score_cutoff=enough)
        if score > best[0]:
            best = (score, name)
    return best


def _as_said(spoken: tuple[Word, ...]) -> Found | None:
    """A short answer as the name of a carrier that is not in the table."""
    if any(word.plain in _UNSURE for word in spoken):
        return None
    if all(word.plain in STOPS for word in spoken):
        return None
    kept = list(spoken)
    while kept and kept[0].plain in _FRAME:
        kept.pop(0)
    while kept and kept[-1].plain in _FRAME - {"health", "dental", "plan", "insurance"}:
        kept.pop()
    if not 0 < len(kept) <= _MOST_UNKNOWN or all(word.plain in _KINDS for word in kept):
        return None
    if not any(len(word.plain) > 1 and word.plain.isalpha() for word in kept):
        return None
    name = " ".join(
        word.said if word.said[0].isupper() else word.said.capitalize() for word in kept
    )
    return Found(name, kept[0].start, kept[-1].end, 0.6)
