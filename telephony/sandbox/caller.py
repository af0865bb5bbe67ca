"""A caller's leg at Twilio, acted: sound to and from our media socket, as the carrier sends it.

It sends a frame every 20 milliseconds, plays what comes at the pace of a telephone, echoes a mark
when what was sent before it has been played, and drops what waits on `clear`; its buffer knows when
it ran dry in the middle of something (an underrun). The messages are those of media streams
(twilio.com/docs/voice/media-streams/websocket-messages).
"""

import asyncio
import binascii
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Self

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from telephony.sandbox.utterance import frames_of
from telephony.speech import FRAME_SECONDS, RATE, SILENCE

_QUIET: Final = SILENCE * int(RATE * FRAME_SECONDS)
GAP_SECONDS: Final = 0.02
"""A buffer that is empty for less was not heard to be."""
_KEPT: Final = 0x3F3F3F3F
"""No byte of an utterance's number is 0x7F: μ-law has two noughts, and who turns sound into samples
and back makes the other one of it."""


class StandInCaller:
    """One leg. `heard` is called with each piece of our sound, `cleared` when we fall silent.

    `pace` is how many times faster than a telephone sound is played; 1 is a telephone.
    """

    def __init__(
        self,
        url: str,
        call_id: str,
        token: str,
        *,
        pace: float = 1.0,
        heard: Callable[[bytes], None] = lambda sound: None,
        cleared: Callable[[], None] = lambda: None,
    ) -> None:
        self._url = url
        self._call = call_id
        self._stream = f"MZ{call_id[2:]}"
        self._token = token
        self._pace = pace
        self._heard = heard
        self._cleared = cleared
        self._speech: deque[bytes] = deque()
        self._loop = asyncio.get_running_loop()
        self._ends = 0.0
        self._marks: deque[tuple[float, str]] = deque()
        self._sequence = 0
        self._utterances = 0
        self._socket: ClientConnection | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._marked = asyncio.Event()
        self._in_middle = False
        self.closed = asyncio.Event()
        """Set when our side ended the stream."""
        self.spoke_at = 0.0
        """When the last of the caller's speech was sent, on the clock of the loop."""
        self.underruns = 0
        self.sound_bytes = 0

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            self._url, compression=None, ping_interval=None, close_timeout=1.0, max_queue=None
        )
        start = {
            "streamSid": self._stream,
            "accountSid": "AC" + "0" * 32,
            "callSid": self._call,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"token": self._token},
        }
        await self.send({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        await self.send({"event": "start", "streamSid": self._stream, "start": start})
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._echo())]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close()

    # --- what the caller does

    def say(self, words: str, *, confidence: float = 1.0, seconds: float | None = None) -> int:
        """Speak, behind what is being said; returns the number of the utterance."""
        self._utterances += 1
        number = binascii.crc32(f"{self._call}{self._utterances}".encode()) & _KEPT
        self._speech.extend(frames_of(words, number, confidence=confidence, seconds=seconds))
        return number

    def make_sound(self, frames: Iterable[bytes]) -> None:
        """Send frames of sound as they are."""
        self._speech.extend(frames)

    @property
    def is_speaking(self) -> bool:
        """Whether there is something left to say."""
        return bool(self._speech)

    @property
    def seconds_since_speech(self) -> float:
        """Since the last of the caller's speech was sent."""
        return self._loop.time() - self.spoke_at

    async def send_frame(self) -> None:
        """Send the next 20 milliseconds: of what is to be said, else of silence."""
        frame = _QUIET
        if self._speech:
            frame = self._speech.popleft()
            self.spoke_at = self._loop.time()
        payload = binascii.b2a_base64(frame, newline=False).decode()
        self._sequence += 1
        number = self._sequence
        await self._send(
            f'{{"event":"media","sequenceNumber":"{number}","streamSid":"{self._stream}",'
            f'"media":{{"track":"inbound","chunk":"{number}",'
            f'"timestamp":"{number * 20}","payload":"{payload}"}}}}'
        )

    async def run(self) -> None:
        """Send frames at the pace of a telephone until the stream is closed."""
        due = self._loop.time()
        while not self.closed.is_set():
            await self.send_frame()
            due += FRAME_SECONDS / self._pace
            await asyncio.sleep(max(due - self._loop.time(), 0))

    async def press(self, digit: str) -> None:
        """Press a key."""
        dtmf = {"track": "inbound_track", "digit": digit}
        await self.send({"event": "dtmf", "streamSid": self._stream, "dtmf": dtmf})

    async def hang_up(self) -> None:
        """End the call."""
        stop = {"accountSid": "AC" + "0" * 32, "callSid": self._call}
        await self.send({"event": "stop", "streamSid": self._stream, "stop": stop})

    async def send(self, message: object) -> None:
        """Send any message, such as one that no carrier would."""
        await self._send(orjson.dumps(message).decode())

    # --- what the caller hears

    @property
    def is_playing(self) -> bool:
        """Whether the caller hears something at the moment."""
        return self._ends > self._loop.time()

    async def heard_out(self, *, quiet: float = 0.3) -> None:
        """Wait until everything sent to us has been played and nothing more comes."""
        while True:
            left = self._ends - self._loop.time()
            if left <= -quiet and not self._marks:
                self._in_middle = False  # who marks nothing has said it all, too
                return
            await asyncio.sleep(max(left + quiet, 0.01))

    async def _listen(self) -> None:
        if self._socket is None:
            return
        try:
            async for text in self._socket:
                message = orjson.loads(text)
                event = message["event"]
                if event == "media":
                    self._play(binascii.a2b_base64(message["media"]["payload"]))
                elif event == "mark":
                    self._marks.append((self._ends, message["mark"]["name"]))
                    self._marked.set()
                elif event == "clear":
                    self._clear()
        except ConnectionClosed:
            pass
        finally:
            self.closed.set()
            self._marked.set()

    def _play(self, sound: bytes) -> None:
        now = self._loop.time()
        self.sound_bytes += len(sound)
        if self._ends and self._ends + GAP_SECONDS < now and self._in_middle:
            self.underruns += 1
        self._in_middle = True
        self._ends = max(self._ends, now) + len(sound) / RATE / self._pace
        self._heard(sound)

    def _clear(self) -> None:
        now = self._loop.time()
        self._ends = min(self._ends, now)
        self._marks = deque((min(at, now), name) for at, name in self._marks)
        self._marked.set()
        self._in_middle = False
        self._cleared()

    async def _echo(self) -> None:
        """Send marks back when they are due."""
        while not self.closed.is_set():
            for name in self._due():
                mark = {"name": name}
                self._in_middle = False
                try:
                    await self.send({"event": "mark", "streamSid": self._stream, "mark": mark})
                except ConnectionClosed:
                    return
            self._marked.clear()
            wait = self._marks[0][0] - self._loop.time() if self._marks else None
            try:
                async with asyncio.timeout(wait):
                    await self._marked.wait()
            except TimeoutError:
                pass

    def _due(self) -> Iterator[str]:
        while self._marks and self._marks[0][0] <= self._loop.time():
            yield self._marks.popleft()[1]

    async def _send(self, text: str) -> None:
        if self._socket is not None:
            await self._socket.send(text)
