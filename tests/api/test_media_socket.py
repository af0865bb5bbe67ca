"""The media socket and whoever finds its address: bad streams end, the others go on, logs tell
nothing. All of it over a real socket, with the limits that `frontdesk serve` sets."""

import asyncio
import base64
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from agent_config.script_file import load_script
from api.routes import media
from clinic.store.keyring import Keyring
from telephony.sandbox.score import a_call_id
from telephony.sandbox.twilio_rest import TOKEN
from telephony.sandbox.twilio_webhooks import signed
from tests.telephony.test_calls_by_wire import CALLS, the_score
from tests.telephony.wired import HURRIED, Wired, wired

PLANTED: Final = "Zwetschgenbaum"
"""A patient's words; they must not come up in any log."""
NUMBER: Final = "+15125550177"
OTHERS: Final = 4
"""Calls that are under way meanwhile."""
SOUND: Final = base64.b64encode(b"\xff" * 160).decode()
Bad = Callable[[Wired, ClientConnection, str, str], Awaitable[None]]


def start(call_id: str, token: str, **changed: Any) -> str:
    told = {
        "streamSid": "MZ1",
        "callSid": call_id,
        "tracks": ["inbound"],
        "customParameters": {"token": token, "name": PLANTED},
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
    }
    return json.dumps({"event": "start", "streamSid": "MZ1", "start": {**told, **changed}})


def sound(payload: object = SOUND) -> str:
    return json.dumps({"event": "media", "media": {"payload": payload, "name": PLANTED}})


async def until_closed(socket: ClientConnection) -> int:
    """The code with which the server ends a stream."""
    try:
        while True:
            await socket.recv()
    except ConnectionClosed:
        return socket.close_code or 0


async def sent(socket: ClientConnection, *messages: str | bytes) -> int:
    try:
        for message in messages:
            await socket.send(message)
    except ConnectionClosed:
        pass
    return await until_closed(socket)


