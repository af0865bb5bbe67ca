"""How dangerous words sound: three chances, and the level they make.

Rules know the wordings that somebody thought of; a sense of danger that was learnt knows what is
near to them.
The sense is deliberately nervous below and slow above: a needless question costs the caller one
turn, a needless 911 sentence frightens them, a missed emergency may cost a life.

A long turn is also read in stretches, because one sentence of danger in a minute of talk about
Tuesday's cleaning changes the whole very little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from engine.safety import Level
from nlu.alarm.features import WIDTH, Floats, rows
from nlu.encoder import Encoder
from nlu.utterance.word import MOST_CHARACTERS, MOST_WORDS

WEIGHTS: Final = Path(__file__).with_name("weights.npz")

URGENT: Final = 0.65
"""The chance of a dental emergency from which on a person is called at once."""
CERTAIN: Final = 0.85
"""The chance of danger for life from which on the 911 sentence is said."""

_LONG: Final = 24
"""A turn of more words than this is also read in stretches."""
_STRETCH: Final = 16
_STEP: Final = 8
_WHOLE: Final = 80
"""So many words of a turn are read as one; stretches reach the rest."""
_TELLING: Final = 3
"""So many words may tell of danger, when nobody can say what they mean."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear sense of danger: a column each for any danger, a dental one, and one for life."""

    columns: Floats
    """A row for each number that `features.rows` gives."""
    digest: str
    """Of the lines it was learnt from."""

    def chances(self, rows: Floats) -> Floats:
        """For each row the chances (0 to 1) of danger, dental emergency, danger for life."""
        return sigmoid(rows @ self.columns)


def sigmoid(scores: Floats) -> Floats:
    """Scores as chances."""
    chances: Floats = (1 / (1 + np.exp(-np.clip(scores, -40, 40)))).astype(np.float32)
    return chances


class Danger:
    """Tells the level of words by their meaning. Safe to share.

    `possible` is the chance of danger from which on the red-flag question is asked.
    """

    def __init__(self, encoder: Encoder, weights: Weights, possible: float) -> None:
        self._encoder = encoder
        self._weights = weights
        self._possible = possible

    def level(self, words: str, soon: Sequence[str] = ()) -> Level:
        """NONE for most words; the highest that the whole or a stretch of it gives.

        Other sentences that the encoder will be asked for `soon` are encoded with them.
        """
        parts = stretches(words)
        if not parts:
            return Level.NONE
        return level_of(self._weights.chances(rows(self._encoder, parts, soon)), self._possible)


class Caution:
    """Stands in where sentences cannot be read by meaning: whatever may tell something is asked.

    The call puts the question once, so every call is asked in which the caller says a sentence.
    """

    def level(self, words: str, soon: Sequence[str] = ()) -> Level:
        """CHECK for anything longer than a greeting or a short answer."""
        return Level.CHECK if len(words.split()) >= _TELLING else Level.NONE


def sense(encoder: Encoder | None, possible: float) -> Danger | Caution:
    """What tells how dangerous words are, with an encoder or without."""
    return Caution() if encoder is None else Danger(encoder, shipped(), possible)


def level_of(chances: Floats, possible: float) -> Level:
    """The level that the parts of one turn give, a row of three chances each."""
    danger, dental, life = chances.max(axis=0)
    if life >= CERTAIN:
        return Level.EMERGENCY
    if dental >= URGENT:
        return Level.URGENT
    return Level.CHECK if danger >= possible else Level.NONE


def stretches(words: str) -> Sequence[str]:
    """The turn as one, and if it is long also in stretches that overlap by half."""
    said = words[:MOST_CHARACTERS].split()[:MOST_WORDS]
    if not said:
        return ()
    if len(said) <= _LONG:
        return (words.strip()[:MOST_CHARACTERS],)
    starts = range(0, len(said) - _STRETCH + _STEP, _STEP)
    parts = (" ".join(said[start : start + _STRETCH]) for start in starts)
    return (" ".join(said[:_WHOLE]), *parts)


@cache
def shipped() -> Weights:
    """The weights that come with this package; a clear error when the file is damaged."""
    return load(WEIGHTS)


def load(path: Path) -> Weights:
    """Weights from a file, `ValueError` if it holds anything else."""
    with np.load(path, allow_pickle=False) as kept:
        columns, digest = kept["columns"].astype(np.float32), str(kept["digest"])
    if columns.shape != (WIDTH, 3):
        raise ValueError(f"{path.name} holds no weights: run `make alarm`")
    return Weights(columns, digest)
