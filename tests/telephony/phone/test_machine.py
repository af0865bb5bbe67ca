"""Who picked up: a person's few words, a machine's many, and the tone at their end."""

import pytest

from telephony.phone.machine import AnsweredBy, MachineEar

HUMAN, MACHINE, UNKNOWN = AnsweredBy.HUMAN, AnsweredBy.MACHINE, AnsweredBy.UNKNOWN


@pytest.mark.parametrize(
    ("words", "seconds", "by"),
    [
        ("Hello?", 0.5, HUMAN),
        ("Yes, this is Ana.", 1.2, HUMAN),
        ("Hello, who is calling please", 1.8, HUMAN),
        ("Hi, you've reached the Ruiz family", 2.0, MACHINE),
        ("please leave your name and number after the beep", 3.0, MACHINE),
        ("the person you are trying to reach is not available", 3.0, MACHINE),
        ("Hola, ahora no puedo, deje un mensaje", 2.5, MACHINE),
        ("we are out on the boat today and will call you when we are back home", 4.5, MACHINE),
        ("well hold on I was just about to leave the house who is it", 2.9, HUMAN),
        ("", 3.0, UNKNOWN),
    ],
)
def test_who_picked_up(words: str, seconds: float, by: AnsweredBy) -> None:
    assert MachineEar().words(words, seconds) is by


def test_the_first_words_that_are_clear_stand() -> None:
    ear = MachineEar()
    assert ear.words("Hello?", 0.5) is HUMAN
    assert ear.words("leave a message after the tone", 2.0) is HUMAN


def test_the_tone_has_ended() -> None:
    ear = MachineEar()
    heard = [ear.sound(-14.0 + 0.1 * (n % 2), 0.02, is_voiced=True) for n in range(20)]
    assert not any(heard)
    assert ear.sound(-60.0, 0.02, is_voiced=False)
    assert not ear.sound(-60.0, 0.02, is_voiced=False), "told once"


def test_speech_is_no_tone() -> None:
    ear = MachineEar()
    for n in range(20):
        ear.sound(-14.0 + 3.0 * (n % 3), 0.02, is_voiced=True)
    assert not ear.sound(-60.0, 0.02, is_voiced=False)
