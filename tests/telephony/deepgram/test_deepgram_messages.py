"""What single messages mean, however odd; sent by a server that says only what it is given."""

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson
import pytest
from websockets.asyncio.server import ServerConnection, serve

from telephony.deepgram.maker import DeepgramEars
from telephony.speech import (
    EagerEnd,
    EndOfTurn,
    Interim,
    Resumed,
    Segment,
    Sound,
    SpeechStarted,
)
from tests.telephony.deepgram.caller import QUICK

LAST = "that is all"


def told_of(model: str, messages: Sequence[object]) -> list[Sound]:
    """What an ear tells of messages; the last words of a fixed kind end it and are not among it."""

    async def run() -> list[Sound]:
        async def answer(connection: ServerConnection) -> None:
            greeting: list[object] = [{"type": "Connected", "request_id": "r", "sequence_id": 0}]
            end = results(LAST, speech_final=True)
            if model.startswith("flux"):
                end = turn("EndOfTurn", LAST)
            for one in [*greeting, *messages, end]:
                await connection.send(
                    one if isinstance(one, str | bytes) else orjson.dumps(one).decode()
                )
            await connection.wait_closed()

        async with serve(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            ears = DeepgramEars(
                "key", model=model, base_url=f"http://127.0.0.1:{port}", deadlines=QUICK
            )
            ear = ears.ear("en", ())
            told: list[Sound] = []
            await ear.open(told.append)
            async with asyncio.timeout(5):
                while not told or getattr(told[-1], "words", "") != LAST:
                    await asyncio.sleep(0.005)
            await ear.close()
            return told

    return asyncio.run(run())


def turn(event: object, words: Any = "", confidences: Sequence[object] = (), **more: Any) -> Any:
    return {
        "type": "TurnInfo",
        "request_id": "r",
        "sequence_id": 1,
        "event": event,
        "turn_index": 0,
        "audio_window_start": 0.0,
        "audio_window_end": 1.0,
        "transcript": words,
        "words": [{"word": "w", "confidence": one} for one in confidences],
        "end_of_turn_confidence": 0.5,
        **more,
    }


def results(
    words: Any,
    confidences: Sequence[object] = (),
    *,
    is_final: bool = True,
    speech_final: bool = False,
    others: Sequence[str] = (),
    **more: Any,
) -> Any:
    spoken = [
        {"word": "w", "start": 0.0, "end": 0.1, "confidence": confidence}
        for confidence in confidences
    ]
    first = {"transcript": words, "confidence": 0.9, "words": spoken}
    rest = [{"transcript": other, "confidence": 0.3, "words": []} for other in others]
    return {
        "type": "Results",
        "channel_index": [0, 1],
        "duration": 1.0,
        "start": 0.0,
        "is_final": is_final,
        "speech_final": speech_final,
        "channel": {"alternatives": [first, *rest]},
        "metadata": {
            "request_id": "r",
            "model_info": {"name": "n", "version": "v", "arch": "a"},
            "model_uuid": "u",
        },
        **more,
    }


JUNK: tuple[object, ...] = (
    "no json",
    "",
    b"\x00\xff",
    [],
    7,
    None,
    {},
    {"type": None},
    {"type": "Sunrise"},
    {"type": "TurnInfo"},
    {"type": "Results", "channel": {}},
    {"type": "Results", "channel": {"alternatives": []}},
    turn("Update", 7),
    turn("Update", "words") | {"words": None},
    turn("Update", "words", audio_window_end="soon"),
    turn({"nested": []}, ""),
    results(None),
    results("words", start="never"),
    results("words", channel={"alternatives": []}),
    results("words", channel={"alternatives": [3]}),
    {"type": "Warning", "request_id": "r", "sequence_id": 2, "code": "C", "description": "d"},
    {"type": "Error", "sequence_id": 3, "code": "C", "description": "d"},
    {"type": "Error", "variant": "SchemaError", "description": "d"},
    {"type": "ConfigureFailure", "request_id": "r", "sequence_id": 4},
    "[" * 5_000 + "]" * 5_000,
)


@pytest.mark.parametrize("model", ["flux-general-en", "nova-3"])
def test_what_makes_no_sense_is_passed_over(model: str) -> None:
    told = told_of(model, JUNK)
    assert [one.words for one in told if isinstance(one, EndOfTurn | Segment)] == [LAST]


def test_confidence_is_the_mean_over_the_words_within_its_bounds() -> None:
    told = told_of(
        "flux-general-en",
        [
            turn("EndOfTurn", "one two", [0.5, 0.7]),
            turn("EndOfTurn", "three", [7.0]),
            turn("EndOfTurn", "four", []),
        ],
    )
    ends = [one.confidence for one in told if isinstance(one, EndOfTurn)]
    assert ends[:3] == [pytest.approx(0.6), 1.0, 1.0]


def test_nova_gives_words_guesses_and_its_own_confidence_where_words_have_none() -> None:
    told = told_of(
        "nova-3",
        [
            results("anna ruiz", [0.6, 0.8], speech_final=True, others=("ana ruiz", "")),
            results("yes", speech_final=True),
        ],
    )
    assert told[:4] == [
        SpeechStarted(),
        Segment("anna ruiz", pytest.approx(0.7), ("ana ruiz",), pause=True),
        SpeechStarted(),
        Segment("yes", 0.9, pause=True),
    ]


def test_nova_tells_a_pause_that_comes_later_once() -> None:
    ended = {"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": 1.0}
    told = told_of(
        "nova-3",
        [
            results("five five", is_final=False),
            results("five five", is_final=False),
            results("five five five"),
            ended,
            ended,
            results("four four"),
            results("", speech_final=True),
            results(""),
        ],
    )
    assert told[:-2] == [
        SpeechStarted(),
        Interim("five five", 0.9),
        Segment("five five five", 0.9),
        Segment("", pause=True),
        SpeechStarted(),
        Segment("four four", 0.9),
        Segment("", pause=True),
    ]


def test_flux_tells_interim_words_only_when_they_change_and_a_turn_without_words() -> None:
    told = told_of(
        "flux-general-en",
        [
            turn("StartOfTurn", ""),
            turn("Update", ""),
            turn("EndOfTurn", ""),
            turn("StartOfTurn", "yes"),
            turn("Update", "yes"),
            turn("EagerEndOfTurn", "yes"),
            turn("EagerEndOfTurn", "yes"),
            turn("TurnResumed", "yes"),
            turn("Update", "yes please"),
            turn("EagerEndOfTurn", "yes please"),
            turn("EndOfTurn", "yes please", trigger="something new"),
        ],
    )
    assert told[:-1] == [
        SpeechStarted(),
        EndOfTurn(""),
        SpeechStarted(),
        Interim("yes"),
        EagerEnd("yes"),
        Resumed(),
        Interim("yes please"),
        EagerEnd("yes please"),
        EndOfTurn("yes please"),
    ]
