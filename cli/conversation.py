"""A typed call, turn by turn, whatever it runs on: what a line is, and what it does to a call."""

from typing import assert_never

from cli import view
from cli.typed import HELP, HangUp, Help, Keys, Quiet, Typed, Words, typed
from telephony.loop import Loop


def asked() -> Typed:
    """The caller's next turn; piped lines are shown, since nobody saw them typed."""
    turn = typed(view.ask())
    if not view.is_interactive() and not isinstance(turn, Help):
        view.said("caller", _as_told(turn))
    return turn


async def take(turn: Typed, loop: Loop) -> None:
    """Do what the caller did, and wait until all that follows from it is done."""
    match turn:
        case Words(words):
            await loop.hear(words)
        case Keys(digits):
            await loop.key(digits)
        case Quiet(seconds):
            await loop.stay_silent(seconds)
        case HangUp():
            await loop.hung_up()
        case Help(unknown):
            if unknown:
                view.warn(f"there is no {unknown}")
            view.block(HELP)
        case _:
            assert_never(turn)
    await loop.settled()


def _as_told(turn: Words | Keys | Quiet | HangUp) -> str:
    match turn:
        case Words(words):
            return words
        case Keys(digits):
            return f"[keys {digits}]"
        case Quiet(seconds):
            return f"[silence {seconds:g} s]"
        case HangUp():
            return "[hangs up]"
