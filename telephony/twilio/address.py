"""The addresses that Twilio is given: all below PUBLIC_URL, for they are part of what it signs.

Nothing that tells about a person stands in one; logs of every proxy on the way keep addresses.
"""

from typing import Final
from urllib.parse import urlencode

from agent_config.settings import Settings

VOICE: Final = "/webhook/voice"
"""A call comes in."""
TURN: Final = "/webhook/voice/turn"
"""What a caller said or keyed, of a call in turns; `n` counts the turns."""
DIALLED: Final = "/webhook/voice/dialled"
"""How ringing a person ended; `then` says what comes if nobody answered."""
WHISPER: Final = "/webhook/voice/whisper"
"""What a person hears before the caller does; `leg` is ours."""
ACCEPT: Final = "/webhook/voice/accept"
"""The key that a person pressed."""
MESSAGE: Final = "/webhook/voice/message"
"""A caller has left a message."""
STATUS: Final = "/webhook/voice/status"
"""How a leg fares."""
TEXTS: Final = "/webhook/sms"
MEDIA: Final = "/media"


def address(settings: Settings, path: str, **query: str | int) -> str:
    """The public address of a path of this server."""
    whole = settings.public_url.rstrip("/") + path
    return f"{whole}?{urlencode(query)}" if query else whole


def media_address(settings: Settings) -> str:
    """Where the sound of a call goes. Query strings are not supported there."""
    scheme, _, rest = settings.public_url.rstrip("/").partition("://")
    return f"{'ws' if scheme == 'http' else 'wss'}://{rest}{MEDIA}"
