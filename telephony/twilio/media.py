"""The media stream of a call: what Twilio sends on its socket, read; what it takes, written.

The protocol is JSON in text frames (twilio.com/docs/voice/media-streams/websocket-messages). A
stream belongs to whoever brings the token that we put into the call's instructions; nothing before
that token is believed, and nothing that is not of this protocol is answered.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import orjson

from telephony.speech import RATE

LONGEST_MESSAGE: Final = 64 * 1024
"""Bytes of one message; Twilio's hold 20 milliseconds of sound, some 300 bytes."""
LONGEST_SOUND: Final = RATE
"""Bytes of sound in one message: a second."""
TOKEN: Final = "token"
"""The parameter of the stream that holds the token."""


class BadMessage(Exception):  # noqa: N818 - what came, not a fault of ours
    """A message is none of this protocol. Its text is a word for the log, never its contents."""


@dataclass(frozen=True, slots=True)
class Started:
    """The stream begins; the token says whose it is."""

    stream: str
    call: str
    token: str


@dataclass(frozen=True, slots=True)
class Sounded:
    """Sound of the caller, in μ-law."""

    sound: bytes


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key of the caller's telephone."""

    digit: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What we sent before a mark has been played, or was cleared."""

    name: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The stream ends as it should: the call is over or was taken out of it."""


@dataclass(frozen=True, slots=True)
class Other:
    """A message that tells nothing we need."""


Message: TypeAlias = Started | Sounded | Pressed | Marked | Stopped | Other


def read(text: str | bytes) -> Message:
    """One message. Raises `BadMessage`."""
    if len(text) > LONGEST_MESSAGE:
        raise BadMessage("too long")
    try:
        message = orjson.loads(text)
        event = message["event"]
        if event == "media":
            return Sounded(_sound(message["media"]["payload"]))
        if event == "mark":
            return Marked(_word(message["mark"]["name"]))
        if event == "start":
            return _started(message["start"])
        if event == "dtmf":
            return Pressed(_digit(message["dtmf"]["digit"]))
    except BadMessage:
        raise
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise BadMessage("not of the protocol") from None
    return Stopped() if event == "stop" else Other()


class TwilioMedia:
    """The sound of one call as its stream takes it; see `telephony.speech.Media`.

    `send` puts a message on the socket and never waits.
    """

    def __init__(self, stream: str, send: Callable[[str], None], end: Callable[[], None]) -> None:
        sid = orjson.dumps(stream).decode()
        self._send = send
        self._end = end
        self._sound = f'{{"event":"media","streamSid":{sid},"media":{{"payload":"'
        self._mark = f'{{"event":"mark","streamSid":{sid},"mark":{{"name":"'
        self._clear = f'{{"event":"clear","streamSid":{sid}}}'

    def play(self, sound: bytes) -> None:
        """Queue sound; see the port."""
        self._send(self._sound + binascii.b2a_base64(sound, newline=False).decode() + '"}}')

    def mark(self, name: str) -> None:
        """Ask for an echo; see the port. `name` is of letters and digits."""
        self._send(self._mark + name + '"}}')

    def clear(self) -> None:
        """Drop what waits; see the port."""
        self._send(self._clear)

    async def close(self) -> None:
        """End the stream; see the port."""
        self._end()


def _started(start: Mapping[str, Any]) -> Started:
    form = start["mediaFormat"]
    if (form["encoding"], int(form["sampleRate"]), int(form["channels"])) != (
        "audio/x-mulaw",
        RATE,
        1,
    ):
        raise BadMessage("sound of another form")
    token = start["customParameters"][TOKEN]
    return Started(_word(start["streamSid"]), _word(start["callSid"]), _word(token, 2048))


def _sound(payload: object) -> bytes:
    if not isinstance(payload, str):
        raise BadMessage("not of the protocol")
    try:
        sound = base64.b64decode(payload)
    except (binascii.Error, ValueError):
        raise BadMessage("sound that is none") from None
    if len(sound) > LONGEST_SOUND:
        raise BadMessage("too long")
    return sound


def _digit(digit: object) -> str:
    if not isinstance(digit, str) or len(digit) != 1 or digit not in "0123456789*#ABCD":
        raise BadMessage("no key")
    return digit


def _word(word: object, longest: int = 128) -> str:
    if not isinstance(word, str) or not 0 < len(word) <= longest:
        raise BadMessage("not of the protocol")
    return word
