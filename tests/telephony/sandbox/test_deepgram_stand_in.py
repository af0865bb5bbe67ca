"""The stand-in for Deepgram, asked with the vendor's own kit and with bare sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from telephony.deepgram.kit import client
from telephony.phone.ulaw import decode
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.faults import Faults
from telephony.sandbox.utterance import frames_of
from telephony.speech import FRAME_BYTES, SILENCE

SOUND = {"encoding": "mulaw", "sample_rate": "8000"}
QUIET = SILENCE * FRAME_BYTES


def with_flux(
    ask: Callable[[Any], Awaitable[None]], *, options: dict[str, Any] | None = None, **how: Any
) -> DeepgramStandIn:
    async def run() -> DeepgramStandIn:
        async with asyncio.timeout(5), DeepgramStandIn(**how) as stand_in:
            kit = client("sandbox", stand_in.url).listen.v2
            model = {"model": "flux-general-en", **SOUND, **(options or {})}
            async with kit.connect(**model) as socket:
                assert (await socket.recv()).type == "Connected"
                await ask(socket)
            return stand_in

    return asyncio.run(run())


def with_nova(
    ask: Callable[[Any], Awaitable[None]], *, options: dict[str, Any] | None = None, **how: Any
) -> None:
    async def run() -> None:
        async with asyncio.timeout(5), DeepgramStandIn(**how) as stand_in:
            kit = client("sandbox", stand_in.url).listen.v1
            async with kit.connect(model="nova-3", **SOUND, **(options or {})) as socket:
                await ask(socket)

    asyncio.run(run())


async def say(socket: Any, words: str, number: int = 1) -> None:
    for frame in frames_of(words, number):
        await socket.send_media(frame)


async def until(socket: Any, true: Callable[[Any], bool]) -> Any:
    while not true(message := await socket.recv()):
        pass
    return message


def test_a_turn_of_flux_has_its_events_in_order_and_numbered() -> None:
    async def ask(socket: Any) -> None:
        await say(socket, "book me a cleaning")
        events = [await socket.recv()]
        while events[-1].event != "EndOfTurn":
            events.append(await socket.recv())
        kinds = [one.event for one in events]
        began = kinds.index("StartOfTurn")
        assert not any(one.transcript for one in events[:began])
        assert events[began].transcript == "book"
        assert kinds[-2:] == ["EagerEndOfTurn", "EndOfTurn"]
        assert {*kinds[:began], *kinds[began + 1 : -2]} == {"Update"}
        assert [one.sequence_id for one in events] == list(range(1, len(events) + 1))
        assert events[-1].transcript == events[-2].transcript == "book me a cleaning"
        assert [one.word for one in events[-1].words] == ["book", "me", "a", "cleaning"]
        assert {one.turn_index for one in events} == {0}
        assert events[-1].trigger == "model"
        for _ in range(12):
            await socket.send_media(QUIET)
        quiet = await socket.recv()
        assert (quiet.event, quiet.turn_index, quiet.transcript) == ("Update", 1, "")

    with_flux(ask, options={"eager_eot_threshold": "0.4"})


def test_samples_are_heard_like_the_sound_they_were_made_of() -> None:
    async def ask(socket: Any) -> None:
        for frame in frames_of("book me a cleaning", 1):
            await socket.send_media(decode(frame).tobytes())
        end = await until(socket, lambda one: one.event == "EndOfTurn")
        assert end.transcript == "book me a cleaning"

    with_flux(ask, options={"encoding": "linear16"})


def test_without_its_threshold_there_is_no_eager_end() -> None:
    async def ask(socket: Any) -> None:
        await say(socket, "hello")
        end = await until(socket, lambda one: one.event in ("EagerEndOfTurn", "EndOfTurn"))
        assert end.event == "EndOfTurn"

    with_flux(ask)


def test_a_turn_can_be_ended_from_outside() -> None:
    async def ask(socket: Any) -> None:
        await socket.send_force_end_turn()
        await say(socket, "five five five")
        await socket.send_force_end_turn()
        end = await until(socket, lambda one: one.event == "EndOfTurn")
        assert (end.transcript, end.trigger) == ("five five five", "manual")

    with_flux(ask, delay=60)


def test_thresholds_can_be_changed_within_their_ranges() -> None:
    async def ask(socket: Any) -> None:
        thresholds = {"eot_threshold": 0.8}
        await socket.send_configure({"type": "Configure", "thresholds": thresholds})
        good = await socket.recv()
        assert (good.type, good.thresholds.eot_threshold) == ("ConfigureSuccess", 0.8)
        for wrong in ({"eot_threshold": 0.1}, {"eot_timeout_ms": "soon"}):
            await socket.send_configure({"type": "Configure", "thresholds": wrong})
            assert (await socket.recv()).type == "ConfigureFailure"
        await socket.send_configure(
            {"type": "Configure", "thresholds": {"eager_eot_threshold": 0.9}}
        )
        assert "above" in (await socket.recv()).description

    stand_in = with_flux(ask)
    assert len(stand_in.controls) == 4


def test_flux_knows_no_keep_alive_and_says_so() -> None:
    async def ask(socket: Any) -> None:
        await socket.send_configure({"type": "KeepAlive"})
        assert (await socket.recv()).code == "UNPARSABLE_CLIENT_MESSAGE"

    with_flux(ask)


def test_closing_the_stream_ends_the_turn_first() -> None:
    async def ask(socket: Any) -> None:
        await say(socket, "hello there")
        await socket.send_close_stream()
        end = await until(socket, lambda one: one.event == "EndOfTurn")
        assert end.transcript == "hello there"
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    with_flux(ask, delay=60)


def test_nova_gives_interim_words_pauses_gaps_and_its_figures_at_the_end() -> None:
    async def ask(socket: Any) -> None:
        await say(socket, "Book me a cleaning")
        first = await socket.recv()
        assert first.type == "SpeechStarted"
        final = await until(socket, lambda one: getattr(one, "is_final", False))
        assert final.speech_final
        best = final.channel.alternatives[0]
        assert best.transcript == "Book me a cleaning"
        assert best.words[0].word == "book"
        assert best.words[0].punctuated_word == "Book"
        assert (final.start, final.duration) == (0.0, 1.34)
        assert (await until(socket, lambda one: one.type == "UtteranceEnd")).last_word_end == 1.34
        await socket.send_close_stream()
        figures = await until(socket, lambda one: one.type == "Metadata")
        assert (figures.duration, figures.channels) == (1.34, 1)
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    with_nova(
        ask, options={"vad_events": "true", "interim_results": "true", "utterance_end_ms": "1000"}
    )


def test_nova_can_be_told_to_finish_and_to_listen_for_other_words() -> None:
    async def ask(socket: Any) -> None:
        await say(socket, "hello")
        await socket.send_finalize()
        final = await until(socket, lambda one: getattr(one, "is_final", False))
        assert final.from_finalize
        assert not final.speech_final
        await socket.send_keep_alive()
        await socket._send({"type": "Configure", "keyterms": ["Ruiz"]})
        assert (await socket.recv()).keyterms == ["Ruiz"]
        await socket._send({"type": "Sunrise"})
        assert (await socket.recv()).variant == "SchemaError"

    with_nova(ask, endpointing=60)


@pytest.mark.parametrize("sends", ["nothing", "keep alive"])
def test_without_sound_the_connection_is_closed_as_the_vendor_does(sends: str) -> None:
    async def ask(socket: Any) -> None:
        if sends == "keep alive":
            for _ in range(8):
                await socket.send_keep_alive()
                await asyncio.sleep(0.02)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1011
        assert "net0001" in closed.value.rcvd.reason

    with_nova(ask, no_sound_after=0.05)


@pytest.mark.parametrize(
    ("path", "options", "key", "status"),
    [
        ("/v2/listen", "model=flux-general-en", "wrong", 401),
        ("/v3/listen", "model=flux-general-en", "sandbox", 404),
        ("/v2/listen", "model=nova-3", "sandbox", 400),
        ("/v1/listen", "model=nova-3&sample_rate=16000", "sandbox", 400),
        ("/v1/listen", "model=nova-3&utterance_end_ms=1&interim_results=true", "sandbox", 400),
        ("/v1/listen", "model=nova-3&utterance_end_ms=1000", "sandbox", 400),
        ("/v2/listen", "model=flux-general-en&language_hint=es", "sandbox", 400),
        ("/v2/listen", "model=flux-general-en&eot_threshold=2", "sandbox", 400),
    ],
)
def test_a_handshake_that_is_wrong_is_refused(
    path: str, options: str, key: str, status: int
) -> None:
    address = f"{path}?encoding=mulaw&sample_rate=8000&{options}"

    async def run() -> None:
        async with DeepgramStandIn() as stand_in:
            with pytest.raises(InvalidStatus) as refused:
                await connect(
                    "ws" + stand_in.url.removeprefix("http") + address,
                    additional_headers={"Authorization": f"Token {key}"},
                )
            assert refused.value.response.status_code == status
            assert stand_in.asked == 1
            assert not stand_in.options

    asyncio.run(run())


def test_a_stand_in_has_an_address_only_while_it_runs() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        _ = DeepgramStandIn().url


def test_faults_are_ordered_by_known_names_and_those_who_watch_are_told() -> None:
    faults = Faults()
    told: list[str] = []
    unwatch = faults.watch(lambda: told.append(faults.kind))
    faults.order("slow", 0.5)
    assert faults.seconds == 0.5
    faults.clear()
    unwatch()
    faults.order("refuse", status=401)
    assert told == ["slow", "none"]
    assert faults.status == 401
    with pytest.raises(ValueError, match="no stand-in knows the fault 'flood'; known: none, refu"):
        faults.order("flood")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot be negative"):
        faults.order("slow", -1)


def test_a_fault_delays_an_answer_or_keeps_it_for_ever() -> None:
    async def run() -> None:
        faults = Faults()
        await faults.delay()
        faults.order("slow", 0.001)
        await faults.delay()
        faults.order("hang")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await faults.delay()

    asyncio.run(run())


def test_a_drop_can_come_some_time_after_the_beginning() -> None:
    async def run() -> None:
        async with asyncio.timeout(5), DeepgramStandIn() as stand_in:
            stand_in.faults.order("drop", 0.05)
            kit = client("sandbox", stand_in.url).listen.v2
            async with kit.connect(model="flux-general-en", **SOUND) as socket:
                assert (await socket.recv()).type == "Connected"
                with pytest.raises(ConnectionClosed):
                    await socket.recv()

    asyncio.run(run())
