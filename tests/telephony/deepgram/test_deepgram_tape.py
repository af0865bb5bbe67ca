"""What is kept of a caller's sound: exactly what no words were told of yet."""

from math import inf, nan

from hypothesis import given
from hypothesis import strategies as st

from telephony.deepgram.tape import Tape
from telephony.speech import RATE


def sent(tape: Tape) -> bytes:
    return b"".join(iter(tape.next, None))


def frame(n: int) -> bytes:
    return bytes([n]) * 160


def test_everything_is_sent_once_and_again_on_the_next_connection() -> None:
    tape = Tape()
    for n in range(3):
        tape.feed(frame(n))
    assert sent(tape) == frame(0) + frame(1) + frame(2)
    assert tape.next() is None
    tape.rewind()
    assert sent(tape) == frame(0) + frame(1) + frame(2)


def test_what_was_told_is_not_sent_again_to_the_very_byte() -> None:
    tape = Tape()
    for n in range(3):
        tape.feed(frame(n))
    sent(tape)
    tape.told((160 + 40) / RATE)
    tape.rewind()
    assert sent(tape) == frame(1)[40:] + frame(2)
    tape.told(120 / RATE)
    tape.rewind()
    assert sent(tape) == frame(2)


def test_nothing_that_was_not_sent_counts_as_told() -> None:
    tape = Tape()
    tape.feed(frame(0))
    sent(tape)
    tape.feed(frame(1))
    for seconds in (1e9, inf, nan, -5.0):
        tape.told(seconds)
    tape.rewind()
    assert sent(tape) == frame(1)


def test_the_oldest_goes_when_there_is_too_much() -> None:
    tape = Tape(most_seconds=0.04)
    for n in range(4):
        tape.feed(frame(n))
    assert tape.seconds == 0.04
    assert sent(tape) == frame(2) + frame(3)
    tape.told(0.02)
    tape.rewind()
    assert sent(tape) == frame(3)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("feed"), st.integers(1, 400)),
            st.tuples(st.just("send"), st.integers(0, 5)),
            st.tuples(st.just("told"), st.integers(0, 2_000)),
            st.tuples(st.just("rewind"), st.just(0)),
        )
    )
)
def test_the_next_connection_begins_where_telling_ended(steps: list[tuple[str, int]]) -> None:
    tape = Tape()
    everything = b""
    base = upto = told = 0
    for step, n in steps:
        if step == "feed":
            piece = bytes((len(everything) + i) % 251 for i in range(n))
            everything += piece
            tape.feed(piece)
        elif step == "send":
            for _ in range(n):
                if (piece_sent := tape.next()) is not None:
                    assert everything[upto : upto + len(piece_sent)] == piece_sent
                    upto += len(piece_sent)
        elif step == "told":
            tape.told(n / RATE)
            told = max(told, min(base + n, upto))
        else:
            tape.rewind()
            base = upto = told
    tape.rewind()
    assert sent(tape) == everything[told:]
