"""A caller out of WAV files, and a call into one: what a microphone and a loudspeaker are to tests.

A file is the caller's side of a call, or a folder holds a file for each of their turns, in the
order of their names. While we speak, the files wait.
"""

import wave
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

from telephony.local.voice import from_wav, to_ulaw
from telephony.phone.ulaw import decode
from telephony.speech import FRAME_BYTES, RATE, SILENCE

PAUSE: Final = 2.0
"""Seconds of silence after each file, within which the caller has finished."""


class SoundFiles:
    """What a caller says, from files. Raises `ValueError`, a sentence, for what is no sound."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise ValueError(f"there is no file or folder {path} with what the caller says")
        files = sorted(path.glob("*.wav")) if path.is_dir() else [path]
        if not files:
            raise ValueError(f"there is no WAV file in {path}")
        self._turns = [_read(file) for file in files]

    async def frames(self) -> AsyncIterator[bytes]:
        """Every frame in its turn; see `telephony.local.talk.Microphone`."""
        for frame in self._frames():
            yield frame

    def forget(self) -> None:
        """Nothing is lost: the files waited."""

    async def close(self) -> None:
        """Nothing is open."""

    def _frames(self) -> Iterator[bytes]:
        pause = SILENCE * round(PAUSE * RATE)
        for turn in self._turns:
            sound = pause[: len(pause) // 4] + turn + pause
            for start in range(0, len(sound), FRAME_BYTES):
                yield sound[start : start + FRAME_BYTES]


class SoundFile:
    """What is heard of a call, both sides one after the other, as one WAV file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._sound = bytearray()

    async def play(self, sound: bytes) -> None:
        """Add some sound."""
        self._sound += sound

    async def close(self) -> None:
        """Write the file. Raises `OSError` where that cannot be done."""
        if self._path is None:
            return
        with wave.open(str(self._path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(decode(bytes(self._sound)).astype("<i2").tobytes())


def _read(file: Path) -> bytes:
    try:
        return to_ulaw(from_wav(file.read_bytes()))
    except (OSError, ValueError) as fault:
        raise ValueError(f"{file}: {fault}") from None
