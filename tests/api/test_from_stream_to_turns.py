"""A stream that nobody can hear: the call goes on by turns, from its own first question on."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from engine.clinic import Clinic
from tests.api.telephone import NUMBER, telephone


async def streamed(address: str, parameters: Mapping[str, str], call_id: str) -> None:
    """The carrier's side of a stream on which the caller says nothing."""
    async with connect(address, compression=None) as socket:
        await socket.send(
            json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        )
        start = {
            "streamSid": "MZ1",
            "callSid": call_id,
            "tracks": ["inbound"],
            "customParameters": dict(parameters),
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        }
        await socket.send(
            json.dumps(
                {"event": "start", "sequenceNumber": "1", "streamSid": "MZ1", "start": start}
            )
        )
        try:
            with suppress(ConnectionClosed):
                while True:
                    await socket.recv()
        except asyncio.CancelledError:
            with suppress(ConnectionClosed):
                stop = {"accountSid": "AC1", "callSid": call_id}
                await socket.send(json.dumps({"event": "stop", "streamSid": "MZ1", "stop": stop}))
            raise


def test_without_an_ear_the_call_goes_on_by_turns(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    async def whole() -> None:
        places = url, keyring, riverside, scope, tmp_path
        async with telephone(places) as phone, asyncio.timeout(60):
            phone.carrier.stream = streamed
            call = phone.carrier.call(NUMBER)
            assert "Riverside Dental" in " ".join(await call.asks())
            call.say("I need a cleaning")
            assert "name" in " ".join(await call.asks())
            assert phone.carrier.rung("+15125550101") == []
            await call.hang_up()

    asyncio.run(whole())
