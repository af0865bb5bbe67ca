"""Whose turn it is: barge-in, nods, ends of turns, silences and keys, on made-up timestamps."""

from collections.abc import Iterable

import pytest

from telephony.phone.patience import LONGEST, STALLED, WITHOUT_A_PAUSE, Asked, wait_after
from telephony.phone.turn_taking import (
    DUCK_SECONDS,
    KEY_SECONDS,
    LAG_SECONDS,
    PATIENT_SECONDS,
    QUIET_SECONDS,
    UNDUCK_SECONDS,
    VOICE_SECONDS,
    WORDLESS_SECONDS,
    Act,
    Duck,
    Guess,
    Interrupt,
    Pressed,
    Quiet,
    TurnTaking,
    Unheard,
    Utter,
)
from telephony.speech import (
    FRAME_SECONDS,
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Segment,
    SpeechStarted,
)

PHONE = Asked("slot", "phone")
BORN = Asked("slot", "date")
NAME = Asked("slot", "person_name")


def listening(asked: Asked | None = None, *, patient: bool = False) -> TurnTaking:
    turns = TurnTaking(0.0)
    turns.ask(asked or Asked(), patient=patient)
    turns.spoken(0.0)
    return turns


def speaking(*, protected: bool = False, asked: Asked | None = None) -> TurnTaking:
    turns = listening(asked)
    turns.speak(protected=protected)
    return turns


def kinds(acts: Iterable[Act]) -> list[type]:
    return [type(act) for act in acts]


def voice(turns: TurnTaking, begins: float, seconds: float) -> list[Act]:
    """A voice as loud as one for so long, frame by frame."""
    found: list[Act] = []
    for number in range(round(seconds / FRAME_SECONDS)):
        found += turns.voice(begins + number * FRAME_SECONDS)
    return found


def test_an_answer_that_is_complete_is_taken_at_once() -> None:
    turns = listening()
    assert kinds(turns.sound(1.0, SpeechStarted())) == []
    assert kinds(turns.sound(1.1, Interim("I need"))) == [Guess]
    assert list(turns.sound(1.5, EndOfTurn("I need a cleaning", 0.9, ("a", "b")))) == [
        Utter("I need a cleaning", 0.9, ("a", "b"))
    ]


def test_what_is_likely_over_is_thought_about_before_it_is() -> None:
    turns = listening()
    assert list(turns.sound(1.0, EagerEnd("a cleaning", 0.8))) == [
        Guess("a cleaning", 0.8, is_likely=True)
    ]
    assert list(turns.sound(1.1, Resumed())) == []
    assert list(turns.sound(1.6, EndOfTurn("a cleaning on Monday"))) == [
        Utter("a cleaning on Monday")
    ]


def test_a_number_is_waited_for_until_it_is_whole() -> None:
    turns = listening(PHONE)
    assert kinds(turns.sound(1.0, EndOfTurn("five one two"))) == [Guess]
    assert turns.due() == pytest.approx(2.4)
    assert kinds(turns.sound(1.8, Interim("five five five"))) == [Guess]
    assert kinds(turns.sound(2.0, EndOfTurn("five five five"))) == [Guess]
    assert list(turns.sound(3.0, EndOfTurn("oh one four two"))) == [
        Utter("five one two five five five oh one four two")
    ]


def test_a_number_that_stays_short_is_taken_after_the_wait() -> None:
    turns = listening(PHONE)
    list(turns.sound(1.0, EndOfTurn("512", 0.6)))
    list(turns.sound(1.2, EndOfTurn("555 01 again", 0.9)))
    assert list(turns.tick(1.3)) == []
    (said,) = turns.tick(9.0)
    assert isinstance(said, Utter)
    assert said.words == "512 555 01 again"
    assert said.confidence == pytest.approx((0.6 + 3 * 0.9) / 4)


