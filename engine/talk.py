"""Turns of conversation that are about the conversation: repeat, slower, wait, start over …

None of them is the caller's fault and most are no miss, yet each spends from a budget, so that
no call goes round in circles (FG-26).
"""

from collections.abc import Callable
from typing import Final

from engine.escalation import escalate, part
from engine.ours import asks_ours
from engine.questions import resume
from engine.steps import ask_for_more, proceed
from engine.turn import Turn


def miss(turn: Turn) -> None:
    """Nothing usable was said: help more each time, and after the budget hand over (rule 15)."""
    call = turn.call
    if call.message_asked:
        part(turn, "prompts.no_message")
    elif call.question.kind == "check":
        escalate(turn, "emergency")
    elif call.question.kind == "triage":
        if turn.spend("triage"):
            turn.reprompt()
        else:
            escalate(turn, "emergency")
    elif turn.over() and call.question.kind != "confirm":
        resume(turn)
    elif turn.spend("misses"):
        turn.reprompt()
    elif call.state == "GREETING":
        part(turn, "prompts.goodbye_silence")
    else:
        escalate(turn, "not_understood")


def switch_language(turn: Turn, language: str) -> None:
    """Go on in another language that the flow has, else with a person (FG-20)."""
    if language == turn.call.language:
        _again(turn, "prompts.resume")
        return
    if language not in turn.flow.texts or not turn.spend("languages"):
        escalate(turn, "policy")
        return
    turn.call.language = language
    turn.say("prompts.language_switched")
    resume(turn)


def _again(turn: Turn, lead: str) -> None:
    if turn.spend("repeats"):
        turn.acknowledge(lead)
        resume(turn)
    else:
        escalate(turn, "not_understood")


def _repeat(turn: Turn) -> None:
    _again(turn, "prompts.repeat_lead")


def _slower(turn: Turn) -> None:
    turn.call.patience = "extra"
    _again(turn, "prompts.slower_lead")


def _confused(turn: Turn) -> None:
    """Extra patience and simpler words; on a bad line as well, a person (CH-15, SF-11)."""
    call = turn.call
    call.patience = "extra"
    call.confused_at = call.confused_at or turn.event.at
    turn.spend("confusion")
    if turn.spent("audio"):
        escalate(turn, "not_understood")
    else:
        _again(turn, "prompts.confused_lead")


def _wait(turn: Turn) -> None:
    if turn.spend("repeats"):
        turn.call.patience = "extra"
        turn.say("prompts.wait", tier=turn.call.turns)
        turn.listen()
    else:
        escalate(turn, "not_understood")


def _aside(turn: Turn, prompt: str) -> None:
    if turn.spend("digressions"):
        turn.say(prompt)
        resume(turn)
    else:
        escalate(turn, "too_long")


def _no_recording(turn: Turn) -> None:
    turn.call.recording_off = True
    _aside(turn, "prompts.recording_off")


def _start_over(turn: Turn) -> None:
    """Forget everything that is not done yet, and ask again what we can do."""
    call = turn.call
    if not turn.spend("repeats"):
        escalate(turn, "not_understood")
        return
    _drop(turn)
    call.agenda = ()
    for name in [name for name, filled in call.slots.items() if not filled.used]:
        if name in call.slots:
            turn.clear(name)
    turn.say("prompts.start_over")
    ask_for_more(turn)


def _never_mind(turn: Turn) -> None:
    """Drop the request; with none under way, or only ours, it is a goodbye."""
    if turn.call.request is None or asks_ours(turn):
        part(turn, "prompts.goodbye")
        return
    _drop(turn)
    turn.say("prompts.never_mind")
    proceed(turn)


def _drop(turn: Turn) -> None:
    call = turn.call
    call.request, call.ending, call.done = None, None, frozenset()
    for name in ("opening", "appointment"):
        if name in call.slots:
            turn.clear(name)


def _goodbye(turn: Turn) -> None:
    part(turn, "prompts.goodbye")


def _wrong_number(turn: Turn) -> None:
    turn.call.outcomes += (("wrong_number", "wrong_number"),)
    part(turn, "prompts.wrong_number")


def _dont_know(turn: Turn) -> None:
    """Not knowing when is any time; not knowing anything else is a miss that is helped."""
    if turn.call.question.slot == "preferred_time":
        turn.fill("preferred_time", [], turn.call.words)
        proceed(turn)
    else:
        miss(turn)


def _thanks(turn: Turn) -> None:
    if turn.call.question.kind == "anything_else":
        part(turn, "prompts.goodbye")
    else:
        _again(turn, "prompts.resume")


TALK: Final[dict[str, Callable[[Turn], None]]] = {
    "wrong_number": _wrong_number,
    "goodbye": _goodbye,
    "start_over": _start_over,
    "never_mind": _never_mind,
    "speak_spanish": lambda turn: switch_language(turn, "es"),
    "speak_english": lambda turn: switch_language(turn, "en"),
    "other_language": lambda turn: escalate(turn, "policy"),
    "no_recording": _no_recording,
    "card_number": lambda turn: _aside(turn, "prompts.card_number"),
    "repeat": _repeat,
    "i_already_said": _confused,
    "slower": _slower,
    "relay": _slower,
    "wait": _wait,
    "confused": _confused,
    "greeting": lambda turn: _again(turn, "prompts.resume"),
    "thanks": _thanks,
    "dont_know": _dont_know,
    "spam": miss,
    "abuse": miss,
}
"""By the name of the intent, in the order in which they count when several are heard."""
