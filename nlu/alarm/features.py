"""What the sense of danger sees of words: their meaning, the words themselves, signs of danger.

A sentence's vector knows what is near in meaning and blurs what the words say; single words,
pairs and pieces of words say just that ("blue", "won't stop"); and the signs of the safety rules,
standing or lowered by their clause ("no chest pain"), carry what people know about both. Words
are read without capitals, marks and fillers, as no speech recogniser writes them alike.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from engine.safety.assess import signs
from engine.safety.plain import plain, settled
from engine.safety.signs import LEVELS
from nlu.encoder import SIZE, Encoder
from nlu.intent.features import sentence

Floats = npt.NDArray[np.float32]

PLACES: Final = 4096
"""Words and pieces share so many places; which is theirs, a hash tells."""
_SIGNS: Final = {name: SIZE + PLACES + 2 * index for index, name in enumerate(LEVELS)}
WIDTH: Final = SIZE + PLACES + 2 * len(LEVELS) + 1
"""Numbers in a row; the last is always 1."""

_WORDS: Final = 1.5
"""What the words count together beside the vector, which has length one."""
_PAIR: Final = 0.8
_PIECE: Final = 0.35
_SIGN: Final = 0.3
_SIZES: Final = (3, 4, 5)
_NEGATIVE: Final = 1 << 30


def rows(encoder: Encoder, texts: Sequence[str], soon: Sequence[str] = ()) -> Floats:
    """One row of `WIDTH` numbers for each text; sentences that are asked for `soon` are only
    encoded, for an encoder that remembers."""
    found = np.zeros((len(texts), WIDTH), dtype=np.float32)
    said = [sentence(text.replace("’", "'")) for text in texts]
    found[:, :SIZE] = encoder.encode([*said, *soon])[: len(texts)]
    found[:, -1] = 1
    for row, text in zip(found, texts, strict=True):
        for place, weight in _words(text):
            row[place] += weight
        length = float(np.linalg.norm(row[SIZE : SIZE + PLACES]))
        row[SIZE : SIZE + PLACES] *= _WORDS / max(length, 1e-6)
        for name, standing in signs(text).items():
            row[_SIGNS[name] + standing] = _SIGN
    return found


def _words(text: str) -> Iterator[tuple[int, float]]:
    """The place and weight of every word, pair of words and piece of a word."""
    words = [word for word in settled(plain(text)).split() if word not in ".,"]
    for word in dict.fromkeys(words):
        yield from _pieces(word)
    for left, right in dict.fromkeys(pairwise(("<", *words, ">"))):
        yield _place(f"{left} {right}", _PAIR)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[tuple[int, float], ...]:
    """A word, and the runs of three to five characters in it and its edges."""
    padded = f" {word} "
    parts = {padded[at : at + size] for size in _SIZES for at in range(len(padded) - size + 1)}
    return (_place(word, 1.0), *(_place(f"#{part}", _PIECE) for part in sorted(parts)))


def _place(feature: str, weight: float) -> tuple[int, float]:
    """Where a feature counts and how much: half of them count less than nothing, so that those
    that share a place cancel out."""
    code = crc32(feature.encode())
    return SIZE + code % PLACES, weight if code & _NEGATIVE else -weight