@pytest.mark.parametrize(
    ("words", "asked", "waits"),
    [
        ("yes it is", Asked("yes_no"), False),
        ("yes", Asked("slot", "bool"), False),
        ("I need a", Asked(), True),
        ("my number is", PHONE, False),
        ("and", Asked(), False),
        ("well my name is", NAME, True),
        ("R U I", NAME, True),
        ("Ana Ruiz", NAME, False),
        ("512 555 01", PHONE, True),
        ("five one two five five five oh one four two", PHONE, False),
        ("May 4th", BORN, True),
        ("May 4th 1988", BORN, False),
        ("May fourth nineteen eighty eight", BORN, False),
        ("tomorrow", BORN, False),
        ("", PHONE, False),
    ],
)
def test_what_a_pause_means_depends_on_the_question(words: str, asked: Asked, waits: bool) -> None:
    assert (wait_after(words, asked) > 0) is waits


def test_words_without_a_pause_end_after_a_while() -> None:
    turns = listening()
    assert kinds(turns.sound(1.0, Segment("a cleaning"))) == [Guess]
    assert turns.due() == pytest.approx(1.0 + WITHOUT_A_PAUSE)
    assert list(turns.tick(1.0 + WITHOUT_A_PAUSE)) == [Utter("a cleaning")]


def test_a_pause_that_is_told_after_the_words_ends_them() -> None:
    turns = listening()
    list(turns.sound(1.0, Segment("a cleaning")))
    assert list(turns.sound(1.3, Segment("", pause=True))) == [Utter("a cleaning")]
    assert list(turns.sound(1.4, Segment("", pause=True))) == []


def test_a_recogniser_that_stalls_is_not_waited_for() -> None:
    turns = listening()
    list(turns.sound(1.0, Interim("a cleaning", 0.5)))
    assert list(turns.tick(1.0 + STALLED)) == [Utter("a cleaning", 0.5)]
    assert list(turns.sound(9.0, EndOfTurn("a cleaning"))) == [], "told twice"
    assert list(turns.sound(9.5, EndOfTurn("on Monday"))) == [Utter("on Monday")]


def test_late_interim_words_are_not_a_new_utterance() -> None:
    turns = listening()
    list(turns.sound(1.0, EndOfTurn("yes it is")))
    assert list(turns.sound(1.1, EagerEnd("yes it is"))) == []
    assert turns.is_talking is False
    assert list(turns.sound(5.0, EndOfTurn("yes it is"))) == [Utter("yes it is")]


def test_noise_cannot_keep_an_utterance_open() -> None:
    turns = listening()
    at = 1.0
    while at < 1.0 + LONGEST:
        list(turns.sound(at, Interim(f"word {at}")))
        at += 1.0
    assert kinds(turns.tick(1.0 + LONGEST)) == [Utter]


def test_a_turn_without_words_is_nothing() -> None:
    turns = listening()
    list(turns.sound(1.0, SpeechStarted()))
    assert list(turns.sound(1.5, EndOfTurn(""))) == []


# --- over our own words


def test_a_voice_makes_us_quieter_and_words_stop_us() -> None:
    turns = speaking()
    assert kinds(voice(turns, 1.0, DUCK_SECONDS + 0.04)) == [Duck]
    assert kinds(turns.sound(1.3, Interim("wait"))) == [Interrupt, Guess]
    assert kinds(turns.sound(1.4, Interim("wait a"))) == [Guess]


def test_a_tap_changes_nothing_for_long() -> None:
    turns = speaking()
    assert voice(turns, 1.0, 0.04) == []
    voice(turns, 2.0, 0.1)
    assert list(turns.tick(2.08 + UNDUCK_SECONDS + 0.01)) == [Duck(False)]


def test_loudness_alone_never_stops_us() -> None:
    turns = speaking()
    assert Interrupt not in kinds(voice(turns, 1.0, 5.0))


def test_a_confirmed_voice_that_lasts_stops_us() -> None:
    turns = speaking()
    assert kinds(turns.sound(1.0, SpeechStarted())) == [Duck]
    assert kinds(voice(turns, 1.0, VOICE_SECONDS + 0.04)) == [Interrupt]


def test_a_nod_keeps_us_speaking() -> None:
    turns = speaking()
    assert kinds(turns.sound(1.0, Interim("mhm"))) == [Guess]
    assert list(turns.sound(1.3, EndOfTurn("Mhm."))) == []
    assert list(turns.sound(2.0, EndOfTurn("uh-huh okay"))) == []


def test_a_nod_after_we_spoke_is_an_answer() -> None:
    turns = listening(Asked("yes_no"))
    assert list(turns.sound(1.3, EndOfTurn("mhm"))) == [Utter("mhm")]