def after_start(*messages: str | bytes) -> Bad:
    """What ends a stream that had begun well."""

    async def bad(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
        code = await sent(socket, start(call_id, token), *messages)
        assert code in (1000, 1009)

    return bad


def at_once(*messages: str | bytes, code: int = 1008) -> Bad:
    """What is refused before it has begun."""

    async def bad(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
        assert await sent(socket, *messages) == code
        assert there.house.phones.call(call_id) is None

    return bad


async def used(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    await there.house.exchange.tokens.redeem(token)
    assert await sent(socket, start(call_id, token)) == 1008


async def expired(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    tokens: Any = there.house.exchange.tokens
    now = tokens._clock
    tokens._clock = lambda: now() - timedelta(minutes=2)
    try:
        old = tokens.issue(call_id, there.scope, NUMBER)
    finally:
        tokens._clock = now
    assert await sent(socket, start(call_id, old)) == 1008


async def of_another_call(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    assert await sent(socket, start(a_call_id(), token)) == 1008
    async with connect(there.media) as other:  # and the token is spent by that
        assert await sent(other, start(call_id, token)) == 1008


async def another_form(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    form = {"encoding": "audio/x-alaw", "sampleRate": 16000, "channels": 2}
    assert await sent(socket, start(call_id, token, mediaFormat=form)) == 1008


async def cut_off(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    """The line is gone in the middle of a frame."""
    await socket.send(start(call_id, token))
    await socket.recv()
    socket.transport.write(b"\x81\xfe\x01")
    socket.transport.abort()
    while there.house.phones.call(call_id) is not None:
        await asyncio.sleep(0.005)


async def says_nothing(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    await socket.send(json.dumps({"event": "connected"}))
    assert await until_closed(socket) == 1008


async def unknown_events(there: Wired, socket: ClientConnection, call_id: str, token: str) -> None:
    """Those are none of our business, and end nothing."""
    await socket.send(json.dumps({"event": "weather", "rain": PLANTED}))
    await socket.send(start(call_id, token))
    await socket.send(json.dumps({"event": "weather", "rain": PLANTED}))
    await socket.send(start(call_id, "another"))
    assert json.loads(await socket.recv())["event"] in ("media", "mark")
    assert there.house.phones.call(call_id) is not None
    await socket.send(json.dumps({"event": "stop", "stop": {}}))
    await until_closed(socket)


LONG: Final = json.dumps({"event": "media", "media": {"payload": "A" * 1_000_000}})
BAD: Final[dict[str, Bad]] = {
    "no JSON": at_once("{" + PLANTED),
    "a list": at_once("[]"),
    "bytes": at_once(PLANTED.encode()),
    "a megabyte": at_once(LONG, code=1009),
    "sound before the token": at_once(sound()),
    "a token of nobody": at_once(start("CA1", PLANTED)),
    "no token": at_once(start("CA1", "")),
    "another form of sound": another_form,
    "a used token": used,
    "an expired token": expired,
    "a token of another call": of_another_call,
    "nothing at all": says_nothing,
    "bytes later": after_start(PLANTED.encode()),
    "no JSON later": after_start("{" + PLANTED),
    "no base64 later": after_start(sound("%%" + PLANTED)),
    "a number for sound": after_start(sound(7)),
    "a second of sound too much": after_start(sound("A" * 20_000)),
    "a megabyte later": after_start(LONG),
    "a key that is none": after_start(json.dumps({"event": "dtmf", "dtmf": {"digit": PLANTED}})),
    "cut off in a frame": cut_off,
    "events that nobody knows": unknown_events,
}


def test_bad_streams_end_and_the_others_go_on(
    tmp_path: Path,
    keyring: Keyring,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(media, "FIRST_SECONDS", 1.5)
    score = load_script(CALLS / "dental_reception" / "book" / "checkup_direct.yaml")

    async def whole() -> list[str]:
        plan = await the_score(score)
        async with wired(tmp_path, keyring) as there, asyncio.timeout(120):
            there.house.phones.pace = HURRIED
            others = asyncio.gather(*(there.play(plan) for _ in range(OTHERS)))
            for bad in BAD.values():
                call_id = a_call_id()
                there.scores[call_id] = plan
                token = there.house.exchange.tokens.issue(call_id, there.scope, NUMBER)
                async with connect(there.media, compression=None, close_timeout=0.5) as socket:
                    await bad(there, socket, call_id, token)
            ended = [heard for heard, _ in [*await others, await there.play(plan)]]
            return [f"{one.missed} {one.strange}" for one in ended if not one.is_as_scripted]

    assert asyncio.run(whole()) == []
    told = [one.getMessage() for one in caplog.records if not one.name.startswith("websockets")]
    assert any("a stream is refused" in one for one in told)
    assert any("a stream ends" in one for one in told)
    assert PLANTED not in "\n".join(told)
    assert NUMBER not in "\n".join(told)


def test_forged_and_replayed_webhooks_are_refused_while_a_call_goes_on(
    tmp_path: Path, keyring: Keyring, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    script = load_script(CALLS / "dental_reception" / "book" / "checkup_direct.yaml")

    async def whole() -> None:
        plan = await the_score(script)
        async with wired(tmp_path, keyring) as there, asyncio.timeout(120):
            there.house.phones.pace = HURRIED
            calling = asyncio.create_task(there.play(plan))
            address = f"{there.public}/webhook/voice"
            fields = {
                "CallSid": a_call_id(),
                "AccountSid": there.vendors.twilio.account,
                "From": NUMBER,
                "To": plan.flow.clinic.number,
                "CallStatus": "ringing",
                "Direction": "inbound",
                "SpeechResult": PLANTED,
            }
            good = signed(TOKEN, address, fields)
            async with httpx2.AsyncClient(trust_env=False) as client:

                async def post(body: dict[str, str], signature: str, token: str = "t1") -> Any:
                    headers = {"X-Twilio-Signature": signature, "I-Twilio-Idempotency-Token": token}
                    return await client.post(address, data=body, headers=headers)

                for signature in ("", "nonsense", signed("another", address, fields)):
                    assert (await post(fields, signature)).json()["code"] == "unsigned"
                assert (await post({**fields, "From": "+1"}, good)).json()["code"] == "unsigned"
                huge = {**fields, "SpeechResult": "x" * 2_000_000}
                assert (await post(huge, signed(TOKEN, address, huge))).status_code >= 400
                first = await post(fields, good)
                again = await post(fields, good)
                assert first.status_code == again.status_code == 200
                assert first.text == again.text  # the same request gets the same answer, once
            heard, _ = await calling
            assert heard.is_as_scripted

    asyncio.run(whole())
    told = "\n".join(one.getMessage() for one in caplog.records if one.name != "httpx2")
    assert PLANTED not in told
    assert NUMBER not in told
