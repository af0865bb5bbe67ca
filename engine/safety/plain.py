"""Plain words: what is left of an utterance for the safety rules to read.

A speech-to-text service drops apostrophes, accents, full stops or capitals as it likes, and a
typed turn may hold anything. So every pattern is written, and every utterance read, in one plain
form: small letters and digits, single spaces, and the two marks ` , ` and ` . ` between clauses.
"""

import re
import unicodedata
from typing import Final

_GLUE: Final = re.compile(r"['’‘ʼ`´\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]+")
"""Apostrophes, accents and invisible signs inside words: dropped, so that no word falls apart."""
_MARKS: Final = re.compile(r"[^a-z0-9]+")
_FULL_STOPS: Final = re.compile(r"[.!?;:\n¿¡]")
_COMMAS: Final = re.compile(r"[,—–()]")

_NOT: Final = re.compile(
    r"\b(can|could|will|wo|would|do|does|did|is|are|was|were|have|has|had|should)"
    r"(?: ?not|n? t)\b"
)
_SHORT: Final = {"can": "cant", "will": "wont"}
_FILLERS: Final = re.compile(
    r"\b(?:um+|uh+|uhm|erm|(?<!the )er|hmm+|really|very|just|even|actually|literally|totally|"
    r"suddenly|kind of|sort of|muy|tan) "
)
_STUTTER: Final = re.compile(r"\b([a-z]+) (?:\1 )+")
_LIST_COMMA: Final = re.compile(
    r"(?<! no) ,(?=(?: (?!cant|cannot|not|wont|i|my|its|he|she|but|no|me|se)[a-z]+){0,4}"
    r"(?: ,)? (?:or|nor|o|ni) )"
)


def plain(words: str) -> str:
    """The words in plain form, with a space at both ends."""
    text = unicodedata.normalize("NFKD", words.replace("´", "'")).lower()
    return f" {_MARKS.sub(_mark, _GLUE.sub('', text)).strip()} "


def settled(text: str) -> str:
    """Plain words without what hides a pattern: fillers, stutters, the ways to write `not`.

    The commas of a list that ends in `or` go too: one `no` holds for the whole of such a list.
    """
    text = _NOT.sub(_negation, text)
    text = _STUTTER.sub(r"\1 ", _FILLERS.sub("", text))
    return _LIST_COMMA.sub("", text)


def _mark(between: re.Match[str]) -> str:
    signs = between[0]
    if _FULL_STOPS.search(signs):
        return " . "
    return " , " if _COMMAS.search(signs) else " "


def _negation(found: re.Match[str]) -> str:
    return _SHORT.get(found[1], f"{found[1]}nt")
