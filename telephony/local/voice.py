"""Speaks on this machine: English by Hibari, Spanish by eSpeak NG where it is installed.

Hibari (Apache-2.0, its model travels inside its package) needs a hundredth of the time that its
speech takes, so one thread serves many calls. It speaks English only. eSpeak NG is a program of
the system under the GPL: it is run, not linked, and reads what to say from its input, for other
users of a machine can read how a program was called. It sounds like a machine, and is understood.
"""

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from shutil import which
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from telephony.local.weights import missing
from telephony.phone.ulaw import encode
from telephony.speech import FRAME_BYTES, RATE, SILENCE, VoiceFailed

DEADLINE: Final = 5.0
"""Seconds for a sentence."""
SPANISH_PROGRAM: Final = "espeak-ng"
SPANISH_VOICE: Final = "es-419"
SPANISH_PACE: Final = 150
"""Words a minute."""
_SEED: Final = 1
"""The same text sounds the same to the last sample."""
_LOUDNESS: Final = 0.09
"""Root mean square of what is spoken, of 1: about -21 dBFS, as telephones like it."""
_LOUDEST: Final = 0.95

Wave = NDArray[np.float32]
"""Sound from -1 to 1."""


class LocalVoice:
    """One voice for a process; see the port."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="voice")

    @property
    def label(self) -> str:
        """What a cached sound was made by; see the port."""
        return "hibari-0.2.1 heart, espeak-ng es-419, ulaw_8000"

    async def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        """Sentence by sentence; see the port."""
        if language == "en":
            for sentence in await self._in_thread(_sentences, text):
                yield await self._in_thread(_english, sentence)
        elif language == "es":
            yield await self._in_thread(_loud, await self._spanish(text))
        else:
            raise VoiceFailed(f"local speech has no voice for the language {language!r}")

    async def close(self) -> None:
        """Begin nothing new; see the port."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, work: Any, *given: Any) -> Any:
        if (sentence := missing()) is not None:
            raise VoiceFailed(sentence)
        try:
            async with asyncio.timeout(self._deadline):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._thread, work, *given)
        except TimeoutError:
            raise VoiceFailed("local speech took too long for a sentence") from None
        except Exception as fault:
            raise VoiceFailed(f"local speech failed: {type(fault).__name__}") from None

    async def _spanish(self, text: str) -> Wave:
        program = which(SPANISH_PROGRAM)
        if program is None:
            raise VoiceFailed(
                "Spanish is spoken locally by eSpeak NG, which is not installed: "
                "run `apt-get install espeak-ng`, or set a vendor's key"
            )
        arguments = ("-v", SPANISH_VOICE, "-s", str(SPANISH_PACE), "--stdin", "--stdout")
        running = await asyncio.create_subprocess_exec(
            program,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(self._deadline):
                sound, _ = await running.communicate(text.encode())
        except TimeoutError:
            raise VoiceFailed("eSpeak NG took too long for a sentence") from None
        finally:
            if running.returncode is None:
                running.kill()
                await running.wait()
        if running.returncode or not sound:
            raise VoiceFailed(f"eSpeak NG failed with code {running.returncode}")
        return from_wav(sound)


def from_wav(sound: bytes) -> Wave:
    """The sound of a WAV file of one or more channels of 16 bits, at 8,000 samples a second.

    Raises `ValueError`, a sentence, for other files. A length in the header that was not known
    yet when it was written is not believed.
    """
    from scipy.signal import resample_poly

    try:
        with wave.open(io.BytesIO(sound)) as opened:
            rate, channels, width = (
                opened.getframerate(),
                opened.getnchannels(),
                opened.getsampwidth(),
            )
            raw = opened.readframes(len(sound))
    except (wave.Error, EOFError) as fault:
        raise ValueError(f"this is no WAV file that can be read: {fault}") from None
    if width != 2:
        raise ValueError(f"a WAV file must hold 16-bit samples, not {8 * width}-bit ones")
    whole = len(raw) // (2 * channels) * channels
    samples = np.frombuffer(raw, "<i2", count=whole).reshape(-1, channels).mean(axis=1) / 32_768
    common = np.gcd(rate, RATE)
    return np.asarray(resample_poly(samples, RATE // common, rate // common), np.float32)


def to_ulaw(sound: Wave) -> bytes:
    """Sound at 8,000 samples a second as whole frames of μ-law."""
    coded = encode((np.clip(sound, -1.0, 1.0) * 32_767).astype(np.int16))
    return coded + SILENCE * (-len(coded) % FRAME_BYTES)


def english(text: str, speed: float = 1.0) -> Wave:
    """A sentence by Hibari, 8,000 samples a second."""
    from scipy.signal import resample_poly

    return np.asarray(resample_poly(_hibari()(text, speed=speed, seed=_SEED), 1, 3), np.float32)


def loud(sound: Wave, loudness: float = _LOUDNESS) -> Wave:
    """Sound at a loudness (root mean square), without clipping."""
    if not sound.size:
        return sound
    root = float(np.sqrt(np.mean(sound**2))) or 1.0
    peak = float(np.abs(sound).max()) or 1.0
    return sound * np.float32(min(loudness / root, _LOUDEST / peak))


def _loud(sound: Wave) -> bytes:
    return to_ulaw(loud(sound))


def _english(sentence: str) -> bytes:
    return _loud(english(sentence))


def _sentences(text: str) -> list[str]:
    return list(_hibari().split_sentences(text))


@cache
def _hibari() -> Any:
    from hibari import Hibari

    return Hibari()
