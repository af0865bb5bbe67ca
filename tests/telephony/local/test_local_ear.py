import asyncio
import logging
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from engine.commands import Expecting
from telephony.local import weights
from telephony.local.ear import LocalEar, LocalEars
from telephony.local.patience import patience
from telephony.local.recogniser import Recognised
from telephony.local.voice import english, loud, to_ulaw
from telephony.local.weights import NoLocalSpeech, missing
from telephony.speech import (
    FRAME_BYTES,
    RATE,
    SILENCE,
    Deaf,
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Sound,
    SpeechStarted,
)

needs_speech = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")


class Recogniser:
    """Hears what it is told to, in order."""

    def __init__(self, *answers: Recognised | Exception) -> None:
        self.is_idle = True
        self.lengths: list[float] = []
        self._answers = list(answers)

    async def hear(self, sound: bytes, language: str) -> Recognised:
        self.lengths.append(len(sound) / RATE)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def voice(text: str) -> bytes:
    return to_ulaw(loud(english(text)))


def quiet(seconds: float) -> bytes:
    return SILENCE * round(seconds * RATE)


async def hears(ear: LocalEar, sounds: Iterable[bytes]) -> list[Sound]:
    """What an ear tells of some sound."""
    told: list[Sound] = []
    await ear.open(told.append)
    sound = b"".join(sounds)
    for start in range(0, len(sound), FRAME_BYTES):
        ear.feed(sound[start : start + FRAME_BYTES])
        await ear.settled()
    await ear.close()
    return told


def kinds(told: list[Sound]) -> list[str]:
    return [type(one).__name__ for one in told if not isinstance(one, Interim)]


@needs_speech
def test_an_utterance_is_told_from_its_first_sound_to_its_end() -> None:
    recogniser = Recogniser(Recognised("I need a cleaning", 0.9, ("I need a clean ink",)))
    ear = LocalEar("en", lambda: recogniser)
    told = asyncio.run(hears(ear, (quiet(0.5), voice("I need a cleaning"), quiet(1.5))))
    assert kinds(told) == ["SpeechStarted", "EagerEnd", "EndOfTurn"]
    assert told[-1] == EndOfTurn("I need a cleaning", 0.9, ("I need a clean ink",))
    assert Interim("I need a cleaning", 0.9) in told
    assert recogniser.lengths[-1] < 2.5, "what was recognised in the pause is not done again"


@needs_speech
def test_the_onset_is_noticed_soon() -> None:
    told: list[Sound] = []

    async def first() -> float:
        ear = LocalEar("en", lambda: Recogniser(Recognised("hello", 0.9)), with_interim=False)
        await ear.open(told.append)
        sound = quiet(0.5) + voice("Hello, can you hear me?")
        for start in range(0, len(sound), FRAME_BYTES):
            ear.feed(sound[start : start + FRAME_BYTES])
            if told:
                await ear.close()
                return start / RATE - 0.5
        return 99.0

    assert asyncio.run(first()) < 0.45, "the voice itself begins a little later than its sound"
    assert told == [SpeechStarted()]


@needs_speech
def test_who_reads_out_a_number_may_pause() -> None:
    ear = LocalEar("en", lambda: Recogniser(Recognised("5125550142", 0.9)), with_interim=False)
    ear.expect(Expecting(kind="slot", slot="callback_number"))
    number = (voice("five one two"), quiet(0.3), voice("five five five"), quiet(2.0))
    told = asyncio.run(hears(ear, (quiet(0.5), *number)))
    assert kinds(told).count("EndOfTurn") == 1
    assert Resumed() in told
    assert sum(isinstance(one, EagerEnd) for one in told) == 2


@needs_speech
def test_a_voice_that_says_nothing_ends_all_the_same() -> None:
    ear = LocalEar("en", lambda: Recogniser(Recognised("", 0.2)))
    told = asyncio.run(hears(ear, (quiet(0.5), voice("mm hm hm"), quiet(1.5))))
    assert told[-1] == EndOfTurn("", 0.2)


@needs_speech
def test_a_doubtful_sentence_is_told_at_its_end_only() -> None:
    doubtful = Recognised("his face is living down", 0.4, is_doubtful=True)
    ear = LocalEar("en", lambda: Recogniser(doubtful))
    told = asyncio.run(hears(ear, (quiet(0.5), voice("his face slid down"), quiet(1.5))))
    assert told[-1] == EndOfTurn("his face is living down", 0.4)
    assert not any(one.words for one in told if isinstance(one, Interim | EagerEnd))


@needs_speech
def test_words_that_stay_the_same_behind_other_voices_are_all() -> None:
    ear = LocalEar("en", lambda: Recogniser(Recognised("at ten", 0.9)))
    others = voice("And then they told us that the game was off because of rain, so we went home.")
    told = asyncio.run(hears(ear, (quiet(0.5), others, others)))
    first = next(n for n, one in enumerate(told) if isinstance(one, EndOfTurn))
    assert sum(isinstance(one, Interim) for one in told[:first]) <= 5


@needs_speech
def test_noise_is_no_voice() -> None:
    hiss = np.random.default_rng(1).standard_normal(5 * RATE).astype(np.float32) * 0.02
    ear = LocalEar("en", lambda: Recogniser(Recognised("you", 0.9)))
    assert asyncio.run(hears(ear, (to_ulaw(hiss),))) == []


@needs_speech
def test_a_recogniser_that_breaks_makes_deaf(caplog: pytest.LogCaptureFixture) -> None:
    ear = LocalEar("en", lambda: Recogniser(RuntimeError("of what a patient said")))
    told = asyncio.run(hears(ear, (quiet(0.5), voice("my name is Ana"), quiet(1.0))))
    assert told[-1] == Deaf("broken")
    assert "patient" not in caplog.text


def test_without_the_models_a_call_is_deaf_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with caplog.at_level(logging.ERROR):
        ear = LocalEars(Path("/nowhere")).ear("en", ())
        told = asyncio.run(hears(ear, (quiet(0.1),)))
    assert told == [Deaf("missing")]
    assert "make voice" in caplog.text


def test_models_that_cannot_be_loaded_make_deaf() -> None:
    def load() -> Recogniser:
        raise NoLocalSpeech("gone") if missing() else RuntimeError("of a strange format")

    told = asyncio.run(hears(LocalEar("fr", load), (quiet(0.1),)))
    assert told in ([Deaf("missing")], [Deaf("broken")])


def test_patience_goes_by_the_question() -> None:
    asked = {
        slot: patience(Expecting(kind="slot", slot=slot))
        for slot in ("callback_number", "date_of_birth", "patient_name", "visit_reason")
    }
    yes_no = patience(Expecting(kind="yes_no"))
    order = [*asked.values(), yes_no]
    assert order == sorted(order, reverse=True)
