"""The stand-in for ElevenLabs' socket: contexts, formats, and what it refuses."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from telephony.phone.ulaw import encode
from telephony.sandbox.elevenlabs_socket import MOST_CONTEXTS, ElevenLabsSocketStandIn
from telephony.sandbox.faults import Kind
from telephony.sandbox.spoken_sound import SECONDS_A_LETTER
from telephony.sandbox.utterance import UtteranceReader
from telephony.speech import RATE

PATH = "/v1/text-to-speech/rachel/multi-stream-input"
Talk = Callable[[ClientConnection, ElevenLabsSocketStandIn], Awaitable[None]]
TEXT = "Good morning, how may I help?"


def with_socket(
    talk: Talk,
    *,
    query: str = "output_format=ulaw_8000&auto_mode=true",
    path: str = PATH,
    key: str = "sandbox",
    fault: Kind = "none",
    delay: float = 0.0,
) -> None:
    async def run() -> None:
        async with ElevenLabsSocketStandIn(delay=delay) as stand_in:
            stand_in.faults.order(fault)
            address, headers = f"{stand_in.url}{path}?{query}", {"xi-api-key": key}
            async with asyncio.timeout(10), connect(address, additional_headers=headers) as socket:
                await talk(socket, stand_in)

    asyncio.run(run())


async def send(socket: ClientConnection, **message: object) -> None:
    await socket.send(orjson.dumps(message).decode())


async def until_final(socket: ClientConnection) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    while not told or not told[-1].get("isFinal"):
        told.append(orjson.loads(await socket.recv()))
    return told


def words_in(sound: bytes) -> str:
    uttered = [each for each in UtteranceReader().feed(sound) if each is not None]
    return uttered[-1].words


@pytest.mark.parametrize("form", ["ulaw_8000", "pcm_8000"])
def test_a_text_is_spoken_at_once_with_the_times_of_its_letters(form: str) -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        await send(socket, text=" ", context_id="a", voice_settings={"speed": 1.0})
        await send(socket, text=TEXT, context_id="a")
        await send(socket, context_id="a", close_context=True)
        *sounds, final = await until_final(socket)
        assert final == {"isFinal": True, "contextId": "a"}
        heard = b"".join(base64.b64decode(each["audio"]) for each in sounds)
        if form == "pcm_8000":
            heard = encode(np.frombuffer(heard, np.int16))
        assert words_in(heard) == TEXT
        assert len(heard) == round(len(TEXT) * SECONDS_A_LETTER * RATE)
        assert {each["contextId"] for each in sounds} == {"a"}
        letters = [letter for each in sounds for letter in each["alignment"]["chars"]]
        assert "".join(letters) == TEXT
        assert all(each["alignment"]["charStartTimesMs"][0] == 0 for each in sounds)
        assert stand_in.spoken == [TEXT]

    with_socket(talk, query=f"output_format={form}&auto_mode=true")


def test_without_auto_mode_it_waits_for_a_flush() -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        await send(socket, text=" ", context_id="a")
        await send(socket, text="Good ", context_id="a")
        await send(socket, text="morning. ", context_id="a")
        await send(socket, context_id="a", flush=True)
        first = orjson.loads(await socket.recv())
        assert first["isFinal"] is None
        assert stand_in.spoken == ["Good morning."]

    with_socket(talk, query="output_format=ulaw_8000")


def test_several_contexts_do_not_mix_and_one_that_is_closed_says_no_more() -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        for name in ("a", "b"):
            await send(socket, text=" ", context_id=name)
        await send(socket, text="One.", context_id="a")
        await send(socket, text="", context_id="a")  # keeps it alive
        await send(socket, text="Two.", context_id="b")
        await send(socket, context_id="a", close_context=True)
        told = await until_final(socket)
        assert [each["contextId"] for each in told] == ["a", "b", "a"]
        await send(socket, context_id="a", close_context=True)  # it is gone: nothing comes
        await send(socket, close_socket=True)
        assert (await until_final(socket)) == [{"isFinal": True, "contextId": "b"}]
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    with_socket(talk, delay=0.01)


def test_settings_that_come_late_end_the_connection() -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        await send(socket, text="Hello.", context_id="a")
        await send(socket, text=" ", context_id="a", voice_settings={"speed": 1.1})
        await socket.recv()
        with pytest.raises(ConnectionClosed, match="1008"):
            await socket.recv()

    with_socket(talk)


def test_too_many_contexts_end_the_connection() -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        for number in range(MOST_CONTEXTS + 1):
            await send(socket, text=" ", context_id=str(number))
        with pytest.raises(ConnectionClosed, match="1008"):
            await socket.recv()

    with_socket(talk)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"key": "wrong"}, 401),
        ({"path": "/v1/text-to-speech/rachel/stream-input"}, 404),
        ({"query": "output_format=mp3_44100"}, 400),
        ({"fault": "refuse"}, 503),
    ],
)
def test_what_it_refuses(given: dict[str, Any], status: int) -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        pytest.fail("it was let in")

    with pytest.raises(InvalidStatus) as refused:
        with_socket(talk, **given)
    assert refused.value.response.status_code == status
    assert b"status" in refused.value.response.body


def test_it_drops_what_is_under_way() -> None:
    async def talk(socket: ClientConnection, stand_in: ElevenLabsSocketStandIn) -> None:
        await send(socket, text="Hello.", context_id="a")
        await socket.recv()
        stand_in.faults.order("drop")
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    with_socket(talk)


def test_it_is_not_asked_before_it_runs() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        _ = ElevenLabsSocketStandIn().url
