"""A small encoder, so that what is learnt and read can be tested without the large one."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pytest

from nlu.encoder import SIZE, Vectors


class WordEncoder:
    """A sentence is the sum of its words, each a direction of its own."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length one for each text."""
        rows = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[crc32(word.encode()) % SIZE] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
        unit: Vectors = rows / np.maximum(lengths, np.float32(1e-6))
        return unit


@pytest.fixture
def words() -> WordEncoder:
    """An encoder that knows words and no meaning."""
    return WordEncoder()
