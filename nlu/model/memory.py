"""Answers of the model to words that say nothing about anybody, for the next who says the same.

Only what was sent as it was said, with nothing replaced and no figure in it, may be remembered;
and even of that a hash is kept, not the words. It is lost when the program ends.
"""

import hashlib
from collections import OrderedDict
from typing import Final

from nlu.model.advice import Advice

MOST: Final = 512


class Memory:
    """The last answers, the oldest dropped first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Advice] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def recall(self, question: str, words: str) -> Advice | None:
        """The answer to words under a question (its fingerprint), if it is remembered."""
        key = _key(question, words)
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, question: str, words: str, advice: Advice) -> None:
        """Remember an answer."""
        self._kept[_key(question, words)] = advice
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def _key(question: str, words: str) -> bytes:
    return hashlib.blake2b(f"{question}\n{words}".encode(), digest_size=16).digest()
