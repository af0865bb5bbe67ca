"""Who the patient is to the clinic and to the caller: "I've never been there", "it's for my son".

Both come out unasked in the middle of other words, so they count only in phrases that say them
of the caller or the patient: "are you taking new patients?" makes nobody a new patient.
"""

import re
from collections.abc import Mapping
from typing import Final

from nlu.answer.choice import choice
from nlu.answer.yes_no import NO, YES, answer
from nlu.utterance.found import Found
from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

NEW: Final = "new"
EXISTING: Final = "existing"

_NEW: Final = re.compile(
    r"(?<![\w'])(?:(?:i'?m|i am|we'?re|we are|he'?s|she'?s|as|being|be) (?:a |an "
    r"|all )?(?:brand )?new(?: patients?| client| there| here| to (?:the|your|you))?"
    r"|(?:a|brand) new patient(?! (?:form|paper|special|packet|appointment\?))"
    r"|new patient(?= (?:appointment|visit|exam|here))"
    r"|(?:ha(?:ve|s)n'?t|ha(?:ve|s) not|'?ve (?:never|not)|never|has never|have never"
    r"|'?s never) (?:ever |actually )?(?:been|come|gone|visited|seen)"
    r"(?: (?:there|here|in(?! (?:\w+ ){0,2}(?:while|time|years?|months?|ages)(?!\w))"
    r"|to (?:you|your|this|the|an?)\w*|you|your \w+|one of|before)"
    r"(?: before)?|(?=\W*(?:$|[.,;!?])))"
    r"|(?:my|his|her|our) (?:very )?first (?:time|visit|appointment)|first time (?:there|here"
    r"|coming|visit\w*|patient|caller|with you)"
    r"|not (?:yet )?(?:a|an) (?:existing |current )?patient|not been (?:there|here|to you)\w*"
    r"|(?:soy |es )?paciente nuev[oa]|(?:soy|somos) nuev[oa]s?|(?:es )?(?:mi|la"
    r"|su) primera (?:vez|visita|cita)|nunca he (?:ido|estado|venido)|no soy paciente)(?![\w'])"
)
_EXISTING: Final = re.compile(
    r"(?<![\w'])(?:(?:an? )?(?:existing|current|established|returning|regular|long ?time"
    r"|old) patient"
    r"|i'?m (?:already )?(?:a|one of \w+) patients?(?= (?:there|here|of|at|with)|$|[.,])"
    r"|already a patient"
    r"|(?:i|we)(?:'?ve| have) (?:already )?been (?:there|here|in|to you\w*|with you|a patient"
    r"|coming|going|seeing)"
    r"|(?:i|we) (?:usually |always )?(?:come|go) (?:there|here|to you)|(?:i|we) (?:usually "
    r"|always |normally )?see (?:dr|doctor)"
    r"|been (?:there|here|coming|going) (?:before|for)|(?:i was|we were) (?:just )?(?:there|here"
    r"|in) (?:last|in|a|two|six)"
    r"|ya soy paciente|soy paciente (?:de|del|existente|regular)|ya he (?:ido|estado|venido)"
    r"|paciente (?:existente|actual|regular)|siempre voy)(?![\w'])"
)
_LAPSE: Final = re.compile(
    r"(?:\W+\w+){0,2}?\W+(?:(?:in|for|over|since)\W+(?:\w+\W+){0,3}?(?:while|time|years?|months?"
    r"|ages|forever|decades?|then|[12]\d{3}|covid)|lately|recently|yet this)(?!\w)"
)
"""Who has not been there "in years" has been there, or speaks of dentists at large."""
_NEW_WORD: Final = re.compile(
    r"(?<![\w'])(?:new|first time|never|nuev[oa]|primera vez|nunca)(?![\w'])"
)
_EXISTING_WORD: Final = re.compile(
    r"(?<![\w'])(?:existing|current|returning|established|been (?:there|here|before|in)|already"
    r"|before|existente|actual|antes|ya)(?![\w'])"
)
_ASKS_NEW: Final = re.compile(r"(?:new|first time|first visit|nuev[oa]|primera vez)")
_ASKS_KNOWN: Final = re.compile(
    r"(?:existing|been (?:here|to|with|in|seen)|visited|seen you|before|already|ya (?:es|ha)"
    r"|ha (?:venido|estado)|antes)"
)

