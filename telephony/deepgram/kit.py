"""The vendor's kit, brought in without its warnings and pointed where we want it.

deepgram-sdk 7.17 imports the old half of `websockets` and is told so by that library on every
start; our own wire (see `telephony/deepgram/wire`) takes its place, so nothing of it is used.
"""

import warnings
from typing import Final

from telephony.deepgram.wire import Wire

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from deepgram import AsyncDeepgramClient
    from deepgram.environment import DeepgramClientEnvironment
    from deepgram.listen.v1.client import AsyncV1Client
    from deepgram.listen.v1.socket_client import AsyncV1SocketClient
    from deepgram.listen.v2.client import AsyncV2Client
    from deepgram.listen.v2.socket_client import AsyncV2SocketClient

__all__ = [
    "VENDOR",
    "AsyncDeepgramClient",
    "AsyncV1Client",
    "AsyncV1SocketClient",
    "AsyncV2Client",
    "AsyncV2SocketClient",
    "client",
]

VENDOR: Final = "https://api.deepgram.com"


def client(key: str, base_url: str | None = None) -> AsyncDeepgramClient:
    """A client for any number of calls. `base_url` begins with `http:` or `https:`.

    Raises `ValueError` for an address that is neither.
    """
    base = (base_url or VENDOR).rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise ValueError("DEEPGRAM_BASE_URL: must begin with http:// or https://")
    socket = "ws" + base.removeprefix("http")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return AsyncDeepgramClient(
            api_key=key,
            environment=DeepgramClientEnvironment(
                base=base, production=socket, agent=socket, agent_rest=base
            ),
            transport_factory=Wire,
        )
