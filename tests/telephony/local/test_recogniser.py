from dataclasses import dataclass

import numpy as np
import pytest

from telephony.local.recogniser import SPOKEN, SURE_ENOUGH, calibrated, is_spoken, shared, sureness
from telephony.local.voice import english, loud, to_ulaw
from telephony.local.weights import missing
from telephony.speech import RATE, SILENCE

needs_speech = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")
BEFORE = SILENCE * (RATE // 2)


@dataclass(frozen=True)
class Guess:
    share: float
    weight: float


def test_many_words_are_as_sure_as_each_of_them() -> None:
    assert sureness("can I get in for a cleaning", 0.8, Guess(0.1, 0.001)) == 0.8


def test_a_short_answer_is_surer_than_its_spelling() -> None:
    assert sureness("Yes.", 0.4, Guess(1.0, 0.14)) > 0.7
    assert sureness("you", 0.02, Guess(0.95, 0.001)) < SURE_ENOUGH


def test_a_confidence_means_what_the_thresholds_mean() -> None:
    assert calibrated(SURE_ENOUGH) == SURE_ENOUGH
    assert calibrated(0.6) == pytest.approx(0.7)
    assert calibrated(1.0) == 1.0


def test_a_doubtful_sentence_was_spoken_and_a_doubtful_word_was_not() -> None:
    assert is_spoken("they have weather under control", SPOKEN)
    assert not is_spoken("they have weather under control", SPOKEN - 0.01)
    assert not is_spoken("thank you", SURE_ENOUGH - 0.01)
    assert sureness("you", 0.4, Guess(0.95, 0.001)) < SPOKEN, "hardly a voice, so nothing at all"


@needs_speech
@pytest.mark.parametrize(
    "said",
    [
        "I need to schedule an appointment",
        "Can I move it to Thursday afternoon",
        "I have trouble breathing",
        "no, that's all",
    ],
)
def test_what_is_said_is_heard(said: str) -> None:
    heard = shared(None).recognise(BEFORE + to_ulaw(loud(english(said))) + BEFORE, "en")
    assert heard.words.casefold().rstrip(".?") == said.casefold()
    assert heard.confidence > 0.7


@needs_speech
def test_hiss_and_silence_are_no_words() -> None:
    chance = np.random.default_rng(3)
    for loudness in (0.0, 0.003, 0.05):
        hiss = (chance.standard_normal(2 * RATE) * loudness).astype(np.float32)
        assert shared(None).recognise(to_ulaw(hiss), "en").words == ""


@needs_speech
def test_a_long_sentence_is_heard_to_its_end() -> None:
    said = (
        "Well hello, I was wondering if you could help me, because my daughter has a toothache"
        " since Monday, and I would like to bring her in, if that is possible, some time soon."
    )
    heard = shared(None).recognise(BEFORE + to_ulaw(loud(english(said))) + BEFORE, "en")
    assert "bring her in" in heard.words
    assert heard.words.rstrip(".").endswith("soon")