def test_a_protected_sentence_is_spoken_to_its_end() -> None:
    turns = speaking(protected=True)
    assert voice(turns, 1.0, 2.0) == []
    assert kinds(turns.sound(3.0, SpeechStarted())) == []
    assert kinds(turns.sound(3.0, Interim("but I"))) == [Guess]
    assert kinds(turns.sound(3.5, EndOfTurn("but I can't breathe"))) == [Utter]


# --- silence


def test_silence_is_counted_from_our_last_word() -> None:
    turns = speaking()
    assert list(turns.tick(60.0)) == []
    turns.spoken(60.0)
    assert turns.due() == pytest.approx(60.0 + QUIET_SECONDS)
    assert list(turns.tick(60.0 + QUIET_SECONDS)) == [Quiet(QUIET_SECONDS)]
    assert list(turns.tick(90.0)) == [], "it is our turn until we asked again"


def test_someone_who_needs_longer_gets_longer() -> None:
    turns = listening(patient=True)
    assert turns.due() == pytest.approx(PATIENT_SECONDS)


def test_nobody_is_called_silent_while_they_talk() -> None:
    turns = listening()
    list(turns.sound(6.0, Interim("well")))
    assert Quiet not in kinds(turns.tick(8.0))
    voiced = listening()
    voice(voiced, 5.0, 2.0)
    assert Quiet not in kinds(voiced.tick(QUIET_SECONDS + 0.1))


def test_hold_music_is_silence_in_the_end() -> None:
    turns = listening()
    voice(turns, 0.0, 30.0)
    due = WORDLESS_SECONDS + QUIET_SECONDS
    assert Quiet not in kinds(turns.tick(due - 0.1))
    assert Quiet in kinds(turns.tick(due + 0.1))


def test_nothing_is_asked_of_somebody_who_waits_for_us() -> None:
    turns = listening()
    turns.work()
    assert turns.due() is None


def test_a_voice_that_brings_no_words_is_told() -> None:
    turns = listening()
    voice(turns, 1.0, 0.5)
    assert Unheard not in kinds(turns.tick(1.6))
    assert kinds(turns.tick(1.5 + LAG_SECONDS)) == [Unheard]
    assert kinds(turns.tick(1.6 + LAG_SECONDS)) == []


# --- keys


def test_keys_are_taken_when_they_are_whole() -> None:
    turns = listening(Asked("slot", "phone", 10))
    for number, digit in enumerate("512555014"):
        assert list(turns.key(1.0 + number / 10, digit)) == []
    assert turns.is_talking
    assert list(turns.key(2.0, "2")) == [Pressed("5125550142")]


def test_keys_end_with_a_sign_or_a_pause() -> None:
    turns = listening(Asked("slot", "phone", 10))
    list(turns.key(1.0, "5"))
    assert list(turns.key(1.2, "#")) == [Pressed("5")]
    list(turns.key(2.0, "7"))
    assert turns.due() == pytest.approx(2.0 + KEY_SECONDS)
    assert list(turns.tick(2.0 + KEY_SECONDS)) == [Pressed("7")]
    assert list(turns.key(5.0, "#")) == []


def test_zero_means_a_person_at_once() -> None:
    turns = listening(Asked("slot", "phone", 10))
    assert list(turns.key(1.0, "0")) == [Pressed("0")]


def test_a_month_may_begin_with_zero() -> None:
    turns = listening(Asked("slot", "date", 8))
    for number, digit in enumerate("0412198"):
        assert list(turns.key(1.0 + number / 10, digit)) == []
    assert list(turns.key(2.0, "8")) == [Pressed("04121988")]
    turns = listening(Asked("slot", "date", 8))
    list(turns.key(1.0, "0"))
    assert list(turns.tick(1.0 + KEY_SECONDS)) == [Pressed("0")]


def test_a_key_stops_us() -> None:
    assert kinds(speaking().key(1.0, "2")) == [Interrupt, Pressed]
    assert kinds(speaking(protected=True).key(1.0, "2")) == [Pressed]


def test_a_sign_that_ends_nothing_does_not_stop_us() -> None:
    assert kinds(speaking().key(1.0, "#")) == []