_KIN: Final = {
    noun.replace("_", " "): kind
    for kind, nouns in {
        "child": "son daughter child kid baby boy girl toddler stepson stepdaughter children kids "
        "hijo hija hijos nino nina bebe",
        "grandchild": "grandson granddaughter nieto nieta",
        "parent": "mother mom mum father dad parents mother_in_law father_in_law "
        "mama madre papa padre suegra suegro",
        "spouse": "wife husband partner spouse fiance girlfriend boyfriend "
        "esposo esposa marido mujer pareja novio novia",
        "sibling": "brother sister hermano hermana",
        "grandparent": "grandmother grandma grandfather grandpa abuelo abuela",
        "friend": "friend roommate neighbor amigo amiga",
        "other": "niece nephew aunt uncle cousin client sobrino sobrina",
    }.items()
    for noun in nouns.split()
}
_IN_ENGLISH: Final = dict(
    pair.split("=")
    for pair in """hijo=son hija=daughter hijos=children nino=boy nina=girl bebe=baby nieto=grandson
    nieta=granddaughter mama=mom madre=mother papa=dad padre=father suegra=mother-in-law
    suegro=father-in-law esposo=husband esposa=wife marido=husband mujer=wife pareja=partner
    novio=boyfriend novia=girlfriend hermano=brother hermana=sister abuelo=grandfather
    abuela=grandmother amigo=friend amiga=friend sobrino=nephew sobrina=niece""".split()
)
"""The options of a flow may be in English while the caller speaks Spanish."""
_NOUN: Final = "|".join(sorted(_KIN, key=len, reverse=True))
_MINE: Final = (
    r"(?:my|our|mi|mis|nuestr[oa])"
    r"(?: (?:\w+ ?year old|little|older|younger|oldest|youngest|elderly|\w+'s))?"
    rf" (?P<kin>{_NOUN})"
)
_FOR_KIN: Final = re.compile(
    rf"(?<![\w'])(?:for|about|bring|bringing|take|get|see|on behalf of|it'?s|it is|para|de|por"
    rf"|traer|llevar|sobre) {_MINE}(?![\w])"
)
_KIN_NEEDS: Final = re.compile(
    rf"(?<![\w']){_MINE}(?:'s (?:appointment|tooth|teeth|cleaning|checkup|visit|name|record"
    rf"|prescription|birthday|date)\w*"
    r"|,? (?:too|as well|also|tambien)"
    r"| (?:\w+ )?(?:needs?|has|is|wants?|would like|hurt|broke|chipped|lost|fell|knocked|was"
    r"|had(?! a (?:heart|stroke))"
    r"|can't|cannot"
    r"|necesita|tiene|quiere|se le|esta|es))(?![\w])"
)
_KIN_NAMED: Final = re.compile(
    rf"(?<![\w'])(?:{_MINE})(?![\w])|(?<![\w'])(?P<bare>{_NOUN})(?![\w])"
)
_SELF: Final = re.compile(
    r"(?<![\w'])(?:(?:it'?s |it is |this is |is |just )?for (?:me|myself)|i'?m the patient"
    r"|i am the patient|me myself|for myself"
    r"|(?:es )?para mi(?! \w)|yo soy (?:el|la) paciente|soy (?:el|la) paciente)(?![\w'])"
)
_SELF_WORD: Final = re.compile(
    r"\W*(?:me|myself|self|mine|i am|just me|yo|yo mism[oa]|mi mism[oa]|it'?s me"
    r"|i'?m calling for me)\W*"
)


def patient_status(words: str, asked: str | None = None) -> Found | None:
    """`new` or `existing`, if the words say which.

    `asked`: the question in words, if it was just asked; then single words and yes or no count.
    """
    flat = _flat(words)
    new, existing = _NEW.search(flat), _EXISTING.search(flat)
    if new and _LAPSE.match(flat, new.end()):
        new = None
    if new and not (existing and existing.start() < new.start()):
        return Found(NEW, new.start(), new.end(), 0.9)
    if existing:
        return Found(EXISTING, existing.start(), existing.end(), 0.9)
    return None if asked is None else _asked_status(flat, asked)


def _asked_status(flat: str, asked: str) -> Found | None:
    """The status as an answer: by one word of it, or by yes or no where the question takes them."""
    new, existing = _NEW_WORD.search(flat), _EXISTING_WORD.search(flat)
    if new or existing:
        match = new or existing
        assert match is not None
        return Found(NEW if new else EXISTING, match.start(), match.end(), 0.8)
    question = same_length_plain(asked)
    asks_new, asks_known = _ASKS_NEW.search(question), _ASKS_KNOWN.search(question)
    said = answer(flat, asked=asked)
    if bool(asks_new) == bool(asks_known) or said not in (YES, NO):
        return None
    return Found(NEW if (said == YES) == bool(asks_new) else EXISTING, 0, 0, 0.8)


def relationship(
    words: str, options: Mapping[str, tuple[str, ...]], asked: bool = False
) -> Found | None:
    """Whom the call is for, seen from the caller: one of `options`, by name.

    Without options the relative is named as said ("son"), or `self`.
    """
    flat = _flat(words)
    own = _SELF.search(flat) or (_SELF_WORD.fullmatch(flat) if asked else None)
    kin = (
        _FOR_KIN.search(flat)
        or _KIN_NEEDS.search(flat)
        or (_KIN_NAMED.search(flat) if asked else None)
    )
    match = kin or own
    if match is None:
        return choice(words, options, asked=True) if asked and options else None
    noun, said = "self", "myself"
    if kin is not None:
        groups = kin.groupdict()
        noun, said = groups["kin"] or groups.get("bare") or "", kin.group()
    name = _option(noun, said, options)
    return Found(name, match.start(), match.end(), 0.9) if name is not None else None


def _option(noun: str, said: str, options: Mapping[str, tuple[str, ...]]) -> str | None:
    """The option that a relative is: by its own words first, then by its kind."""
    if not options:
        return noun
    english = _IN_ENGLISH.get(noun, noun)
    owned = re.search(r"(?<!\w)(?:mi|mis|nuestr[oa])(?!\w)", said)
    for words in (said, f"my {english}" if owned else english):
        found = choice(words, options)
        if found is not None:
            return str(found.value)
    for name in (noun, _KIN.get(noun, noun), "other"):
        if name in options:
            return name
    return None


def _flat(words: str) -> str:
    return same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")
