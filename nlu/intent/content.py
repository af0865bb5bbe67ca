"""What a clause holds beyond an answer: only that can ask for something.

Where the clinic waits for a name or a reason, most words belong to the answer, and small words to
nothing at all.
"""

import re
from collections.abc import Sequence
from typing import Final

from engine.commands import Expecting
from nlu.intent.clauses import Clause
from nlu.intent.concepts import concepts
from nlu.utterance.word import plain, words_of

_LIGHT: Final = frozenset(
    """a an the my your his her our their it its it's is are was i i'm i'd me we us you he she they
    am be to for of on in at with and or but so that this that's there here please thanks thank
    yes no yeah ok okay um uh er hi hello well just like would want need have has had got get
    can could will do does did make let go going think guess maybe about as by from if then some
    any one oh sure right sorry actually also too name number phone call calling last first
    birth birthday date born day time spelled spell email address member id insurance reason
    number's best good fine sir ma'am not don't really kind sort regular looking come el la los
    las un una unos de del que y o en con por para es soy son mi mis su se me le lo al si no
    favor gracias bueno pues este quiero quisiera necesito tengo tiene estoy nombre llamo numero
    telefono fecha nacimiento correo seguro hora dia ya muy mas bien a""".split()
)
QUESTION: Final = re.compile(
    r"\?|(?<![\w'])(?:where|when|what|what's|how|why|who|which|do you|are you|is there|is it"
    r"|is this|is that|should i|am i|can i|can you|could you|do i|es normal|debo"
    r"|does|donde|cuando|cuanto|como|que|cual|quien|tienen|aceptan|puedo|puede|hay)(?![\w'])"
)
"""Words that ask."""


def asks_more(clause: Clause, spans: Sequence[tuple[int, int]], expecting: Expecting) -> bool:
    """Whether a clause holds words that are no part of an answer to the question."""
    claimed = 0
    left: list[str] = []
    for word in words_of(clause.words):
        start = clause.start + word.start
        if any(first <= start < end for first, end in spans):
            claimed += 1
        elif word.plain not in _LIGHT:
            left.append(word.plain)
    asks = bool(QUESTION.search(plain(clause.words)))
    return bool(left) if asks or not claimed else len(left) >= 2


def says_anything(clause: Clause) -> bool:
    """Whether a clause says anything beyond courtesy; a question may be made of small words."""
    if any(word.plain not in _LIGHT for word in words_of(clause.words)):
        return True
    return len(words_of(clause.words)) >= 3 or clause.words.rstrip().endswith("?")


def echoes(flat: str, asked: str) -> bool:
    """Whether a clause only takes up the words of the question, or their concepts."""
    if not asked:
        return False
    question = plain(asked)
    said = [word.plain for word in words_of(flat) if word.plain not in _LIGHT]
    heard = {word.plain for word in words_of(question)}
    about = set(concepts(flat)) - {"want", "mine"}
    return all(word in heard for word in said) or (
        len(said) <= 3 and bool(about) and about <= set(concepts(question))
    )
