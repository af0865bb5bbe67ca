"""Features as places in a row of numbers."""

import numpy as np
import pytest

from nlu.intent.features import features
from nlu.intent.lexicon import Lexicon

SAID = ("where do I park", "where is the office", "cancel my visit")
LEXICON = Lexicon.of([features(one) for one in SAID])


def test_rare_words_weigh_more() -> None:
    assert abs(LEXICON.places["cancel"][1]) > abs(LEXICON.places["where"][1])
    assert LEXICON.rarest >= abs(LEXICON.places["cancel"][1])


def test_a_row_of_known_words_has_length_one() -> None:
    assert np.linalg.norm(LEXICON.row(features("where do I park"))) == pytest.approx(1, abs=1e-5)


def test_what_was_never_seen_shortens_the_row() -> None:
    partly = np.linalg.norm(LEXICON.row(features("where do I park my zeppelin")))
    assert 0 < partly < 0.95
    assert not LEXICON.row(features("zzz")).any()
    assert not LEXICON.row({}).any()


@pytest.mark.parametrize(
    ("words", "known"),
    [("park", True), ("zxqv blorp", False), ("parkour", False), ("", False), ("delete it", True)],
)
def test_what_is_known_is_words_and_what_they_stand_for(words: str, known: bool) -> None:
    lexicon = Lexicon.of([features(one) for one in (*SAID, "get rid of it")])
    assert lexicon.knows(features(words)) is known
