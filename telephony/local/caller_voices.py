"""Voices of people who are not there: what stands in for callers when sound is to be tested.

One voice is part of local speech; told to speak lower, higher or slower it stands in for others.
Flite and eSpeak NG, where the system has them, add men, women and accents that were made by other
people in other ways. All of them are easier to hear than people are.
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from shutil import which
from typing import Final

import numpy as np

from telephony.local.voice import (
    SPANISH_PACE,
    SPANISH_PROGRAM,
    SPANISH_VOICE,
    Wave,
    english,
    from_wav,
    loud,
)
from telephony.local.weights import NoLocalSpeech

FLITE: Final = "flite"
SECONDS: Final = 20
"""How long a program may take for a sentence."""


@dataclass(frozen=True, slots=True)
class CallerVoice:
    """Somebody's voice.

    `speak` gives a sentence's sound, 8,000 samples a second, at a pace (1 is the usual one).
    """

    name: str
    speak: Callable[[str, float], Wave]


def english_voices() -> tuple[CallerVoice, ...]:
    """Every voice that this machine has for callers who speak English, always in this order."""
    voices = [
        CallerVoice("hibari", partial(_hibari, pitch=1.0, speed=1.0)),
        CallerVoice("hibari lower", partial(_hibari, pitch=0.85, speed=1.15)),
        CallerVoice("hibari higher", partial(_hibari, pitch=1.12, speed=0.95)),
        CallerVoice("hibari slower", partial(_hibari, pitch=0.95, speed=0.85)),
    ]
    if which(FLITE):
        voices += [
            CallerVoice("flite, a man", partial(_flite, voice="rms")),
            CallerVoice("flite, a woman", partial(_flite, voice="slt")),
            CallerVoice("flite, a Scotsman", partial(_flite, voice="awb")),
        ]
    return tuple(voices)


def spanish_voice() -> CallerVoice:
    """A voice for callers who speak Spanish. Raises `NoLocalSpeech` where there is none."""
    if which(SPANISH_PROGRAM) is None:
        raise NoLocalSpeech(
            "callers who speak Spanish need eSpeak NG: run `apt-get install espeak-ng`"
        )
    return CallerVoice("eSpeak NG, Spanish", _espeak)


@cache
def _hibari(text: str, pace: float = 1.0, *, pitch: float, speed: float) -> Wave:
    """Slower or faster by the model, lower or higher by playing it at another rate."""
    from scipy.signal import resample_poly

    sound = english(text, speed * pace)
    if pitch != 1.0:
        sound = np.asarray(resample_poly(sound, 100, round(100 * pitch)), np.float32)
    return loud(sound)


@cache
def _flite(text: str, pace: float = 1.0, *, voice: str) -> Wave:
    slowly = f"duration_stretch={1 / pace:.2f}"
    return _from_program(
        [FLITE, "-voice", voice, "--setf", slowly, "-t", text, "-o", "/dev/stdout"], ""
    )


@cache
def _espeak(text: str, pace: float = 1.0) -> Wave:
    words_a_minute = str(round(SPANISH_PACE * pace))
    return _from_program(
        [SPANISH_PROGRAM, "-v", SPANISH_VOICE, "-s", words_a_minute, "--stdin", "--stdout"], text
    )


def _from_program(command: list[str], text: str) -> Wave:
    """What a program says. Raises `NoLocalSpeech` for one that says nothing."""
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, check=True, timeout=SECONDS
        )
        return loud(from_wav(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError) as fault:
        raise NoLocalSpeech(f"{command[0]} did not speak: {type(fault).__name__}") from None
