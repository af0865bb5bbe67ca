"""What a classifier sees of an utterance: words, pairs of words, pieces of words, concepts.

Days, months and figures are made alike first: "Tuesday" says nothing about what is wanted, and
an example with "March 3rd" should fit every other date. A text is read up to `MOST` words.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from nlu.intent.concepts import concepts
from nlu.utterance.word import words_of

MOST: Final = 60
"""A longer clause is no longer a request; its first words say what it is about."""

_DAY: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|tonight|lunes|martes|miercoles"
    r"|jueves|viernes|sabado|domingo|manana|hoy"
)
_MONTH: Final = re.compile(
    r"january|february|march|april|june|july|august|september|october|november|december"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_FILLERS: Final = frozenset("um uh er ah hmm mm well so like oh okay ok eh este pues bueno".split())


def normal(text: str) -> list[str]:
    """The words of a text as a classifier compares them."""
    words: list[str] = []
    for word in words_of(text)[:MOST]:
        if word.plain in _FILLERS:
            continue
        if word.plain.isdecimal():
            words.append("0")
        elif _DAY.fullmatch(word.plain):
            words.append("weekday")
        elif _MONTH.fullmatch(word.plain):
            words.append("month")
        else:
            words.append(word.plain)
    return words


def sentence(text: str) -> str:
    """A text as it is given to the encoder: one line in lower case, as speech is written down.

    Examples are written with and without full stops, and callers say "um".
    """
    said = (word for word in words_of(text)[:MOST] if word.plain not in _FILLERS)
    return " ".join(word.said.lower() for word in said)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    """The runs of three to five characters in a word and its edges."""
    padded = f" {word} "
    return tuple(
        "#" + padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)
    )


def features(text: str) -> dict[str, float]:
    """The features of a text and their weights, before any statistics."""
    words = normal(text)
    found: dict[str, float] = {}
    edged = ["<", *words, ">"]
    for word in words:
        found[word] = 1.0
    for left, right in pairwise(edged):
        found[f"{left} {right}"] = 0.8
    for word in words:
        for piece in _pieces(word):
            found[piece] = 0.35
    meant = concepts(" ".join(words))
    for concept in meant:
        found["=" + concept] = 1.6
    for index, left in enumerate(meant):
        for right in meant[index + 1 :]:
            found[f"={left}+{right}"] = 0.9
    return found
