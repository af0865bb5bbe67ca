"""The microphone and loudspeaker of this machine, through `sounddevice` where it is installed.

Nothing takes our own voice out of the microphone again, so what it hears while we speak is
forgotten: with headphones or without, a caller waits until we have finished.
"""

import asyncio
from collections.abc import AsyncIterator
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from telephony.local.weights import NoLocalSpeech
from telephony.phone.ulaw import decode, encode
from telephony.speech import FRAME_BYTES, RATE

_NOT_INSTALLED: Final = (
    "talking through the sound card needs `pip install sounddevice` (and PortAudio, on Debian "
    "`apt-get install libportaudio2`); or give --wav-in and --wav-out"
)


class SoundCard:
    """Both ends of a call. Raises `NoLocalSpeech`, a sentence, where there is no card."""

    def __init__(self) -> None:
        if find_spec("sounddevice") is None:
            raise NoLocalSpeech(_NOT_INSTALLED)
        try:
            import sounddevice
        except OSError:
            raise NoLocalSpeech(_NOT_INSTALLED) from None
        self._card: Any = sounddevice
        self._heard: asyncio.Queue[bytes] = asyncio.Queue()
        self._stream: Any = None

    async def frames(self) -> AsyncIterator[bytes]:
        """What the microphone hears; see `telephony.local.talk.Microphone`."""
        loop = asyncio.get_running_loop()

        def heard(samples: Any, count: int, time: Any, status: Any) -> None:
            frame = encode(np.frombuffer(samples, np.int16))
            loop.call_soon_threadsafe(self._heard.put_nowait, frame)

        try:
            self._stream = self._card.RawInputStream(
                samplerate=RATE, blocksize=FRAME_BYTES, channels=1, dtype="int16", callback=heard
            )
            self._stream.start()
        except self._card.PortAudioError as fault:
            raise NoLocalSpeech(f"the microphone cannot be used: {fault}") from None
        while True:
            yield await self._heard.get()

    async def play(self, sound: bytes) -> None:
        """Speak, and return when it has been heard."""
        try:
            await asyncio.to_thread(self._card.play, decode(sound), RATE, blocking=True)
        except self._card.PortAudioError as fault:
            raise NoLocalSpeech(f"the loudspeaker cannot be used: {fault}") from None

    def forget(self) -> None:
        """Drop what was heard meanwhile."""
        while not self._heard.empty():
            self._heard.get_nowait()

    async def close(self) -> None:
        """Let go of the card."""
        if self._stream is not None:
            self._stream.close()
